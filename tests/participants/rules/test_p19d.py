"""§ 19d AufenthG, case by case from the text of the law."""

from typing import Any

import pytest

from tests.participants.rules.people import aussicht, facts, judged, keys_on, outcome, outcomes

GOOD: dict[str, Any] = {
    "asylverfahren": "nie",
    "identitaet": {"stand": "geklaert", "geklaert_am": "2019-11-02"},
    "pass": "gueltig",
    "deutsch": {"muendlich": "B1", "schriftlich": "B1"},
    "bildung": {
        "ausbildung_de": True,
        "studium_de": False,
        "pflegehilfe_de": False,
        "abschluss_ausland": False,
    },
    "beschaeftigung": [],
    "wohnraum_ausreichend": True,
    "arbeitsplatzangebot": True,
    "ba_zustimmung": True,
    "lebensunterhalt": {"anteil_gesamt": 1.0},
    "leistungen_sgb": False,
}
NONE_HERE = {**GOOD["bildung"], "ausbildung_de": False}


def person(*periods: str, **changes: Any) -> Any:
    return facts(*(periods or ("duldung_60a 2018-05-02",)), **{**GOOD, **changes})


def test_all_met_is_possible() -> None:
    found = judged("19d", person(), "2026-11-22")
    assert (found.ergebnis, found.modus, str(found.fruehestens)) == ("moeglich", "soll", "2026-11-22")


def test_soll_since_march_2024_kann_before() -> None:
    assert judged("19d", person(), "2024-02-29").modus == "kann"
    assert judged("19d", person(), "2024-03-01").modus == "soll"


@pytest.mark.parametrize(
    ("periods", "asylverfahren", "on", "expected"),
    [
        (("duldung_60b 2020-01-01",), "nie", "2026-11-22", "erfuellt"),
        (("ae_25_5 2020-01-01",), "unanfechtbar_abgelehnt", "2024-02-29", "nicht_erfuellt"),
        (("ae_25_5 2020-01-01",), "unanfechtbar_abgelehnt", "2024-03-01", "erfuellt"),
        (("ae_25b 2020-01-01",), "zurueckgenommen", "2026-11-22", "erfuellt"),
        (("ae_25b 2020-01-01",), "abgelehnt_mit_sperre", "2026-11-22", "nicht_erfuellt"),
        (("ae_25b 2020-01-01",), "nie", "2026-11-22", "nicht_erfuellt"),
        (("ae_25b 2020-01-01",), None, "2026-11-22", "offen"),
        (("sonstige 2020-01-01",), "zurueckgenommen", "2026-11-22", "offen"),
        (("ae_16g 2020-01-01",), "zurueckgenommen", "2026-11-22", "nicht_erfuellt"),
        (("gestattung_55 2020-01-01",), "laufend", "2026-11-22", "nicht_erfuellt"),
    ],
)
def test_geduldet_or_abschnitt_5_after_rejection(
    periods: tuple[str, ...], asylverfahren: str | None, on: str, expected: str
) -> None:
    assert outcome("19d", "19d-00", person(*periods, asylverfahren=asylverfahren), on) == expected


@pytest.mark.parametrize(
    ("bildung", "on", "rows"),
    [
        ({"studium_de": True}, "2026-11-22", ("erfuellt", "entfaellt")),
        ({**NONE_HERE, "pflegehilfe_de": True}, "2026-11-22", ("entfaellt", "erfuellt")),
        (NONE_HERE, "2026-11-22", ("nicht_erfuellt", "nicht_erfuellt")),
        ({}, "2026-11-22", ("offen", "offen")),
    ],
)
def test_completed_in_germany(bildung: dict[str, Any], on: str, rows: tuple[str, str]) -> None:
    found = outcomes("19d", person(bildung=bildung), on)
    assert (found["19d-1a"], found["19d-1a2"]) == rows


def test_pflegehilfe_counts_since_march_2024() -> None:
    helper = person(bildung={**NONE_HERE, "pflegehilfe_de": True})
    assert "19d-1a2" not in outcomes("19d", helper, "2024-02-29")
    assert aussicht("19d", helper, "2024-02-29") == "fehlt_noch"
    assert aussicht("19d", helper, "2024-03-01") == "moeglich"


FOREIGN = {**NONE_HERE, "abschluss_ausland": True, "anerkennung": "vergleichbar"}


