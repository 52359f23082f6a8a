"""
Puts all monthly reports of a month together, Kommune by Kommune, in the background.

The newest released edition of each is printed if it never was, and checked against the hash it was released
with. A Kommune that has none, or whose report cannot be printed, is named with the reason and stops no other.
Each Kommune is done once, also when the worker is killed in between.
"""

import logging
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from procrastinate.contrib.django import app

from clearing.models.bulk import ItemState
from participants.services.log import moment_of_recording
from spurwechsel.german import format_month
from spurwechsel.pdf import PdfRefused, PdfUnavailable

from ..models import IssuedReport, ReportBatch, ReportBatchItem
from ..preparation import programme_on
from ..printing.services import printed

TASK = "monatsberichte"
ATTEMPTS = 3
MESSAGE_LENGTH = 500
NOT_ALLOWED = "Monatsberichte aller Kommunen stellt die Auswertung zusammen."
DAMAGED = "Die gespeicherte Datei passt nicht zu ihrer Prüfsumme. Melden Sie es der Fachadministration."
BROKEN = "Technischer Fehler. Versuchen Sie es erneut; hilft das nicht, melden Sie es der Fachadministration."

logger = logging.getLogger(__name__)


@transaction.atomic
def start_batch(month: date, *, by: Any) -> ReportBatch:
    """Orders the reports of the month; while an order for it is not done, that one is the answer."""
    if not by.has_perm("reports.view_land"):
        raise ValidationError(NOT_ALLOWED, code="not_allowed")
    batch, is_new = ReportBatch.objects.get_or_create(
        month=month.replace(day=1),
        finished_at=None,
        defaults={"started_by": by, "started_at": moment_of_recording()},
    )
    if is_new:
        kommunen = apps.get_model("spurwechsel", "Kommune")._default_manager.order_by("name", "pk")
        ReportBatchItem.objects.bulk_create(
            ReportBatchItem(batch=batch, kommune=kommune, position=number)
            for number, kommune in enumerate(kommunen, 1)
        )
        _queue(batch)
    return batch


@transaction.atomic
def retry_batch(batch: ReportBatch, *, by: Any) -> int:
    """
    Orders the Kommunen anew that were not done; returns their number.

    Raises ValidationError while the month is being worked on or where nothing is left to do.
    """
    if not by.has_perm("reports.view_land"):
        raise ValidationError(NOT_ALLOWED, code="not_allowed")
    row = ReportBatch.objects.select_for_update().get(pk=batch.pk)
    if ReportBatch.objects.filter(month=row.month, finished_at=None).exists():
        raise ValidationError("Die Berichte dieses Monats werden gerade zusammengestellt.")
    number: int = row.items.filter(state=ItemState.FAILED).update(
        state=ItemState.OPEN, message="", attempts=0
    )
    if not number:
        raise ValidationError("Hier ist nichts mehr zu erledigen.")
    ReportBatch.objects.filter(pk=row.pk).update(finished_at=None)
    _queue(row)
    return number


def work_off(batch: ReportBatch) -> None:
    """Does what is still open, each Kommune in a transaction of its own; for the worker, outside of any."""
    while (item := _taken(batch)) is not None:
        _do(item, batch.month)
    ReportBatch.objects.filter(pk=batch.pk, finished_at=None).update(finished_at=moment_of_recording())


def _queue(batch: ReportBatch) -> None:
    # The lock keeps a second worker from the same batch.
    app.configure_task(TASK, lock=f"{TASK}-{batch.pk}").defer(batch_id=batch.pk)


@transaction.atomic
def _taken(batch: ReportBatch) -> ReportBatchItem | None:
    """The next open Kommune, counted as tried; None at the end."""
    items = batch.items.select_for_update(of=("self",)).select_related("kommune")
    item: ReportBatchItem | None = items.filter(state=ItemState.OPEN).order_by("position").first()
    if item is not None:
        item.attempts += 1
        item.save(update_fields=["attempts"])
    return item


def _do(item: ReportBatchItem, month: date) -> None:
    try:
        if item.attempts > ATTEMPTS:
            raise ValidationError(BROKEN)
        with transaction.atomic():
            _mark(item, ItemState.DONE, report=_checked(item.kommune, month))
    except ValidationError as refusal:
        _mark(item, ItemState.FAILED, " ".join(refusal.messages))
    except (PdfUnavailable, PdfRefused) as refusal:
        _mark(item, ItemState.FAILED, str(refusal))
    except (OperationalError, InterfaceError):
        raise  # the database is away: the whole job comes again
    except Exception:
        logger.exception("Zusammenstellung %s: Kommune an Stelle %s", item.batch_id, item.position)
        _mark(item, ItemState.FAILED, BROKEN)


def _checked(kommune: Any, month: date) -> IssuedReport:
    """The newest edition of the month, printed and unharmed. Raises ValidationError where there is none."""
    report: IssuedReport | None = IssuedReport.objects.of_month(kommune, month).first()
    if report is None:
        programme_on(kommune, (month + timedelta(days=31)).replace(day=1) - timedelta(days=1))
        raise ValidationError(f"Für {format_month(month)} ist noch kein Bericht freigegeben.")
    printed(report)
    if sha256(bytes(report.pdf)).hexdigest() != report.sha256:
        raise ValidationError(DAMAGED)
    return report


def _mark(item: ReportBatchItem, state: str, message: str = "", report: IssuedReport | None = None) -> None:
    item.state, item.message, item.report = state, message[:MESSAGE_LENGTH], report
    item.save(update_fields=["state", "message", "report"])
