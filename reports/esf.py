"""Counts the ESF+ indicators since January: on entry, on exit, and six months after the exit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F

from clearing.catalogue import EsfAntwort, EsfZeitpunkt
from clearing.models import EsfAnswer
from participants.choices import Zweck
from participants.consents import without_withdrawal
from participants.models import Participant

from . import esf_catalogue as catalogue
from .tallies import Tally, TallyRow


def esf_answers(kommune: Any, stichtag: date, cutoff: datetime | None = None) -> list[Any]:
    """Since January, of those who did not take back the consent; one a person and moment, with the gender."""
    people = without_withdrawal(Participant.objects.filter(kommune=kommune), Zweck.ESF)
    rows = EsfAnswer.objects.filter(
        participant__in=people, answered_on__range=(date(stichtag.year, 1, 1), stichtag)
    )
    if cutoff is not None:
        rows = rows.filter(recorded_at__lte=cutoff)
    return list(rows.annotate(gender=F("participant__gender")).order_by("pk"))


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
    """Everybody in one row and one column; an empty answer is „keine Angabe“."""
    counts = Counter((place_of(row, column), column_of(row)) for row in rows)
    return Tally(
        key,
        title,
        "Angabe",
        catalogue.GENDERS,
        catalogue.entry(*days),
        tuple(
            TallyRow(each, label, tuple(counts[each, place] for place in _COLUMNS))
            for each, label in _ROWS[column]
        ),
        totals=_totals(rows),
    )


_COLUMNS = range(len(catalogue.GENDERS))


def place_of(row: Any, column: str) -> str:
    return getattr(row, column) or str(EsfAntwort.KEINE_ANGABE)


def column_of(row: Any) -> int:
    """By gender; whoever is neither a woman nor a man, or does not say, is in the last one."""
    return catalogue.COLUMN_OF.get(row.gender, _COLUMNS[-1])


def _totals(rows: Iterable[Any]) -> tuple[int, ...]:
    counts = Counter(column_of(row) for row in rows)
    return tuple(counts[place] for place in _COLUMNS)


def _answered(moment: str, rows: Sequence[Any], days: tuple[date, date]) -> Tally:
    """How many said yes to each question; a yes is part of all who answered, and so is what is no yes."""
    key, title = catalogue.TITLES[moment]
    return Tally(
        key,
        title,
        "Angabe",
        catalogue.GENDERS,
        catalogue.answers(*days),
        tuple(
            TallyRow(column, label, _totals(row for row in rows if said_yes(row, column)))
            for column, label in catalogue.YES[moment]
        ),
        totals=_totals(rows),
        total_label=catalogue.ANSWERED,
        overlaps=True,
    )


def said_yes(row: Any, column: str) -> bool:
    return bool(getattr(row, column) == EsfAntwort.JA)


def people_of_esf(rows: Iterable[Any]) -> dict[str, list[tuple[str, int, int]]]:
    """By table row, column and person of what it counts; who said no yes is in no row, but in the sum."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for row in rows:
        own = (column_of(row), row.participant_id)
        if row.moment == EsfZeitpunkt.EINTRITT:
            for column in _ROWS:
                found.setdefault(f"esf_{column}", []).append((place_of(row, column), *own))
        yes = [column for column, _ in catalogue.YES[row.moment] if said_yes(row, column)]
        found.setdefault(catalogue.TITLES[row.moment][0], []).extend((each, *own) for each in ["", *yes])
    return found
