"""Who got data on a consent that was taken back: since when, and whether deletion was asked for."""

from datetime import date
from typing import NamedTuple

from .models import Placement, Task, Transfer
from .placement_catalogue import Vermittlungsende, Vermittlungsstand

# The origin of every such task begins with it.
DELETION = "loeschung-"


def deletion_key(row: Transfer | Placement) -> str:
    """The origin of the task to ask for deletion."""
    return f"{DELETION}{row._meta.model_name}-{row.pk}"


class Deletion(NamedTuple):
    """`task` is None where the consent was taken back before there were such tasks."""

    recipient: str
    left_on: date
    task: Task | None

    @property
    def is_done(self) -> bool:
        return self.task is not None and self.task.done_at is not None


def deletion_of_transfer(row: Transfer) -> Deletion | None:
    """None as long as the data may stay there, and where none ever left."""
    if row.sent_on is None or row.consent is None:
        return None
    return _deletion(row, str(row.organisation), row.sent_on, gone=row.consent.withdrawn_on is not None)


def deletion_of_placement(row: Placement, *, holds: bool) -> Deletion | None:
    """`holds` is whether the name may still be known there. With a contract the employer needs the data."""
    met_on = introduced_on(row)
    if met_on is None:
        return None
    gone = not holds and row.state != Vermittlungsstand.BEENDET
    return _deletion(row, str(row.vacancy.organisation), met_on, gone=gone)


def introduced_on(row: Placement) -> date | None:
    """When the employer got name and profile; None before that, after a contract and for a mistake."""
    if row.state == Vermittlungsstand.VERTRAG or row.ended_because == Vermittlungsende.IRRTUM:
        return None
    found: date | None = (
        row.steps.filter(state=Vermittlungsstand.VORGESTELLT).values_list("on", flat=True).first()
    )
    return found


def _deletion(row: Transfer | Placement, recipient: str, left_on: date, *, gone: bool) -> Deletion | None:
    task = Task.objects.filter(participant=row.participant_id, origin_key=deletion_key(row)).last()
    return Deletion(recipient, left_on, task) if gone or task else None
