"""§§ 18a, 18b, 18g and 19c Abs. 2 AufenthG, case by case from the text of the law."""

from typing import Any

import pytest

from tests.participants.rules.people import aussicht, facts, judged, keys_on, missing, outcome, outcomes

GOOD: dict[str, Any] = {
    "geburtsdatum": "1990-01-01",
    "einreise": "2020-01-01",
    "asylverfahren": "nie",
    "identitaet": {"stand": "geklaert", "geklaert_am": "2020-11-02"},
    "pass": "gueltig",
    "bildung": {
        "studium_de": True,
        "ausbildung_de": False,
        "abschluss_ausland": True,
        "anerkennung": "vergleichbar",
    },
    "arbeitsplatzangebot": True,
    "ba_zustimmung": True,
    "gehalt_jahr": 60_000,
    "berufserfahrung_monate": 40,
    "lebensunterhalt": {"anteil_gesamt": 1.0},
    "deutsch": {"muendlich": "B1", "schriftlich": "B1"},
}


def person(**changes: Any) -> Any:
    return facts("duldung_60a 2020-01-01", **{**GOOD, **changes})


@pytest.mark.parametrize("key", ["18a_18b", "18g", "19c2"])
def test_all_met_is_possible(key: str) -> None:
    assert missing(key, person(), "2026-11-22") == {}
    assert aussicht(key, person(), "2026-11-22") == "moeglich"


def test_modes() -> None:
    assert judged("18a_18b", person(), "2023-11-17").modus == "kann"
    assert judged("18a_18b", person(), "2023-11-18").modus == "anspruch"
    assert judged("18g", person(), "2026-11-22").modus == "anspruch"
    assert judged("19c2", person(), "2026-11-22").modus == "kann"


@pytest.mark.parametrize(
    ("key", "asylverfahren", "on", "expected"),
    [
        # § 10 Abs. 3 S. 1 until 17.11.2023, S. 4 since 23.12.2023; between them the Anspruch broke it
        ("18a_18b", "unanfechtbar_abgelehnt", "2023-11-17", "gesperrt"),
        ("18a_18b", "unanfechtbar_abgelehnt", "2023-11-18", "moeglich"),
        ("18a_18b", "unanfechtbar_abgelehnt", "2023-12-22", "moeglich"),
        ("18a_18b", "unanfechtbar_abgelehnt", "2023-12-23", "gesperrt"),
        ("18a_18b", "abgelehnt_mit_sperre", "2026-11-22", "gesperrt"),
        ("18a_18b", "zurueckgenommen", "2023-11-17", "gesperrt"),
        ("18a_18b", "zurueckgenommen", "2023-12-23", "moeglich"),
        ("18a_18b", None, "2026-11-22", "unklar"),
        ("19c2", "unanfechtbar_abgelehnt", "2023-12-22", "gesperrt"),
        ("19c2", "zurueckgenommen", "2023-12-22", "gesperrt"),
        ("19c2", "zurueckgenommen", "2024-03-01", "moeglich"),
        ("19c2", "unanfechtbar_abgelehnt", "2024-03-01", "gesperrt"),
        ("18g", "unanfechtbar_abgelehnt", "2026-11-22", "moeglich"),
        ("18g", "abgelehnt_mit_sperre", "2026-11-22", "moeglich"),
    ],
)
def test_titelsperre_after_asylum(key: str, asylverfahren: str | None, on: str, expected: str) -> None:
    assert aussicht(key, person(asylverfahren=asylverfahren, gehalt_jahr=100_000), on) == expected


@pytest.mark.parametrize(
    ("entered", "expected"),
    [("2023-03-28", "erfuellt"), ("2023-03-29", "nicht_erfuellt"), (None, "offen")],
)
@pytest.mark.parametrize("key", ["18a_18b", "19c2"])
def test_withdrawal_and_entry_before_29_03_2023(key: str, entered: str | None, expected: str) -> None:
    withdrawn = person(asylverfahren="zurueckgenommen", einreise=entered)
    assert outcome(key, "fk-0b", withdrawn, "2026-11-22") == expected
    assert outcome(key, "fk-0b", person(einreise=entered), "2026-11-22") == "erfuellt"


@pytest.mark.parametrize(
    ("key", "row", "on", "expected"),
    [
        ("18a_18b", "fk-0c", "2023-11-17", "anderswo"),
        ("18a_18b", "fk-0c", "2023-11-18", None),
        ("18a_18b", "fk-0c", "2023-12-22", None),
        ("18a_18b", "fk-0c", "2023-12-23", "anderswo"),
        ("19c2", "fk-0e", "2023-12-01", "anderswo"),
    ],
)
def test_pending_procedure(key: str, row: str, on: str, expected: str | None) -> None:
    assert outcomes(key, person(asylverfahren="laufend"), on).get(row) == expected


@pytest.mark.parametrize(
    ("born", "salary", "on", "expected"),
    [
        # § 18 Abs. 2 Nr. 5: after completion of the 45th year 55 % of 101.400 Euro
        ("1981-11-23", None, "2026-11-22", "entfaellt"),
        ("1981-11-22", None, "2026-11-22", "offen"),
        ("1981-11-22", 55_770, "2026-11-22", "erfuellt"),
        ("1981-11-22", 55_769.99, "2026-11-22", "anderswo"),
        (None, 55_770, "2026-11-22", "offen"),
        ("1970-01-01", 53_130, "2025-12-31", "erfuellt"),
        ("1970-01-01", 53_130, "2026-01-01", "anderswo"),
        ("1970-01-01", 99_999, "2027-01-01", "offen"),
    ],
)
def test_salary_after_45(born: str | None, salary: float | None, on: str, expected: str) -> None:
    assert outcome("18a_18b", "fk-5", person(geburtsdatum=born, gehalt_jahr=salary), on) == expected


