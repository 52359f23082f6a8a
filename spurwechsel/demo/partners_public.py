"""Invented chambers, authorities, companies and associations: real kinds under names that nobody bears."""

from .partner_words import BY_JOBCENTER, FREE, TOLERATED, WITH_TITLE, Partner, offer, partner


# A list of facts read from top to bottom; split, it would be no shorter.
def chambers() -> list[Partner]:
    return [
        partner(
            "kammern",
            "Handwerkskammer Musterland",
            offer(
                "anerkennung",
                "Anerkennungsberatung Handwerk",
                "anerkennung weiterbildung",
                50,
                level_from="A2",
                languages=["de", "en"],
                area="land",
                capacity="frei",
                costs="foerderbar",
                costs_note="Zuschuss möglich",
                access="selbst",
            ),
            offer(
                "vermittlung",
                "Lehrstellenbörse Handwerk",
                "ausbildung arbeit",
                50,
                level_from="B1",
                age_from=16,
                languages=["de"],
                area="land",
                **FREE,
            ),
            posts=("Anerkennung", "Ausbildungsberatung"),
            shared=True,
        ),
        partner(
            "kammern",
            "Industrie- und Handelskammer Beispielregion",
            offer(
                "anerkennung",
                "Erstberatung Gleichwertigkeit",
                "anerkennung",
                300,
                languages=["de", "en", "fr"],
                area="land",
                access="selbst",
            ),
            offer(
                "vermittlung",
                "Teilqualifizierung vermitteln",
                "weiterbildung",
                45,
                level_from="A2",
                area="land",
            ),
        ),
    ]


# A list of facts read from top to bottom; split, it would be no shorter.
def authorities() -> list[Partner]:
    return [
        partner(
            "behoerden",
            "Ausländerbehörde (Demo)",
            offer(
                "titelwechsel",
                "Vorsprache zum Aufenthaltstitel",
                "aufenthaltsrecht erlaubnis identitaetsdokumente",
                70,
                area="kommune",
                languages=["de"],
                access="selbst",
                access_note="mit Termin",
            ),
            auslaenderbehoerde=True,
        ),
        partner(
            "behoerden",
            "Agentur für Arbeit (Demo)",
            offer(
                "vermittlung",
                "Arbeitsvermittlung für Geduldete",
                "arbeit orientierung ausbildung",
                30,
                statuses=TOLERATED,
                languages=["de", "en", "ar"],
                area="umgebung",
                **FREE,
            ),
            offer(
                "beratung",
                "Bildungsgutschein",
                "weiterbildung",
                30,
                level_from="B1",
                languages=["de"],
                area="umgebung",
                costs="frei",
                access="behoerde",
                access_note="Agentur für Arbeit",
            ),
            posts=("Team Migration",),
        ),
        partner(
            "behoerden",
            "Jobcenter (Demo)",
            offer(
                "beratung",
                "Beratung nach dem Rechtskreiswechsel",
                "leistungen arbeit",
                30,
                statuses=WITH_TITLE,
                languages=["de"],
                area="kommune",
                **FREE,
            ),
            offer(
                "ueberpruefung",
                "Führerschein als Vermittlungshilfe",
                "fuehrerschein mobilitaet",
                130,
                statuses=WITH_TITLE,
                level_from="A2",
                languages=["de"],
                **BY_JOBCENTER,
            ),
        ),
    ]


# A list of facts read from top to bottom; split, it would be no shorter.
def others() -> list[Partner]:
    return [
        partner(
            "wirtschaft",
            "Klinikdienste Beispiel GmbH",
            offer(
                "qualifikation",
                "Einstieg in die Pflegehilfe",
                "arbeit ausbildung",
                25,
                level_from="B1",
                age_from=17,
                languages=["de"],
                area="umgebung",
                capacity="frei",
                costs="frei",
                access="vermittelt",
            ),
            posts=("Personalabteilung",),
        ),
        partner(
            "wirtschaft",
            "Bauhof Muster & Söhne",
            offer(
                "vermittlung",
                "Probearbeit auf dem Bau",
                "arbeit orientierung",
                220,
                level_from="A2",
                age_from=18,
                languages=["de", "ru"],
                area="umgebung",
                capacity="frei",
                access="selbst",
            ),
        ),
        partner(
            "wirtschaft",
            "Fahrschule Vorfahrt (Demo)",
            offer(
                "qualifikation",
                "Theorie in mehreren Sprachen",
                "fuehrerschein",
                None,
                languages=["de", "ar", "ru"],
                age_from=17,
                costs="selbst",
                area="kommune",
            ),
        ),
        partner(
            "mso",
            "Verein Neue Nachbarn e. V.",
            offer(
                "sprachmittlung",
                "Ehrenamtliche Sprachmittlung",
                "familie gesundheit wohnung",
                55,
                languages=["ar", "prs", "fa", "ti", "so"],
                area="kommune",
                **FREE,
            ),
            offer(
                "verweisberatung",
                "Sprachcafé am Freitag",
                "sprachkurs",
                55,
                languages=["de", "ar"],
                area="kommune",
                **FREE,
            ),
            posts=("Vorstand",),
        ),
    ]
