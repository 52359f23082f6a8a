"""§ 60d AufenthG, case by case from the text of the law."""

from typing import Any

import pytest

from tests.participants.rules.people import aussicht, facts, judged, keys_on, missing, outcome

GOOD: dict[str, Any] = {
    "einreise": "2016-09-14",
    "identitaet": {"stand": "geklaert", "geklaert_am": "2019-11-02", "massnahmen_fristgerecht": False},
    "haushalt": {"minderjaehriges_lediges_kind": False, "partner": "keiner"},
    "deutsch": {"muendlich": "A2"},
    "beschaeftigung": [{"von": "2022-01-01", "stunden": 20, "sv_pflichtig": True}],
    "lebensunterhalt": {"eigener_anteil": 1.0, "letzte_12_monate": True},
    "integrationskurs": {"verpflichtet": False},
}


def person(*periods: str, **changes: Any) -> Any:
    return facts(*(periods or ("duldung_60a 2018-05-02",)), **{**GOOD, **changes})


def test_all_met_is_possible_as_a_rule() -> None:
    found = judged("60d", person(), "2026-11-22")
    assert (found.ergebnis, found.modus) == ("moeglich", "regel")
    assert missing("60d", person(), "2026-11-22") == {"60d-1c": "nicht_erfuellt"}


@pytest.mark.parametrize(
    ("entered", "on", "expected"),
    [
        ("2018-08-01", "2024-02-26", "erfuellt"),
        ("2018-08-02", "2024-02-26", "nicht_erfuellt"),
        ("2018-08-02", "2024-02-27", "erfuellt"),
        ("2022-12-31", "2024-02-27", "erfuellt"),
        ("2023-01-01", "2024-02-27", "nicht_erfuellt"),
        (None, "2026-11-22", "offen"),
    ],
)
def test_stichtag_of_the_entry(entered: str | None, on: str, expected: str) -> None:
    assert outcome("60d", "60d-0", person(einreise=entered), on) == expected


def test_a_missed_stichtag_closes_the_way() -> None:
    assert aussicht("60d", person(einreise="2023-01-01"), "2026-11-22") == "gesperrt"


def spouse(entered: str | None = "2017-03-01", **identity: Any) -> dict[str, Any]:
    home = {"partner": "im_haushalt", "partner_einreise": entered, "minderjaehriges_lediges_kind": False}
    return {"haushalt": {**home, "partner_identitaet": identity or None}}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (spouse("2022-12-31"), "erfuellt"),
        (spouse("2023-01-01"), "nicht_erfuellt"),
        (spouse(None), "offen"),
        (spouse("2026-11-23"), "offen"),
        ({"haushalt": {}}, "offen"),
        ({"haushalt": {"partner": "getrennt", "partner_einreise": "2024-01-01"}}, "erfuellt"),
    ],
)
def test_stichtag_of_the_spouse(changes: dict[str, Any], expected: str) -> None:
    assert outcome("60d", "60d-0", person(**changes), "2026-11-22") == expected


@pytest.mark.parametrize(
    ("partner", "expected"), [("keiner", "entfaellt"), ("getrennt", "anderswo"), (None, "offen")]
)
def test_spouse_living_apart(partner: str | None, expected: str) -> None:
    assert outcome("60d", "60d-0p", person(haushalt={"partner": partner}), "2026-11-22") == expected


@pytest.mark.parametrize(
    ("entered", "clarified", "changes", "on", "row", "expected"),
    [
        # Nr. 1 a: entry until 31.12.2016, until the application
        ("2016-12-31", "2026-11-22", {}, "2026-11-22", "60d-1a", "erfuellt"),
        ("2016-12-31", "2026-11-23", {}, "2026-11-22", "60d-1a", "nicht_erfuellt"),
        ("2016-12-31", "2026-11-22", {"antrag_am": "2026-11-21"}, "2026-11-22", "60d-1a", "entfaellt"),
        ("2017-01-01", "2023-11-02", {}, "2026-11-22", "60d-1a", "entfaellt"),
        # Nr. 1 b: entry 2017 to 2022, until 31.12.2024 or the application if earlier
        ("2017-01-01", "2024-12-31", {}, "2026-11-22", "60d-1b", "erfuellt"),
        ("2017-01-01", "2025-01-01", {}, "2026-11-22", "60d-1b", "entfaellt"),
        ("2022-12-31", "2024-06-02", {"antrag_am": "2024-06-01"}, "2024-06-02", "60d-1b", "entfaellt"),
        ("2022-12-31", "2024-06-01", {"antrag_am": "2024-06-01"}, "2024-06-02", "60d-1b", "erfuellt"),
        ("2016-12-31", "2023-11-02", {}, "2026-11-22", "60d-1b", "entfaellt"),
        # a.F.: entry until 2016, 30.06.2020 unless in work on 01.01.2020
        ("2016-12-31", "2020-06-30", {}, "2024-02-26", "60d-1a", "erfuellt"),
        ("2016-12-31", "2020-07-01", {}, "2024-02-26", "60d-1a", "entfaellt"),
        (
            "2016-12-31",
            "2020-07-01",
            {"beschaeftigung": [{"von": "2018-01-01", "stunden": 35, "sv_pflichtig": True}]},
            "2024-02-26",
            "60d-1a",
            "erfuellt",
        ),
        ("2016-12-31", "2020-07-01", {"beschaeftigung": None}, "2024-02-26", "60d-1a", "offen"),
        # a.F. Nr. 1 c: entry 2017 until 01.08.2018
        ("2018-08-01", "2020-06-30", {}, "2024-02-26", "60d-1b", "erfuellt"),
        ("2018-08-02", "2020-06-30", {}, "2024-02-26", "60d-1b", "entfaellt"),
        (None, "2020-06-30", {}, "2026-11-22", "60d-1a", "offen"),
    ],
)
def test_identity_in_time(
    entered: str | None, clarified: str, changes: dict[str, Any], on: str, row: str, expected: str
) -> None:
    known = {"identitaet": {"stand": "geklaert", "geklaert_am": clarified}, "einreise": entered, **changes}
    assert outcome("60d", row, person(**known), on) == expected


