"""Needs, goals and the agreed plan: the effect, the refusal, the event."""

from datetime import timedelta

import pytest

from clearing import services
from clearing.catalogue import Bedarf, Bedarfsende, Zielstand
from clearing.catalogue import Massnahmenergebnis as R
from clearing.models import Goal, Measure, Need
from participants.choices import EventKind
from spurwechsel.conflict import Conflict
from tests.built_once import once
from tests.clearing.plans import CONSENT, DAY, begun, certify, language_need, last_event, plan, refusal
from tests.factories import make_participant, make_user

pytestmark = pytest.mark.django_db


@once
def person(caseworker):
    return make_participant(caseworker, on=CONSENT)


@pytest.fixture
def need(person, caseworker):
    return language_need(person, caseworker)


# --- needs -----------------------------------------------------------------------------------------------


def test_a_need_is_opened_once(person, caseworker, need):
    assert (need.priority, need.version, need.recorded_by) == (2, 1, caseworker)
    assert last_event(person) == (EventKind.NEED_OPENED, "Bedarf: Sprachkurs B1")
    again = {"by": caseworker, "kind": Bedarf.SPRACHKURS, "opened_on": DAY}
    assert refusal(services.open_need, person, **again, target_level="B1") == {
        "__all__": ["Dieser Bedarf ist schon offen."]
    }
    assert services.open_need(person, **again, target_level="B2").pk


@pytest.mark.parametrize(("level", "refused"), [("A2", True), ("B1", True), ("B2", False)])
def test_a_target_lies_above_what_is_proven(person, caseworker, level, refused):
    certify(person, caseworker, "B1", DAY)
    call = {"by": caseworker, "kind": Bedarf.SPRACHKURS, "opened_on": DAY, "target_level": level}
    if refused:
        assert refusal(services.open_need, person, **call) == {
            "target_level": ["B1 ist schon nachgewiesen. Wählen Sie ein höheres Niveau."]
        }
    else:
        assert services.open_need(person, **call).target_level == level


def test_a_target_that_was_not_proven_yet_is_fine(person, caseworker):
    certify(person, caseworker, "B1", DAY + timedelta(days=1))
    call = {"by": caseworker, "kind": Bedarf.SPRACHKURS, "opened_on": DAY, "target_level": "B1"}
    assert services.open_need(person, **call).pk


def test_only_language_has_a_target_level(person, caseworker):
    call = {"by": caseworker, "kind": Bedarf.WOHNUNG, "opened_on": DAY, "target_level": "B1"}
    assert refusal(services.open_need, person, **call) == {
        "target_level": ["Ein Zielniveau gibt es nur beim Sprachkurs."]
    }


@pytest.mark.parametrize(("priority", "possible"), [(0, False), (1, True), (3, True), (4, False)])
def test_priorities_from_one_to_three(person, caseworker, priority, possible):
    call = {"by": caseworker, "kind": Bedarf.WOHNUNG, "opened_on": DAY, "priority": priority}
    if possible:
        assert services.open_need(person, **call).priority == priority
    else:
        assert list(refusal(services.open_need, person, **call)) == ["priority"]


def test_a_change_tells_old_and_new_and_hides_the_note(person, caseworker, need):
    services.change_need(need, by=caseworker, version=1, priority=1, note="Möchte lernen.")
    event = person.events.order_by("-pk")[0]
    assert (event.kind, event.summary) == (EventKind.NEED_CHANGED, "Bedarf geändert: Sprachkurs B1")
    assert event.changes == {"Dringlichkeit": ["2", "1"], "Notiz": ["leer", "Text"]}
    with pytest.raises(Conflict):
        services.change_need(need, by=caseworker, version=1, priority=3)


def test_deferring_needs_a_reason_and_no_running_measure(person, caseworker, need):
    assert refusal(services.defer_need, need, by=caseworker, version=1, reason=" ") == {
        "deferred_reason": ["Begründen Sie in einem Satz, woran es zurzeit liegt."]
    }
    row = services.defer_need(need, by=caseworker, version=1, reason="Kein Kursplatz bis Juni.")
    assert (row.deferred_reason, row.version) == ("Kein Kursplatz bis Juni.", 2)
    plan(row, caseworker)
    row.refresh_from_db()
    assert (row.deferred_reason, row.version) == ("", 3)
    assert refusal(services.defer_need, row, by=caseworker, version=3, reason="Warten.") == [
        "Zu diesem Bedarf läuft eine Maßnahme oder ist eine geplant."
    ]


