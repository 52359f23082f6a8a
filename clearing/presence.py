"""Who is at work on a day, and who stands in for whom; nothing due falls on somebody who is away."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model

from .models import Absence


class Presence:
    """One day. Users are named by their ids; reads absences and closed accounts in two queries."""

    def __init__(self, day: date) -> None:
        away = Absence.objects.in_force().on(day).values_list("user_id", "deputy_id")
        self._deputies: dict[int, int] = dict(away)
        closed = get_user_model().objects.filter(is_active=False)
        self._closed = frozenset(closed.values_list("pk", flat=True))

    def is_away(self, user_id: int) -> bool:
        return user_id in self._deputies or user_id in self._closed

    def acting(self, user_id: int | None) -> int | None:
        """Who does the work of this user on the day; None where the chain of deputies leads to nobody."""
        seen: set[int] = set()
        while user_id is not None and user_id in self._deputies and user_id not in self._closed:
            if user_id in seen:
                return None
            seen.add(user_id)
            user_id = self._deputies[user_id]
        return None if user_id in self._closed else user_id

    def stood_in_for(self, user_id: int) -> frozenset[int]:
        """Those who are away and whose work lies with this user on the day."""
        return frozenset(each for each in self._deputies if self.acting(each) == user_id)

    def without_anybody(self) -> frozenset[int]:
        """Those whose work nobody does on the day: accounts that are closed, chains that lead nowhere."""
        return frozenset(each for each in {*self._deputies, *self._closed} if self.acting(each) is None)


def absent_days(users: Iterable[Any], first: date, last: date) -> list[Absence]:
    """The absences of these users between the two days, both included."""
    rows = Absence.objects.in_force().during(first, last).filter(user__in=list(users))
    return list(rows.select_related("user", "deputy"))
