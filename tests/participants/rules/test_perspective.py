"""All ways together: the shape of the answer, unknown facts, and what must hold for any person."""

import json
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participants.rules import (
    Facts,
    Outcome,
    assess_courses,
    assess_programme,
    assess_ways,
    assess_work,
    perspective_as_dict,
)
from participants.rules.case import Case
from participants.rules.criterion import REGISTER
from participants.rules.facts import (
    Anerkennung,
    Asylverfahren,
    Ausbildung,
    Ausbildungsart,
    Beschaeftigung,
    Bildung,
    Deutsch,
    Haushalt,
    Identitaet,
    Lebensunterhalt,
    Niveau,
    Partner,
    Pass,
    Stand,
    Status,
    StatusPeriod,
    Vertrag,
)
from participants.rules.perspective import WAYS
from tests.participants.rules.people import facts, keys_on

TODAY = date(2026, 11, 22)
ALL_KEYS = [
    "25a",
    "25b",
    "60d",
    "60c",
    "16g",
    "19d",
    "25_5",
    "23a",
    "18a_18b",
    "18g",
    "19c2",
    "28",
    "26_4",
    "einbuergerung",
    "104c",
]


def test_fifteen_ways_in_their_order() -> None:
    assert list(assess_ways(Facts(), TODAY)) == ALL_KEYS


@pytest.mark.parametrize(
    ("on", "keys"),
    [
        ("1999-12-31", set()),
        ("2000-01-01", {"einbuergerung"}),
        ("2005-01-01", {"einbuergerung", "25_5", "23a", "28", "26_4"}),
        ("2015-07-31", {"einbuergerung", "25_5", "23a", "28", "26_4", "25a"}),
        ("2015-08-01", {"einbuergerung", "25_5", "23a", "28", "26_4", "25a", "25b"}),
    ],
)
def test_ways_appear_with_their_law(on: str, keys: set[str]) -> None:
    assert keys_on(on) == keys


def test_answer_has_the_keys_of_the_facts_files() -> None:
    found = perspective_as_dict(facts("duldung_60a 2021-02-01"), TODAY)
    assert json.loads(json.dumps(found)) == found
    assert list(found) == ["am", "hinweis", "wege"]
    assert (found["am"], found["hinweis"]) == ("2026-11-22", "Hinweis, keine Rechtsberatung")
    way = found["wege"]["25b"]
    assert list(way) == ["titel", "ergebnis", "modus", "fruehestens", "bedingungen"]
    assert way["titel"] == "§\u00a025b AufenthG"
    years = next(each for each in way["bedingungen"] if each["id"] == "25b-1")
    assert years == {
        "id": "25b-1",
        "ergebnis": "nicht_erfuellt",
        "text": "Ununterbrochen geduldet, gestattet oder mit Aufenthaltserlaubnis seit dem 01.02.2021; "
        "6 Jahre sind ab dem 01.02.2027 erreicht.",
        "quelle": "§\u00a025b Abs.\u00a01 S.\u00a02 Nr.\u00a01 AufenthG",
        "seit": "2022-12-31",
        "ab": "2027-02-01",
    }


def test_nothing_known_is_never_a_no() -> None:
    for key, found in assess_ways(Facts(), TODAY).items():
        unmet = [each.id for each in found.findings if each.outcome is Outcome.NICHT_ERFUELLT]
        assert unmet == (["104c-T"] if key == "104c" else [])
        assert found.ergebnis == ("gesperrt" if key == "104c" else "unklar")


def test_only_the_year_of_birth_known_is_open() -> None:
    found = assess_ways(facts("duldung_60a 2021-02-01"), TODAY)["25a"]
    assert {each.id: each.outcome for each in found.findings}["25a-3"] == "offen"


DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
maybe = st.none() | st.booleans()


def one_of(codes: Any) -> Any:
    return st.none() | st.sampled_from(list(codes))


@st.composite
def histories(draw: st.DrawFn) -> tuple[StatusPeriod, ...]:
    """Periods one after the other, touching or with gaps; the last may run on."""
    begin = draw(st.dates(date(2010, 1, 1), date(2024, 1, 1)))
    periods = []
    for _ in range(draw(st.integers(0, 4))):
        end = begin + timedelta(days=draw(st.integers(0, 1500)))
        periods.append(StatusPeriod(draw(st.sampled_from(list(Status))), begin, end))
        begin = end + timedelta(days=draw(st.sampled_from([1, 1, 1, 2, 40])))
    if periods and draw(st.booleans()):
        periods[-1] = replace(periods[-1], bis=None)
    return tuple(periods)


IDENTITIES = st.builds(Identitaet, one_of(Stand), st.none() | DAYS, maybe)
SHARES = st.none() | st.floats(0, 2)
JOBS = st.builds(Beschaeftigung, DAYS, st.none(), st.none() | st.floats(0, 40), maybe, maybe, maybe)
PERSONS = st.builds(
    Facts,
    geburtsdatum=st.none() | DAYS,
    einreise=st.none() | DAYS,
    staatsangehoerigkeit=st.none() | st.sampled_from(["AF", "RS", "GE", "TR", "ungeklaert"]),
    status=histories(),
    asylverfahren=one_of(Asylverfahren),
    asylantrag_am=st.none() | DAYS,
    identitaet=IDENTITIES,
    pass_=one_of(Pass),
    haushalt=st.builds(Haushalt, maybe, maybe, one_of(Partner), st.none() | DAYS, IDENTITIES),
    deutsch=st.builds(Deutsch, one_of(Niveau), one_of(Niveau)),
    beschaeftigung=st.none() | st.lists(JOBS, max_size=2).map(tuple),
    lebensunterhalt=st.builds(Lebensunterhalt, SHARES, SHARES, SHARES, maybe, maybe),
    bildung=st.builds(
        Bildung, st.none() | st.integers(0, 12), maybe, maybe, maybe, maybe, maybe, one_of(Anerkennung)
    ),
    ausbildung=st.builds(Ausbildung, one_of(Ausbildungsart), st.none() | DAYS, one_of(Vertrag), maybe),
    gesundheit_ausnahme=maybe,
    leistungen_sgb=maybe,
    antrag_am=st.none() | DAYS,
)
CRITERIA = sorted(
    {each for way in WAYS for each in way.criteria}, key=lambda each: (each.id, each.since, each.source)
)


