"""§ 25 Abs. 5, § 23a, § 28 and § 104c AufenthG, case by case from the text of the law."""

from typing import Any

import pytest

from tests.participants.rules.people import aussicht, facts, judged, keys_on, outcome, outcomes


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (("duldung_60a 2020-01-01",), "erfuellt"),
        (("duldung_60b 2020-01-01",), "erfuellt"),
        (("fiktion_81_3_s2 2020-01-01",), "erfuellt"),
        (("ae_104c 2025-01-01",), "nicht_erfuellt"),
        (("gestattung_55 2020-01-01",), "nicht_erfuellt"),
        ((), "offen"),
    ],
)
@pytest.mark.parametrize(("key", "row"), [("25_5", "255-1"), ("23a", "23a-1")])
def test_ausreisepflichtig(key: str, row: str, periods: tuple[str, ...], expected: str) -> None:
    assert outcome(key, row, facts(*periods), "2026-11-22") == expected


@pytest.mark.parametrize(
    ("periods", "on", "expected", "modus"),
    [
        # § 25 Abs. 5 S. 2: suspended for eighteen months
        (("duldung_60a 2025-05-22",), "2026-11-21", "nicht_erfuellt ab 2026-11-22", "kann"),
        (("duldung_60a 2025-05-22",), "2026-11-22", "erfuellt", "soll"),
        (("duldung_60a 2024-08-31",), "2026-02-28", "nicht_erfuellt ab 2026-03-01", "kann"),
        (("duldung_60a 2024-08-31",), "2026-03-01", "erfuellt", "soll"),
        (
            ("duldung_60a 2025-01-01 2025-12-31", "fiktion_81_3_s2 2026-01-01"),
            "2026-11-22",
            "erfuellt",
            "soll",
        ),
        # § 60b Abs. 5 S. 1: 365 days do not count
        (
            (
                "duldung_60a 2024-01-01 2024-12-31",
                "duldung_60b 2025-01-01 2025-12-31",
                "duldung_60a 2026-01-01",
            ),
            "2026-06-30",
            "nicht_erfuellt ab 2026-07-01",
            "kann",
        ),
    ],
)
def test_eighteen_months_lift_the_mode(periods: tuple[str, ...], on: str, expected: str, modus: str) -> None:
    held = facts(*periods, asylverfahren="unanfechtbar_abgelehnt")
    assert outcome("25_5", "255-4", held, on) == expected
    found = judged("25_5", held, on)
    assert (found.ergebnis, found.modus, str(found.fruehestens)) == ("moeglich", modus, on)


@pytest.mark.parametrize("on", ["2024-02-26", "2024-02-27", "2026-06-11", "2026-06-12"])
def test_titelsperre_closes_25_5(on: str) -> None:
    barred = facts("duldung_60a 2020-01-01", asylverfahren="abgelehnt_mit_sperre")
    assert outcome("25_5", "255-S2", barred, on) == "nicht_erfuellt"
    assert aussicht("25_5", barred, on) == "gesperrt"


@pytest.mark.parametrize(
    ("asylverfahren", "consent", "ergebnis"),
    [("laufend", "anderswo", "moeglich"), (None, "offen", "unklar"), ("nie", "entfaellt", "moeglich")],
)
def test_pending_procedure_needs_consent(asylverfahren: str | None, consent: str, ergebnis: str) -> None:
    held = facts("duldung_60a 2020-01-01", asylverfahren=asylverfahren)
    assert outcome("25_5", "255-S1", held, "2026-11-22") == consent
    assert aussicht("25_5", held, "2026-11-22") == ergebnis


@pytest.mark.parametrize(
    ("request_", "ergebnis"), [(True, "moeglich"), (False, "fehlt_noch"), (None, "unklar")]
)
def test_haertefall_may_be_ordered(request_: bool | None, ergebnis: str) -> None:
    found = judged("23a", facts("duldung_60a 2020-01-01", haertefallersuchen=request_), "2026-11-22")
    assert (found.ergebnis, found.modus) == (ergebnis, "darf")


