"""Hints on work and on German courses, at their boundary days."""

from typing import Any

import pytest

from participants.rules import assess_courses, assess_work
from tests.participants.rules.people import day, facts

BASE: dict[str, Any] = {
    "einreise": "2020-01-01",
    "staatsangehoerigkeit": "AF",
    "asylverfahren": "unanfechtbar_abgelehnt",
    "asylantrag_am": "2020-02-01",
    "in_aufnahmeeinrichtung": False,
}


def person(*periods: str, **changes: Any) -> Any:
    return facts(*periods, **{**BASE, **changes})


def work(person_: Any, on: str, *rows: str) -> tuple[str, ...]:
    found = assess_work(person_, day(on))
    assert found
    by_id = {each.id: each for each in found.findings}
    return tuple(
        f"{by_id[row].outcome} ab {by_id[row].ab}" if by_id[row].ab else str(by_id[row].outcome)
        for row in rows
    )


def test_unknown_status_gives_no_hint() -> None:
    assert assess_work(facts(), day("2026-11-22")) is None
    assert assess_work(facts("duldung_60a 2010-01-01"), day("2019-12-31")) is None


@pytest.mark.parametrize(
    ("on", "modus"), [("2024-02-26", "kann"), ("2024-02-27", "soll"), ("2026-11-22", "soll")]
)
def test_duldung_mode(on: str, modus: str) -> None:
    found = assess_work(person("duldung_60a 2020-01-01"), day(on))
    assert found
    assert (found.key, found.modus, found.ergebnis) == ("arbeit_duldung", modus, "moeglich")


@pytest.mark.parametrize(
    ("periods", "on", "expected"),
    [
        # § 32 Abs. 1 BeschV: three months; Abs. 2 Nr. 5: after four years without consent
        (
            ("duldung_60a 2026-08-22",),
            "2026-11-21",
            ("nicht_erfuellt ab 2026-11-22", "nicht_erfuellt ab 2030-08-22"),
        ),
        (("duldung_60a 2026-08-22",), "2026-11-22", ("erfuellt", "nicht_erfuellt ab 2030-08-22")),
        (
            ("gestattung_55 2022-11-22 2025-01-01", "duldung_60a 2025-01-02"),
            "2026-11-21",
            ("erfuellt", "nicht_erfuellt ab 2026-11-22"),
        ),
        (
            ("gestattung_55 2022-11-22 2025-01-01", "duldung_60a 2025-01-02"),
            "2026-11-22",
            ("entfaellt", "erfuellt"),
        ),
    ],
)
def test_consent_of_the_agency(periods: tuple[str, ...], on: str, expected: tuple[str, str]) -> None:
    assert work(person(*periods), on, "W3", "W4") == expected


def test_60b_closes_but_can_be_cured() -> None:
    found = assess_work(person("duldung_60b 2020-01-01"), day("2026-11-22"))
    assert found
    assert found.ergebnis == "gesperrt"
    text = {each.id: each.text for each in found.findings}["W8"]
    assert text.endswith("die fehlende Mitwirkung kann jederzeit nachgeholt werden.")