@settings(max_examples=60, deadline=None)
@given(PERSONS, DAYS)
def test_any_person_on_any_day_gets_an_answer(person: Facts, on: date) -> None:
    found = perspective_as_dict(person, on)
    assert json.loads(json.dumps(found)) == found


ENDS = st.sampled_from([date.min, date.min + timedelta(days=1), date(2020, 2, 29), date.max])


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        Facts,
        geburtsdatum=ENDS,
        einreise=ENDS,
        status=st.lists(
            st.builds(StatusPeriod, one_of(Status), st.none() | ENDS, st.none() | ENDS), max_size=3
        ).map(tuple),
        asylantrag_am=ENDS,
        asylverfahren=one_of(Asylverfahren),
        in_aufnahmeeinrichtung=maybe,
        beschaeftigung=st.lists(
            st.builds(Beschaeftigung, st.none() | ENDS, st.none() | ENDS), max_size=2
        ).map(tuple),
        ausbildung=st.builds(Ausbildung, one_of(Ausbildungsart), ENDS),
        antrag_am=ENDS,
    ),
    ENDS,
)
def test_the_ends_of_the_calendar_are_no_crash(person: Facts, on: date) -> None:
    assess_ways(person, on)
    assess_work(person, on)
    assess_courses(person, on)
    assess_programme(person, on)


@settings(max_examples=60, deadline=None)
@given(PERSONS, DAYS)
def test_no_version_is_used_before_its_day_or_after_its_end(person: Facts, on: date) -> None:
    for way in assess_ways(person, on).values():
        for finding in way.findings:
            assert finding.since <= on
            assert finding.until is None or on <= finding.until


@settings(max_examples=60, deadline=None)
@given(PERSONS, DAYS)
def test_days_named_lie_ahead_and_belong_to_what_is_not_met(person: Facts, on: date) -> None:
    for way in assess_ways(person, on).values():
        assert way.fruehestens is None or way.fruehestens >= on
        for finding in way.findings:
            if finding.ab:
                assert finding.outcome == "nicht_erfuellt"
                assert finding.ab > on


@settings(max_examples=60, deadline=None)
@given(PERSONS, DAYS, st.integers(1, 400))
def test_a_later_day_never_shortens_a_stay(person: Facts, on: date, later: int) -> None:
    """As long as the same papers run without a gap, the counted time does not begin later."""
    counts = frozenset(Status) - {Status.FIKTION_81_4}
    first = Case(person, on).stay(counts)
    second = Case(person, on + timedelta(days=later)).stay(counts)
    if first.since and second.since and second.since <= on:
        assert second.since <= first.since


# Fields a condition may look at beside its own; whatever is not named is unrelated.
FIELDS_OF = {
    "25b-1": {"status", "haushalt"},
    "25b-2a": {"bekenntnis_fdgo"},
    "25b-4": {"deutsch"},
    "25a-3": {"geburtsdatum", "antrag_am"},
    "60d-5": {"lebensunterhalt"},
    "60d-2": {"status"},
    "60c-8": {"ausbildung"},
    "19d-2": {"wohnraum_ausreichend"},
    "264-3": {"rv_monate", "bildung"},
    "stag-2": {"identitaet"},
    "fk-4": {"bildung"},
    "255-1": {"status"},
    "23a-2": {"haertefallersuchen"},
}


@settings(max_examples=60, deadline=None)
@given(PERSONS, PERSONS, st.sampled_from(sorted(FIELDS_OF)), st.data())
def test_a_fact_never_turns_an_unrelated_condition(
    person: Facts, other: Facts, id: str, data: st.DataObject
) -> None:
    related = FIELDS_OF[id]
    unrelated = [each.name for each in fields(Facts) if each.name not in related]
    name = data.draw(st.sampled_from(unrelated))
    changed = replace(person, **{name: getattr(other, name)})
    for rule in [each for each in REGISTER if each.id == id]:
        assert rule.judge(Case(person, TODAY)) == rule.judge(Case(changed, TODAY))


@settings(max_examples=60, deadline=None)
@given(PERSONS)
def test_what_time_alone_brings_comes_on_the_day_named(person: Facts) -> None:
    """The day before it is not met, on the day it is, if the papers of the day run on."""
    running = tuple(
        replace(each, bis=None) if each.bis and each.von and each.von <= TODAY <= each.bis else each
        for each in person.status
        if each.von and each.von <= TODAY
    )
    lasting = replace(person, status=running, antrag_am=None)
    for rule in (each for each in CRITERIA if each.in_force(TODAY) and each.group.time):
        answer = rule.judge(Case(lasting, TODAY))
        if answer and answer.ab and answer.ab < date(2040, 1, 1):
            assert rule.judge(Case(lasting, answer.ab - timedelta(days=1))).outcome == "nicht_erfuellt"
            assert rule.judge(Case(lasting, answer.ab)).outcome == "erfuellt"
