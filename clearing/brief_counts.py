"""How many Kurzkontakte there were on each topic: this month, the month before, this year."""

from collections import Counter
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, F
from django.db.models.functions import TruncMonth

from .models import BriefContact, BriefContactSum
from .referral_catalogue import Kurzthema


class TopicRow(NamedTuple):
    label: str
    this_month: int
    last_month: int
    this_year: int


def brief_counts(user: Any, today: date) -> list[TopicRow]:
    """A row for every topic, at last that of all; deleted rows count by their sums. Two queries."""
    this = today.replace(day=1)
    last = (this - timedelta(days=1)).replace(day=1)
    first = min(last, this.replace(month=1))
    kept = BriefContact.objects.visible_to(user).filter(day__gte=first, day__lte=today).order_by()
    by_month = kept.annotate(month=TruncMonth("day")).values("topic", "month").annotate(number=Count("pk"))
    sums = BriefContactSum.objects.visible_to(user).filter(month__gte=first, month__lte=today)
    counted: Counter[tuple[str, date]] = Counter()
    for rows in (
        by_month.values_list("topic", "month", "number"),
        sums.values_list("topic", "month", F("number")),
    ):
        for topic, month, number in rows:
            counted[topic, month] += number
    found = [_row(topic.label, _months(counted, topic), this, last) for topic in Kurzthema]
    return [*found, TopicRow("Zusammen", *(sum(row[place] for row in found) for place in (1, 2, 3)))]


def _months(counted: Counter[tuple[str, date]], topic: str) -> Counter[date]:
    return Counter({month: number for (of, month), number in counted.items() if of == topic})


def _row(label: str, months: Counter[date], this: date, last: date) -> TopicRow:
    year = sum(number for month, number in months.items() if month.year == this.year)
    return TopicRow(label, months[this], months[last], year)