def test_closing_waits_for_the_measures(person, caseworker, need):
    close = {"by": caseworker, "closed_on": DAY, "closed_because": Bedarfsende.KEIN_ANGEBOT}
    measure = plan(need, caseworker)
    text = "Die Maßnahme „Deutschkurs für Geflüchtete (ESF+)“ {} Tragen Sie zuerst ihr Ergebnis ein."
    assert refusal(services.close_need, need, version=1, **close) == [text.format("ist noch geplant.")]
    measure = services.start_measure(measure, by=caseworker, version=1, started_on=DAY)
    assert refusal(services.close_need, need, version=1, **close) == [text.format("läuft noch.")]
    services.end_measure(measure, by=caseworker, version=2, ended_on=DAY, result=R.BEENDET)
    row = services.close_need(need, version=1, **close)
    assert (row.closed_on, row.closed_because) == (DAY, Bedarfsende.KEIN_ANGEBOT)
    assert last_event(person) == (
        EventKind.NEED_CLOSED,
        "Bedarf erledigt: Sprachkurs B1 (kein Angebot vorhanden)",
    )
    assert refusal(services.close_need, row, version=2, **close) == [
        "Dieser Bedarf ist seit dem 27.03.2024 erledigt."
    ]
    row = services.resume_need(row, by=caseworker, version=2)
    assert (row.closed_on, row.closed_because) == (None, "")


def test_a_need_does_not_end_before_it_began(caseworker, need):
    close = {"by": caseworker, "version": 1, "closed_because": Bedarfsende.GEDECKT}
    assert refusal(services.close_need, need, closed_on=DAY - timedelta(days=1), **close) == {
        "closed_on": ["Der Bedarf besteht erst seit dem 27.03.2024."]
    }
    assert services.close_need(need, closed_on=DAY, **close).pk


# --- goals -----------------------------------------------------------------------------------------------


@pytest.fixture
def goal(person, caseworker, need):
    return services.set_goal(
        person, by=caseworker, text="Ich will im Krankenhaus arbeiten.", needs=[need], set_on=DAY
    )


def test_a_goal_answers_needs_of_the_same_person(person, caseworker, need, goal):
    assert (list(goal.needs.all()), goal.state) == ([need], Zielstand.OFFEN)
    assert last_event(person) == (EventKind.GOAL_SET, "Ziel vom 27.03.2024 vereinbart")
    other = make_participant(caseworker)
    call = {"by": caseworker, "text": "Ein Ziel.", "set_on": DAY}
    assert refusal(services.set_goal, other, needs=[need], **call) == {
        "needs": ["Wählen Sie Bedarfe dieser Person aus."]
    }
    assert refusal(services.set_goal, person, needs=[], until=DAY - timedelta(days=1), **call) == {
        "__all__": ["Das Ziel darf nicht enden, bevor es vereinbart ist."]
    }
    same = {"text": goal.text, "needs": [need], "set_on": DAY}
    assert list(refusal(services.set_goal, person, by=caseworker, **same)) == ["text"]


def test_a_goal_changes_without_its_words_in_the_history(person, caseworker, need, goal):
    services.change_goal(goal, by=caseworker, version=1, needs=[], text="Ich will Pflegerin werden.")
    event = person.events.order_by("-pk")[0]
    assert event.changes == {
        "Ziel in eigenen Worten": ["Text", "Text"],
        "gehört zu": ["Sprachkurs B1", "keine"],
    }
    assert not goal.needs.exists()
    with pytest.raises(Conflict):
        services.change_goal(goal, by=caseworker, version=1, needs=[need])


def test_the_state_of_a_goal(caseworker, goal):
    call = {"by": caseworker, "version": 1}
    assert refusal(services.state_goal, goal, **call, state=Zielstand.AUFGEGEBEN, state_on=DAY) == {
        "state_reason": ["Schreiben Sie in einem Satz, warum."]
    }
    early = DAY - timedelta(days=1)
    for day in (None, early):
        assert refusal(services.state_goal, goal, **call, state=Zielstand.ERREICHT, state_on=day) == {
            "state_on": ["Geben Sie einen Tag ab der Vereinbarung am 27.03.2024 ein."]
        }
    row = services.state_goal(goal, **call, state=Zielstand.ERREICHT, state_on=DAY)
    assert (row.state, row.state_on, row.version) == (Zielstand.ERREICHT, DAY, 2)


# --- the plan itself -------------------------------------------------------------------------------------


def test_an_agreed_plan_keeps_its_bytes(person, caseworker, need):
    agreement = services.agree_plan(person, by=caseworker, agreed_on=DAY, document=b"%PDF-1.7 plan")
    assert (bytes(agreement.pdf), len(agreement.sha256)) == (b"%PDF-1.7 plan", 64)
    assert last_event(person) == (EventKind.PLAN_AGREED, "Plan vom 27.03.2024 vereinbart")
    again = services.agree_plan(person, by=caseworker, agreed_on=DAY, document=b"%PDF-1.7 plan")
    assert again == agreement
    assert refusal(
        services.agree_plan, make_participant(caseworker), by=caseworker, agreed_on=DAY, document=b"%PDF"
    ) == ["Ein Plan braucht mindestens einen offenen Bedarf."]


def test_whose_plan_is_seen(person, caseworker, potsdam, need, goal):
    begun(need, caseworker)
    stranger = make_user(kommune=potsdam)
    for model in (Need, Goal, Measure):
        seen = [model.objects.visible_to(user).count() for user in (caseworker, stranger)]
        assert seen == [1, 0]
