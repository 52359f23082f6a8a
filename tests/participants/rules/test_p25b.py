"""§ 25b AufenthG, case by case from the text of the law."""

from typing import Any

import pytest

from tests.participants.rules.people import aussicht, facts, judged, missing, outcome, outcomes

GOOD: dict[str, Any] = {
    "geburtsdatum": "1990-05-05",
    "einreise": "2016-09-14",
    "asylverfahren": "unanfechtbar_abgelehnt",
    "identitaet": {"stand": "geklaert", "geklaert_am": "2023-11-02"},
    "pass": "gueltig",
    "haushalt": {"minderjaehriges_lediges_kind": False, "partner": "keiner"},
    "deutsch": {"muendlich": "A2"},
    "grundkenntnisse": "leben_in_deutschland",
    "bekenntnis_fdgo": True,
    "lebensunterhalt": {"anteil_erwerb": 0.62, "prognose_positiv": False, "ausnahme": "keine"},
    "gesundheit_ausnahme": False,
}
KIND = {"minderjaehriges_lediges_kind": True, "schulbesuch_nachgewiesen": True}
SINCE_2016 = ("gestattung_55 2016-09-20 2018-05-01", "duldung_60a 2018-05-02")


def person(*periods: str, **changes: Any) -> Any:
    return facts(*periods, **{**GOOD, **changes})


@pytest.mark.parametrize(
    ("since", "on", "expected"),
    [
        # § 25b Abs. 1 S. 2 Nr. 1: six years since 31.12.2022, §§ 187, 188 BGB
        ("2016-09-20", "2022-12-31", "erfuellt"),
        ("2017-03-10", "2023-03-09", "nicht_erfuellt ab 2023-03-10"),
        ("2017-03-10", "2023-03-10", "erfuellt"),
        ("2017-03-10", "2023-03-11", "erfuellt"),
        ("2020-02-29", "2026-02-28", "nicht_erfuellt ab 2026-03-01"),
        ("2020-02-29", "2026-03-01", "erfuellt"),
        # eight years until 30.12.2022 (a.F.), one day before the change
        ("2014-12-31", "2022-12-30", "nicht_erfuellt ab 2022-12-31"),
        ("2014-12-30", "2022-12-30", "erfuellt"),
        ("2016-12-31", "2022-12-30", "nicht_erfuellt ab 2024-12-31"),
        ("2016-12-31", "2022-12-31", "erfuellt"),
    ],
)
def test_years_of_number_one(since: str, on: str, expected: str) -> None:
    assert outcome("25b", "25b-1", person(f"duldung_60a {since}"), on) == expected


@pytest.mark.parametrize(
    ("since", "on", "expected"),
    [
        ("2020-05-05", "2024-05-04", "nicht_erfuellt ab 2024-05-05"),
        ("2020-05-05", "2024-05-05", "erfuellt"),
        ("2016-12-31", "2022-12-30", "nicht_erfuellt ab 2022-12-31"),
        ("2016-12-30", "2022-12-30", "erfuellt"),
        ("2018-12-31", "2022-12-31", "erfuellt"),
    ],
)
def test_years_with_a_minor_child(since: str, on: str, expected: str) -> None:
    assert outcome("25b", "25b-1b", person(f"duldung_60a {since}", haushalt=KIND), on) == expected


@pytest.mark.parametrize(
    ("haushalt", "on", "expected"),
    [
        ({"minderjaehriges_lediges_kind": False}, "2025-05-05", "nicht_erfuellt"),
        ({}, "2025-05-05", "offen"),
        ({}, "2023-05-05", "nicht_erfuellt"),
    ],
)
def test_child_unknown_or_absent(haushalt: dict[str, bool], on: str, expected: str) -> None:
    assert outcome("25b", "25b-1b", person("duldung_60a 2020-05-05", haushalt=haushalt), on) == expected


