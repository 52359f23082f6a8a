"""Measures from plan to result, and who was there: the effect, the refusal, the event."""

from datetime import date, timedelta

import pytest

from clearing import services
from clearing.catalogue import Abbruchgrund, Anwesenheit, Bedarf
from clearing.catalogue import Massnahmenergebnis as R
from clearing.models import Attendance, CertificateGained
from clearing.progress import proven_level
from participants import services as people
from participants.choices import Einwilligung, EventKind
from spurwechsel.conflict import Conflict
from tests.built_once import once
from tests.clearing.plans import CONSENT, DAY, begun, certify, language_need, last_event, plan, refusal
from tests.factories import make_participant

pytestmark = pytest.mark.django_db


@once
def person(caseworker):
    return make_participant(caseworker, on=CONSENT)


@once
def need(person, caseworker):
    return language_need(person, caseworker)


@once
def goal(person, caseworker, need):
    return services.set_goal(
        person, by=caseworker, text="Ich will im Krankenhaus arbeiten.", needs=[need], set_on=DAY
    )


# --- measures --------------------------------------------------------------------------------------------


def test_a_measure_is_planned_once(person, caseworker, need, goal):
    measure = plan(need, caseworker, goal=goal, provider="VHS", planned_from=DAY, hours=20)
    assert (measure.participant, measure.need, measure.goal) == (person, need, goal)
    assert last_event(person)[0] == EventKind.MEASURE_PLANNED
    twice = {"provider": "VHS", "planned_from": DAY}
    assert refusal(plan, need, caseworker, **twice) == {
        "kind": ["Diese Maßnahme ist für den Bedarf schon geplant."]
    }
    assert plan(need, caseworker, provider="Euro-Schulen", planned_from=DAY).pk


@pytest.mark.parametrize("day", [CONSENT, None])
def test_a_measure_from_the_day_of_the_consent(caseworker, need, day):
    assert plan(need, caseworker, planned_from=day).pk


def test_no_measure_before_the_consent(caseworker, need):
    text = "Die Einwilligung ist vom 10.01.2024. Wählen Sie einen Beginn ab diesem Tag."
    early = CONSENT - timedelta(days=1)
    assert refusal(plan, need, caseworker, planned_from=early) == {"planned_from": [text]}
    measure = plan(need, caseworker)
    call = {"by": caseworker, "version": 1}
    assert refusal(services.start_measure, measure, started_on=early, **call) == {"started_on": [text]}
    assert refusal(services.change_measure, measure, started_on=early, **call) == {"started_on": [text]}


@pytest.mark.parametrize("day", [DAY, None])
def test_no_measure_without_a_consent(caseworker, day):
    asked = {"consent": Einwilligung.WIRD_EINGEHOLT, "consent_on": None, "consent_language": ""}
    person = make_participant(caseworker, **asked)
    need = services.open_need(person, by=caseworker, kind=Bedarf.ARBEIT, opened_on=DAY)
    text = "Die Einwilligung liegt noch nicht vor. Tragen Sie sie ein, dann geht die Maßnahme."
    assert refusal(plan, need, caseworker, planned_from=day) == {"planned_from": [text]}


@pytest.mark.parametrize(("day", "refused"), [(DAY - timedelta(days=1), False), (DAY, True), (None, True)])
def test_no_measure_from_the_withdrawal_on(person, caseworker, need, day, refused):
    people.record_consent(
        person,
        by=caseworker,
        version=person.version,
        consent=Einwilligung.WIDERRUFEN,
        consent_withdrawn_on=DAY,
    )
    if refused:
        assert refusal(plan, need, caseworker, planned_from=day) == {
            "planned_from": [
                "Die Einwilligung ist seit dem 27.03.2024 widerrufen."
                " Eine Maßnahme geht nur mit Einwilligung."
            ]
        }
    else:
        assert plan(need, caseworker, planned_from=day).pk


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"hours": 169}, {"hours": ["Eine Woche hat 168 Stunden; prüfen Sie die Angabe."]}),
        (
            {"planned_from": DAY, "planned_until": DAY - timedelta(days=1)},
            {"__all__": ["Das geplante Ende darf nicht vor dem geplanten Beginn liegen."]},
        ),
        (
            {"planned_from": DAY, "review_on": DAY - timedelta(days=1)},
            {"review_on": ["Die Prüfung darf nicht vor dem Beginn liegen."]},
        ),
        ({"level": "A2"}, {"level": ["B1 ist schon nachgewiesen. Prüfen Sie das Niveau."]}),
    ],
)
def test_impossible_measures_are_refused_at_the_field(person, caseworker, need, fields, errors):
    certify(person, caseworker, "B1", DAY - timedelta(days=30))
    assert refusal(plan, need, caseworker, **fields) == errors


