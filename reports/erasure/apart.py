"""Counts what one person is in the figures of each day, as if nobody else were there."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pgtrigger
from django.db import models, transaction
from pghistory.models import Event as RowHistory

from clearing.models import EsfAnswer, Measure, Need, Referral
from participants.models import Participant, PhaseChange

from ..facts import TRIED, numbers_of
from ..monthly import monthly_figures, stays_between
from ..reach import attempts_of
from ..reach_catalogue import ATTEMPTS_TABLE
from ..statistics.figures import TRANSITIONS, transitions
from .rows import Rows, rows_of
from .spans import changes

# By path and day how much is added from that day on.
Steps = Counter[tuple[str, date]]
# The tables that somebody alone is not told in without being asked for.
_TOLD = frozenset({ATTEMPTS_TABLE, "ever", "chance"})
# Since when somebody can count anywhere.
_BEGINNINGS = (
    (PhaseChange, "effective_on"),
    (Need, "opened_on"),
    (Measure, "started_on"),
    (Referral, "referred_on"),
    (EsfAnswer, "answered_on"),
)
_ONE_DAY = timedelta(days=1)


def counts_of(person: Participant, *, last: date) -> Steps:
    """
    How much larger the figures of each day up to and including ``last`` are with this person.

    Every figure is a sum over people, so it is what it would be for this person alone.
    """
    rows = rows_of([person])
    days = _days_in(rows)
    first = min(_beginning(rows), last)
    steps: Steps = Counter()
    with alone(person, rows) as apart:
        before: Mapping[str, int] = {}
        for day, numbers in changes(first, last, {*days, *_months(first, last)}, counter(apart)):
            for path in numbers.keys() | before.keys():
                steps[path, day] += numbers.get(path, 0) - before.get(path, 0)
            before = numbers
        stays = list(stays_between(apart, date.min, last, None))
    for (start, end, day), number in transitions(stays).items():
        steps[f"{TRANSITIONS}{start}/{end}", day] += number
    return steps


def counter(apart: Any) -> Callable[[date], dict[str, int]]:
    """Counts all figures of a day that are not zero."""
    tried = bool(attempts_of(apart, None))

    def count(day: date) -> dict[str, int]:
        numbers = numbers_of(monthly_figures(apart, day, told=_TOLD))
        if tried:
            numbers[TRIED] = numbers[f"work/{ATTEMPTS_TABLE}/total/0"]
        return {path: number for path, number in numbers.items() if number}

    return count


def _months(first: date, last: date) -> Iterator[date]:
    day = first
    while (day := (day.replace(day=1) + timedelta(days=31)).replace(day=1)) <= last:
        yield day


def _days_in(rows: Rows) -> set[date]:
    """Every day that is named anywhere in the rows as they are now, and the day after it."""
    found: set[date] = set()
    for model, keys in rows.items():
        names = [field.name for field in model._meta.concrete_fields if type(field) is models.DateField]
        if keys and names and not issubclass(model, RowHistory):
            for values in model._base_manager.filter(pk__in=keys).values_list(*names):
                found.update(day for day in values if day is not None)
    return found | {day + _ONE_DAY for day in found if day < date.max}


def _beginning(rows: Rows) -> date:
    found = (
        model._base_manager.filter(pk__in=rows.get(model, ())).aggregate(first=models.Min(day))["first"]
        for model, day in _BEGINNINGS
    )
    return min((day for day in found if day is not None), default=date.max)


@contextmanager
def alone(person: Participant, rows: Rows) -> Iterator[Any]:
    """A Kommune with nobody else in it; at the end the person is back where they were, and it is gone."""
    home = person.kommune
    with transaction.atomic():
        # Whether the Kommune asks for the ESF+ is decided where the figures are shown.
        apart = type(home)(name="", key="", case_prefix="", esf_plus_from=date.min)
        with pgtrigger.ignore():
            apart.save()
            for model, keys in rows.items():
                for field in model._meta.concrete_fields:
                    if field.related_model is type(home):
                        here = model._base_manager.filter(pk__in=keys, **{field.name: home})
                        here.update(**{field.name: apart})
        yield apart
        transaction.set_rollback(True)
