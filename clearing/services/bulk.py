"""Work on many cases at once, done in the background case by case, each with its own result.

How to use it: a view calls `start_bulk`, which stores the order and queues it in the same transaction, and
redirects to the page „bulk_detail“ of the run, which shows the progress and links to what was made (by
RESULT_PAGES in clearing/bulk_views.py). The worker calls `work_off` with the function that WORKS in
spurwechsel/jobs.py names for the kind of the run. That function

* is called as `work(participant, run)`, in a transaction of its own, the person seen through the rights of
  `run.started_by`; the day is `run.on`, everything else it needs are ids in `run.parameters`,
* records its own event, with `by=run.started_by`,
* returns the id of what it made (or None), kept as `result_id`,
* refuses with a ValidationError, whose German sentence is shown in the row of the case.

Each case is done once, also when the worker is killed in between: what its transaction made and the mark in
the row come together or not at all.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from procrastinate.contrib.django import app

from participants.models import Participant
from participants.services.log import moment_of_recording

from ..models import BulkItem, BulkRun
from ..models.bulk import ItemState

Work = Callable[[Participant, BulkRun], int | None]

TASK = "sammelauftrag"
ATTEMPTS = 3
MESSAGE_LENGTH = BulkItem._meta.get_field("message").max_length
NOT_YOURS = "Der Fall gehört nicht mehr zu Ihrer Kommune."
BROKEN = "Technischer Fehler. Versuchen Sie es erneut; hilft das nicht, melden Sie es der Fachadministration."

logger = logging.getLogger(__name__)


@transaction.atomic
def start_bulk(
    kind: str,
    participants: Iterable[Participant],
    *,
    by: Any,
    on: date,
    parameters: Mapping[str, Any] | None = None,
) -> BulkRun:
    """Orders work on people whom `by` may see, in their order; nothing is done before the commit.

    Raises ValidationError without a single person.
    """
    people = list(dict.fromkeys(participants))
    if not people:
        raise ValidationError("Wählen Sie mindestens eine Person aus.")
    run = BulkRun(
        kind=kind,
        kommune_id=by.kommune_id,
        on=on,
        parameters=dict(parameters or {}),
        started_by=by,
        started_at=moment_of_recording(),
    )
    run.full_clean()
    run.save()
    BulkItem.objects.bulk_create(
        BulkItem(run=run, participant=person, position=number) for number, person in enumerate(people, 1)
    )
    _queue(run)
    return run


@transaction.atomic
def retry_bulk(run: BulkRun, *, by: Any) -> int:
    """Orders the cases anew that were not done and that `by` may see; returns their number.

    Raises ValidationError while the run is going on or where nothing is left to do.
    """
    row = BulkRun.objects.select_for_update().get(pk=run.pk)
    if row.finished_at is None:
        raise ValidationError("Der Sammelauftrag läuft noch. Warten Sie, bis er fertig ist.")
    failed = row.items.filter(state=ItemState.FAILED)
    number: int = failed.visible_to(by).update(state=ItemState.OPEN, message="", attempts=0)
    if not number:
        raise ValidationError("Hier ist nichts mehr zu erledigen.")
    BulkRun.objects.filter(pk=row.pk).update(finished_at=None)
    _queue(row)
    return number


def work_off(run: BulkRun, work: Work) -> None:
    """Does what is still open, each case in a transaction of its own; for the worker, outside of any."""
    while (item := _taken(run)) is not None:
        _do(item, run, work)
    BulkRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=moment_of_recording())


def _queue(run: BulkRun) -> None:
    # The lock keeps a second worker from the same run.
    app.configure_task(TASK, lock=f"{TASK}-{run.pk}").defer(run_id=run.pk)


@transaction.atomic
def _taken(run: BulkRun) -> BulkItem | None:
    """The next open case, counted as tried; None at the end."""
    item = run.items.select_for_update().filter(state=ItemState.OPEN).order_by("position").first()
    if item is not None:
        item.attempts += 1
        item.save(update_fields=["attempts"])
    return item


def _do(item: BulkItem, run: BulkRun, work: Work) -> None:
    try:
        if item.attempts > ATTEMPTS:
            raise ValidationError(BROKEN)
        with transaction.atomic():
            person = Participant.objects.visible_to(run.started_by).filter(pk=item.participant_id).first()
            if person is None:
                raise ValidationError(NOT_YOURS)
            _mark(item, ItemState.DONE, result_id=work(person, run))
    except ValidationError as refusal:
        _mark(item, ItemState.FAILED, " ".join(refusal.messages))
    except (OperationalError, InterfaceError):
        raise  # the database is away: the whole job comes again
    except Exception:
        logger.exception("Sammelauftrag %s: Fall an Stelle %s", run.pk, item.position)
        _mark(item, ItemState.FAILED, BROKEN)


def _mark(item: BulkItem, state: str, message: str = "", result_id: int | None = None) -> None:
    item.state, item.result_id = state, result_id
    item.message = message[:MESSAGE_LENGTH]
    item.save(update_fields=["state", "message", "result_id"])
