"""Many people at once: the same facts as one by one, for as many queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants import services
from participants.facts import full_facts_of
from participants.facts_bulk import bulk_facts_of
from participants.models import (
    EducationProfile,
    Employment,
    LanguageProfile,
    LifeProfile,
    PapersProfile,
    Participant,
    Training,
    WishProfile,
)
from tests.factories import make_participant

DAY = date(2026, 11, 25)


def somebody(by, number: int) -> Participant:
    """The more the higher the number; statements of several days, the last of them in the future."""
    person = make_participant(by, birth_date=date(1990, 1, 1) + timedelta(number), nationality="AF")
    said = {
        PapersProfile: {"asylum_procedure": "laufend", "passport": "gueltig", "passport_until": DAY},
        LanguageProfile: {"speaking": "A2", "listening": "B1", "society_test": "keine"},
        EducationProfile: {"school_years_here": number, "training_here": True},
        LifeProfile: {"share_work": 42, "minor_child": True},
        WishProfile: {"job_offer": True, "yearly_salary": 40_000},
    }
    for kind, fields in list(said.items())[:number]:
        services.state(person, kind, by=by, stated_on=DAY, **fields)
        services.state(person, kind, by=by, stated_on=DAY + timedelta(1), note="später")
    if number > 1:
        services.file_application(
            person.residence.get(), by=by, purpose="25a", filed_on=DAY - timedelta(number), keeps_rights=False
        )
    if number > 2:
        services.note_identity(person, by=by, state="geklaert", stated_on=DAY - timedelta(number))
        for start in (date(2025, 1, 1), date(2024, 1, 1), DAY + timedelta(1)):
            services.record_episode(
                person, Employment, by=by, employer=f"Betrieb {start}", kind="sv", hours=10, valid_from=start
            )
        services.record_episode(
            person, Training, by=by, employer="Klinikum", kind="qualifiziert", valid_from=date(2027, 8, 1)
        )
    return person


@pytest.mark.parametrize("day", [DAY - timedelta(1), DAY, DAY + timedelta(1), date(2020, 1, 1)])
def test_the_facts_are_those_of_each(caseworker, day):
    people = [somebody(caseworker, number) for number in range(6)]
    assert bulk_facts_of(people, day) == {
        person.pk: full_facts_of(Participant.objects.get(pk=person.pk), day) for person in people
    }


def test_the_cost_does_not_grow_with_the_people(caseworker):
    for number in (5, 4, 3):
        somebody(caseworker, number)

    def cost(number: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            bulk_facts_of(Participant.objects.order_by("pk")[:number], DAY)
        return len(asked)

    assert (cost(1), cost(3)) == (12, 12)


def test_nobody_costs_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert bulk_facts_of([], DAY) == {}
