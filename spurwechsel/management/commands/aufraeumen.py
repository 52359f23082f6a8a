"""Deletes what is over: sessions, kept forms, jobs that were done; meant to run every night."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from spurwechsel.commands import GermanCommand
from spurwechsel.services import forget_expired


class Command(GermanCommand):
    help = "Löscht abgelaufene Sitzungen, gerettete Formulare und erledigte Aufträge."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--probelauf", action="store_true", help="nur zählen, nichts löschen")

    def handle(self, *args: Any, **options: Any) -> None:
        dry_run = options["probelauf"]
        numbers = forget_expired(now=timezone.now(), dry_run=dry_run)
        told = ", ".join(f"{number} {word}" for word, number in numbers.items() if number) or "nichts"
        self.stdout.write(f"{'Zu löschen' if dry_run else 'Gelöscht'}: {told}.")
