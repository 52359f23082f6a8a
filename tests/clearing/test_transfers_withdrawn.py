"""A consent that is taken back after data left: the link stops, and somebody asks for deletion."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from clearing import services
from clearing.deletions import deletion_key, deletion_of_transfer
from clearing.models import Task, Transfer
from participants.choices import Phase
from participants.models import Participant
from reports.erasure.retention import objection, with_retention
from tests.built_once import once
from tests.clearing.plans import CONSENT
from tests.clearing.sending import DAY, code_of, consent, draft, move, partner, send, sent
from tests.factories import make_participant, move_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _today():
    with time_machine.travel(datetime(2024, 3, 27, 8, tzinfo=UTC), tick=False):
        yield


@once
def person(caseworker):
    return make_participant(caseworker, on=CONSENT, phone="0355 612-0")


@once
def kammer(coordinator):
    return partner(coordinator)


class TestWithdrawal:
    def test_it_stops_a_sent_link_at_once(self, person, caseworker, kammer):
        given = consent(person, caseworker, kammer)
        row = send(draft(person, caseworker, kammer), caseworker)
        code = code_of(row, caseworker)
        said = services.take_back_purpose(given, by=caseworker, withdrawn_on=DAY, today=DAY)
        row.refresh_from_db()
        assert (row.state, row.referral.result, row.referral.settles) == (
            "zurueckgezogen",
            "zurueckgezogen",
            False,
        )
        assert services.open_answer(code, today=DAY) is None
        assert said == (
            "An diese Stelle geht nichts mehr; was gesendet war, ist zurückgezogen, der Link gilt nicht mehr."
            " Eine Aufgabe erinnert daran, beim Empfänger die Löschung zu erbitten."
        )

    def test_what_goes_on_there_stays_the_result(self, person, caseworker, kammer):
        given = consent(person, caseworker, kammer)
        row = send(draft(person, caseworker, kammer), caseworker)
        row = move(move(row, caseworker, "angenommen"), caseworker, "laeuft")
        services.take_back_purpose(given, by=caseworker, withdrawn_on=DAY, today=DAY)
        row.refresh_from_db()
        assert (row.state, row.referral.result) == ("zurueckgezogen", "begonnen")

    @pytest.mark.parametrize("steps", [[], ["angenommen"], ["angenommen", "laeuft"]])
    def test_the_owner_is_to_ask_for_deletion(self, person, caseworker, kammer, steps):
        given = consent(person, caseworker, kammer)
        row = send(draft(person, caseworker, kammer), caseworker, date(2024, 3, 20))
        for state in steps:
            row = move(row, caseworker, state)
        assert deletion_of_transfer(row) is None
        services.take_back_purpose(given, by=caseworker, withdrawn_on=DAY, today=DAY)
        task = Task.objects.still_open().get()
        assert (task.title, task.owner, task.due) == (
            "Löschung beim Empfänger erbitten (Angaben vom 20.03.2024): Handwerkskammer",
            caseworker,
            DAY,
        )
        row = Transfer.objects.get()
        assert deletion_of_transfer(row) == ("Handwerkskammer", date(2024, 3, 20), task)
        services.finish_task(task, by=caseworker)
        assert deletion_of_transfer(row).is_done is True

    def test_before_that_the_case_is_not_erased(self, person, caseworker, kammer):
        given = consent(person, caseworker, kammer)
        send(draft(person, caseworker, kammer), caseworker)
        services.take_back_purpose(given, by=caseworker, withdrawn_on=DAY, today=DAY)
        move_to(person, Phase.ABGESCHLOSSEN, by=caseworker, on=DAY)
        people = with_retention(Participant.objects.filter(pk=person.pk))
        assert objection(people.get(), "verlangen", DAY) == (
            "Eine Stelle hat noch Angaben der Person (Art. 19 DSGVO). Bitten Sie dort zuerst um Löschung, und"
            " erledigen Sie die Aufgabe dazu."
        )
        services.finish_task(Task.objects.still_open().get(), by=caseworker)
        assert objection(people.get(), "verlangen", DAY) == ""

    def test_also_of_whoever_had_declined(self, person, caseworker, kammer):
        given = consent(person, caseworker, kammer)
        row = send(draft(person, caseworker, kammer), caseworker)
        move(row, caseworker, "abgelehnt", decline_reason="voll")
        services.take_back_purpose(given, by=caseworker, withdrawn_on=DAY, today=DAY)
        row.refresh_from_db()
        assert (row.state, Task.objects.filter(origin_key=deletion_key(row)).count()) == ("abgelehnt", 1)

    def test_of_a_draft_nothing_is_to_be_deleted(self, person, caseworker, kammer):
        given = consent(person, caseworker, kammer)
        row = draft(person, caseworker, kammer)
        said = services.take_back_purpose(given, by=caseworker, withdrawn_on=DAY, today=DAY)
        assert (said, Task.objects.count()) == ("An diese Stelle geht nichts mehr.", 0)
        services.withdraw_transfer(row, by=caseworker, version=1, reason="Doch nicht.", today=DAY)
        assert Task.objects.count() == 0

    def test_asked_for_once_though_taken_back_twice(self, person, caseworker, kammer):
        given = consent(person, caseworker, kammer)
        row = send(draft(person, caseworker, kammer), caseworker)
        row = services.withdraw_transfer(
            row, by=caseworker, version=row.version, reason="Anders gelöst.", today=DAY
        )
        services.finish_task(Task.objects.get(), by=caseworker)
        services.take_back_purpose(given, by=caseworker, withdrawn_on=DAY, today=DAY)
        assert Task.objects.get().done_at is not None

    def test_the_pages_say_so(self, login, person, caseworker, kammer):
        given = consent(person, caseworker, kammer)
        row = send(draft(person, caseworker, kammer), caseworker)
        services.take_back_purpose(given, by=caseworker, withdrawn_on=DAY, today=DAY)
        client, args = login(caseworker), [person.case_number]
        page = client.get(reverse("plan_transfer", args=[*args, row.pk])).content.decode()
        assert page.count("<strong>Bitten Sie um Löschung.</strong>") == 1
        plan = client.get(reverse("plan_detail", args=args)).content.decode()
        assert plan.count("Zur Löschung bei der Stelle: siehe „Übermittlung“") == 1

    def test_another_partner_goes_on(self, person, caseworker, kammer, coordinator):
        other = sent(person, caseworker, partner(coordinator, "Jobcenter", group="behoerden"))
        given = consent(person, caseworker, kammer)
        send(draft(person, caseworker, kammer), caseworker)
        services.take_back_purpose(given, by=caseworker, withdrawn_on=DAY, today=DAY)
        other.refresh_from_db()
        assert other.state == "gesendet"
