"""Keeping in a case what the rules said of a person on a day."""

from datetime import date
from typing import Any

from django.db import transaction

from spurwechsel.german import format_day

from ..choices import EventKind
from ..facts import full_facts_of
from ..facts_kept import facts_as_dict
from ..models import KeptPerspective, Participant
from ..rules import RULE_VERSION, perspective_as_dict
from .log import moment_of_recording, record_event


@transaction.atomic
def keep_perspective(participant: Participant, *, by: Any, day: date) -> KeptPerspective:
    """Stores facts, rule version and result for the day, to be compared later; nothing follows from it."""
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    facts = full_facts_of(person, day)
    kept = KeptPerspective(
        participant=person,
        day=day,
        facts=facts_as_dict(facts),
        result=perspective_as_dict(facts, day),
        rule_version=RULE_VERSION,
        recorded_by=by,
        recorded_at=moment_of_recording(),
    )
    kept.full_clean()
    kept.save()
    record_event(
        EventKind.PERSPECTIVE_KEPT,
        participant=person,
        by=by,
        summary=f"Bleibeperspektive für den {format_day(day)} festgehalten",
    )
    return kept
