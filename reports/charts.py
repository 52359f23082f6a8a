"""Geometry of the bar chart; the drawing itself is one template, used on the page and in the PDF."""

from collections.abc import Sequence
from dataclasses import dataclass

PAPER_WIDTH = 640
# Small enough that the words stay readable on a phone.
SCREEN_WIDTH = 440
LABEL_WIDTH = 148
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

    @property
    def middle(self) -> int:
        """Base line of the label and the number beside the bar."""
        return self.y + BAR_HEIGHT - 5

    @property
    def value_x(self) -> int:
        return LABEL_WIDTH + self.width + 6


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

    bar_height = BAR_HEIGHT
    axis_x = LABEL_WIDTH
    label_x = LABEL_WIDTH - 8
    top = TOP

    @property
    def height(self) -> int:
        return self.bottom + AXIS_HEIGHT

    @property
    def tick_y(self) -> int:
        return self.bottom + 16


def bar_chart(rows: Sequence[tuple[str, int]], *, total: int, width: int = PAPER_WIDTH) -> BarChart:
    """Horizontal bars in the given order on an axis that starts at 0."""
    step = _step(max((persons for _, persons in rows), default=0))
    steps = max(1, -(-max((persons for _, persons in rows), default=0) // step))
    scale = (width - LABEL_WIDTH - VALUE_WIDTH) / (step * steps)
    bars = tuple(
        Bar(
            label, persons, TOP + number * ROW_HEIGHT + (ROW_HEIGHT - BAR_HEIGHT) // 2, round(persons * scale)
        )
        for number, (label, persons) in enumerate(rows)
    )
    ticks = tuple(Tick(n * step, LABEL_WIDTH + round(n * step * scale)) for n in range(steps + 1))
    values = ", ".join(f"{label} {persons}" for label, persons in rows)
    title = f"Balkendiagramm: {values}. Zusammen {total}. Die Werte stehen auch in Tabelle 1."
    return BarChart(title, bars, ticks, TOP + len(rows) * ROW_HEIGHT, width)


def _step(largest: int) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 … that needs at most five steps to the largest value."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if factor * step * MOST_STEPS >= largest:
                return factor * step
        step *= 10
