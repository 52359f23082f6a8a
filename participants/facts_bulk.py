"""The facts of many people at once: as many queries for a thousand as for one."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects

from .facts import Known, composed
from .models import (
    Application,
    EducationProfile,
    Employment,
    LanguageProfile,
    LifeProfile,
    PapersProfile,
    Participant,
    Training,
    WishProfile,
)
from .rules import Facts

# Beyond this the driver would hold too many rows at a time.
PORTION = 2000


def bulk_facts_of(participants: Iterable[Participant], day: date) -> dict[int, Facts]:
    """The facts of `full_facts_of` by the id of the person, read in portions of constant queries."""
    people = list(participants)
    found: dict[int, Facts] = {}
    for start in range(0, len(people), PORTION):
        found |= _portion(people[start : start + PORTION], day)
    return found


def _portion(people: list[Participant], day: date) -> dict[int, Facts]:
    prefetch_related_objects(people, "residence", "identitynotes", "exclusionnotes", "applications")
    ids = [person.pk for person in people]
    latest = [_latest(kind, ids, day) for kind in STATEMENTS]
    jobs, trainings = _jobs(ids, day), _trainings(ids)
    return {
        person.pk: composed(
            person,
            day,
            _known(
                [each.get(person.pk) for each in latest],
                jobs.get(person.pk),
                trainings.get(person.pk),
                list(person.applications.all()),
            ),
        )
        for person in people
    }


def _known(
    said: list[Any],
    jobs: list[Employment] | None,
    training: Training | None,
    applications: list[Application],
) -> Known:
    stated = [each or kind() for kind, each in zip(STATEMENTS, said, strict=True)]
    papers, language, education, life, wishes = stated
    return Known(papers, language, education, life, wishes, jobs or [], training, applications)


# In the order of `Known`.
STATEMENTS: tuple[Any, ...] = (PapersProfile, LanguageProfile, EducationProfile, LifeProfile, WishProfile)


def _latest(kind: Any, ids: Collection[int], day: date) -> dict[int, Any]:
    rows = kind.objects.filter(participant__in=ids, stated_on__lte=day)
    newest = rows.order_by("participant_id", "-stated_on", "-id").distinct("participant_id")
    return {row.participant_id: row for row in newest.defer("note")}


def _jobs(ids: Collection[int], day: date) -> dict[int, list[Employment]]:
    rows = Employment.objects.in_force().filter(participant__in=ids, valid_from__lte=day)
    found: dict[int, list[Employment]] = {}
    for job in rows.order_by("participant_id", "valid_from", "id"):
        found.setdefault(job.participant_id, []).append(job)
    return found


def _trainings(ids: Collection[int]) -> dict[int, Training]:
    rows = Training.objects.in_force().filter(participant__in=ids)
    newest = rows.order_by("participant_id", "-valid_from", "-id").distinct("participant_id")
    return {row.participant_id: row for row in newest}
