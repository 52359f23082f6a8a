"""From which day on an offer is old."""

from datetime import date

import pytest

from network.freshness import stale_limit


@pytest.mark.parametrize(
    ("day", "months", "limit"),
    [
        (date(2024, 3, 27), 6, date(2023, 9, 27)),
        (date(2024, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 12, 1), 12, date(2023, 12, 1)),
        (date(2024, 1, 15), 1, date(2023, 12, 15)),
        (date(2024, 1, 31), 36, date(2021, 1, 31)),
    ],
)
def test_same_day_so_many_months_ago(day, months, limit):
    assert stale_limit(day, months) == limit