@pytest.mark.parametrize(
    "fields",
    [{"hours": 168}, {"planned_from": DAY, "planned_until": DAY, "review_on": DAY}, {"level": "B1"}],
)
def test_the_last_possible_values_are_taken(person, caseworker, need, fields):
    certify(person, caseworker, "B1", DAY - timedelta(days=30))
    assert plan(need, caseworker, **fields).pk


def test_a_measure_begins_once(caseworker, need):
    measure = begun(need, caseworker)
    assert (measure.started_on, measure.version) == (DAY, 2)
    assert refusal(services.start_measure, measure, by=caseworker, version=2, started_on=DAY) == [
        "Der Beginn am 27.03.2024 ist schon eingetragen."
    ]
    with pytest.raises(Conflict):
        services.start_measure(measure, by=caseworker, version=1, started_on=DAY)


@pytest.mark.parametrize(
    ("started", "result", "possible"),
    [
        (False, R.NICHT_ANGETRETEN, True),
        (False, R.VERLEGT, True),
        (False, R.BEENDET, False),
        (False, R.ZERTIFIKAT, False),
        (True, R.NICHT_ANGETRETEN, False),
        (True, R.VERLEGT, True),
        (True, R.BEENDET, True),
        (True, R.ZERTIFIKAT, True),
    ],
)
def test_results_that_fit(caseworker, need, started, result, possible):
    measure = begun(need, caseworker) if started else plan(need, caseworker)
    call = {"by": caseworker, "version": measure.version, "ended_on": DAY, "result": result}
    if possible:
        assert services.end_measure(measure, **call).result == result
    else:
        assert list(refusal(services.end_measure, measure, **call)) == ["result"]


def test_a_break_off_has_a_reason_and_nothing_else_has(caseworker, need):
    measure = begun(need, caseworker)
    call = {"by": caseworker, "version": 2, "ended_on": DAY}
    assert refusal(services.end_measure, measure, **call, result=R.ABGEBROCHEN) == {
        "break_off": ["Wählen Sie den Grund des Abbruchs aus."]
    }
    reason = {"break_off": Abbruchgrund.UMZUG}
    assert refusal(services.end_measure, measure, **call, result=R.BEENDET, **reason) == {
        "break_off": ["Einen Grund gibt es nur bei einem Abbruch."]
    }
    row = services.end_measure(measure, **call, result=R.ABGEBROCHEN, **reason)
    assert (row.result, row.break_off) == (R.ABGEBROCHEN, Abbruchgrund.UMZUG)


def test_an_end_before_the_beginning(caseworker, need):
    measure = begun(need, caseworker)
    call = {"by": caseworker, "version": 2, "result": R.BEENDET}
    assert refusal(services.end_measure, measure, ended_on=DAY - timedelta(days=1), **call) == {
        "ended_on": ["Die Maßnahme begann erst am 27.03.2024."]
    }


def test_a_certificate_comes_with_the_measure(person, caseworker, need):
    measure = begun(need, caseworker)
    events = person.events.count()
    services.end_measure(
        measure, by=caseworker, version=2, ended_on=DAY, result=R.ZERTIFIKAT, certificate="B1"
    )
    gained = CertificateGained.objects.get()
    assert (gained.level, gained.gained_on, gained.measure, gained.participant) == (
        "B1",
        DAY,
        measure,
        person,
    )
    assert person.events.count() == events + 1
    assert proven_level(person, DAY) == "B1"


def test_an_end_can_be_taken_back(caseworker, need):
    measure = begun(need, caseworker)
    row = services.end_measure(measure, by=caseworker, version=2, ended_on=DAY, result=R.BEENDET)
    row = services.reopen_measure(row, by=caseworker, version=3)
    assert (row.ended_on, row.result, row.started_on) == (None, "", DAY)


