"""The calendar of changes: every day in words, what touches which way, and what is not compared."""

from datetime import date, timedelta

import pytest

from participants.changes import Line, change_calendar, days_of, lines_of, not_compared, touched_ways
from participants.rules.catalogue import Entry, catalogue
from participants.rules.dated import DATED
from participants.rules.values import VALUES

END_104C = date(2027, 7, 1)
ONE_DAY = timedelta(days=1)


def lines(on: date, heading: str) -> list[Line]:
    """What changes on the day under a heading, with ordinary blanks."""
    change = next((each for each in change_calendar() if each.day == on), None)
    groups = {name.replace("\xa0", " "): found for name, found in change.groups} if change else {}
    return list(groups.get(heading, ()))


def said(on: date, heading: str) -> list[str]:
    return [f"{each.what}: {each.text}".replace("\xa0", " ") for each in lines(on, heading)]


def test_every_day_of_a_rule_a_value_or_a_condition_is_there() -> None:
    days = {each.since for each in catalogue()} | {each.until + ONE_DAY for each in catalogue() if each.until}
    days |= {each.moves_on for each in DATED if each.moves_on}
    numbers = {"bbg_jahr", "bafoeg_12"}
    days |= {row.since for key, rows in VALUES.items() for row in rows[key in numbers :]}
    known = {each.day for each in change_calendar()}
    # A way begins with its first rule; what else begins that day is part of it.
    assert days - known == set()
    assert known - days == set()


def test_every_line_has_words() -> None:
    bare = [
        line
        for change in change_calendar()
        for _, found in change.groups
        for line in found
        if len(line.text) < 12
    ]
    assert bare == []


def test_a_new_wording_says_what_was_asked_before() -> None:
    line = next(each for each in lines(date(2022, 12, 31), "§ 25b AufenthG") if each.ids == ("25b-1",))
    assert (line.what, "6 Jahren" in line.text, "8 Jahren" in line.before) == ("geändert", True, True)


def test_a_citation_alone_is_called_so() -> None:
    first = Entry("§ 1", "x", date(2020, 1, 1), date(2020, 12, 31), "§ 1 a.F.", "Deutsch A2 mündlich.")
    second = Entry("§ 1", "x", date(2021, 1, 1), None, "§ 1 n.F.", "Deutsch A2 mündlich.")
    assert list(lines_of([first, second])) == [
        (date(2020, 1, 1), Line("neu", "Deutsch A2 mündlich.", ids=("x",))),
        (date(2021, 1, 1), Line("nur die Fundstelle ist neu", "Deutsch A2 mündlich. § 1 n.F.", ids=("x",))),
    ]


def test_the_stop_ends_and_not_the_courses() -> None:
    assert said(date(2027, 1, 1), "Deutschkurse") == [
        "gilt nicht mehr: "
        "Zulassungsstopp: Das BAMF lässt 2026 niemanden auf freie Plätze im Integrationskurs zu."
    ]


def test_the_end_of_the_transition_rule() -> None:
    found = said(END_104C, "§ 25b AufenthG")
    assert found[0] == "diese Möglichkeit fällt weg: Am Tag im Besitz einer Aufenthaltserlaubnis nach § 104c."
    assert "wird nicht mehr verlangt: Bei Inhabern des § 104c: geklärte Identität." in found
    assert {id for each in lines(END_104C, "§ 25b AufenthG") for id in each.ids} == {
        *("25b-0b", "25b-G2", "25b-G3", "25b-1d")
    }


def test_a_way_that_closes_says_only_that() -> None:
    assert said(date(2025, 12, 31), "§ 104c AufenthG (Chancen-Aufenthaltsrecht)") == [
        "neu: Der Titel wird nicht mehr neu erteilt; wer ihn hat, kann nur in § 25a oder § 25b übergehen."
    ]


def test_a_way_that_begins_is_one_line() -> None:
    assert said(date(2024, 3, 1), "§ 16g AufenthG (Berufsausbildung)") == [
        "neu: Die Regeln dazu gelten von diesem Tag an."
    ]


def test_a_value_that_is_not_known_yet_says_so() -> None:
    heading = "Werte, die sich von selbst ändern"
    (line,) = said(date(2027, 1, 1), heading)
    assert line.endswith("für 2027 noch nicht bekannt. Bis dahin bleibt offen, was davon abhängt.")
    (line,) = said(date(2026, 1, 1), heading)
    assert line.endswith(": 101.400 Euro im Jahr, bisher 96.600 Euro im Jahr.")


def test_lists_name_the_countries_that_are_new() -> None:
    heading = "Werte, die sich von selbst ändern"
    (line,) = said(date(2023, 12, 23), heading)
    assert ("neu Georgien" in line, "Albanien" in line) == (True, False)
    (line,) = said(date(2026, 7, 29), heading)
    assert "Türkei" in line


def test_days_inside_conditions() -> None:
    (line,) = lines(date(2026, 8, 3), "§ 60c AufenthG (Ausbildungsduldung)")
    assert (line.what, "06.05.2025" in line.text, line.ids) == ("geändert", True, ("60c-2b",))
    assert lines(date(2026, 8, 2), "§ 60c AufenthG (Ausbildungsduldung)") == []
    (line,) = lines(date(2025, 1, 1), "§ 60d AufenthG (Beschäftigungsduldung)")
    assert (line.what, line.text.endswith("Letzter Tag war der 31.12.2024.")) == ("Frist abgelaufen", True)
    assert lines(date(2024, 12, 31), "§ 60d AufenthG (Beschäftigungsduldung)") == []


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        (END_104C, {"25a", "25b"}),
        (END_104C - ONE_DAY, set()),
        (END_104C + ONE_DAY, set()),
        (date(2026, 1, 1), {"18a_18b", "18g", "19c2"}),
        (date(2027, 1, 1), {"18a_18b", "18g", "19c2"}),
        (date(2026, 8, 3), {"60c", "16g"}),
    ],
)
def test_which_ways_a_day_touches(day: date, keys: set[str]) -> None:
    assert set(touched_ways(day)) == keys


@pytest.mark.parametrize(
    ("day", "headings"),
    [
        (date(2026, 12, 31), ()),
        (date(2027, 1, 1), ("Deutschkurse",)),
        (date(2027, 1, 2), ()),
        (END_104C, ()),
        (
            date(2026, 6, 12),
            ("Beschäftigungserlaubnis mit Duldung", "Beschäftigungserlaubnis mit Aufenthaltsgestattung"),
        ),
    ],
)
def test_what_is_not_compared(day: date, headings: tuple[str, ...]) -> None:
    assert not_compared(day) == headings


def test_the_day_itself_is_no_longer_ahead() -> None:
    for today, is_ahead in ((END_104C - ONE_DAY, True), (END_104C, False)):
        ahead, past = days_of(change_calendar(), today)
        assert (END_104C in {each.day for each in ahead}) is is_ahead
        assert (END_104C in {each.day for each in past}) is not is_ahead
    assert past[0].day > past[-1].day
