"""The monthly reports that the Koordination released back then, counted from what was entered by that day."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from django.utils import timezone

from participants.services import recording_at
from reports.services import issue
from spurwechsel.models import Kommune, User
from spurwechsel.pdf import PdfUnavailable

from .staff import COORDINATORS, COTTBUS, POTSDAM


class Release(NamedTuple):
    """`text` replaces the sentences by rule, where the Koordination wrote its own."""

    kommune: str
    stichtag: date
    moment: datetime
    text: str | None = None


def _at(day: date, hour: int, minute: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


RELEASES = (
    Release(COTTBUS, date(2024, 3, 27), _at(date(2024, 3, 28), 10, 12)),
    Release(COTTBUS, date(2024, 4, 30), _at(date(2024, 5, 6), 9, 35)),
    Release(
        COTTBUS,
        date(2024, 4, 30),
        _at(date(2024, 5, 21), 14, 20),
        "Diese Fassung berücksichtigt Schritte, die nach der ersten Freigabe für den April nachgetragen"
        " wurden. Die Zielgruppe ist weiter gut erreicht; die meisten Bedarfe betreffen Sprachkurse und"
        " die Suche nach Arbeit.",
    ),
    Release(POTSDAM, date(2024, 12, 10), _at(date(2024, 12, 12), 11, 5)),
)


def release(report: Release, kommunen: Mapping[str, Kommune], staff: Mapping[str, User]) -> None:
    """Like the button „Freigeben“; left out where this machine cannot print."""
    with recording_at(report.moment):
        try:
            issue(
                kommunen[report.kommune],
                report.stichtag,
                by=staff[COORDINATORS[report.kommune]],
                today=report.moment.date(),
                highlights=report.text,
            )
        except PdfUnavailable:
            return
