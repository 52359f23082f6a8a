"""Work with an Aufenthaltsgestattung (§ 61 AsylG), as a hint with reasons: W9, W10, W12."""

from datetime import date, timedelta

from .answers import lasting, no, not_needed, unknown, yes
from .calendar import deadline_after, german
from .case import Case
from .countries import LAST_FREE_APPLICATION, listed, one_nationality
from .criterion import Answer, criterion
from .facts import Status
from .outlook import Modus
from .ways import way

GESTATTUNG = frozenset({Status.GESTATTUNG_55})
FEB_2024, NEU_2024 = "2024-02-26", "2024-02-27"
JUNI_2026, NEU_2026 = "2026-06-11", "2026-06-12"
DRAUSSEN = "Gilt nur außerhalb einer Aufnahmeeinrichtung."
DRINNEN = "Gilt nur in einer Aufnahmeeinrichtung."
WO_UNBEKANNT = "Ob die Person in einer Aufnahmeeinrichtung wohnt, ist nicht bekannt."


def outside_with_gestattung(case: Case) -> Answer:
    lives = case.facts.in_aufnahmeeinrichtung
    if lives is None:
        return unknown(WO_UNBEKANNT)
    return not_needed(DRAUSSEN) if lives else lasting(case, case.stay(GESTATTUNG), 3, "Gestattet")


@criterion("W9", source="§ 61 Abs. 2 AsylG a.F.", since="2015-01-01", until=JUNI_2026, group="all time")
def gestattung_kann(case: Case) -> Answer:
    return outside_with_gestattung(case)


@criterion("W9", source="§ 61 Abs. 2 AsylG", since=NEU_2026, group="all time")
def gestattung_anspruch(case: Case) -> Answer:
    return outside_with_gestattung(case)


def since_application(case: Case, months: int) -> Answer:
    lives, filed = case.facts.in_aufnahmeeinrichtung, case.facts.asylantrag_am
    if lives is None:
        return unknown(WO_UNBEKANNT)
    if not lives:
        return not_needed(DRINNEN)
    if filed is None or filed > case.day:
        return unknown("Der Tag des Asylantrags ist nicht bekannt.")
    first = min(deadline_after(filed, months), date(9999, 12, 30)) + timedelta(days=1)
    text = f"Asylantrag vom {german(filed)}: {months} Monate sind ab dem {german(first)} vergangen."
    return yes(text) if first <= case.day else no(text, first)


@criterion("W10", source="§ 61 Abs. 1 AsylG a.F.", since="2019-08-21", until=FEB_2024, group="all time")
def nach_neun_monaten(case: Case) -> Answer:
    return since_application(case, 9)


@criterion("W10", source="§ 61 Abs. 1 AsylG a.F.", since=NEU_2024, until=JUNI_2026, group="all time")
def nach_sechs_monaten(case: Case) -> Answer:
    return since_application(case, 6)


@criterion("W10", source="§ 61 Abs. 1 S. 2, 3 AsylG", since=NEU_2026, group="all time")
def nach_registrierung(case: Case) -> Answer:
    """From the registration on, six months in Dublin cases; the application stands for it."""
    return since_application(case, 3)


@criterion("W12", source="§ 61 Abs. 2 S. 4 AsylG", since="2015-10-24", group="bar")
def sicherer_herkunftsstaat(case: Case) -> Answer:
    nationality, filed = one_nationality(case), case.facts.asylantrag_am
    if isinstance(nationality, Answer):
        return nationality
    if not listed(nationality, case.law, ("anlage_ii", "verordnung_29b")):
        return yes("Das Herkunftsland gilt nicht als sicherer Herkunftsstaat.")
    if filed is None or filed > case.day:
        return unknown("Das Herkunftsland gilt als sicher; der Tag des Asylantrags ist nicht bekannt.")
    late = filed > LAST_FREE_APPLICATION
    return (no if late else yes)(f"Das Herkunftsland gilt als sicher; Asylantrag vom {german(filed)}.")


CRITERIA = (
    gestattung_kann,
    gestattung_anspruch,
    nach_neun_monaten,
    nach_sechs_monaten,
    nach_registrierung,
    sicherer_herkunftsstaat,
)


def mode(case: Case) -> Modus:
    old = case.law < date.fromisoformat(NEU_2026)
    return Modus.KANN if old and not case.facts.in_aufnahmeeinrichtung else Modus.ANSPRUCH


WAY = way(
    "arbeit_gestattung", "Beschäftigungserlaubnis mit Aufenthaltsgestattung", "2015-01-01", mode, CRITERIA
)
