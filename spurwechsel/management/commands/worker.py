"""Does the jobs in the background; `serve` starts one worker, on a server it is a unit of its own."""

import asyncio
import os
import select
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from spurwechsel.checks import refuse_unsafe_production
from spurwechsel.commands import GermanCommand

STALLED_SECONDS = 60  # without a sign of life from its worker, a job belongs to nobody
ATTEMPTS = 3  # of a job that takes its worker with it
GRACE_SECONDS = 20


class Command(GermanCommand):
    help = "Erledigt die Aufträge im Hintergrund, bis das Programm beendet wird."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--solange", type=int, metavar="NUMMER", help="arbeitet, bis diese geerbte Pipe geschlossen wird"
        )
        parser.add_argument("--einmal", action="store_true", help="arbeitet ab, was wartet, und endet")

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_unsafe_production()
        if options["solange"] is not None:
            threading.Thread(target=stop_after, args=[options["solange"]], daemon=True).start()
        with app.replace_connector(app.connector.get_worker_connector()) as connected:
            asyncio.run(work(connected, wait=not options["einmal"]))


def stop_after(pipe: int) -> None:
    """Ask this process to end as soon as nobody holds the other end of the pipe."""
    select.select([pipe], [], [])
    os.kill(os.getpid(), signal.SIGTERM)


async def work(connected: App, *, wait: bool) -> None:
    """Do jobs one after the other; meanwhile bring back those of a worker that was killed."""
    async with connected.open_async():
        rescue = asyncio.create_task(rescue_for_ever(connected))
        await connected.run_worker_async(wait=wait, shutdown_graceful_timeout=GRACE_SECONDS)
        rescue.cancel()


async def rescue_for_ever(connected: App) -> None:
    while True:
        await rescue_stalled(connected)
        await asyncio.sleep(STALLED_SECONDS / 2)


async def rescue_stalled(connected: App) -> None:
    """Put back what a dead worker had begun, or give it up where it has died of it several times."""
    jobs = connected.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        if job.attempts + 1 < ATTEMPTS:
            await jobs.retry_job(job)
        else:
            await jobs.finish_job(job, status=Status.FAILED, delete_job=False)
