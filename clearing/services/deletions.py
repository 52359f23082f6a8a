"""The task to ask a recipient for deletion, once the person took back what the data went there on."""

from datetime import date
from typing import Any

from django.utils import timezone

from network.models import Organisation
from participants.services.log import moment_of_recording
from spurwechsel.german import format_day

from ..catalogue import Aufgabenherkunft
from ..deletions import deletion_key
from ..models import Placement, Task, Transfer
from .tasks import ensure_task

_LENGTH = Task._meta.get_field("title").max_length


def ask_for_deletion(
    row: Transfer | Placement, *, by: Any, recipient: Organisation, left_on: date
) -> Task | None:
    """A task for whoever is responsible, due today; one for each row, also once it is done."""
    key = deletion_key(row)
    if Task.objects.filter(participant=row.participant_id, origin_key=key).exists():
        return None
    title = f"Löschung beim Empfänger erbitten (Angaben vom {format_day(left_on)}): {recipient}"
    return ensure_task(
        row.participant,
        by=by,
        title=title[:_LENGTH],
        due=timezone.localdate(moment_of_recording()),
        origin=Aufgabenherkunft.VERWEIS,
        origin_key=key,
    )
