"""The jobs of the worker. Their arguments are numbers only, because queue and log keep them."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from clearing.models import BulkRun
from clearing.services import bulk

# By the kind of the run: what is done with each of its cases (see clearing/services/bulk.py).
WORKS: dict[str, bulk.Work] = {}


@app.task(name=bulk.TASK, retry=RetryStrategy(max_attempts=3, wait=30))
def work_off_bulk(run_id: int) -> None:
    run = BulkRun.objects.select_related("started_by").get(pk=run_id)
    bulk.work_off(run, WORKS[run.kind])
