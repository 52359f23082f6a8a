"""Appointments: making, changing, moving, what became of them, collisions, clocks, and the first talk."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from clearing import meetings, services
from clearing.catalogue import Terminart, Terminstand
from clearing.collisions import collisions_of
from clearing.models import Appointment, AppointmentStep, Task
from participants.choices import EventKind, Phase
from spurwechsel.conflict import Conflict
from spurwechsel.roles import Role
from tests.built_once import once
from tests.clearing.daily import TODAY, away, book, state
from tests.clearing.plans import last_event, refusal
from tests.factories import make_participant, make_user, move_to

pytestmark = pytest.mark.django_db


@once
def person(caseworker):
    return make_participant(caseworker)


def test_an_appointment_is_made_with_its_first_state_and_event(person, caseworker):
    row = book(person, caseworker, interpreting_language="prs", interpreter="R. Dolmetsch")
    assert (row.minutes, row.lacks_interpreting, row.version) == (60, True, 1)
    assert [(step.state, step.recorded_by) for step in row.steps.all()] == [("geplant", caseworker)]
    assert last_event(person) == (
        EventKind.APPOINTMENT_BOOKED,
        "Termin: Clearing-Gespräch am 27.03.2024, 09:00 Uhr",
    )


def test_an_end_before_the_beginning_is_refused_also_by_the_database(person, caseworker):
    words = {"ends": ["Das Ende muss nach dem Beginn liegen."]}
    for ends in (time(8), time(9)):
        assert refusal(book, person, caseworker, ends=ends) == words
    row = book(person, caseworker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=row.pk).update(ends=time(9))


@pytest.mark.parametrize(
    ("day", "clock", "words"),
    [
        (date(2024, 3, 31), time(1, 59), ""),
        (date(2024, 3, 31), time(2), "gibt es am 31.03.2024 nicht"),
        (date(2024, 3, 31), time(2, 30), "gibt es am 31.03.2024 nicht"),
        (date(2024, 3, 31), time(3), ""),
        (date(2024, 10, 27), time(1, 59), ""),
        (date(2024, 10, 27), time(2, 30), "gibt es am 27.10.2024 zweimal"),
        (date(2024, 10, 27), time(3), ""),
        (date(2024, 2, 29), time(2, 30), ""),
        (date(2024, 12, 31), time(23, 30), ""),
    ],
)
def test_the_hour_that_a_night_skips_or_repeats(person, caseworker, day, clock, words):
    fields = {"day": day, "begins": clock, "ends": time(23, 59)}
    if words:
        sentences = refusal(book, person, caseworker, **fields)["begins"]
        assert [sentences[0].count(words), len(sentences)] == [1, 1]
    else:
        despite = collisions_of(Appointment(participant=person, host=caseworker, **fields))
        assert book(person, caseworker, **fields, despite=despite).begins == clock


def test_the_moment_follows_the_change_of_clocks(person, caseworker):
    """Ten o'clock is nine in Greenwich in winter and eight in summer."""
    assert book(person, caseworker, day=date(2024, 3, 28)).starts_at.astimezone(UTC).hour == 8
    assert book(person, caseworker, day=date(2024, 4, 2)).starts_at == datetime(2024, 4, 2, 7, tzinfo=UTC)


def test_what_is_taken_is_told_and_can_be_done_all_the_same(person, caseworker, coordinator):
    taken = {"room": "2.14", "interpreting_language": "prs", "interpreter": "R. Dolmetsch"}
    book(person, caseworker, **taken)
    other = make_participant(caseworker)
    fields = {"begins": time(9, 59), "ends": time(10, 30), **taken, "room": "2.14"}
    sentences = refusal(book, other, caseworker, **fields)
    assert sentences == [
        "A. Beispiel hat von 09:00 bis 10:00 Uhr schon einen Termin.",
        "2.14 ist von 09:00 bis 10:00 Uhr schon belegt.",
        "R. Dolmetsch dolmetscht von 09:00 bis 10:00 Uhr schon bei einem anderen Termin.",
    ]
    assert refusal(book, other, caseworker, **fields, despite=sentences[:2]) == sentences[2:]
    assert book(other, caseworker, **fields, despite=sentences).pk
    assert book(other, coordinator, begins=time(8, 30), ends=time(9)).pk


def test_one_after_the_other_is_no_collision(person, caseworker):
    book(person, caseworker, room="2.14")
    assert book(person, caseworker, begins=time(10), ends=time(11), room="2.14").pk
    assert book(person, caseworker, begins=time(8), ends=time(9), room="2.14").pk


def test_the_same_room_in_another_town_is_another_room(person, caseworker, potsdam):
    book(person, caseworker, room="2.14")
    there = make_user(Role.FALLBEGLEITUNG, potsdam)
    assert book(make_participant(there), there, room="2.14").pk


def test_a_cancelled_appointment_is_in_nobodys_way(person, caseworker):
    state(book(person, caseworker), caseworker, Terminstand.ABGESAGT)
    assert book(person, caseworker).pk


