"""Halves the time of thousands of services in a row, without changing what they write."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Model

from participants.models import Participant, PhaseChange, ResidenceStatus

CHECKED_TWICE: tuple[type[Model], ...] = (Participant, PhaseChange, ResidenceStatus)


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """One transaction without savepoints, in which constraints are checked once instead of twice.

    Before saving, a service asks the database about each constraint for the sake of a German sentence.
    Here nobody reads the sentence: the database itself refuses what is wrong, and everything is undone.
    """
    for model in CHECKED_TWICE:
        model.validate_constraints = _leave_to_the_database  # type: ignore[method-assign]
    connection.features.uses_savepoints = False
    try:
        with transaction.atomic():
            yield
    finally:
        connection.features.uses_savepoints = True
        for model in CHECKED_TWICE:
            del model.validate_constraints


def _leave_to_the_database(self: Model, exclude: object = None) -> None:
    pass
