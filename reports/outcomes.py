"""Counts who is still in work after six months, and what keeps people from taking part."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from participants.choices import Phase
from participants.models import Employment, PhaseChange, Training
from participants.rules.calendar import holds_from

from . import outcomes_catalogue as catalogue
from .tallies import Tally, TallyRow

# First day and last day, None while it goes on; both included.
Days = tuple[date, date | None]


def still_in_work(episodes: Collection[Days], first: date, last: date) -> bool | None:
    """
    Whether somebody is in work on the day six months after a beginning, if that day lies in the period.

    The first such day of the period decides; None without one.
    """
    marks = (holds_from(start, catalogue.MONTHS) for start, _ in episodes)
    due = sorted(day for day in marks if first <= day <= last)
    if not due:
        return None
    return any(start <= due[0] and (until is None or until >= due[0]) for start, until in episodes)


def kept_by_person(kommune: Any, stichtag: date, cutoff: datetime | None) -> dict[int, bool | None]:
    """Since January, see ``still_in_work``. With ``cutoff`` only what was recorded by that moment counts."""
    first = date(stichtag.year, 1, 1)
    episodes: dict[int, list[Days]] = {}
    for rows in (
        _recorded(Employment.objects.filter(kind__in=catalogue.WORK), kommune, cutoff),
        _recorded(Training.objects.all(), kommune, cutoff),
    ):
        dated = rows.filter(valid_from__lte=stichtag).order_by()
        for person, start, until in dated.values_list("participant_id", "valid_from", "valid_until"):
            episodes.setdefault(person, []).append((start, until))
    return {person: still_in_work(own, first, stichtag) for person, own in episodes.items()}


def kept_tally(kommune: Any, stichtag: date, cutoff: datetime | None = None) -> Tally:
    """Since January; everybody once."""
    first = date(stichtag.year, 1, 1)
    found = Counter(kept_by_person(kommune, stichtag, cutoff).values())
    counts = {"kept": found[True], "lost": found[False]}
    return Tally(
        "kept",
        "Nach sechs Monaten noch in Arbeit oder Ausbildung",
        "nach sechs Monaten",
        catalogue.PERIODS,
        catalogue.kept(first, stichtag),
        tuple(TallyRow(key, label, (counts[key],)) for key, label in catalogue.KEPT),
        totals=(sum(counts.values()),),
    )


def _recorded(rows: QuerySet[Any, Any], kommune: Any, cutoff: datetime | None) -> QuerySet[Any, Any]:
    own = rows.filter(participant__kommune=kommune)
    if cutoff is None:
        return own.filter(withdrawn_at__isnull=True)
    kept = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=cutoff)
    return own.filter(kept, recorded_at__lte=cutoff)


def reasons_of(
    kommune: Any, stichtag: date, resting: Collection[int], cutoff: datetime | None
) -> dict[int, str]:
    """By person the reason for resting that was given last up to the Stichtag."""
    log = PhaseChange.objects.in_force() if cutoff is None else PhaseChange.objects.known_at(cutoff)
    changes = log.filter(
        kommune=kommune,
        phase=Phase.UNVEREINBARKEIT,
        participant__in=resting,
        effective_on__lte=stichtag,
    )
    return dict(changes.chronological().values_list("participant_id", "park_reason"))


def obstacles_tally(
    kommune: Any, stichtag: date, resting: Collection[int], cutoff: datetime | None = None
) -> Tally:
    """``resting`` are the people in Unvereinbarkeit on the Stichtag; each has one reason."""
    reasons = reasons_of(kommune, stichtag, resting, cutoff)
    counts = Counter(reasons.get(person, "") for person in resting)
    return Tally(
        "obstacles",
        "Hindernisse der Personen in Unvereinbarkeit",
        "Grund",
        ("Personen",),
        catalogue.obstacles(stichtag),
        tuple(TallyRow(key, label, (counts[key],)) for key, label in catalogue.OBSTACLES),
        totals=(sum(counts[key] for key, _ in catalogue.OBSTACLES),),
    )
