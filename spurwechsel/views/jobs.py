"""What is done in the background: chores and their last runs, failed jobs, work on many cases."""

from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from clearing.models import BulkRun

from .. import services
from ..chores import BY_COMMAND, CHORES, Chore
from ..models import ChoreRun
from ..services.jobs import CHORE_TASK

_manages_settings = permission_required("spurwechsel.manage_settings", raise_exception=True)

SIGN_OF_LIFE = timedelta(minutes=1)
BULKS_SHOWN = 20


class ChoreLine(NamedTuple):
    chore: Chore
    last: ChoreRun | None
    next_at: datetime
    is_waiting: bool


@require_safe
@_manages_settings
def job_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context = {
        "is_working": ProcrastinateWorker.objects.filter(last_heartbeat__gt=now - SIGN_OF_LIFE).exists(),
        "waiting": ProcrastinateJob.objects.filter(status__in=("todo", "doing")).count(),
        "chores": _chore_lines(now),
        "failed": _failed(),
        "bulks": BulkRun.objects.with_counts().select_related("kommune")[:BULKS_SHOWN],
    }
    return render(request, "spurwechsel/job_list.html", context)


@require_POST
@_manages_settings
def job_retry(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        services.retry_job(pk, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, f"Auftrag Nr. {pk} wird noch einmal ausgeführt.")
    return redirect("job_list")


@require_POST
@_manages_settings
def chore_run(request: HttpRequest, command: str) -> HttpResponse:
    if command not in BY_COMMAND:
        raise Http404
    try:
        services.order_chore(BY_COMMAND[command], by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(
            request, "Die Arbeit beginnt gleich. Laden Sie die Seite neu, um das Ergebnis zu sehen."
        )
    return redirect("job_list")


def _chore_lines(now: datetime) -> list[ChoreLine]:
    latest = ChoreRun.objects.order_by("chore", "-started_at", "-id").distinct("chore")
    last = {run.chore: run for run in latest}
    waiting = ProcrastinateJob.objects.filter(task_name=CHORE_TASK, status__in=("todo", "doing"))
    busy = set(waiting.values_list("args__name", flat=True))
    return [
        ChoreLine(chore, last.get(chore.command), _next_run(chore, now), chore.command in busy)
        for chore in CHORES
    ]


def _next_run(chore: Chore, now: datetime) -> datetime:
    schedule = app.periodic_registry.periodic_tasks[CHORE_TASK, chore.command].croniter
    return datetime.fromtimestamp(schedule.get_next(float, start_time=now.timestamp()), UTC)


def _failed() -> list[dict[str, Any]]:
    """Newest first; of the arguments only the number of a bulk run and the name of a chore."""
    jobs = ProcrastinateJob.objects.filter(status="failed").annotate(at=Max("procrastinateevent__at"))
    return [
        {"id": job.pk, "what": _in_words(job), "at": job.at, "attempts": job.attempts}
        for job in jobs.order_by("-at", "-pk")
    ]


def _in_words(job: ProcrastinateJob) -> str:
    if job.task_name == CHORE_TASK:
        chore = BY_COMMAND.get(job.args.get("name"))
        return chore.title if chore else "Nachtarbeit, die es nicht mehr gibt"
    if "batch_id" in job.args:
        return f"Zusammenstellung der Monatsberichte Nr. {job.args['batch_id']}"
    return f"Sammelauftrag Nr. {job.args.get('run_id')}"