def test_first_day_cannot_be_said_while_the_child_is_unknown() -> None:
    parent = person("duldung_60a 2020-05-05", haushalt={})
    childless = person("duldung_60a 2020-05-05")
    with_child = person("duldung_60a 2020-05-05", haushalt=KIND)
    assert judged("25b", parent, "2023-05-05").fruehestens is None
    assert str(judged("25b", childless, "2023-05-05").fruehestens) == "2026-05-05"
    assert str(judged("25b", with_child, "2023-05-05").fruehestens) == "2024-05-05"


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        # what counts: Duldung, Gestattung, every title, § 81 Abs. 3 S. 2, the continued title
        (("gestattung_55 2018-01-01 2019-12-31", "duldung_60a 2020-01-01"), "erfuellt"),
        (("ae_25_5 2018-01-01 2019-12-31", "duldung_60a 2020-01-01"), "erfuellt"),
        (("sonstige 2018-01-01 2019-12-31", "duldung_60a 2020-01-01"), "erfuellt"),
        (("duldung_60a 2018-01-01 2023-12-31", "fiktion_81_3_s2 2024-01-01"), "erfuellt"),
        (
            (
                "ae_25_5 2018-01-01 2019-12-31",
                "fiktion_81_4 2020-01-01 2020-06-30",
                "duldung_60a 2020-07-01",
            ),
            "erfuellt",
        ),
        # § 81 Abs. 3 S. 1 is disputed and does not count
        (
            (
                "duldung_60a 2018-01-01 2019-12-31",
                "fiktion_81_3 2020-01-01 2020-06-30",
                "duldung_60a 2020-07-01",
            ),
            "nicht_erfuellt ab 2026-07-01",
        ),
        # a gap of one day interrupts
        (
            ("duldung_60a 2018-01-01 2019-12-30", "duldung_60a 2020-01-01"),
            "nicht_erfuellt ab 2026-01-01",
        ),
        (("duldung_60a 2018-01-01 2019-12-31", "duldung_60a 2020-01-01"), "erfuellt"),
    ],
)
def test_what_is_uninterrupted(periods: tuple[str, ...], expected: str) -> None:
    assert outcome("25b", "25b-1", person(*periods), "2024-01-01") == expected


@pytest.mark.parametrize(
    ("periods", "on", "expected"),
    [
        # § 60b Abs. 5 S. 1: 366 days of 2020 do not count and do not interrupt
        (
            (
                "duldung_60a 2017-01-01 2019-12-31",
                "duldung_60b 2020-01-01 2020-12-31",
                "duldung_60a 2021-01-01",
            ),
            "2024-01-01",
            "nicht_erfuellt ab 2024-01-02",
        ),
        (
            (
                "duldung_60a 2017-01-01 2019-12-31",
                "duldung_60b 2020-01-01 2020-12-31",
                "duldung_60a 2021-01-01",
            ),
            "2024-01-02",
            "erfuellt",
        ),
        # while § 60b lasts, time alone brings nothing
        (("duldung_60a 2017-01-01 2019-12-31", "duldung_60b 2020-01-01"), "2024-01-01", "nicht_erfuellt"),
        # § 25b Abs. 7: for holders of § 104c it counts, until 30.06.2027
        (
            ("duldung_60b 2017-06-30 2025-10-31", "ae_104c 2025-11-01"),
            "2027-06-30",
            "erfuellt",
        ),
        (
            ("duldung_60b 2017-06-30 2025-10-31", "ae_104c 2025-11-01"),
            "2027-07-01",
            "nicht_erfuellt ab 2031-11-01",
        ),
    ],
)
def test_times_of_60b(periods: tuple[str, ...], on: str, expected: str) -> None:
    assert outcome("25b", "25b-1", person(*periods), on) == expected


def test_times_of_60b_help_only_years_complete_by_june_2027() -> None:
    """After 30.06.2027 they no longer count, so the day named leaves them out."""
    in_time = person("duldung_60b 2021-06-30 2025-10-31", "ae_104c 2025-11-01")
    too_late = person("duldung_60b 2021-07-01 2025-10-31", "ae_104c 2025-11-01")
    assert outcome("25b", "25b-1", in_time, "2026-11-22") == "nicht_erfuellt ab 2027-06-30"
    assert outcome("25b", "25b-1", too_late, "2026-11-22") == "nicht_erfuellt ab 2031-11-01"


