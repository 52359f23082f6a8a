"""What helps against which need: kinds of measures with invented providers, usual lengths and payers."""

from collections.abc import Mapping
from typing import NamedTuple

from clearing.catalogue import Bedarf, Finanzierung
from clearing.catalogue import Massnahmenart as Art

F = Finanzierung
VHS, BILDUNGSWERK, NETZWERK = "Volkshochschule", "Bildungswerk Beispiel", "Netzwerk Integration Muster"
AGENTUR, KAMMER, BERATUNG = "Agentur für Arbeit", "Handwerkskammer", "Beratungsstelle Beispiel"


class Offer(NamedTuple):
    """`weeks` is the usual length, `hours` those of a week; None where neither is fixed."""

    kind: str
    name: str
    provider: str
    funding: str
    weeks: int
    hours: int | None = None


_COURSES = (
    Offer(Art.DEUTSCHKURS_LAND, "Deutsch für Geflüchtete", BILDUNGSWERK, F.LAND, 14, 20),
    Offer(Art.BERUFSSPRACHKURS, "Berufssprachkurs", "Sprachschule Muster", F.BAMF, 20, 20),
    Offer(Art.INTEGRATIONSKURS, "Integrationskurs", VHS, F.BAMF, 26, 20),
    Offer(Art.SPRACHKURS_SONST, "Deutsch am Abend", VHS, F.SELBST, 12, 6),
    Offer(Art.SPRACHFOERDERUNG_KIM, "Sprachcafé mit Lernbegleitung", NETZWERK, F.KOMMUNE, 16, 4),
    Offer(Art.DEUTSCHKURS_LAND, "Deutsch für Geflüchtete", VHS, F.LAND, 14, 20),
)
_TRAINING = (
    Offer(Art.EINSTIEGSQUALIFIZIERUNG, "Einstiegsqualifizierung", "Metallbau Exempel", F.AGENTUR, 26, 35),
    Offer(Art.BERUFSVORBEREITUNG, "Berufsvorbereitende Bildungsmaßnahme", BILDUNGSWERK, F.AGENTUR, 40, 39),
    Offer(Art.ASSISTIERTE_AUSBILDUNG, "Assistierte Ausbildung, Vorphase", BILDUNGSWERK, F.AGENTUR, 24, 10),
    Offer(Art.AUSBILDUNGSAUFNAHME, "Bewerbung und Start in die Ausbildung", NETZWERK, F.KOSTENFREI, 12),
    Offer(Art.AUSBILDUNGSBEIHILFE, "Antrag auf Berufsausbildungsbeihilfe", AGENTUR, F.AGENTUR, 6),
    Offer(Art.AUSSERBETRIEBLICH, "Außerbetriebliche Ausbildung", BILDUNGSWERK, F.JOBCENTER, 52, 39),
)
_WORK = (
    Offer(Art.ARBEITSAUFNAHME, "Bewerbung und erste Wochen im Betrieb", NETZWERK, F.KOSTENFREI, 12),
    Offer(Art.AKTIVIERUNG, "Bewerbungscoaching mit AVGS", BILDUNGSWERK, F.AGENTUR, 8, 15),
    Offer(Art.PRAKTIKUM, "Praktikum im Betrieb", "Logistik Beispiel", F.BETRIEB, 4, 30),
    Offer(Art.JOBCOACHING, "Jobcoaching", NETZWERK, F.LAND, 16, 2),
    Offer(Art.VERMITTLUNGSBUDGET, "Arbeitskleidung und Fahrkosten", AGENTUR, F.AGENTUR, 4),
    Offer(Art.EINGLIEDERUNGSZUSCHUSS, "Zuschuss zum Lohn beantragt", AGENTUR, F.AGENTUR, 13),
    Offer(
        Art.ARBEITSGELEGENHEIT, "Arbeitsgelegenheit im Stadtgrün", "Stadtservice Muster", F.SOZIALAMT, 26, 20
    ),
    Offer(
        Art.FREIWILLIGENDIENST, "Bundesfreiwilligendienst", "Nachbarschaftshaus Beispiel", F.BETRIEB, 52, 30
    ),
)
_LEGAL = (
    Offer(Art.RECHTSBERATUNG, "Verfahrens- und Aufenthaltsberatung", BERATUNG, F.KOSTENFREI, 6),
    Offer(Art.SONSTIGE, "Begleitung zum Termin", NETZWERK, F.KOSTENFREI, 3),
)
_FAMILY = (Offer(Art.SONSTIGE, "Anmeldung über das Kita-Portal", "Familienzentrum Muster", F.KOSTENFREI, 10),)
_SKILLS = (
    Offer(Art.KOMPETENZFESTSTELLUNG, "Kompetenzfeststellung", BILDUNGSWERK, F.LAND, 2, 20),
    Offer(Art.PRAKTIKUM, "Schnupperpraktikum", "Pflegeheim Beispiel", F.BETRIEB, 2, 30),
)
_MONEY = (Offer(Art.SONSTIGE, "Beratung und Haushaltsplan", BERATUNG, F.KOSTENFREI, 8),)

