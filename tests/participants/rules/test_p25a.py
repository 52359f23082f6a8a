"""§ 25a AufenthG, case by case from the text of the law."""

from dataclasses import replace
from typing import Any

import pytest

from participants.rules.facts import Antrag
from tests.participants.rules.people import aussicht, day, facts, judged, keys_on, missing, outcome, outcomes

GOOD: dict[str, Any] = {
    "geburtsdatum": "2004-06-15",
    "einreise": "2019-01-05",
    "asylverfahren": "unanfechtbar_abgelehnt",
    "identitaet": {"stand": "geklaert", "geklaert_am": "2023-11-02"},
    "pass": "gueltig",
    "bildung": {"schuljahre_de": 3, "abschluss_de": False, "zurzeit": "ausbildung"},
    "prognose_einfuegen": True,
    "lebensunterhalt": {"anteil_gesamt": 0.4},
    "gesundheit_ausnahme": False,
}


def person(*periods: str, **changes: Any) -> Any:
    return facts(*(periods or ("duldung_60a 2019-02-01",)), **{**GOOD, **changes})


def test_all_met_is_possible_and_soll() -> None:
    found = judged("25a", person(), "2026-11-22")
    assert (found.ergebnis, found.modus, str(found.fruehestens)) == ("moeglich", "soll", "2026-11-22")
    assert missing("25a", person(), "2026-11-22") == {"25a-2x": "nicht_erfuellt"}


@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        # § 25a Abs. 1 S. 1 Nr. 3: before completion of the 27th year
        ("1999-11-22", "2026-11-21", "erfuellt"),
        ("1999-11-22", "2026-11-22", "nicht_erfuellt"),
        ("1999-11-22", "2026-11-23", "nicht_erfuellt"),
        ("2000-02-29", "2027-02-28", "erfuellt"),
        ("2000-02-29", "2027-03-01", "nicht_erfuellt"),
        # before the 21st until 30.12.2022 (a.F.)
        ("2001-12-31", "2022-12-30", "erfuellt"),
        ("2001-12-30", "2022-12-30", "nicht_erfuellt"),
        ("2001-12-30", "2022-12-31", "erfuellt"),
        (None, "2026-11-22", "offen"),
    ],
)
def test_birthday(born: str | None, on: str, expected: str) -> None:
    young = person("duldung_60a 2001-01-01", geburtsdatum=born, status=[{"art": "duldung_60a"}])
    assert outcome("25a", "25a-3", young, on) == expected


def test_a_missed_birthday_closes_the_way_unless_filed_in_time() -> None:
    late = person(geburtsdatum="1999-11-22")
    assert aussicht("25a", late, "2026-11-22") == "gesperrt"
    assert judged("25a", late, "2026-11-22").fruehestens is None
    filed = person(geburtsdatum="1999-11-22", antrag_am="2026-11-21")
    assert aussicht("25a", filed, "2026-12-24") == "moeglich"
    later = person(geburtsdatum="1999-11-22", antrag_am="2026-11-23")
    assert aussicht("25a", later, "2026-11-21") == "moeglich"


@pytest.mark.parametrize(
    ("filed", "expected"),
    [
        ([("25a", "2026-11-21")], "moeglich"),
        ([("25a", "2026-11-22")], "gesperrt"),
        # An application under another paragraph is none under § 25a.
        ([("25b", "2026-11-21")], "gesperrt"),
        ([("25b", "2020-01-01"), ("25a", "2026-12-01"), ("25a", "2026-11-21")], "moeglich"),
        # What is filed later does not exist yet.
        ([("25a", "2026-12-25")], "gesperrt"),
    ],
)
def test_each_way_has_its_own_application(filed: list[tuple[str, str]], expected: str) -> None:
    late = person(geburtsdatum="1999-11-22")
    applied = replace(late, antraege=tuple(Antrag(way, day(on)) for way, on in filed))
    assert aussicht("25a", applied, "2026-12-24") == expected


def test_an_application_of_a_way_stands_before_the_one_for_all() -> None:
    both = replace(
        person(geburtsdatum="1999-11-22", antrag_am="2026-11-01"),
        antraege=(Antrag("25a", day("2026-11-22")),),
    )
    assert aussicht("25a", both, "2026-12-24") == "gesperrt"
    other = replace(both, antraege=(Antrag("60d", day("2026-11-22")),))
    assert aussicht("25a", other, "2026-12-24") == "moeglich"


