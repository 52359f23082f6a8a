"""§§ 60c and 16g AufenthG, which ask the same but for livelihood and passport."""

from typing import Any

import pytest

from tests.participants.rules.people import aussicht, facts, judged, keys_on, missing, outcome, outcomes

GOOD: dict[str, Any] = {
    "einreise": "2016-09-14",
    "staatsangehoerigkeit": "AF",
    "asylverfahren": "unanfechtbar_abgelehnt",
    "asylantrag_am": "2016-09-20",
    "identitaet": {"stand": "geklaert", "geklaert_am": "2019-11-02", "massnahmen_fristgerecht": False},
    "pass": "gueltig",
    "ausbildung": {
        "art": "qualifiziert",
        "beginn": "2027-08-01",
        "vertrag": "eingetragen",
        "als_asylbewerber_begonnen": False,
    },
    "mittel_monat": 666,
}
BOTH = pytest.mark.parametrize("key", ["60c", "16g"])


def person(*periods: str, **changes: Any) -> Any:
    return facts(*(periods or ("duldung_60a 2018-05-02",)), **{**GOOD, **changes})


def training(**changes: Any) -> dict[str, Any]:
    return {"ausbildung": {**GOOD["ausbildung"], **changes}}


@BOTH
def test_all_met_is_possible_and_an_anspruch(key: str) -> None:
    found = judged(key, person(), "2027-02-01")
    assert (found.ergebnis, found.modus, str(found.fruehestens)) == ("moeglich", "anspruch", "2027-02-01")
    assert missing(key, person(), "2027-02-01") == {f"{key}-4d": "nicht_erfuellt"}


@BOTH
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # Abs. 1 S. 1 Nr. 1: begun as asylum seeker, continued after the rejection
        (training(als_asylbewerber_begonnen=True), ("erfuellt", "entfaellt", "entfaellt")),
        (
            training(als_asylbewerber_begonnen=True, art="helfer_engpass"),
            ("entfaellt", "erfuellt", "entfaellt"),
        ),
        (
            {**training(als_asylbewerber_begonnen=True), "asylverfahren": "zurueckgenommen"},
            ("entfaellt", "entfaellt", "erfuellt"),
        ),
        # Nr. 2: a Duldung and either kind of training
        ({}, ("entfaellt", "entfaellt", "erfuellt")),
        (training(art="helfer_engpass"), ("entfaellt", "entfaellt", "erfuellt")),
        (training(art=None), ("nicht_erfuellt", "nicht_erfuellt", "offen")),
        (training(art=None, als_asylbewerber_begonnen=None), ("offen", "offen", "offen")),
    ],
)
def test_three_ways_into_it(key: str, changes: dict[str, Any], expected: tuple[str, ...]) -> None:
    found = outcomes(key, person(**changes), "2027-02-01")
    assert tuple(found[f"{key}-1{letter}"] for letter in "abc") == expected


@BOTH
@pytest.mark.parametrize(
    ("art", "expected"),
    [
        ("duldung_60a", "erfuellt"),
        ("duldung_60c", "erfuellt"),
        ("duldung_60d", "erfuellt"),
        ("duldung_60b", "nicht_erfuellt"),
        ("gestattung_55", "nicht_erfuellt"),
    ],
)
def test_duldung_but_not_60b(key: str, art: str, expected: str) -> None:
    assert outcome(key, f"{key}-1c", person(f"{art} 2018-05-02"), "2027-02-01") == expected


@BOTH
@pytest.mark.parametrize(
    ("since", "on", "expected"),
    [
        ("2026-11-01", "2027-01-31", "nicht_erfuellt ab 2027-02-01"),
        ("2026-11-01", "2027-02-01", "erfuellt"),
        ("2026-11-30", "2027-02-28", "nicht_erfuellt ab 2027-03-01"),
        ("2026-11-30", "2027-03-01", "erfuellt"),
    ],
)
def test_three_months_of_duldung_at_the_application(key: str, since: str, on: str, expected: str) -> None:
    assert outcome(key, f"{key}-3", person(f"duldung_60a {since}"), on) == expected


@BOTH
def test_three_months_count_at_the_application_filed_earlier(key: str) -> None:
    filed = person("duldung_60a 2026-11-01", antrag_am="2027-01-31")
    assert outcome(key, f"{key}-3", filed, "2027-03-01") == "nicht_erfuellt"


@BOTH
def test_three_months_are_asked_of_the_third_way_only(key: str) -> None:
    begun = person("duldung_60a 2027-01-15", **training(als_asylbewerber_begonnen=True))
    found = outcomes(key, begun, "2027-01-20")
    assert {found[f"{key}-{row}"] for row in ("3", "6", "7b")} == {"entfaellt"}
    assert outcomes(key, person(), "2027-01-20")[f"{key}-6"] == "anderswo"


