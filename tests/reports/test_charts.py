"""The bar chart starts at 0, says all its values and needs no style attribute."""

import re
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from reports.charts import bar_chart

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [("Terminvereinbarung", 32), ("Clearing", 12), ("Betreuung", 31), ("Keine Bedarfe", 38)]


def drawing(rows: list[tuple[str, int]]) -> ElementTree.Element:
    chart = bar_chart(rows, total=sum(persons for _, persons in rows))
    return ElementTree.fromstring(render_to_string("reports/charts/bars.svg", {"chart": chart}))


def test_the_title_says_every_value() -> None:
    assert drawing(ROWS).findtext(f"{SVG}title") == (
        "Balkendiagramm: Terminvereinbarung 32, Clearing 12, Betreuung 31, Keine Bedarfe 38. "
        "Zusammen 113. Die Werte stehen auch in Tabelle 1."
    )


def test_bars_are_as_long_as_their_numbers() -> None:
    widths = [int(bar.get("width", "")) for bar in drawing(ROWS).iterfind(f"{SVG}rect")]
    assert [round(width / widths[1] * 12) for width in widths] == [32, 12, 31, 38]


def test_lengths_are_plain_numbers_and_nothing_is_styled_inline() -> None:
    svg = ElementTree.tostring(drawing([("Sehr viele", 12_345), ("Wenige", 7)]), encoding="unicode")
    assert re.findall(r'\b(?:x|y|x1|x2|y1|y2|width|height)="(?!\d+")', svg) == []
    assert "style" not in svg


@pytest.mark.parametrize(
    ("largest", "ticks"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (5, [0, 1, 2, 3, 4, 5]),
        (6, [0, 2, 4, 6]),
        (10, [0, 2, 4, 6, 8, 10]),
        (11, [0, 5, 10, 15]),
        (38, [0, 10, 20, 30, 40]),
        (50, [0, 10, 20, 30, 40, 50]),
        (51, [0, 20, 40, 60]),
        (1000, [0, 200, 400, 600, 800, 1000]),
    ],
)
def test_the_axis_starts_at_zero_and_reaches_the_largest(largest: int, ticks: list[int]) -> None:
    assert [tick.persons for tick in bar_chart([("a", largest)], total=largest).ticks] == ticks


def test_a_label_cannot_break_out_of_the_drawing() -> None:
    svg = drawing([("</text><script>x</script>", 3)])
    assert [element.tag for element in svg.iter() if "script" in element.tag] == []
