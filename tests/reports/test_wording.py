"""The words of a report: stored and read back, and told apart from those of the edition before."""

from dataclasses import replace

import pytest

from reports.wording import Letterhead, Rewording, Words, corrected, rewordings
from tests.reports import samples

TEXT = "Ein Satz.\nNoch einer."


def test_a_letterhead_survives_being_stored() -> None:
    assert Letterhead.from_json(samples.LETTERHEAD.to_json()) == samples.LETTERHEAD


def test_every_part_of_a_letterhead_is_told_in_german() -> None:
    empty = Letterhead(*[""] * 6, (), *[""] * 3)
    found = samples.LETTERHEAD.differences(replace(empty, logo_text="EU", funding_code="FKZ", contact="x"))
    assert [each.label for each in found] == [
        "Name der Kommune",
        "Dezernat oder Amt",
        "Team",
        "Kontakt für Rückfragen",
        "Name des Programms",
        "Untertitel",
        "Empfänger",
        "Hinweis auf die Förderung",
        "Pflichthinweis neben dem Logo",
        "Förderkennzeichen",
    ]
    assert found[6].before == ", ".join(samples.LETTERHEAD.addressee)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEXT, ()),
        ("Ein Satz.\r\n\r\nNoch einer. ", ()),
        ("Ein Satz. Noch einer.", (Rewording("Das Wichtigste"),)),
    ],
)
def test_the_main_points_are_compared_by_paragraph(text: str, expected: tuple[Rewording, ...]) -> None:
    assert rewordings((samples.LETTERHEAD, Words(TEXT)), (samples.LETTERHEAD, Words(text))) == expected


@pytest.mark.parametrize(
    ("numbers", "labels", "sentence"),
    [
        (0, [], ""),
        (1, [], "Geändert ist eine Zahl."),
        (6, [], "Geändert sind 6 Zahlen."),
        (0, ["Team"], "Geändert ist der Text: Team. Die Zahlen sind gleich geblieben."),
        (1, ["Team"], "Geändert sind eine Zahl und der Text: Team."),
        (6, ["Team", "Empfänger"], "Geändert sind 6 Zahlen und der Text: Team, Empfänger."),
    ],
)
def test_the_correction_in_one_sentence(numbers: int, labels: list[str], sentence: str) -> None:
    assert corrected(numbers, [Rewording(label) for label in labels]) == sentence
