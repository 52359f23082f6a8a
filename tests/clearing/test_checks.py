"""A Clearing talk goes before the Betreuung: when it counts, for whom it is not asked, who may pass it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from clearing import pipeline
from participants.choices import Phase
from tests.built_once import once
from tests.factories import hold_talk, make_participant, move_to

TODAY = date(2024, 3, 27)
MISSING = (
    "Noch kein Clearing-Gespräch festgehalten. Beginnen Sie eines oder tragen Sie es nach:"
    " Es zählt ab dem Tag des Gesprächs."
)


@once
def person(caseworker):
    person = make_participant(caseworker)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    return person


def against(person, to=Phase.BETREUUNG, day=TODAY):
    return [finding.id for finding in pipeline.objections(person, to, day)]


def to_betreuung(person, by, **details):
    return pipeline.move(
        person, Phase.BETREUUNG, on=TODAY, by=by, today=TODAY, reason="Kurs beginnt.", **details
    )


def test_without_a_talk_the_betreuung_is_refused(person, caseworker):
    with pytest.raises(ValidationError) as refused:
        to_betreuung(person, caseworker)
    assert refused.value.messages == [
        MISSING,
        "Den Schritt kann nur die Koordination als Einzelfall entscheiden.",
    ]
    assert {error.code for error in refused.value.error_list} == {"unmet"}
    person.refresh_from_db()
    assert person.phase == Phase.CLEARING


def test_the_coordination_may_pass_it_with_a_reason(person, coordinator):
    with pytest.raises(ValidationError):
        to_betreuung(person, coordinator)
    change = to_betreuung(person, coordinator, exception_reason="Das Gespräch liegt auf Papier vor.")
    assert change.exception_reason == "Das Gespräch liegt auf Papier vor."
    assert [each["ergebnis"] for each in change.findings if each["id"] == "gespraech"] == ["nicht_erfuellt"]


@pytest.mark.parametrize("to", [Phase.KEINE_BEDARFE, Phase.UNVEREINBARKEIT, Phase.ABGESCHLOSSEN])
def test_no_other_step_asks_for_a_talk(person, to):
    assert against(person, to) == []


@pytest.mark.parametrize(("held", "missing"), [(-1, []), (0, []), (1, ["gespraech"])])
def test_a_talk_counts_from_its_day_on(person, caseworker, held, missing):
    hold_talk(person, on=TODAY + timedelta(days=held), by=caseworker)
    assert against(person) == missing


def test_a_talk_frees_the_way_and_stands_in_the_step(person, caseworker):
    hold_talk(person, on=date(2024, 3, 20), by=caseworker)
    findings = to_betreuung(person, caseworker).findings
    assert [each["text"] for each in findings if each["id"] == "gespraech"] == [
        "Ein Clearing-Gespräch ist geführt, zuletzt am 20.03.2024."
    ]


@pytest.mark.parametrize("rest", [Phase.KEINE_BEDARFE, Phase.UNVEREINBARKEIT, Phase.CLEARING])
def test_who_comes_back_needs_no_second_talk(person, caseworker, rest):
    hold_talk(person, on=date(2024, 2, 1), by=caseworker)
    move_to(person, Phase.BETREUUNG, on=date(2024, 2, 10), by=caseworker)
    move_to(person, rest, on=date(2024, 3, 1), by=caseworker)
    to_betreuung(person, caseworker)
    assert person.interviews.count() == 1


def test_who_was_in_betreuung_without_a_talk_needs_none_either(person, coordinator):
    pipeline.move(
        person,
        Phase.BETREUUNG,
        on=date(2024, 2, 10),
        by=coordinator,
        today=date(2024, 2, 10),
        reason="Kurs beginnt.",
        exception_reason="Das Gespräch liegt auf Papier vor.",
    )
    move_to(person, Phase.CLEARING, on=date(2024, 3, 1), by=coordinator)
    assert (against(person), against(person, day=date(2024, 2, 9))) == ([], ["gespraech"])
