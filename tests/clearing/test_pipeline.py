"""The steps of the pipeline: which are open, what stands against them, how one is taken back."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from clearing import pipeline
from participants.choices import Aufenthaltsstatus, Phase
from participants.models import Event, PhaseChange
from tests.factories import make_participant, move_to

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


def test_only_the_clearing_leads_to_a_result(caseworker):
    person = make_participant(caseworker)
    with pytest.raises(ValidationError, match="kein Weg von Terminvereinbarung nach Betreuung"):
        pipeline.move(person, Phase.BETREUUNG, on=TODAY, by=caseworker, reason="Direkt.", today=TODAY)


def test_fiktion_may_enter_the_clearing_but_not_the_betreuung(caseworker):
    person = make_participant(caseworker, residence_kind=Aufenthaltsstatus.FIKTION_81_3)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
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
