"""Writes the monthly report of a Kommune as .pdf, .json and .csv."""

import os
import tempfile
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.exports import to_csv
from reports.models import IssuedReport
from reports.paper import print_sheet, to_json
from reports.pdf import PdfRefused, PdfUnavailable
from reports.preparation import check_stichtag, prepare
from reports.sheet import build_sheet
from spurwechsel.german import parse_day
from spurwechsel.models import Kommune

REFUSED = 2


class Command(BaseCommand):
    help = "Schreibt den Monatsbericht: den freigegebenen, wo es einen gibt, sonst einen Entwurf."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kommune", required=True, help="Kürzel der Kommune, zum Beispiel cottbus")
        parser.add_argument("--stichtag", required=True, help="Tag, zum Beispiel 2024-03-27")
        parser.add_argument("--ausgabe", required=True, type=Path, help="Ordner für die Dateien")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        try:
            kommune = _kommune(options["kommune"])
            stichtag = _day(options["stichtag"], today)
            name, files = _files(kommune, stichtag, today)
            written = write_all(options["ausgabe"], name, files)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=REFUSED) from error
        except (PdfUnavailable, PdfRefused) as error:
            raise CommandError(str(error), returncode=REFUSED) from error
        except OSError as error:
            sentence = f"In den Ordner {options['ausgabe']} kann nicht geschrieben werden: {error.strerror}."
            raise CommandError(sentence, returncode=REFUSED) from error
        for path in written:
            self.stdout.write(str(path))


def _kommune(key: str) -> Kommune:
    kommune = Kommune.objects.filter(key=key).first()
    if kommune is None:
        known = ", ".join(Kommune.objects.values_list("key", flat=True)) or "noch keine"
        raise ValidationError(f"Die Kommune „{key}“ gibt es nicht. Eingerichtet sind: {known}.")
    return kommune


def _day(text: str, today: date) -> date:
    try:
        return parse_day(text, today)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def _files(kommune: Kommune, stichtag: date, today: date) -> tuple[str, dict[str, bytes]]:
    """Name without ending, and the bytes by ending."""
    check_stichtag(kommune, stichtag, today=today)
    issued = IssuedReport.objects.filter(kommune=kommune, stichtag=stichtag).order_by("-version").first()
    if issued:
        name = issued.file_name("").removesuffix(".")
        return name, {"pdf": bytes(issued.pdf), "json": to_json(issued.figures), "csv": bytes(issued.csv)}
    prepared = prepare(kommune, stichtag, today=today)
    sheet = build_sheet(
        prepared.published, prepared.letterhead(), prepared.edition(None), highlights=prepared.highlights
    )
    files = {
        "pdf": print_sheet(sheet, prepared.published, created=timezone.now()),
        "json": to_json(prepared.published),
        "csv": to_csv(prepared.published),
    }
    return f"Spurwechsel_Monatsbericht_{stichtag:%Y-%m}_Entwurf", files


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
