"""What a week, a month or a day of the calendar shows of what the user may see."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from spurwechsel.german import holiday_name, is_working_day

from .models import Absence, Appointment

WEEK = 7


@dataclass(slots=True)
class Day:
    """One day of the calendar; `away` are the names of colleagues on leave with their deputies."""

    day: date
    appointments: list[Appointment] = field(default_factory=list)
    away: list[Absence] = field(default_factory=list)

    @property
    def holiday(self) -> str:
        return holiday_name(self.day)

    @property
    def is_working_day(self) -> bool:
        return is_working_day(self.day)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(user: Any, day: date, user_id: int | None) -> list[Day]:
    """Monday to Sunday; `user_id` is the one Fallbegleitung to show, None for all."""
    first = monday_of(day)
    return days_between(user, first, first + timedelta(days=WEEK - 1), user_id)


def month_of(user: Any, day: date, user_id: int | None) -> list[list[Day]]:
    """The weeks, Monday first, that hold a day of the month; what lies outside the month belongs to them."""
    first = monday_of(day.replace(day=1))
    last = monday_of(day.replace(day=monthrange(day.year, day.month)[1])) + timedelta(days=WEEK - 1)
    days = days_between(user, first, last, user_id)
    return [days[start : start + WEEK] for start in range(0, len(days), WEEK)]


def days_between(user: Any, first: date, last: date, user_id: int | None) -> list[Day]:
    """Every day from first to last, both included, in two queries."""
    days = {each: Day(each) for each in (first + timedelta(days=n) for n in range((last - first).days + 1))}
    rows = Appointment.objects.visible_to(user).filter(day__range=(first, last))
    if user_id is not None:
        rows = rows.filter(host=user_id)
    for row in rows.select_related("participant", "host"):
        days[row.day].appointments.append(row)
    away = Absence.objects.visible_to(user).in_force().during(first, last)
    for absence in away.select_related("user", "deputy"):
        for each in days.values():
            if absence.first_day <= each.day <= absence.last_day:
                each.away.append(absence)
    return list(days.values())


def next_month(day: date, step: int) -> date:
    """The first day of the month `step` months later or, below zero, earlier."""
    months = day.year * 12 + day.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)
