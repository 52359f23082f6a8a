"""Writes the monthly report of a Kommune as .pdf, .json and .csv."""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser
from django.utils import timezone

from reports.editions.files import edition_json
from reports.editions.services import publish
from reports.exports import to_csv
from reports.models import IssuedReport
from reports.paper import print_sheet, to_json
from reports.preparation import check_stichtag, prepare
from reports.printing.services import printed
from spurwechsel.commands import GermanCommand
from spurwechsel.german import parse_day
from spurwechsel.pdf import PdfRefused, PdfUnavailable

EVERY = "alle"
FASSUNGEN = ("dienstlich", "veroeffentlichung")
_ARGUMENTS = ("kommune", "stichtag", "ausgabe", "fassung", "durch")


class Command(GermanCommand):
    help = (
        "Schreibt den Monatsbericht: den freigegebenen, wo es einen gibt, sonst einen Entwurf. Mit "
        "--fassung veroeffentlichung erstellt und speichert er die Fassung zur Veröffentlichung, einmal für "
        "jeden Stichtag und nur in deren Reihenfolge."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kommune", help="Kürzel der Kommune, zum Beispiel cottbus, oder „alle“")
        parser.add_argument("--stichtag", help="Tag, zum Beispiel 2024-03-27")
        parser.add_argument("--ausgabe", help="Ordner für die Dateien")
        parser.add_argument(
            "--fassung", choices=FASSUNGEN, default=FASSUNGEN[0], help="für wen (Vorgabe: dienstlich)"
        )
        parser.add_argument(
            "--durch", metavar="E-MAIL", help="Koordination, die veröffentlicht; sie steht dann im Protokoll"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["kommune"] == EVERY and options["ausgabe"]:
            self._write_every(options)
            return
        try:
            paths = _write(*(options[name] for name in _ARGUMENTS))
        except ValidationError as error:
            self._refuse(" ".join(error.messages))
        except (PdfUnavailable, PdfRefused) as error:
            self._refuse(str(error))
        except OSError:
            folder = options["ausgabe"]
            self._refuse(f"In den Ordner {folder} kann nicht geschrieben werden. Prüfen Sie Pfad und Rechte.")
        else:
            self.stdout.write("\n".join(str(path) for path in paths))

    def _write_every(self, options: dict[str, Any]) -> None:
        """Each Kommune into a folder of its own; one that fails is told and stops no other."""
        keys = list(apps.get_model("spurwechsel", "Kommune")._default_manager.values_list("key", flat=True))
        failed = 0
        for number, key in enumerate(keys, start=1):
            folder = str(Path(options["ausgabe"]) / key)
            try:
                _write(key, options["stichtag"], folder, options["fassung"], options["durch"])
            except ValidationError as error:
                failed += 1
                self.stderr.write(f"{key}: {' '.join(error.messages)}")
            except (PdfUnavailable, PdfRefused, OSError) as error:
                failed += 1
                self.stderr.write(f"{key}: {error}")
            self.stdout.write(f"{number} von {len(keys)}")
        if failed:
            sys.exit(2)

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(2)


def _write(
    key: str | None, day: str | None, folder: str | None, edition: str, email: str | None
) -> list[Path]:
    """The paths of the three files. Raises ValidationError before anything is written."""
    if not (key and day and folder):
        raise ValidationError("Geben Sie --kommune, --stichtag und --ausgabe an.")
    today = timezone.localdate()
    kommune, stichtag = _kommune(key), _day(day, today)
    if edition == FASSUNGEN[0]:
        if email is not None:
            raise ValidationError("--durch gehört zu --fassung veroeffentlichung.")
        name, files = _files(kommune, stichtag, today)
    else:
        name, files = _public_files(kommune, stichtag, today, _user(email))
    return write_all(Path(folder), name, files)


def _user(email: str | None) -> Any | None:
    """Who publishes; None where nobody is named."""
    if email is None:
        return None
    user = get_user_model()._default_manager.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise ValidationError("Nennen Sie mit --durch die E-Mail-Adresse eines aktiven Zugangs.")
    return user


def _kommune(key: str) -> Any:
    kommunen = apps.get_model("spurwechsel", "Kommune")._default_manager
    kommune = kommunen.filter(key=key).first()
    if kommune is None:
        known = ", ".join(kommunen.values_list("key", flat=True)) or "noch keine"
        raise ValidationError(f"Die Kommune „{key}“ gibt es nicht. Eingerichtet sind: {known}.")
    return kommune


def _day(text: str, today: date) -> date:
    try:
        return parse_day(text, today)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def _files(kommune: Any, stichtag: date, today: date) -> tuple[str, dict[str, bytes]]:
    """Name without ending, and the bytes by ending."""
    check_stichtag(kommune, stichtag, today=today)
    issued = IssuedReport.objects.filter(kommune=kommune, stichtag=stichtag).order_by("-version").first()
    if issued:
        printed(issued)
        name = issued.file_name("").removesuffix(".")
        return name, {"pdf": bytes(issued.pdf), "json": to_json(issued.figures), "csv": bytes(issued.csv)}
    prepared = prepare(kommune, stichtag, today=today)
    sheet = prepared.sheet()
    files = {
        "pdf": print_sheet(sheet, prepared.published, created=timezone.now()),
        "json": to_json(prepared.published),
        "csv": to_csv(prepared.published),
    }
    return f"Spurwechsel_Monatsbericht_{kommune.key}_{stichtag:%Y-%m-%d}_Entwurf", files


def _public_files(kommune: Any, stichtag: date, today: date, by: Any | None) -> tuple[str, dict[str, bytes]]:
    """The same for publication; what was never published is published now."""
    edition = publish(kommune, stichtag, by=by, today=today)
    files = {"pdf": bytes(edition.pdf), "json": edition_json(edition.figures), "csv": bytes(edition.csv)}
    return edition.file_name("").removesuffix("."), files


def write_all(folder: Path, name: str, files: dict[str, bytes]) -> list[Path]:
    """All files or none: each is complete under a passing name before the first gets its own."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {ending: folder / f"{name}.{ending}" for ending in files}
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as passing:
        for ending, content in files.items():
            with (Path(passing) / ending).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for ending, path in paths.items():
            (Path(passing) / ending).replace(path)
    return list(paths.values())
