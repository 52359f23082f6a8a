"""Printing many reports is measured with real processes, each of which prints the same bytes."""

from datetime import UTC, date, datetime

import pytest

from reports.preparation import prepare
from spurwechsel.bench.printing import printing_targets
from tests.factories import make_participant
from tests.reports.test_views import start_programme

MOMENT = datetime(2024, 3, 28, 9, tzinfo=UTC)


@pytest.mark.django_db
def test_each_number_of_processes_is_measured_once(cottbus, coordinator):
    start_programme(cottbus)
    make_participant(coordinator, on=date(2024, 1, 10))
    prepared = prepare(cottbus, date(2024, 3, 27), today=date(2024, 3, 28))
    targets = list(printing_targets(prepared, MOMENT, 3))
    assert [target.name for target in targets] == [
        "3 Monatsberichte als PDF, 1 Prozess",
        "3 Monatsberichte als PDF, 2 Prozesse",
    ]
    assert [(target.against, target.goal) for target in targets] == [
        ("", None),
        ("3 Monatsberichte als PDF, 1 Prozess", 1 / 1.7),
    ]
    for target in targets:
        target.run()
        target.run()
        assert len(target.rounds) == 1
        assert target.rounds[0] > 0
