"""The steps of the pipeline: which are open, what stands against them, how one is taken back."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from clearing import pipeline
from participants.choices import Aufenthaltsstatus, ParkReason, Phase
from participants.models import Event, PhaseChange
from participants.services import recording_at
from tests.built_once import once
from tests.factories import hold_talk, make_participant, move_to

TODAY = date(2024, 3, 27)


def test_move_writes_log_event_and_read_model(caseworker):
    person = make_participant(caseworker)
    pipeline.move(
        person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker, reason="Termin am 1.2.", today=TODAY
    )
    person.refresh_from_db()
    assert (person.phase, person.phase_since) == (Phase.CLEARING, date(2024, 2, 1))
    change = PhaseChange.objects.in_force().order_by("-id").first()
    assert [finding["id"] for finding in change.findings] == [
        "titel",
        "identitaet",
        "straffaelligkeit",
        "einwilligung",
    ]
    assert Event.objects.first().summary == "Status: Clearing, rückwirkend ab 01.02.2024"


@pytest.mark.parametrize("start", list(Phase))
def test_every_phase_has_a_row_of_moves(start):
    assert start in pipeline.MOVES
    assert start not in pipeline.MOVES[start]


# How a person gets into each phase after the registration.
WAYS = {
    Phase.IDENTIFIZIERT: [Phase.IDENTIFIZIERT],
    Phase.TERMINVEREINBARUNG: [],
    Phase.CLEARING: [Phase.CLEARING],
    Phase.BETREUUNG: [Phase.CLEARING, Phase.BETREUUNG],
    Phase.KEINE_BEDARFE: [Phase.CLEARING, Phase.KEINE_BEDARFE],
    Phase.UNVEREINBARKEIT: [Phase.CLEARING, Phase.UNVEREINBARKEIT],
    Phase.ABGESCHLOSSEN: [Phase.ABGESCHLOSSEN],
}
EVERY_WAY = [(start, to) for start in Phase for to in pipeline.MOVES[start]]
NO_WAY = [(start, to) for start in Phase for to in Phase if to not in pipeline.MOVES[start]]


@once
def in_phase(caseworker):
    """One person in each, after the steps of the first days of February."""
    people = {}
    for start, way in WAYS.items():
        people[start] = make_participant(caseworker)
        for day, phase in enumerate(way, start=1):
            move_to(people[start], phase, on=date(2024, 2, day), by=caseworker)
    return people


@pytest.mark.parametrize(("start", "to"), EVERY_WAY)
def test_every_way_can_be_walked(in_phase, caseworker, start, to):
    person = in_phase[start]
    move_to(person, to, on=date(2024, 2, len(WAYS[start]) + 1), by=caseworker)
    assert person.phase == to
    log = [change.phase for change in person.phase_changes.chronological()]
    assert log == [Phase.TERMINVEREINBARUNG, *WAYS[start], to]
    assert person.phase_periods.get(until_day__isnull=True).phase == to


@pytest.mark.parametrize(("start", "to"), NO_WAY)
def test_no_other_way_is_open(in_phase, caseworker, start, to):
    person = in_phase[start]
    with pytest.raises(ValidationError) as refused:
        move_to(person, to, on=date(2024, 2, 9), by=caseworker)
    assert refused.value.messages == [f"Am 09.02.2024 führt kein Weg von {start.label} nach {to.label}."]
    assert pipeline.open_steps(pipeline.log_of(person), date(2024, 2, 9)) == pipeline.MOVES[start]


def test_only_the_clearing_leads_to_a_result(caseworker):
    person = make_participant(caseworker)
    with pytest.raises(ValidationError, match="kein Weg von Terminvereinbarung nach Betreuung"):
        pipeline.move(person, Phase.BETREUUNG, on=TODAY, by=caseworker, reason="Direkt.", today=TODAY)


def test_fiktion_may_enter_the_clearing_but_not_the_betreuung(caseworker):
    person = make_participant(caseworker, residence_kind=Aufenthaltsstatus.FIKTION_81_3)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    hold_talk(person, on=TODAY, by=caseworker)
    with pytest.raises(ValidationError, match="erst, wenn der Titel erteilt ist"):
        pipeline.move(person, Phase.BETREUUNG, on=TODAY, by=caseworker, reason="Bedarf.", today=TODAY)
    assert len(pipeline.objections(person, Phase.BETREUUNG, TODAY)) == 1


def test_coordination_passes_an_unmet_condition_with_a_reason(caseworker, coordinator):
    person = make_participant(caseworker, residence_kind=Aufenthaltsstatus.SONSTIGE)
    with pytest.raises(ValidationError, match="nur die Koordination"):
        pipeline.move(
            person,
            Phase.CLEARING,
            on=TODAY,
            by=caseworker,
            reason="Bedarf.",
            today=TODAY,
            exception_reason="Titel läuft aus.",
        )
    change = pipeline.move(
        person,
        Phase.CLEARING,
        on=TODAY,
        by=coordinator,
        reason="Bedarf.",
        today=TODAY,
        exception_reason="Titel läuft aus.",
    )
    assert change.exception_reason == "Titel läuft aus."


def test_reason_is_required(caseworker):
    person = make_participant(caseworker)
    with pytest.raises(ValidationError, match="Begründen Sie"):
        pipeline.move(person, Phase.CLEARING, on=TODAY, by=caseworker, reason=" ", today=TODAY)


@pytest.mark.parametrize(
    ("on", "message"),
    [
        (date(2024, 3, 28), "heute oder einen Tag in der Vergangenheit"),
        (date(2023, 3, 27), "höchstens 365 Tage"),
        (date(2024, 1, 9), "erst seit dem 10.01.2024 aufgenommen"),
    ],
)
def test_impossible_days(caseworker, on, message):
    person = make_participant(caseworker)
    with pytest.raises(ValidationError, match=message):
        pipeline.move(person, Phase.CLEARING, on=on, by=caseworker, reason="Termin.", today=TODAY)


def test_back_dated_step_is_put_in_order(caseworker):
    person = make_participant(caseworker)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    move_to(person, Phase.BETREUUNG, on=date(2024, 3, 1), by=caseworker)
    move_to(person, Phase.UNVEREINBARKEIT, on=date(2024, 2, 10), by=caseworker)
    periods = [(p.phase, p.from_day, p.until_day) for p in person.phase_periods.order_by("from_day")]
    assert periods == [
        (Phase.TERMINVEREINBARUNG, date(2024, 1, 10), date(2024, 1, 31)),
        (Phase.CLEARING, date(2024, 2, 1), date(2024, 2, 9)),
        (Phase.UNVEREINBARKEIT, date(2024, 2, 10), date(2024, 2, 29)),
        (Phase.BETREUUNG, date(2024, 3, 1), None),
    ]


def test_back_dated_step_must_fit_the_step_after_it(caseworker):
    person = make_participant(caseworker)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    move_to(person, Phase.BETREUUNG, on=date(2024, 3, 1), by=caseworker)
    with pytest.raises(ValidationError, match=r"Für den 01.03.2024 ist schon Betreuung eingetragen"):
        move_to(person, Phase.TERMINVEREINBARUNG, on=date(2024, 2, 10), by=caseworker)


def test_open_steps_are_those_of_the_day(caseworker):
    person = make_participant(caseworker)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    move_to(person, Phase.BETREUUNG, on=date(2024, 3, 1), by=caseworker)
    assert pipeline.open_steps(pipeline.log_of(person), date(2024, 1, 9)) == ()
    # A step before the Clearing must lead on to the Clearing.
    assert pipeline.open_steps(pipeline.log_of(person), date(2024, 1, 31)) == (
        Phase.CLEARING,
        Phase.ABGESCHLOSSEN,
    )
    assert pipeline.open_steps(pipeline.log_of(person), date(2024, 2, 29)) == (
        Phase.BETREUUNG,
        Phase.KEINE_BEDARFE,
        Phase.UNVEREINBARKEIT,
    )
    assert pipeline.open_steps(pipeline.log_of(person), date(2024, 3, 1)) == pipeline.MOVES[Phase.BETREUUNG]


NO_REASON = "Wählen Sie den Grund für {} aus."
NO_DAY = "Geben Sie eine Wiedervorlage an oder kreuzen Sie an, dass keine gewünscht ist."
DAY = date(2024, 4, 2)


@pytest.mark.parametrize(
    ("to", "details", "field", "sentence"),
    [
        (Phase.ABGESCHLOSSEN, {"outcome": ""}, "outcome", "Wählen Sie aus, wie die Teilnahme geendet hat."),
        (Phase.KEINE_BEDARFE, {"park_reason": ""}, "park_reason", NO_REASON.format("Keine Bedarfe")),
        (
            Phase.KEINE_BEDARFE,
            {"park_reason": ParkReason.UMZUG},
            "park_reason",
            NO_REASON.format("Keine Bedarfe"),
        ),
        (
            Phase.UNVEREINBARKEIT,
            {"park_reason": ParkReason.KEIN_BEDARF},
            "park_reason",
            NO_REASON.format("Unvereinbarkeit"),
        ),
        (Phase.UNVEREINBARKEIT, {"no_follow_up": False}, "follow_up_on", NO_DAY),
        (Phase.UNVEREINBARKEIT, {"follow_up_on": DAY, "no_follow_up": True}, "follow_up_on", NO_DAY),
        (
            Phase.UNVEREINBARKEIT,
            {"follow_up_on": TODAY},
            "follow_up_on",
            "Die Wiedervorlage muss nach dem 27.03.2024 liegen.",
        ),
    ],
)
def test_incomplete_steps_name_the_field(caseworker, to, details, field, sentence):
    person = make_participant(caseworker)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    with pytest.raises(ValidationError) as refused:
        move_to(person, to, on=TODAY, by=caseworker, **details)
    assert refused.value.message_dict == {field: [sentence]}


def test_follow_up_may_lie_on_the_next_day(caseworker):
    person = make_participant(caseworker)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    move_to(person, Phase.UNVEREINBARKEIT, on=TODAY, by=caseworker, follow_up_on=date(2024, 3, 28))
    assert person.follow_up_on == date(2024, 3, 28)


def test_who_has_not_read_the_last_step_is_told_what_happened(caseworker, coordinator):
    person = make_participant(caseworker)
    seen = pipeline.last_step(person).pk
    with recording_at(datetime(2024, 3, 26, 9, 5, tzinfo=UTC)):
        move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=coordinator)
    with pytest.raises(ValidationError) as refused:
        move_to(person, Phase.BETREUUNG, on=TODAY, by=caseworker, seen=seen)
    assert refused.value.code == "overtaken"
    assert refused.value.messages == [
        "Inzwischen hat K. Muster am 26.03.2024 um 10:05 Uhr Clearing ab 01.02.2024 eingetragen."
        " Prüfen Sie den neuen Stand und entscheiden Sie dann."
    ]


def test_who_saw_a_step_that_was_taken_back_is_told_by_whom(caseworker, coordinator):
    person = make_participant(caseworker)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    step = pipeline.last_step(person)
    with recording_at(datetime(2024, 3, 26, 9, 5, tzinfo=UTC)):
        pipeline.revoke(step, by=coordinator, reason="Verwechselt.")
    with pytest.raises(ValidationError) as refused:
        move_to(person, Phase.BETREUUNG, on=TODAY, by=caseworker, seen=step.pk)
    assert refused.value.messages == [
        "Inzwischen hat K. Muster am 26.03.2024 um 10:05 Uhr Clearing ab 01.02.2024 zurückgenommen."
        " Prüfen Sie den neuen Stand und entscheiden Sie dann."
    ]


def test_a_double_click_is_told_as_ones_own(caseworker):
    person = make_participant(caseworker)
    seen = pipeline.last_step(person).pk
    move_to(person, Phase.CLEARING, on=TODAY, by=caseworker, seen=seen)
    with pytest.raises(ValidationError, match="Inzwischen haben Sie am"):
        move_to(person, Phase.CLEARING, on=TODAY, by=caseworker, seen=seen)


def test_the_log_cannot_be_edited(caseworker):
    person = make_participant(caseworker)
    change = person.phase_changes.get()
    for attempt in (
        lambda: PhaseChange.objects.filter(pk=change.pk).update(reason="anders"),
        lambda: PhaseChange.objects.filter(pk=change.pk).delete(),
        lambda: Event.objects.update(summary="anders"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_a_step_costs_as_much_after_five_as_after_one(caseworker):
    person, costs = make_participant(caseworker), []
    for number in range(1, 6):
        to = Phase.CLEARING if number % 2 else Phase.TERMINVEREINBARUNG
        with CaptureQueriesContext(connection) as asked:
            move_to(person, to, on=date(2024, 2, number), by=caseworker)
        costs.append(sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in asked))
    # The lock, the log, three kinds of facts; the step, the periods twice, the person, the event. The factory
    # reads the person anew.
    assert costs == [11] * 5