OFFERS: Mapping[str, tuple[Offer, ...]] = {
    Bedarf.ALPHABETISIERUNG: (
        Offer(Art.SPRACHKURS_SONST, "Lesen und Schreiben von Anfang an", VHS, F.KOMMUNE, 20, 12),
        Offer(Art.INTEGRATIONSKURS, "Integrationskurs mit Alphabetisierung", VHS, F.BAMF, 40, 16),
    ),
    Bedarf.SPRACHKURS: _COURSES,
    Bedarf.ANERKENNUNG: (
        Offer(Art.ANERKENNUNGSVERFAHREN, "Antrag auf Bewertung des Abschlusses", KAMMER, F.SELBST, 16),
        Offer(Art.ANERKENNUNGSVERFAHREN, "Anpassungslehrgang", KAMMER, F.AGENTUR, 20, 20),
    ),
    Bedarf.SCHULABSCHLUSS: (
        Offer(Art.SCHULE, "Schulabschluss auf dem zweiten Weg", VHS, F.KOMMUNE, 40, 20),
        Offer(Art.SCHULE, "Berufsfachschule Grundbildung Plus", "Oberstufenzentrum", F.LAND, 40, 30),
    ),
    Bedarf.AUSBILDUNG: _TRAINING,
    Bedarf.WEITERBILDUNG: (
        Offer(Art.WEITERBILDUNG, "Pflegehelferkurs, 500 Stunden", BILDUNGSWERK, F.AGENTUR, 16, 35),
        Offer(Art.TEILQUALIFIZIERUNG, "Teilqualifizierung Lagerlogistik", BILDUNGSWERK, F.JOBCENTER, 12, 38),
    ),
    Bedarf.ARBEIT: _WORK,
    Bedarf.ORIENTIERUNG: _SKILLS,
    Bedarf.DIGITALES: (Offer(Art.SONSTIGE, "Computer für den Beruf", VHS, F.KOMMUNE, 6, 4),),
    Bedarf.KINDERBETREUUNG: _FAMILY,
    Bedarf.FAMILIE: (
        Offer(Art.SONSTIGE, "Beratung zu Elternzeit", "Familienzentrum Muster", F.KOSTENFREI, 3),
    ),
    Bedarf.WOHNUNG: (Offer(Art.SONSTIGE, "Hilfe bei der Wohnungssuche", "Wohnlotsen Muster", F.KOMMUNE, 20),),
    Bedarf.GESUNDHEIT: (
        Offer(Art.GESUNDHEITSANGEBOT, "Psychosoziales Angebot", BERATUNG, F.KOSTENFREI, 12, 1),
    ),
    Bedarf.FUEHRERSCHEIN: (
        Offer(Art.SONSTIGE, "Umschreibung des Führerscheins", "Fahrschule Exempel", F.SELBST, 14),
        Offer(Art.VERMITTLUNGSBUDGET, "Zuschuss zum Führerschein", AGENTUR, F.AGENTUR, 14),
    ),
    Bedarf.MOBILITAET: _LEGAL,
    Bedarf.SCHULDEN: _MONEY,
    Bedarf.LEISTUNGEN: _MONEY,
    Bedarf.IDENTITAETSDOKUMENTE: _LEGAL,
    Bedarf.AUFENTHALTSRECHT: _LEGAL,
    Bedarf.ERLAUBNIS: (Offer(Art.SONSTIGE, "Antrag mit dem Betrieb vorbereitet", NETZWERK, F.KOSTENFREI, 3),),
}
# How often a need is found; the words of the caseworkers come first.
FOUND: tuple[str, ...] = (
    *[Bedarf.SPRACHKURS] * 5,
    *[Bedarf.ARBEIT] * 4,
    *[Bedarf.AUSBILDUNG] * 2,
    *[Bedarf.WEITERBILDUNG] * 2,
    *[Bedarf.ORIENTIERUNG] * 2,
    *[Bedarf.KINDERBETREUUNG] * 2,
    *[Bedarf.WOHNUNG] * 2,
    *Bedarf,
)
# Courses in which somebody notes who was there.
WITH_ATTENDANCE = (
    Art.INTEGRATIONSKURS,
    Art.BERUFSSPRACHKURS,
    Art.DEUTSCHKURS_LAND,
    Art.SPRACHKURS_SONST,
    Art.BERUFSVORBEREITUNG,
    Art.WEITERBILDUNG,
    Art.TEILQUALIFIZIERUNG,
)
EMPLOYERS: tuple[tuple[str, str], ...] = (
    ("Logistik Beispiel", "51"),
    ("Pflegeheim Beispiel", "82"),
    ("Hotel Muster", "63"),
    ("Bäckerei Exempel", "29"),
    ("Elektro Beispiel", "26"),
    ("Gebäudereinigung Muster", "54"),
    ("Hochbau Exempel", "32"),
    ("Verkehrsbetriebe Beispiel", "52"),
    ("Großküche Muster", "29"),
    ("Metallbau Exempel", "24"),
    ("Supermarkt Beispiel", "62"),
    ("Gartenbau Muster", "12"),
    ("Wäscherei Exempel", "28"),
    ("Kfz-Werkstatt Beispiel", "25"),
)
