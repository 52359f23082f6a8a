"""§ 19c Abs. 2 AufenthG, § 6 BeschV: ausgeprägte berufspraktische Kenntnisse, kann."""

from .answers import asylum_pending, barred_by_asylum, excused, no, unknown, weigh, yes
from .case import Case
from .criterion import Answer, criterion
from .facts import Niveau
from .general import gesperrt_durch_104c
from .integration import german_level
from .outlook import Modus
from .p18a_18b import (
    ABGELEHNT_ODER_ZURUECK,
    allgemeine_voraussetzungen,
    arbeitsplatz,
    berufsausuebung,
    salary,
    share_of_bbg,
    sperre_abgelehnt,
    sperre_zurueckgenommen,
    tatsaechlich,
    zustimmung,
)
from .ways import way

SINCE = "2020-03-01"
OLD_END = "2024-02-29"
NEW = "2024-03-01"


@criterion("fk-0d", source="§ 10 Abs. 3 S. 1 AufenthG", since=SINCE, until="2023-12-22", group="bar")
def sperre_abgelehnt_oder_zurueck(case: Case) -> Answer:
    return barred_by_asylum(case, ABGELEHNT_ODER_ZURUECK)


@criterion("fk-0e", source="§ 10 Abs. 1 S. 1 AufenthG", since=SINCE, group="consent")
def laufendes_asylverfahren(case: Case) -> Answer:
    return asylum_pending(case)


def experience(case: Case, months: int, what: str) -> Answer:
    held = case.facts.berufserfahrung_monate
    if held is None:
        return unknown(f"Die Berufserfahrung ist nicht bekannt; nötig sind {months} Monate {what}.")
    text = f"{held} Monate Berufserfahrung in den letzten fünf Jahren; nötig sind {months} Monate {what}."
    return (yes if held >= months else no)(text)


@criterion("19c-1", source="§ 6 BeschV a.F.", since=SINCE, until=OLD_END)
def erfahrung_it(case: Case) -> Answer:
    return experience(case, 36, "in den letzten sieben Jahren, nur in IT-Berufen")


@criterion("19c-1", source="§ 6 Abs. 1 S. 1 Nr. 1 BeschV", since=NEW)
def erfahrung(case: Case) -> Answer:
    return experience(case, 24, "in den letzten fünf Jahren")


ALT = share_of_bbg("19c-2", SINCE, 600)
NEU = share_of_bbg("19c-2", NEW, 450)


@criterion("19c-2", source="§ 6 BeschV a.F.", since=SINCE, until=OLD_END)
def gehalt_60_prozent(case: Case) -> Answer:
    return salary(case, ALT)


@criterion("19c-2", source="§ 6 Abs. 1 S. 1 Nr. 2 BeschV", since=NEW)
def gehalt_45_prozent(case: Case) -> Answer:
    """Falls away where the employer is bound by a Tarifvertrag; that is no fact we hold."""
    return salary(case, NEU, "Gehalt (ohne Tarifbindung)")


@criterion("19c-3", source="§ 6 S. 1, 3 BeschV a.F.", since=SINCE, until=OLD_END)
def deutsch_b1(case: Case) -> Answer:
    """The authority may waive it in a single case."""
    return excused(german_level(case, Niveau.B1))


@criterion("19c-3", source="§ 6 Abs. 1 S. 1 Nr. 3 BeschV", since=NEW)
def auslaendischer_abschluss(case: Case) -> Answer:
    """Recognised by the state of training after at least two years, a degree, or an AHK certificate."""
    return weigh(
        case.facts.bildung.abschluss_ausland,
        "Ein staatlich anerkannter ausländischer Abschluss liegt vor.",
        "Ein staatlich anerkannter ausländischer Abschluss liegt nicht vor; nur IT-Berufe brauchen keinen.",
        "Ob ein staatlich anerkannter ausländischer Abschluss vorliegt, ist nicht bekannt.",
    )


CRITERIA = (
    sperre_abgelehnt_oder_zurueck,
    sperre_abgelehnt,
    sperre_zurueckgenommen,
    laufendes_asylverfahren,
    arbeitsplatz,
    tatsaechlich,
    zustimmung,
    berufsausuebung,
    allgemeine_voraussetzungen,
    erfahrung_it,
    erfahrung,
    gehalt_60_prozent,
    gehalt_45_prozent,
    deutsch_b1,
    auslaendischer_abschluss,
    gesperrt_durch_104c,
)
WAY = way("19c2", "§ 19c Abs. 2 AufenthG (Berufserfahrung)", SINCE, Modus.KANN, CRITERIA)
