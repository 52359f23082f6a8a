"""Measures the application with many people, in a database of its own."""

import json
import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections
from django.utils import timezone

from spurwechsel.bench.inside import inside_targets
from spurwechsel.bench.pages import page_targets
from spurwechsel.bench.stopwatch import take_turns
from spurwechsel.bench.table import table
from spurwechsel.bench.web import BenchError, Browser, running_server
from spurwechsel.commands import GermanCommand
from spurwechsel.demo.gross import EVERYWHERE
from spurwechsel.demo.logins import FILE_NAME
from spurwechsel.demo.staff import STAFF
from spurwechsel.models import User

FOLDER = "messung"
OF_THE_USER = ("DATABASE_URL", "SPURWECHSEL_ENV", "SPURWECHSEL_DEBUG", "SPURWECHSEL_HOSTS")


class Command(GermanCommand):
    help = "Misst Seiten und Auswertungen als Verhältnis zu einer Seite, auf der fast nichts steht (F)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gross", type=int, default=25_000, help="so viele Personen (Vorgabe: 25000)")
        parser.add_argument("--runden", type=int, default=9, help="höchstens so viele Runden (Vorgabe: 9)")
        parser.add_argument("--sekunden", type=int, default=180, help="danach beginnt keine Runde mehr")

        parser.add_argument(
            "--pdfs", type=int, default=0, help="dazu so viele Monatsberichte als PDF, alle gedruckt"
        )

    def handle(self, *, gross: int, runden: int, sekunden: int, pdfs: int, **options: object) -> None:
        if settings.PRODUCTION:
            raise CommandError("Im Betrieb wird nicht gemessen.")
        if settings.HOME.name != FOLDER:
            start_again_in_own_home(settings.HOME / FOLDER)
        self.stdout.write(f"Daten für {gross} Personen; beim ersten Mal dauert das etwa eine Minute …")
        self.stdout.flush()
        set_up(gross)
        passwords = read_passwords(settings.HOME)
        moment = timezone.localtime()
        try:
            with running_server() as port:
                everywhere, at_home = Browser(port), Browser(port)
                everywhere.log_in(EVERYWHERE, passwords[EVERYWHERE])
                local = STAFF["beispiel"].email
                at_home.log_in(local, passwords[local])
                by = User.objects.get(email=EVERYWHERE)
                targets = [
                    *page_targets(everywhere, at_home, by, moment.date()),
                    *inside_targets(by, moment.date(), moment, pdfs=pdfs),
                ]
                results = take_turns(targets, rounds=runden, seconds=sekunden)
        except BenchError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{len(targets[0].rounds)} Runden, Median; F ist /tastatur/ nach der Anmeldung.\n\n"
        )
        self.stdout.write("\n".join(table(results)))


def start_again_in_own_home(home: Path) -> None:
    """The same command with another home: the data of the user are neither seen nor slowed down."""
    connections.close_all()
    environment = {name: value for name, value in os.environ.items() if name not in OF_THE_USER}
    environment["SPURWECHSEL_HOME"] = str(home)
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *sys.argv[1:]]
    os.execve(sys.executable, command, environment)  # noqa: S606


def set_up(count: int) -> None:
    """The data, and what PostgreSQL would do about so many new rows within a few minutes by itself."""
    call_command("migrate", verbosity=0)
    call_command("demo_data", gross=count, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def read_passwords(home: Path) -> dict[str, str]:
    entries = json.loads((home / FILE_NAME).read_text(encoding="utf-8"))
    return {entry["email"]: entry["passwort"] for entry in entries}
