"""The CSV has every number with its definition and nothing that a spreadsheet would execute."""

import csv
import io
from dataclasses import replace

import pytest

from reports.disclosure import protect
from reports.exports import HEAD, safe, to_csv
from tests.reports import samples


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_every_figure_is_a_line_with_its_definition() -> None:
    figures = protect(samples.figures())
    lines = [row for row in rows(to_csv(figures)) if row["Tabelle"] != "Bericht"]
    assert list(lines[0]) == list(HEAD)
    assert len(lines) == len(list(figures.entries()))
    assert [row for row in lines if not (row["Bezug"] and row["Definition"])] == []
    assert {row["Merkmal"]: row["Wert"] for row in lines if row["Tabelle"] == "Status"} == {
        "Terminvereinbarung": "32",
        "Clearing": "12",
        "Betreuung": "31",
        "Keine Bedarfe": "38",
        "Unvereinbarkeit": "12",
    }


def test_a_secret_number_is_empty_and_a_zero_is_a_zero() -> None:
    lines = {row["Merkmal"]: row for row in rows(to_csv(protect(samples.figures())))}
    assert (lines["anderer Titel"]["Wert"], lines["anderer Titel"]["Zeichen"]) == ("", "·")
    assert (lines["divers"]["Wert"], lines["divers"]["Zeichen"]) == ("0", "")


def test_the_file_opens_in_a_german_spreadsheet() -> None:
    content = to_csv(samples.figures())
    assert content[:3] == b"\xef\xbb\xbf"
    assert content.count(b"\r\n") == content.count(b"\n")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"])
def test_no_cell_begins_a_formula(sign: str) -> None:
    assert safe(f"{sign}1+1") == f"'{sign}1+1"
    hostile = replace(samples.figures(), kommune=f"{sign}cmd")
    cells = [
        cell
        for row in csv.reader(io.StringIO(to_csv(hostile).decode("utf-8-sig")), delimiter=";")
        for cell in row
    ]
    assert [cell for cell in cells if cell.startswith(sign)] == []
