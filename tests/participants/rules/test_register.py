"""The register of rules: complete, cited, without gap or overlap, and each rule under its way."""

from collections import Counter

import pytest

from participants.rules.criterion import (
    NOTES,
    REGISTER,
    Criterion,
    Note,
    criterion,
    in_force,
    overlaps_and_gaps,
    parse_group,
)
from participants.rules.not_judged import NOT_JUDGED
from participants.rules.perspective import WAYS
from participants.rules.values import VALUES, at, declare
from participants.rules.work import WAYS as WORK
from tests.participants.rules.people import day

RULES: list[Criterion | Note] = [*REGISTER, *NOTES]
PROGRAMME = {"titel", "fiktion", "identitaet", "straffaelligkeit", "einwilligung"}
WORK_ONLY = {"W1", "W13"}
GENERAL = {f"G{number}" for number in range(1, 11)}

# Every rule of the research by the days of its versions, both included.
VERSIONS = {
    "2015-08-01..": (
        "25b-0a 25b-1e 25b-2a 25b-2b 25b-3a 25b-3b 25b-3c 25b-4 25b-5 25b-6 25b-V1 25b-V2 25b-S1 "
        "25b-S2 25b-G1 25b-F 25b-X 25a-5 25a-S2 L1"
    ),
    "2022-12-31..2027-06-30": "25b-0b 25b-1d 25b-G2 25b-G3 25a-0b 25a-1d 25a-G2 25a-G3",
    "2015-08-01..2022-12-30 2022-12-31..": "25b-1 25b-1b 25a-1 25a-2 25a-3",
    "2019-08-21..": "25b-1c 25a-1c W8",
    "2020-01-01..": (
        "25b-B 25b-B2 25b-B3 60d-00 60d-0p 60d-1p 60d-1c 60d-1x 60d-2 60d-4 60d-5 60d-6 60d-7 60d-8 "
        "60d-9 60d-10 60d-10b 60d-11 60d-X 60c-1a 60c-1b 60c-1c 60c-2 60c-2b 60c-3 60c-4a 60c-4b "
        "60c-4c 60c-4d 60c-4x 60c-5 60c-6 60c-7 60c-7b 60c-8 60c-9 60c-S L3"
    ),
    "2011-07-01..2022-12-30 2022-12-31..": "25a-0a",
    "2022-12-31..": "25a-2x L2",
    "2023-11-18..": "25a-3b 18g-1 18g-2 18g-3 18g-4",
    "2011-07-01..": "25a-4 25a-LU 25a-G1 25a-6 25a-V 25a-S1 25a-P1 25a-P2 25a-P3",
    "2020-01-01..2024-02-26 2024-02-27..": "60d-0 60d-1a 60d-1b 60d-3a 60d-3b",
    "2020-03-01..": (
        "60c-X 19d-1a 19d-1b 19d-1c 19d-1c2 19d-2 19d-3 19d-4 19d-5 19d-6 19d-7 19d-8 19d-8b 19d-LU "
        "19d-G 19d-9 19d-S1 19d-S2 fk-0e fk-1 fk-2 fk-3 fk-4 fk-5 fk-LU W3 W4 W4b W7g"
    ),
    "2024-03-01..": (
        "16g-1a 16g-1b 16g-1c 16g-2 16g-2b 16g-3 16g-4a 16g-4b 16g-4c 16g-4d 16g-4x 16g-5 16g-6 "
        "16g-7 16g-7b 16g-8 16g-9 16g-10 16g-10a 16g-10b 16g-G4 16g-11 16g-S 16g-X 19d-1a2 fk-1b"
    ),
    "2020-03-01..2024-02-29 2024-03-01..": "19d-0 19d-00 19c-1 19c-2 19c-3",
    "2022-12-31..2025-12-30": "104c-0 104c-1 104c-2 104c-3 104c-4 104c-F 104c-X 104c-S",
    "2025-12-31..": "104c-T",
    "2005-01-01..": (
        "255-1 255-2 255-4 255-5 255-S1 255-X 23a-1 23a-2 23a-3 23a-4 28-1 28-1b 28-5 264-1 264-2 "
        "264-3 264-4 264-5 264-6 264-6b 264-7 264-8"
    ),
    "2005-01-01..2024-02-26 2024-02-27..2026-06-11 2026-06-12..": "255-S2",
    "2020-03-01..2023-11-17 2023-12-23..": "fk-0a fk-0c",
    "2020-03-01..2023-12-22": "fk-0d",
    "2023-12-23..": "fk-0b W7d",
    "2020-03-01..2023-11-17 2023-11-18..": "fk-m",
    "2007-08-28..": "28-3 stag-6x",
    "2000-01-01..2024-06-26 2024-06-27..": "stag-1 stag-5",
    "2024-06-27..2025-10-29": "stag-1t stag-1t2 stag-1t3 stag-1t4",
    "2007-08-28..2024-06-26": "stag-1i stag-1s stag-1s2",
    "2019-08-09..": "stag-2",
    "2020-03-01..2022-12-30 2022-12-31..2024-05-31 2024-06-01..2024-06-26 2024-06-27..": "stag-3",
    "2005-01-01..2024-06-26 2024-06-27..": "stag-4",
    "2000-01-01..2024-06-26": "stag-4b",
    "2008-09-01..2024-06-26 2024-06-27..": "stag-6",
    "2000-01-01..": "stag-7",
    "2024-06-27..": "stag-7a",
    "2020-03-01..2024-02-26 2024-02-27..": "W2",
    "2015-10-24..": "W6 W7 W12",
    "2026-02-01..": "W7b",
    "2026-07-29..": "W7c",
    "2026-08-03..": "W7e",
    "2020-03-01..2026-06-11 2026-06-12..": "W7f",
    "2015-01-01..2026-06-11 2026-06-12..": "W9",
    "2019-08-21..2024-02-26 2024-02-27..2026-06-11 2026-06-12..": "W10 W11",
    "2026-06-12..": "W11b",
    "2026-02-09..2026-12-31": "L2s",
}

