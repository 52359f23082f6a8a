"""The monthly reports that the Koordination released back then, counted from what was entered by that day."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone

from participants.services import recording_at
from reports.printing.services import leave_unprinted
from reports.services import issue
from spurwechsel.models import Kommune, User

from .staff import COORDINATORS, COTTBUS, POTSDAM


class Release(NamedTuple):
    """`text` replaces the sentences by rule where the Koordination wrote its own, `blocks` follow it."""

    kommune: str
    stichtag: date
    moment: datetime
    text: str | None = None
    blocks: Mapping[str, str] | None = None


def _at(day: date, hour: int, minute: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


_MARCH = {
    "successes": "Die Arbeitgeberrunde der Stadt hat sich zum ersten Mal getroffen. Mehrere Betriebe wollen"
    " Praktika anbieten.",
    "obstacles": "Kurse auf dem Niveau B1 am Abend gibt es zu wenige; wer arbeitet, wartet auf einen Platz.",
    "outlook": "Im April beginnt ein Sprachkurs, der sich mit Schichtarbeit vereinbaren lässt.",
}
_APRIL = {
    "successes": "Der Sprachkurs für Beschäftigte ist gestartet und voll besetzt.",
    "problems": "Termine für Sprachprüfungen sind erst im Sommer wieder frei.",
    "outlook": "Die Koordination spricht mit dem Kursträger über eine zweite Gruppe.",
}
FIRST_MONTH = (2023, 10)
# The day of the next month on which a report is released, unless it is one of these.
DAY_OF_RELEASE = 5
_TOLD = (
    Release(COTTBUS, date(2024, 3, 27), _at(date(2024, 3, 28), 10, 12), blocks=_MARCH),
    Release(COTTBUS, date(2024, 4, 30), _at(date(2024, 5, 6), 9, 35), blocks=_APRIL),
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


def releases(today: date) -> list[Release]:
    """Every month of both towns up to the last one, in the order of their release; told ones as told."""
    told = {(report.kommune, report.stichtag.replace(day=1)) for report in _TOLD}
    found = list(_TOLD)
    first, minute = date(*FIRST_MONTH, 1), 0
    while (following := (first + timedelta(days=31)).replace(day=1)) <= today:
        for kommune in (COTTBUS, POTSDAM):
            minute = (minute + 7) % 60
            moment = _at(following.replace(day=DAY_OF_RELEASE), 9, minute)
            if (kommune, first) not in told and moment.date() < today:
                found.append(Release(kommune, following - timedelta(days=1), moment))
        first = following
    return sorted(found, key=lambda report: report.moment)


def release(
    report: Release,
    kommunen: Mapping[str, Kommune],
    staff: Mapping[str, User],
    *,
    looking_back: bool = False,
) -> None:
    """Like the button „Freigeben“; printed when somebody first reads it, so that the demo is quick.

    Looking back, only what had been entered by then is counted.
    """
    with recording_at(report.moment):
        issue(
            kommunen[report.kommune],
            report.stichtag,
            by=staff[COORDINATORS[report.kommune]],
            today=report.moment.date(),
            highlights=report.text,
            blocks=report.blocks,
            printer=leave_unprinted,
            cutoff=report.moment if looking_back else None,
        )
