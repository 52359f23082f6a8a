"""The conditions of a row are asked for at once and told one by one."""

from datetime import date

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from participants.choices import Phase
from participants.models import PhaseChange
from spurwechsel.checked import refusals_of
from tests.factories import make_participant

OUTCOME = "Ein Abschluss braucht ein Ergebnis, und nur er hat eines."
REVOKED = "Eine Rücknahme braucht Person, Zeitpunkt und Begründung."

pytestmark = pytest.mark.django_db


def step(**fields) -> PhaseChange:
    return PhaseChange(phase=Phase.CLEARING, effective_on=date(2024, 3, 1), reason="Erschienen.", **fields)


def told(row: PhaseChange, exclude: set[str] | None = None) -> list[str]:
    try:
        row.validate_constraints(exclude=exclude)
    except ValidationError as error:
        return error.message_dict[NON_FIELD_ERRORS]
    return []


def test_what_holds_costs_one_question():
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert told(step()) == []
    assert [query["sql"].split()[0] for query in asked.captured_queries] == ["SAVEPOINT", "SELECT", "RELEASE"]


@pytest.mark.parametrize(
    ("fields", "sentences"),
    [
        ({"outcome": "arbeit"}, [OUTCOME]),
        ({"revoke_reason": "Falsch."}, [REVOKED]),
        ({"outcome": "arbeit", "revoke_reason": "Falsch."}, [OUTCOME, REVOKED]),
    ],
)
def test_each_that_fails_is_told(fields, sentences):
    assert told(step(**fields)) == sentences


def test_a_field_left_out_leaves_out_its_own_conditions_only():
    row = step(outcome="arbeit", revoke_reason="Falsch.")
    assert told(row, exclude={"outcome"}) == [REVOKED]


def test_what_postgresql_refuses_is_told_with_its_sentence(caseworker):
    person = make_participant(caseworker)
    row = step(participant=person, kommune=person.kommune, recorded_by=caseworker, outcome="arbeit")
    with pytest.raises(ValidationError) as refused, transaction.atomic(), refusals_of(PhaseChange):
        row.save()
    assert refused.value.messages == [OUTCOME]
    assert person.phase_changes.count() == 1


def test_other_refusals_of_postgresql_are_no_sentence(caseworker):
    person = make_participant(caseworker)
    with pytest.raises(IntegrityError), transaction.atomic(), refusals_of(PhaseChange):
        step(participant=person, kommune=person.kommune).save()
