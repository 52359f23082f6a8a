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
