"""Where letters to a person go; the words themselves stand in no event, so that erasing them is enough."""

from typing import Any

from django.db import transaction

from spurwechsel.conflict import Conflict, check_version

from ..choices import EventKind
from ..models import Participant, PostalAddress
from .log import record_event

FIELDS = ("care_of", "street", "postcode", "town")


@transaction.atomic
def set_address(participant: Participant, *, by: Any, version: int, **fields: str) -> PostalAddress:
    """Keeps the address for letters; `version` is that of the address seen, 0 for none.

    Raises Conflict where somebody else was faster and ValidationError keyed to the field that is wrong.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    address = PostalAddress.objects.filter(participant=person).first()
    if address is None:
        address = PostalAddress(participant=person, version=0)
        if version:
            raise Conflict(address)
    check_version(address, version)
    before = [getattr(address, name) for name in FIELDS]
    for name, value in fields.items():
        setattr(address, name, value)
    if before == [getattr(address, name) for name in FIELDS]:
        return address
    summary = "Anschrift für Briefe geändert" if address.version else "Anschrift für Briefe eingetragen"
    address.version += 1
    address.full_clean()
    address.save()
    record_event(EventKind.ADDRESS_CHANGED, participant=person, by=by, summary=summary)
    return address


@transaction.atomic
def erase_address(participant: Participant, *, by: Any) -> None:
    """Deletes the address for good; nothing happens where there is none."""
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    gone, _ = PostalAddress.objects.filter(participant=person).delete()
    if gone:
        record_event(
            EventKind.ADDRESS_CHANGED, participant=person, by=by, summary="Anschrift für Briefe gelöscht"
        )
