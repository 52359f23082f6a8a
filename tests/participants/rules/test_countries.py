"""Sichere Herkunftsstaaten, § 60a Abs. 6 S. 1 Nr. 3 and § 104 Abs. 18 AufenthG, at their boundary days."""

from typing import Any

import pytest

from tests.participants.rules.people import facts, judged, outcome

REJECTED: dict[str, Any] = {
    "einreise": "2015-06-01",
    "asylverfahren": "unanfechtbar_abgelehnt",
    "asylantrag_am": "2015-09-01",
}


def person(nationality: str | None, *periods: str, **changes: Any) -> Any:
    return facts(
        *(periods or ("duldung_60a 2018-01-01",)),
        **{**REJECTED, "staatsangehoerigkeit": nationality, **changes},
    )


@pytest.mark.parametrize(
    ("nationality", "on", "expected"),
    [
        ("AL", "2020-01-01", "nicht_erfuellt"),
        ("SN", "2026-11-22", "nicht_erfuellt"),
        ("AF", "2026-11-22", "erfuellt"),
        ("staatenlos", "2026-11-22", "erfuellt"),
        ("ungeklaert", "2026-11-22", "offen"),
        (None, "2026-11-22", "offen"),
        # Georgien and Moldau since 23.12.2023
        ("GE", "2023-12-22", "erfuellt"),
        # the EU list since 29.07.2026
        ("UA", "2026-11-22", "erfuellt"),
        ("CO", "2026-07-28", "erfuellt"),
        ("CO", "2026-07-29", "nicht_erfuellt"),
        # Kosovo stands on both lists
        ("XK", "2026-11-22", "nicht_erfuellt"),
    ],
)
def test_lists_by_day(nationality: str | None, on: str, expected: str) -> None:
    assert outcome("60c", "60c-2b", person(nationality), on) == expected


@pytest.mark.parametrize(
    ("nationality", "text"),
    [
        (None, "Die Staatsangehörigkeit ist nicht bekannt."),
        ("ungeklaert", "Die Staatsangehörigkeit ist ungeklärt, oder die Person hat mehrere."),
    ],
)
def test_why_there_is_no_one_country_to_look_up(nationality: str | None, text: str) -> None:
    found = {each.id: each.text for each in judged("60c", person(nationality), "2026-11-22").findings}
    assert found["60c-2b"] == text


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"asylantrag_am": "2015-08-31"}, "erfuellt"),
        ({"asylantrag_am": "2015-09-01"}, "nicht_erfuellt"),
        ({"asylantrag_am": None}, "offen"),
        ({"asylverfahren": "zurueckgenommen"}, "nicht_erfuellt"),
        ({"asylverfahren": "abgelehnt_mit_sperre"}, "nicht_erfuellt"),
        ({"asylverfahren": "nie", "asylantrag_am": None}, "nicht_erfuellt"),
        ({"asylverfahren": "laufend"}, "erfuellt"),
        ({"asylverfahren": None}, "offen"),
    ],
)
def test_the_list_alone_bans_nobody(changes: dict[str, Any], expected: str) -> None:
    assert outcome("60c", "60c-2b", person("RS", **changes), "2026-11-22") == expected


NEVER = {"asylverfahren": "nie", "asylantrag_am": None}


@pytest.mark.parametrize(
    ("periods", "changes", "expected"),
    [
        # § 104 Abs. 18 Nr. 1: application by 30.08.2023, or geduldet on that day without one
        ((), {"asylantrag_am": "2023-08-30"}, "erfuellt"),
        ((), {"asylantrag_am": "2023-08-31"}, "nicht_erfuellt"),
        (("duldung_60a 2023-08-30",), NEVER, "erfuellt"),
        (("duldung_60a 2023-08-31",), NEVER, "nicht_erfuellt"),
        (("duldung_60a 2020-01-01 2023-08-29", "duldung_60a 2023-08-31"), NEVER, "nicht_erfuellt"),
        (("duldung_60b 2020-01-01 2023-08-30", "duldung_60a 2023-09-30"), NEVER, "erfuellt"),
    ],
)
def test_georgien_and_moldau(periods: tuple[str, ...], changes: dict[str, Any], expected: str) -> None:
    assert outcome("60c", "60c-2b", person("MD", *periods, **changes), "2024-02-01") == expected


@pytest.mark.parametrize(
    ("periods", "changes", "on", "expected"),
    [
        # § 104 Abs. 18 Nr. 2, since 03.08.2026: geduldet on 06.05.2025, or a work permit on 11.06.2026
        (("duldung_60a 2025-05-06",), {}, "2026-08-02", "nicht_erfuellt"),
        (("duldung_60a 2025-05-06",), {}, "2026-08-03", "erfuellt"),
        (("gestattung_55 2024-01-01 2025-05-06", "duldung_60a 2025-05-07"), {}, "2026-08-03", "anderswo"),
        (
            ("duldung_60a 2026-07-01",),
            {"einreise": "2026-06-12", **NEVER},
            "2026-08-03",
            "nicht_erfuellt",
        ),
        (("duldung_60a 2026-07-01",), {"einreise": "2026-06-11", **NEVER}, "2026-08-03", "anderswo"),
    ],
)
def test_new_states_of_the_eu_list(
    periods: tuple[str, ...], changes: dict[str, Any], on: str, expected: str
) -> None:
    assert outcome("60c", "60c-2b", person("TR", *periods, **changes), on) == expected
