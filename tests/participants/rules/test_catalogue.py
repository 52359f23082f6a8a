"""The catalogue of rules and its calendar of changes."""

from participants.rules.catalogue import catalogue, changes
from participants.rules.criterion import NOTES, REGISTER
from tests.participants.rules.people import day


def test_every_rule_is_listed() -> None:
    listed = {(each.id, each.since) for each in catalogue()}
    assert listed == {(each.id, each.since) for each in (*REGISTER, *NOTES)}


def test_rules_that_are_only_shown_have_a_text() -> None:
    shown = {each.id for each in NOTES}
    for entry in catalogue():
        assert bool(entry.text) == (entry.id in shown)


def test_headings_in_the_order_of_the_ways() -> None:
    headings = list(dict.fromkeys(each.heading.replace("\u00a0", " ") for each in catalogue()))
    assert headings[:4] == [
        "Teilnahme am Projekt",
        "Allgemeine Regeln der §§ 5, 10, 11 und 79 AufenthG",
        "§ 25a AufenthG",
        "§ 25b AufenthG",
    ]
    assert headings[-1] == "Deutschkurse"
    assert len(headings) == 2 + 15 + 3 + 1


def test_what_changes_with_june_and_july_2027() -> None:
    change = changes(day("2027-07-01"), day("2027-07-01"))[0]
    assert change.begun == ()
    assert {each.id for each in change.ended} == {
        "25a-0b",
        "25a-1d",
        "25a-G2",
        "25a-G3",
        "25b-0b",
        "25b-1d",
        "25b-G2",
        "25b-G3",
    }


def test_the_end_of_104c() -> None:
    found = changes(day("2025-12-31"), day("2025-12-31"))
    assert [each.id for change in found for each in change.begun] == ["104c-T"]
    assert {each.id for change in found for each in change.ended} == {
        "104c-0",
        "104c-1",
        "104c-2",
        "104c-3",
        "104c-4",
        "104c-F",
        "104c-S",
        "104c-X",
    }


def test_both_ends_of_the_calendar_are_included() -> None:
    days = [change.day for change in changes(day("2024-02-27"), day("2024-03-01"))]
    assert days == [day("2024-02-27"), day("2024-03-01")]
    assert changes(day("2024-02-28"), day("2024-02-29")) == ()