@pytest.mark.parametrize(
    ("identity", "ergebnis", "modus", "rows"),
    [
        # Abs. 4: after the missed deadline kann where the steps are taken or the identity is clarified
        (
            {"stand": "geklaert", "geklaert_am": "2025-01-01"},
            "moeglich",
            "kann",
            ("entfaellt", "erfuellt"),
        ),
        ({"stand": "massnahmen_ergriffen"}, "moeglich", "kann", ("entfaellt", "erfuellt")),
        ({"stand": "in_klaerung"}, "fehlt_noch", "kann", ("nicht_erfuellt", "nicht_erfuellt")),
        ({"stand": "geklaert"}, "unklar", "regel", ("offen", "erfuellt")),
        ({}, "unklar", "regel", ("offen", "offen")),
        # Nr. 1 Hs. 2: the steps taken in time keep the deadline
        (
            {"stand": "in_klaerung", "massnahmen_fristgerecht": True},
            "moeglich",
            "regel",
            ("entfaellt", "entfaellt"),
        ),
    ],
)
def test_missed_deadline(identity: dict[str, Any], ergebnis: str, modus: str, rows: tuple[str, str]) -> None:
    late = person(einreise="2019-05-05", identitaet=identity)
    found = judged("60d", late, "2026-11-22")
    by_id = {each.id: each.outcome for each in found.findings}
    assert (found.ergebnis, found.modus) == (ergebnis, modus)
    assert (by_id["60d-1b"], by_id["60d-1x"]) == rows


@pytest.mark.parametrize(
    ("changes", "ergebnis", "modus", "row"),
    [
        (spouse(stand="geklaert", geklaert_am="2024-12-31"), "moeglich", "regel", "erfuellt"),
        (spouse(stand="geklaert", geklaert_am="2025-01-01"), "moeglich", "kann", "entfaellt"),
        (spouse(stand="massnahmen_ergriffen"), "moeglich", "kann", "entfaellt"),
        (spouse(stand="offen"), "fehlt_noch", "kann", "nicht_erfuellt"),
        (spouse(stand="offen", massnahmen_fristgerecht=True), "moeglich", "regel", "entfaellt"),
        (spouse("2016-12-31", stand="geklaert", geklaert_am="2025-01-01"), "moeglich", "regel", "erfuellt"),
        (spouse(), "unklar", "regel", "offen"),
    ],
)
def test_identity_of_the_spouse(changes: dict[str, Any], ergebnis: str, modus: str, row: str) -> None:
    found = judged("60d", person(**changes), "2026-11-22")
    assert (found.ergebnis, found.modus) == (ergebnis, modus)
    assert {each.id: each.outcome for each in found.findings}["60d-1p"] == row


@pytest.mark.parametrize(
    ("since", "on", "expected"),
    [
        ("2025-11-22", "2026-11-21", "nicht_erfuellt ab 2026-11-22"),
        ("2025-11-22", "2026-11-22", "erfuellt"),
    ],
)
def test_twelve_months_of_duldung(since: str, on: str, expected: str) -> None:
    assert outcome("60d", "60d-2", person(f"duldung_60a {since}"), on) == expected


@pytest.mark.parametrize(
    ("art", "expected"),
    [("duldung_60b", "erfuellt"), ("ae_104c", "nicht_erfuellt"), ("gestattung_55", "nicht_erfuellt")],
)
def test_holds_a_duldung(art: str, expected: str) -> None:
    assert outcome("60d", "60d-00", person(f"{art} 2018-05-02"), "2026-11-22") == expected


def job(
    von: str, bis: str | None = None, stunden: float | None = 20, sv: bool | None = True
) -> dict[str, Any]:
    return {"von": von, "bis": bis, "stunden": stunden, "sv_pflichtig": sv}


