"""§ 26 Abs. 4 AufenthG and § 10 StAG, case by case from the text of the law."""

from typing import Any

import pytest

from tests.participants.rules.people import aussicht, facts, judged, missing, outcome, outcomes

SETTLED: dict[str, Any] = {
    "rv_monate": 60,
    "lebensunterhalt": {"anteil_gesamt": 1.0},
    "deutsch": {"muendlich": "B1", "schriftlich": "B1"},
    "wohnraum_ausreichend": True,
    "grundkenntnisse": "leben_in_deutschland",
    "gesundheit_ausnahme": False,
}


def settled(*periods: str, **changes: Any) -> Any:
    return facts(*(periods or ("ae_25b 2020-01-01",)), **{**SETTLED, **changes})


def test_all_met_is_possible_at_discretion() -> None:
    found = judged("26_4", settled(), "2026-11-22")
    assert (found.ergebnis, found.modus) == ("moeglich", "kann")
    assert missing("26_4", settled(), "2026-11-22") == {}


@pytest.mark.parametrize(
    ("art", "expected"),
    [
        ("ae_25a", "erfuellt"),
        ("ae_25b", "erfuellt"),
        ("ae_25_5", "erfuellt"),
        ("ae_23_1", "erfuellt"),
        ("ae_104c", "erfuellt"),
        ("ae_16g", "nicht_erfuellt"),
        ("ae_19d", "nicht_erfuellt"),
        ("duldung_60a", "nicht_erfuellt"),
        ("sonstige", "offen"),
        ("fiktion_81_4", "offen"),
    ],
)
def test_title_of_abschnitt_5(art: str, expected: str) -> None:
    assert outcome("26_4", "264-1", settled(f"{art} 2020-01-01"), "2026-11-22") == expected


@pytest.mark.parametrize(
    ("periods", "on", "expected"),
    [
        (("ae_25b 2021-11-22",), "2026-11-21", "nicht_erfuellt ab 2026-11-22"),
        (("ae_25b 2021-11-22",), "2026-11-22", "erfuellt"),
        (("ae_104c 2021-11-22 2023-01-01", "ae_25b 2023-01-02"), "2026-11-22", "erfuellt"),
        (("ae_25_5 2020-01-01 2025-12-31", "fiktion_81_4 2026-01-01"), "2026-11-22", "erfuellt"),
        # S. 3: the asylum procedure before the title counts, 366 days of it here
        (
            ("gestattung_55 2020-01-01 2020-12-31", "ae_25b 2022-11-23"),
            "2026-11-21",
            "nicht_erfuellt ab 2026-11-22",
        ),
        (("gestattung_55 2020-01-01 2020-12-31", "ae_25b 2022-11-23"), "2026-11-22", "erfuellt"),
        (
            ("gestattung_55 2019-01-01 2020-12-31", "duldung_60a 2021-01-01 2023-12-31", "ae_25b 2024-01-01"),
            "2026-11-22",
            "nicht_erfuellt ab 2026-12-31",
        ),
        (("sonstige 2010-01-01 2023-12-31", "ae_25b 2024-01-01"), "2026-11-22", "offen"),
        (("duldung_60a 2010-01-01",), "2026-11-22", "nicht_erfuellt"),
    ],
)
def test_five_years(periods: tuple[str, ...], on: str, expected: str) -> None:
    assert outcome("26_4", "264-2", settled(*periods), on) == expected


@pytest.mark.parametrize(
    ("changes", "id", "expected"),
    [
        ({"rv_monate": 59}, "264-3", "nicht_erfuellt"),
        ({"rv_monate": None}, "264-3", "offen"),
        ({"rv_monate": 0, "bildung": {"zurzeit": "ausbildung"}}, "264-3", "entfaellt"),
        ({"lebensunterhalt": {"anteil_gesamt": 0.99}}, "264-4", "nicht_erfuellt"),
        ({"deutsch": {"muendlich": "A2", "schriftlich": "B1"}}, "264-5", "nicht_erfuellt"),
        ({"wohnraum_ausreichend": None}, "264-6", "offen"),
        ({"grundkenntnisse": "keine"}, "264-6b", "nicht_erfuellt"),
        ({"gesundheit_ausnahme": None}, "264-8", "offen"),
        ({"gesundheit_ausnahme": False}, "264-8", "entfaellt"),
    ],
)
def test_single_conditions(changes: dict[str, Any], id: str, expected: str) -> None:
    assert outcome("26_4", id, settled(**changes), "2026-11-22") == expected


