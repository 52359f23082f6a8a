"""The sheet for the person: every condition and deadline has plain German, and says only what is known."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from participants.choices import Fristart
from participants.deadline_words import Deadline
from participants.perspective import perspective_of
from participants.perspective_words import PLAIN
from participants.plain import (
    NO_PASSPORT_YET,
    plain_condition,
    plain_day,
    plain_days,
    plain_levers,
    plain_way,
)
from participants.plain_words import ALONE, CONDITIONS, PLAIN_REST
from participants.rules import Facts, Outcome
from participants.rules.case import Case
from participants.rules.facts import Antrag, Deutsch, Identitaet, Lebensunterhalt, Niveau, Pass, Stand, Status
from participants.rules.facts import StatusPeriod as Paper
from participants.rules.perspective import WAYS
from tests.participants.test_perspective import any_facts, somebody

TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)
OUR_OWN = {
    Fristart.EINWILLIGUNG,
    Fristart.WIEDERVORLAGE,
    Fristart.PRUEFUNG,
    Fristart.ENTWURF,
    Fristart.NACHFRAGE,
    Fristart.VERWEIS,
}
LONGEST = 16


def every_sentence():
    words = [text for each in ALONE.values() for text in each]
    return sorted({*CONDITIONS.values(), *words, *PLAIN.values(), *PLAIN_REST.values()})


def may_be_missing():
    """The keys of conditions that may be unmet or unknown, of the newest version, on ways still granted."""
    facts = (Facts(), somebody(status=(Paper(Status.GESTATTUNG_55, date(2021, 1, 1)),)))
    found = set()
    for way in WAYS:
        if way.key == "104c":
            continue
        for row in way.criteria:
            if (row.until and row.until < TODAY) or not (row.group.counted or row.group.any_of):
                continue
            answers = [row.judge(Case(each, TODAY)) for each in facts]
            outcomes = {answer.outcome for answer in answers if answer}
            if outcomes & {Outcome.OFFEN, Outcome.NICHT_ERFUELLT}:
                found.add(row.group.any_of or row.id)
    return found


class TestWords:
    def test_every_condition_that_may_be_missing_is_said_plainly(self):
        assert may_be_missing() - set(CONDITIONS) == set()

    def test_nothing_is_said_that_no_rule_asks_for(self):
        keys = {row.group.any_of or row.id for way in WAYS for row in way.criteria}
        assert set(CONDITIONS) - keys == set()

    @pytest.mark.parametrize("text", every_sentence())
    def test_short_and_without_paragraphs(self, text):
        sentences = re.split(r"(?<=[.?:]) (?=[A-ZÄÖÜ])", text)
        assert max(len(each.split()) for each in sentences) <= LONGEST
        assert not re.search(r"§|Abs\.|;", text)

    def test_every_kind_of_deadline_is_theirs_or_ours(self):
        assert set(ALONE) | {Fristart.WEG} | OUR_OWN == set(Fristart)
        assert (set(ALONE) | {Fristart.WEG}) & OUR_OWN == set()


def sheet(facts: Facts, key: str, day: date = TODAY):
    way = next(each for each in perspective_of(facts, day, {}) if each.key == key)
    return plain_way(way, day)


class TestWays:
    def test_what_is_lacking_and_what_is_unknown_stand_apart(self):
        found = sheet(somebody(deutsch=Deutsch(muendlich=Niveau.A1)), "25b")
        assert found.sentence == "Genug Zeit haben Sie ab dem 14.02.2027."
        assert found.lacking == (
            f"{CONDITIONS['25b-1']} Das ist ab dem 14.02.2027 so.",
            "Sie sprechen Deutsch auf dem Niveau A2.",
        )
        assert CONDITIONS["25b-2b"] in found.unknown
        assert CONDITIONS["25b-4"] not in found.unknown

    def test_the_same_is_asked_once(self):
        found = sheet(somebody(asylverfahren=None), "18a_18b")
        assert found.unknown.count(CONDITIONS["fk-0a"]) == 1

    def test_an_older_version_keeps_its_own_numbers(self):
        """Eight years were asked for until 30.12.2022."""
        way = next(each for each in perspective_of(somebody(), date(2022, 12, 30), {}) if each.key == "25b")
        stay = next(each for each in way.missing if each.key == "25b-1")
        assert plain_condition(stay) == stay.text
        way = next(each for each in perspective_of(somebody(), date(2022, 12, 31), {}) if each.key == "25b")
        stay = next(each for each in way.missing if each.key == "25b-1")
        assert plain_condition(stay) == CONDITIONS["25b-1"]

    @pytest.mark.parametrize(
        ("means", "lacking"), [(None, False), (100, True)], ids=["the means are not known", "too little"]
    )
    def test_an_alternative_that_may_be_met_keeps_the_others_open(self, means, lacking):
        facts = somebody(lebensunterhalt=Lebensunterhalt(anteil_gesamt=0.2), mittel_monat=means)
        found = sheet(facts, "16g")
        money = CONDITIONS["16g-LU"]
        assert (money in found.lacking, money in found.unknown) == (lacking, not lacking)

    def test_what_the_authority_alone_decides_is_said_of_the_way_itself(self):
        assert sheet(somebody(), "25_5").sentence == PLAIN_REST["25_5"]

    def test_another_paper_first(self):
        assert sheet(somebody(), "einbuergerung").sentence == "Dafür brauchen Sie zuerst ein anderes Papier."

    @settings(max_examples=60, deadline=None)
    @given(any_facts)
    def test_something_can_be_said_of_anybody(self, facts):
        for way in perspective_of(facts, TODAY, {}):
            found = plain_way(way, TODAY)
            assert found.sentence
            assert not any("§" in text for text in (*found.lacking, *found.unknown) if text in CONDITIONS)
        assert len(plain_levers(facts, TODAY)) == 4


class TestOrder:
    """What is out of reach with today's paper stands behind what is in reach."""

    def test_a_duldung_is_no_way_to_the_passport(self):
        found = perspective_of(somebody(), TODAY, {})
        behind = {way.key for way in found if way.needs_paper}
        assert {"einbuergerung", "26_4"} <= behind
        assert not behind & {"25b", "60d", "25_5", "23a"}
        keys = [way.key for way in found]
        assert max(keys.index(key) for key in ("25b", "60d", "23a")) < keys.index("einbuergerung")

    def test_a_gestattung_is_no_duldung(self):
        gestattet = somebody(status=(Paper(Status.GESTATTUNG_55, date(2021, 1, 1)),))
        behind = {way.key for way in perspective_of(gestattet, TODAY, {}) if way.needs_paper}
        assert {"25b", "60d", "25_5", "23a"} <= behind
        assert not behind & {"60c", "16g", "28"}

    def test_an_unknown_status_is_never_a_no(self):
        unknown = perspective_of(somebody(status=()), TODAY, {})
        assert [way.key for way in unknown if way.needs_paper] == []

    def test_the_haertefall_comes_last_of_its_kind(self):
        ways = perspective_of(somebody(), TODAY, {})
        found = [way for way in ways if way.is_advice and not way.needs_paper]
        unclear = [way.key for way in found if way.ergebnis == "unklar"]
        assert unclear[-1] == "23a"


