"""Durations, ages, deadlines and windows, computed by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.rules.calendar import age, completed, deadline_after, german, holds_from, window_before

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "first"),
    [
        ("2016-09-20", 72, "2022-09-20"),
        ("2020-02-29", 72, "2026-03-01"),
        ("2020-02-29", 48, "2024-02-29"),
        ("2024-08-31", 18, "2026-03-01"),
        ("2025-11-30", 3, "2026-03-01"),
        ("2023-11-30", 3, "2024-03-01"),
        ("2023-11-29", 3, "2024-02-29"),
        ("2026-01-01", 12, "2027-01-01"),
        ("2025-12-31", 2, "2026-03-01"),
        ("2025-12-31", 12, "2026-12-31"),
        ("2026-03-31", 1, "2026-05-01"),
    ],
)
def test_duration_holds_from(start: str, months: int, first: str) -> None:
    assert holds_from(date.fromisoformat(start), months) == date.fromisoformat(first)


@pytest.mark.parametrize(
    ("birth", "day", "done"),
    [
        ("1999-11-22", "2026-11-21", False),
        ("1999-11-22", "2026-11-22", True),
        ("2000-02-29", "2027-02-28", False),
        ("2000-02-29", "2027-03-01", True),
    ],
)
def test_27th_year_is_completed_with_the_day_before_the_birthday(birth: str, day: str, done: bool) -> None:
    assert completed(date.fromisoformat(birth), 27, date.fromisoformat(day)) is done


def test_age_counts_completed_years() -> None:
    assert age(date(2000, 2, 29), date(2027, 2, 28)) == 26
    assert age(date(2000, 2, 29), date(2027, 3, 1)) == 27
    assert age(date(2026, 5, 1), date(2026, 5, 1)) == 0
    assert age(date(2026, 5, 2), date(2026, 5, 1)) == 0


@pytest.mark.parametrize(
    ("event", "last"),
    [("2020-03-15", "2020-09-15"), ("2020-08-31", "2021-02-28"), ("2023-08-31", "2024-02-29")],
)
def test_deadline_of_six_months_includes_its_last_day(event: str, last: str) -> None:
    assert deadline_after(date.fromisoformat(event), 6) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("day", "opens"),
    [("2027-08-01", "2027-01-01"), ("2027-09-30", "2027-02-28"), ("2028-09-30", "2028-02-29")],
)
def test_window_of_seven_months_opens_on_the_same_number(day: str, opens: str) -> None:
    assert window_before(date.fromisoformat(day), 7) == date.fromisoformat(opens)


def test_the_ends_of_the_calendar_are_no_crash() -> None:
    assert holds_from(date(9999, 12, 31), 72) == date.max
    assert deadline_after(date(9999, 12, 31), 6) == date.max
    assert window_before(date(1, 1, 1), 7) == date.min


@given(DAYS, DAYS, st.integers(1, 600))
def test_a_later_start_is_never_complete_earlier(first: date, second: date, months: int) -> None:
    earlier, later = sorted((first, second))
    assert holds_from(earlier, months) <= holds_from(later, months)


@given(DAYS, st.integers(1, 600))
def test_durations_and_deadlines_differ_by_at_most_one_day(day: date, months: int) -> None:
    assert (holds_from(day, months) - deadline_after(day, months)).days in (0, 1)


def test_days_are_shown_the_german_way() -> None:
    assert german(date(2024, 3, 7)) == "07.03.2024"
