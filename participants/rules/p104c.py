"""§ 104c AufenthG: Chancen-Aufenthaltsrecht, closed to new grants since 31.12.2025."""

from datetime import date

from .answers import authority, lasting, no, status_in
from .calendar import german
from .case import Case
from .criterion import Answer, criterion, note
from .dated import stichtag
from .facts import Status
from .integration import pledge
from .outlook import Modus
from .status import DULDUNG, GEDULDET, NAMEN, TITEL
from .verdict import Outcome
from .ways import way

SINCE = "2022-12-31"
END = "2025-12-30"
CLOSED = "2025-12-31"
STICHTAG = stichtag("2022-10-31", "104c-1")
COUNTS = GEDULDET | TITEL | {Status.GESTATTUNG_55}


@criterion("104c-0", source="§ 104c Abs. 1 AufenthG a.F.", since=SINCE, until=END)
def geduldet(case: Case) -> Answer:
    return status_in(case, DULDUNG)


@criterion("104c-1", source="§ 104c Abs. 1 S. 1, 3 AufenthG a.F.", since=SINCE, until=END, group="all final")
def fuenf_jahre_am_stichtag(case: Case) -> Answer:
    """Five years on 31.10.2022; here times of § 60b count."""
    stay = case.stay(COUNTS, end=STICHTAG)
    answer = lasting(case, stay, 60, f"Am {german(STICHTAG)} ununterbrochen hier", STICHTAG)
    if answer.outcome is Outcome.NICHT_ERFUELLT:
        return no(f"Am {german(STICHTAG)} waren fünf Jahre ununterbrochener Aufenthalt nicht erreicht.")
    return answer


@criterion("104c-2", source="§ 104c Abs. 1 Nr. 1 AufenthG a.F.", since=SINCE, until=END)
def bekenntnis(case: Case) -> Answer:
    return pledge(case)


straftaten = criterion(
    "104c-3", source="§ 104c Abs. 1 Nr. 2 AufenthG a.F.", since=SINCE, until=END, group="bar"
)(authority("Ob Verurteilungen entgegenstehen, prüft die Ausländerbehörde."))
taeuschung = criterion(
    "104c-4", source="§ 104c Abs. 1 S. 2 AufenthG a.F.", since=SINCE, until=END, group="consent"
)(authority("Ob wiederholte Falschangaben die Abschiebung verhindert haben, prüft die Ausländerbehörde."))


@criterion("104c-T", source="§ 104c Abs. 1, 2 AufenthG", since=CLOSED, group="closed")
def keine_neuerteilung(case: Case) -> Answer:
    """Holders can only go on to §§ 25a and 25b; an application for anything else has no Fiktion."""
    closed = f"Neu erteilt wird dieser Titel seit dem {german(date.fromisoformat(CLOSED))} nicht mehr."
    if case.kind == Status.AE_104C:
        return no(f"{closed} {NAMEN[case.kind]} geht nur in ein Bleiberecht für gut Integrierte über.")
    return no(closed)


CRITERIA = (geduldet, fuenf_jahre_am_stichtag, bekenntnis, straftaten, taeuschung, keine_neuerteilung)

NOTES = (
    note(
        "104c-F",
        "Ehegatten, Lebenspartner und Kinder im Haushalt brauchten die fünf Jahre nicht.",
        source="§ 104c Abs. 2 AufenthG a.F.",
        since=SINCE,
        until=END,
    ),
    note(
        "104c-X",
        "Die Erlaubnis galt 18 Monate und war nicht verlängerbar.",
        source="§ 104c Abs. 3 AufenthG a.F.",
        since=SINCE,
        until=END,
    ),
)

WAY = way("104c", "§ 104c AufenthG (Chancen-Aufenthaltsrecht)", SINCE, Modus.SOLL, CRITERIA, notes=NOTES)