@pytest.mark.parametrize(
    ("nationality", "periods", "on", "rows", "expected"),
    [
        ("AF", ("duldung_60a 2020-01-01",), "2026-11-22", ("W7", "W7b", "W7c"), ("erfuellt",) * 3),
        (
            "RS",
            ("duldung_60a 2020-01-01",),
            "2026-11-22",
            ("W7", "W7b", "W7c", "W7d", "W7e"),
            ("nicht_erfuellt", "erfuellt", "nicht_erfuellt", "nicht_erfuellt", "nicht_erfuellt"),
        ),
        (
            "GE",
            ("duldung_60a 2020-01-01",),
            "2026-11-22",
            ("W7", "W7c", "W7d"),
            ("entfaellt", "entfaellt", "erfuellt"),
        ),
        (
            "TR",
            ("duldung_60a 2025-05-06",),
            "2026-11-22",
            ("W7", "W7c", "W7e"),
            ("entfaellt", "entfaellt", "erfuellt"),
        ),
        ("TR", ("duldung_60a 2025-05-07",), "2026-11-22", ("W7c", "W7e"), ("anderswo", "anderswo")),
        ("TR", ("duldung_60a 2020-01-01",), "2026-08-02", ("W7c",), ("nicht_erfuellt",)),
        ("TR", ("duldung_60a 2020-01-01",), "2026-08-03", ("W7c",), ("entfaellt",)),
    ],
)
def test_safe_countries(
    nationality: str, periods: tuple[str, ...], on: str, rows: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert work(person(*periods, staatsangehoerigkeit=nationality), on, *rows) == expected


INSIDE = {"in_aufnahmeeinrichtung": True}


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        # § 61 Abs. 1 AsylG: six months, since 12.06.2026 three with a passport or a training
        (INSIDE, "2026-10-31", "nicht_erfuellt ab 2026-11-01"),
        (INSIDE, "2026-11-01", "erfuellt"),
        (
            {**INSIDE, "pass": "gueltig", "identitaet": {"stand": "geklaert"}},
            "2026-07-31",
            "nicht_erfuellt ab 2026-08-01",
        ),
        ({**INSIDE, "pass": "gueltig", "identitaet": {"stand": "geklaert"}}, "2026-08-01", "erfuellt"),
        ({**INSIDE, "ausbildung": {"art": "qualifiziert"}}, "2026-08-01", "erfuellt"),
        ({**INSIDE, "ausbildung": {"art": "qualifiziert"}}, "2026-06-11", "nicht_erfuellt ab 2026-11-01"),
        ({"in_aufnahmeeinrichtung": None}, "2026-11-01", "offen"),
        ({}, "2026-11-01", "entfaellt"),
    ],
)
def test_duldung_in_an_aufnahmeeinrichtung(changes: dict[str, Any], on: str, expected: str) -> None:
    assert work(person("duldung_60a 2026-05-01", **changes), on, "W11") == (expected,)


@pytest.mark.parametrize(
    ("on", "rows", "expected"),
    [
        ("2024-02-26", ("W11",), "erfuellt"),
        ("2024-02-27", ("W11",), "erfuellt"),
        ("2026-06-12", ("W11b",), "anderswo"),
    ],
)
def test_versions_of_the_aufnahmeeinrichtung(on: str, rows: tuple[str, ...], expected: str) -> None:
    held = person("duldung_60a 2020-01-01", **INSIDE)
    assert work(held, on, *rows) == (expected,)
    assert work(held, on, "W2", "W3") == ("entfaellt", "entfaellt")


PENDING = {"asylverfahren": "laufend", "asylantrag_am": "2026-02-01"}


@pytest.mark.parametrize(
    ("changes", "on", "rows", "modus"),
    [
        ({}, "2026-04-30", ("nicht_erfuellt ab 2026-05-01", "entfaellt"), "kann"),
        ({}, "2026-05-01", ("erfuellt", "entfaellt"), "kann"),
        ({}, "2026-06-12", ("erfuellt", "entfaellt"), "anspruch"),
        (INSIDE, "2026-06-11", ("entfaellt", "nicht_erfuellt ab 2026-08-02"), "anspruch"),
        (INSIDE, "2026-06-12", ("entfaellt", "erfuellt"), "anspruch"),
        ({"in_aufnahmeeinrichtung": None}, "2026-06-12", ("offen", "offen"), "anspruch"),
        ({**INSIDE, "asylantrag_am": None}, "2026-06-12", ("entfaellt", "offen"), "anspruch"),
    ],
)
def test_gestattung(changes: dict[str, Any], on: str, rows: tuple[str, str], modus: str) -> None:
    held = person("gestattung_55 2026-02-01", **{**PENDING, **changes})
    assert work(held, on, "W9", "W10") == rows
    found = assess_work(held, day(on))
    assert found
    assert found.modus == modus


@pytest.mark.parametrize(
    ("on", "expected"), [("2024-02-26", "nicht_erfuellt ab 2024-03-02"), ("2024-02-27", "erfuellt")]
)
def test_nine_months_became_six(on: str, expected: str) -> None:
    held = person("gestattung_55 2023-06-01", asylverfahren="laufend", asylantrag_am="2023-06-01", **INSIDE)
    assert work(held, on, "W10") == (expected,)


