"""Random histories through the pipeline: whatever is tried, log and read models say the same."""

from datetime import date, timedelta
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearing import pipeline
from participants.choices import PARKED_PHASES, Phase
from participants.models import Participant
from tests.built_once import once
from tests.factories import make_participant, move_to

START = date(2024, 1, 10)
DAYS = 12
TODAY = START + timedelta(days=DAYS)

_day = st.integers(0, DAYS).map(lambda offset: START + timedelta(days=offset))
_follow_up = st.none() | st.integers(1, 30).map(lambda offset: TODAY + timedelta(days=offset))
_act = st.one_of(
    st.tuples(st.just("move"), st.integers(0, 9), _day, _follow_up),
    st.tuples(st.just("wild move"), st.sampled_from(Phase), _day, _follow_up),
    st.tuples(st.just("revoke"), st.integers(0, 9)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("follow_up"), _follow_up),
)


def perform(person: Participant, by, act: tuple) -> None:
    kind, *rest = act
    steps = list(person.phase_changes.order_by("id"))
    if kind.endswith("move"):
        to, day, follow_up = rest
        if kind == "move":
            steps = pipeline.open_steps(pipeline.log_of(person), day) or (Phase.CLEARING,)
            to = steps[to % len(steps)]
        details = {"follow_up_on": follow_up} if follow_up and to in PARKED_PHASES else {}
        move_to(person, to, on=day, by=by, **details)
    elif kind == "revoke":
        pipeline.revoke(steps[rest[0] % len(steps)], by=by, reason="Irrtum.")
    elif kind == "undo":
        pipeline.undo(steps[-1], by=by, today=date.today())  # noqa: DTZ011  the day of the recording
    else:
        pipeline.finish_follow_up(person, by=by, note="Besprochen.", next_on=rest[0])


def check(person: Participant) -> None:
    person.refresh_from_db()
    log = list(person.phase_changes.in_force().chronological())
    periods = list(person.phase_periods.order_by("from_day"))
    assert (person.phase, person.follow_up_on) == (log[-1].phase, log[-1].follow_up_on)
    assert (person.phase, person.phase_since) == (periods[-1].phase, periods[-1].from_day)
    for offset in range(-1, DAYS + 1):
        day = START + timedelta(days=offset)
        in_the_log = [change.phase for change in log if change.effective_on <= day][-1:]
        derived = [each.phase for each in periods if each.from_day <= day <= (each.until_day or TODAY)]
        assert derived == in_the_log
    for before, after in pairwise(log):
        assert after.phase == before.phase or after.phase in pipeline.MOVES[before.phase]
    for before, after in pairwise(periods):
        assert after.phase != before.phase


@once
def person(caseworker):
    return make_participant(caseworker, on=START)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(_act, min_size=1, max_size=8))
def test_log_and_read_models_agree(person, caseworker, acts):
    with transaction.atomic():
        person.refresh_from_db()
        for act in acts:
            try:
                perform(person, caseworker, act)
            except ValidationError:
                person.refresh_from_db()
            check(person)
        transaction.set_rollback(True)
