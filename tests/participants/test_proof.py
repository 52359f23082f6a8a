"""The nightly proof finds every departure of a read model from the log, and nothing else."""

import io
from datetime import date

import pgtrigger
import pytest
from django.core.management import CommandError, call_command

from participants.choices import Aufenthaltsstatus, Phase
from participants.models import Participant, PhasePeriod
from participants.services.proof import departures, derive_again
from tests.factories import make_participant, move_to

DAY = date(2024, 2, 1)


@pytest.fixture
def people(caseworker) -> list[Participant]:
    found = [make_participant(caseworker) for _ in range(3)]
    move_to(found[1], Phase.CLEARING, on=DAY, by=caseworker)
    return found


def run(*args: str) -> str:
    out = io.StringIO()
    call_command("lesemodelle_pruefen", *args, stdout=out)
    return out.getvalue()


def phase(person: Participant) -> None:
    Participant.objects.filter(pk=person.pk).update(phase=Phase.BETREUUNG)


def since(person: Participant) -> None:
    Participant.objects.filter(pk=person.pk).update(phase_since=date(2024, 1, 31))


def follow_up(person: Participant) -> None:
    Participant.objects.filter(pk=person.pk).update(follow_up_on=DAY)


def first_day_of_a_period(person: Participant) -> None:
    PhasePeriod.objects.filter(participant=person, until_day=None).update(from_day=date(2024, 2, 2))


def missing_period(person: Participant) -> None:
    PhasePeriod.objects.filter(participant=person).exclude(until_day=None).delete()


def newest_paper(person: Participant) -> None:
    with pgtrigger.ignore("participants.Participant:newest_paper"):
        Participant.objects.filter(pk=person.pk).update(newest_kind=Aufenthaltsstatus.AE_25B)


def test_a_sound_database_departs_nowhere(people):
    assert departures() == []
    assert (
        run() == run("--erneuern") == run("--probelauf") == "Alle Fälle stimmen mit ihrem Verlauf überein.\n"
    )


@pytest.mark.parametrize(
    "spoil", [phase, since, follow_up, first_day_of_a_period, missing_period, newest_paper]
)
def test_every_departure_is_found_and_mended(people, spoil):
    spoil(people[1])
    assert departures() == [people[1].case_number]
    assert derive_again(departures()) == 1
    assert departures() == []
    people[1].refresh_from_db()
    assert (people[1].phase, people[1].phase_since) == (Phase.CLEARING, DAY)


def test_the_command_fails_without_changing_anything(people):
    phase(people[0])
    phase(people[2])
    with pytest.raises(CommandError) as failure:
        run()
    assert str(failure.value) == (
        "2 Fälle weichen vom Verlauf ab. Neu ableiten: lesemodelle_pruefen --erneuern"
    )
    assert len(departures()) == 2


def test_a_rehearsal_says_what_it_would_do(people):
    phase(people[0])
    said = f"Neu abzuleiten: 1 Fall ({people[0].case_number}).\n"
    assert run("--probelauf") == run("--probelauf", "--erneuern") == said
    assert run("--erneuern") == "Neu abgeleitet: 1 Fall.\n"
    assert departures() == []


def test_three_cases_cost_the_same_queries_as_one(people, django_assert_num_queries):
    with django_assert_num_queries(5):
        departures()