def test_a_paper_that_ran_out_leaves_the_day_open() -> None:
    ended = person("duldung_60a 2010-01-01 2026-11-21")
    assert outcome("25b", "25b-0a", ended, "2026-11-21") == "erfuellt"
    assert outcome("25b", "25b-0a", ended, "2026-11-22") == "offen"
    assert outcome("25b", "25b-1", ended, "2026-11-22") == "offen"
    assert aussicht("25b", ended, "2026-11-22") == "unklar"


def test_a_paper_without_beginning_is_a_status_of_unknown_length() -> None:
    person_ = facts(**{**GOOD, "status": [{"art": "duldung_60a"}]})
    assert outcome("25b", "25b-0a", person_, "2026-11-22") == "erfuellt"
    assert outcome("25b", "25b-1", person_, "2026-11-22") == "offen"


@pytest.mark.parametrize(
    ("periods", "on", "first", "second"),
    [
        (("duldung_60b 2016-01-01",), "2026-11-22", "erfuellt", "entfaellt"),
        (("fiktion_81_3_s2 2016-01-01",), "2026-11-22", "erfuellt", "entfaellt"),
        (("ae_104c 2025-12-01",), "2026-11-22", "entfaellt", "erfuellt"),
        (("ae_104c 2025-01-01 2026-06-30", "fiktion_81_4 2026-06-15"), "2026-11-22", "entfaellt", "erfuellt"),
        (("ae_104c 2025-01-01 2026-06-30", "fiktion_81_4 2026-07-01"), "2026-11-22", "entfaellt", "erfuellt"),
        (
            ("ae_104c 2025-01-01 2026-06-30", "fiktion_81_4 2026-07-02"),
            "2026-11-22",
            "nicht_erfuellt",
            "offen",
        ),
        (("sonstige 2016-01-01",), "2026-11-22", "nicht_erfuellt", "offen"),
        (("ae_25_5 2016-01-01",), "2026-11-22", "nicht_erfuellt", "nicht_erfuellt"),
        (("gestattung_55 2016-01-01",), "2026-11-22", "nicht_erfuellt", "nicht_erfuellt"),
        ((), "2026-11-22", "offen", "offen"),
    ],
)
def test_geduldet_or_holder_of_104c(periods: tuple[str, ...], on: str, first: str, second: str) -> None:
    found = outcomes("25b", person(*periods), on)
    assert (found["25b-0a"], found["25b-0b"]) == (first, second)


@pytest.mark.parametrize(
    ("changes", "id", "expected"),
    [
        ({"bekenntnis_fdgo": False}, "25b-2a", "nicht_erfuellt"),
        ({"bekenntnis_fdgo": None}, "25b-2a", "offen"),
        ({"grundkenntnisse": "keine"}, "25b-2b", "nicht_erfuellt"),
        ({"grundkenntnisse": "orientierungskurs"}, "25b-2b", "erfuellt"),
        ({"grundkenntnisse": None}, "25b-2b", "offen"),
        ({"deutsch": {"muendlich": "A1"}}, "25b-4", "nicht_erfuellt"),
        ({"deutsch": {"muendlich": "B1"}}, "25b-4", "erfuellt"),
        ({"deutsch": {"schriftlich": "C1"}}, "25b-4", "offen"),
        ({"haushalt": {"minderjaehriges_lediges_kind": False}}, "25b-5", "entfaellt"),
        ({"haushalt": {"minderjaehriges_lediges_kind": True}}, "25b-5", "offen"),
        ({"haushalt": {"schulbesuch_nachgewiesen": False}}, "25b-5", "offen"),
        (
            {"haushalt": {"minderjaehriges_lediges_kind": True, "schulbesuch_nachgewiesen": False}},
            "25b-5",
            "nicht_erfuellt",
        ),
        ({"asylverfahren": "laufend"}, "25b-S1", "anderswo"),
        ({"asylverfahren": None}, "25b-S1", "offen"),
        ({"asylverfahren": "nie"}, "25b-S1", "entfaellt"),
        ({"pass": "ersatz"}, "25b-G1", "erfuellt"),
        ({"pass": "abgelaufen"}, "25b-G1", "anderswo"),
        ({"pass": None}, "25b-G1", "offen"),
        ({"identitaet": {"stand": "offen"}}, "25b-G1", "anderswo"),
        ({"identitaet": {"stand": "geklaert", "geklaert_am": "2026-11-23"}}, "25b-G1", "anderswo"),
    ],
)
def test_single_conditions(changes: dict[str, Any], id: str, expected: str) -> None:
    assert outcome("25b", id, person(*SINCE_2016, **changes), "2026-11-22") == expected


