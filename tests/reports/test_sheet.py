"""Every number becomes a text in the right form."""

from dataclasses import replace
from datetime import date

import pytest

from reports.disclosure import protect
from reports.figures import About, Change
from reports.sheet import Edition, Sheet, build_sheet
from reports.signs import Sign, difference, estimated, kept_secret, share, sign
from reports.tallies import Tally, TallyRow
from reports.wording import Rewording, Words
from reports.work_sheet import work_in_words, work_tables
from tests.reports import samples


def sheet(figures=None, edition: Edition = samples.EDITION, changes: tuple[Change, ...] = ()) -> Sheet:
    figures = protect(figures or samples.figures())
    return build_sheet(figures, samples.LETTERHEAD, edition, words=Words("Eins.\n\nZwei."), changes=changes)


@pytest.mark.parametrize(
    ("part", "total", "text"),
    [(32, 125, "25,6"), (125, 125, "100,0"), (0, 125, "–"), (1, 1600, "0,1"), (None, 125, "·")],
)
def test_shares_have_one_decimal_rounded_half_up(part: int | None, total: int, text: str) -> None:
    assert share(part, total).text == text


def test_there_is_no_share_of_fewer_than_twenty_people() -> None:
    assert share(5, 19) == Sign("x", "Angabe nicht sinnvoll")
    assert share(5, 20).text == "25,0"


@pytest.mark.parametrize(
    ("value", "text", "spoken"),
    [(3, "+3", "plus 3"), (-1200, "−1.200", "minus 1200"), (0, "±0", "unverändert")],
)
def test_changes_carry_their_sign(value: int, text: str, spoken: str) -> None:
    assert difference(value) == Sign(text, spoken)


def test_signs_are_read_out_in_words() -> None:
    assert sign(0) == Sign("–", "null")
    assert sign(None) == Sign("·", "geheim zu halten")
    assert sign(1234) == Sign("1.234")
    assert sign(31, corrected=True) == Sign("31 r", "31, berichtigt")
    assert sign(None, corrected=True) == Sign("· r", "geheim zu halten, berichtigt")


def test_the_status_table_is_the_published_one() -> None:
    table = sheet().status
    assert [(row.header, row.cells[0].text, row.cells[1].text) for row in table.rows] == [
        ("Terminvereinbarung", "32", "25,6"),
        ("Clearing", "12", "9,6"),
        ("Betreuung", "31", "24,8"),
        ("Keine Bedarfe", "38", "30,4"),
        ("Unvereinbarkeit", "12", "9,6"),
        ("Insgesamt", "125", "100,0"),
    ]
    assert {row.cells[2].text for row in table.rows} == {"x"}


def test_changes_add_up_in_the_last_row() -> None:
    figures = samples.figures(compared_with=date(2024, 2, 29))
    changes = {
        "terminvereinbarung": 2,
        "clearing": -1,
        "betreuung": 0,
        "keine_bedarfe": 3,
        "unvereinbarkeit": 0,
    }
    figures = replace(
        figures, statuses=tuple(replace(row, change=changes[row.key]) for row in figures.statuses)
    )
    table = sheet(figures).status
    assert [row.cells[2].text for row in table.rows] == ["+2", "−1", "±0", "+3", "±0", "+4"]
    assert table.notes[0] == "Veränderung gegenüber dem Bericht zum 29.02.2024."


def test_tiles_carry_the_headline_figures() -> None:
    assert [(tile.number, tile.text.replace("\u00a0", " ")) for tile in sheet().tiles] == [
        ("125", "erschlossene Teilnehmende"),
        ("43", "davon in Clearing oder Betreuung (34,4 %)"),
        ("31", "davon in Betreuung (24,8 %)"),
        ("rund 150", "mögliche Teilnehmende vor Ort (Schätzwert)"),
    ]
    assert sheet(samples.figures(identified=None)).tiles[3].number == "–"


def test_secret_cells_have_neither_number_nor_share() -> None:
    age = sheet().breakdowns[1]
    assert [[cell.text for cell in row.cells] for row in age.rows] == [
        ["·", "·"],
        ["22", "17,6"],
        ["29", "23,2"],
        ["66", "52,8"],
        ["·", "·"],
        ["125", "100,0"],
    ]


