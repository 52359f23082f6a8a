"""The tables of the work as they are read: numbers as signs, definitions as notes below each table."""

from collections.abc import Collection

from .figures import MonthlyFigures
from .signs import NOTHING, SECRET, Sign, kept_secret, sign
from .tables import Row, Table
from .tallies import Tally

_WORDS = {NOTHING: "keine", SECRET: "geheim zu halten (·)"}


def work_tables(figures: MonthlyFigures, first_number: int, corrected: Collection[str]) -> tuple[Table, ...]:
    """One table each, numbered from ``first_number`` on; figures must be protected already."""
    return tuple(
        _table(number, tally, corrected) for number, tally in enumerate(figures.work, start=first_number)
    )


def _table(number: int, tally: Tally, corrected: Collection[str]) -> Table:
    caption = f"Tabelle {number}: {tally.title}, {tally.about.reference}"
    path = f"work/{tally.key}"
    if not tally.rows and tally.explanation:
        return Table(tally.key, caption, (), (), _notes(tally, with_total=True))
    rows = [Row(row.label, _signs(row.counts, f"{path}/{row.key}", corrected)) for row in tally.rows]
    if tally.totals:
        total = _signs(tally.totals, f"{path}/total", corrected)
        rows.append(Row(tally.total_label, total, is_sum=True))
    return Table(tally.key, caption, (tally.head, *tally.columns), tuple(rows), _notes(tally))


def _signs(counts: tuple[int | None, ...], path: str, corrected: Collection[str]) -> tuple[Sign, ...]:
    return tuple(sign(count, corrected=f"{path}/{place}" in corrected) for place, count in enumerate(counts))


def _notes(tally: Tally, *, with_total: bool = False) -> tuple[str, ...]:
    told = [(single.label, single.persons) for single in tally.singles]
    if with_total:
        told.insert(0, (tally.total_label, tally.totals[0]))
    notes = [f"{label}: {_in_words(count)}." for label, count in told]
    if tally.explanation:
        notes.append(tally.explanation)
    secret = sum(count is None for row in tally.rows for count in row.counts)
    if secret:
        notes.append(f"{kept_secret(secret)}, siehe Methodik.")
    return (*notes, f"Zählweise: {tally.about.definition}")


def _in_words(count: int | None) -> str:
    shown = sign(count)
    return _WORDS.get(shown, shown.text)
