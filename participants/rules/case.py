"""One person on one day: the facts as they stood, with the status periods put in order."""

from datetime import date
from functools import cached_property

from .facts import Facts, Status, StatusPeriod

TITEL = frozenset(
    {
        Status.AE_104C,
        Status.AE_25_5,
        Status.AE_23_1,
        Status.AE_25A,
        Status.AE_25B,
        Status.AE_16G,
        Status.AE_19D,
        Status.SONSTIGE,
    }
)
DULDUNG_60B_INBEGRIFFEN = frozenset(
    {Status.DULDUNG_60A, Status.DULDUNG_60B, Status.DULDUNG_60C, Status.DULDUNG_60D}
)
FIKTION = frozenset({Status.FIKTION_81_3, Status.FIKTION_81_3_S2, Status.FIKTION_81_4})


def covers(period: StatusPeriod, day: date) -> bool:
    """Whether the period holds on the day; one without a known beginning is taken to have begun."""
    return (period.von is None or period.von <= day) and (period.bis is None or day <= period.bis)


class Case:
    """The facts of a person for one day. What is dated after the day does not exist yet."""

    def __init__(self, facts: Facts, day: date) -> None:
        self.facts = facts
        self.day = day

    @cached_property
    def papers(self) -> tuple[StatusPeriod, ...]:
        """Status periods of the day itself; a Fiktion may lie beside the title it continues."""
        return tuple(each for each in self.facts.status if each.art and covers(each, self.day))

    @cached_property
    def last_paper(self) -> StatusPeriod | None:
        """The paper that ran out last before the day."""
        ended = [each for each in self.facts.status if each.art and each.bis and each.bis < self.day]
        return max(ended, key=lambda each: each.bis or date.min, default=None)