@pytest.mark.parametrize(
    ("livelihood", "expected"),
    [
        # Nr. 3: more than half, not half
        ({"anteil_erwerb": 0.5}, ("nicht_erfuellt", "offen", "offen")),
        ({"anteil_erwerb": 0.501}, ("erfuellt", "entfaellt", "entfaellt")),
        ({"prognose_positiv": True}, ("entfaellt", "erfuellt", "entfaellt")),
        ({"ausnahme": "pflege"}, ("entfaellt", "entfaellt", "erfuellt")),
        ({"anteil_erwerb": 0.1, "prognose_positiv": False, "ausnahme": "keine"}, ("nicht_erfuellt",) * 3),
        ({}, ("offen",) * 3),
    ],
)
def test_livelihood_needs_one_of_three(livelihood: dict[str, Any], expected: tuple[str, ...]) -> None:
    found = outcomes("25b", person(*SINCE_2016, lebensunterhalt=livelihood), "2026-11-22")
    assert tuple(found[id] for id in ("25b-3a", "25b-3b", "25b-3c")) == expected


def test_illness_waives_livelihood_and_german() -> None:
    ill = person(*SINCE_2016, gesundheit_ausnahme=True, deutsch={"muendlich": "keine"}, lebensunterhalt={})
    found = outcomes("25b", ill, "2026-11-22")
    assert {found[id] for id in ("25b-3a", "25b-3b", "25b-3c", "25b-4")} == {"entfaellt"}
    assert aussicht("25b", ill, "2026-11-22") == "moeglich"


def test_everything_met_is_possible_and_soll() -> None:
    found = judged("25b", person(*SINCE_2016), "2026-11-22")
    assert (found.ergebnis, found.modus, str(found.fruehestens)) == ("moeglich", "soll", "2026-11-22")
    assert missing("25b", person(*SINCE_2016), "2026-11-22") == {"25b-6": "nicht_erfuellt"}


def test_a_fiktion_ends_with_the_title_it_waited_for() -> None:
    granted = person(
        "ae_104c 2025-01-01 2026-06-30", "fiktion_81_4 2026-06-15 2026-12-31", "ae_25b 2026-11-01 2026-12-30"
    )
    assert outcomes("25b", granted, "2026-10-31")["25b-0b"] == "erfuellt"
    assert outcomes("25b", granted, "2026-11-01")["25b-0b"] == "nicht_erfuellt"
    assert outcomes("25b", granted, "2026-12-31")["25b-0b"] == "offen"


def test_a_missing_condition_leaves_the_clock_alone() -> None:
    found = judged("25b", person("duldung_60a 2021-02-01", deutsch={"muendlich": "A1"}), "2026-11-22")
    assert (found.ergebnis, str(found.fruehestens)) == ("fehlt_noch", "2027-02-01")


def test_after_a_titelsperre_it_is_kann() -> None:
    barred = person(*SINCE_2016, asylverfahren="abgelehnt_mit_sperre")
    assert judged("25b", barred, "2026-11-22").modus == "kann"


