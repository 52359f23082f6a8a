"""Reminds partners or the team of answers and ends the waiting after TRANSFER_DAYS; runs once a day."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.urls import reverse
from django.utils import timezone

from clearing.services import chase_transfers
from spurwechsel.commands import GermanCommand, own_address


class Command(GermanCommand):
    help = "Erinnert an Übermittlungen ohne Antwort und beendet das Warten nach der eingestellten Zeit."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--probelauf", action="store_true", help="nur zählen, nichts ändern")
        parser.add_argument(
            "--adresse", default=own_address(), help="Anfang des Links (Vorgabe: %(default)s)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        dry_run = options["probelauf"]
        # Without a mail server a mail would end in the log, and nobody would be reminded.
        answer_at = options["adresse"].rstrip("/") + reverse("answer") if settings.SENDS_MAIL else ""
        found = chase_transfers(today=timezone.localdate(), dry_run=dry_run, answer_at=answer_at)
        begin = "Fällig" if dry_run else "Erledigt"
        self.stdout.write(f"{begin}: {found.reminded} Erinnerungen, {found.expired} abgelaufen.")
