"""What is to be done first for many people at once."""

from datetime import date, time, timedelta

import pytest

from clearing import services
from clearing.catalogue import Terminart, Terminstand
from clearing.worklist import first_steps
from participants.steps import Step
from tests.clearing.daily import TODAY, book, state, task
from tests.factories import make_participant

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def to_tell(row) -> Step:
    return Step(f"Eintragen, was daraus wurde: {row}", "appointment_list")


def today(row) -> Step:
    kind = row.get_kind_display()
    text = f"Termin heute, {row.begins:%H:%M} Uhr: {kind}. Danach eintragen, was daraus wurde"
    return Step(text, "appointment_list")


def test_appointments_before_tasks_and_each_for_its_person(caseworker, django_assert_num_queries):
    told, busy, idle, unasked = (make_participant(caseworker) for _ in range(4))
    book(told, caseworker, begins=time(14), ends=time(15))
    first = book(told, caseworker, begins=time(9), ends=time(10), kind=Terminart.CLEARING)
    task(told, caseworker, due=date(2024, 3, 25))
    task(busy, caseworker, title="Später", due=TOMORROW)
    task(busy, caseworker, title="Zuerst", due=TODAY)
    task(busy, caseworker, title="Danach", due=TODAY)
    task(unasked, caseworker)
    with django_assert_num_queries(1):
        found = first_steps([told.pk, busy.pk, idle.pk], TODAY)
    assert found == {
        told.pk: today(first),
        busy.pk: Step("Zuerst", "task_list", TODAY, is_task=True),
    }


@pytest.mark.parametrize(("day", "said"), [(YESTERDAY, to_tell), (TODAY, today), (TOMORROW, None)])
def test_what_became_of_it_is_asked_after_it_and_not_before(caseworker, day, said):
    person = make_participant(caseworker)
    row = book(person, caseworker, day=day)
    assert first_steps([person.pk], TODAY) == ({person.pk: said(row)} if said else {})


def test_what_is_settled_is_no_step(caseworker):
    person = make_participant(caseworker)
    state(book(person, caseworker), caseworker, Terminstand.ABGESAGT, reason="Krank")
    services.finish_task(task(person, caseworker), by=caseworker)
    assert first_steps([person.pk], TODAY) == {}
