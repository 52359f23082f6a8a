"""Deletes Kurzkontakte older than BRIEF_CONTACT_MONTHS months, keeps their sums; runs once a day."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from clearing.services import expire_brief_contacts
from spurwechsel.commands import GermanCommand


class Command(GermanCommand):
    help = "Löscht Kurzkontakte nach der eingestellten Zeit; ihre Zahl nach Monat und Thema bleibt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--probelauf", action="store_true", help="nur zählen, nichts löschen")

    def handle(self, *args: Any, **options: Any) -> None:
        dry_run = options["probelauf"]
        number = expire_brief_contacts(today=timezone.localdate(), dry_run=dry_run)
        contacts = "1 Kurzkontakt" if number == 1 else f"{number} Kurzkontakte"
        self.stdout.write(f"Zu löschen: {contacts}." if dry_run else f"Gelöscht: {contacts}.")