@BOTH
@pytest.mark.parametrize(
    ("entered", "clarified", "changes", "row", "expected"),
    [
        ("2016-12-31", "2027-02-01", {}, "4a", "erfuellt"),
        ("2016-12-31", "2027-02-02", {}, "4a", "nicht_erfuellt"),
        ("2017-01-01", "2020-06-30", {}, "4a", "entfaellt"),
        ("2017-01-01", "2020-06-30", {}, "4b", "erfuellt"),
        ("2019-12-31", "2020-07-01", {}, "4b", "entfaellt"),
        ("2020-01-01", "2020-06-30", {}, "4b", "entfaellt"),
        # Nr. 3 c: six months after the entry, its last day included
        ("2020-03-15", "2020-09-15", {}, "4c", "erfuellt"),
        ("2020-03-15", "2020-09-16", {}, "4c", "entfaellt"),
        ("2020-08-31", "2021-02-28", {}, "4c", "erfuellt"),
        ("2020-08-31", "2021-03-01", {}, "4c", "entfaellt"),
        (None, "2020-06-30", {}, "4a", "offen"),
    ],
)
def test_identity_in_time(
    key: str, entered: str | None, clarified: str, changes: dict[str, Any], row: str, expected: str
) -> None:
    known = {"einreise": entered, "identitaet": {"stand": "geklaert", "geklaert_am": clarified}}
    assert outcome(key, f"{key}-{row}", person(**known, **changes), "2027-02-01") == expected


@BOTH
@pytest.mark.parametrize(
    ("identity", "ergebnis", "modus", "rows"),
    [
        ({"stand": "geklaert", "geklaert_am": "2021-01-01"}, "moeglich", "kann", ("entfaellt", "erfuellt")),
        ({"stand": "massnahmen_ergriffen"}, "moeglich", "kann", ("entfaellt", "erfuellt")),
        ({"stand": "offen"}, "fehlt_noch", "kann", ("nicht_erfuellt", "nicht_erfuellt")),
        (
            {"stand": "offen", "massnahmen_fristgerecht": True},
            "moeglich",
            "anspruch",
            ("entfaellt", "entfaellt"),
        ),
    ],
)
def test_missed_deadline(
    key: str, identity: dict[str, Any], ergebnis: str, modus: str, rows: tuple[str, str]
) -> None:
    found = judged(key, person(einreise="2018-05-05", identitaet=identity), "2027-02-01")
    by_id = {each.id: each.outcome for each in found.findings}
    assert (found.ergebnis, found.modus) == (ergebnis, modus)
    assert (by_id[f"{key}-4b"], by_id[f"{key}-4x"]) == rows


@BOTH
@pytest.mark.parametrize(
    ("begin", "on", "expected"),
    [
        ("2027-08-01", "2026-12-31", "nicht_erfuellt ab 2027-01-01"),
        ("2027-08-01", "2027-01-01", "erfuellt"),
        ("2027-09-30", "2027-02-27", "nicht_erfuellt ab 2027-02-28"),
        ("2027-09-30", "2027-02-28", "erfuellt"),
        ("2026-01-01", "2027-02-01", "erfuellt"),
        (None, "2027-02-01", "offen"),
    ],
)
def test_application_seven_months_before(key: str, begin: str | None, on: str, expected: str) -> None:
    assert outcome(key, f"{key}-7", person(**training(beginn=begin)), on) == expected


@BOTH
def test_time_does_not_mend_an_application_filed_too_early(key: str) -> None:
    filed = person(antrag_am="2026-12-31")
    assert outcome(key, f"{key}-7", filed, "2027-02-01") == "nicht_erfuellt"


@BOTH
@pytest.mark.parametrize(
    ("on", "expected"), [("2027-01-31", "nicht_erfuellt ab 2027-02-01"), ("2027-02-01", "erfuellt")]
)
def test_grant_six_months_before(key: str, on: str, expected: str) -> None:
    assert outcome(key, f"{key}-7b", person(), on) == expected
    assert str(judged(key, person(), on).fruehestens) == "2027-02-01"


@BOTH
@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("eingetragen", "erfuellt"),
        ("beantragt", "erfuellt"),
        ("schule", "erfuellt"),
        ("zustimmung", "erfuellt"),
        ("zusage", "nicht_erfuellt"),
        (None, "offen"),
    ],
)
def test_contract(key: str, state: str | None, expected: str) -> None:
    assert outcome(key, f"{key}-8", person(**training(vertrag=state)), "2027-02-01") == expected


