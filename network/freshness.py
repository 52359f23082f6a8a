"""Until when what is known about an offer counts as fresh."""

from calendar import monthrange
from datetime import date


def stale_limit(day: date, months: int) -> date:
    """An offer checked before this day is older than so many months on `day` and to be checked again.

    The same day of the month so many months ago, or the last one of a shorter month.
    """
    total = day.year * 12 + day.month - 1 - months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
