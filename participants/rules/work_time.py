"""Uninterrupted employment up to a day, from jobs that may overlap or be known in part."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from .answers import duration, no, unknown, yes
from .calendar import german, holds_from
from .case import Case
from .criterion import Answer
from .facts import Beschaeftigung

Qualifies = Callable[[Beschaeftigung], bool | None]
ONE_DAY = timedelta(days=1)
WEEK = 168.0  # hours unknown may be any number


class Run(NamedTuple):
    """First day of the work that surely counts up to the day, and of the work that may count."""

    sure: date | None
    possible: date | None


def insured(job: Beschaeftigung) -> bool | None:
    return job.sv_pflichtig


def weekly_hours(case: Case, day: date, counts: Qualifies) -> tuple[float, float]:
    """Hours per week on a day, surely and possibly; jobs at the same time add up."""
    sure, possible = _on(case, day, counts)
    return sure or 0.0, possible or 0.0


def run(case: Case, counts: Qualifies, least: float = 0.0, possible_least: float | None = None) -> Run:
    """Work without a gap up to the day, on each of its days with at least so many hours a week."""
    lower = least if possible_least is None else possible_least
    jobs = [each for each in case.facts.beschaeftigung or () if not each.von or each.von <= case.day]
    breaks = {each.von or date.min for each in jobs}
    breaks |= {each.bis + ONE_DAY for each in jobs if each.bis and each.bis < case.day}
    sure = possible = None
    sure_on = possible_on = True
    for start in sorted(breaks, reverse=True):
        hours, most = _on(case, start, counts)
        sure_on = sure_on and hours is not None and hours >= least
        possible_on = possible_on and most is not None and most >= lower
        sure = start if sure_on else sure
        possible = start if possible_on else possible
    return Run(sure, possible)


def _on(case: Case, day: date, counts: Qualifies) -> tuple[float | None, float | None]:
    """Hours that surely and possibly count on a day; None where no job counts at all."""
    sure = possible = None
    for job in case.facts.beschaeftigung or ():
        if (job.von and job.von > day) or (job.bis and job.bis < day):
            continue
        fits = counts(job)
        if fits is False:
            continue
        possible = (possible or 0.0) + (WEEK if job.stunden is None else job.stunden)
        if fits and job.von:
            sure = (sure or 0.0) + (job.stunden or 0.0)
    return sure, possible


def worked(case: Case, found: Run, months: int, what: str) -> Answer:
    """Whether the work lasts so many months; `ab` where it surely runs on the day."""
    length = duration(months)
    if case.facts.beschaeftigung is None:
        return unknown(f"{what}: Die Beschäftigungen sind nicht bekannt; nötig sind {length}.")
    sure, possible = found
    if sure and (first := holds_from(sure, months)) <= case.day:
        return yes(f"{what} seit dem {german(sure)}; {length} sind seit dem {german(first)} erreicht.")
    if possible and holds_from(possible, months) <= case.day:
        return unknown(
            f"{what}: Nicht alle Angaben zu den Beschäftigungen sind bekannt; nötig sind {length}."
        )
    if sure is None:
        return no(f"{what}: zurzeit keine; nötig sind {length} ohne Unterbrechung.")
    first = holds_from(sure, months)
    return no(f"{what} seit dem {german(sure)}; {length} sind ab dem {german(first)} erreicht.", first)