@pytest.mark.parametrize(
    ("changes", "rows", "ergebnis"),
    [
        ({"familie_deutsch": True, "haushalt": {"partner": "keiner"}}, ("erfuellt", "entfaellt"), "moeglich"),
        (
            {"familie_deutsch": False, "haushalt": {"partner": "keiner"}},
            ("nicht_erfuellt", "entfaellt"),
            "fehlt_noch",
        ),
        ({"familie_deutsch": None, "haushalt": {"partner": "keiner"}}, ("offen", "entfaellt"), "unklar"),
        (
            {
                "familie_deutsch": True,
                "geburtsdatum": "2008-11-22",
                "deutsch": {"muendlich": "A1", "schriftlich": "A1"},
                "haushalt": {"partner": "im_haushalt"},
            },
            ("erfuellt", "erfuellt"),
            "moeglich",
        ),
        (
            {
                "familie_deutsch": True,
                "geburtsdatum": "2008-11-23",
                "deutsch": {"muendlich": "A1", "schriftlich": "A1"},
                "haushalt": {"partner": "im_haushalt"},
            },
            ("erfuellt", "offen"),
            "unklar",
        ),
        ({"familie_deutsch": True, "haushalt": {"partner": "im_haushalt"}}, ("erfuellt", "offen"), "unklar"),
        ({"familie_deutsch": True}, ("erfuellt", "offen"), "unklar"),
    ],
)
def test_family_of_germans(changes: dict[str, Any], rows: tuple[str, str], ergebnis: str) -> None:
    found = judged("28", facts("duldung_60a 2020-01-01", **changes), "2026-11-22")
    by_id = {each.id: each.outcome for each in found.findings}
    assert (by_id["28-1"], by_id["28-3"]) == rows
    assert (found.ergebnis, found.modus) == (ergebnis, "anspruch")


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        # § 104c Abs. 1: five years on 31.10.2022, times of § 60b included
        (("duldung_60a 2017-10-31",), "erfuellt"),
        (("duldung_60a 2017-11-01",), "nicht_erfuellt"),
        (("duldung_60b 2017-10-31",), "erfuellt"),
        (("gestattung_55 2017-10-01 2019-01-01", "duldung_60a 2019-01-02"), "erfuellt"),
        (("duldung_60a 2015-01-01 2022-10-30", "duldung_60a 2022-11-01"), "nicht_erfuellt"),
        (("duldung_60a 2015-01-01 2022-10-30",), "offen"),
        ((), "offen"),
    ],
)
def test_five_years_on_the_stichtag(periods: tuple[str, ...], expected: str) -> None:
    assert outcome("104c", "104c-1", facts(*periods), "2023-06-01") == expected


def test_a_missed_stichtag_closes_104c() -> None:
    late = facts("duldung_60a 2017-11-01", bekenntnis_fdgo=True)
    early = facts("duldung_60a 2017-10-31", bekenntnis_fdgo=True)
    assert aussicht("104c", late, "2025-12-30") == "gesperrt"
    assert aussicht("104c", early, "2025-12-30") == "moeglich"


def test_104c_is_closed_to_everybody_since_31_12_2025() -> None:
    for held in (facts("ae_104c 2025-06-01"), facts("duldung_60a 2010-01-01"), facts()):
        assert outcomes("104c", held, "2025-12-31") == {"104c-T": "nicht_erfuellt"}
        assert aussicht("104c", held, "2025-12-31") == "gesperrt"


def test_104c_began_on_31_12_2022() -> None:
    assert "104c" not in keys_on("2022-12-30")
    assert "104c" in keys_on("2022-12-31")


@pytest.mark.parametrize("key", ["16g", "19d", "25_5", "18a_18b", "18g", "19c2", "28", "26_4"])
def test_the_bar_of_104c_stands_under_eight_ways(key: str) -> None:
    holder = facts("ae_104c 2025-06-01")
    assert outcome(key, "104c-S", holder, "2025-12-30") == "nicht_erfuellt"
    assert "104c-S" not in outcomes(key, holder, "2025-12-31")
    assert outcome(key, "104c-S", facts("duldung_60a 2020-01-01"), "2025-12-30") == "erfuellt"
    assert outcome(key, "104c-S", facts(), "2025-12-30") == "offen"