def test_illness_leaves_four_rows_to_the_authority() -> None:
    """The fact does not tell illness from age, and age is no reason here."""
    ill = settled(gesundheit_ausnahme=True, rv_monate=0, deutsch={}, grundkenntnisse="keine")
    found = outcomes("26_4", ill, "2026-11-22")
    assert {found[id] for id in ("264-3", "264-4", "264-5", "264-6b", "264-8")} == {"anderswo"}
    assert aussicht("26_4", ill, "2026-11-22") == "moeglich"


CITIZEN: dict[str, Any] = {
    "identitaet": {"stand": "geklaert", "geklaert_am": "2018-11-02"},
    "leistungen_sgb": False,
    "deutsch": {"muendlich": "B1", "schriftlich": "B1"},
    "grundkenntnisse": "einbuergerungstest",
    "bekenntnis_fdgo": True,
    "gesundheit_ausnahme": False,
}


def citizen(*periods: str, **changes: Any) -> Any:
    return facts(*(periods or ("ae_25b 2015-01-01",)), **{**CITIZEN, **changes})


def test_naturalisation_is_an_anspruch() -> None:
    found = judged("einbuergerung", citizen(), "2026-11-22")
    assert (found.ergebnis, found.modus) == ("moeglich", "anspruch")


@pytest.mark.parametrize(
    ("periods", "on", "expected"),
    [
        # § 10 Abs. 1 StAG: five years since 27.06.2024, eight before
        (("ae_25b 2021-11-22",), "2026-11-21", "nicht_erfuellt ab 2026-11-22"),
        (("ae_25b 2021-11-22",), "2026-11-22", "erfuellt"),
        (("ae_25b 2019-06-27",), "2024-06-26", "nicht_erfuellt ab 2027-06-27"),
        (("ae_25b 2019-06-27",), "2024-06-27", "erfuellt"),
        (("ae_25b 2016-06-26",), "2024-06-26", "erfuellt"),
        # a Duldung and a Gestattung do not count, § 81 Abs. 3 S. 1 does
        (
            ("duldung_60a 2015-01-01 2024-12-31", "ae_25b 2025-01-01"),
            "2026-11-22",
            "nicht_erfuellt ab 2030-01-01",
        ),
        (
            ("gestattung_55 2015-01-01 2024-12-31", "ae_25b 2025-01-01"),
            "2026-11-22",
            "nicht_erfuellt ab 2030-01-01",
        ),
        (("fiktion_81_3 2021-01-01 2022-12-31", "ae_25b 2023-01-01"), "2026-11-22", "erfuellt"),
        # after recognition the Gestattung counts, and a title of unknown kind may rest on it
        (("gestattung_55 2015-01-01 2024-12-31", "sonstige 2025-01-01"), "2026-11-22", "offen"),
        (("duldung_60a 2010-01-01",), "2026-11-22", "nicht_erfuellt"),
    ],
)
def test_lawful_stay(periods: tuple[str, ...], on: str, expected: str) -> None:
    assert outcome("einbuergerung", "stag-1", citizen(*periods), on) == expected


@pytest.mark.parametrize(
    ("art", "on", "expected"),
    [
        ("ae_25b", "2026-11-22", "erfuellt"),
        ("ae_25a", "2026-11-22", "erfuellt"),
        ("ae_16g", "2026-11-22", "erfuellt"),
        ("ae_19d", "2026-11-22", "erfuellt"),
        ("ae_23_1", "2024-06-26", "nicht_erfuellt"),
        ("ae_23_1", "2024-06-27", "erfuellt"),
        ("ae_25_5", "2024-06-26", "nicht_erfuellt"),
        ("ae_25_5", "2026-11-22", "nicht_erfuellt"),
        ("ae_104c", "2026-11-22", "nicht_erfuellt"),
        ("duldung_60a", "2026-11-22", "nicht_erfuellt"),
        ("gestattung_55", "2026-11-22", "nicht_erfuellt"),
        ("fiktion_81_3", "2026-11-22", "nicht_erfuellt"),
        ("sonstige", "2026-11-22", "offen"),
    ],
)
def test_the_title_must_not_be_on_the_list(art: str, on: str, expected: str) -> None:
    assert outcome("einbuergerung", "stag-3", citizen(f"{art} 2015-01-01"), on) == expected


