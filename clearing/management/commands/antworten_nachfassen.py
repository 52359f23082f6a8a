"""Reminds of transfers without an answer and ends the waiting after TRANSFER_DAYS; runs once a day."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from clearing.services import chase_transfers
from spurwechsel.commands import GermanCommand


class Command(GermanCommand):
    help = "Erinnert an Übermittlungen ohne Antwort und beendet das Warten nach der eingestellten Zeit."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--probelauf", action="store_true", help="nur zählen, nichts ändern")

    def handle(self, *args: Any, **options: Any) -> None:
        dry_run = options["probelauf"]
        found = chase_transfers(today=timezone.localdate(), dry_run=dry_run)
        begin = "Fällig" if dry_run else "Erledigt"
        self.stdout.write(f"{begin}: {found.reminded} Erinnerungen, {found.expired} abgelaufen.")
