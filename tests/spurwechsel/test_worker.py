"""The worker does what waits and brings back what a dead worker had begun, with connections of its own."""

import asyncio
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from clearing.models import BulkRun
from clearing.models.bulk import BulkKind
from clearing.services import start_bulk
from spurwechsel import jobs
from spurwechsel.chores import BY_COMMAND
from spurwechsel.management.commands.worker import rescue_stalled
from spurwechsel.models import ChoreRun
from spurwechsel.services import order_chore
from tests.factories import make_kommune, make_participant, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _empty_queue():
    """Its tables are not Django's, so nobody else empties them after a test that commits."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def _short_connections(monkeypatch):
    """The threads of the worker end with the test, so may their connections."""
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)


@pytest.fixture
def _no_clock(monkeypatch):
    """Nothing is due but what the test orders."""
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})


def statuses() -> dict[str, str]:
    return dict(ProcrastinateJob.objects.values_list("task_name", "status"))


@pytest.mark.usefixtures("_short_connections", "_no_clock")
def test_does_what_waits_and_ends(monkeypatch, caplog):
    person = make_participant(make_user(kommune=make_kommune()), family_name="Geheimnis")
    monkeypatch.setitem(jobs.WORKS, BulkKind.LETTERS, lambda person, run: person.pk)
    start_bulk(BulkKind.LETTERS, [person], by=person.responsible, on=date(2024, 3, 27))
    order_chore(BY_COMMAND["aufraeumen"], by=make_user("fachadministration"))
    call_command("worker", "--einmal")
    assert statuses() == {"sammelauftrag": "succeeded", "nachtarbeit": "succeeded"}
    assert BulkRun.objects.get().items.get().result_id == person.pk
    assert ChoreRun.objects.get().message == "Gelöscht: nichts."
    assert "Geheimnis" not in caplog.text


@pytest.mark.usefixtures("_short_connections", "_no_clock")
def test_a_job_that_breaks_fails_alone(monkeypatch, caplog):
    person = make_participant(make_user(kommune=make_kommune()), family_name="Geheimnis")
    run = start_bulk(BulkKind.LETTERS, [person], by=person.responsible, on=date(2024, 3, 27))
    monkeypatch.setattr(jobs, "WORKS", {})
    monkeypatch.setattr(jobs.work_off_bulk, "retry_strategy", None)
    order_chore(BY_COMMAND["aufraeumen"], by=make_user("fachadministration"))
    call_command("worker", "--einmal")
    assert statuses() == {"sammelauftrag": "failed", "nachtarbeit": "succeeded"}
    said = [record.getMessage().partition(" ended")[0] for record in caplog.records]
    assert f"Job sammelauftrag[{ProcrastinateJob.objects.get(status='failed').pk}](run_id={run.pk})" in said


@pytest.mark.parametrize(("attempts", "status"), [(0, "todo"), (1, "todo"), (2, "failed")])
def test_what_a_dead_worker_had_begun_comes_again_but_not_for_ever(attempts, status):
    order_chore(BY_COMMAND["aufraeumen"], by=make_user("fachadministration"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = %s", [attempts])

    async def rescue() -> None:
        async with connected.open_async():
            await rescue_stalled(connected)

    with app.replace_connector(app.connector.get_worker_connector()) as connected:
        asyncio.run(rescue())
    assert statuses() == {"nachtarbeit": status}


@pytest.mark.parametrize(("seconds", "status"), [(50, "doing"), (70, "todo")])
def test_a_living_worker_keeps_its_job(seconds, status):
    order_chore(BY_COMMAND["aufraeumen"], by=make_user("fachadministration"))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [seconds],
        )
        worker = cursor.fetchone()[0]
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [worker])

    async def rescue() -> None:
        async with connected.open_async():
            await rescue_stalled(connected)

    with app.replace_connector(app.connector.get_worker_connector()) as connected:
        asyncio.run(rescue())
    assert statuses() == {"nachtarbeit": status}