GOOD_C1 = {"deutsch": {"muendlich": "C1", "schriftlich": "C1"}, "lebensunterhalt": {"anteil_gesamt": 1.0}}


@pytest.mark.parametrize(
    ("changes", "on", "row", "modus"),
    [
        # § 10 Abs. 3 StAG a.F.: three years from 27.06.2024 to 29.10.2025, at discretion
        (GOOD_C1, "2024-06-27", "erfuellt", "kann"),
        (GOOD_C1, "2025-10-29", "erfuellt", "kann"),
        (GOOD_C1, "2025-10-30", None, "anspruch"),
        ({"lebensunterhalt": {"anteil_gesamt": 1.0}}, "2024-06-27", "erfuellt", "anspruch"),
    ],
)
def test_turbo(changes: dict[str, Any], on: str, row: str | None, modus: str) -> None:
    quick = citizen("ae_25b 2021-06-27", **changes)
    assert outcomes("einbuergerung", quick, on).get("stag-1t") == row
    assert judged("einbuergerung", quick, on).modus == modus
    assert aussicht("einbuergerung", quick, on) == ("moeglich" if modus == "kann" else "fehlt_noch")


@pytest.mark.parametrize(
    ("done", "since", "rows"),
    [
        # until 26.06.2024: seven years with an Integrationskurs, six for special achievements
        (True, "2017-06-26", {"stag-1": "entfaellt", "stag-1i": "erfuellt", "stag-1s": "entfaellt"}),
        (False, "2017-06-26", {"stag-1": "entfaellt", "stag-1i": "entfaellt", "stag-1s": "erfuellt"}),
        (True, "2017-06-27", {"stag-1": "entfaellt", "stag-1i": "entfaellt", "stag-1s": "erfuellt"}),
        (
            True,
            "2018-06-27",
            {"stag-1": "nicht_erfuellt", "stag-1i": "nicht_erfuellt", "stag-1s": "nicht_erfuellt"},
        ),
    ],
)
def test_shortened_times_before_the_reform(done: bool, since: str, rows: dict[str, str]) -> None:
    held = citizen(f"ae_25b {since}", integrationskurs={"abgeschlossen": done})
    found = outcomes("einbuergerung", held, "2024-06-26")
    assert {id: found[id] for id in rows} == rows
    by_discretion = rows["stag-1s"] == "erfuellt"
    assert judged("einbuergerung", held, "2024-06-26").modus == ("kann" if by_discretion else "anspruch")


@pytest.mark.parametrize(
    ("changes", "id", "expected"),
    [
        ({"identitaet": {"stand": "massnahmen_ergriffen"}}, "stag-2", "nicht_erfuellt"),
        ({"identitaet": {}}, "stag-2", "offen"),
        ({"leistungen_sgb": True}, "stag-4", "anderswo"),
        ({"leistungen_sgb": None}, "stag-4", "offen"),
        ({"grundkenntnisse": "keine"}, "stag-6", "nicht_erfuellt"),
        ({"grundkenntnisse": "orientierungskurs"}, "stag-6", "offen"),
        ({"deutsch": {"muendlich": "A2", "schriftlich": "B1"}}, "stag-6", "nicht_erfuellt"),
        ({"deutsch": {"muendlich": "B1"}}, "stag-6", "offen"),
        ({"gesundheit_ausnahme": True, "deutsch": {}}, "stag-6", "entfaellt"),
        ({"bekenntnis_fdgo": False}, "stag-7", "nicht_erfuellt"),
    ],
)
def test_single_conditions_of_naturalisation(changes: dict[str, Any], id: str, expected: str) -> None:
    assert outcome("einbuergerung", id, citizen(**changes), "2026-11-22") == expected


def test_giving_up_the_nationality_ended_with_the_reform() -> None:
    assert set(outcomes("einbuergerung", citizen(), "2024-06-26")) - set(
        outcomes("einbuergerung", citizen(), "2024-06-27")
    ) == {"stag-4b", "stag-1i", "stag-1s", "stag-1s2"}
