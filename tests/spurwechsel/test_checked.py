"""The conditions of a row are asked for at once and told one by one."""

from datetime import date

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants.choices import Phase
from participants.models import PhaseChange

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
