"""The invented partners of both towns: real kinds of organisations under names that nobody bears."""

from .partner_words import BY_JOBCENTER, FREE, TOLERATED, WITH_TITLE, Partner, offer, partner
from .partners_public import authorities, chambers, others


# A list of facts read from top to bottom; split, it would be no shorter.
def _own_projects() -> list[Partner]:
    return [
        partner(
            "eigene_projekte",
            "Lotsenstelle Musterhaus",
            offer(
                "verweisberatung",
                "Offene Lotsensprechstunde",
                "wohnung leistungen familie",
                20,
                languages=["de", "ar", "prs"],
                area="kommune",
                **FREE,
            ),
            offer(
                "kompetenzbuendelung",
                "Werkstatt Kompetenzen",
                "orientierung digitales",
                75,
                languages=["de"],
                level_from="A2",
                area="kommune",
                capacity="warteliste",
                waiting_weeks=3,
                costs="frei",
                access="vermittelt",
            ),
            posts=("Sprechstunde", "Leitung"),
            opening_hours="Mo bis Do 9 bis 15 Uhr",
            languages=["de", "ar", "en"],
            data_role="gemeinsam",
        ),
        partner(
            "eigene_projekte",
            "Kita-Wegweiser Musterstadt",
            offer(
                "verweisberatung",
                "Hilfe bei der Kitasuche",
                "kinderbetreuung familie",
                110,
                area="kommune",
                **FREE,
            ),
        ),
    ]


# A list of facts read from top to bottom; split, it would be no shorter.
def _providers() -> list[Partner]:
    return [
        partner(
            "freie_traeger",
            "Sprachhaus Beispiel gGmbH",
            offer(
                "verweisberatung",
                "Alphabetisierung am Vormittag",
                "alphabetisierung",
                35,
                level_until="A1",
                languages=["de", "fa", "prs"],
                area="umgebung",
                age_from=16,
                **FREE,
            ),
            offer(
                "verweisberatung",
                "Deutschkurs für Geflüchtete A1 bis A2",
                "sprachkurs",
                35,
                level_until="A2",
                statuses=TOLERATED,
                languages=["de", "ar", "prs", "ru"],
                area="umgebung",
                capacity="warteliste",
                waiting_weeks=6,
                costs="frei",
                access="selbst",
            ),
            offer(
                "verweisberatung",
                "Berufssprachkurs B1 am Abend",
                "sprachkurs",
                35,
                level_from="A2",
                level_until="B1",
                languages=["de"],
                area="umgebung",
                capacity="frei",
                **BY_JOBCENTER,
            ),
            offer(
                "verweisberatung",
                "Berufssprachkurs B2",
                "sprachkurs",
                250,
                level_from="B1",
                level_until="B2",
                statuses=WITH_TITLE,
                languages=["de"],
                capacity="voll",
                **BY_JOBCENTER,
            ),
            posts=("Einstufung und Anmeldung", "Kursleitung"),
            shared=True,
            languages=["de", "en", "fa"],
            data_role="eigener",
        ),
        partner(
            "freie_traeger",
            "Sozialwerk Musterbrücke e. V.",
            offer(
                "verweisberatung",
                "Migrationsberatung",
                "aufenthaltsrecht leistungen identitaetsdokumente erlaubnis mobilitaet",
                15,
                languages=["de", "ar", "prs", "ru", "fr"],
                area="umgebung",
                **FREE,
            ),
            offer(
                "verweisberatung",
                "Schuldnerberatung",
                "schulden",
                200,
                languages=["de"],
                area="kommune",
                **FREE,
            ),
            offer(
                "verweisberatung",
                "Psychosoziale Sprechstunde",
                "gesundheit",
                60,
                languages=["ar", "prs", "de"],
                area="land",
                capacity="warteliste",
                waiting_weeks=12,
                costs="frei",
                access="vermittelt",
            ),
            posts=("Beratung", "Anmeldung"),
            data_role="eigener",
        ),
        partner(
            "freie_traeger",
            "Lernwerk Exempel e. V.",
            offer(
                "kompetenzbuendelung",
                "Schulabschluss nachholen",
                "schulabschluss",
                None,
                level_from="B1",
                age_from=18,
                age_until=27,
                languages=["de"],
                costs="frei",
            ),
            offer(
                "kompetenzbuendelung",
                "Computer von Anfang an",
                "digitales",
                90,
                languages=["de", "uk"],
                area="kommune",
                **FREE,
            ),
        ),
    ]


def _neighbour(name: str) -> Partner:
    return partner(
        "andere_kommunen",
        name,
        offer("erfahrungsaustausch", "Kollegiale Fallrunde", "", 80, area="land"),
        offer("monitoring", "Vergleich der Kennzahlen", "", 160, area="land"),
    )


def partners_of(town: str) -> list[Partner]:
    """All seven groups. Potsdam knows fewer, and sees what Cottbus shares."""
    everything = [
        *_own_projects(),
        *_providers(),
        *chambers(),
        *authorities(),
        *others(),
    ]
    if town == "cottbus":
        return [*everything, _neighbour("Spurwechsel Nachbarkreis (Demo)")]
    seen_already = ("Sprachhaus Beispiel gGmbH", "Handwerkskammer Musterland")
    renamed = [each for each in everything if each.name not in seen_already]
    return [*renamed, _neighbour("Spurwechsel Partnerstadt (Demo)")]
