"""Tasks, leave and deputies, handing over: the effect, the refusal, the event, and who has what to do."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from clearing import services
from clearing.catalogue import Aufgabenherkunft
from clearing.models import Absence, Task
from clearing.presence import Presence
from clearing.reach import waiting
from clearing.worklist import EVERYBODYS, of_nobody, of_user, worklist
from participants.choices import EventKind, Phase
from participants.models import Participant
from participants.services import recording_at
from spurwechsel.conflict import Conflict
from spurwechsel.roles import Role
from spurwechsel.services import deactivate_user
from tests.built_once import once
from tests.clearing.daily import TODAY, away, book, task
from tests.clearing.plans import last_event, refusal
from tests.factories import make_participant, make_user, move_to

pytestmark = pytest.mark.django_db


@once
def person(caseworker):
    return make_participant(caseworker)


# --- tasks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "due"),
    [
        (date(2024, 3, 28), date(2024, 3, 28)),
        # Good Friday to Easter Monday.
        (date(2024, 3, 29), date(2024, 4, 2)),
        (date(2024, 4, 1), date(2024, 4, 2)),
        (date(2024, 10, 31), date(2024, 11, 1)),
        (date(2024, 12, 25), date(2024, 12, 27)),
        (date(2025, 1, 1), date(2025, 1, 2)),
        (date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_task_is_due_on_a_working_day(person, caseworker, wanted, due):
    assert task(person, caseworker, due=wanted).due == due


def test_the_event_of_a_task_does_not_repeat_its_words(person, caseworker):
    row = task(person, caseworker, title="Herrn Muster anrufen")
    assert last_event(person) == (EventKind.TASK_ADDED, "Aufgabe angelegt, fällig am 27.03.2024")
    services.change_task(row, by=caseworker, version=1, title="Frau Muster anrufen", owner=None)
    event = person.events.order_by("-pk")[0]
    assert event.changes == {"Zuständig": ["A. Beispiel", "keine Angabe"]}
    with pytest.raises(Conflict):
        services.change_task(row, by=caseworker, version=1, title="Anrufen")


def test_an_owner_works_for_the_town(person, caseworker, potsdam):
    there = make_user(Role.FALLBEGLEITUNG, potsdam)
    assert list(refusal(task, person, caseworker, owner=there)) == ["owner"]


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY])
def test_postponing_needs_a_later_day(person, caseworker, day):
    row = task(person, caseworker)
    call = {"by": caseworker, "version": 1, "today": TODAY, "reason": "Warten auf Post."}
    assert list(refusal(services.postpone_task, row, due=day, **call)) == ["due"]


def test_postponing_needs_a_reason_and_keeps_it(person, caseworker):
    row = task(person, caseworker)
    call = {"by": caseworker, "version": 1, "today": TODAY, "due": date(2024, 3, 29)}
    assert list(refusal(services.postpone_task, row, reason=" ", **call)) == ["postponed_because"]
    row = services.postpone_task(row, reason="Warten auf Post.", **call)
    event = person.events.order_by("-pk")[0]
    assert (row.due, event.reason) == (date(2024, 4, 2), "Warten auf Post.")
    assert event.changes == {"fällig am": ["27.03.2024", "02.04.2024"]}


def test_ticking_off_twice_is_once_and_can_be_taken_back(person, caseworker, coordinator):
    row = services.finish_task(task(person, caseworker), by=coordinator)
    assert services.finish_task(row, by=caseworker).done_by == coordinator
    assert list(
        refusal(services.postpone_task, row, by=caseworker, version=2, due=TODAY, reason="x", today=TODAY)
    ) == ["Diese Aufgabe ist schon erledigt."]
    row = services.reopen_task(row, by=caseworker)
    assert (row.done_at, services.reopen_task(row, by=caseworker).version) == (None, 3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=row.pk).update(done_by=caseworker)


def test_one_open_task_of_an_origin(person, caseworker):
    origin = {"origin": Aufgabenherkunft.TERMIN, "origin_key": "nicht-erschienen-1"}
    call = {"by": caseworker, "title": "Nachfragen", "due": TODAY, **origin}
    first = services.ensure_task(person, **call)
    assert services.ensure_task(person, **call) == first
    services.finish_task(first, by=caseworker)
    second = services.ensure_task(person, **call)
    assert second != first
    assert refusal(services.reopen_task, first, by=caseworker) == {
        "__all__": ["Diese Aufgabe ist schon offen."]
    }


def test_taking_what_nobody_has(person, caseworker, coordinator):
    row = task(person, caseworker, owner=None)
    assert services.take_task(row, by=caseworker).owner == caseworker
    assert refusal(services.take_task, row, by=coordinator) == ["Diese Aufgabe hat schon A. Beispiel."]


# --- leave and deputies ----------------------------------------------------------------------------------


def test_leave_holds_on_both_its_days(caseworker, coordinator):
    away(caseworker, coordinator, TODAY, TODAY + timedelta(days=1))
    acting = [Presence(TODAY + timedelta(days=n)).acting(caseworker.pk) for n in (-1, 0, 1, 2)]
    assert acting == [caseworker.pk, coordinator.pk, coordinator.pk, caseworker.pk]


def test_leave_is_refused_where_it_cannot_be(caseworker, coordinator, potsdam, cottbus):
    away(caseworker, coordinator, TODAY, TODAY)
    third = make_user(Role.FALLBEGLEITUNG, cottbus)
    there = make_user(Role.FALLBEGLEITUNG, potsdam)
    before = TODAY - timedelta(days=1)
    assert refusal(away, caseworker, third, TODAY, TODAY) == {
        "__all__": ["In diesem Zeitraum ist schon eine Abwesenheit eingetragen."]
    }
    assert list(refusal(away, third, caseworker, TODAY, TODAY)) == ["deputy"]
    assert list(refusal(away, third, there, TODAY, TODAY)) == ["deputy"]
    assert list(refusal(away, third, third, TODAY, TODAY)) == ["__all__"]
    assert refusal(away, third, coordinator, TODAY, before) == {
        "last_day": ["Der letzte Tag darf nicht vor dem ersten liegen."]
    }
    assert away(caseworker, third, before, before).pk


def test_a_deputy_who_goes_away_later_hands_on(caseworker, coordinator, cottbus):
    third = make_user(Role.FALLBEGLEITUNG, cottbus)
    away(caseworker, coordinator, TODAY, TODAY)
    away(coordinator, third, TODAY, TODAY)
    presence = Presence(TODAY)
    assert presence.acting(caseworker.pk) == third.pk
    assert presence.stood_in_for(third.pk) == {caseworker.pk, coordinator.pk}


def test_an_account_that_is_closed_leaves_its_work_to_nobody(caseworker, coordinator, person):
    task(person, caseworker)
    away(caseworker, coordinator, TODAY, TODAY)
    admin = make_user(Role.FACHADMINISTRATION)
    deactivate_user(coordinator, by=admin)
    presence = Presence(TODAY)
    assert presence.acting(caseworker.pk) is None
    colleague = make_user(Role.FALLBEGLEITUNG, person.kommune)
    assert [item.task.owner for item in worklist(colleague, of_nobody(presence))] == [caseworker]


def test_a_circle_of_deputies_leads_to_nobody(caseworker, coordinator):
    """Refused when it is entered one after the other; two at the same moment might get through."""
    row = away(caseworker, coordinator, TODAY, TODAY)
    Absence.objects.create(
        user=coordinator, deputy=caseworker, first_day=TODAY, last_day=TODAY, recorded_by=coordinator
    )
    presence = Presence(TODAY)
    assert [presence.acting(user.pk) for user in (caseworker, coordinator)] == [None, None]
    services.cancel_absence(row, by=caseworker)
    assert Presence(TODAY).acting(coordinator.pk) == caseworker.pk


def test_changing_and_cancelling_leave(caseworker, coordinator):
    row = away(caseworker, coordinator, TODAY, TODAY)
    days = {"first_day": TODAY, "last_day": TODAY + timedelta(days=2)}
    row = services.change_absence(row, by=caseworker, version=1, deputy=coordinator, **days)
    assert (row.last_day, row.version) == (date(2024, 3, 29), 2)
    with pytest.raises(Conflict):
        services.change_absence(row, by=caseworker, version=1, deputy=coordinator, **days)
    services.cancel_absence(row, by=caseworker)
    assert Presence(TODAY).acting(caseworker.pk) == caseworker.pk
    assert list(
        refusal(services.change_absence, row, by=caseworker, version=3, deputy=coordinator, **days)
    ) == ["Diese Abwesenheit ist zurückgenommen."]


# --- who has what to do ----------------------------------------------------------------------------------


def whats(items):
    return [item.what for item in items]


def test_one_list_of_tasks_follow_ups_and_next_contacts(caseworker, person):
    task(person, caseworker, title="Unterlagen", due=date(2024, 4, 3))
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    move_to(person, Phase.UNVEREINBARKEIT, on=date(2024, 2, 2), by=caseworker, follow_up_on=date(2024, 4, 2))
    new = make_participant(caseworker, talk_held=False)
    call = {"by": caseworker, "channel": "telefon", "result": "keine_antwort"}
    services.record_attempt(new, tried_on=date(2024, 3, 1), next_on=date(2024, 3, 8), **call)
    services.record_attempt(new, tried_on=date(2024, 3, 8), next_on=date(2024, 4, 1), **call)
    mine = worklist(caseworker, of_user(caseworker.pk, Presence(TODAY)))
    assert whats(mine) == ["Nächster Kontaktversuch", "Wiedervorlage Unvereinbarkeit", "Unterlagen"]
    assert [item.due.day for item in mine] == [1, 2, 3]


def test_nothing_falls_on_somebody_who_is_away(caseworker, coordinator, person):
    task(person, caseworker, title="Ihre")
    away(caseworker, coordinator, TODAY, TODAY)
    for day, of_caseworker, of_coordinator in (
        (TODAY - timedelta(days=1), ["Ihre"], []),
        (TODAY, [], ["Ihre"]),
        (TODAY + timedelta(days=1), ["Ihre"], []),
    ):
        presence = Presence(day)
        found = [whats(worklist(user, of_user(user.pk, presence))) for user in (caseworker, coordinator)]
        assert found == [of_caseworker, of_coordinator]
        assert worklist(coordinator, of_nobody(presence)) == []


def test_everything_open_is_on_exactly_one_list(caseworker, coordinator, cottbus, person):
    third = make_user(Role.FALLBEGLEITUNG, cottbus)
    for owner in (caseworker, coordinator, third, None):
        task(person, caseworker, owner=owner)
    away(third, caseworker, TODAY, TODAY)
    presence = Presence(TODAY)
    lists = [worklist(user, of_user(user.pk, presence)) for user in (caseworker, coordinator, third)]
    lists.append(worklist(coordinator, of_nobody(presence)))
    assert [len(found) for found in lists] == [2, 1, 0, 1]
    assert len(worklist(coordinator, EVERYBODYS)) == 4


def test_a_task_of_another_town_is_nobodys_business(person, caseworker, potsdam):
    task(person, caseworker)
    assert worklist(make_user(Role.KOORDINATION, potsdam), EVERYBODYS) == []


# --- handing over ----------------------------------------------------------------------------------------


def test_a_caseload_goes_with_its_tasks_and_coming_appointments(caseworker, coordinator, potsdam):
    person, second = make_participant(caseworker), make_participant(caseworker, responsible=coordinator)
    task(person, caseworker)
    theirs = task(person, caseworker, owner=coordinator)
    coming = book(person, caseworker)
    past = book(person, caseworker, day=date(2024, 3, 26))
    there = make_user(Role.FALLBEGLEITUNG, potsdam)
    foreign = make_participant(there)
    results = services.hand_over(
        [person, second, foreign], by=coordinator, to=coordinator, reason="Elternzeit", today=TODAY
    )
    told = {each.participant: (each.tasks, each.appointments, each.refused) for each in results}
    assert told == {
        person: (1, 1, ""),
        second: (0, 0, "K. Muster ist schon zuständig."),
        foreign: (0, 0, "K. Muster arbeitet nicht für Landeshauptstadt Potsdam."),
    }
    for row in (person, coming, past, theirs):
        row.refresh_from_db()
    assert (person.responsible, coming.host, past.host) == (coordinator, coordinator, caseworker)
    event = person.events.order_by("-pk")[0]
    assert (event.kind, event.reason) == (EventKind.HANDED_OVER, "Elternzeit")
    assert event.changes == {"Zuständig": ["A. Beispiel", "K. Muster"]}


def test_handing_over_needs_a_reason(person, coordinator):
    call = {"by": coordinator, "to": coordinator, "reason": " ", "today": TODAY}
    assert list(refusal(services.hand_over, [person], **call)) == ["reason"]


# --- people without a first talk -------------------------------------------------------------------------


def test_who_waits_for_what(caseworker):
    fresh, silent, thinking, reached = (
        make_participant(caseworker, talk_held=False, family_name=name) for name in "ABCD"
    )
    make_participant(caseworker, family_name="Im Clearing")
    for person, result in ((silent, "keine_antwort"), (thinking, "ueberlegt"), (reached, "hinterlassen")):
        services.record_attempt(
            person, by=caseworker, tried_on=date(2024, 3, 1), channel="brief", result=result
        )
    mistake = services.record_attempt(
        fresh, by=caseworker, tried_on=date(2024, 3, 1), channel="brief", result="hinterlassen"
    )
    services.withdraw_attempt(mistake, by=caseworker, version=1)
    services.record_attempt(
        silent, by=caseworker, tried_on=date(2024, 3, 8), channel="telefon", result="keine_antwort"
    )
    groups = waiting(Participant.objects.visible_to(caseworker))
    found = {key: [(row.person.family_name, row.attempts) for row in rows] for key, rows in groups.items()}
    assert found == {"reaktion": [("D", 1), ("B", 2)], "antwort": [("C", 1)], "neu": [("A", 0)]}


def test_the_next_attempt_lies_later(person, caseworker):
    call = {"by": caseworker, "tried_on": TODAY, "channel": "telefon", "result": "keine_antwort"}
    assert list(refusal(services.record_attempt, person, next_on=TODAY, **call)) == ["__all__"]
    row = services.record_attempt(person, next_on=TODAY + timedelta(days=1), **call)
    again = services.withdraw_attempt(row, by=caseworker, version=1)
    assert refusal(services.withdraw_attempt, again, by=caseworker, version=2) == [
        "Dieser Kontaktversuch ist schon zurückgenommen."
    ]


def test_history_bears_the_moment_it_is_given(person, caseworker):
    moment = datetime(2024, 3, 1, 9, tzinfo=UTC)
    with recording_at(moment):
        row = book(person, caseworker, begins=time(14), ends=time(15))
    assert (row.recorded_at, row.steps.get().recorded_at) == (moment, moment)
