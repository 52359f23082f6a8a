"""The work counted: each figure by hand, both ends of every period, and all of them again another way."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from clearing import services as plans
from clearing.catalogue import Bedarf, Massnahmenart
from clearing.models import CertificateGained, Measure, Need
from participants import services as people
from participants.choices import Aufenthaltsstatus as Status
from participants.choices import Phase
from participants.models import Employment, Participant, ResidenceStatus, Training
from reports import work_catalogue as catalogue
from reports.monthly import monthly_figures
from reports.tallies import Tally
from reports.work import work_tallies
from spurwechsel.models import Kommune, User
from tests.built_once import once
from tests.factories import make_participant, move_to

pytestmark = pytest.mark.django_db
STICHTAG = date(2024, 3, 27)
BEFORE, AFTER = STICHTAG - timedelta(days=1), STICHTAG + timedelta(days=1)
ENTRY = date(2024, 1, 10)


@once
def person(coordinator: User) -> Participant:
    return someone(coordinator)


def someone(by: User, phase: Phase = Phase.CLEARING) -> Participant:
    person = make_participant(by, on=ENTRY)
    move_to(person, Phase.CLEARING, on=ENTRY, by=by)
    if phase != Phase.CLEARING:
        move_to(person, phase, on=ENTRY, by=by)
    return person


def tally(kommune: Kommune, key: str, day: date = STICHTAG, cutoff: datetime | None = None) -> Tally:
    found = monthly_figures(kommune, day, cutoff).work
    return next(table for table in found if table.key == key)


def rows(table: Tally) -> dict[str, tuple[int | None, ...]]:
    """The rows that have something to tell."""
    return {row.key: row.counts for row in table.rows if any(row.counts)}


def open_need(person: Participant, by: User, kind: str = Bedarf.ARBEIT, **fields: Any) -> Need:
    return plans.open_need(person, by=by, kind=kind, **({"opened_on": ENTRY} | fields))


def measure(person: Participant, by: User, start: date, kind: str = Massnahmenart.PRAKTIKUM) -> Measure:
    need = person.needs.first() or open_need(person, by)
    planned = plans.plan_measure(need, by=by, kind=kind, name=f"Maßnahme ab {start}")
    return plans.start_measure(planned, by=by, version=1, started_on=start)


def job(person: Participant, by: User, start: date, **fields: Any) -> Employment:
    known = {"employer": "Hotel", "kind": "sv", "hours": 20, "valid_from": start}
    return people.record_episode(person, Employment, by=by, **(known | fields))


# --- nothing and everything --------------------------------------------------------------------------------


def test_without_work_there_are_no_tables(cottbus: Kommune, person: Participant) -> None:
    assert monthly_figures(cottbus, STICHTAG).work == ()


def test_with_one_number_there_are_all_tables(
    cottbus: Kommune, person: Participant, coordinator: User
) -> None:
    open_need(person, coordinator)
    figures = monthly_figures(cottbus, STICHTAG)
    assert [table.key for table in figures.work] == [
        *("measures", "needs", "gaps", "obstacles", "results", "kept", "titles"),
        *("attempts", "waiting", "referrals", "brief", "ever"),
    ]
    assert figures.sum_errors() == []


def test_every_kind_has_its_row() -> None:
    kinds = [kind for *_, group in catalogue.MEASURES for kind in group]
    assert sorted(kinds) == sorted(Massnahmenart)
    assert [key for key, _ in catalogue.NEEDS] == list(Bedarf)


def test_another_kommune_is_not_counted(
    cottbus: Kommune, potsdam: Kommune, person: Participant, coordinator: User
) -> None:
    open_need(person, coordinator)
    job(person, coordinator, STICHTAG)
    assert monthly_figures(potsdam, STICHTAG).work == ()


# --- needs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("opened", "count"), [(BEFORE, 1), (STICHTAG, 1), (AFTER, 0)])
def test_a_need_counts_from_its_day(
    cottbus: Kommune, person: Participant, coordinator: User, opened: date, count: int
) -> None:
    open_need(person, coordinator, Bedarf.WOHNUNG)
    open_need(person, coordinator, opened_on=opened)
    assert rows(tally(cottbus, "needs")).get("arbeit", (0,)) == (count,)


@pytest.mark.parametrize(("closed", "count"), [(BEFORE, 0), (STICHTAG, 0), (AFTER, 1)])
def test_a_need_counts_until_the_day_before_its_end(
    cottbus: Kommune, person: Participant, coordinator: User, closed: date, count: int
) -> None:
    open_need(person, coordinator, Bedarf.WOHNUNG)
    need = open_need(person, coordinator)
    plans.close_need(need, by=coordinator, version=1, closed_on=closed, closed_because="gedeckt")
    assert rows(tally(cottbus, "needs")).get("arbeit", (0,)) == (count,)


def test_persons_and_mentions(cottbus: Kommune, person: Participant, coordinator: User) -> None:
    """Two need something and two nothing, one of these the person of all tests."""
    first, second = someone(coordinator), someone(coordinator, Phase.BETREUUNG)
    for kind, level in (("sprachkurs", "B1"), ("sprachkurs", "B2"), ("wohnung", "")):
        open_need(first, coordinator, kind, target_level=level)
    open_need(second, coordinator, "wohnung")
    someone(coordinator)
    table = tally(cottbus, "needs")
    assert rows(table) == {"sprachkurs": (1,), "wohnung": (2,)}
    assert (table.totals, table.singles[0].persons, table.base) == ((3,), 2, 4)


def test_needs_of_people_who_rest_do_not_count(cottbus: Kommune, coordinator: User) -> None:
    resting = someone(coordinator, Phase.KEINE_BEDARFE)
    open_need(resting, coordinator)
    assert monthly_figures(cottbus, STICHTAG).work == ()


# --- measures ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "counts"),
    [
        (date(2024, 2, 29), (1, 0, 0, 0)),
        (date(2024, 3, 1), (1, 1, 0, 0)),
        (STICHTAG, (1, 1, 0, 0)),
        (AFTER, (0, 0, 0, 0)),
    ],
)
def test_measures_begin(
    cottbus: Kommune, person: Participant, coordinator: User, start: date, counts: tuple[int, ...]
) -> None:
    measure(person, coordinator, start)
    table = tally(cottbus, "measures")
    assert rows(table).get("praktikum", (0, 0, 0, 0)) == counts
    assert table.totals == counts


@pytest.mark.parametrize(
    ("end", "result", "counts"),
    [
        (date(2024, 2, 29), "beendet", (0, 0, 0, 0)),
        (date(2024, 3, 1), "beendet", (0, 0, 1, 0)),
        (STICHTAG, "zertifikat", (0, 0, 1, 0)),
        (STICHTAG, "abgebrochen", (0, 0, 0, 1)),
        (STICHTAG, "verlegt", (0, 0, 0, 0)),
        (AFTER, "beendet", (1, 0, 0, 0)),
    ],
)
def test_measures_end(
    cottbus: Kommune,
    person: Participant,
    coordinator: User,
    end: date,
    result: str,
    counts: tuple[int, ...],
) -> None:
    row = measure(person, coordinator, date(2024, 2, 1))
    reason = {"break_off": "umzug"} if result == "abgebrochen" else {}
    plans.end_measure(row, by=coordinator, version=2, ended_on=end, result=result, **reason)
    assert rows(tally(cottbus, "measures")).get("praktikum", (0, 0, 0, 0)) == counts


def test_a_planned_measure_does_not_count(cottbus: Kommune, person: Participant, coordinator: User) -> None:
    plans.plan_measure(open_need(person, coordinator), by=coordinator, kind=Massnahmenart.PRAKTIKUM)
    assert tally(cottbus, "measures").totals == (0, 0, 0, 0)


# --- results -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "counts"),
    [
        (ENTRY - timedelta(days=1), (0, 0)),  # before the person was reached
        (ENTRY, (0, 1)),
        (date(2024, 2, 29), (0, 1)),
        (date(2024, 3, 1), (1, 1)),
        (STICHTAG, (1, 1)),
        (AFTER, (0, 0)),
    ],
)
def test_work_counts_in_month_and_year(
    cottbus: Kommune, person: Participant, coordinator: User, start: date, counts: tuple[int, ...]
) -> None:
    open_need(person, coordinator)
    job(person, coordinator, start)
    assert rows(tally(cottbus, "results")).get("job", (0, 0)) == counts


def test_the_year_begins_with_january(cottbus: Kommune, person: Participant, coordinator: User) -> None:
    for day in (date(2024, 12, 31), date(2025, 1, 1)):
        job(person, coordinator, day, employer=f"Hotel {day}")
    assert rows(tally(cottbus, "results", date(2025, 1, 1))) == {"job": (1, 1)}
    assert rows(tally(cottbus, "results", date(2024, 12, 31))) == {"job": (1, 1)}


def test_results_by_kind_and_everybody_once(cottbus: Kommune, person: Participant, coordinator: User) -> None:
    for employer, kind in (("A", "sv"), ("B", "sv"), ("C", "minijob"), ("D", "praktikum")):
        job(person, coordinator, STICHTAG, employer=employer, kind=kind)
    people.record_episode(
        person, Training, by=coordinator, employer="E", kind="qualifiziert", valid_from=date(2024, 2, 1)
    )
    for level in ("A1", "A2", "B1"):
        plans.record_certificate(person, by=coordinator, gained_on=STICHTAG, level=level)
    for recognition in ("abgelehnt", "teilweise"):
        plans.record_certificate(person, by=coordinator, gained_on=STICHTAG, recognition=recognition)
    assert rows(tally(cottbus, "results")) == {
        "job": (1, 1),
        "minijob": (1, 1),
        "training": (0, 1),
        "german_a": (1, 1),
        "german_b1": (1, 1),
        "recognised": (1, 1),
    }


def test_withdrawn_results_do_not_count(cottbus: Kommune, person: Participant, coordinator: User) -> None:
    open_need(person, coordinator)
    people.withdraw_episode(job(person, coordinator, STICHTAG), by=coordinator, version=1, reason="Falsch.")
    gained = plans.record_certificate(person, by=coordinator, gained_on=STICHTAG, level="B1")
    plans.withdraw_certificate(gained, by=coordinator, version=1)
    assert rows(tally(cottbus, "results")) == {}


# --- titles ------------------------------------------------------------------------------------------------


def grant(person: Participant, by: User, kind: str, day: date) -> ResidenceStatus:
    return people.record_residence_status(person, by=by, kind=kind, valid_from=day, ends_previous=True)


@pytest.mark.parametrize(
    ("steps", "counted"),
    [
        ([Status.AE_104C], {"duldung_104c": (1, 1)}),
        ([Status.AE_25A], {"duldung_25ab": (1, 1)}),
        ([Status.AE_25B], {"duldung_25ab": (1, 1)}),
        ([Status.AE_19D], {"duldung_work": (1, 1)}),
        ([Status.AE_25_5], {"duldung_25_5": (1, 1)}),
        ([Status.SONSTIGE], {"andere": (1, 1)}),
        ([Status.DULDUNG_60C], {}),
        ([Status.AE_104C, Status.AE_25B], {"duldung_104c": (1, 1), "chance_25b": (1, 1)}),
        ([Status.FIKTION_81_3, Status.AE_25B], {"duldung_25ab": (1, 1)}),
    ],
)
def test_new_titles(
    cottbus: Kommune,
    person: Participant,
    coordinator: User,
    steps: list[str],
    counted: dict[str, tuple[int, ...]],
) -> None:
    open_need(person, coordinator)
    for place, kind in enumerate(steps):
        grant(person, coordinator, kind, date(2024, 3, 4 + place))
    assert rows(tally(cottbus, "titles")) == counted


def test_a_title_that_is_extended_is_not_new(cottbus: Kommune, coordinator: User) -> None:
    person = make_participant(coordinator, on=ENTRY, residence_kind=Status.AE_104C)
    move_to(person, Phase.CLEARING, on=ENTRY, by=coordinator)
    open_need(person, coordinator)
    grant(person, coordinator, Status.AE_104C, STICHTAG)
    assert rows(tally(cottbus, "titles")) == {}


# --- gaps --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closed", "because", "year", "month"),
    [
        (date(2024, 2, 29), "kein_angebot", 1, 0),
        (date(2024, 3, 1), "kein_angebot", 1, 1),
        (STICHTAG, "kein_angebot", 1, 1),
        (AFTER, "kein_angebot", 0, 0),
        (STICHTAG, "gedeckt", 0, 0),
    ],
)
def test_gaps(
    cottbus: Kommune,
    person: Participant,
    coordinator: User,
    closed: date,
    because: str,
    year: int,
    month: int,
) -> None:
    open_need(person, coordinator, Bedarf.WOHNUNG)
    need = open_need(person, coordinator)
    plans.close_need(need, by=coordinator, version=1, closed_on=closed, closed_because=because)
    table = tally(cottbus, "gaps")
    assert (rows(table).get("arbeit", (0,)), table.totals) == ((year,), (year,))
    assert table.singles[0].persons == month


# --- as it was known ---------------------------------------------------------------------------------------


def test_what_was_recorded_later_is_left_out(
    cottbus: Kommune, person: Participant, coordinator: User
) -> None:
    then, now = (datetime(2024, 4, day, 12, tzinfo=UTC) for day in (1, 3))
    with people.recording_at(then):
        open_need(person, coordinator)
    with people.recording_at(now):
        job(person, coordinator, STICHTAG)
        measure(person, coordinator, STICHTAG)
    active = {person.pk}
    known = {table.key: table for table in work_tallies(cottbus, STICHTAG, active, then)}
    assert (known["needs"].totals, known["measures"].totals[0], rows(known["results"])) == ((1,), 0, {})
    known = {table.key: table for table in work_tallies(cottbus, STICHTAG, active, now)}
    assert (known["measures"].totals[0], rows(known["results"])) == (1, {"job": (1, 1)})


# --- counted again -----------------------------------------------------------------------------------------


def test_the_same_figures_counted_another_way(cottbus: Kommune, coordinator: User) -> None:
    """Twenty people with random work; every figure again, person by person, from the rows themselves."""
    source = random.Random(11)
    for _ in range(20):
        _random_work(coordinator, source)
    found = {table.key: rows(table) for table in monthly_figures(cottbus, STICHTAG).work}
    active = [each for each in Participant.objects.all() if each.phase in (Phase.CLEARING, Phase.BETREUUNG)]
    assert found["needs"] == _needs_again(active)
    assert found["measures"] == _measures_again()
    assert found["results"] == _results_again()


def _random_work(by: User, source: random.Random) -> None:
    person = someone(by, source.choice([Phase.CLEARING, Phase.BETREUUNG, Phase.KEINE_BEDARFE]))

    def some_day() -> date:
        return ENTRY + timedelta(days=source.randrange(90))

    for kind in source.sample(list(Bedarf), 3):
        need = open_need(person, by, kind, opened_on=some_day())
        start = need.opened_on + timedelta(days=source.randrange(20))
        planned = plans.plan_measure(need, by=by, kind=source.choice(list(Massnahmenart)))
        row = plans.start_measure(planned, by=by, version=1, started_on=start)
        if source.random() < 0.6:
            end = start + timedelta(days=source.randrange(40))
            result = source.choice(["beendet", "zertifikat", "abgebrochen"])
            reason = {"break_off": "arbeit"} if result == "abgebrochen" else {}
            plans.end_measure(row, by=by, version=2, ended_on=end, result=result, **reason)
            plans.close_need(need, by=by, version=1, closed_on=end, closed_because="gedeckt")
    job(person, by, some_day(), kind=source.choice(["sv", "minijob", "agh"]))
    plans.record_certificate(person, by=by, gained_on=some_day(), level=source.choice(["A2", "B1", "C1"]))


def _needs_again(active: list[Participant]) -> dict[str, tuple[int, ...]]:
    counts: Counter[str] = Counter()
    for person in active:
        kinds = set()
        for need in person.needs.all():
            is_closed = need.closed_on is not None and need.closed_on <= STICHTAG
            if need.opened_on <= STICHTAG and not is_closed:
                kinds.add(need.kind)
        counts.update(kinds)
    return {kind: (count,) for kind, count in counts.items()}


def _measures_again() -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for row in Measure.objects.all():
        group = next(key for key, _, kinds in catalogue.MEASURES if row.kind in kinds)
        over = row.ended_on is not None and row.ended_on <= STICHTAG
        in_march = over and row.ended_on.month == 3
        counts = found.setdefault(group, [0, 0, 0, 0])
        counts[0] += row.started_on <= STICHTAG and not over
        counts[1] += (row.started_on.year, row.started_on.month) == (2024, 3) and row.started_on <= STICHTAG
        counts[2] += in_march and row.result in ("beendet", "zertifikat")
        counts[3] += in_march and row.result == "abgebrochen"
    return {group: tuple(counts) for group, counts in found.items() if any(counts)}


def _results_again() -> dict[str, tuple[int, ...]]:
    names = {"sv": "job", "minijob": "minijob", "A2": "german_a", "B1": "german_b1", "C1": "german_b2"}
    dated = [
        (names.get(each.kind), each.participant_id, each.valid_from) for each in Employment.objects.all()
    ]
    dated += [
        (names[each.level], each.participant_id, each.gained_on) for each in CertificateGained.objects.all()
    ]
    found: dict[str, tuple[int, ...]] = {}
    for key in {key for key, *_ in dated if key}:
        year = {person for name, person, day in dated if name == key and day <= STICHTAG}
        march = {person for name, person, day in dated if name == key and date(2024, 3, 1) <= day <= STICHTAG}
        if year:
            found[key] = (len(march), len(year))
    return found
