"""Which facts are entered together, on which page, and of which day they are."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple


class Topic(NamedTuple):
    """A group of facts that is entered on one page (or one section of a talk) and bears one day."""

    key: str
    label: str
    page: str
    page_args: tuple[str, ...] = ()


class Place(NamedTuple):
    """Of a topic and a person: the day its facts were stated, and the address where they are entered."""

    day: date | None = None
    url: str = ""


Places = Mapping[str, Place]
NOWHERE = Place()

TOPICS = {
    topic.key: topic
    for topic in (
        Topic("person", "Angaben zur Person", "participant_edit"),
        Topic("aufenthalt", "Papiere", "residence_list"),
        Topic("antrag", "Anträge", "case_deadlines"),
        Topic("identitaet", "Identitätsklärung", "identity_note"),
        Topic("verfahren", "Aufenthalt und Identität", "talk_topic", ("aufenthalt",)),
        Topic("sprache", "Sprache", "talk_topic", ("sprache",)),
        Topic("bildung", "Schule, Ausbildung, Beruf", "talk_topic", ("bildung",)),
        Topic("lebenslage", "Lebenslage", "talk_topic", ("lebenslage",)),
        Topic("wuensche", "Wünsche und Ziele", "talk_topic", ("wuensche",)),
        Topic("arbeit", "Arbeit und Ausbildung", "work_list"),
    )
}
TOPIC_OF = {
    **dict.fromkeys(("geburtsdatum", "einreise", "staatsangehoerigkeit"), "person"),
    "status": "aufenthalt",
    "antraege": "antrag",
    "identitaet": "identitaet",
    **dict.fromkeys(
        (
            "asylverfahren",
            "asylantrag_am",
            "in_aufnahmeeinrichtung",
            "pass_",
            "bekenntnis_fdgo",
            "haertefallersuchen",
            "prognose_einfuegen",
        ),
        "verfahren",
    ),
    **dict.fromkeys(("deutsch", "grundkenntnisse", "integrationskurs"), "sprache"),
    **dict.fromkeys(("bildung", "berufserfahrung_monate"), "bildung"),
    **dict.fromkeys(
        (
            "haushalt",
            "lebensunterhalt",
            "wohnraum_ausreichend",
            "gesundheit_ausnahme",
            "familie_deutsch",
            "leistungen_sgb",
            "mittel_monat",
        ),
        "lebenslage",
    ),
    **dict.fromkeys(("arbeitsplatzangebot", "ba_zustimmung", "gehalt_jahr", "rv_monate"), "wuensche"),
    **dict.fromkeys(("beschaeftigung", "ausbildung"), "arbeit"),
}

# How a fact is called where there is room for a word only.
WORD_OF = {
    "geburtsdatum": "Geburtsdatum",
    "einreise": "Einreise",
    "staatsangehoerigkeit": "Staatsangehörigkeit",
    "status": "Papiere",
    "antraege": "Antrag",
    "identitaet": "Identität",
    "asylverfahren": "Asylverfahren",
    "asylantrag_am": "Tag des Asylantrags",
    "in_aufnahmeeinrichtung": "Aufnahmeeinrichtung",
    "pass_": "Pass",
    "bekenntnis_fdgo": "Bekenntnis zur Grundordnung",
    "haertefallersuchen": "Härtefallersuchen",
    "prognose_einfuegen": "Einfügen in die Lebensverhältnisse",
    "deutsch": "Deutsch",
    "grundkenntnisse": "Grundkenntnisse",
    "integrationskurs": "Integrationskurs",
    "bildung": "Schule und Abschluss",
    "berufserfahrung_monate": "Berufserfahrung",
    "haushalt": "Haushalt",
    "lebensunterhalt": "Lebensunterhalt",
    "wohnraum_ausreichend": "Wohnraum",
    "gesundheit_ausnahme": "Gesundheit",
    "familie_deutsch": "deutsche Familie",
    "leistungen_sgb": "Sozialleistungen",
    "mittel_monat": "Mittel im Monat",
    "arbeitsplatzangebot": "Arbeitsplatz",
    "ba_zustimmung": "Zustimmung der Bundesagentur",
    "gehalt_jahr": "Gehalt",
    "rv_monate": "Rentenversicherung",
    "beschaeftigung": "Beschäftigung",
    "ausbildung": "Ausbildung",
}
