"""The secret link to one's own appointments: only its digest is kept, so it can be shown only once."""

import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction

from participants.choices import EventKind
from participants.services import record_event
from participants.services.log import moment_of_recording

from ..models import CalendarLink, User


@transaction.atomic
def make_calendar_link(user: User) -> str:
    """A new secret for the link; an older link of this person stops working at once."""
    User.objects.select_for_update().get(pk=user.pk)
    CalendarLink.objects.filter(user=user).delete()
    token = secrets.token_urlsafe(32)
    CalendarLink.objects.create(user=user, token_digest=_digest(token), created_at=moment_of_recording())
    record_event(EventKind.USER_CHANGED, by=user, summary="Kalenderlink angelegt")
    return token


@transaction.atomic
def revoke_calendar_link(user: User) -> None:
    """Ends the link. Raises ValidationError where there is none."""
    deleted, _ = CalendarLink.objects.filter(user=user).delete()
    if not deleted:
        raise ValidationError("Es gibt keinen Link, der gilt.")
    record_event(EventKind.USER_CHANGED, by=user, summary="Kalenderlink widerrufen")


def user_of_calendar_link(token: str) -> User | None:
    """Whose link it is; None for a wrong or revoked one, and for an account that is not active."""
    link = CalendarLink.objects.select_related("user").filter(token_digest=_digest(token)).first()
    return link.user if link and link.user.is_active else None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
