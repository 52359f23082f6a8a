"""Fills an empty installation with invented people, for trying out, training and measuring."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from participants.models import Participant
from spurwechsel.commands import GermanCommand
from spurwechsel.demo.build import build
from spurwechsel.demo.gross import EVERYWHERE, make_many
from spurwechsel.demo.logins import write_logins
from spurwechsel.demo.staff import ADMINISTRATION, STAFF
from spurwechsel.models import Kommune, User

DEFAULT_SEED = 2024
STAYS = (
    "Die weiteren Kommunen gibt es schon, es bleibt bei ihren Personen:"
    " Für eine andere Anzahl ist ein neues SPURWECHSEL_HOME oder eine leere Datenbank nötig."
)


class Command(GermanCommand):
    help = "Legt Demodaten mit erfundenen Personen an; ein zweiter Lauf ändert nichts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--seed", type=int, default=DEFAULT_SEED, help=f"Startwert des Zufalls (Vorgabe: {DEFAULT_SEED})"
        )

        parser.add_argument(
            "--gross",
            type=int,
            default=0,
            metavar="N",
            help="dazu N Personen in 200 weiteren Kommunen, um Geschwindigkeit zu messen",
        )

    def handle(self, *, seed: int, gross: int, verbosity: int, **options: object) -> None:
        if gross < 0:
            raise CommandError("Zu --gross gehört eine Anzahl von Personen ab 0.", returncode=2)
        refuse_where_people_are_real()
        today = timezone.localdate()
        if not User.objects.filter(is_demo=True).exists():
            build(seed, today)
        if gross:
            by = User.objects.get(email=STAFF[ADMINISTRATION].email)
            if not make_many(gross, seed=seed, today=today, by=by) and verbosity:
                self.stdout.write(STAYS)
        emails = [*(colleague.email for colleague in STAFF.values()), EVERYWHERE]
        path = write_logins(settings.HOME, emails)
        if verbosity:
            self.stdout.write(
                f"Demodaten: {Participant.objects.count()} erfundene Personen in"
                f" {Kommune.objects.count()} Kommunen. Die Zugänge stehen in {path}."
            )


def refuse_where_people_are_real() -> None:
    """Sample people next to real ones would be confused with them; raises CommandError."""
    if settings.PRODUCTION:
        raise CommandError("Demodaten gehören nicht in den Betrieb; hier werden keine angelegt.")
    is_demo = User.objects.filter(is_demo=True).exists()
    if not is_demo and (Kommune.objects.exists() or User.objects.exists() or Participant.objects.exists()):
        raise CommandError(
            "In dieser Datenbank stehen schon Kommunen, Zugänge oder Personen, die keine Demodaten sind;"
            " es wird nichts angelegt."
        )
