"""Counts how people were reached: attempts until the first talk, days from first contact to Clearing."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime
from statistics import median
from typing import Any

from django.db.models import Min, Q, QuerySet

from clearing.models import ContactAttempt
from participants.choices import FIVE_PHASES, Phase
from participants.models import PhasePeriod

from . import reach_catalogue as catalogue
from .numbers import Figure
from .tallies import Tally, TallyRow

# First of January and Stichtag; both included.
Days = tuple[date, date]


def attempts_until(tried: Iterable[date], first_talk: date) -> int:
    """How many attempts it took: those up to the day of the talk, that day included."""
    return sum(day <= first_talk for day in tried)


def waiting_days(first_contact: date, clearing: date) -> int:
    """From the day of the first contact to the day the Clearing began; never below 0."""
    return max(0, (clearing - first_contact).days)


def median_days(waits: Iterable[int]) -> int | None:
    """The median in whole days, a half rounded to the even day; None for nobody."""
    found = list(waits)
    return round(median(found)) if found else None


def reach_tallies(
    kommune: Any, stichtag: date, cutoff: datetime | None = None, *, told: Collection[str] = ()
) -> tuple[Tally, Tally]:
    """
    The two tables as exact numbers, since January; without an attempt the first is empty unless ``told``.

    People count in the year in which their first talk, or their first Clearing, began. With ``cutoff`` only
    attempts recorded by that moment count, with days as they are known now. The number of queries does not
    depend on the number of people.
    """
    days = (date(stichtag.year, 1, 1), stichtag)
    talks, clearings = first_days(kommune)
    tried = attempts_of(kommune, cutoff)
    attempts = _attempts_table(talks, tried, days, told=catalogue.ATTEMPTS_TABLE in told)
    return attempts, _waiting_table(talks, clearings, tried, days)


def first_days(kommune: Any) -> tuple[dict[int, date], dict[int, date]]:
    """By person the first day in one of the five statuses, and the first one in Clearing, whenever it was."""
    rows = PhasePeriod.objects.filter(kommune=kommune, phase__in=FIVE_PHASES).order_by()
    found = list(
        rows.values_list("participant_id").annotate(
            talk=Min("from_day"), clearing=Min("from_day", filter=Q(phase=Phase.CLEARING))
        )
    )
    talks = {person: talk for person, talk, _ in found}
    return talks, {person: clearing for person, _, clearing in found if clearing is not None}


def attempts_of(kommune: Any, cutoff: datetime | None) -> dict[int, list[tuple[date, bool]]]:
    """By person the days of all attempts, and whether somebody was reached."""
    rows: QuerySet[Any, Any] = ContactAttempt.objects.filter(participant__kommune=kommune)
    if cutoff is None:
        rows = rows.filter(withdrawn_at__isnull=True)
    else:
        kept = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=cutoff)
        rows = rows.filter(kept, recorded_at__lte=cutoff)
    found: dict[int, list[tuple[date, bool]]] = {}
    for person, day, result in rows.order_by().values_list("participant_id", "tried_on", "result"):
        found.setdefault(person, []).append((day, result in catalogue.REACHED))
    return found


def of_period(first_days: dict[int, date], days: Days) -> list[tuple[int, date]]:
    return [(person, day) for person, day in first_days.items() if days[0] <= day <= days[1]]


def _attempts_table(
    talks: dict[int, date], tried: dict[int, list[tuple[date, bool]]], days: Days, *, told: bool
) -> Tally:
    """Without a single attempt nobody has entered any yet, and the table says nothing."""
    people = of_period(talks, days)
    counts: Counter[str] = Counter()
    if told or any(person in tried for person, _ in people):
        counts.update(
            catalogue.attempts_row(attempts_until((each for each, _ in tried.get(person, ())), day))
            for person, day in people
        )
    return Tally(
        catalogue.ATTEMPTS_TABLE,
        "Kontaktversuche bis zum ersten Gespräch",
        "Versuche",
        catalogue.PERIODS,
        catalogue.attempts(*days),
        tuple(TallyRow(key, label, (counts[key],)) for key, label in catalogue.ATTEMPTS),
        totals=(counts.total(),),
    )


def _waiting_table(
    talks: dict[int, date],
    clearings: dict[int, date],
    tried: dict[int, list[tuple[date, bool]]],
    days: Days,
) -> Tally:
    waits = [
        waiting_days(min([*days_reached(tried, person), talks[person]]), day)
        for person, day in of_period(clearings, days)
    ]
    counts = Counter(catalogue.waiting_row(wait) for wait in waits)
    middle = median_days(waits)
    return Tally(
        "waiting",
        "Wartezeit vom ersten Kontakt bis zum Clearing",
        "Dauer",
        catalogue.PERIODS,
        catalogue.waiting(*days),
        tuple(TallyRow(key, label, (counts[key],)) for key, label, _ in catalogue.WAITS),
        totals=(len(waits),),
        singles=() if middle is None else (Figure(catalogue.MEDIAN, middle, catalogue.median(*days)),),
    )


def days_reached(tried: dict[int, list[tuple[date, bool]]], person: int) -> list[date]:
    return [day for day, was_reached in tried.get(person, ()) if was_reached]