@pytest.mark.parametrize(
    ("stand", "g2", "g3", "ergebnis", "modus"),
    [
        ("geklaert", "erfuellt", "entfaellt", "moeglich", "soll"),
        ("massnahmen_ergriffen", "entfaellt", "erfuellt", "moeglich", "kann"),
        ("offen", "nicht_erfuellt", "nicht_erfuellt", "fehlt_noch", "kann"),
        (None, "offen", "offen", "unklar", "soll"),
    ],
)
def test_holders_of_104c_need_their_identity(
    stand: str | None, g2: str, g3: str, ergebnis: str, modus: str
) -> None:
    """§ 25b Abs. 8: soll with a clarified identity, kann with the steps taken."""
    holder = person("duldung_60a 2015-01-01 2025-11-30", "ae_104c 2025-12-01", identitaet={"stand": stand})
    found = judged("25b", holder, "2026-11-22")
    by_id = {each.id: each.outcome for each in found.findings}
    assert (by_id["25b-G2"], by_id["25b-G3"]) == (g2, g3)
    assert (found.ergebnis, found.modus) == (ergebnis, modus)


BRIDGE: dict[str, Any] = {
    "haushalt": {"minderjaehriges_lediges_kind": False, "partner": "keiner"},
    "beschaeftigung": [{"von": "2022-01-01", "stunden": 30, "sv_pflichtig": True}],
    "lebensunterhalt": {"anteil_erwerb": 1.0, "eigener_anteil": 1.0, "letzte_12_monate": True},
    "integrationskurs": {"verpflichtet": False},
    "einreise": "2016-09-14",
}


@pytest.mark.parametrize(
    ("on", "changes", "expected"),
    [
        # § 25b Abs. 6: thirty months of § 60d and its conditions on the day
        ("2026-08-31", {}, ("nicht_erfuellt ab 2026-09-01", "entfaellt", "entfaellt")),
        ("2026-09-01", {}, ("erfuellt", "erfuellt", "anderswo")),
        (
            "2026-09-01",
            {"deutsch": {"muendlich": "A2", "schriftlich": "A2"}},
            ("erfuellt", "erfuellt", "erfuellt"),
        ),
        (
            "2026-09-01",
            {"integrationskurs": {"verpflichtet": True, "abgeschlossen": True}},
            ("erfuellt", "erfuellt", "offen"),
        ),
        ("2026-09-01", {"beschaeftigung": []}, ("erfuellt", "nicht_erfuellt", "anderswo")),
        ("2026-09-01", {"beschaeftigung": None}, ("erfuellt", "offen", "anderswo")),
    ],
)
def test_bridge_from_60d(on: str, changes: dict[str, Any], expected: tuple[str, ...]) -> None:
    holder = person("duldung_60a 2022-01-01 2024-02-29", "duldung_60d 2024-03-01", **{**BRIDGE, **changes})
    assert tuple(outcome("25b", id, holder, on) for id in ("25b-B", "25b-B2", "25b-B3")) == expected


def test_the_bridge_replaces_the_years_only() -> None:
    holder = person("duldung_60a 2022-01-01 2024-02-29", "duldung_60d 2024-03-01", **BRIDGE)
    assert aussicht("25b", holder, "2026-09-01") == "moeglich"
    assert outcomes("25b", holder, "2026-09-01")["25b-1"] == "entfaellt"
    unpledged = person(
        "duldung_60a 2022-01-01 2024-02-29", "duldung_60d 2024-03-01", **BRIDGE, bekenntnis_fdgo=False
    )
    assert aussicht("25b", unpledged, "2026-09-01") == "fehlt_noch"


def test_rows_of_104c_end_with_june_2027() -> None:
    holder = person("duldung_60a 2015-01-01 2025-12-30", "ae_104c 2025-12-31")
    gone = {"25b-0b", "25b-G2", "25b-G3"}
    assert set(outcomes("25b", holder, "2027-06-30")) - set(outcomes("25b", holder, "2027-07-01")) == gone


def test_for_holders_of_104c_time_helps_until_june_2027_only() -> None:
    early = person("duldung_60a 2021-06-01 2025-12-30", "ae_104c 2025-12-31")
    late = person("duldung_60a 2021-08-01 2025-12-30", "ae_104c 2025-12-31")
    assert str(judged("25b", early, "2026-11-22").fruehestens) == "2027-06-01"
    assert judged("25b", late, "2026-11-22").fruehestens is None
