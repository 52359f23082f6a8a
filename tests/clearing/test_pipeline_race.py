"""Two people act on one case at the same moment: one wins, the other is told what happened."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from clearing import pipeline
from participants.choices import ParkReason, Phase
from participants.models import PhaseChange
from spurwechsel.roles import Role
from tests.factories import hold_talk, make_kommune, make_participant, make_user, move_to

TODAY = date(2024, 3, 27)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cottbus(transactional_db):
    return make_kommune("cottbus")


@pytest.fixture
def caseworker(cottbus):
    return make_user(Role.FALLBEGLEITUNG, cottbus, name="A. Beispiel")


@pytest.fixture
def coordinator(cottbus):
    return make_user(Role.KOORDINATION, cottbus, name="K. Muster")


def together(*acts: Callable[[], object]) -> list[list[str]]:
    """Runs the acts at once, each on its own connection; the sentences with which each was refused."""
    start, refusals = Barrier(len(acts)), [[] for _ in acts]

    def run(place: int) -> None:
        try:
            start.wait(timeout=10)
            acts[place]()
        except ValidationError as error:
            refusals[place] = error.messages
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads)
    return refusals


def test_two_decisions_on_one_case(caseworker, coordinator):
    person = make_participant(caseworker)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    hold_talk(person, on=TODAY, by=caseworker)
    seen = pipeline.last_step(person).pk
    rest = {"park_reason": ParkReason.GESUNDHEIT, "no_follow_up": True}

    def decide(by, to, **details):
        return lambda: pipeline.move(
            person, to, on=TODAY, by=by, reason="Besprochen.", today=TODAY, seen=seen, **details
        )

    refusals = together(
        decide(caseworker, Phase.BETREUUNG), decide(coordinator, Phase.UNVEREINBARKEIT, **rest)
    )
    last = pipeline.last_step(person)
    winner, phase = [
        ("A. Beispiel", Phase.BETREUUNG),
        ("K. Muster", Phase.UNVEREINBARKEIT),
    ][refusals.index([])]
    assert sorted(map(len, refusals)) == [0, 1]
    assert (last.recorded_by.name, last.phase) == (winner, phase)
    assert [sentences[0].split(" am ")[0] for sentences in refusals if sentences] == [
        f"Inzwischen hat {winner}"
    ]
    assert PhaseChange.objects.filter(participant=person).count() == 3
    person.refresh_from_db()
    assert person.phase == phase


def test_the_same_step_twice_is_taken_once(caseworker):
    person = make_participant(caseworker)
    seen = pipeline.last_step(person).pk

    def click():
        pipeline.move(
            person, Phase.CLEARING, on=TODAY, by=caseworker, reason="Termin.", today=TODAY, seen=seen
        )

    refusals = together(click, click)
    assert sorted(map(len, refusals)) == [0, 1]
    assert PhaseChange.objects.filter(participant=person).count() == 2


def test_one_revocation_of_one_step(caseworker, coordinator):
    person = make_participant(caseworker)
    move_to(person, Phase.CLEARING, on=TODAY, by=caseworker)
    step = pipeline.last_step(person)
    refusals = together(
        lambda: pipeline.revoke(step, by=caseworker, reason="Irrtum."),
        lambda: pipeline.revoke(step, by=coordinator, reason="Irrtum."),
    )
    assert sorted(refusals) == [[], ["Dieser Schritt ist schon zurückgenommen."]]
    person.refresh_from_db()
    assert person.phase == Phase.TERMINVEREINBARUNG