def test_the_same_person_at_the_same_time_is_impossible(person, caseworker, coordinator):
    row = book(person, caseworker)
    against = collisions_of(Appointment(participant=person, host=coordinator, **clock()))
    assert refusal(book, person, coordinator, despite=against) == {
        "__all__": ["Die Person hat an diesem Tag um diese Uhrzeit schon einen Termin."]
    }
    assert row.steps.count() == 1


def clock():
    return {"day": TODAY, "begins": time(9), "ends": time(10)}


def test_leave_and_days_off_speak_against_a_day(person, caseworker, coordinator):
    away(caseworker, coordinator, date(2024, 3, 28), date(2024, 3, 29))
    assert refusal(book, person, caseworker, day=date(2024, 3, 29)) == [
        "A. Beispiel ist vom 28.03.2024 bis 29.03.2024 abwesend, Vertretung: K. Muster.",
        "Der 29.03.2024 ist ein Feiertag: Karfreitag.",
    ]
    assert refusal(book, person, caseworker, day=date(2024, 3, 30)) == ["Der 30.03.2024 ist ein Samstag."]


def test_a_host_works_for_the_town_of_the_person(person, caseworker, potsdam):
    there = make_user(Role.FALLBEGLEITUNG, potsdam)
    assert list(refusal(book, person, caseworker, host=there)) == ["host"]


def test_a_change_tells_old_and_new_and_hides_the_note(person, caseworker):
    row = book(person, caseworker)
    row = services.change_appointment(row, by=caseworker, version=1, room="2.14", note="Fragt nach Kursen.")
    event = person.events.order_by("-pk")[0]
    assert event.changes == {"Raum": ["keine Angabe", "2.14"], "Notiz": ["leer", "Text"]}
    with pytest.raises(Conflict):
        services.change_appointment(row, by=caseworker, version=1, room="2.15")


def test_moving_keeps_the_old_one_and_asks_for_interpreting_again(person, caseworker):
    row = book(person, caseworker, interpreting_language="prs", interpreter_confirmed=True)
    later = {"day": TODAY, "begins": time(9, 30), "ends": time(10, 30)}
    moved = services.move_appointment(row, by=caseworker, version=1, **later, reason="Zug verpasst.")
    row.refresh_from_db()
    assert (row.state, moved.moved_from, moved.lacks_interpreting) == (Terminstand.VERLEGT, row, True)
    assert [step.reason for step in row.steps.all()] == ["", "Zug verpasst."]
    again = {"day": TODAY, "begins": time(9), "ends": time(10)}
    assert refusal(services.move_appointment, row, by=caseworker, version=2, **again) == [
        "Dieser Termin ist schon verlegt."
    ]
    same = {"day": TODAY, "begins": time(9, 30), "ends": time(10, 30)}
    assert list(refusal(services.move_appointment, moved, by=caseworker, version=1, **same)) == ["day"]


def test_what_became_of_it_is_said_from_the_day_on(person, caseworker):
    row = book(person, caseworker, day=TODAY + timedelta(days=1))
    assert list(refusal(state, row, caseworker, Terminstand.WAHRGENOMMEN)) == ["state"]
    held = state(row, caseworker, Terminstand.WAHRGENOMMEN, today=TODAY + timedelta(days=1))
    assert [step.state for step in held.steps.all()] == ["geplant", "wahrgenommen"]
    assert state(held, caseworker, Terminstand.WAHRGENOMMEN).version == held.version
    back = state(held, caseworker, Terminstand.GEPLANT)
    assert (back.state, back.steps.count()) == ("geplant", 3)


def test_a_state_is_never_rewritten(person, caseworker):
    step = book(person, caseworker).steps.get()
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        AppointmentStep.objects.filter(pk=step.pk).update(state="verlegt")


def missed(person, by, day):
    return state(book(person, by, day=day), by, Terminstand.NICHT_ERSCHIENEN)


def test_two_missed_in_a_row_make_one_task(person, caseworker):
    missed(person, caseworker, date(2024, 3, 25))
    assert Task.objects.count() == 0
    missed(person, caseworker, date(2024, 3, 26))
    task = Task.objects.get()
    assert (task.owner, task.due, task.origin, task.participant) == (caseworker, TODAY, "termin", person)
    missed(person, caseworker, TODAY)
    assert Task.objects.count() == 1


def test_entered_in_another_order_it_is_the_same(person, caseworker):
    for day in (26, 25):
        missed(person, caseworker, date(2024, 3, day))
    assert Task.objects.count() == 1


def test_older_ones_entered_late_are_no_reason(person, caseworker):
    state(book(person, caseworker), caseworker, Terminstand.WAHRGENOMMEN)
    for day in (25, 26):
        missed(person, caseworker, date(2024, 3, day))
    assert Task.objects.count() == 0


def test_an_attended_one_in_between_makes_none(person, caseworker):
    missed(person, caseworker, date(2024, 3, 25))
    state(book(person, caseworker, day=date(2024, 3, 26)), caseworker, Terminstand.WAHRGENOMMEN)
    missed(person, caseworker, TODAY)
    assert Task.objects.count() == 0