def test_with_the_end_goes_its_certificate_and_it_can_be_entered_again(person, caseworker, need):
    measure = begun(need, caseworker)
    passed = {"by": caseworker, "ended_on": DAY, "result": R.ZERTIFIKAT, "certificate": "A2"}
    row = services.end_measure(measure, version=2, **passed)
    services.record_certificate(person, by=caseworker, gained_on=DAY, level="B1")
    row = services.reopen_measure(row, by=caseworker, version=3)
    assert list(person.certificategaineds.in_force().values_list("level", flat=True)) == ["B1"]
    services.end_measure(
        row, version=4, **passed | {"certificate": "B1", "ended_on": DAY + timedelta(days=1)}
    )
    assert person.certificategaineds.in_force().count() == 2


# --- attendance ------------------------------------------------------------------------------------------


def test_attendance_is_kept_per_day_and_corrected(person, caseworker, need):
    measure = begun(need, caseworker)
    mark = {"by": caseworker, "day": DAY}
    services.mark_attendance(measure, **mark, state=Anwesenheit.UNENTSCHULDIGT)
    services.mark_attendance(measure, **mark, state=Anwesenheit.ENTSCHULDIGT)
    assert Attendance.objects.get().state == Anwesenheit.ENTSCHULDIGT
    event = person.events.order_by("-pk")[0]
    assert (event.kind, event.changes) == (
        EventKind.ATTENDANCE,
        {"Anwesenheit": ["ohne Nachricht gefehlt", "entschuldigt gefehlt"]},
    )
    events = person.events.count()
    services.mark_attendance(measure, **mark, state=Anwesenheit.ENTSCHULDIGT)
    assert person.events.count() == events


def test_two_absences_without_a_word_make_a_task_until_somebody_comes(person, caseworker, need):
    measure = begun(need, caseworker)
    days = [DAY + timedelta(days=number) for number in range(4)]
    for day in days[:3]:
        services.mark_attendance(measure, by=caseworker, day=day, state=Anwesenheit.UNENTSCHULDIGT)
    task = person.tasks.get()
    # The second day is Maundy Thursday; the next working day comes after Easter.
    assert (task.owner, task.due, task.done_at) == (caseworker, date(2024, 4, 2), None)
    services.mark_attendance(measure, by=caseworker, day=days[3], state=Anwesenheit.ANWESEND)
    assert [each.done_by for each in person.tasks.all()] == [caseworker]


def test_the_end_of_a_measure_answers_the_question_after_absence(person, caseworker, need):
    measure = begun(need, caseworker)
    late = DAY + timedelta(days=1)
    for day in (DAY, late):
        services.mark_attendance(measure, by=caseworker, day=day, state=Anwesenheit.UNENTSCHULDIGT)
    assert person.tasks.get().done_at is None
    services.end_measure(measure, by=caseworker, version=2, ended_on=late, result="beendet")
    assert person.tasks.get().done_at is not None


def test_attendance_only_while_the_measure_lasts(caseworker, need):
    measure = plan(need, caseworker)
    mark = {"by": caseworker, "state": Anwesenheit.ANWESEND}
    assert refusal(services.mark_attendance, measure, day=DAY, **mark) == {
        "day": ["Tragen Sie zuerst ein, wann die Maßnahme begonnen hat."]
    }
    measure = services.start_measure(measure, by=caseworker, version=1, started_on=DAY)
    outside = {"day": ["An diesem Tag lief die Maßnahme nicht."]}
    assert refusal(services.mark_attendance, measure, day=DAY - timedelta(days=1), **mark) == outside
    late = DAY + timedelta(days=5)
    services.mark_attendance(measure, day=late, **mark)
    end = {"by": caseworker, "version": 2, "result": R.BEENDET}
    assert refusal(services.end_measure, measure, ended_on=late - timedelta(days=1), **end) == {
        "ended_on": ["Für den 01.04.2024 gibt es noch eine Anwesenheit."]
    }
    services.end_measure(measure, ended_on=late, **end)
    assert refusal(services.mark_attendance, measure, day=late + timedelta(days=1), **mark) == outside
