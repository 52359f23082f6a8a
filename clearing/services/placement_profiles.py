"""The person's profile for the Vermittlung: which items are released, each for itself."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from participants.choices import EventKind, Zweck
from participants.consents import allows
from participants.models import Participant
from participants.services import give_purpose, record_event
from participants.services.log import moment_of_recording
from spurwechsel.conflict import check_version

from ..models import PlacementProfile
from ..placement_catalogue import Profilangabe
from .rows import put, store


@transaction.atomic
def release_profile(
    participant: Participant,
    *,
    by: Any,
    version: int = 0,
    items: Collection[str],
    released_on: date,
    language: str = "",
) -> PlacementProfile:
    """Says which items the person releases from now on; those left out are released no more.

    `version` is that of the profile seen, 0 for none. Without a consent in the Vermittlung that holds on the
    day one is recorded with it, in `language`. Raises ValidationError without that language and before the
    consent in taking part, Conflict where somebody else was faster.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    row = person.placementprofiles.first() or PlacementProfile(
        participant=person, version=0, recorded_by=by, recorded_at=moment_of_recording()
    )
    check_version(row, version)
    if items and not allows(person, Zweck.VERMITTLUNG, released_on):
        _consent(person, by, released_on, language)
    ordered = [item.value for item in Profilangabe if item in items]
    if put(row, {"items": ordered, "released_on": released_on}):
        store(row)
        record_event(EventKind.PROFILE_RELEASED, participant=person, by=by, summary=_summary(ordered))
    return row


def _consent(person: Participant, by: Any, given_on: date, language: str) -> None:
    if not language:
        text = "Wählen Sie aus, in welcher Sprache die Person eingewilligt hat."
        raise ValidationError({"language": text})
    try:
        give_purpose(person, by=by, purpose=Zweck.VERMITTLUNG, given_on=given_on, language=language)
    except ValidationError as error:
        raise ValidationError({"released_on": error.messages}) from error


def withdraw_items(participant: Participant, *, by: Any) -> None:
    """Empties the profile, because the consent is gone; part of other services, which hold the lock."""
    row = participant.placementprofiles.first()
    if row is not None and put(row, {"items": []}):
        store(row)
        record_event(EventKind.PROFILE_RELEASED, participant=participant, by=by, summary=_summary([]))


def _summary(items: Collection[str]) -> str:
    if not items:
        return "Für die Vermittlung ist nichts mehr freigegeben"
    labels = ", ".join(Profilangabe(item).label for item in items)
    return f"Für die Vermittlung freigegeben: {labels}"[:300]
