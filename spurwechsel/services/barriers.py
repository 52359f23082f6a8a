"""Reported barriers: anybody may report one, the Fachadministration answers."""

from django.core.exceptions import ValidationError
from django.db import transaction

from participants.choices import EventKind
from participants.services import record_event
from participants.services.log import moment_of_recording

from ..models import BarrierReport, User


@transaction.atomic
def report_barrier(*, what: str, where: str = "", reply_to: str = "") -> BarrierReport:
    """Keeps what somebody could not do. The row is its own record: who sent it is nobody's business."""
    report = BarrierReport(what=what, where=where, reply_to=reply_to)
    report.full_clean()
    report.save()
    return report


@transaction.atomic
def finish_barrier(report: BarrierReport, *, by: User) -> None:
    """Marks a report as dealt with. Raises ValidationError the second time."""
    row = BarrierReport.objects.select_for_update().get(pk=report.pk)
    if row.done_at is not None:
        raise ValidationError("Diese Meldung ist schon erledigt.")
    row.done_at = moment_of_recording()
    row.save(update_fields=["done_at"])
    record_event(EventKind.SETTINGS_CHANGED, by=by, summary=f"Gemeldete Barriere Nr. {row.pk} erledigt")
