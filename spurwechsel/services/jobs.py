"""Chores and jobs: running them, keeping what came of it, trying again, forgetting what is over."""

from datetime import datetime, timedelta
from io import StringIO

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.db.models import Max
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

from clearing.models import BulkRun
from participants.choices import EventKind
from participants.services import record_event
from participants.services.log import moment_of_recording
from reports.models import ReportBatch

from ..chores import Chore
from ..models import ChoreRun, RescuedPost, Submission, User
from .forms import KEPT_FOR, REMEMBERED_FOR

CHORE_TASK = "nachtarbeit"
JOBS_KEPT_FOR = timedelta(days=30)
FAILURES_KEPT_FOR = timedelta(days=90)
RUNS_KEPT_FOR = timedelta(days=365)
BULKS_KEPT_FOR = timedelta(days=90)
MESSAGE_LENGTH = ChoreRun._meta.get_field("message").max_length

NO_MAIL = "Nichts verschickt: Es ist kein Mailserver eingerichtet."
BROKEN = "Technischer Fehler ({kind}). Einzelheiten stehen im Protokoll des Servers."


def run_chore(chore: Chore) -> ChoreRun:
    """Runs the command and keeps what it said. An error is kept by its kind alone and raised again."""
    run = ChoreRun.objects.create(chore=chore.command, started_at=moment_of_recording())
    said = StringIO()
    try:
        if chore.needs_mail and not settings.SENDS_MAIL:
            said.write(NO_MAIL)
        else:
            call_command(chore.command, stdout=said)
    except CommandError as refusal:
        _end(run, str(refusal), succeeded=False)
        raise
    except Exception as error:
        _end(run, BROKEN.format(kind=type(error).__name__), succeeded=False)
        raise
    _end(run, said.getvalue(), succeeded=True)
    return run


def _end(run: ChoreRun, message: str, *, succeeded: bool) -> None:
    run.finished_at, run.succeeded = moment_of_recording(), succeeded
    run.message = " ".join(message.split())[:MESSAGE_LENGTH]
    run.save(update_fields=["finished_at", "succeeded", "message"])


@transaction.atomic
def order_chore(chore: Chore, *, by: User) -> None:
    """Lets a chore run now. Raises ValidationError while one is waiting already."""
    try:
        with transaction.atomic():
            app.configure_task(
                CHORE_TASK,
                queueing_lock=chore.command,
                lock=chore.command,
                task_kwargs={"name": chore.command},
            ).defer(timestamp=int(moment_of_recording().timestamp()))
    except AlreadyEnqueued as error:
        raise ValidationError("Diese Arbeit wartet schon auf ihren Start.") from error
    record_event(EventKind.SETTINGS_CHANGED, by=by, summary=f"Nachtarbeit gestartet: {chore.title}")


@transaction.atomic
def retry_job(job_id: int, *, by: User) -> None:
    """Lets a failed job run again. Raises ValidationError for one that has not failed or waits already."""
    refused = ValidationError("Dieser Auftrag ist nicht fehlgeschlagen oder wartet schon.")
    if not ProcrastinateJob.objects.filter(pk=job_id, status="failed").exists():
        raise refused
    try:
        with transaction.atomic():
            app.job_manager.retry_job_by_id(job_id, retry_at=moment_of_recording())
    except ConnectorException as error:
        raise refused from error
    record_event(EventKind.SETTINGS_CHANGED, by=by, summary=f"Auftrag Nr. {job_id} erneut gestartet")


@transaction.atomic
def forget_expired(*, now: datetime, dry_run: bool = False) -> dict[str, int]:
    """Deletes what nobody can use any more; returns the numbers by German word. Or only counts."""
    running = Session.objects.filter(expire_date__gte=now).values("session_key")
    expired = {
        "Sitzungen": Session.objects.filter(expire_date__lt=now),
        "Anmeldungen": UserSession.objects.exclude(session_key__in=running),
        "gerettete Formulare": RescuedPost.objects.filter(at__lt=now - KEPT_FOR),
        "Kennungen abgesandter Formulare": Submission.objects.filter(at__lt=now - REMEMBERED_FOR),
        "Läufe von Nachtarbeiten": ChoreRun.objects.filter(started_at__lt=now - RUNS_KEPT_FOR),
        "erledigte Sammelaufträge": BulkRun.objects.filter(finished_at__lt=now - BULKS_KEPT_FOR),
        "Zusammenstellungen von Berichten": ReportBatch.objects.filter(finished_at__lt=now - BULKS_KEPT_FOR),
        "erledigte Aufträge": _jobs("succeeded", "cancelled", "aborted", before=now - JOBS_KEPT_FOR),
        "fehlgeschlagene Aufträge": _jobs("failed", before=now - FAILURES_KEPT_FOR),
    }
    numbers = {word: rows.count() for word, rows in expired.items()}
    if not dry_run:
        for rows in expired.values():
            rows.delete()
    return numbers | {"Zwischenspeicher": _forget_cache(now, dry_run)}


def _jobs(*statuses: str, before: datetime) -> models.QuerySet[ProcrastinateJob]:
    ended = ProcrastinateJob.objects.filter(status__in=statuses).annotate(at=Max("procrastinateevent__at"))
    return ProcrastinateJob.objects.filter(pk__in=ended.filter(at__lt=before).values("pk"))


def _forget_cache(now: datetime, dry_run: bool) -> int:
    """The cache deletes what it meets; what nobody asks for again, such as a rate limit, would stay."""
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    with connection.cursor() as cursor:
        if dry_run:
            cursor.execute(f"SELECT count(*) FROM {table} WHERE expires < %s", [now])  # noqa: S608
            return int(cursor.fetchone()[0])
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608
        return int(cursor.rowcount)