def test_a_cancelled_one_in_between_changes_nothing(person, caseworker):
    missed(person, caseworker, date(2024, 3, 25))
    state(book(person, caseworker, day=date(2024, 3, 26)), caseworker, Terminstand.ABGESAGT)
    missed(person, caseworker, TODAY)
    assert Task.objects.count() == 1


def settle(row, by, state="wahrgenommen"):
    return meetings.settle_appointment(row, by=by, version=row.version, state=state, today=TODAY)


def test_the_first_talk_moves_the_status_from_its_day_on(caseworker):
    person = make_participant(caseworker, talk_held=False)
    day = date(2024, 3, 20)
    row = book(person, caseworker, kind=Terminart.ERSTGESPRAECH, day=day)
    _, change = settle(row, caseworker)
    person.refresh_from_db()
    assert (person.phase, person.phase_since, change.reason) == (
        Phase.TERMINVEREINBARUNG,
        day,
        meetings.FIRST_TALK,
    )


@pytest.mark.parametrize("kind", [Terminart.CLEARING, Terminart.TELEFONAT])
def test_other_talks_move_nothing(caseworker, kind):
    person = make_participant(caseworker, talk_held=False)
    assert settle(book(person, caseworker, kind=kind), caseworker)[1] is None


def test_who_is_further_on_stays_there(person, caseworker):
    assert settle(book(person, caseworker, kind=Terminart.ERSTGESPRAECH), caseworker)[1] is None
    person.refresh_from_db()
    assert person.phase_changes.count() == 1


@pytest.fixture
def on_27_march():
    with time_machine.travel(datetime(2024, 3, 27, 7, 0, tzinfo=UTC), tick=False):
        yield


def reopen(row, by, *, today=TODAY):
    row.refresh_from_db()
    return meetings.reopen_appointment(row, by=by, version=row.version, today=today)


def test_taking_back_a_first_talk_takes_back_the_status(caseworker, on_27_march):
    person = make_participant(caseworker, talk_held=False)
    row, change = settle(
        book(person, caseworker, kind=Terminart.ERSTGESPRAECH, day=date(2024, 3, 20)), caseworker
    )
    row, taken_back = reopen(row, caseworker)
    person.refresh_from_db()
    assert (row.state, taken_back, taken_back.revoked_by, person.phase) == (
        Terminstand.GEPLANT,
        change,
        caseworker,
        Phase.IDENTIFIZIERT,
    )


@pytest.mark.parametrize("why", ["another day", "another person", "a later step"])
def test_where_a_reason_is_needed_the_status_stays(caseworker, cottbus, on_27_march, why):
    person = make_participant(caseworker, talk_held=False)
    row, change = settle(book(person, caseworker, kind=Terminart.ERSTGESPRAECH), caseworker)
    if why == "a later step":
        move_to(person, Phase.CLEARING, on=TODAY, by=caseworker)
    by = make_user(kommune=cottbus) if why == "another person" else caseworker
    today = TODAY + timedelta(1) if why == "another day" else TODAY
    row, kept = reopen(row, by, today=today)
    assert (row.state, kept, kept.revoked_at) == (Terminstand.GEPLANT, change, None)


def test_taking_back_another_appointment_touches_no_status(caseworker, on_27_march):
    person = make_participant(caseworker, talk_held=False)
    settle(book(person, caseworker, kind=Terminart.ERSTGESPRAECH, day=date(2024, 3, 20)), caseworker)
    row, _ = settle(book(person, caseworker), caseworker)
    assert reopen(row, caseworker)[1] is None
    cancelled = state(
        book(person, caseworker, kind=Terminart.ERSTGESPRAECH, day=date(2024, 3, 21)),
        caseworker,
        Terminstand.ABGESAGT,
    )
    assert reopen(cancelled, caseworker)[1] is None
    person.refresh_from_db()
    assert person.phase == Phase.TERMINVEREINBARUNG


def test_a_refused_step_keeps_nothing(caseworker, monkeypatch, settings):
    person = make_participant(caseworker, talk_held=False, on=date(2024, 1, 10))
    row = book(person, caseworker, kind=Terminart.ERSTGESPRAECH, day=date(2024, 3, 20))
    settings.BACKDATING_LIMIT_DAYS = 3
    with pytest.raises(ValidationError):
        settle(row, caseworker)
    row.refresh_from_db()
    assert (row.state, row.steps.count()) == ("geplant", 1)


def test_an_attempt_can_be_the_first_talk(caseworker):
    person = make_participant(caseworker, talk_held=False)
    call = {"by": caseworker, "tried_on": TODAY, "today": TODAY, "channel": "telefon"}
    attempt, change = meetings.record_contact(person, **call, result="keine_antwort", was_first_talk=False)
    assert (attempt.result, change) == ("keine_antwort", None)
    _, change = meetings.record_contact(person, **call, result="erreicht", was_first_talk=True)
    assert change.phase == Phase.TERMINVEREINBARUNG
