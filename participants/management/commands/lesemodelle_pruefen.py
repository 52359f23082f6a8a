"""Do status and periods of every case follow from its log? Meant to run every night."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from participants.services.proof import departures, derive_again
from spurwechsel.commands import GermanCommand


class Command(GermanCommand):
    help = "Prüft, ob Status und Zeiträume aller Fälle aus dem Verlauf folgen; ändert ohne --erneuern nichts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--erneuern", action="store_true", help="leitet abweichende Fälle neu ab")
        parser.add_argument("--probelauf", action="store_true", help="sagt nur, welche Fälle es wären")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = departures()
        if not wrong:
            self.stdout.write("Alle Fälle stimmen mit ihrem Verlauf überein.")
        elif options["probelauf"]:
            self.stdout.write(f"Neu abzuleiten: {cases(len(wrong))} ({', '.join(wrong)}).")
        elif options["erneuern"]:
            self.stdout.write(f"Neu abgeleitet: {cases(derive_again(wrong))}.")
        else:
            for number in wrong:
                self.stdout.write(number)
            verb = "weicht" if len(wrong) == 1 else "weichen"
            raise CommandError(
                f"{cases(len(wrong))} {verb} vom Verlauf ab. Neu ableiten: lesemodelle_pruefen --erneuern"
            )


def cases(number: int) -> str:
    return "1 Fall" if number == 1 else f"{number} Fälle"
