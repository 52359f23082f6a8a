"""How long a case is kept, and who may ask what is due."""

from datetime import date, timedelta
from typing import Any

import pytest

from clearing import services as plans
from participants import services as people
from participants.choices import Abschluss, Einwilligung, Phase
from participants.models import Participant
from reports.erasure.retention import due, kept, objection, with_retention
from reports.erasure_models import Erasure, Loeschgrund
from spurwechsel.models import Kommune, User
from tests.factories import make_participant, make_user, move_to

NOW = "2024-12-20 09:00+01:00"
TODAY = date(2024, 12, 20)
JANUARY = date(2024, 1, 10)


def annotated(person: Participant) -> Participant:
    return with_retention(Participant.objects.filter(pk=person.pk)).get()


def closed(by: User, *, supported: bool) -> Participant:
    """On 15 March 2024."""
    person = make_participant(by, on=JANUARY)
    move_to(person, Phase.CLEARING, by=by, on=date(2024, 1, 20))
    if supported:
        move_to(person, Phase.BETREUUNG, by=by, on=date(2024, 2, 1))
    move_to(person, Phase.ABGESCHLOSSEN, by=by, on=date(2024, 3, 15), outcome=Abschluss.ARBEIT)
    return person


@pytest.mark.parametrize(("supported", "last_day"), [(True, date(2025, 3, 15)), (False, date(2024, 9, 15))])
def test_both_sides_of_the_end_of_a_period(coordinator: User, supported: bool, last_day: date) -> None:
    person = closed(coordinator, supported=supported)
    people = Participant.objects.erasable_by(coordinator)
    assert due(people, last_day) == []
    assert [row[0] for row in due(people, last_day + timedelta(days=1))] == [person]
    reason = Loeschgrund.AUFBEWAHRUNG
    assert f"bis zum {last_day:%d.%m.%Y} aufbewahrt" in objection(annotated(person), reason, last_day)
    assert objection(annotated(person), reason, last_day + timedelta(days=1)) == ""


def test_interest_without_consent_from_the_last_contact(coordinator: User) -> None:
    person = make_participant(
        coordinator, on=JANUARY, talk_held=False, consent=Einwilligung.WIRD_EINGEHOLT, consent_on=None
    )
    asked = {"tried_on": date(2024, 2, 1), "channel": "telefon", "result": "keine_antwort"}
    plans.record_attempt(person, by=coordinator, **asked)
    people = Participant.objects.erasable_by(coordinator)
    assert due(people, date(2024, 5, 1)) == []
    assert [row[1].label for row in due(people, date(2024, 5, 2))] == ["Interesse ohne Einwilligung"]


def test_interest_with_consent_waits(coordinator: User) -> None:
    person = make_participant(coordinator, on=JANUARY, talk_held=False)
    assert due(Participant.objects.erasable_by(coordinator), TODAY) == []
    sentence = "Für diesen Fall läuft keine Aufbewahrungsfrist."
    assert objection(annotated(person), Loeschgrund.AUFBEWAHRUNG, TODAY) == sentence


def test_withdrawn_consent_is_due_the_next_day(coordinator: User) -> None:
    person = closed(coordinator, supported=True)
    sentence = "Die Einwilligung ist nicht widerrufen. Tragen Sie zuerst den Widerruf ein."
    assert objection(annotated(person), Loeschgrund.WIDERRUF, TODAY) == sentence
    taken_back = {"consent": Einwilligung.WIDERRUFEN, "consent_withdrawn_on": date(2024, 4, 2)}
    people.record_consent(person, by=coordinator, version=person.version, **taken_back)
    rows = Participant.objects.erasable_by(coordinator)
    assert due(rows, date(2024, 4, 2)) == []
    assert [row[0] for row in due(rows, date(2024, 4, 3))] == [person]
    assert objection(annotated(person), Loeschgrund.WIDERRUF, date(2024, 4, 2)) == ""


def test_due_asks_as_often_for_three_as_for_one(coordinator: User, django_assert_num_queries: Any) -> None:
    closed(coordinator, supported=True)
    with django_assert_num_queries(1):
        due(Participant.objects.erasable_by(coordinator), date(2026, 1, 1))
    closed(coordinator, supported=True), closed(coordinator, supported=False)
    with django_assert_num_queries(1):
        assert len(due(Participant.objects.erasable_by(coordinator), date(2026, 1, 1))) == 3


def test_only_the_koordination_of_the_kommune(coordinator: User, potsdam: Kommune) -> None:
    closed(coordinator, supported=True)
    for user in (make_user("koordination", potsdam), make_user("fallbegleitung", coordinator.kommune)):
        assert not Participant.objects.erasable_by(user).exists()
        assert not Erasure.objects.visible_to(user).exists()


@pytest.mark.parametrize(("day", "against"), [(date(2029, 12, 31), True), (date(2030, 1, 1), False)])
def test_proof_for_the_funder_is_kept(coordinator: User, day: date, against: bool) -> None:
    person = make_participant(coordinator, on=JANUARY)
    plans.answer_esf(person, by=coordinator, moment="eintritt", answered_on=JANUARY, labour="arbeitslos")
    move_to(person, Phase.ABGESCHLOSSEN, by=coordinator, on=date(2024, 3, 1))
    sentence = (
        "Die Angaben für die ESF+-Förderung sind bis zum 31.12.2029 aufzubewahren; bis dahin bleibt der Fall."
    )
    assert objection(annotated(person), Loeschgrund.VERLANGEN, day) == (sentence if against else "")
    period = kept(annotated(person))
    assert period is not None
    assert period.until == date(2029, 12, 31)