# From 18.11. to 22.12.2023 an Anspruch under §§ 18a, 18b broke the Titelsperre: no rule for five weeks.
DELIBERATE_GAPS = {("fk-0a", day("2023-12-23")), ("fk-0c", day("2023-12-23"))}


def versions() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for rule in RULES:
        found.setdefault(rule.id, []).append(f"{rule.since}..{rule.until or ''}")
    return {id: sorted(spans) for id, spans in found.items()}


def test_every_researched_rule_has_its_versions() -> None:
    expected = {id: sorted(spans.split()) for spans, ids in VERSIONS.items() for id in ids.split()}
    known = versions()
    assert {id: known.get(id) for id in expected} == expected
    assert known.keys() - expected.keys() == PROGRAMME | WORK_ONLY | GENERAL


def test_rules_that_are_only_shown_say_why() -> None:
    judged = {rule.id for rule in REGISTER}
    applied = {"25b-1c", "25b-1d", "25b-S2", "25a-1c", "25a-1d", "25a-S2", "19d-0", "fk-m"}
    assert set(NOT_JUDGED) == {rule.id for rule in NOTES} - applied
    assert not judged & set(NOT_JUDGED)
    assert all(NOT_JUDGED.values())


def test_versions_neither_gap_nor_overlap() -> None:
    assert set(overlaps_and_gaps(RULES)) == DELIBERATE_GAPS


def test_gaps_and_overlaps_are_found() -> None:
    def rule(since: str, until: str | None) -> Note:
        return Note("x", "", "", day(since), day(until) if until else None)

    first, touching = rule("2020-01-01", "2020-12-31"), rule("2021-01-01", None)
    assert overlaps_and_gaps([first, touching]) == []
    assert overlaps_and_gaps([first, rule("2021-01-02", None)]) == [("x", day("2021-01-02"))]
    assert overlaps_and_gaps([first, rule("2020-12-31", None)]) == [("x", day("2020-12-31"))]
    assert overlaps_and_gaps([rule("2020-01-01", None), touching]) == [("x", day("2021-01-01"))]


def test_every_rule_is_cited_and_ends_after_it_began() -> None:
    for rule in RULES:
        assert rule.source, rule.id
        assert rule.until is None or rule.since <= rule.until, rule.id


def test_citations_break_nowhere() -> None:
    for rule in RULES:
        for sign in ("§ ", "§§ ", "Abs. ", "Nr. ", " S. "):
            assert sign not in rule.source, rule.id


def test_every_criterion_stands_under_a_way() -> None:
    placed = {each for way in (*WAYS, *WORK) for each in way.criteria}
    loose = {each.id for each in REGISTER if each not in placed}
    assert loose == PROGRAMME | {"L1", "L2", "L2s", "L3"}


@pytest.mark.parametrize("way", [*WAYS, *WORK], ids=lambda way: way.key)
def test_a_rule_stands_once_under_its_way(way: object) -> None:
    for on in ("2016-01-01", "2022-12-31", "2023-12-01", "2024-03-01", "2025-12-31", "2026-11-22"):
        ids = Counter(each.id for each in in_force(way.criteria, day(on)))  # type: ignore[attr-defined]
        assert set(ids.values()) <= {1}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.key)
def test_groups_name_rules_of_the_same_way(way: object) -> None:
    criteria = way.criteria  # type: ignore[attr-defined]
    ids = {each.id for each in criteria}
    for each in criteria:
        group = each.group
        named = {*group.waives, *group.stands_in_for, *group.leaves, group.part_of, group.only_if} - {""}
        assert named <= ids, each.id


def test_no_way_begins_before_its_rules() -> None:
    for way in WAYS:
        assert in_force(way.criteria, way.since), way.key


def test_an_unknown_group_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="unknown part of a group"):
        parse_group("all sometimes")


def test_registering_adds_to_the_register() -> None:
    before = len(REGISTER)
    try:
        added = criterion("x", source="§ 1 X", since="2020-01-01", until="2020-12-31")(lambda case: None)
        assert REGISTER[before:] == [added]
        assert in_force([added], day("2020-12-31")) == (added,)
        assert in_force([added], day("2021-01-01")) == ()
        assert in_force([added], day("2019-12-31")) == ()
    finally:
        del REGISTER[before:]


def test_values_by_day() -> None:
    assert at("bbg_jahr", day("2025-12-31")) == 96_600
    assert at("bbg_jahr", day("2026-01-01")) == 101_400
    assert at("bbg_jahr", day("2027-01-01")) is None
    assert at("bbg_jahr", day("2019-12-31")) is None
    assert all(row.source for rows in VALUES.values() for row in rows)


def test_values_are_declared_in_order() -> None:
    with pytest.raises(ValueError, match="not in order"):
        declare("y", ("2021-01-01", 1, "q"), ("2020-01-01", 2, "q"), rules="x")
