"""Kurzkontakte: counting one, deleting a mistaken one, and forgetting the rows in time."""

from collections import Counter
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from participants.choices import EventKind
from participants.rules.calendar import window_before
from participants.services import record_event

from ..models import BriefContact, BriefContactSum


@transaction.atomic
def count_brief_contact(kommune: Any, *, day: date, topic: str, language: str) -> BriefContact:
    """Counts one; who asked, who answered and at what hour is kept nowhere, and no event says it."""
    row = BriefContact(kommune=kommune, day=day, topic=topic, language=language)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def delete_brief_contact(row: BriefContact, *, by: Any) -> None:
    """Takes back one that was counted by mistake."""
    record_event(
        EventKind.BRIEF_CONTACT_DELETED, kommune_id=row.kommune_id, by=by, summary=f"Kurzkontakt: {row}"
    )
    row.delete()


@transaction.atomic
def expire_brief_contacts(*, today: date, dry_run: bool = False) -> int:
    """Deletes rows from before the last BRIEF_CONTACT_MONTHS months; their number a month and topic stays.

    Returns how many there are. With `dry_run` nothing is deleted.
    """
    expired = BriefContact.objects.filter(day__lt=window_before(today, settings.BRIEF_CONTACT_MONTHS))
    if dry_run:
        return expired.count()
    rows = list(expired.select_for_update())
    sums = Counter((row.kommune_id, row.day.replace(day=1), row.topic) for row in rows)
    for (kommune_id, month, topic), number in sorted(sums.items()):
        known = BriefContactSum.objects.select_for_update()
        of_month = known.filter(kommune_id=kommune_id, month=month, topic=topic).first()
        of_month = of_month or BriefContactSum(kommune_id=kommune_id, month=month, topic=topic, number=0)
        of_month.number += number
        of_month.full_clean()
        of_month.save()
    BriefContact.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)
