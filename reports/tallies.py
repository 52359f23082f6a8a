"""Tables of the work with people: what is needed, what runs, what came of it; rows need not add up."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Self

from .numbers import About, Entry, Figure


@dataclass(frozen=True)
class TallyRow:
    """One number a column; None where it is kept secret."""

    key: str
    label: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class Tally:
    """
    ``totals`` are the sums of the columns, empty where a sum would say nothing.

    ``singles`` are numbers told beside the table. ``base`` is how many people it is about.
    """

    key: str
    title: str
    head: str
    columns: tuple[str, ...]
    about: About
    rows: tuple[TallyRow, ...]
    totals: tuple[int | None, ...] = ()
    total_label: str = "Insgesamt"
    singles: tuple[Figure, ...] = ()
    base: int | None = None
    explanation: str = ""
    # Whether somebody may be in several rows of a column; each is a part of its total.
    overlaps: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell: every number is zero."""
        singles = (single.persons for single in self.singles)
        return not any(count != 0 for row in self.rows for count in row.counts) and not any(singles)

    def adds_up(self) -> bool:
        """Whether the columns sum up to their totals, where there are any and nothing is secret."""
        counts = [row.counts for row in self.rows]
        if self.overlaps or not self.totals or not counts or any(None in row for row in counts):
            return True
        return (
            tuple(sum(count or 0 for count in column) for column in zip(*counts, strict=True)) == self.totals
        )

    def entries(self) -> Iterator[Entry]:
        """Every number of the table in the order of the page."""
        rows = [*self.rows, TallyRow("total", self.total_label, self.totals)]
        for row in rows:
            for place, count in enumerate(row.counts):
                path = f"work/{self.key}/{row.key}/{place}"
                yield Entry(path, self.title, row.label, self.columns[place], count, self.about)
        for place, single in enumerate(self.singles):
            path, about = f"work/{self.key}/single/{place}", single.about
            yield Entry(path, self.title, single.label, about.unit, single.persons, about)

    def to_json(self) -> dict[str, Any]:
        """Plain lists, texts and numbers; secret numbers as null."""
        raw = asdict(self)
        for name in ("columns", "totals", "rows", "singles"):
            raw[name] = list(raw[name])
        for row in raw["rows"]:
            row["counts"] = list(row["counts"])
        return raw

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        """The inverse of ``to_json``."""
        about = About(**raw["about"])
        rows = tuple(TallyRow(row["key"], row["label"], tuple(row["counts"])) for row in raw["rows"])
        singles = tuple(Figure(one["label"], one["persons"], About(**one["about"])) for one in raw["singles"])
        tuples = {"columns": tuple(raw["columns"]), "totals": tuple(raw["totals"])}
        return cls(**{**raw, **tuples, "about": about, "rows": rows, "singles": singles})
