"""After a restore: erases again what was erased since the backup; and writes the list that this needs."""

import json
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.management.base import CommandParser
from django.utils import timezone

from reports.erasure.services import carry_out, order_again
from reports.models import Erasure
from spurwechsel.commands import GermanCommand

UNREADABLE = "Zeile {0} der Löschliste ist nicht zu lesen. Gelöscht ist nichts."


class Command(GermanCommand):
    help = "Schreibt die Löschliste oder löscht nach einer Wiederherstellung noch einmal, was darauf steht."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--schreiben", metavar="DATEI", type=Path, help="Löschliste in diese Datei schreiben"
        )
        what.add_argument("--von", metavar="DATEI", type=Path, help="löschen, was auf dieser Liste steht")
        parser.add_argument("--durch", metavar="E-MAIL", help="wer das Nachholen verantwortet")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["schreiben"]:
            self._write(options["schreiben"])
        elif options["von"]:
            self._repeat(options["von"], options["durch"] or "")
        else:
            raise CommandError("Geben Sie --schreiben oder --von an.", returncode=2)

    def _write(self, path: Path) -> None:
        """Numbers and reasons, no names; one line a case, so that a cut file loses no more than its end."""
        rows = (
            Erasure.objects.filter(done_on__isnull=False).order_by("pk").values_list("case_number", "reason")
        )
        lines = [json.dumps({"fall": number, "grund": reason}) for number, reason in rows]
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        self.stdout.write(f"Auf der Löschliste: {len(lines)}.")

    def _repeat(self, path: Path, email: str) -> None:
        by = get_user_model()._default_manager.filter(email__iexact=email, is_active=True).first()
        if by is None:
            raise CommandError(
                "Nennen Sie mit --durch die E-Mail-Adresse eines aktiven Zugangs.", returncode=2
            )
        today, found = timezone.localdate(), _listed(path)
        again = [order_again(number, by=by, reason=reason, today=today) for number, reason in found]
        kommunen = apps.get_model("spurwechsel", "Kommune")._default_manager.all()
        concerned = kommunen.filter(pk__in=Erasure.objects.waiting().values("kommune"))
        done = sum(carry_out(kommune, today=today) for kommune in concerned)
        self.stdout.write(f"Wieder da waren {sum(again)} von {len(found)}. Gelöscht: {done}.")


def _listed(path: Path) -> list[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError("Die Löschliste ist nicht zu lesen.", returncode=2) from error
    found = []
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            case = Erasure(case_number=row["fall"], reason=row["grund"])
            case.clean_fields(exclude=["kommune", "ordered_on", "ordered_by"])
        except (ValueError, KeyError, TypeError, ValidationError) as error:
            raise CommandError(UNREADABLE.format(number), returncode=2) from error
        found.append((case.case_number, case.reason))
    return found
