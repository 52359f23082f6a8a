"""The results as a table with the goal beside each."""

from collections.abc import Iterable, Iterator

from .stopwatch import Result

HEAD = ("Messung", "Median", "Verhältnis", "Ziel", "")
VERDICTS = {True: "erreicht", False: "verfehlt", None: ""}


def table(results: Iterable[Result]) -> Iterator[str]:
    rows = [HEAD, *(_row(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    for row in rows:
        first, *numbers, verdict = row
        cells = [
            first.ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(numbers, widths[1:-1], strict=True)),
        ]
        yield "  ".join([*cells, verdict]).rstrip()


def _row(result: Result) -> tuple[str, ...]:
    unit = "F" if result.against == "F" else "×"
    ratio = "" if result.ratio is None else f"{_number(result.ratio)} {unit}"
    goal = ""
    if result.goal is not None:
        goal = f"≤ {_number(result.goal)} {'s' if result.ratio is None else unit}"
    return (result.name, f"{_number(result.seconds * 1000)} ms", ratio, goal, VERDICTS[result.is_met])


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
