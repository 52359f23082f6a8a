"""What each condition asks: every version has its sentence, and the sentence has the numbers."""

import pytest

from participants.rules.asks import WRITTEN, asked
from participants.rules.calendar import german
from participants.rules.criterion import NOTES, REGISTER
from participants.rules.dated import DATED
from tests.participants.rules.test_dated import ONE_DAY
from tests.participants.rules.test_register import versions

IDS = sorted({each.id for each in REGISTER})


def sentences(id: str) -> list[str]:
    written = WRITTEN[id]
    return [written] if isinstance(written, str) else list(written)


def test_every_condition_has_a_sentence_and_no_note_has_one() -> None:
    assert sorted(WRITTEN) == IDS
    assert not set(WRITTEN) & {each.id for each in NOTES}


@pytest.mark.parametrize("id", IDS)
def test_one_sentence_for_all_versions_or_one_for_each(id: str) -> None:
    assert isinstance(WRITTEN[id], str) or len(sentences(id)) == len(versions()[id])
    assert all(each.endswith(".") and len(each) <= 300 for each in sentences(id))


def test_versions_with_sentences_of_their_own_differ() -> None:
    """Where only the citation is new, one sentence stands for all."""
    same = {id for id in IDS if len(set(sentences(id))) < len(sentences(id))}
    assert same == set()


@pytest.mark.parametrize(
    ("id", "version", "number"),
    [
        ("25b-1", 0, "8 Jahren"),
        ("25b-1", 1, "6 Jahren"),
        ("25b-1b", 0, "6 Jahren"),
        ("25b-1b", 1, "4 Jahren"),
        ("25a-1", 0, "4 Jahren"),
        ("25a-1", 1, "3 Jahren"),
        ("25a-2", 0, "4 Jahre "),
        ("25a-2", 1, "3 Jahre "),
        ("25a-3", 0, "21. Geburtstag"),
        ("25a-3", 1, "27. Geburtstag"),
        ("25a-3b", 0, "14. Geburtstag"),
        ("25b-B", 0, "30 Monaten"),
        ("25b-3a", 0, "Mehr als 50 %"),
        ("60d-3a", 0, "18 Monaten"),
        ("60d-3a", 1, "12 Monaten"),
        ("60d-3b", 0, "35 Wochenstunden"),
        ("60d-3b", 1, "20 Wochenstunden"),
        ("60c-3", 0, "3 Monaten"),
        ("60c-7", 0, "7 Monate"),
        ("60c-7b", 0, "6 Monate"),
        ("19d-1b", 0, "24 Monaten"),
        ("19d-1c", 0, "36 Monaten"),
        ("255-4", 0, "18 Monaten"),
        ("264-2", 0, "5 Jahren"),
        ("264-3", 0, "60 Monate"),
        ("fk-5", 0, "55 %"),
        ("18g-1", 0, "50 %"),
        ("18g-2", 0, "45,3 %"),
        ("18g-3", 0, "45,3 %"),
        ("19c-1", 0, "36 Monate"),
        ("19c-1", 1, "24 Monate"),
        ("19c-2", 0, "60 %"),
        ("19c-2", 1, "45 %"),
        ("stag-1", 0, "8 Jahren"),
        ("stag-1", 1, "5 Jahren"),
        ("stag-1i", 0, "7 Jahre"),
        ("stag-1s", 0, "6 Jahre"),
        ("stag-1t", 0, "3 Jahre"),
        ("104c-1", 0, "5 Jahren"),
        ("W3", 0, "3 Monaten"),
        ("W4", 0, "4 Jahren"),
        ("W10", 0, "9 Monate"),
        ("W10", 1, "6 Monate"),
        ("W10", 2, "3 Monate"),
        ("L3", 0, "6 Monaten"),
    ],
)
def test_the_number_of_each_version(id: str, version: int, number: str) -> None:
    assert number in asked(id, version).replace("\xa0", " ")


@pytest.mark.parametrize("dated", DATED, ids=lambda each: f"{each.day} {each.ids[0]}")
def test_days_inside_a_condition_stand_in_its_sentence(dated: object) -> None:
    """The day, or the day after where the sentence begins with it."""
    named = {german(dated.day), german(dated.day + ONE_DAY)}  # type: ignore[attr-defined]
    if dated.kind == "wechsel":  # type: ignore[attr-defined]
        return  # the day on which the rule begins; the calendar has it
    for id in dated.ids:  # type: ignore[attr-defined]
        assert any(day in said for day in named for said in sentences(id)), id


def test_a_rule_that_is_no_condition_asks_nothing() -> None:
    assert asked("25b-X", 0) == ""
