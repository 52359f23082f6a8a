"""Rules that hold for many titles: the Titelsperren of §§ 10 and 104c AufenthG."""

from .answers import barred_by_asylum, no, unknown, yes
from .calendar import german
from .case import Case
from .criterion import Answer, criterion
from .facts import Asylverfahren, Status
from .status import NAMEN

TITELSPERRE = frozenset({Asylverfahren.ABGELEHNT_MIT_SPERRE})


@criterion(
    "104c-S", source="§ 104c Abs. 3 S. 4 AufenthG a.F.", since="2022-12-31", until="2025-12-30", group="bar"
)
def gesperrt_durch_104c(case: Case) -> Answer:
    """Whoever held § 104c could be granted §§ 25a and 25b only."""
    kind = case.kind
    if kind is None:
        return unknown(f"Der Aufenthaltsstatus am {german(case.day)} ist nicht bekannt.")
    if kind == Status.SONSTIGE:
        return unknown("Welcher Aufenthaltstitel genau vorliegt, ist nicht bekannt.")
    if kind == Status.AE_104C:
        return no(
            f"{NAMEN[kind]}: Daneben sind nur Titel nach den Bleiberechten für gut Integrierte möglich."
        )
    return yes(f"Status am {german(case.day)}: {NAMEN[kind]}.")


def barred_by_rejection(case: Case) -> Answer:
    """No title at all before departure after a rejection under § 10 Abs. 3 S. 2."""
    return barred_by_asylum(case, TITELSPERRE)
