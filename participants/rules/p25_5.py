"""§ 25 Abs. 5 AufenthG: Ausreise unmöglich; kann, nach 18 Monaten Aussetzung soll."""

from .answers import asylum_pending, authority, lasting, status_in
from .case import Case
from .criterion import Answer, criterion, note
from .facts import Status
from .general import barred_by_rejection, gesperrt_durch_104c
from .outlook import Modus
from .status import DULDUNG_60B, DULDUNG_OHNE_60B, GEDULDET
from .ways import way

SINCE = "2005-01-01"
AUSGESETZT = DULDUNG_OHNE_60B | {Status.FIKTION_81_3_S2}


@criterion("255-1", source="§ 25 Abs. 5 S. 1 AufenthG", since=SINCE)
def ausreisepflichtig(case: Case) -> Answer:
    return status_in(case, GEDULDET)


unmoeglich = criterion("255-2", source="§ 25 Abs. 5 S. 1 AufenthG", since=SINCE)(
    authority("Ob die Ausreise auf absehbare Zeit unmöglich ist, prüft die Ausländerbehörde.")
)


@criterion("255-4", source="§ 25 Abs. 5 S. 2 AufenthG", since=SINCE, group="upgrade:soll")
def achtzehn_monate_ausgesetzt(case: Case) -> Answer:
    """Lifts the mode; before that the way is open at discretion."""
    return lasting(case, case.stay(AUSGESETZT, DULDUNG_60B), 18, "Abschiebung ausgesetzt")


verschulden = criterion("255-5", source="§ 25 Abs. 5 S. 3, 4 AufenthG", since=SINCE, group="bar")(
    authority("Ob die Person das Hindernis verschuldet hat, prüft die Ausländerbehörde.")
)


@criterion(
    "255-S2",
    source="§ 10 Abs. 3 S. 2 AufenthG a.F., § 30 Abs. 3 Nr. 1 bis 6 AsylG a.F.",
    since=SINCE,
    until="2024-02-26",
    group="bar",
)
def titelsperre_bis_februar_2024(case: Case) -> Answer:
    return barred_by_rejection(case)


@criterion(
    "255-S2",
    source="§ 10 Abs. 3 S. 2 AufenthG a.F., § 30 Abs. 1 Nr. 3 bis 7 AsylG a.F., § 104 Abs. 19 AufenthG",
    since="2024-02-27",
    until="2026-06-11",
    group="bar",
)
def titelsperre_bis_juni_2026(case: Case) -> Answer:
    return barred_by_rejection(case)


@criterion("255-S2", source="§ 10 Abs. 3 S. 2, § 104 Abs. 19 AufenthG", since="2026-06-12", group="bar")
def titelsperre(case: Case) -> Answer:
    return barred_by_rejection(case)


@criterion("255-S1", source="§ 10 Abs. 1 S. 1 AufenthG", since=SINCE, group="consent")
def laufendes_asylverfahren(case: Case) -> Answer:
    return asylum_pending(case)


CRITERIA = (
    ausreisepflichtig,
    unmoeglich,
    achtzehn_monate_ausgesetzt,
    verschulden,
    titelsperre_bis_februar_2024,
    titelsperre_bis_juni_2026,
    titelsperre,
    laufendes_asylverfahren,
    gesperrt_durch_104c,
)

NOTES = (
    note(
        "255-X",
        "Erteilt wird für je höchstens sechs Monate, nach 18 Monaten rechtmäßigem Aufenthalt "
        "für höchstens drei Jahre.",
        source="§ 26 Abs. 1 AufenthG",
        since=SINCE,
    ),
)

WAY = way("25_5", "§ 25 Abs. 5 AufenthG", SINCE, Modus.KANN, CRITERIA, notes=NOTES)