@pytest.mark.parametrize(
    ("bildung", "expected"),
    [
        ({"ausbildung_de": True}, "erfuellt"),
        ({"anerkennung": "gleichwertig"}, "erfuellt"),
        ({"anerkennung": "vergleichbar"}, "erfuellt"),
        ({"anerkennung": "teilweise", "ausbildung_de": False, "studium_de": False}, "nicht_erfuellt"),
        ({"anerkennung": "teilweise", "ausbildung_de": False}, "offen"),
        ({}, "offen"),
    ],
)
def test_fachkraft(bildung: dict[str, Any], expected: str) -> None:
    assert outcome("18a_18b", "fk-4", person(bildung=bildung), "2026-11-22") == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "erfuellt"),
        ({"lebensunterhalt": {"anteil_gesamt": 0.9}}, "anderswo"),
        ({"pass": "keiner"}, "anderswo"),
        ({"pass": "keiner", "identitaet": {}}, "offen"),
        ({"lebensunterhalt": {}}, "offen"),
    ],
)
def test_general_conditions_are_never_a_no(changes: dict[str, Any], expected: str) -> None:
    assert outcome("18a_18b", "fk-LU", person(**changes), "2026-11-22") == expected


@pytest.mark.parametrize(
    ("changes", "rows"),
    [
        # § 18g: 50 % of 101.400 Euro, 45,3 % for Engpassberufe and IT
        ({"gehalt_jahr": 50_700}, ("erfuellt", "entfaellt", "entfaellt")),
        ({"gehalt_jahr": 50_699.99}, ("entfaellt", "erfuellt", "entfaellt")),
        ({"gehalt_jahr": 45_934.20}, ("entfaellt", "erfuellt", "entfaellt")),
        ({"gehalt_jahr": 45_934.19}, ("nicht_erfuellt",) * 3),
        ({"gehalt_jahr": 46_000, "ba_zustimmung": None}, ("nicht_erfuellt", "offen", "offen")),
        ({"gehalt_jahr": 46_000, "ba_zustimmung": False}, ("nicht_erfuellt",) * 3),
        (
            {
                "bildung": {"studium_de": False, "abschluss_ausland": False},
                "gehalt_jahr": 46_000,
                "berufserfahrung_monate": 36,
            },
            ("entfaellt", "entfaellt", "erfuellt"),
        ),
        (
            {
                "bildung": {"studium_de": False, "abschluss_ausland": False},
                "gehalt_jahr": 46_000,
                "berufserfahrung_monate": 35,
            },
            ("nicht_erfuellt",) * 3,
        ),
        ({"gehalt_jahr": None}, ("offen",) * 3),
    ],
)
def test_blue_card(changes: dict[str, Any], rows: tuple[str, ...]) -> None:
    found = outcomes("18g", person(**changes), "2026-11-22")
    assert tuple(found[f"18g-{number}"] for number in (1, 2, 3)) == rows


@pytest.mark.parametrize(
    ("months", "on", "expected"),
    [
        (24, "2024-03-01", "erfuellt"),
        (23, "2024-03-01", "nicht_erfuellt"),
        (24, "2024-02-29", "nicht_erfuellt"),
        (36, "2024-02-29", "erfuellt"),
        (None, "2026-11-22", "offen"),
    ],
)
def test_experience_of_19c(months: int | None, on: str, expected: str) -> None:
    assert outcome("19c2", "19c-1", person(berufserfahrung_monate=months), on) == expected


@pytest.mark.parametrize(
    ("salary", "on", "expected"),
    [
        (54_359, "2024-02-29", "nicht_erfuellt"),
        (54_360, "2024-02-29", "erfuellt"),
        (40_770, "2024-03-01", "erfuellt"),
        (45_630, "2026-11-22", "erfuellt"),
        (45_629.99, "2026-11-22", "nicht_erfuellt"),
        (None, "2026-11-22", "offen"),
    ],
)
def test_salary_of_19c(salary: float | None, on: str, expected: str) -> None:
    assert outcome("19c2", "19c-2", person(gehalt_jahr=salary), on) == expected


def test_third_row_of_19c_changed_its_subject() -> None:
    weak = person(deutsch={"muendlich": "A2", "schriftlich": "A2"}, bildung={"abschluss_ausland": False})
    assert outcome("19c2", "19c-3", weak, "2024-02-29") == "anderswo"
    assert outcome("19c2", "19c-3", weak, "2024-03-01") == "nicht_erfuellt"


def test_in_force() -> None:
    assert {"18a_18b", "19c2", "18g"} & keys_on("2020-02-29") == set()
    assert {"18a_18b", "19c2", "18g"} & keys_on("2023-11-17") == {"18a_18b", "19c2"}
    assert {"18a_18b", "19c2", "18g"} & keys_on("2023-11-18") == {"18a_18b", "19c2", "18g"}


def test_effective_exercise_is_assured_since_march_2024() -> None:
    assert "fk-1b" not in outcomes("18g", person(), "2024-02-29")
    assert outcomes("18g", person(), "2024-03-01")["fk-1b"] == "anderswo"
