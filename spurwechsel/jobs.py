"""The jobs of the worker. Queue and log keep their arguments: numbers and names of chores, nothing else."""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from clearing.models import BulkRun
from clearing.models.bulk import BulkKind
from clearing.services import bulk, letter_of_run
from participants.services.log import moment_of_recording
from reports.batches import services as batches
from reports.erasure import services as erasure
from reports.models import ReportBatch

from .chores import BY_COMMAND, CHORES
from .models import Kommune
from .services.jobs import CHORE_TASK, run_chore

# By the kind of the run: what is done with each of its cases (see clearing/services/bulk.py).
WORKS: dict[str, bulk.Work] = {BulkKind.LETTERS: letter_of_run}


@app.task(name=bulk.TASK, retry=RetryStrategy(max_attempts=3, wait=30))
def work_off_bulk(run_id: int) -> None:
    run = BulkRun.objects.select_related("started_by").get(pk=run_id)
    bulk.work_off(run, WORKS[run.kind])


@app.task(name=erasure.TASK, retry=RetryStrategy(max_attempts=3, wait=30))
def erase_confirmed(kommune_id: int) -> None:
    today = timezone.localdate(moment_of_recording())
    erasure.carry_out(Kommune.objects.get(pk=kommune_id), today=today)


@app.task(name=batches.TASK, retry=RetryStrategy(max_attempts=3, wait=30))
def work_off_reports(batch_id: int) -> None:
    batches.work_off(ReportBatch.objects.get(pk=batch_id))


@app.task(name=CHORE_TASK)
def do_chore(timestamp: int, name: str) -> None:
    run_chore(BY_COMMAND[name])


for _chore in CHORES:
    app.periodic(
        cron=_chore.cron,
        periodic_id=_chore.command,
        lock=_chore.command,
        queueing_lock=_chore.command,
        task_kwargs={"name": _chore.command},
    )(do_chore)
