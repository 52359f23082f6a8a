"""Carries out confirmed erasures, empties packets nobody decided on, counts what waits; runs nightly."""

from typing import Any

from django.apps import apps
from django.core.management.base import CommandParser
from django.utils import timezone

from clearing.packets.services import expire_packets
from participants.models import Participant
from reports.erasure.retention import due
from reports.erasure.services import carry_out
from reports.models import Erasure
from spurwechsel.commands import GermanCommand


class Command(GermanCommand):
    help = "Löscht bestätigte Fälle und den Inhalt abgelaufener Angebote; die Zahlen bleiben."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--probelauf", action="store_true", help="nur zählen, nichts löschen")

    def handle(self, *args: Any, **options: Any) -> None:
        today, dry_run = timezone.localdate(), options["probelauf"]
        waiting = Erasure.objects.waiting()
        # Nothing is erased here that nobody has confirmed.
        undecided = len(due(Participant.objects.all(), today))
        if dry_run:
            number = waiting.count()
        else:
            kommunen = apps.get_model("spurwechsel", "Kommune")._default_manager.all()
            concerned = kommunen.filter(pk__in=waiting.values("kommune"))
            number = sum(carry_out(kommune, today=today) for kommune in concerned)
        packets = expire_packets(today=today, dry_run=dry_run)
        self.stdout.write(f"{'Zu löschen' if dry_run else 'Gelöscht'}: {_cases(number)}.")
        self.stdout.write(f"Abgelaufene Angebote an andere Kommunen: {packets}.")
        self.stdout.write(f"Frist abgelaufen, noch nicht bestätigt: {_cases(undecided)}.")


def _cases(number: int) -> str:
    return "1 Fall" if number == 1 else f"{number} Fälle"