class TestLevers:
    def said(self, **fields):
        return {each.name: (each.reached, each.needed) for each in plain_levers(somebody(**fields), TODAY)}

    @pytest.mark.parametrize(
        ("since", "needed"),
        [
            (date(2020, 11, 25), "Die 6 Jahre haben Sie geschafft."),
            (date(2020, 11, 26), "Sie brauchen 6 Jahre ohne Pause. Das ist am 26.11.2026."),
        ],
    )
    def test_time(self, since, needed):
        said = self.said(status=(Paper(Status.DULDUNG_60A, since),))["Zeit in Deutschland"]
        assert said == (f"Sie haben Papiere ohne Pause seit dem {since:%d.%m.%Y}.", needed)

    @pytest.mark.parametrize(
        ("share", "needed"),
        [
            (0.5, "Meist brauchen Sie mehr als die Hälfte."),
            (0.51, "Das genügt für viele Wege."),
            (1.0, "Hier fehlt nichts."),
        ],
    )
    def test_money(self, share, needed):
        said = self.said(lebensunterhalt=Lebensunterhalt(anteil_erwerb=share))["Geld aus Arbeit"]
        assert said[1] == needed

    @pytest.mark.parametrize("level", list(Niveau))
    def test_german(self, level):
        reached, needed = self.said(deutsch=Deutsch(muendlich=level))["Deutsch"]
        assert (level == Niveau.KEINE) is ("kein Deutsch" in reached)
        assert needed.startswith("Meist brauchen Sie A2") is (level in (Niveau.KEINE, Niveau.A1))

    @pytest.mark.parametrize("stand", list(Stand))
    def test_identity(self, stand):
        reached, _ = self.said(identitaet=Identitaet(stand))["Identität"]
        assert ("ist geklärt" in reached) is (stand == Stand.GEKLAERT)

    @pytest.mark.parametrize(
        ("passport", "needed"),
        [
            (Pass.GUELTIG, "Hier fehlt nichts."),
            (None, "Hier fehlt nichts."),
            (Pass.KEINER, NO_PASSPORT_YET),
            (Pass.ABGELAUFEN, NO_PASSPORT_YET),
        ],
    )
    def test_a_passport_is_needed_too(self, passport, needed):
        known = {"identitaet": Identitaet(Stand.GEKLAERT), "pass_": passport}
        assert self.said(**known)["Identität"] == ("Ihre Identität ist geklärt.", needed)

    def test_unknown_is_said(self):
        unknown = [each.reached for each in plain_levers(Facts(), TODAY)]
        assert unknown == ["Das wissen wir noch nicht."] * 4


class TestDays:
    def deadline(self, kind, due, ref="1"):
        return Deadline(None, kind, ref, due, "intern", "intern", "perspective")

    @pytest.mark.parametrize("kind", list(ALONE))
    def test_before_and_after(self, kind):
        words = ALONE[kind]
        assert plain_day(self.deadline(kind, TODAY), TODAY).action == words.before
        assert plain_day(self.deadline(kind, TODAY), TODAY + DAY).action == words.after

    def test_a_way_has_its_plain_name(self):
        found = plain_day(self.deadline(Fristart.WEG, TODAY, "25b"), TODAY)
        assert found.what == "Ab diesem Tag haben Sie genug Zeit für: Bleiberecht bei guter Integration."

    def test_our_own_business_is_not_on_the_sheet(self):
        assert plain_days([self.deadline(kind, TODAY) for kind in OUR_OWN], TODAY) == []


def test_an_application_is_shown_where_it_counts():
    filed = replace(somebody(geburtsdatum=date(1999, 11, 22)), antraege=(Antrag("25a", date(2026, 11, 1)),))
    way = next(each for each in perspective_of(filed, TODAY, {}) if each.key == "25a")
    birthday = next(
        each
        for block in way.blocks
        for each in block.conditions
        if each.source.replace("\xa0", " ") == "§ 25a Abs. 1 S. 1 Nr. 3 AufenthG"
    )
    assert (birthday.outcome, [each.label for each in birthday.facts]) == (
        Outcome.ERFUELLT,
        ["Angaben zur Person", "Anträge"],
    )
