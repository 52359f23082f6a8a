"""What happens to sent transfers without the team: a consent taken back, reminders, the end of waiting."""

from datetime import date
from functools import partial
from smtplib import SMTPException
from typing import Any, NamedTuple

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from participants.choices import EventKind
from participants.models import PurposeConsent
from participants.services.log import moment_of_recording

from ..models import Transfer
from ..transfer_catalogue import REMINDED_AFTER, Stand, Wer
from ..transfer_reminder import reminder_subject, reminder_text
from .deletions import ask_for_deletion
from .rows import locked, store
from .transfer_moves import EXPIRED, WAITING, Mover, ask_owner, last_day, moved, sender, tell


@transaction.atomic
def stop_transfers(consent: PurposeConsent, by: Any) -> None:
    """Stops whatever was sent on a consent that was just taken back; part of that transaction.

    Whoever got data on it is to be asked for deletion, also where nothing was expected any more.
    """
    for found in Transfer.objects.sent().filter(consent=consent):
        row = locked(found)
        if row.is_under_way:
            day = max(timezone.localdate(moment_of_recording()), last_day(row))
            moved(row, Mover(Wer.WIDERRUF, by), state=Stand.ZURUECKGEZOGEN, on=day)
        if consent.withdrawn_on is not None and row.sent_on is not None:
            ask_for_deletion(row, by=by, recipient=row.organisation, left_on=row.sent_on)


class Chased(NamedTuple):
    reminded: int
    expired: int


@transaction.atomic
def chase_transfers(*, today: date, dry_run: bool = False, answer_at: str = "") -> Chased:
    """Reminds after each of REMINDED_AFTER days without an answer, then ends the waiting.

    A partner with an e-mail address is reminded itself, once the transaction is through, where `answer_at`
    names the page for answers; of all others the owner gets a task. With `dry_run` only counts. What is
    overdue several times is reminded of once.
    """
    open_cases = Transfer.objects.filter(participant__sealed_on__isnull=True)
    waiting = open_cases.filter(state=Stand.GESENDET).order_by("pk")
    late = list(waiting.filter(answer_until__lt=today))
    asked = waiting.filter(answer_until__gte=today)
    due = [each for each in asked if _reminders_due(each, today) > each.reminders]
    if not dry_run:
        for each in late:
            _expire(locked(each), today)
        for each in due:
            _remind(locked(each), today, answer_at)
    return Chased(len(due), len(late))


def _reminders_due(row: Transfer, today: date) -> int:
    waited = (today - row.sent_on).days if row.sent_on else 0
    return sum(waited >= days for days in REMINDED_AFTER)


def _remind(row: Transfer, today: date, answer_at: str) -> None:
    by, waited = sender(row), (today - row.sent_on).days if row.sent_on else 0
    row.reminders = _reminders_due(row, today)
    store(row)
    by_mail = bool(answer_at and row.organisation.email)
    if by_mail:
        transaction.on_commit(partial(_write, row, answer_at, by, today))
    else:
        _ask_to_call(row, by, today)
    what = "Erinnerung per E-Mail an die Stelle" if by_mail else "Aufgabe zum Nachfragen"
    tell(row, EventKind.PARTNER_ANSWERED, by, f"{row}: seit {waited} Tagen ohne Antwort, {what}")


def _write(row: Transfer, answer_at: str, by: Any, today: date) -> None:
    """A mail that nobody takes becomes a task like any other."""
    try:
        send_mail(reminder_subject(row), reminder_text(row, answer_at), None, [row.organisation.email])
    except (SMTPException, OSError):
        with transaction.atomic():
            _ask_to_call(locked(row), by, today)


def _ask_to_call(row: Transfer, by: Any, today: date) -> None:
    ask_owner(row, f"Nachfragen: {row.organisation} antwortet nicht", by=by, due=today, about=WAITING)


def _expire(row: Transfer, today: date) -> None:
    by = sender(row)
    moved(row, Mover(Wer.ZEIT, by), state=Stand.ABGELAUFEN, on=today)
    title = f"Anderen Weg suchen: {row.organisation} antwortet nicht"
    ask_owner(row, title, by=by, due=today, about=EXPIRED)
