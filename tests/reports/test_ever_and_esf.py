"""Who was ever in a status, everybody once; and the ESF+ indicators with their six-month follow-up."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearing import services as plans
from participants import services as cases
from participants.choices import Phase
from reports.disclosure import protect
from reports.esf import esf_answers, esf_tallies
from reports.ever import ANY, ever_in, ever_tally
from reports.monthly import Stay, monthly_figures
from reports.people import Asked, people_behind
from reports.tallies import Tally
from reports.tally_protection import protect_tally
from spurwechsel.models import Kommune, User
from tests.factories import make_participant, move_to

STICHTAG = date(2024, 3, 27)
ENTRY = date(2024, 1, 10)
ONE_DAY = timedelta(days=1)
JANUARY, MARCH = date(2024, 1, 1), date(2024, 3, 1)


def rows(tally: Tally) -> dict[str, tuple[int | None, ...]]:
    return {row.key: row.counts for row in tally.rows if any(row.counts)}


@pytest.mark.parametrize(
    ("start", "until", "counts"),
    [
        (date(2023, 5, 1), date(2023, 12, 31), None),
        (date(2023, 5, 1), JANUARY, (0, 1)),
        (date(2023, 5, 1), date(2024, 2, 29), (0, 1)),
        (date(2023, 5, 1), MARCH, (1, 1)),
        (STICHTAG, None, (1, 1)),
        (STICHTAG + ONE_DAY, None, None),
    ],
)
def test_one_day_is_enough(start: date, until: date | None, counts: tuple[int, int] | None) -> None:
    found = rows(ever_tally([Stay(1, Phase.BETREUUNG, start, until)], STICHTAG))
    assert found == ({} if counts is None else {Phase.BETREUUNG: counts, ANY: counts})


def test_who_comes_twice_counts_once() -> None:
    stays = [
        Stay(1, Phase.BETREUUNG, JANUARY, date(2024, 1, 31)),
        Stay(1, Phase.UNVEREINBARKEIT, date(2024, 2, 1), date(2024, 3, 9)),
        Stay(1, Phase.BETREUUNG, date(2024, 3, 10), None),
        Stay(2, Phase.BETREUUNG, date(2024, 3, 5), None),
    ]
    assert rows(ever_tally(stays, STICHTAG)) == {
        Phase.BETREUUNG: (2, 2),
        Phase.UNVEREINBARKEIT: (1, 1),
        ANY: (2, 2),
    }


days = st.integers(0, 120).map(lambda number: date(2023, 12, 1) + timedelta(days=number))


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from([*"ab"]), days, days), max_size=8))
def test_it_is_what_looking_at_every_day_finds(drawn: list[Any]) -> None:
    stays = [Stay(person, phase, *sorted((one, other))) for person, phase, one, other in drawn]
    every_day = [MARCH + timedelta(days=number) for number in range(27)]
    expected = {
        (stay.phase, stay.participant_id) for stay in stays if any(stay.covers(day) for day in every_day)
    }
    found = ever_in(stays, MARCH, STICHTAG)
    assert found == expected | {(ANY, person) for _, person in expected}


def test_the_report_counts_them_and_shows_who_they_are(cottbus: Kommune, coordinator: User) -> None:
    person = make_participant(coordinator, on=ENTRY)
    move_to(person, Phase.CLEARING, on=ENTRY, by=coordinator)
    plans.open_need(person, by=coordinator, kind="arbeit", opened_on=ENTRY)
    move_to(person, Phase.BETREUUNG, on=date(2024, 2, 1), by=coordinator)
    figures = monthly_figures(cottbus, STICHTAG)
    ever = next(tally for tally in figures.work if tally.key == "ever")
    # Whoever moves on the day of the first talk was in no other status on any day.
    assert rows(ever)[ANY] == (1, 1)
    assert (rows(ever)[Phase.CLEARING], rows(ever)[Phase.BETREUUNG]) == ((0, 1), (1, 1))
    asked = Asked(cottbus, STICHTAG, None)
    assert people_behind(asked, "work/ever/clearing/0") == set()
    assert people_behind(asked, "work/ever/clearing/1") == {person.pk}
    assert people_behind(asked, f"work/ever/{ANY}/0") == {person.pk}


# --- ESF+ --------------------------------------------------------------------------------------------------


@pytest.fixture
def asking(cottbus: Kommune) -> Kommune:
    cottbus.esf_plus_from = JANUARY
    cottbus.save()
    return cottbus


def answer(by: User, moment: str, day: date = STICHTAG, person: Any = None, **answers: str) -> Any:
    person = person or make_participant(by, on=ENTRY)
    person.esfanswers.create(moment=moment, answered_on=day, recorded_by=by, **answers)
    return person


def told(tallies: tuple[Tally, ...], key: str) -> dict[str, tuple[int | None, ...]]:
    tally = next(tally for tally in tallies if tally.key == key)
    return {row.label: row.counts for row in tally.rows} | {tally.total_label: tally.totals}


def test_nothing_where_the_programme_does_not_ask(cottbus: Kommune, coordinator: User) -> None:
    answer(coordinator, "eintritt", labour="arbeitslos")
    assert esf_tallies(cottbus, STICHTAG) == ()
    cottbus.esf_plus_from = STICHTAG
    assert len(esf_tallies(cottbus, STICHTAG)) == 5
    assert esf_tallies(cottbus, STICHTAG - ONE_DAY) == ()


def test_entry_by_labour_and_education(asking: Kommune, coordinator: User, potsdam: Kommune) -> None:
    for gender, labour, education in (
        ("w", "arbeitslos", "isced_0_2"),
        ("m", "arbeitslos", "isced_5_8"),
        ("w", "arbeitslos", "isced_5_8"),
        ("d", "", ""),
        ("", "", ""),
    ):
        person = make_participant(coordinator, on=ENTRY, gender=gender)
        answer(coordinator, "eintritt", person=person, labour=labour, education=education)
    answer(coordinator, "eintritt", JANUARY - ONE_DAY, labour="langzeit")
    answer(coordinator, "eintritt", STICHTAG + ONE_DAY, labour="langzeit")
    tallies = {tally.key: tally for tally in esf_tallies(asking, STICHTAG)}
    assert tallies["esf_labour"].columns == ("Frauen", "Männer", "divers oder ohne Angabe")
    assert rows(tallies["esf_labour"]) == {"arbeitslos": (2, 1, 0), "keine_angabe": (0, 0, 2)}
    assert rows(tallies["esf_education"]) == {
        "isced_0_2": (1, 0, 0),
        "isced_5_8": (1, 1, 0),
        "keine_angabe": (0, 0, 2),
    }
    assert {tally.totals for tally in tallies.values()} == {(2, 1, 2), (0, 0, 0)}
    assert [tally.adds_up() for tally in tallies.values()] == [True] * 5
    assert len(people_behind(Asked(asking, STICHTAG, None), "work/esf_labour/arbeitslos/0")) == 2
    assert len(people_behind(Asked(asking, STICHTAG, None), "work/esf_labour/arbeitslos/1")) == 1
    assert len(people_behind(Asked(asking, STICHTAG, None), "work/esf_education/total/2")) == 2


def test_exit_and_six_months_later(asking: Kommune, coordinator: User) -> None:
    for gender, in_work in (("m", "ja"), ("w", "ja"), ("m", "nein"), ("m", "keine_angabe")):
        person = make_participant(coordinator, on=ENTRY, gender=gender)
        answer(coordinator, "austritt", MARCH, person, in_work=in_work, seeking_work="nein")
        answer(coordinator, "sechs-monate", STICHTAG, person, in_work=in_work, improved="ja")
    tallies = esf_tallies(asking, STICHTAG)
    assert told(tallies, "esf_exit") == {
        "sucht jetzt Arbeit": (0, 0, 0),
        "in Schule, Ausbildung oder Weiterbildung": (0, 0, 0),
        "hat eine Qualifizierung erlangt": (0, 0, 0),
        "hat einen Arbeitsplatz": (1, 1, 0),
        "Personen mit Angaben": (1, 3, 0),
    }
    assert told(tallies, "esf_later") == {
        "hat einen Arbeitsplatz": (1, 1, 0),
        "Lage auf dem Arbeitsmarkt verbessert": (1, 3, 0),
        "Personen mit Angaben": (1, 3, 0),
    }
    asked = Asked(asking, STICHTAG, None)
    assert len(people_behind(asked, "work/esf_later/improved/1")) == 3
    assert len(people_behind(asked, "work/esf_exit/total/1")) == 3
    assert people_behind(asked, "work/esf_exit/seeking_work/1") == set()


def test_who_took_the_consent_back_is_not_counted(asking: Kommune, coordinator: User) -> None:
    person = answer(coordinator, "eintritt", labour="arbeitslos")
    cases.give_purpose(person, by=coordinator, purpose="esf", given_on=ENTRY, language="prs")
    assert len(esf_answers(asking, STICHTAG)) == 1
    person.purposeconsents.update(withdrawn_on=STICHTAG)
    assert esf_answers(asking, STICHTAG) == []


@pytest.mark.parametrize(
    ("yes", "all_of_them", "shown"),
    [(0, 9, 0), (1, 9, None), (2, 9, None), (3, 9, 3), (6, 9, 6), (7, 9, None), (8, 9, None), (9, 9, 9)],
)
def test_few_who_said_yes_or_did_not_stay_secret(
    asking: Kommune, coordinator: User, yes: int, all_of_them: int, shown: int | None
) -> None:
    for number in range(all_of_them):
        person = make_participant(coordinator, on=ENTRY, gender="m")
        answer(coordinator, "sechs-monate", person=person, in_work="ja" if number < yes else "nein")
    # Of one woman and one who says nothing, nothing is told, and no sum from which they could be computed.
    for gender in ("w", ""):
        person = make_participant(coordinator, on=ENTRY, gender=gender)
        answer(coordinator, "sechs-monate", person=person, in_work="ja")
    later = told((protect_tally(esf_tallies(asking, STICHTAG)[-1]),), "esf_later")
    assert later["hat einen Arbeitsplatz"] == (None, shown, None)
    assert later["Personen mit Angaben"] == (None, all_of_them, None)


def test_the_report_tells_them_and_comes_back_from_json(asking: Kommune, coordinator: User) -> None:
    for _ in range(12):
        answer(coordinator, "eintritt", labour="arbeitslos", education="isced_0_2", homeless="ja")
    figures = protect(monthly_figures(asking, STICHTAG))
    assert [tally.key for tally in figures.work] == [
        *("esf_labour", "esf_education", "esf_entry", "esf_exit", "esf_later")
    ]
    assert type(figures).from_json(figures.to_json()) == figures
    assert figures.sum_errors() == []
