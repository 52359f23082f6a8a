"""Counts what the network did up to a Stichtag, and when the titles of § 104c run out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from clearing.models import BriefContact, BriefContactSum, Referral
from participants.choices import Aufenthaltsstatus

from . import network_catalogue as catalogue
from .profile import Person, expiry_row
from .tallies import Tally, TallyRow
from .work_catalogue import PERIODS

# Row, person and day of a referral.
Referred = tuple[str, int, date]


def referred(kommune: Any, first: date, last: date, cutoff: datetime | None) -> list[Referred]:
    """All referrals of the period, both days included; with ``cutoff`` those known at that moment."""
    rows = Referral.objects.filter(participant__kommune=kommune, referred_on__range=(first, last))
    if cutoff is None:
        rows = rows.in_force()
    else:
        rows = rows.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=cutoff), recorded_at__lte=cutoff)
    found = rows.order_by().values_list("group", "participant_id", "referred_on")
    return [(group or catalogue.GROUPS[-1][0], person, day) for group, person, day in found]


def referrals_tally(kommune: Any, stichtag: date, cutoff: datetime | None = None) -> Tally:
    january, month = date(stichtag.year, 1, 1), stichtag.replace(day=1)
    found = referred(kommune, january, stichtag, cutoff)
    year = Counter(key for key, _, _ in found)
    return Tally(
        "referrals",
        "Verweisberatungen",
        "Gruppe der Stelle",
        PERIODS,
        catalogue.referrals(january, stichtag),
        _rows(catalogue.GROUPS, Counter(key for key, _, day in found if day >= month), year),
    )


def brief_tally(kommune: Any, stichtag: date) -> Tally:
    """Rows that were deleted after their time count in the month of their sum, up to the Stichtag."""
    january, month = date(stichtag.year, 1, 1), stichtag.replace(day=1)
    contacts = BriefContact.objects.filter(kommune=kommune, day__range=(january, stichtag)).order_by()
    numbers = [(topic, day, 1) for topic, day in contacts.values_list("topic", "day")]
    sums = BriefContactSum.objects.filter(kommune=kommune, month__range=(january, stichtag)).order_by()
    numbers += list(sums.values_list("topic", "month", "number"))
    year: Counter[str] = Counter()
    this_month: Counter[str] = Counter()
    for topic, day, number in numbers:
        year[topic] += number
        this_month[topic] += number if day >= month else 0
    return Tally(
        "brief",
        "Kurzkontakte ohne Namen",
        "Thema",
        PERIODS,
        catalogue.brief(january, stichtag),
        _rows(catalogue.TOPICS, this_month, year),
    )


def _rows(rows: Iterable[tuple[str, str]], month: Counter[str], year: Counter[str]) -> tuple[TallyRow, ...]:
    return tuple(TallyRow(key, label, (month[key], year[key])) for key, label in rows)


def chance_rows(people: Sequence[Person], day: date) -> list[str]:
    """For each person the row, empty for those with another paper or none."""
    return [
        expiry_row(person, day) if person.paper_kind == Aufenthaltsstatus.AE_104C else "" for person in people
    ]


def chance_tally(people: Sequence[Person], day: date) -> Tally:
    """Everybody is in at most one row; see ``linked_protection`` for what else tells of the same people."""
    counts = Counter(row for row in chance_rows(people, day) if row)
    return Tally(
        "chance",
        "Aufenthaltserlaubnisse nach §\u00a0104c AufenthG nach ihrer Geltung",
        "Geltung",
        ("Personen",),
        catalogue.chance(day),
        tuple(TallyRow(key, label, (counts[key],)) for key, label in catalogue.CHANCE_ROWS),
        totals=(counts.total(),),
    )
