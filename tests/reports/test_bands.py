"""Tables beside each other on paper: in their order, as low as can be, and none lost at the end of a page."""

import re
import subprocess
from dataclasses import replace

import pytest

from reports.bands import Band, Block, bands
from reports.disclosure import protect
from reports.sheet import build_sheet
from reports.signs import Sign
from reports.tables import Row, Table
from reports.wording import Words
from spurwechsel.pdf import render_pdf
from tests.reports import samples
from tests.reports.test_pdf import CREATED

SAYING = ("Ergebnisse", "keine Zahl über null. " * 8)


def table(key: str, rows: int, *, columns: int = 1) -> Table:
    signs = (Sign("1"),) * columns
    head = ("Art", *("Personen",) * columns)
    return Table(
        key, f"Tabelle {key}", head, tuple(Row(f"Zeile {key}{place}", signs) for place in range(rows))
    )


def shown(blocks: list[Block]) -> list[list[str]]:
    """Of each band its stacks, a table by its key and a saying by a dash."""
    return [
        ["".join(block.key if isinstance(block, Table) else "-" for block in stack) for stack in band.stacks]
        for band in bands(blocks)
    ]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([], []),
        ([table("a", 5)], [["a"]]),
        ([table("a", 5), table("b", 9)], [["a", "b"]]),
        # What is low stands below each other beside what is high.
        ([table("a", 14), table("b", 5), table("c", 5)], [["a", "bc"]]),
        ([table("a", 5), table("b", 5), table("c", 14)], [["ab", "c"]]),
        ([table("a", 14), SAYING, SAYING], [["a", "--"]]),
        # Where all are high, two make a band, so that a page can end after each.
        ([table(key, 15) for key in "abcde"], [["a", "b"], ["c", "d"], ["e"]]),
        # Two stay beside each other however high.
        ([table("a", 90), table("b", 90)], [["a", "b"]]),
        ([table("a", 5), table("w", 5, columns=4), table("b", 5)], [["a"], ["w"], ["b"]]),
    ],
)
def test_blocks_stand_in_bands(blocks: list[Block], expected: list[list[str]]) -> None:
    assert shown(blocks) == expected


def test_only_a_wide_table_takes_the_whole_width() -> None:
    wide = table("w", 5, columns=4)
    assert bands([table("a", 5), wide]) == (Band(((table("a", 5),),)), Band(((wide,),), is_wide=True))


def test_words_that_take_more_lines_count_as_higher() -> None:
    """Twelve long sayings and one short table: each stack gets about the same number of lines."""
    long = ("Begriff", "viele Worte " * 60)
    assert [[len(stack) for stack in band.stacks] for band in bands([long, table("a", 5), long])] == [[1, 2]]


def test_no_row_is_lost_at_the_end_of_a_page_and_no_heading_left_there() -> None:
    """A table higher than a page goes on overleaf; a band that does not fit takes its heading along."""
    sheet = build_sheet(
        protect(samples.figures()), samples.LETTERHEAD, samples.EDITION, words=Words("Das Wichtigste.")
    )
    tables = tuple(table(key, rows) for key, rows in (("m", 25), ("n", 25), ("g", 70), ("l", 4)))
    context = {"sheet": replace(sheet, profile=tables)}
    pdf = render_pdf("reports/monthly_pdf.html", context, title="x", author="x", created=CREATED)
    text = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    pages = [re.findall(r'yMin="([\d.]+)"[^>]*>([^<]+)<', page) for page in text.decode().split("<page ")[1:]]
    assert max(float(top) for page in pages for top, _ in page) < 842
    words = [[word for _, word in page] for page in pages]
    rows = [word for page in words for word in page if re.fullmatch(r"[mngl]\d+", word)]
    assert sorted(rows) == sorted(f"{each.key}{place}" for each in tables for place in range(len(each.rows)))
    assert [("m0" in page, "n24" in page) for page in words if "genauer" in page] == [(True, True)]
