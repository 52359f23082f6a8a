"""The tables of the work as they are read: numbers as signs, definitions as notes below each table."""

from collections.abc import Collection

from .figures import MonthlyFigures
from .numbers import CONTACTS
from .signs import NOTHING, SECRET, Sign, kept_secret, sign
from .tables import Row, Table
from .tallies import Tally

_WORDS = {NOTHING: "keine", SECRET: "geheim zu halten (·)"}
# A table with fewer numbers above zero than one in so many cells is told in a sentence.
CELLS_FOR_A_NUMBER = 10
# So is one with more secret numbers than these for each that is told.
SECRET_FOR_A_NUMBER = 3


def work_tables(figures: MonthlyFigures, first_number: int, corrected: Collection[str]) -> tuple[Table, ...]:
    """One table each, numbered from ``first_number`` on; figures must be protected already."""
    told = [tally for tally in figures.work if _needs_a_table(tally, corrected)]
    return tuple(_table(number, tally, corrected) for number, tally in enumerate(told, start=first_number))


def work_in_words(figures: MonthlyFigures, corrected: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Title and words for each table that would show hardly more than zeros and secret numbers."""
    return tuple(
        (f"{tally.title}, {tally.about.reference}", _in_a_sentence(tally))
        for tally in figures.work
        if not _needs_a_table(tally, corrected)
    )


def _needs_a_table(tally: Tally, corrected: Collection[str]) -> bool:
    """A number that was corrected is always shown in its place, with its r."""
    if any(path.startswith(f"work/{tally.key}/") for path in corrected):
        return True
    cells = [count for row in tally.rows for count in row.counts]
    told, secret = sum(bool(count) for count in cells), sum(count is None for count in cells)
    return CELLS_FOR_A_NUMBER * told >= max(1, len(cells)) and secret <= SECRET_FOR_A_NUMBER * told


def _in_a_sentence(tally: Tally) -> str:
    columns = tally.columns if len(tally.columns) > 1 else (tally.total_label,)
    told = list(zip(columns, tally.totals, strict=False)) if tally.totals else []
    for row in tally.rows:
        pairs = zip(tally.columns, row.counts, strict=True)
        told += [
            (row.label if len(tally.columns) == 1 else f"{row.label} {column}", count)
            for column, count in pairs
            if count
        ]
    told += [(single.label, single.persons) for single in tally.singles]
    secret = sum(count is None for row in tally.rows for count in row.counts)
    nothing = "was nicht geheim bleibt, ist null" if secret else "keine Zahl über null"
    words = "; ".join(f"{label}: {_in_words(count)}" for label, count in told) or nothing
    notes = [tally.explanation] if tally.explanation else []
    notes += [f"{kept_secret(secret)}, siehe Methodik."] if secret else []
    return " ".join([f"{words}.", *notes, f"Zählweise: {tally.about.definition}"])


def _table(number: int, tally: Tally, corrected: Collection[str]) -> Table:
    caption = f"Tabelle {number}: {tally.title}, {tally.about.reference}"
    path = f"work/{tally.key}"
    if not tally.rows and tally.explanation:
        return Table(tally.key, caption, (), (), _notes(tally, with_total=True))
    rows = [
        Row(
            row.label,
            _signs(row.counts, f"{path}/{row.key}", corrected),
            paths=_paths(f"{path}/{row.key}", row.counts) if tally.about.unit != CONTACTS else (),
        )
        for row in tally.rows
    ]
    if tally.totals:
        total = _signs(tally.totals, f"{path}/total", corrected)
        paths = _paths(f"{path}/total", tally.totals)
        rows.append(Row(tally.total_label, total, is_sum=True, paths=paths))
    return Table(tally.key, caption, (tally.head, *tally.columns), tuple(rows), _notes(tally))


def _paths(path: str, counts: tuple[int | None, ...]) -> tuple[str, ...]:
    return tuple(f"{path}/{place}" if count != 0 else "" for place, count in enumerate(counts))


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