@pytest.mark.parametrize(
    ("nationality", "filed", "expected"),
    [
        ("RS", "2015-08-31", "erfuellt"),
        ("RS", "2015-09-01", "nicht_erfuellt"),
        ("RS", None, "offen"),
        ("TR", "2026-02-01", "erfuellt"),
        (None, "2026-02-01", "offen"),
    ],
)
def test_gestattung_and_safe_countries(nationality: str | None, filed: str | None, expected: str) -> None:
    held = person(
        "gestattung_55 2015-06-01",
        asylverfahren="laufend",
        asylantrag_am=filed,
        staatsangehoerigkeit=nationality,
    )
    assert work(held, "2026-11-22", "W12") == (expected,)


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (("ae_25b 2020-01-01",), ("erfuellt", "entfaellt")),
        (("ae_23_1 2020-01-01",), ("anderswo", "entfaellt")),
        (("ae_25_5 2020-01-01 2025-12-31", "fiktion_81_4 2026-01-01"), ("erfuellt", "erfuellt")),
        (("fiktion_81_3 2026-01-01",), ("entfaellt", "anderswo")),
    ],
)
def test_titles_and_fiktion(periods: tuple[str, ...], expected: tuple[str, str]) -> None:
    assert work(person(*periods), "2026-11-22", "W1", "W13") == expected


def courses(person_: Any, on: str) -> dict[str, str]:
    return {each.id: str(each.outcome) for each in assess_courses(person_, day(on))}


@pytest.mark.parametrize(("on", "expected"), [("2026-11-01", "erfuellt"), ("2026-11-02", "nicht_erfuellt")])
def test_claim_to_the_integrationskurs_lasts_a_year(on: str, expected: str) -> None:
    assert courses(person("ae_25b 2025-11-01"), on)["L1"] == expected


DULDUNG_S3 = [{"art": "duldung_60a", "duldungsart": "60a_2_s3", "von": "2026-10-01"}]
DULDUNG_S1 = [{"art": "duldung_60a", "duldungsart": "60a_2_s1", "von": "2026-01-01"}]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"status": [{"art": "gestattung_55", "von": "2026-01-01"}]}, "erfuellt"),
        ({"status": [{"art": "ae_104c", "von": "2025-12-01"}]}, "erfuellt"),
        ({"status": DULDUNG_S3}, "erfuellt"),
        ({"status": [{"art": "duldung_60d", "von": "2026-01-01"}]}, "erfuellt"),
        ({"status": DULDUNG_S1}, "nicht_erfuellt"),
        ({"status": [{"art": "duldung_60a", "von": "2026-01-01"}]}, "offen"),
        ({"status": [{"art": "sonstige", "von": "2026-01-01"}]}, "offen"),
        ({"status": []}, "offen"),
    ],
)
def test_admission_by_44_4(changes: dict[str, Any], expected: str) -> None:
    assert courses(facts(**changes), "2026-11-22")["L2"] == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-02-08", None),
        ("2026-02-09", "nicht_erfuellt"),
        ("2026-12-31", "nicht_erfuellt"),
        ("2027-01-01", None),
    ],
)
def test_stop_of_2026(on: str, expected: str | None) -> None:
    assert courses(person("gestattung_55 2025-01-01"), on).get("L2s") == expected


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        # § 4 Abs. 1 S. 2 DeuFöV: at once for S. 3, others after six months and with work
        ({"status": DULDUNG_S3}, "2026-11-22", "erfuellt"),
        ({"status": DULDUNG_S1}, "2026-06-30", "nicht_erfuellt"),
        ({"status": DULDUNG_S1}, "2026-07-01", "offen"),
        ({"status": DULDUNG_S1, "beschaeftigung": [{"von": "2026-06-01"}]}, "2026-07-01", "erfuellt"),
        ({"status": DULDUNG_S1, "ausbildung": {"beginn": "2026-07-01"}}, "2026-07-01", "erfuellt"),
        ({"status": DULDUNG_S1, "ausbildung": {"beginn": "2026-07-02"}}, "2026-07-01", "offen"),
        ({"status": [{"art": "ae_25b", "von": "2026-01-01"}]}, "2026-11-22", "entfaellt"),
        ({"status": []}, "2026-11-22", "offen"),
    ],
)
def test_berufssprachkurs(changes: dict[str, Any], on: str, expected: str) -> None:
    assert courses(facts(**changes), on)["L3"] == expected
