"""Who takes part in more detail: papers that run out, countries, German, schooling; and what lasts."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from clearing import services as plans
from participants import services as people
from participants.choices import ParkReason, Phase
from participants.models import EducationProfile, Employment, LanguageProfile, ResidenceStatus
from reports.disclosure import protect
from reports.figures import MonthlyFigures
from reports.monthly import monthly_figures
from reports.outcomes import still_in_work
from reports.profile import expiry_row, most_frequent
from spurwechsel.models import Kommune, User
from tests.factories import make_participant, move_to

STICHTAG = date(2024, 3, 27)
JANUARY = date(2024, 1, 10)


def cells(figures: MonthlyFigures, key: str) -> dict[str, int | None]:
    table = next(table for table in figures.breakdowns if table.key == key)
    return {cell.key: cell.persons for cell in table.cells if cell.persons}


@pytest.mark.parametrize(
    ("until", "row"),
    [
        (date(2024, 3, 26), "expired"),
        (date(2024, 3, 27), "three"),
        (date(2024, 6, 27), "three"),
        (date(2024, 6, 28), "six"),
        (date(2024, 9, 27), "six"),
        (date(2024, 9, 28), "twelve"),
        (date(2025, 3, 27), "twelve"),
        (date(2025, 3, 28), "longer"),
        (None, "longer"),
    ],
)
def test_the_last_day_of_a_paper_decides_its_row(until: date | None, row: str) -> None:
    person: Any = SimpleNamespace(paper_kind="duldung", paper_until=until)
    assert expiry_row(person, STICHTAG) == row
    person.paper_kind = None
    assert expiry_row(person, STICHTAG) == ""


def test_five_countries_stand_alone_in_the_order_of_their_names() -> None:
    codes = ["AF"] * 4 + ["SY"] * 3 + ["CM", "CM", "TR", "TR", "RU", "RU", "TD", "IR", ""]
    assert most_frequent(codes) == (
        ("AF", "Afghanistan"),
        ("CM", "Kamerun"),
        ("RU", "Russland"),
        ("SY", "Syrien"),
        ("TR", "Türkei"),
    )


def test_statements_count_from_their_day_and_the_newest_that_says_something(
    cottbus: Kommune, coordinator: User
) -> None:
    person = make_participant(coordinator, on=JANUARY, nationality="AF")
    known = {"participant": person, "recorded_by": coordinator}
    for day, level in ((JANUARY, "A1"), (date(2024, 3, 27), "A2"), (date(2024, 3, 28), "B1")):
        LanguageProfile.objects.create(stated_on=day, speaking=level, **known)
    EducationProfile.objects.create(stated_on=JANUARY, schooling="primar", **known)
    EducationProfile.objects.create(stated_on=date(2024, 2, 1), strengths="Kochen", **known)
    figures = monthly_figures(cottbus, STICHTAG)
    assert cells(figures, "german") == {"a2": 1}
    assert cells(monthly_figures(cottbus, date(2024, 3, 26)), "german") == {"a1": 1}
    assert cells(figures, "schooling") == {"primar": 1}
    assert cells(figures, "nationality") == {"AF": 1}
    assert figures.sum_errors() == []


def test_small_numbers_of_the_new_tables_are_protected(cottbus: Kommune, coordinator: User) -> None:
    for _ in range(11):
        make_participant(coordinator, on=JANUARY, nationality="AF")
    for code in ("CM", "TD", "TD"):
        make_participant(coordinator, on=JANUARY, nationality=code)
    ResidenceStatus.objects.update(valid_until=date(2024, 4, 30))
    exact = monthly_figures(cottbus, STICHTAG)
    assert cells(exact, "nationality") == {"AF": 11, "CM": 1, "TD": 2}
    assert cells(exact, "expiry") == {"three": 14}
    assert cells(protect(exact), "nationality") == {}


@pytest.mark.parametrize(
    ("episodes", "kept"),
    [
        ([(date(2023, 9, 27), None)], True),
        ([(date(2023, 9, 28), None)], None),
        ([(date(2023, 7, 1), None)], True),
        ([(date(2023, 6, 30), None)], None),
        ([(date(2023, 9, 1), date(2024, 3, 1))], True),
        ([(date(2023, 9, 1), date(2024, 2, 29))], False),
        ([(date(2023, 9, 1), date(2024, 1, 31)), (date(2024, 2, 15), None)], True),
        ([], None),
    ],
)
def test_six_months_after_the_beginning_work_goes_on_or_not(
    episodes: list[tuple[date, date | None]], kept: bool | None
) -> None:
    assert still_in_work(episodes, date(2024, 1, 1), STICHTAG) is kept


def test_reasons_and_lasting_work_stand_in_the_report(cottbus: Kommune, coordinator: User) -> None:
    resting = make_participant(coordinator, on=JANUARY)
    move_to(resting, Phase.CLEARING, on=JANUARY, by=coordinator)
    move_to(resting, Phase.UNVEREINBARKEIT, on=JANUARY, by=coordinator, park_reason=ParkReason.WOHNSITUATION)
    worker = make_participant(coordinator, on=date(2023, 8, 10))
    move_to(worker, Phase.CLEARING, on=date(2023, 8, 10), by=coordinator)
    people.record_episode(
        worker, Employment, by=coordinator, employer="Hotel", kind="sv", hours=20, valid_from=date(2023, 9, 1)
    )
    plans.open_need(worker, by=coordinator, kind="arbeit", opened_on=JANUARY)
    tables = {table.key: table for table in monthly_figures(cottbus, STICHTAG).work}
    told = {
        key: {row.key: row.counts[0] for row in tables[key].rows if row.counts[0]}
        for key in ("kept", "obstacles")
    }
    assert told == {"kept": {"kept": 1}, "obstacles": {"wohnsituation": 1}}
    assert (tables["kept"].totals, tables["obstacles"].totals) == ((1,), (1,))
