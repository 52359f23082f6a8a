"""Taking steps back: undo by the author on the same day, revocation with a reason, the Wiedervorlage."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from clearing import pipeline
from participants.choices import Phase
from participants.models import Event
from participants.services import recording_at
from tests.built_once import once
from tests.factories import make_participant, move_to

TODAY = date(2024, 3, 27)
TOO_LATE = (
    "Rückgängig geht nur für den letzten eigenen Schritt und nur am selben Tag."
    " Nehmen Sie den Eintrag mit einer Begründung zurück."
)


@once
def person(caseworker):
    """In Betreuung since 1 March, recorded on 27 March in the last minute of the German day."""
    person = make_participant(caseworker)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    with recording_at(datetime(2024, 3, 27, 22, 59, tzinfo=UTC)):
        move_to(person, Phase.BETREUUNG, on=date(2024, 3, 1), by=caseworker)
    return person


def test_undo_takes_back_and_leaves_both_steps_in_the_log(person, caseworker):
    step = pipeline.last_step(person)
    assert pipeline.can_undo(step, by=caseworker, today=TODAY) is True
    pipeline.undo(step, by=caseworker, today=TODAY)
    person.refresh_from_db()
    assert (person.phase, person.phase_since) == (Phase.CLEARING, date(2024, 2, 1))
    step.refresh_from_db()
    assert (step.revoked_by, step.revoke_reason) == (caseworker, "Am selben Tag rückgängig gemacht.")
    assert Event.objects.first().summary == "Zurückgenommen: Betreuung ab 01.03.2024"


def test_undo_ends_with_the_german_day(person, caseworker):
    step = pipeline.last_step(person)
    with pytest.raises(ValidationError) as refused:
        pipeline.undo(step, by=caseworker, today=date(2024, 3, 28))
    assert refused.value.messages == [TOO_LATE]


def test_nobody_undoes_the_step_of_somebody_else(person, coordinator):
    with pytest.raises(ValidationError) as refused:
        pipeline.undo(pipeline.last_step(person), by=coordinator, today=TODAY)
    assert refused.value.messages == [TOO_LATE]


def test_only_the_last_step_can_be_undone(person, caseworker):
    step = pipeline.last_step(person)
    with recording_at(datetime(2024, 3, 27, 22, 59, 30, tzinfo=UTC)):
        move_to(person, Phase.CLEARING, on=date(2024, 3, 2), by=caseworker)
    with pytest.raises(ValidationError) as refused:
        pipeline.undo(step, by=caseworker, today=TODAY)
    assert refused.value.messages == [TOO_LATE]


def test_a_second_click_on_undo_changes_nothing_more(person, caseworker):
    step = pipeline.last_step(person)
    pipeline.undo(step, by=caseworker, today=TODAY)
    with pytest.raises(ValidationError) as refused:
        pipeline.undo(step, by=caseworker, today=TODAY)
    assert refused.value.messages == ["Dieser Schritt ist schon zurückgenommen."]
    person.refresh_from_db()
    assert person.phase == Phase.CLEARING


def test_the_first_step_cannot_be_undone_or_revoked(caseworker):
    with recording_at(datetime(2024, 3, 27, 9, 0, tzinfo=UTC)):
        person = make_participant(caseworker)
    first = pipeline.last_step(person)
    assert pipeline.can_undo(first, by=caseworker, today=TODAY) is False
    with pytest.raises(ValidationError) as refused:
        pipeline.revoke(first, by=caseworker, reason="Irrtum.")
    assert refused.value.messages == ["Der erste Eintrag kann nicht zurückgenommen werden."]


def test_revoke_needs_a_reason_and_happens_once(person, coordinator):
    step = pipeline.last_step(person)
    with pytest.raises(ValidationError) as refused:
        pipeline.revoke(step, by=coordinator, reason="  ")
    assert refused.value.message_dict == {"reason": ["Begründen Sie die Rücknahme in einem Satz."]}
    pipeline.revoke(step, by=coordinator, reason="Person verwechselt.")
    event = Event.objects.first()
    assert (event.by, event.reason) == (coordinator, "Person verwechselt.")
    with pytest.raises(ValidationError) as refused:
        pipeline.revoke(step, by=coordinator, reason="Person verwechselt.")
    assert refused.value.messages == ["Dieser Schritt ist schon zurückgenommen."]


def test_revoking_keeps_the_chain_whole(person, caseworker):
    clearing = person.phase_changes.get(phase=Phase.CLEARING)
    with pytest.raises(ValidationError) as refused:
        pipeline.revoke(clearing, by=caseworker, reason="Irrtum.")
    assert refused.value.messages == ["Nehmen Sie zuerst Betreuung ab 01.03.2024 zurück."]
    pipeline.revoke(pipeline.last_step(person), by=caseworker, reason="Irrtum.")
    pipeline.revoke(clearing, by=caseworker, reason="Irrtum.")
    person.refresh_from_db()
    assert person.phase == Phase.TERMINVEREINBARUNG


def test_a_step_between_two_that_fit_can_be_revoked(person, caseworker):
    move_to(person, Phase.UNVEREINBARKEIT, on=date(2024, 2, 10), by=caseworker)
    between = person.phase_changes.get(phase=Phase.UNVEREINBARKEIT)
    pipeline.revoke(between, by=caseworker, reason="Irrtum.")
    periods = [(each.phase, each.from_day) for each in person.phase_periods.order_by("from_day")]
    assert periods == [
        (Phase.TERMINVEREINBARUNG, date(2024, 1, 10)),
        (Phase.CLEARING, date(2024, 2, 1)),
        (Phase.BETREUUNG, date(2024, 3, 1)),
    ]


# --- Wiedervorlage -------------------------------------------------------------------------------------


@pytest.fixture
def resting(person, caseworker):
    move_to(person, Phase.UNVEREINBARKEIT, on=date(2024, 3, 10), by=caseworker, follow_up_on=TODAY)
    return person


def test_finish_follow_up_keeps_the_phase_and_sets_the_next_day(resting, caseworker):
    pipeline.finish_follow_up(resting, by=caseworker, note="Hort ab August.", next_on=date(2024, 8, 1))
    resting.refresh_from_db()
    assert (resting.phase, resting.phase_since) == (Phase.UNVEREINBARKEIT, date(2024, 3, 10))
    assert resting.follow_up_on == date(2024, 8, 1)
    assert pipeline.last_step(resting).park_reason == "kinderbetreuung"
    assert Event.objects.first().summary == "Wiedervorlage erledigt"


def test_finish_follow_up_without_a_next_day(resting, caseworker):
    pipeline.finish_follow_up(resting, by=caseworker, note="Meldet sich.", next_on=None)
    resting.refresh_from_db()
    assert resting.follow_up_on is None
    assert pipeline.last_step(resting).no_follow_up is True


def test_taking_back_a_follow_up_brings_the_old_day_back(resting, caseworker):
    step = pipeline.finish_follow_up(resting, by=caseworker, note="Hort.", next_on=date(2024, 8, 1))
    pipeline.revoke(step, by=caseworker, reason="Falscher Fall.")
    resting.refresh_from_db()
    assert (resting.phase, resting.follow_up_on) == (Phase.UNVEREINBARKEIT, TODAY)
    assert Event.objects.first().summary == "Zurückgenommen: Wiedervorlage ab 10.03.2024"


def test_finish_follow_up_is_refused(person, resting, caseworker, coordinator):
    seen = pipeline.last_step(resting).pk
    with pytest.raises(ValidationError) as refused:
        pipeline.finish_follow_up(resting, by=caseworker, note=" ", next_on=None)
    assert refused.value.message_dict == {"note": ["Halten Sie in einem Satz fest, was sich ergeben hat."]}
    pipeline.finish_follow_up(resting, by=coordinator, note="Angerufen.", next_on=None, seen=seen)
    with pytest.raises(ValidationError) as refused:
        pipeline.finish_follow_up(resting, by=caseworker, note="Angerufen.", next_on=None, seen=seen)
    assert refused.value.code == "overtaken"
    move_to(person, Phase.BETREUUNG, on=TODAY, by=caseworker)
    with pytest.raises(ValidationError) as refused:
        pipeline.finish_follow_up(person, by=caseworker, note="Angerufen.", next_on=None)
    assert refused.value.messages == ["Der Fall ruht nicht mehr; es gibt keine Wiedervorlage."]
