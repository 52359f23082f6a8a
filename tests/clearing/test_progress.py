"""Absences and questions that are due, on both sides of every boundary."""

from datetime import date

import pytest

from clearing.catalogue import Anwesenheit
from clearing.models import Attendance
from clearing.progress import (
    Question,
    due_questions,
    is_absent_again,
    questions_for,
    questions_of,
)
from participants import services as people
from participants.choices import Einwilligung
from participants.models import Employment, Participant, Training
from tests.built_once import once
from tests.clearing.plans import CONSENT, DAY
from tests.factories import make_participant

START = date(2023, 11, 30)
U, E, A = Anwesenheit.UNENTSCHULDIGT, Anwesenheit.ENTSCHULDIGT, Anwesenheit.ANWESEND


@pytest.mark.parametrize(
    ("states", "again"),
    [([], False), ([U], False), ([U, U], True), ([U, U, A], True), ([A, U, U], False), ([U, E, U], False)],
)
def test_twice_in_a_row_without_a_word(states, again):
    assert is_absent_again([Attendance(state=state) for state in states]) == again


@pytest.mark.parametrize(
    ("day", "due", "later"),
    [
        (date(2024, 2, 29), None, (3, date(2024, 3, 1))),  # there is no 30 February
        (date(2024, 3, 1), (3, date(2024, 3, 1)), (6, date(2024, 5, 30))),
        (date(2024, 5, 29), (3, date(2024, 3, 1)), (6, date(2024, 5, 30))),
        (date(2024, 5, 30), (6, date(2024, 5, 30)), (12, date(2024, 11, 30))),
        (date(2024, 11, 30), (12, date(2024, 11, 30)), None),
    ],
)
def test_questions_after_three_six_and_twelve_months(day, due, later):
    found = due_questions([("Hotel", START)], [], day)
    expected = [[Question("Hotel", START, *each)] if each else [] for each in (due, later)]
    assert list(found) == expected


def test_a_missed_question_does_not_come_back(caseworker):
    day = date(2024, 5, 30)
    assert due_questions([("Hotel", START)], [(START, 6)], day)[0] == []
    assert due_questions([("Hotel", START)], [(START, 3)], day)[0][0].months == 6


def job(person, by, **fields):
    known = {"employer": "Hotel", "kind": "sv", "hours": 20, "valid_from": START}
    return people.record_episode(person, Employment, by=by, **(known | fields))


@once
def person(caseworker):
    return make_participant(caseworker, on=date(2023, 10, 2), consent_on=date(2023, 10, 2))


@pytest.mark.parametrize(
    ("kind", "asked"),
    [("sv", True), ("selbstaendig", True), ("minijob", False), ("praktikum", False), ("agh", False)],
)
def test_lasting_work_is_asked_about(person, caseworker, kind, asked):
    job(person, caseworker, kind=kind)
    assert [each.employer for each in questions_of(person, DAY)[0]] == (["Hotel"] if asked else [])


def test_trainings_and_jobs_of_one_day_are_one_question(person, caseworker):
    job(person, caseworker)
    people.record_episode(
        person, Training, by=caseworker, employer="Koch", kind="qualifiziert", valid_from=START
    )
    assert [each.employer for each in questions_of(person, DAY)[0]] == ["Hotel und Koch"]


def test_nobody_is_asked_after_the_withdrawal(person, caseworker):
    job(person, caseworker)
    everybody = Participant.objects.all()
    assert [each.question for each in questions_for(everybody, DAY)] == questions_of(person, DAY)[0]
    people.record_consent(
        person,
        by=caseworker,
        version=person.version,
        consent=Einwilligung.WIDERRUFEN,
        consent_withdrawn_on=DAY,
    )
    person.refresh_from_db()
    assert (questions_of(person, DAY), questions_for(everybody, DAY)) == (([], []), [])
    assert len(questions_for(everybody, date(2024, 3, 26))) == 1


def test_questions_of_many_cost_as_much_as_of_one(person, caseworker, django_assert_num_queries):
    job(person, caseworker)
    everybody = Participant.objects.all()
    with django_assert_num_queries(4):
        assert len(questions_for(everybody, DAY)) == 1
    for number in range(3):
        other = make_participant(caseworker, on=CONSENT, family_name=f"Muster {number}")
        job(other, caseworker)
    with django_assert_num_queries(4):
        assert len(questions_for(everybody, DAY)) == 4