def test_a_correction_marks_its_values_and_lists_them() -> None:
    edition = Edition("CB-2024-03", 2, date(2024, 4, 2), corrects="Fassung 1 vom 28.03.2024")
    page = sheet(edition=edition, changes=(Change("status/betreuung", "Status: Betreuung", 30, 31),))
    assert page.status.rows[2].cells[0].text == "31 r"
    assert page.changes is not None
    assert page.changes.caption == "Tabelle 6: Geänderte Werte gegenüber Fassung 1 vom 28.03.2024"
    assert [(row.header, *(cell.text for cell in row.cells)) for row in page.changes.rows] == [
        ("Status: Betreuung", "30", "31")
    ]


def test_a_reworded_text_is_named_and_short_wordings_are_told() -> None:
    reworded = (Rewording("Das Wichtigste"), Rewording("Team", "Alt", "Neu"))
    page = build_sheet(
        samples.figures(), samples.LETTERHEAD, samples.EDITION, words=Words("Eins."), reworded=reworded
    )
    assert page.corrected == (
        "Geändert ist der Text: Das Wichtigste, Team. Die Zahlen sind gleich geblieben."
    )
    assert page.rewordings == (Rewording("Team", "Alt", "Neu"),)


def test_a_first_edition_has_no_list_of_changes() -> None:
    assert sheet().changes is None


def test_the_line_of_the_edition() -> None:
    assert samples.EDITION.line == "Bericht CB-2024-03, Fassung 1, freigegeben am 28.03.2024"
    assert Edition("", 0, None).line == "Entwurf, nicht freigegeben"


@pytest.mark.parametrize(
    ("values", "words"), [(1, "1 Wert bleibt geheim (·)"), (2, "2 Werte bleiben geheim (·)")]
)
def test_what_is_kept_secret_is_told_in_good_german(values: int, words: str) -> None:
    assert kept_secret(values) == words


def _tally(*counts: tuple[int | None, ...], totals: tuple[int | None, ...] = ()) -> Tally:
    rows = tuple(TallyRow(f"r{place}", f"Zeile {place}", row) for place, row in enumerate(counts))
    columns = ("im Monat", "seit Januar")[: len(counts[0])]
    return Tally("results", "Ergebnisse", "Ergebnis", columns, About("Z.", "Personen", "2024"), rows, totals)


def told(tally: Tally, corrected: tuple[str, ...] = ()) -> tuple[int, list[str]]:
    """How many tables there are, and what is told in words."""
    figures = replace(samples.figures(), work=(tally,))
    return len(work_tables(figures, 6, corrected)), [text for _, text in work_in_words(figures, corrected)]


def test_a_table_that_would_show_nothing_is_a_sentence() -> None:
    secret = _tally((0, None), (0, 0))
    words = "was nicht geheim bleibt, ist null. 1 Wert bleibt geheim (·), siehe Methodik. Zählweise: Z."
    assert told(secret) == (0, [words])
    assert told(_tally((0,), (0,), totals=(0,))) == (0, ["Insgesamt: keine. Zählweise: Z."])
    assert told(_tally((0, 3), (0, None))) == (1, [])
    assert told(secret, ("work/results/r0/1",)) == (1, [])
    assert told(secret, ("work/results2/r0/1",)) == (0, [words])


def test_one_number_among_ten_cells_is_a_table() -> None:
    assert told(_tally((4, 0), *[(0, 0)] * 4)) == (1, [])
    rare = _tally((4, 0), *[(0, None)] * 5, totals=(4, None))
    words = (
        "im Monat: 4; seit Januar: geheim zu halten (·); Zeile 0 im Monat: 4. "
        "5 Werte bleiben geheim (·), siehe Methodik. Zählweise: Z."
    )
    assert told(rare) == (0, [words])


def test_a_single_column_is_not_named_in_the_sentence() -> None:
    words = "Insgesamt: 9; Zeile 0: 4. 5 Werte bleiben geheim (·), siehe Methodik. Zählweise: Z."
    assert told(_tally((4,), *[(None,)] * 5, totals=(9,))) == (0, [words])


def test_one_number_among_four_secret_ones_is_a_sentence() -> None:
    assert told(_tally((4, None), (None, None))) == (1, [])
    words = "Zeile 0 im Monat: 4. 4 Werte bleiben geheim (·), siehe Methodik. Zählweise: Z."
    assert told(_tally((4, None), (None, None), (None, 0))) == (0, [words])


@pytest.mark.parametrize(("persons", "said"), [(150, "rund 150"), (162, "162"), (1_200, "rund 1.200")])
def test_only_a_round_estimate_is_called_round(persons: int, said: str) -> None:
    assert estimated(persons) == said
