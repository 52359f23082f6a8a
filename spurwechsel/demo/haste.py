"""Halves the time of thousands of services in a row, without changing what they write."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import ForeignKey, Model

from clearing.models import (
    Appointment,
    Attendance,
    CertificateGained,
    ContactAttempt,
    EsfAnswer,
    FollowUp,
    Goal,
    IdentityStep,
    Interview,
    Measure,
    Need,
    SectionState,
)
from participants.models import (
    EducationProfile,
    Employment,
    ExclusionNote,
    IdentityNote,
    LanguageProfile,
    LifeProfile,
    PapersProfile,
    Participant,
    PhaseChange,
    ResidenceStatus,
    Training,
    WishProfile,
)

CHECKED_ONCE: tuple[type[Model], ...] = (
    Participant,
    PhaseChange,
    ResidenceStatus,
    IdentityNote,
    ExclusionNote,
    *(Interview, SectionState, PapersProfile, LanguageProfile, EducationProfile, LifeProfile, WishProfile),
    *(IdentityStep, Need, Goal, Measure, Attendance, CertificateGained, FollowUp, EsfAnswer),
    *(Employment, Training),
    *(Appointment, ContactAttempt),
)


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """One transaction without savepoints, in which keys and constraints are checked once instead of twice.

    Before saving, a service asks the database about each of them for the sake of a German sentence. Here
    nobody reads the sentence: the database itself refuses what is wrong, and everything is undone.
    """
    for model in CHECKED_ONCE:
        model.full_clean = _clean_without_asking  # type: ignore[method-assign, assignment]
    connection.features.uses_savepoints = False
    try:
        with transaction.atomic():
            yield
    finally:
        connection.features.uses_savepoints = True
        for model in CHECKED_ONCE:
            del model.full_clean


def _clean_without_asking(self: Model, exclude: Any = (), **rest: Any) -> None:
    keys = {field.name for field in self._meta.fields if isinstance(field, ForeignKey)}
    Model.full_clean(self, exclude=keys.union(exclude), validate_unique=False, validate_constraints=False)
