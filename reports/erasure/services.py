"""Erases people in a way that no figure, of whatever day, becomes another one."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from procrastinate.contrib.django import app

from participants.choices import EventKind
from participants.models import Participant
from participants.services import record_event

from ..erasure_models import Erasure
from ..fact_models import ErasedCount
from .apart import Steps, counts_of
from .retention import objection, with_retention
from .rows import delete_all, rows_of

TASK = "loeschung"


@transaction.atomic
def order_erasure(participant: Participant, *, by: Any, reason: str, today: date) -> Erasure:
    """Confirms that a case is erased, and seals it: from now on nobody opens it.

    The worker carries it out (see carry_out), because the figures of years are counted for it. Raises
    ValidationError where something must be kept, where the case goes on and for a reason that is not true.
    """
    Participant.objects.select_for_update().get(pk=participant.pk)
    person = with_retention(Participant.objects.filter(pk=participant.pk)).get()
    if against := objection(person, reason, today):
        raise ValidationError(against)
    row = Erasure(
        kommune_id=person.kommune_id,
        case_number=person.case_number,
        reason=reason,
        ordered_on=today,
        ordered_by=by,
    )
    row.full_clean()
    row.save()
    Participant.objects.filter(pk=person.pk).update(sealed_on=person.sealed_on or today)
    _tell(row, EventKind.ERASURE_ORDERED, "Löschung bestätigt")
    app.configure_task(TASK, lock=TASK).defer(kommune_id=row.kommune_id)
    return row


@transaction.atomic
def order_again(case_number: str, *, by: Any, reason: str, today: date) -> bool:
    """Orders what was erased before a backup brought it back; says whether the case is there again.

    The decision was made back then, so nothing stands against it.
    """
    person = Participant.objects.select_for_update().filter(case_number=case_number).first()
    waiting = Erasure.objects.waiting().filter(case_number=case_number)
    if person is None or waiting.exists():
        return False
    row = Erasure(
        kommune_id=person.kommune_id,
        case_number=case_number,
        reason=reason,
        ordered_on=today,
        ordered_by=by,
    )
    row.full_clean()
    row.save()
    Participant.objects.filter(pk=person.pk).update(sealed_on=today)
    _tell(row, EventKind.ERASURE_ORDERED, "Löschung nach einer Wiederherstellung")
    return True


@transaction.atomic
def carry_out(kommune: Any, *, today: date) -> int:
    """Erases all cases of the Kommune whose erasure is confirmed; returns how many.

    Takes some seconds for each of them. It sees the database as of one moment meanwhile; where somebody
    changes the same rows, PostgreSQL refuses and the worker tries again.
    """
    _see_one_moment()
    orders = list(Erasure.objects.waiting().filter(kommune=kommune).select_for_update().order_by("pk"))
    numbers = [order.case_number for order in orders]
    people = list(
        Participant.objects.filter(kommune=kommune, case_number__in=numbers).select_related("kommune")
    )
    if people:
        keep_counts(kommune, people, today=today)
        delete_all(rows_of(people))
    for order in orders:
        order.done_on = today
        order.save(update_fields=["done_on"])
        _tell(order, EventKind.ERASED, "Gelöscht")
    return len(orders)


def _see_one_moment() -> None:
    """What others record meanwhile must not be taken for a loss by the erasure."""
    if not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _tell(row: Erasure, kind: EventKind, what: str) -> None:
    """Without the person, or the event would be erased with them."""
    summary = f"{what}: {row.case_number}, {row.get_reason_display()}"
    record_event(kind, kommune_id=row.kommune_id, by=row.ordered_by, summary=summary)


@transaction.atomic
def keep_counts(kommune: Any, people: Iterable[Participant], *, today: date) -> int:
    """
    Keeps what the figures of each day lose with these people of the Kommune, who are deleted next.

    They are closed cases, so the last figure that they are in is one of this year. The decision to erase, and
    its event, are those of the caller. Returns the number of sums that are kept.
    """
    # Nobody counts a report of the Kommune in between; whatever else belongs to it can be recorded.
    type(kommune).objects.select_for_update(no_key=True).get(pk=kommune.pk)
    lost: Steps = Counter()
    for person in people:
        # Not with +, which leaves out what becomes less.
        lost.update(counts_of(person, last=date(today.year + 1, 1, 1)))
    return _write(kommune, lost)


def _write(kommune: Any, lost: Steps) -> int:
    """Adds to what is kept already, and writes all of it anew."""
    rows = ErasedCount.objects.filter(kommune=kommune)
    for path, day, number in rows.values_list("path", "day", "number"):
        lost[path, day] += number
    rows.delete()
    kept = [
        ErasedCount(kommune=kommune, path=path, day=day, number=number)
        for (path, day), number in sorted(lost.items())
        if number
    ]
    ErasedCount.objects.bulk_create(kept)
    return len(kept)
