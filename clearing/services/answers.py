"""The link by which a partner answers: made, ended, looked up by its code, and what was answered."""

import secrets
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from participants.choices import EventKind
from participants.services.log import moment_of_recording

from ..models import AnswerLink, AnswerOpening, Transfer
from ..transfer_catalogue import LINK_DAYS, UNDER_WAY, Stand, Wer
from .rows import locked
from .transfer_moves import Mover, ask_owner, end_links, moved, next_task, sender, tell

# Without l, o, 0 and 1, because the code is typed from paper; 32 signs are 5 bits each.
SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"
SECRET_SIGNS, SIGNATURE_SIGNS, GROUP = 17, 8, 5
_SALT = "clearing.answers"


@transaction.atomic
def make_answer_link(transfer: Transfer, *, by: Any, today: date) -> str:
    """A new code, to be shown once; an older link of the same transfer ends. Raises ValidationError
    where no answer is expected any more."""
    row = locked(transfer)
    if not row.is_under_way:
        raise ValidationError("Hier wird keine Antwort mehr erwartet.")
    had_one = end_links(row)
    code = _new_code()
    link = AnswerLink(
        transfer=row,
        digest=_digest(code),
        expires_on=_expires(row, today),
        made_by=by,
        made_at=moment_of_recording(),
    )
    link.full_clean()
    link.save()
    again = ", der ältere gilt nicht mehr" if had_one else ""
    tell(row, EventKind.ANSWER_LINK_CHANGED, by, f"{row}: Link für die Antwort angelegt{again}")
    return code


@transaction.atomic
def revoke_answer_link(transfer: Transfer, *, by: Any) -> None:
    """Ends the link. Raises ValidationError where there is none."""
    row = locked(transfer)
    if not end_links(row):
        raise ValidationError("Es gibt keinen Link, der gilt.")
    tell(row, EventKind.ANSWER_LINK_CHANGED, by, f"{row}: Link für die Antwort widerrufen")


def is_code_of(code: str, transfer: Transfer) -> bool:
    """Whether this is the code of the link in force, for the letter that prints it."""
    link = transfer.links.filter(revoked_at__isnull=True).first()
    return link is not None and constant_time_compare(link.digest, _digest(_plain(code)))


def open_answer(code: str, *, today: date) -> AnswerLink | None:
    """The link that the code opens on the day, else None; every opening of a known link is kept."""
    link = _found(code)
    if link is None:
        return None
    admitted = _is_in_force(link, today)
    _keep_opening(link, admitted=admitted)
    return link if admitted else None


@transaction.atomic
def answer_transfer(
    code: str, *, today: date, name: str, state: str, decline_reason: str = "", outcome: str = ""
) -> Transfer | None:
    """Takes the answer of the partner; None where the code opens nothing (any more).

    `name` is whoever answers there. Raises ValidationError where the state cannot be reached.
    """
    known = _found(code)
    if known is None:
        return None
    row = locked(known.transfer)
    # Looked up again under the lock: it may have been ended meanwhile.
    link = _found(code)
    if link is None or not _is_in_force(link, today):
        _keep_opening(known, admitted=False)
        return None
    mover = Mover(Wer.STELLE, sender(row), name, link)
    row = moved(row, mover, state=state, on=today, decline_reason=decline_reason, outcome=outcome)
    _keep_opening(link, admitted=True, answered=True)
    if row.is_under_way:
        AnswerLink.objects.filter(pk=link.pk).update(expires_on=_expires(row, today))
    if title := next_task(row):
        ask_owner(row, title, by=sender(row), due=today, about=row.state)
    return row


def _expires(row: Transfer, today: date) -> date:
    """Until the answer is due; whoever has accepted may say for longer how it goes on."""
    if row.state == Stand.GESENDET and row.answer_until is not None:
        return row.answer_until
    return today + timedelta(days=LINK_DAYS)


def _is_in_force(link: AnswerLink, today: date) -> bool:
    transfer = link.transfer
    ended = link.revoked_at is not None or link.expires_on < today or transfer.state not in UNDER_WAY
    # A withdrawal ends the link at once; asked again here, because nothing may hang on that alone.
    sealed = transfer.participant.sealed_on is not None
    return not (ended or sealed) and transfer.consent is not None and transfer.consent.withdrawn_on is None


def _found(code: str) -> AnswerLink | None:
    plain = _plain(code)
    # Guesses end at the signature, without a question to the database.
    if not constant_time_compare(plain[SECRET_SIGNS:], _signature(plain[:SECRET_SIGNS])):
        return None
    related = ("organisation", "participant__kommune", "consent", "service")
    rows = AnswerLink.objects.select_related(*(f"transfer__{name}" for name in related))
    return rows.filter(digest=_digest(plain)).first()


def _keep_opening(link: AnswerLink, *, admitted: bool, answered: bool = False) -> None:
    AnswerOpening.objects.create(link=link, admitted=admitted, answered=answered, at=moment_of_recording())


def _new_code() -> str:
    secret = "".join(secrets.choice(SIGNS) for _ in range(SECRET_SIGNS))
    return secret + _signature(secret)


def in_groups(code: str) -> str:
    """As it stands on paper: five signs each, with hyphens between."""
    plain = _plain(code)
    return "-".join(plain[start : start + GROUP] for start in range(0, len(plain), GROUP))


def _plain(code: str) -> str:
    """As it was made, however it was typed from the paper."""
    return "".join(sign for sign in code.lower() if sign in SIGNS)


def _signature(secret: str) -> str:
    mac = salted_hmac(_SALT, secret, algorithm="sha256").digest()
    return "".join(SIGNS[byte % len(SIGNS)] for byte in mac[:SIGNATURE_SIGNS])


def _digest(code: str) -> str:
    """With the key of the installation: who reads the table alone cannot even try codes."""
    return str(salted_hmac(f"{_SALT}.digest", code, algorithm="sha256").hexdigest())