@pytest.mark.parametrize(
    ("bildung", "since", "on", "expected"),
    [
        # Nr. 1 b: recognised foreign degree and two years of adequate work
        (FOREIGN, "2024-11-22", "2026-11-21", "nicht_erfuellt ab 2026-11-22"),
        (FOREIGN, "2024-11-22", "2026-11-22", "erfuellt"),
        ({**FOREIGN, "anerkennung": "teilweise"}, "2020-01-01", "2026-11-22", "nicht_erfuellt"),
        ({**FOREIGN, "anerkennung": None}, "2020-01-01", "2026-11-22", "offen"),
        ({**FOREIGN, "anerkennung": None}, "2026-01-01", "2026-11-22", "nicht_erfuellt"),
    ],
)
def test_foreign_degree_and_adequate_work(
    bildung: dict[str, Any], since: str, on: str, expected: str
) -> None:
    jobs = [{"von": since, "stunden": 30, "angemessen": True, "qualifiziert": False}]
    assert outcome("19d", "19d-1b", person(bildung=bildung, beschaeftigung=jobs), on) == expected


@pytest.mark.parametrize(
    ("drawn", "on", "rows", "ergebnis"),
    [
        # Nr. 1 c: three years of qualified work, the last twelve months without public funds
        (False, "2026-11-21", ("nicht_erfuellt ab 2026-11-22", "entfaellt"), "fehlt_noch"),
        (False, "2026-11-22", ("erfuellt", "erfuellt"), "moeglich"),
        (True, "2026-11-22", ("erfuellt", "anderswo"), "moeglich"),
        (None, "2026-11-22", ("erfuellt", "offen"), "unklar"),
    ],
)
def test_qualified_work(drawn: bool | None, on: str, rows: tuple[str, str], ergebnis: str) -> None:
    jobs = [{"von": "2023-11-22", "qualifiziert": True, "angemessen": False}]
    worker = person(bildung=NONE_HERE, beschaeftigung=jobs, leistungen_sgb=drawn)
    assert (outcome("19d", "19d-1c", worker, on), outcome("19d", "19d-1c2", worker, on)) == rows
    assert aussicht("19d", worker, on) == ergebnis


@pytest.mark.parametrize(
    ("changes", "id", "expected"),
    [
        ({"wohnraum_ausreichend": False}, "19d-2", "nicht_erfuellt"),
        ({"wohnraum_ausreichend": None}, "19d-2", "offen"),
        ({"deutsch": {"muendlich": "B1", "schriftlich": "A2"}}, "19d-3", "nicht_erfuellt"),
        ({"deutsch": {"muendlich": "B1"}}, "19d-3", "offen"),
        ({"deutsch": {"muendlich": "A2"}}, "19d-3", "nicht_erfuellt"),
        ({"arbeitsplatzangebot": False}, "19d-8", "nicht_erfuellt"),
        ({"ba_zustimmung": False}, "19d-8b", "nicht_erfuellt"),
        ({"ba_zustimmung": None}, "19d-8b", "offen"),
        ({"lebensunterhalt": {"anteil_gesamt": 0.9}}, "19d-LU", "anderswo"),
        ({"lebensunterhalt": {}}, "19d-LU", "offen"),
        ({"pass": "keiner"}, "19d-G", "nicht_erfuellt"),
        ({"pass": "keiner", "identitaet": {}}, "19d-G", "nicht_erfuellt"),
        ({"pass": None}, "19d-G", "offen"),
        ({"asylverfahren": "zurueckgenommen"}, "19d-9", "anderswo"),
        ({"asylverfahren": "nie"}, "19d-9", "entfaellt"),
        ({"asylverfahren": None}, "19d-9", "offen"),
        ({"asylverfahren": "laufend"}, "19d-S1", "anderswo"),
        ({"asylverfahren": "abgelehnt_mit_sperre"}, "19d-S2", "nicht_erfuellt"),
    ],
)
def test_single_conditions(changes: dict[str, Any], id: str, expected: str) -> None:
    assert outcome("19d", id, person(**changes), "2026-11-22") == expected


def test_titelsperre_closes_the_way() -> None:
    assert aussicht("19d", person(asylverfahren="abgelehnt_mit_sperre"), "2026-11-22") == "gesperrt"


@pytest.mark.parametrize(
    ("on", "expected"), [("2022-12-30", None), ("2022-12-31", "nicht_erfuellt"), ("2025-12-31", None)]
)
def test_holders_of_104c(on: str, expected: str | None) -> None:
    holder = person("ae_104c 2022-12-31" if on > "2022-12-30" else "duldung_60a 2018-01-01")
    assert outcomes("19d", holder, on).get("104c-S") == expected


def test_in_force_since_march_2020() -> None:
    assert "19d" not in keys_on("2020-02-29")
    assert "19d" in keys_on("2020-03-01")
