"""Chores and jobs: what they do, what is kept of them, and that a rehearsal changes nothing."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob, ProcrastinateWorker

from clearing.models import BulkRun
from clearing.models.bulk import BulkKind
from clearing.services import start_bulk, work_off
from participants.choices import Phase
from participants.models import Event, Participant
from spurwechsel import jobs
from spurwechsel.chores import BY_COMMAND, CHORES
from spurwechsel.models import ChoreRun, RescuedPost, Submission
from spurwechsel.services import forget_expired, keep_form, order_chore, retry_job, run_chore
from spurwechsel.services.jobs import NO_MAIL
from tests.factories import make_participant, make_user

NOW = datetime(2024, 3, 27, 1, tzinfo=UTC)


@pytest.fixture
def administration(db):
    return make_user("fachadministration")


def age(rows, **back: int) -> None:
    """Moves the events of jobs into the past, which their models refuse."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = %s", [timezone.now() - timedelta(**back)])
    assert rows.exists()


def set_status(status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s", [status])


def fingerprint() -> dict[str, int]:
    """Every row of every table, folded into one number a table."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        found = {}
        for table in tables:
            cursor.execute(f'SELECT coalesce(sum(hashtext(t::text)::bigint), 0) FROM "{table}" t')
            found[table] = cursor.fetchone()[0]
    return found


class TestChores:
    @pytest.mark.parametrize("chore", CHORES, ids=lambda chore: chore.command)
    def test_a_rehearsal_changes_nothing(self, chore, caseworker, people_with_work):
        before = fingerprint()
        call_command(chore.command, "--probelauf", stdout=(said := StringIO()))
        assert fingerprint() == before
        assert mail.outbox == []
        assert said.getvalue().endswith((".\n", ": 1\n"))

    @pytest.mark.parametrize("chore", CHORES, ids=lambda chore: chore.command)
    def test_each_is_ordered_by_the_clock(self, chore):
        periodic = app.periodic_registry.periodic_tasks["nachtarbeit", chore.command]
        assert (periodic.cron, periodic.configure_kwargs["task_kwargs"]["name"]) == (
            chore.cron,
            chore.command,
        )

    def test_what_it_said_is_kept(self, db):
        run = run_chore(BY_COMMAND["entwuerfe_aufraeumen"])
        assert (run.succeeded, run.message) == (True, "Gelöscht: 0 Entwürfe.")
        assert run.started_at <= run.finished_at

    def test_without_a_mail_server_nothing_is_sent(self, settings, people_with_work):
        settings.SENDS_MAIL = False
        assert (run_chore(BY_COMMAND["fristen_mail"]).message, mail.outbox) == (NO_MAIL, [])
        settings.SENDS_MAIL = True
        assert (run_chore(BY_COMMAND["fristen_mail"]).message, len(mail.outbox)) == ("Mails verschickt: 1", 1)

    def test_a_failed_proof_is_kept_without_the_cases(self, people_with_work):
        Participant.objects.update(phase=Phase.BETREUUNG)
        with pytest.raises(CommandError):
            jobs.do_chore(timestamp=0, name="lesemodelle_pruefen")
        run = ChoreRun.objects.get()
        assert (run.succeeded, run.message) == (
            False,
            "1 Fall weicht vom Verlauf ab. Neu ableiten: lesemodelle_pruefen --erneuern",
        )

    def test_of_an_error_only_the_kind_is_kept(self, settings, people_with_work):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.SENDS_MAIL, settings.EMAIL_HOST, settings.EMAIL_PORT = True, "127.0.0.1", 1
        with pytest.raises(ConnectionRefusedError):
            run_chore(BY_COMMAND["fristen_mail"])
        run = ChoreRun.objects.get()
        assert (run.succeeded, run.message) == (
            False,
            "Technischer Fehler (ConnectionRefusedError). Einzelheiten stehen im Protokoll des Servers.",
        )

    def test_one_at_a_time_can_be_ordered(self, administration):
        chore = BY_COMMAND["aufraeumen"]
        order_chore(chore, by=administration)
        with pytest.raises(ValidationError) as refusal:
            order_chore(chore, by=administration)
        assert refusal.value.messages == ["Diese Arbeit wartet schon auf ihren Start."]
        assert ProcrastinateJob.objects.get().args["name"] == "aufraeumen"
        assert Event.objects.filter(summary="Nachtarbeit gestartet: Abgelaufenes löschen").count() == 1


@pytest.fixture
def people_with_work(caseworker):
    """One person with a deadline soon, so that there is something to tell."""
    person = make_participant(caseworker, on=timezone.localdate() - timedelta(days=20))
    Participant.objects.filter(pk=person.pk).update(follow_up_on=None)
    person.residence.update(valid_until=timezone.localdate() + timedelta(days=10))
    return person


class TestRetry:
    def test_a_failed_job_comes_again(self, administration):
        order_chore(BY_COMMAND["aufraeumen"], by=administration)
        job = ProcrastinateJob.objects.get()
        set_status("failed")
        retry_job(job.pk, by=administration)
        assert ProcrastinateJob.objects.get().status == "todo"
        assert Event.objects.filter(summary=f"Auftrag Nr. {job.pk} erneut gestartet").count() == 1

    @pytest.mark.parametrize("status", ["todo", "doing", "succeeded", "cancelled"])
    def test_no_other_does(self, administration, status):
        order_chore(BY_COMMAND["aufraeumen"], by=administration)
        set_status(status)
        with pytest.raises(ValidationError):
            retry_job(ProcrastinateJob.objects.get().pk, by=administration)
        with pytest.raises(ValidationError):
            retry_job(0, by=administration)
        assert ProcrastinateJob.objects.get().status == status


class TestForgetting:
    @pytest.mark.parametrize(("minutes", "kept"), [(29, 1), (31, 0)])
    def test_kept_forms(self, caseworker, minutes, kept):
        with time_machine.travel(NOW, tick=False):
            keep_form(caseworker.pk, "/", [("reason", "Text")])
        forget_expired(now=NOW + timedelta(minutes=minutes))
        assert RescuedPost.objects.count() == kept

    @pytest.mark.parametrize(("hours", "kept"), [(23, 1), (25, 0)])
    def test_marks_of_forms(self, db, hours, kept):
        Submission.objects.create(digest="a", at=NOW)
        forget_expired(now=NOW + timedelta(hours=hours))
        assert Submission.objects.count() == kept

    def test_sessions(self, db, login, caseworker):
        login(caseworker)
        end = Session.objects.get().expire_date
        assert forget_expired(now=end)["Sitzungen"] == 0
        assert forget_expired(now=end + timedelta(seconds=1))["Sitzungen"] == 1
        assert Session.objects.count() == 0

    def test_the_cache(self, db):
        cache.set("grenze", 1, timeout=60)
        cache.set("andere", 1, timeout=600)
        assert forget_expired(now=timezone.now() + timedelta(seconds=120))["Zwischenspeicher"] == 1

    @pytest.mark.parametrize(
        ("status", "days", "kept"),
        [
            ("succeeded", 29, 1),
            ("succeeded", 31, 0),
            ("failed", 89, 1),
            ("failed", 91, 0),
            ("todo", 400, 1),
            ("doing", 400, 1),
        ],
    )
    def test_jobs(self, administration, status, days, kept):
        order_chore(BY_COMMAND["aufraeumen"], by=administration)
        set_status(status)
        age(ProcrastinateEvent.objects, days=days)
        forget_expired(now=timezone.now())
        assert ProcrastinateJob.objects.count() == kept

    @pytest.mark.parametrize(("days", "kept"), [(89, 1), (91, 0)])
    def test_work_on_many_cases(self, caseworker, days, kept):
        run = start_bulk(BulkKind.LETTERS, [make_participant(caseworker)], by=caseworker, on=NOW.date())
        forget_expired(now=NOW + timedelta(days=4000))
        work_off(run, lambda person, run: None)
        forget_expired(now=timezone.now() + timedelta(days=days))
        assert BulkRun.objects.count() == kept

    def test_the_command_tells_numbers(self, db):
        Submission.objects.create(digest="a", at=NOW)
        call_command("aufraeumen", "--probelauf", stdout=(said := StringIO()))
        call_command("aufraeumen", stdout=said)
        call_command("aufraeumen", stdout=said)
        assert said.getvalue().split("\n") == [
            "Zu löschen: 1 Kennungen abgesandter Formulare.",
            "Gelöscht: 1 Kennungen abgesandter Formulare.",
            "Gelöscht: nichts.",
            "",
        ]


class TestPage:
    def test_shows_chores_failures_and_bulks_without_a_name(self, login, administration, caseworker):
        person = make_participant(caseworker, family_name="Geheimnis")
        run = start_bulk(BulkKind.LETTERS, [person], by=caseworker, on=NOW.date())
        set_status("failed")
        run_chore(BY_COMMAND["aufraeumen"])
        page = login(administration).get("/verwaltung/auftraege/")
        text = page.content.decode()
        assert page.context["failed"][0]["what"] == f"Sammelauftrag Nr. {run.pk}"
        lines = {line.chore.command: line for line in page.context["chores"]}
        assert lines["aufraeumen"].last.message == "Gelöscht: nichts."
        assert lines["fristen_mail"].last is None
        assert "läuft nicht" in text
        assert [word for word in ("Geheimnis", person.case_number) if word in text] == []

    @time_machine.travel(datetime(2024, 3, 29, 12, tzinfo=UTC), tick=False)
    def test_next_runs_keep_their_hour_of_the_world(self, login, administration):
        """On Sunday the clocks change, on Monday 4:30 UTC is 6:30 in Brandenburg."""
        lines = login(administration).get("/verwaltung/auftraege/").context["chores"]
        assert {line.chore.command: line.next_at for line in lines} == {
            "aufraeumen": datetime(2024, 3, 30, 0, 20, tzinfo=UTC),
            "entwuerfe_aufraeumen": datetime(2024, 3, 30, 0, 40, tzinfo=UTC),
            "kurzkontakte_aufraeumen": datetime(2024, 3, 30, 0, 50, tzinfo=UTC),
            "loeschungen_ausfuehren": datetime(2024, 3, 30, 0, 55, tzinfo=UTC),
            "antworten_nachfassen": datetime(2024, 3, 30, 4, 10, tzinfo=UTC),
            "lesemodelle_pruefen": datetime(2024, 3, 30, 1, 0, tzinfo=UTC),
            "fristen_mail": datetime(2024, 4, 1, 4, 30, tzinfo=UTC),
        }

    @pytest.mark.parametrize(("seconds", "works"), [(50, True), (70, False)])
    def test_says_whether_the_worker_lives(self, login, administration, seconds, works):
        with connection.cursor() as cursor:
            seen = timezone.now() - timedelta(seconds=seconds)
            cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [seen])
        assert ProcrastinateWorker.objects.count() == 1
        page = login(administration).get("/verwaltung/auftraege/")
        assert page.context["is_working"] == works

    def test_orders_and_retries(self, login, administration):
        client = login(administration)
        answer = client.post("/verwaltung/auftraege/aufraeumen/ausfuehren/", follow=True)
        assert [str(each) for each in answer.context["messages"]] == [
            "Die Arbeit beginnt gleich. Laden Sie die Seite neu, um das Ergebnis zu sehen."
        ]
        assert client.post("/verwaltung/auftraege/migrate/ausfuehren/").status_code == 404
        job = ProcrastinateJob.objects.get()
        set_status("failed")
        answer = client.post(f"/verwaltung/auftraege/{job.pk}/erneut/", follow=True)
        assert [str(each) for each in answer.context["messages"]] == [
            f"Auftrag Nr. {job.pk} wird noch einmal ausgeführt."
        ]
        answer = client.post(f"/verwaltung/auftraege/{job.pk}/erneut/", follow=True)
        assert [str(each) for each in answer.context["messages"]] == [
            "Dieser Auftrag ist nicht fehlgeschlagen oder wartet schon."
        ]