@BOTH
def test_listed_country_of_origin_closes_the_way(key: str) -> None:
    barred = person(staatsangehoerigkeit="RS")
    assert outcome(key, f"{key}-2b", barred, "2027-02-01") == "nicht_erfuellt"
    assert aussicht(key, barred, "2027-02-01") == "gesperrt"


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        # § 2 Abs. 3 S. 5: the need of § 12 BAföG, 632 Euro until 31.07.2024, then 666
        ({"mittel_monat": 632}, "2024-07-31", ("erfuellt", "entfaellt")),
        ({"mittel_monat": 631.99}, "2024-07-31", ("nicht_erfuellt", "offen")),
        ({"mittel_monat": 665.99}, "2024-08-01", ("nicht_erfuellt", "offen")),
        ({"mittel_monat": 666}, "2024-08-01", ("erfuellt", "entfaellt")),
        (
            {"mittel_monat": 1, "lebensunterhalt": {"anteil_gesamt": 1.0}},
            "2027-02-01",
            ("entfaellt", "erfuellt"),
        ),
        (
            {"mittel_monat": 1, "lebensunterhalt": {"anteil_gesamt": 0.9}},
            "2027-02-01",
            ("nicht_erfuellt", "nicht_erfuellt"),
        ),
        ({"mittel_monat": None}, "2027-02-01", ("offen", "offen")),
    ],
)
def test_livelihood_of_16g(changes: dict[str, Any], on: str, expected: tuple[str, str]) -> None:
    found = outcomes("16g", person(**changes), on)
    assert (found["16g-10"], found["16g-10a"]) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"pass": "ersatz"}, "erfuellt"),
        ({"pass": "keiner"}, "nicht_erfuellt"),
        ({"pass": None}, "offen"),
        # Abs. 10 S. 5: may be waived where only the discretion of Abs. 6 is left
        (
            {"pass": "keiner", "einreise": "2018-05-05", "identitaet": {"stand": "massnahmen_ergriffen"}},
            "anderswo",
        ),
        ({"pass": "keiner", "einreise": "2018-05-05", "identitaet": {"stand": "offen"}}, "nicht_erfuellt"),
    ],
)
def test_passport_of_16g(changes: dict[str, Any], expected: str) -> None:
    assert outcome("16g", "16g-G4", person(**changes), "2027-02-01") == expected


def test_in_force() -> None:
    assert {"60c", "16g"} & keys_on("2019-12-31") == set()
    assert {"60c", "16g"} & keys_on("2024-02-29") == {"60c"}
    assert {"60c", "16g"} & keys_on("2024-03-01") == {"60c", "16g"}


@pytest.mark.parametrize(
    ("on", "expected"),
    [("2025-12-30", "gesperrt"), ("2025-12-31", "fehlt_noch")],
)
def test_holders_of_104c_were_barred_until_december_2025(on: str, expected: str) -> None:
    """§ 104c Abs. 3 S. 4 a.F.; a Duldung is no title, so § 60c knows no such bar."""
    holder = person("ae_104c 2025-06-01", **training(beginn="2026-01-15"))
    assert aussicht("16g", holder, on) == expected
    assert "104c-S" not in outcomes("60c", holder, on)


TITLES = ("ae_104c", "ae_25_5", "ae_25a", "sonstige")


@pytest.mark.parametrize("art", TITLES)
@pytest.mark.parametrize("begun", [True, False, None])
def test_with_a_title_there_is_nothing_to_suspend(art: str, begun: bool | None) -> None:
    """§ 50 Abs. 1, § 60a Abs. 2 S. 3: whoever holds a title is not ausreisepflichtig."""
    holder = person(f"{art} 2025-07-01", **training(als_asylbewerber_begonnen=begun))
    found = outcomes("60c", holder, "2027-02-01")
    assert {found[f"60c-1{letter}"] for letter in "abc"} == {"nicht_erfuellt"}
    assert aussicht("60c", holder, "2027-02-01") == "fehlt_noch"


def test_nothing_known_of_the_training_is_no_open_question_with_a_title() -> None:
    holder = facts("ae_104c 2025-07-01")
    assert {outcome("60c", f"60c-1{letter}", holder, "2026-11-25") for letter in "abc"} == {"nicht_erfuellt"}
    before = facts("duldung_60a 2020-01-01 2025-06-30", "ae_104c 2025-07-01")
    assert outcome("60c", "60c-1c", before, "2025-06-30") == "offen"
    assert outcome("60c", "60c-1c", before, "2025-07-01") == "nicht_erfuellt"


@pytest.mark.parametrize("begun", [True, False])
def test_the_title_for_a_training_does_not_ask_that(begun: bool) -> None:
    """§ 16g is a title itself: what was begun as asylum seeker may be gone on with."""
    holder = person("ae_104c 2025-07-01", **training(als_asylbewerber_begonnen=begun))
    assert outcome("16g", "16g-1a", holder, "2027-02-01") == ("erfuellt" if begun else "nicht_erfuellt")
