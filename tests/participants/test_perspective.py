"""What the page says of levers, ways and assumptions: worked out without a database, for any facts."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participants.assumptions import Assumptions, assumed, continued, judged, moves, turn
from participants.fact_files import parse_facts
from participants.facts_kept import facts_as_dict
from participants.first_days import first_days
from participants.levers import levers_of, strip_of
from participants.perspective import perspective_of
from participants.perspective_words import DISCRETION, MODES, NEARNESS, PLAIN, SIGNS, USUAL, WORDS
from participants.rules import Aussicht, Facts, Modus, Outcome, assess_ways
from participants.rules.facts import (
    Asylverfahren,
    Beschaeftigung,
    Bildung,
    Deutsch,
    Grundkenntnisse,
    Haushalt,
    Identitaet,
    Lebensunterhalt,
    Niveau,
    Pass,
    Stand,
    Status,
    StatusPeriod,
)
from participants.rules.perspective import WAYS
from participants.statutes import statute_url
from participants.topics import TOPIC_OF, TOPICS, Place

TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)


def somebody(**fields) -> Facts:
    known = {
        "geburtsdatum": date(1990, 4, 2),
        "einreise": date(2016, 9, 14),
        "status": (StatusPeriod(Status.DULDUNG_60A, date(2021, 2, 14), date(2026, 12, 31)),),
        "asylverfahren": Asylverfahren.UNANFECHTBAR_ABGELEHNT,
        "haushalt": Haushalt(minderjaehriges_lediges_kind=False),
    }
    return Facts(**(known | fields))


def ways(facts, day=TODAY, places=None):
    return {way.key: way for way in perspective_of(facts, day, places or {})}


def levers(facts, day=TODAY):
    return {lever.name: lever for lever in levers_of(facts, day, perspective_of(facts, day, {}))}


def holder_104c(until=date(2026, 11, 28), **fields) -> Facts:
    duldung = StatusPeriod(Status.DULDUNG_60A, date(2022, 1, 10), date(2025, 5, 28))
    return somebody(status=(duldung, StatusPeriod(Status.AE_104C, date(2025, 5, 29), until)), **fields)


class TestHoldersOf104c:
    def test_the_two_ways_out_come_first(self):
        young = holder_104c(geburtsdatum=date(2001, 6, 1))
        for facts, first in ((holder_104c(), "25b"), (young, "25a")):
            keys = [way.key for way in perspective_of(facts, TODAY, {}) if way.ergebnis != "gesperrt"]
            assert keys[0] == first

    def test_it_is_not_renewed(self):
        papers = holder_104c().status
        assert continued(papers, TODAY, date(2028, 6, 1)) == papers

    @pytest.mark.parametrize(
        ("until", "reached"),
        [(date(2026, 11, 28), None), (date(2028, 1, 9), None), (date(2028, 1, 10), date(2028, 1, 10))],
    )
    def test_time_does_not_go_on_after_it(self, until, reached):
        found = {each.id: each for each in assess_ways(holder_104c(until), TODAY)["25b"].findings}
        assert found["25b-1"].ab == reached

    def test_no_day_is_told_for_which_it_would_have_to_be_renewed(self):
        found = assess_ways(holder_104c(), TODAY)
        later = {key for key, way in found.items() if way.fruehestens and way.fruehestens > TODAY}
        assert later == set()


class TestOrder:
    def test_a_way_whose_time_comes_after_its_last_day_is_no_advice(self):
        """The three years are there on 14.02.2027; the last day is the one before the 27th birthday."""
        papers = (StatusPeriod(Status.DULDUNG_60A, date(2024, 2, 14), date(2027, 12, 31)),)
        for born, too_late in ((date(2000, 2, 14), date(2027, 2, 13)), (date(2000, 2, 15), None)):
            way = ways(somebody(status=papers, geburtsdatum=born))["25a"]
            assert (way.too_late, way.is_advice) == (too_late, too_late is None)
        late = perspective_of(somebody(status=papers, geburtsdatum=date(2000, 2, 14)), TODAY, {})
        keys = [way.key for way in late]
        assert keys.index("25a") > keys.index("25b")
        sentence = "Die Zeit reicht nicht: Dieser Weg ist nur bis zum 13.02.2027 offen."
        assert ways(somebody(status=papers, geburtsdatum=date(2000, 2, 14)))["25a"].sentence == sentence

    @pytest.mark.parametrize(("born", "told"), [(date(2000, 2, 14), False), (date(2000, 2, 15), True)])
    def test_the_radar_tells_no_day_that_comes_too_late(self, born, told):
        papers = (StatusPeriod(Status.DULDUNG_60A, date(2024, 2, 14), date(2027, 12, 31)),)
        days = first_days(somebody(status=papers, geburtsdatum=born), TODAY)
        assert ("25a" in {each.key for each in days}) is told

    @pytest.mark.parametrize(("relative", "advice"), [(True, True), (False, False), (None, False)])
    def test_nobody_is_told_to_find_a_german_relative(self, relative, advice):
        assert ways(somebody(familie_deutsch=relative))["28"].is_advice is advice

    def test_the_usual_ways_come_first_where_all_are_unclear(self):
        """Nothing known but a Duldung: the Blaue Karte lacks fewest facts and is not the nearest for that."""
        known = Facts(status=(StatusPeriod(Status.DULDUNG_60A, date(2019, 2, 14), date(2026, 12, 31)),))
        found = [way for way in perspective_of(known, TODAY, {}) if way.is_advice and not way.needs_paper]
        assert [way.key for way in found if way.ergebnis is Aussicht.UNKLAR] == [
            "25a",
            "25b",
            "16g",
            "60c",
            "60d",
            "25_5",
            "19d",
            "18a_18b",
            "19c2",
            "18g",
            "23a",
        ]

    def test_open_then_all_that_is_not_and_the_closed_last(self):
        found = perspective_of(somebody(), TODAY, {})
        assert [way.key for way in found] == [
            "25_5",
            *("25b", "16g", "60c", "60d", "19d", "18g", "23a"),
            *("28", "26_4", "einbuergerung"),
            *("25a", "18a_18b", "19c2", "104c"),
        ]
        assert [way.key for way in found if way.ergebnis is Aussicht.MOEGLICH] == ["25_5"]
        assert [way.key for way in found if way.ergebnis is Aussicht.GESPERRT] == [
            *("25a", "18a_18b", "19c2", "104c")
        ]

    @pytest.mark.parametrize(
        ("kind", "order"),
        [
            (Status.AE_25B, ["26_4", "einbuergerung", "18g"]),
            (Status.AE_25_5, ["26_4", "16g", "18g"]),
            (Status.AE_16G, ["einbuergerung", "16g", "18g"]),
            (Status.AE_104C, ["25b", "16g", "18g"]),
        ],
    )
    def test_who_has_a_title_sees_the_unlimited_rights_first(self, kind, order):
        papers = (StatusPeriod(kind, date(2024, 2, 14), date(2027, 12, 31)),)
        found = perspective_of(somebody(status=papers), TODAY, {})
        near = [way.key for way in found if not way.needs_paper and way.ergebnis is not Aussicht.GESPERRT]
        assert [key for key in near if key in order] == order

    @pytest.mark.parametrize(
        ("since", "order"),
        [(date(2021, 11, 24), ["25b", "25a"]), (date(2021, 11, 25), ["25a", "25b"])],
    )
    def test_what_time_alone_brings_within_a_year_is_nearer_than_what_asks_for_an_effort(self, since, order):
        """For § 25b only the six years are missing, for § 25a only the school."""
        found = ways(
            somebody(
                geburtsdatum=date(2002, 1, 1),
                status=(StatusPeriod(Status.DULDUNG_60A, since, date(2028, 12, 31)),),
                deutsch=Deutsch(muendlich=Niveau.A2),
                grundkenntnisse=Grundkenntnisse.LEBEN_IN_DEUTSCHLAND,
                bekenntnis_fdgo=True,
                lebensunterhalt=Lebensunterhalt(anteil_erwerb=0.6, anteil_gesamt=1.0),
                identitaet=Identitaet(Stand.GEKLAERT, date(2023, 11, 2)),
                pass_=Pass.GUELTIG,
                bildung=Bildung(schuljahre_de=1, abschluss_de=False, ausbildung_de=False),
                prognose_einfuegen=True,
                gesundheit_ausnahme=False,
            )
        )
        assert found["25b"].fruehestens == since.replace(year=2027)
        lacking = [found[key].lacking.sentences for key in ("25a", "25b", "25_5")]
        assert lacking == ["Es fehlt: Schule und Abschluss.", "", ""]
        assert list(found)[:3] == [*order, "25_5"]

    def test_a_closed_way_says_why_in_one_sentence(self):
        closed = ways(somebody(geburtsdatum=date(1999, 11, 25)))["25a"]
        assert (closed.word, closed.sentence) == (
            "geschlossen",
            "27 Jahre am 25.11.2026; der Antrag muss vor dem 25.11.2026 gestellt sein.",
        )

    def test_time_alone_is_told_with_its_day(self):
        way = ways(somebody())["25b"]
        assert (way.fruehestens, way.sentence) == (
            date(2027, 2, 14),
            "Die nötige Zeit ist ab dem 14.02.2027 erreicht.",
        )

    def test_every_word_is_there(self):
        assert set(WORDS) == set(SIGNS) == set(NEARNESS) == set(Aussicht)
        assert set(MODES) == set(Modus)
        assert set(PLAIN) == set(USUAL) == {way.key for way in WAYS}
        assert len(USUAL) == len(set(USUAL))
        assert set(DISCRETION) <= set(PLAIN)
        assert set(TOPIC_OF.values()) == set(TOPICS)


class TestConditions:
    def condition(self, facts, id_text, places=None):
        way = ways(facts, places=places)["25b"]
        every = [each for block in way.blocks for each in block.conditions]
        return next(each for each in every if id_text in each.source.replace("\xa0", " "))

    def test_a_missing_fact_leads_to_where_it_is_entered(self):
        places = {"sprache": Place(date(2026, 10, 1), "/sprache/")}
        found = self.condition(somebody(), "Nr. 4", places)
        assert (found.outcome, [tuple_of(each) for each in found.facts]) == (
            Outcome.OFFEN,
            [("Sprache", date(2026, 10, 1), "/sprache/", True)],
        )

    def test_a_known_fact_says_of_which_day_it_is(self):
        places = {"sprache": Place(date(2026, 10, 1), "/sprache/")}
        found = self.condition(somebody(deutsch=Deutsch(muendlich=Niveau.A1)), "Nr. 4", places)
        assert (found.outcome, [tuple_of(each) for each in found.facts]) == (
            Outcome.NICHT_ERFUELLT,
            [("Sprache", date(2026, 10, 1), "/sprache/", False)],
        )

    def test_what_only_the_authority_knows_has_no_fact(self):
        found = self.condition(somebody(), "§ 25b Abs. 2 Nr. 1")
        assert (found.outcome, found.facts) == (Outcome.ANDERSWO, ())

    def test_alternatives_stand_together_and_the_displaced_apart(self):
        way = ways(somebody(lebensunterhalt=Lebensunterhalt(anteil_erwerb=0.6)))["25b"]
        titles = [block.title for block in way.blocks]
        assert titles.count("Eine dieser Möglichkeiten genügt") == 1
        assert {each.outcome for each in way.displaced} == {Outcome.ENTFAELLT}

    @pytest.mark.parametrize(
        ("source", "url"),
        [
            ("§\xa025b Abs.\xa01 S.\xa02 Nr.\xa01 AufenthG a.F.", "aufenthg_2004/__25b.html"),
            ("§§\xa018a, 18b AufenthG", "aufenthg_2004/__18a.html"),
            ("§\xa061 Abs.\xa01 S.\xa06, 7 AsylG", "asylvfg_1992/__61.html"),
            ("§\xa04 Abs.\xa01 S.\xa02 DeuFöV", "deuf_v/__4.html"),
            ("§\xa010 Abs.\xa01 StAG", "stag/__10.html"),
        ],
    )
    def test_where_the_law_is_published(self, source, url):
        assert statute_url(source) == f"https://www.gesetze-im-internet.de/{url}"

    @pytest.mark.parametrize("source", ["BAMF, Trägerrundschreiben 02/26", "", "§ 3 Konzept"])
    def test_what_is_no_federal_law_has_no_address(self, source):
        assert statute_url(source) == ""


def tuple_of(fact):
    return fact.label, fact.day, fact.url, fact.missing


class TestLevers:
    @pytest.mark.parametrize(
        ("day", "share"), [(date(2027, 2, 13), 99), (date(2027, 2, 14), 100), (date(2027, 2, 15), 100)]
    )
    def test_stay_is_complete_on_its_day(self, day, share):
        facts = somebody(status=(StatusPeriod(Status.DULDUNG_60A, date(2021, 2, 14)),))
        assert levers(facts, day)["Aufenthaltszeit"].share == share

    def test_four_years_with_a_child(self):
        facts = somebody(haushalt=Haushalt(minderjaehriges_lediges_kind=True))
        lever = levers(facts)["Aufenthaltszeit"]
        assert (lever.share, lever.missing) == (100, "4 Jahre sind seit dem 14.02.2025 erreicht.")

    @pytest.mark.parametrize(("share", "percent"), [(0, 0), (0.25, 50), (0.5, 99), (0.51, 100), (1.2, 100)])
    def test_livelihood_needs_more_than_half(self, share, percent):
        facts = somebody(lebensunterhalt=Lebensunterhalt(anteil_erwerb=share))
        assert levers(facts)["Lebensunterhalt"].share == percent

    @pytest.mark.parametrize(
        ("level", "percent"), [(Niveau.KEINE, 0), (Niveau.A1, 50), (Niveau.A2, 100), (Niveau.C2, 100)]
    )
    def test_german_needs_a2(self, level, percent):
        assert levers(somebody(deutsch=Deutsch(muendlich=level)))["Deutsch"].share == percent

    @pytest.mark.parametrize(
        ("passport", "share"),
        [(Pass.GUELTIG, 100), (Pass.ERSATZ, 100), (None, 100), (Pass.ABGELAUFEN, 90), (Pass.KEINER, 90)],
    )
    def test_a_clear_identity_without_a_passport_is_not_all(self, passport, share):
        facts = somebody(identitaet=Identitaet(Stand.GEKLAERT, date(2023, 11, 2)), pass_=passport)
        lever = levers(facts)["Identität"]
        assert (lever.share, lever.missing == "") == (share, share == 100)

    def test_nothing_known_is_open_and_never_a_no(self):
        found = levers(Facts())
        assert {lever.outcome for lever in found.values()} == {"offen"}

    def test_a_lever_names_the_ways_that_wait_for_it(self):
        assert "§\xa025b AufenthG" in levers(somebody())["Deutsch"].ways
        assert "§\xa025b AufenthG" in levers(somebody())["Aufenthaltszeit"].ways

    def test_the_strip_fills_the_bar(self):
        strip = strip_of(
            somebody(
                status=(
                    StatusPeriod(Status.DULDUNG_60B, date(2024, 2, 29), date(2024, 12, 31)),
                    StatusPeriod(Status.DULDUNG_60A, date(2025, 1, 1), None),
                )
            ),
            TODAY,
        )
        assert sum(piece.width for piece in strip.pieces) == pytest.approx(100, abs=0.05)
        assert (strip.counted, [piece.counts for piece in strip.pieces]) == (
            "1 Jahr und 10 Monate",
            [False, True],
        )

    @pytest.mark.parametrize(
        ("start", "counted"),
        [
            (date(2020, 11, 26), "5 Jahre und 11 Monate"),
            (date(2020, 11, 25), "6 Jahre"),
            (date(2026, 11, 25), "1 Tag"),
            (date(2026, 10, 26), "31 Tage"),
            (date(2026, 10, 25), "1 Monat"),
        ],
    )
    def test_the_counted_time_in_words(self, start, counted):
        facts = somebody(status=(StatusPeriod(Status.DULDUNG_60A, start),))
        assert strip_of(facts, TODAY).counted == counted


class TestAssumptions:
    def moved(self, what, facts=None, day=TODAY):
        facts = facts or somebody()
        found = moves(judged(facts, TODAY), judged(assumed(facts, what, TODAY, day), day))
        return {move.titel.replace("\xa0", " ").partition(" (")[0]: move for move in found}

    def test_nothing_assumed_moves_nothing(self):
        assert (Assumptions().any, self.moved(Assumptions())) == (False, {})

    def test_german_moves_what_asks_for_it(self):
        move = self.moved(Assumptions(german=Niveau.A2))["§ 25b AufenthG"]
        assert (move.direction, move.met) == ("näher", ("Deutsch mündlich: A2 (Zertifikat); nötig ist A2.",))

    @pytest.mark.parametrize(
        ("known", "assumed_level", "written"),
        [(None, Niveau.B1, "B1"), (Niveau.A1, Niveau.B1, "B1"), (Niveau.C1, Niveau.B1, "C1")],
    )
    def test_a_certificate_is_for_speaking_and_writing(self, known, assumed_level, written):
        facts = somebody(deutsch=Deutsch(muendlich=Niveau.A1, schriftlich=known))
        after = assumed(facts, Assumptions(german=assumed_level), TODAY, TODAY).deutsch
        assert (after.muendlich, after.schriftlich) == (assumed_level, written)

    def test_a_training_contract_opens_two_ways(self):
        moved = self.moved(Assumptions(training_from=date(2027, 1, 1), identity_clear=True))
        assert {"§ 60c AufenthG", "§ 16g AufenthG"} <= set(moved)
        assert moved["§ 60c AufenthG"].direction == "näher"

    def test_hours_change_the_job_or_make_one(self):
        job = Beschaeftigung(date(2025, 1, 1), None, 10, True)
        ended = replace(job, bis=date(2026, 11, 24))
        new = Beschaeftigung(TODAY, None, 30, True)
        for jobs, expected in ((None, (new,)), ((job,), (ended, new))):
            changed = assumed(somebody(beschaeftigung=jobs), Assumptions(hours=30), TODAY, TODAY)
            assert changed.beschaeftigung == expected

    def test_more_hours_count_from_today_and_not_from_the_start_of_the_job(self):
        job = Beschaeftigung(date(2024, 8, 26), None, 8, False)
        changed = assumed(somebody(beschaeftigung=(job,)), Assumptions(hours=30), TODAY, TODAY)
        found = {each.id: each for each in assess_ways(changed, TODAY)["60d"].findings}
        assert found["60d-3a"].ab == date(2027, 11, 25)

    def test_a_share_never_lowers_the_whole(self):
        facts = somebody(lebensunterhalt=Lebensunterhalt(anteil_erwerb=0.2, anteil_gesamt=0.9))
        changed = assumed(facts, Assumptions(share=0.6), TODAY, TODAY).lebensunterhalt
        assert (changed.anteil_erwerb, changed.anteil_gesamt) == (0.6, 0.9)

    def test_papers_go_on_only_without_a_later_one(self):
        running = StatusPeriod(Status.DULDUNG_60A, date(2021, 2, 14), date(2026, 12, 31))
        expired = StatusPeriod(Status.GESTATTUNG_55, date(2018, 1, 1), date(2021, 2, 13))
        later = date(2027, 6, 1)
        assert continued((expired, running), TODAY, later)[0] == expired
        assert continued((expired, running), TODAY, later)[1].bis == later
        following = StatusPeriod(Status.AE_25B, date(2027, 1, 1), date(2028, 12, 31))
        assert continued((running, following), TODAY, later) == (running, following)

    def test_moving_back_is_farther(self):
        better = somebody(deutsch=Deutsch(muendlich=Niveau.A2))
        move = moves(judged(better, TODAY), judged(somebody(deutsch=Deutsch(muendlich=Niveau.A1)), TODAY))[0]
        assert (move.direction, move.unmet) == ("ferner", ("Deutsch mündlich: A2; nötig ist A2.",))

    def test_a_closed_way_that_stays_closed_does_not_move(self):
        assert "§ 25a AufenthG" not in self.moved(Assumptions(identity_clear=True, german=Niveau.A2))

    def test_turns(self):
        day = date(2025, 12, 30)
        holder = somebody(status=(StatusPeriod(Status.AE_104C, date(2024, 7, 1)),))
        before, after = (assess_ways(holder, each)["25_5"] for each in (day, day + DAY))
        assert turn(before, before) == ""
        assert turn(None, None) == ""
        gesperrt = assess_ways(somebody(), TODAY)["104c"]
        unklar = assess_ways(Facts(), TODAY)["25b"]
        assert (turn(None, unklar), turn(unklar, gesperrt)) == ("gewinnt", "verliert")
        assert {turn(before, after), turn(after, before)} <= {"", "gewinnt", "verliert", "wird unklar"}


# --- any facts at all ---

days = st.dates(min_value=date(1930, 1, 1), max_value=date(2100, 12, 31))
maybe = st.none() | st.booleans()


@st.composite
def papers(draw) -> tuple[StatusPeriod, ...]:
    """Touching, with gaps, with unknown ends and kinds, in any order."""
    found = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.none() | days)
        length = draw(st.none() | st.integers(0, 3000))
        end = start + timedelta(length) if start and length is not None else draw(st.none() | days)
        if start and end and end < start:
            start, end = end, start
        found.append(StatusPeriod(draw(st.none() | st.sampled_from(Status)), start, end))
    return tuple(found)


any_facts = st.builds(
    Facts,
    geburtsdatum=st.none() | days | st.just(date(2000, 2, 29)),
    einreise=st.none() | days,
    staatsangehoerigkeit=st.none() | st.sampled_from(["AF", "GE", "XK", "staatenlos", "ungeklaert"]),
    status=papers(),
    asylverfahren=st.none() | st.sampled_from(Asylverfahren),
    identitaet=st.builds(Identitaet, st.none() | st.sampled_from(Stand), st.none() | days, maybe),
    pass_=st.none() | st.sampled_from(Pass),
    haushalt=st.builds(Haushalt, maybe, maybe),
    deutsch=st.builds(Deutsch, st.none() | st.sampled_from(Niveau), st.none() | st.sampled_from(Niveau)),
    lebensunterhalt=st.builds(Lebensunterhalt, st.none() | st.floats(0, 3), st.none() | st.floats(0, 3)),
    gesundheit_ausnahme=maybe,
)


@settings(max_examples=40, deadline=None)
@given(facts=any_facts, day=days)
def test_the_page_can_say_something_of_any_facts(facts, day):
    found = perspective_of(facts, day, {})
    shown = {way.key for way in found}
    assert shown == {way.key for way in WAYS if way.in_force(day)}
    for way in found:
        listed = sum(len(block.conditions) for block in way.blocks) + len(way.displaced)
        assert listed == len(assess_ways(facts, day)[way.key].findings)
        assert way.sentence
    assert len(levers_of(facts, day, found)) == 4
    assert all(0 <= piece.x <= 100 and 0 <= piece.width <= 100.01 for piece in strip_of(facts, day).pieces)


@settings(max_examples=25, deadline=None)
@given(facts=any_facts, later=days)
def test_assumptions_never_fail(facts, later):
    what = Assumptions(Niveau.B1, True, 0.7, 20, later, True, True)
    after = assumed(facts, what, TODAY, later)
    assert isinstance(moves(judged(facts, TODAY), judged(after, later)), tuple)


def test_kept_facts_can_be_read_again():
    facts = somebody(
        id="SW-CB-2024-0001",
        identitaet=Identitaet(Stand.GEKLAERT, date(2023, 11, 2)),
        beschaeftigung=(Beschaeftigung(date(2025, 1, 1), None, 30, True, False),),
        pass_=Pass.GUELTIG,
        lebensunterhalt=Lebensunterhalt(anteil_erwerb=0.62, letzte_12_monate=False),
    )
    assert parse_facts(json.loads(json.dumps(facts_as_dict(facts)))) == facts
