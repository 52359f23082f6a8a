"""What a way lacks, in words: what is not there, what is not known, and nothing that time brings."""

from dataclasses import fields
from datetime import date

import pytest

from participants.lacking import Lacking
from participants.perspective import perspective_of
from participants.rules import Facts
from participants.rules.facts import (
    Asylverfahren,
    Deutsch,
    Haushalt,
    Identitaet,
    Lebensunterhalt,
    Niveau,
    Pass,
    Stand,
    Status,
    StatusPeriod,
)
from participants.topics import TOPIC_OF, WORD_OF

TODAY = date(2026, 11, 25)
DULDUNG = (StatusPeriod(Status.DULDUNG_60A, date(2021, 2, 14), date(2026, 12, 31)),)
UNKNOWN_25B = (
    "Asylverfahren",
    "Lebensunterhalt",
    "Bekenntnis zur Grundordnung",
    "Grundkenntnisse",
    "Deutsch",
    "Identität",
    "Pass",
)


def lacking(key, **known):
    known = {"status": DULDUNG, "haushalt": Haushalt(minderjaehriges_lediges_kind=False)} | known
    return {way.key: way for way in perspective_of(Facts(**known), TODAY, {})}[key].lacking


def test_every_fact_that_can_be_entered_has_its_word():
    assert set(WORD_OF) == set(TOPIC_OF)
    assert set(WORD_OF) - {each.name for each in fields(Facts)} == set()


def test_what_is_not_known_is_named_once():
    found = lacking("25b")
    assert (found.unmet, set(found.unknown)) == ((), set(UNKNOWN_25B))


@pytest.mark.parametrize(("level", "unmet"), [(Niveau.A1, ("Deutsch",)), (Niveau.A2, ())])
def test_what_is_known_not_to_be_there_is_told_apart(level, unmet):
    found = lacking("25b", deutsch=Deutsch(muendlich=level))
    assert (found.unmet, "Deutsch" in found.unknown) == (unmet, False)


def test_what_time_alone_brings_is_not_lacking():
    """The six years are there on 14.02.2027; the sentence of the way names that day."""
    assert "Papiere" not in (*lacking("25b").unmet, *lacking("25b").unknown)


def test_of_facts_known_in_part_those_with_gaps_are_named():
    """The entry is known; whether there is a spouse who came in time is not."""
    found = lacking("60d", einreise=date(2021, 1, 1))
    assert ("Haushalt" in found.unknown, "Einreise" in found.unknown) == (True, False)


def test_an_alternative_that_may_be_met_keeps_the_others_open():
    found = lacking("16g", lebensunterhalt=Lebensunterhalt(anteil_gesamt=0.2))
    assert ("Mittel im Monat" in found.unknown, "Lebensunterhalt" in found.unmet) == (True, False)


def test_a_paper_that_does_not_suit_is_called_so():
    """§ 19d takes holders of § 104c only after an asylum procedure without success."""
    papers = (StatusPeriod(Status.AE_104C, date(2025, 12, 1), date(2027, 5, 31)),)
    found = lacking("19d", status=papers, asylverfahren=Asylverfahren.NIE)
    assert found.unmet[:1] == ("ein anderes Papier",)


def test_a_clear_identity_is_not_lacking_where_the_passport_is():
    known = {"identitaet": Identitaet(Stand.GEKLAERT, date(2023, 11, 2)), "pass_": Pass.KEINER}
    found = lacking("19d", **known)
    assert ("Pass" in found.unmet, "Identität" in found.unmet) == (True, False)


def test_where_another_paper_comes_first_nothing_else_is_named():
    assert lacking("26_4") == Lacking()


@pytest.mark.parametrize(
    ("unmet", "unknown", "said"),
    [
        ((), (), ""),
        (("Deutsch",), (), "Es fehlt: Deutsch."),
        ((), tuple("abcde"), "Nicht bekannt: a, b, c, d, e."),
        (("x",), tuple("abcdef"), "Es fehlt: x. Nicht bekannt: a, b, c, d und 2 weitere."),
    ],
)
def test_in_words(unmet, unknown, said):
    assert Lacking(unmet, unknown).sentences == said