@pytest.mark.parametrize(
    ("born", "first"), [("1999-11-22", None), ("2000-02-01", None), ("2000-02-02", "2027-02-01")]
)
def test_no_first_day_after_the_birthday(born: str, first: str | None) -> None:
    """Three years are complete on 01.02.2027; whoever turns 27 by then is too late."""
    found = judged("25a", person("duldung_60a 2024-02-01", geburtsdatum=born), "2026-11-01")
    assert found.ergebnis == "fehlt_noch"
    assert str(found.fruehestens) == str(first)


@pytest.mark.parametrize(
    ("born", "on", "expected"),
    [
        ("2012-11-22", "2026-11-21", "nicht_erfuellt ab 2026-11-22"),
        ("2012-11-22", "2026-11-22", "erfuellt"),
        (None, "2026-11-22", "offen"),
    ],
)
def test_brandenburg_from_fourteen(born: str | None, on: str, expected: str) -> None:
    assert outcome("25a", "25a-3b", person(geburtsdatum=born), on) == expected


def test_fourteen_is_asked_for_since_november_2023() -> None:
    assert "25a-3b" not in outcomes("25a", person(), "2023-11-17")
    assert "25a-3b" in outcomes("25a", person(), "2023-11-18")


@pytest.mark.parametrize(
    ("since", "on", "expected"),
    [
        ("2025-11-22", "2026-11-21", "nicht_erfuellt ab 2026-11-22"),
        ("2025-11-22", "2026-11-22", "erfuellt"),
        ("2024-02-29", "2025-02-28", "nicht_erfuellt ab 2025-03-01"),
        ("2024-02-29", "2025-03-01", "erfuellt"),
    ],
)
def test_twelve_months_of_duldung(since: str, on: str, expected: str) -> None:
    periods = ("gestattung_55 2019-02-01", f"duldung_60a {since}")
    held = person(periods[1])
    assert outcome("25a", "25a-0a", held, on) == expected


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (("duldung_60a 2025-01-01 2025-12-31", "duldung_60c 2026-01-01"), "erfuellt"),
        # § 60b Abs. 5 S. 1: 31 days do not count
        (
            (
                "duldung_60a 2025-11-01 2025-12-31",
                "duldung_60b 2026-01-01 2026-01-31",
                "duldung_60a 2026-02-01",
            ),
            "nicht_erfuellt ab 2026-12-02",
        ),
        # § 81 Abs. 3 S. 2 is no possession of a Duldung
        (
            (
                "duldung_60a 2025-01-01 2025-12-31",
                "fiktion_81_3_s2 2026-01-01 2026-01-31",
                "duldung_60a 2026-02-01",
            ),
            "nicht_erfuellt ab 2027-02-01",
        ),
        (("gestattung_55 2019-01-01",), "nicht_erfuellt"),
        (("ae_104c 2025-12-01",), "entfaellt"),
    ],
)
def test_possession_of_a_duldung(periods: tuple[str, ...], expected: str) -> None:
    assert outcome("25a", "25a-0a", person(*periods), "2026-11-22") == expected


def test_before_2023_a_duldung_of_any_length_was_enough() -> None:
    fresh = person("duldung_60a 2022-12-01")
    assert outcome("25a", "25a-0a", fresh, "2022-12-30") == "erfuellt"
    assert outcome("25a", "25a-0a", fresh, "2022-12-31") == "nicht_erfuellt ab 2023-12-01"


