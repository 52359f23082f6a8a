"""The papers of a person as the rules read them, and the time before the first of which nobody knows."""

from collections.abc import Sequence
from datetime import date, timedelta

from .models import Participant, ResidenceStatus
from .rules import facts as vocabulary

# So long after the entry a first paper may have been issued without one before it.
UNTIL_FIRST_PAPER = timedelta(days=31)


def status_periods(participant: Participant, day: date) -> tuple[vocabulary.StatusPeriod, ...]:
    """Those in force that have begun by the day, and the time before them where nothing of it is entered."""
    periods = [
        status
        for status in participant.residence.all()
        if status.withdrawn_at is None and status.valid_from <= day
    ]
    periods.sort(key=lambda status: (status.valid_from, status.pk))
    known = (
        vocabulary.StatusPeriod(
            art=vocabulary.Status(status.kind),
            von=status.valid_from,
            bis=status.valid_until,
            duldungsart=vocabulary.Duldungsart(status.duldungsart) if status.duldungsart else None,
        )
        for status in periods
    )
    return (*_before(participant, periods), *known)


def paper_with_work_note(participant: Participant, day: date) -> ResidenceStatus | None:
    """The newest paper that holds on the day and whose Nebenbestimmung was copied."""
    papers = (each for each in participant.residence.all() if each.withdrawn_at is None)
    return next((each for each in papers if each.work_note and each.holds_on(day)), None)


def _before(
    participant: Participant, papers: Sequence[ResidenceStatus]
) -> tuple[vocabulary.StatusPeriod, ...]:
    """Time before the first paper, of which nothing is entered; so the rules leave it open."""
    since = unrecorded_until(participant, papers)
    return (vocabulary.StatusPeriod(bis=since),) if since else ()


def unrecorded_until(participant: Participant, papers: Sequence[ResidenceStatus]) -> date | None:
    """The day before the oldest of the papers, where the person was in Germany for longer than a month then.

    None where nothing is missing, or where nobody knows since when the person is here.
    """
    if not papers:
        return None
    first = papers[0]
    entered = participant.entry_date
    if first.begin_unknown or (entered is not None and first.valid_from - entered > UNTIL_FIRST_PAPER):
        return first.valid_from - timedelta(days=1)
    return None
