"""Deletes drafts that nobody has touched for DRAFT_DAYS days; meant to run once a day."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from clearing.services import expire_drafts
from spurwechsel.commands import GermanCommand


class Command(GermanCommand):
    help = "Löscht Entwürfe von Gesprächen, die länger als die eingestellte Zeit unberührt sind."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--probelauf", action="store_true", help="nur zählen, nichts löschen")

    def handle(self, *args: Any, **options: Any) -> None:
        dry_run = options["probelauf"]
        number = expire_drafts(now=timezone.now(), dry_run=dry_run)
        drafts = "1 Entwurf" if number == 1 else f"{number} Entwürfe"
        self.stdout.write(f"Zu löschen: {drafts}." if dry_run else f"Gelöscht: {drafts}.")
