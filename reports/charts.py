"""Geometry of the charts; the drawing itself is one template each, used on the page and in the PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

PAPER_WIDTH = 640
# Small enough that the words stay readable on a phone.
SCREEN_WIDTH = 440
LABEL_WIDTH = 148
# Longer labels move the axis to the right.
LETTER_WIDTH = 7
# Room behind the longest bar for its number.
VALUE_WIDTH = 60
ROW_HEIGHT = 25
BAR_HEIGHT = 18
TOP = 4
AXIS_HEIGHT = 22
MOST_STEPS = 5


@dataclass(frozen=True)
class Bar:
    label: str
    persons: int
    y: int
    width: int
    axis_x: int = LABEL_WIDTH

    @property
    def middle(self) -> int:
        """Base line of the label and the number beside the bar."""
        return self.y + BAR_HEIGHT - 5

    @property
    def value_x(self) -> int:
        return self.axis_x + self.width + 6


@dataclass(frozen=True)
class Tick:
    persons: int
    x: int


@dataclass(frozen=True)
class BarChart:
    """All lengths are in the units of the drawing; ``title`` is what a screen reader says."""

    title: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    bottom: int
    width: int
    axis_x: int = LABEL_WIDTH

    bar_height = BAR_HEIGHT
    top = TOP

    @property
    def label_x(self) -> int:
        return self.axis_x - 8

    @property
    def height(self) -> int:
        return self.bottom + AXIS_HEIGHT

    @property
    def tick_y(self) -> int:
        return self.bottom + 16


def bar_chart(
    rows: Sequence[tuple[str, int]], *, total: int | None, width: int = PAPER_WIDTH, title: str = ""
) -> BarChart:
    """
    Horizontal bars in the given order on an axis that starts at 0.

    Without a title it is the chart beside Tabelle 1, whose bars make up the total.
    """
    step = _step(max((persons for _, persons in rows), default=0))
    steps = max(1, -(-max((persons for _, persons in rows), default=0) // step))
    axis = max(LABEL_WIDTH, *(LETTER_WIDTH * len(label) for label, _ in rows), 0)
    scale = (width - axis - VALUE_WIDTH) / (step * steps)
    bars = tuple(
        Bar(
            label,
            persons,
            TOP + place * ROW_HEIGHT + (ROW_HEIGHT - BAR_HEIGHT) // 2,
            round(persons * scale),
            axis,
        )
        for place, (label, persons) in enumerate(rows)
    )
    ticks = tuple(Tick(n * step, axis + round(n * step * scale)) for n in range(steps + 1))
    values = ", ".join(f"{label} {persons}" for label, persons in rows)
    told = f"Zusammen {total}. Die Werte stehen auch in Tabelle 1."
    if title:
        values, told = f"{title}: {values}", "Die Werte stehen auch in der Tabelle darunter."
    return BarChart(
        f"Balkendiagramm: {values}. {told}", bars, ticks, TOP + len(rows) * ROW_HEIGHT, width, axis
    )


def _step(largest: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 … that needs at most five steps to the largest value."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if factor * step * MOST_STEPS >= largest:
                return factor * step
        step *= 10


LINE_HEIGHT = 260
LINE_LEFT = 40
LINE_RIGHT = 490
NAME_HEIGHT = 16
MOST_MARKS = 6
# So that the lines can be told apart without colours.
DASHES = ("", "8 3", "2 3", "10 3 2 3", "14 4")


@dataclass(frozen=True)
class Level:
    persons: int
    y: int

    @property
    def text_y(self) -> int:
        return self.y + 4


@dataclass(frozen=True)
class Mark:
    label: str
    x: int


@dataclass(frozen=True)
class Line:
    label: str
    points: str
    dashes: str
    name_y: int


@dataclass(frozen=True)
class LineChart:
    """Several numbers over the same days; each line has its name at its end."""

    title: str
    lines: tuple[Line, ...]
    ticks: tuple[Level, ...]
    marks: tuple[Mark, ...]

    width = PAPER_WIDTH
    height = LINE_HEIGHT + AXIS_HEIGHT
    left = LINE_LEFT
    right = LINE_RIGHT
    tick_x = LINE_LEFT - 6
    name_x = LINE_RIGHT + 8
    mark_y = LINE_HEIGHT + 16


def line_chart(title: str, days: Sequence[date], rows: Sequence[tuple[str, Sequence[int]]]) -> LineChart:
    """Numbers at equal distances on an axis that starts at 0; the title says first and last of each."""
    largest = max((value for _, values in rows for value in values), default=0)
    step = _step(largest)
    steps = max(1, -(-largest // step))
    scale = (LINE_HEIGHT - TOP - NAME_HEIGHT) / (step * steps)
    width = (LINE_RIGHT - LINE_LEFT) / max(1, len(days) - 1)
    xs = [LINE_LEFT + round(place * width) for place in range(len(days))]

    def height(value: int) -> int:
        return LINE_HEIGHT - round(value * scale)

    names = _apart([height(values[-1]) for _, values in rows])
    lines = tuple(
        Line(
            label,
            " ".join(f"{x},{height(value)}" for x, value in zip(xs, values, strict=True)),
            DASHES[place % len(DASHES)],
            names[place] + 4,
        )
        for place, (label, values) in enumerate(rows)
    )
    every = -(-len(days) // MOST_MARKS)
    marks = tuple(Mark(f"{day:%m/%y}", x) for day, x in list(zip(days, xs, strict=True))[::every])
    ticks = tuple(Level(n * step, height(n * step)) for n in range(steps + 1))
    told = ", ".join(f"{label} von {values[0]} auf {values[-1]}" for label, values in rows)
    words = f"Liniendiagramm: {title}: {told}. Die Werte stehen auch in der Tabelle darunter."
    return LineChart(words, lines, ticks, marks)


def _apart(heights: Sequence[int]) -> list[int]:
    """Where to write names that belong at these heights, so that no two overlap."""
    order = sorted(range(len(heights)), key=lambda place: heights[place], reverse=True)
    placed, lowest = list(heights), LINE_HEIGHT
    for place in order:
        placed[place] = min(heights[place], lowest)
        lowest = placed[place] - NAME_HEIGHT
    return placed
