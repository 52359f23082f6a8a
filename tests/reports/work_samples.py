"""Tables of the work made by hand: Cottbus in March 2024."""

from dataclasses import replace
from datetime import date
from typing import Any

from reports import work_catalogue as catalogue
from reports.numbers import Figure
from reports.tallies import Tally, TallyRow
from tests.reports.samples import FIRST, STICHTAG

JANUARY = date(2024, 1, 1)
NEEDS = {
    **{"sprachkurs": 28, "anerkennung": 11, "ausbildung": 9, "arbeit": 24, "weiterbildung": 2},
    **{"kinderbetreuung": 7, "wohnung": 12, "alphabetisierung": 4, "aufenthaltsrecht": 15, "erlaubnis": 6},
}
MEASURES = {
    "integrationskurs": (4, 0, 1, 0),
    "berufssprachkurs": (9, 3, 2, 1),
    "andere_sprachkurse": (14, 4, 5, 2),
    "ausbildung": (3, 1, 0, 0),
    "praktikum": (2, 2, 4, 0),
    "arbeit": (8, 3, 3, 1),
}
RESULTS = {"job": (4, 11), "minijob": (1, 5), "training": (0, 3), "german_b1": (3, 4), "recognised": (0, 2)}
TITLES = {"chance_25b": (3, 9), "duldung_104c": (0, 4), "andere": (1, 1)}
GAPS = {"kinderbetreuung": 6, "sprachkurs": 5, "wohnung": 1}


def _rows(labels: Any, counts: dict[str, Any], width: int) -> tuple[TallyRow, ...]:
    empty = (0,) * width
    rows = [(key, label, counts.get(key, empty)) for key, label, *_ in labels]
    return tuple(
        TallyRow(key, label, count if isinstance(count, tuple) else (count,)) for key, label, count in rows
    )


def work() -> tuple[Tally, ...]:
    """Exact, before protection."""
    needs, gaps = catalogue.needs(STICHTAG), catalogue.gaps(JANUARY, STICHTAG)
    listed = Tally(
        *("needs", "Offene Bedarfe", "Bedarf", ("Personen",), needs, _rows(catalogue.NEEDS, NEEDS, 1)),
        totals=(sum(NEEDS.values()),),
        total_label="Nennungen",
        singles=(Figure("Personen mit mindestens einem offenen Bedarf", 39, needs),),
        base=43,
    )
    missing = replace(
        listed,
        key="gaps",
        title="Bedarfe ohne Angebot",
        columns=catalogue.PERIODS[1:],
        about=gaps,
        rows=_rows(catalogue.NEEDS, GAPS, 1),
        totals=(sum(GAPS.values()),),
        total_label="Insgesamt",
        singles=(Figure("Davon im Berichtsmonat", 4, gaps),),
        base=None,
    )
    return (
        Tally(
            *("measures", "Maßnahmen", "Art der Maßnahme", catalogue.MEASURE_COLUMNS),
            catalogue.measures(FIRST, STICHTAG),
            _rows(catalogue.MEASURES, MEASURES, 4),
            totals=tuple(sum(column) for column in zip(*MEASURES.values(), strict=True)),
        ),
        listed,
        missing,
        Tally(
            *("results", "Ergebnisse", "Ergebnis", catalogue.PERIODS, catalogue.results(JANUARY, STICHTAG)),
            _rows(catalogue.RESULTS, RESULTS, 2),
        ),
        Tally(
            *("titles", "Neue Aufenthaltstitel", "von → nach", catalogue.PERIODS),
            catalogue.titles(JANUARY, STICHTAG),
            _rows(catalogue.TITLE_ROWS, TITLES, 2),
        ),
    )
