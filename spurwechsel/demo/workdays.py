"""When an office works: no entry is made on a weekend, on a holiday of Brandenburg or at night."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

import holidays
from django.utils import timezone

OPENS_AT, LAST_ENTRY_AT = 8 * 60, 16 * 60 + 30  # minutes of the day


@cache
def _free_days(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DE", subdiv="BB", years=year))


@cache
def is_workday(day: date) -> bool:
    return day.weekday() < 5 and day not in _free_days(day.year)


def workday_from(day: date) -> date:
    """The day itself or the next one on which the office works."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def workday_until(day: date) -> date:
    """The day itself or the last one before on which the office worked."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


def office_moment(rng: Random, day: date) -> datetime:
    minutes = rng.randint(OPENS_AT, LAST_ENTRY_AT)
    return timezone.make_aware(datetime.combine(day, time(minutes // 60, minutes % 60)))


def some_workdays(rng: Random, first: date, last: date, count: int) -> list[date]:
    """`count` different workdays from first to last, both included, in order and evenly spread."""
    days = workdays(first, last)
    if len(days) < count:
        raise ValueError(f"only {len(days)} workdays from {first} to {last}")
    slice_length = len(days) / count
    return [
        days[rng.randrange(int(number * slice_length), int((number + 1) * slice_length))]
        for number in range(count)
    ]


def workdays(first: date, last: date) -> list[date]:
    """All of them from first to last, both included."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if is_workday(day)]


def months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """First and last day of every month from the month of `first` to the month of `last`."""
    start = first.replace(day=1)
    while start <= last:
        end = start.replace(day=monthrange(start.year, start.month)[1])
        yield start, end
        start = end + timedelta(days=1)


def months_later(day: date, count: int) -> date:
    """The same day `count` months later, or the last day of that month; negative goes back."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
