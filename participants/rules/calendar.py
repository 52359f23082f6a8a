"""Durations, ages, deadlines and windows to the day, after §§ 187 and 188 BGB."""

from datetime import date
from functools import lru_cache

YEAR = 12  # durations are counted in months
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _days_in(year: int, month: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return DAYS[month - 1] + leap


def _month_of(day: date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


def holds_from(start: date, months: int) -> date:
    """First day on which a duration is complete whose first day `start` counts itself.

    It is the day with the same number; where that month lacks it, the first of the
    next month (§ 187 Abs. 2, § 188 Abs. 2 and 3 BGB). Ages are completed by the same count.
    """
    year, month = _month_of(start, months)
    if year > date.max.year:
        return date.max
    if start.day <= _days_in(year, month):
        return date(year, month, start.day)
    return date(year, month + 1, 1)  # December has 31 days: the month never overflows


def _same_number(day: date, months: int) -> date:
    year, month = _month_of(day, months)
    if year > date.max.year:
        return date.max
    if year < date.min.year:
        return date.min
    return date(year, month, min(day.day, _days_in(year, month)))


def deadline_after(event: date, months: int) -> date:
    """Last day of a period after an event; the day of the event does not count (§ 187 Abs. 1)."""
    return _same_number(event, months)


def window_before(day: date, months: int) -> date:
    """First day of a window of months before `day`: same number, or the month's last day."""
    return _same_number(day, -months)


def completed(birth: date, years: int, day: date) -> bool:
    """Whether a year of life is completed on `day`; it ends with the day before the birthday."""
    return holds_from(birth, years * YEAR) <= day


def age(birth: date, day: date) -> int:
    """Completed years of life on `day`; not negative."""
    years = max(day.year - birth.year, 0)
    return years if completed(birth, years, day) else max(years - 1, 0)


@lru_cache(maxsize=65536)
def german(day: date) -> str:
    """TT.MM.JJJJ."""
    return f"{day.day:02}.{day.month:02}.{day.year}"
