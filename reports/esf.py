"""Counts the ESF+ indicators since January: on entry, on exit, and six months after the exit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from clearing.catalogue import EsfAntwort, EsfZeitpunkt
from clearing.models import EsfAnswer
from participants.choices import Zweck
from participants.consents import without_withdrawal
from participants.models import Participant

from . import esf_catalogue as catalogue
from .numbers import Figure
from .tallies import Tally, TallyRow
from .work_catalogue import PERIODS


def esf_answers(kommune: Any, stichtag: date, cutoff: datetime | None = None) -> list[Any]:
    """Since January, of those who did not take back the consent; one a person and moment."""
    people = without_withdrawal(Participant.objects.filter(kommune=kommune), Zweck.ESF)
    rows = EsfAnswer.objects.filter(
        participant__in=people, answered_on__range=(date(stichtag.year, 1, 1), stichtag)
    )
    if cutoff is not None:
        rows = rows.filter(recorded_at__lte=cutoff)
    return list(rows.order_by("pk"))


def esf_tallies(kommune: Any, stichtag: date, cutoff: datetime | None = None) -> tuple[Tally, ...]:
    """Empty where the programme of the day does not ask for them; else one query."""
    if not kommune.asks_esf_on(stichtag):
        return ()
    found = esf_answers(kommune, stichtag, cutoff)
    days = (date(stichtag.year, 1, 1), stichtag)
    entered = [row for row in found if row.moment == EsfZeitpunkt.EINTRITT]
    return (
        _divided("esf_labour", "ESF+: Lage auf dem Arbeitsmarkt bei Eintritt", "labour", entered, days),
        _divided("esf_education", "ESF+: höchste Bildung bei Eintritt", "education", entered, days),
        *(
            _answered(moment, [row for row in found if row.moment == moment], days)
            for moment in catalogue.YES
        ),
    )


_ROWS = {"labour": catalogue.LABOUR, "education": catalogue.EDUCATION}


def _divided(key: str, title: str, column: str, rows: Sequence[Any], days: tuple[date, date]) -> Tally:
    """Everybody in one row; an empty answer is „keine Angabe“."""
    counts = Counter(place_of(row, column) for row in rows)
    return Tally(
        key,
        title,
        "Angabe",
        PERIODS[1:],
        catalogue.entry(*days),
        tuple(TallyRow(each, label, (counts[each],)) for each, label in _ROWS[column]),
        totals=(len(rows),),
    )


def place_of(row: Any, column: str) -> str:
    return getattr(row, column) or str(EsfAntwort.KEINE_ANGABE)


def _answered(moment: str, rows: Sequence[Any], days: tuple[date, date]) -> Tally:
    """How many said yes to each question; a yes is part of all who answered, and so is what is no yes."""
    key, title = catalogue.TITLES[moment]
    about = catalogue.answers(*days)
    said_yes = [Figure(label, _number_of_yes(rows, column), about) for column, label in catalogue.YES[moment]]
    singles = (Figure(catalogue.ANSWERED, len(rows), about), *said_yes)
    return Tally(key, title, "Frage", PERIODS[1:], about, (), singles=singles, base=len(rows))


def _number_of_yes(rows: Iterable[Any], column: str) -> int:
    return sum(getattr(row, column) == EsfAntwort.JA for row in rows)


def people_of_esf(rows: Iterable[Any]) -> dict[str, list[tuple[str, int, int]]]:
    """By table row, column and person of the answers that the two divided tables count."""
    entered = [row for row in rows if row.moment == EsfZeitpunkt.EINTRITT]
    return {
        f"esf_{column}": [(place_of(row, column), 0, row.participant_id) for row in entered]
        for column in _ROWS
    }
