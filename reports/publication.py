"""
Decides what an edition for publication says, so that no series of editions gives anybody away.

Every number is rounded. All numbers of a Kommune are renewed together, and only when in every table at least
five people, or as many more as the Förderprogramm asks for, changed since each edition that was really
published; until then the last numbers are repeated with their day. An attack on the new edition and on each
one that was really published before is the gate: what it finds is told more coarsely, in tens instead of
fives, then not at all. Movements and the work with people are not published; they are about few people every
month.

Not covered: a reader who knows all but one of the people who changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self

from spurwechsel.german import format_day

from .cells import SMALLEST_BASE
from .differencing import ARRIVAL, DEPARTURE, candidates
from .figures import MonthlyFigures
from .numbers import About
from .public_rules import SMALLEST_CHANGE, USUAL, PublicMethod, PublicRules
from .rounding import COARSE, FINE, SMALLEST_FOR_FINE, Box, joint_total, rounded

# Fixed, so that nobody asks for another table to compare with. Not the nationality: which countries are the
# five most frequent changes with a single person, and the freeze rule looks at numbers, not at the rows.
TABLES = ("status", "residence", "age", "gender")
# A number has to leave so many possibilities, and so does the place of somebody who is new or gone.
POSSIBILITIES = 3
# All but two in one cell tell of everybody else in it.
LEAST_OUTSIDE = 3


@dataclass(frozen=True)
class PublicTable:
    """``counts`` are rounded to ``base``; empty where the table is not published."""

    key: str
    title: str
    head: str
    about: About
    labels: tuple[str, ...]
    counts: tuple[int, ...]
    base: int


@dataclass(frozen=True)
class PublicFigures:
    """
    What one edition tells. ``counted_on`` is the day of the numbers, at most the Stichtag.

    ``total`` is rounded to ``base``, None below ten people. ``smallest_change`` is how many people must
    change in every table before there are new numbers.
    """

    kommune: str
    kommune_key: str
    stichtag: date
    counted_on: date
    total: int | None
    base: int
    about: About
    tables: tuple[PublicTable, ...]
    smallest_change: int = SMALLEST_CHANGE

    @property
    def is_renewed(self) -> bool:
        return self.counted_on == self.stichtag

    def table(self, key: str) -> PublicTable:
        return next(table for table in self.tables if table.key == key)

    def box(self, key: str) -> Box | None:
        """What the table tells a reader of this edition; None where it is not published."""
        table = self.table(key)
        if self.total is None or not table.counts:
            return None
        shown = [each for each in self.tables if each.counts]
        boxes = {each.key: Box.of(self.total, self.base, each.counts, each.base) for each in shown}
        return boxes[key].within(joint_total(list(boxes.values())))

    def to_json(self) -> dict[str, Any]:
        """Plain lists, texts and numbers; days as ISO text. What is usual is not named, as it never was."""
        raw = asdict(self)
        if self.smallest_change == SMALLEST_CHANGE:
            del raw["smallest_change"]
        for name in ("stichtag", "counted_on"):
            raw[name] = raw[name].isoformat()
        raw["tables"] = list(raw["tables"])
        for table in raw["tables"]:
            table["labels"], table["counts"] = list(table["labels"]), list(table["counts"])
        return raw

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        """The inverse of ``to_json``."""
        days = {name: date.fromisoformat(raw[name]) for name in ("stichtag", "counted_on")}
        tables = tuple(
            PublicTable(
                **{
                    **table,
                    "about": About(**table["about"]),
                    "labels": tuple(table["labels"]),
                    "counts": tuple(table["counts"]),
                }
            )
            for table in raw["tables"]
        )
        return cls(**{**raw, **days, "about": About(**raw["about"]), "tables": tables})


# For the day of the numbers of each earlier edition: how many people changed since, by table.
Changes = Mapping[date, Mapping[str, int]]


@dataclass(frozen=True)
class Decision:
    """``reasons`` say in German what was coarsened or held back; they are for the Koordination alone."""

    figures: PublicFigures
    reasons: tuple[str, ...]


def decide(
    exact: MonthlyFigures,
    published: Sequence[PublicFigures],
    changes: Changes,
    rules: PublicRules = USUAL,
) -> Decision:
    """The next edition after all those published before, oldest first; not for programmes that want none."""
    unchanged = _unchanged(exact, changes, rules.smallest_change)
    if published and unchanged:
        last = published[-1]
        tables = last.tables
        if rules.method == PublicMethod.TOTAL:
            tables = tuple(replace(table, counts=()) for table in tables)
        figures = replace(last, stichtag=exact.stichtag, tables=tables, smallest_change=rules.smallest_change)
        return Decision(figures, (_why_repeated(last.counted_on, unchanged, rules.smallest_change),))
    decision = _through_the_gate(exact, published, changes, rules.method)
    return replace(decision, figures=replace(decision.figures, smallest_change=rules.smallest_change))


def exact_counts(exact: MonthlyFigures) -> dict[str, dict[str, int]]:
    """Per table the exact numbers by the key of the row."""
    counts = {"status": {row.key: row.persons for row in exact.statuses}}
    for table in exact.breakdowns:
        counts[table.key] = {cell.key: cell.persons or 0 for cell in table.cells}
    return {key: counts[key] for key in TABLES}


def _unchanged(exact: MonthlyFigures, changes: Changes, smallest: int) -> list[str]:
    titles = _titles(exact)
    return [titles[key] for key in TABLES if any(each[key] < smallest for each in changes.values())]


def _why_repeated(day: date, titles: Sequence[str], smallest: int) -> str:
    number = "fünf" if smallest == SMALLEST_CHANGE else str(smallest)
    return (
        f"Die Zahlen vom {format_day(day)} werden wiederholt: Gegenüber einer veröffentlichten Fassung haben "
        f"sich weniger als {number} Personen geändert ({', '.join(titles)}). Neue Zahlen würden sie verraten."
    )


def _titles(exact: MonthlyFigures) -> dict[str, str]:
    return {"status": "Status"} | {table.key: table.title for table in exact.breakdowns}


def _through_the_gate(
    exact: MonthlyFigures, published: Sequence[PublicFigures], changes: Changes, method: str
) -> Decision:
    if exact.total < SMALLEST_BASE:
        too_few = f"Nicht aufgegliedert: Es sind unter {SMALLEST_BASE} Personen."
        return Decision(_figures(exact, total=None, base=FINE, bases={}), (too_few,))
    base, reasons = _base(exact.total, method)
    total = rounded(exact.total, base)
    if method == PublicMethod.TOTAL:
        reasons.append("Nicht aufgegliedert, wie es das Förderprogramm vorsieht.")
        return Decision(_figures(exact, total=total, base=base, bases={}), tuple(reasons))
    bases = dict.fromkeys(TABLES, base)
    for key in _nearly_uniform(exact):
        del bases[key]
        reasons.append(
            f"{_titles(exact)[key]}: nicht veröffentlicht, weil fast alle in derselben Zeile stehen."
        )
    figures = _figures(exact, total=total, base=base, bases=bases)
    while found := weakness(figures, published, changes):
        key, why = found
        if bases[key] == COARSE:
            del bases[key]
            reasons.append(f"{_titles(exact)[key]}: nicht veröffentlicht, denn {why}.")
        else:
            bases[key] = COARSE
            reasons.append(f"{_titles(exact)[key]}: auf {COARSE} gerundet, denn {why}.")
        figures = _figures(exact, total=figures.total, base=base, bases=bases)
    return Decision(figures, tuple(reasons))


def _base(total: int, method: str) -> tuple[int, list[str]]:
    """To what the numbers are rounded at first, and why if it is coarse."""
    if method == PublicMethod.TENS:
        return COARSE, [f"Alle Zahlen sind auf {COARSE} gerundet, wie es das Förderprogramm vorsieht."]
    if total >= SMALLEST_FOR_FINE:
        return FINE, []
    small = f"Alle Zahlen sind auf {COARSE} gerundet: Es sind unter {SMALLEST_FOR_FINE} Personen."
    return COARSE, [small]


def _nearly_uniform(exact: MonthlyFigures) -> list[str]:
    counts = exact_counts(exact)
    return [key for key in TABLES if sum(counts[key].values()) - max(counts[key].values()) < LEAST_OUTSIDE]


def _figures(
    exact: MonthlyFigures, *, total: int | None, base: int, bases: Mapping[str, int]
) -> PublicFigures:
    """Rounds each table to its base and leaves those without one empty."""
    abouts = {"status": (exact.status_about, "Status")}
    abouts |= {table.key: (table.about, table.head) for table in exact.breakdowns}
    labels = {"status": [row.label for row in exact.statuses]}
    labels |= {table.key: [cell.label for cell in table.cells] for table in exact.breakdowns}
    counts, titles = exact_counts(exact), _titles(exact)
    tables = tuple(
        PublicTable(
            key=key,
            title=titles[key],
            head=abouts[key][1],
            about=abouts[key][0],
            labels=tuple(labels[key]),
            counts=tuple(rounded(count, bases[key]) for count in counts[key].values())
            if key in bases
            else (),
            base=bases.get(key, base),
        )
        for key in TABLES
    )
    return PublicFigures(
        kommune=exact.kommune,
        kommune_key=exact.kommune_key,
        stichtag=exact.stichtag,
        counted_on=exact.stichtag,
        total=total,
        base=base,
        about=exact.reached.about,
        tables=tables,
    )


def weakness(
    figures: PublicFigures, published: Sequence[PublicFigures], changes: Changes
) -> tuple[str, str] | None:
    """The first table that gives a number or a person away, with a German clause why; None if none does."""
    earlier = {edition.counted_on: edition for edition in published if edition.is_renewed}
    for key in TABLES:
        box = figures.box(key)
        if box is None:
            continue
        if any(high - low + 1 < POSSIBILITIES for low, high in box.narrowed()):
            return key, "aus den gerundeten Zahlen ließe sich eine genaue berechnen"
        for edition in earlier.values():
            before = edition.box(key)
            if before and _gives_away(before, box, changes[edition.counted_on][key]):
                day = format_day(edition.counted_on)
                return key, f"der Vergleich mit dem {day} würde zeigen, wo eine einzelne Person steht"
    return None


def _gives_away(before: Box, after: Box, changes: int) -> bool:
    """For a reader who even knows how many people changed."""
    return any(
        len(candidates(before, after, way, changes, POSSIBILITIES)) < POSSIBILITIES
        for way in (ARRIVAL, DEPARTURE)
    )
