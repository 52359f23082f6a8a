"""The strip of a stay: every day once, what counts, and why not."""

from datetime import timedelta
from itertools import pairwise

import pytest

from participants.rules.strip import Segment, stay_strip
from tests.participants.rules.people import day, facts


def shown(*periods: str, on: str = "2026-11-22") -> list[tuple[str, str, str, bool, str]]:
    strip = stay_strip(facts(*periods), day(on))
    return [
        (
            str(each.von),
            str(each.bis),
            each.name.replace("\u00a0", " ").split(" (")[0],
            each.counts,
            each.reason,
        )
        for each in strip
    ]


def test_one_paper_up_to_the_day() -> None:
    assert shown("duldung_60a 2020-01-01") == [("2020-01-01", "2026-11-22", "§ 60a AufenthG", True, "")]


def test_a_gap_interrupts_and_what_lies_before_does_not_count() -> None:
    assert shown("gestattung_55 2018-01-01 2019-12-30", "duldung_60a 2020-01-01") == [
        (
            "2018-01-01",
            "2019-12-30",
            "§ 55 AsylG",
            False,
            "liegt vor einer Unterbrechung (gezählt wird ab dem 01.01.2020)",
        ),
        ("2019-12-31", "2019-12-31", "Lücke", False, "ein Tag ohne Papier: unterbricht"),
        ("2020-01-01", "2026-11-22", "§ 60a AufenthG", True, ""),
    ]


def test_60b_does_not_count_but_for_holders_of_104c() -> None:
    papers = ("duldung_60a 2018-01-01 2019-12-31", "duldung_60b 2020-01-01 2025-11-30")
    plain = shown(*papers, "duldung_60a 2025-12-01")
    assert [each[3] for each in plain] == [True, False, True]
    assert plain[1][4].replace("\u00a0", " ") == (
        "zählt nicht (§ 60b Abs. 5 S. 1 AufenthG), unterbricht aber auch nicht"
    )
    assert [each[3] for each in shown(*papers, "ae_104c 2025-12-01")] == [True, True, True]


def test_a_fiktion_beside_its_title_is_shown_after_it() -> None:
    found = shown("ae_25_5 2020-01-01 2026-06-30", "fiktion_81_4 2026-06-01")
    assert [each[:2] for each in found] == [("2020-01-01", "2026-06-30"), ("2026-07-01", "2026-11-22")]
    assert [each[3] for each in found] == [True, True]


def test_an_ended_paper_leaves_the_rest_unknown() -> None:
    assert shown("duldung_60a 2020-01-01 2026-11-20")[-1] == (
        "2026-11-21",
        "2026-11-22",
        "Status nicht bekannt",
        False,
        "kein Papier erfasst",
    )


def test_nothing_known_is_an_empty_strip() -> None:
    assert shown() == []
    assert shown("duldung_60a 2026-11-23") == []


@pytest.mark.parametrize("on", ["2018-06-01", "2020-01-01", "2026-11-22"])
def test_segments_follow_each_other_to_the_day(on: str) -> None:
    strip: tuple[Segment, ...] = stay_strip(
        facts(
            "gestattung_55 2018-01-01 2019-12-30",
            "fiktion_81_3 2020-02-01 2020-03-01",
            "ae_25_5 2020-03-02 2025-01-01",
            "fiktion_81_4 2024-12-01 2025-06-01",
            "duldung_60b 2025-07-01",
        ),
        day(on),
    )
    assert strip[-1].bis == day(on)
    for before, after in pairwise(strip):
        assert after.von == before.bis + timedelta(days=1)
