"""Which titles come into reach for the persons of a facts file? Answers in JSON, without the database."""

import sys
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from participants.fact_answers import answer
from participants.rules import perspective_as_dict
from spurwechsel.commands import GermanCommand


class Command(GermanCommand):
    help = "Zeigt die Bleibeperspektive der Personen einer Faktendatei an einem Tag (JSON)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("datei", nargs="?", help="Faktendatei mit einer Person oder einer Liste")
        parser.add_argument("--am", help="Tag, nach dem gefragt wird (JJJJ-MM-TT)")

    def handle(self, *args: Any, **options: Any) -> None:
        status = answer(
            options["datei"],
            options["am"],
            perspective_as_dict,
            self.stdout,
            self.stderr,
            today=timezone.localdate(),
        )
        if status:
            sys.exit(status)