@pytest.mark.parametrize(
    ("periods", "on", "expected"),
    [
        # Nr. 1: three years since 31.12.2022, four before
        (("duldung_60a 2023-11-22",), "2026-11-21", "nicht_erfuellt ab 2026-11-22"),
        (("duldung_60a 2023-11-22",), "2026-11-22", "erfuellt"),
        (("duldung_60a 2019-12-31",), "2022-12-30", "nicht_erfuellt ab 2023-12-31"),
        (("duldung_60a 2018-12-30",), "2022-12-30", "erfuellt"),
        (("duldung_60a 2019-12-31",), "2022-12-31", "erfuellt"),
        # erlaubt counts, § 81 Abs. 3 S. 1 included
        (("fiktion_81_3 2023-01-01 2023-12-31", "duldung_60a 2024-01-01"), "2026-11-22", "erfuellt"),
        (("sonstige 2023-01-01 2023-12-31", "duldung_60a 2024-01-01"), "2026-11-22", "erfuellt"),
        (("gestattung_55 2023-01-01 2023-12-31", "duldung_60a 2024-01-01"), "2026-11-22", "erfuellt"),
        # § 25a Abs. 5: for holders of § 104c times of § 60b count
        (("duldung_60b 2020-01-01 2025-11-30", "ae_104c 2025-12-01"), "2026-11-22", "erfuellt"),
        (
            ("duldung_60b 2020-01-01 2025-11-30", "duldung_60a 2025-12-01"),
            "2026-11-22",
            "nicht_erfuellt ab 2028-12-01",
        ),
    ],
)
def test_three_years(periods: tuple[str, ...], on: str, expected: str) -> None:
    assert outcome("25a", "25a-1", person(*periods), on) == expected


@pytest.mark.parametrize(
    ("bildung", "on", "expected"),
    [
        ({"schuljahre_de": 3}, "2026-11-22", "erfuellt"),
        ({"schuljahre_de": 2, "abschluss_de": False}, "2026-11-22", "nicht_erfuellt"),
        ({"schuljahre_de": 2}, "2026-11-22", "offen"),
        ({"abschluss_de": True}, "2026-11-22", "erfuellt"),
        ({"abschluss_de": False}, "2026-11-22", "offen"),
        ({"ausbildung_de": True}, "2026-11-22", "erfuellt"),
        ({"schuljahre_de": 3, "abschluss_de": False}, "2022-12-30", "nicht_erfuellt"),
        ({"schuljahre_de": 4}, "2022-12-30", "erfuellt"),
        ({"schuljahre_de": 3, "abschluss_de": False}, "2022-12-31", "erfuellt"),
    ],
)
def test_schooling(bildung: dict[str, Any], on: str, expected: str) -> None:
    assert outcome("25a", "25a-2", person(bildung=bildung), on) == expected


def test_illness_waives_the_schooling() -> None:
    ill = person(gesundheit_ausnahme=True, bildung={"schuljahre_de": 0, "abschluss_de": False})
    assert outcomes("25a", ill, "2026-11-22")["25a-2"] == "entfaellt"
    assert "25a-2x" not in outcomes("25a", ill, "2022-12-30")


@pytest.mark.parametrize(
    ("changes", "id", "expected"),
    [
        ({"bildung": {"zurzeit": "schule"}}, "25a-LU", "entfaellt"),
        ({"bildung": {}}, "25a-LU", "anderswo"),
        ({"bildung": {}, "lebensunterhalt": {"anteil_gesamt": 1.0}}, "25a-LU", "erfuellt"),
        ({"bildung": {}, "lebensunterhalt": {"anteil_gesamt": 0.99}}, "25a-LU", "anderswo"),
        ({"bildung": {}, "lebensunterhalt": {}}, "25a-LU", "offen"),
        ({"prognose_einfuegen": False}, "25a-4", "nicht_erfuellt"),
        ({"prognose_einfuegen": None}, "25a-4", "offen"),
        ({"pass": "keiner"}, "25a-G1", "anderswo"),
        ({"asylverfahren": "laufend"}, "25a-S1", "anderswo"),
    ],
)
def test_single_conditions(changes: dict[str, Any], id: str, expected: str) -> None:
    assert outcome("25a", id, person(**changes), "2026-11-22") == expected


@pytest.mark.parametrize(
    ("asylverfahren", "modus"), [("abgelehnt_mit_sperre", "kann"), ("nie", "soll"), (None, "soll")]
)
def test_mode_after_a_titelsperre(asylverfahren: str | None, modus: str) -> None:
    assert judged("25a", person(asylverfahren=asylverfahren), "2026-11-22").modus == modus


def test_in_force_since_july_2011() -> None:
    assert "25a" not in keys_on("2011-06-30")
    assert "25a" in keys_on("2011-07-01")