@pytest.mark.parametrize(
    ("jobs", "on", "expected"),
    [
        # Nr. 3: twelve months with 20 hours since 27.02.2024
        ([job("2025-11-22")], "2026-11-21", "nicht_erfuellt ab 2026-11-22"),
        ([job("2025-11-22")], "2026-11-22", "erfuellt"),
        ([job("2024-01-01", stunden=19.5)], "2026-11-22", "nicht_erfuellt"),
        ([job("2024-01-01", stunden=10), job("2024-01-01", stunden=10)], "2026-11-22", "erfuellt"),
        (
            [job("2024-01-01", stunden=10), job("2026-02-01", stunden=10)],
            "2026-11-22",
            "nicht_erfuellt ab 2027-02-01",
        ),
        ([job("2024-01-01", "2025-12-31"), job("2026-01-01")], "2026-11-22", "erfuellt"),
        (
            [job("2024-01-01", "2025-12-30"), job("2026-01-01")],
            "2026-11-22",
            "nicht_erfuellt ab 2027-01-01",
        ),
        ([job("2024-01-01", "2026-11-21")], "2026-11-22", "nicht_erfuellt"),
        ([job("2024-01-01", sv=False)], "2026-11-22", "nicht_erfuellt"),
        ([job("2024-01-01", sv=None)], "2026-11-22", "offen"),
        ([job("2024-01-01", stunden=None)], "2026-11-22", "offen"),
        ([job("2026-11-23")], "2026-11-22", "nicht_erfuellt"),
        ([], "2026-11-22", "nicht_erfuellt"),
        (None, "2026-11-22", "offen"),
        # a.F.: eighteen months with 35 hours
        ([job("2022-08-26", stunden=35)], "2024-02-25", "nicht_erfuellt ab 2024-02-26"),
        ([job("2022-08-26", stunden=35)], "2024-02-26", "erfuellt"),
        ([job("2022-01-01", stunden=34)], "2024-02-26", "offen"),
        ([job("2022-01-01", stunden=34)], "2024-02-27", "erfuellt"),
    ],
)
def test_months_of_work(jobs: list[dict[str, Any]] | None, on: str, expected: str) -> None:
    assert outcome("60d", "60d-3a", person(beschaeftigung=jobs), on) == expected


@pytest.mark.parametrize(
    ("exception", "expected"),
    [("alleinerziehend", "erfuellt"), ("keine", "nicht_erfuellt"), (None, "offen")],
)
def test_before_2024_twenty_hours_were_enough_for_single_parents(
    exception: str | None, expected: str
) -> None:
    parent = person(beschaeftigung=[job("2020-01-01")], lebensunterhalt={"ausnahme": exception})
    assert outcome("60d", "60d-3a", parent, "2024-02-26") == expected
    assert outcome("60d", "60d-3b", parent, "2024-02-26") == expected


@pytest.mark.parametrize(
    ("jobs", "expected"),
    [
        ([job("2026-11-22", stunden=20)], "erfuellt"),
        ([job("2026-11-22", stunden=19.9)], "nicht_erfuellt"),
        ([job("2026-11-22", stunden=10), job("2020-01-01", stunden=10)], "erfuellt"),
        ([job("2026-11-23")], "nicht_erfuellt"),
        ([job("2026-11-22", stunden=None)], "offen"),
        (None, "offen"),
    ],
)
def test_hours_today(jobs: list[dict[str, Any]] | None, expected: str) -> None:
    assert outcome("60d", "60d-3b", person(beschaeftigung=jobs), "2026-11-22") == expected


@pytest.mark.parametrize(
    ("changes", "id", "expected"),
    [
        ({"lebensunterhalt": {"letzte_12_monate": False}}, "60d-4", "nicht_erfuellt"),
        ({"lebensunterhalt": {}}, "60d-4", "offen"),
        ({"lebensunterhalt": {"eigener_anteil": 0.999}}, "60d-5", "nicht_erfuellt"),
        ({"lebensunterhalt": {"eigener_anteil": 1.0}}, "60d-5", "erfuellt"),
        ({"lebensunterhalt": {"anteil_gesamt": 1.0}}, "60d-5", "offen"),
        ({"deutsch": {"muendlich": "A1"}}, "60d-6", "nicht_erfuellt"),
        ({"integrationskurs": {"verpflichtet": True, "abgeschlossen": True}}, "60d-11", "erfuellt"),
        ({"integrationskurs": {"verpflichtet": True, "abgeschlossen": False}}, "60d-11", "nicht_erfuellt"),
        ({"integrationskurs": {"verpflichtet": True}}, "60d-11", "offen"),
        ({"integrationskurs": {}}, "60d-11", "offen"),
        ({"integrationskurs": {"abgeschlossen": False}}, "60d-11", "offen"),
    ],
)
def test_single_conditions(changes: dict[str, Any], id: str, expected: str) -> None:
    assert outcome("60d", id, person(**changes), "2026-11-22") == expected


def test_in_force_since_2020() -> None:
    assert "60d" not in keys_on("2019-12-31")
    assert "60d" in keys_on("2020-01-01")
