"""Work on many cases: each once, each with its own result, whatever happens in between."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from clearing.models import BulkItem, BulkRun
from clearing.models.bulk import BulkKind
from clearing.services import bulk, retry_bulk, start_bulk, work_off
from participants.models import Participant
from spurwechsel.services import deactivate_user
from tests.built_once import once
from tests.factories import make_participant, make_user

DAY = date(2024, 3, 27)


@once
def people(caseworker):
    return [make_participant(caseworker, family_name=name) for name in ("Erste", "Zweite", "Dritte")]


@pytest.fixture
def run(people, caseworker):
    return start_bulk(BulkKind.LETTERS, people, by=caseworker, on=DAY, parameters={"template": 7})


def results(run: BulkRun) -> list[tuple[int, str, str, int | None]]:
    return list(run.items.order_by("position").values_list("participant", "state", "message", "result_id"))


def counts(run: BulkRun) -> tuple[int, int, int]:
    row = BulkRun.objects.with_counts().get(pk=run.pk)
    return row.total, row.done, row.failed


def refuse_the_second(person: Participant, run: BulkRun) -> int:
    if person.family_name == "Zweite":
        raise ValidationError("Die Anschrift fehlt.")
    return person.pk + 1000


class TestStart:
    def test_queues_a_job_that_knows_nothing_but_a_number(self, run, people):
        job = ProcrastinateJob.objects.get()
        assert (job.task_name, job.args, job.status) == ("sammelauftrag", {"run_id": run.pk}, "todo")
        assert (counts(run), run.parameters, run.on) == ((3, 0, 0), {"template": 7}, DAY)
        assert results(run) == [(person.pk, "offen", "", None) for person in people]

    def test_orders_nobody_twice(self, people, caseworker):
        assert counts(start_bulk(BulkKind.LETTERS, [*people, people[0]], by=caseworker, on=DAY)) == (3, 0, 0)

    def test_refuses_nobody(self, caseworker):
        with pytest.raises(ValidationError) as refusal:
            start_bulk(BulkKind.LETTERS, [], by=caseworker, on=DAY)
        assert refusal.value.messages == ["Wählen Sie mindestens eine Person aus."]
        assert (BulkRun.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)

    def test_run_and_job_are_taken_back_together(self, people, caseworker):
        with transaction.atomic():
            start_bulk(BulkKind.LETTERS, people, by=caseworker, on=DAY)
            transaction.set_rollback(True)
        assert (BulkRun.objects.count(), ProcrastinateJob.objects.count()) == (0, 0)


class TestWorkOff:
    def test_each_case_has_its_own_result(self, run, people):
        work_off(run, refuse_the_second)
        assert results(run) == [
            (people[0].pk, "erledigt", "", people[0].pk + 1000),
            (people[1].pk, "nicht_erledigt", "Die Anschrift fehlt.", None),
            (people[2].pk, "erledigt", "", people[2].pk + 1000),
        ]
        run.refresh_from_db()
        assert (counts(run), run.finished_at is None) == ((3, 2, 1), False)

    def test_what_a_failed_case_had_made_is_taken_back(self, run, people, caplog):
        def break_after_writing(person: Participant, run: BulkRun) -> int:
            Participant.objects.filter(pk=person.pk).update(given_name="Geheimnis")
            raise ZeroDivisionError("Geheimnis")

        work_off(run, break_after_writing)
        assert {row[1:] for row in results(run)} == {("nicht_erledigt", bulk.BROKEN, None)}
        assert Participant.objects.filter(given_name="Geheimnis").count() == 0
        assert [record.getMessage() for record in caplog.records] == [
            f"Sammelauftrag {run.pk}: Fall an Stelle {number}" for number in (1, 2, 3)
        ]

    def test_goes_on_where_it_was_interrupted(self, run, people):
        seen = []

        def lose_the_database_once(person: Participant, run: BulkRun) -> int:
            seen.append(person.pk)
            if len(seen) == 2:
                raise OperationalError
            return person.pk

        with pytest.raises(OperationalError):
            work_off(run, lose_the_database_once)
        assert (counts(run), BulkRun.objects.get().finished_at) == ((3, 1, 0), None)
        work_off(run, lose_the_database_once)
        assert seen == [people[0].pk, people[1].pk, people[1].pk, people[2].pk]
        assert counts(run) == (3, 3, 0)

    @pytest.mark.parametrize(
        ("tried", "expected"), [(2, ("erledigt", "")), (3, ("nicht_erledigt", bulk.BROKEN))]
    )
    def test_a_case_that_kills_the_worker_comes_three_times(self, run, tried, expected):
        BulkItem.objects.filter(position=1).update(attempts=tried)
        work_off(run, lambda person, run: None)
        assert results(run)[0][1:3] == expected

    def test_who_has_lost_the_case_gets_no_result(self, run, people, potsdam):
        Participant.objects.filter(pk=people[0].pk).update(kommune=potsdam)
        work_off(run, lambda person, run: person.pk)
        assert results(run)[0] == (people[0].pk, "nicht_erledigt", bulk.NOT_YOURS, None)
        assert counts(run) == (3, 2, 1)

    def test_who_is_gone_gets_no_result(self, run, caseworker, coordinator):
        Participant.objects.update(responsible=coordinator)
        deactivate_user(caseworker, by=make_user("fachadministration"))
        work_off(BulkRun.objects.get(), lambda person, run: person.pk)
        assert counts(run) == (3, 0, 3)


class TestRetry:
    def test_does_what_was_left(self, run, people, caseworker):
        work_off(run, refuse_the_second)
        assert retry_bulk(run, by=caseworker) == 1
        assert (BulkRun.objects.get().finished_at, counts(run)) == (None, (3, 2, 0))
        assert ProcrastinateJob.objects.filter(args={"run_id": run.pk}).count() == 2
        work_off(run, lambda person, run: 5)
        assert results(run)[1] == (people[1].pk, "erledigt", "", 5)
        assert results(run)[0] == (people[0].pk, "erledigt", "", people[0].pk + 1000)

    def test_waits_for_the_end(self, run, caseworker):
        with pytest.raises(ValidationError) as refusal:
            retry_bulk(run, by=caseworker)
        assert refusal.value.messages == ["Der Sammelauftrag läuft noch. Warten Sie, bis er fertig ist."]

    def test_refuses_where_nothing_is_left(self, run, caseworker):
        work_off(run, lambda person, run: None)
        with pytest.raises(ValidationError) as refusal:
            retry_bulk(run, by=caseworker)
        assert refusal.value.messages == ["Hier ist nichts mehr zu erledigen."]


def test_foreign_runs_are_invisible(run, caseworker, potsdam):
    stranger, administration = make_user(kommune=potsdam), make_user("fachadministration")
    for user, expected in ((caseworker, (1, 3)), (stranger, (0, 0)), (administration, (0, 0))):
        seen = BulkRun.objects.visible_to(user).count(), BulkItem.objects.visible_to(user).count()
        assert seen == expected
