"""Attempts until the first talk and the wait for the Clearing: counting, the median, protection."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clearing.catalogue import Kontaktergebnis
from clearing.services import record_attempt, withdraw_attempt
from participants.choices import Phase
from participants.services import recording_at
from reports.disclosure import protect
from reports.monthly import monthly_figures
from reports.reach import attempts_until, median_days, reach_tallies, waiting_days
from reports.reach_catalogue import attempts_row, waiting_row
from spurwechsel.roles import Role
from tests.factories import make_participant, make_user, move_to

STICHTAG = date(2024, 3, 27)
TALK = date(2024, 3, 4)


@pytest.mark.parametrize(
    ("tried", "number"), [([], 0), ([TALK - timedelta(days=1), TALK, TALK + timedelta(days=1)], 2)]
)
def test_attempts_up_to_the_day_of_the_talk(tried, number):
    assert attempts_until(tried, TALK) == number


@pytest.mark.parametrize(
    ("first", "clearing", "days"),
    [
        (TALK, TALK, 0),
        (TALK, TALK - timedelta(days=1), 0),
        (date(2024, 2, 28), date(2024, 3, 1), 2),
        (date(2023, 2, 28), date(2023, 3, 1), 1),
        (date(2023, 12, 31), date(2024, 1, 1), 1),
    ],
)
def test_days_from_the_first_contact(first, clearing, days):
    assert waiting_days(first, clearing) == days


@pytest.mark.parametrize(("waits", "middle"), [([], None), ([7], 7), ([1, 2, 90], 2), ([10, 20], 15)])
def test_the_median(waits, middle):
    assert median_days(waits) == middle


def test_rows_of_attempts_and_days():
    assert [attempts_row(number) for number in (0, 1, 3, 4, 9)] == ["none", "one", "three", "more", "more"]
    found = [waiting_row(days) for days in (0, 14, 15, 28, 29, 56, 57, 5000)]
    assert found == [
        *("two_weeks", "two_weeks", "four_weeks", "four_weeks"),
        *("eight_weeks", "eight_weeks", "longer", "longer"),
    ]


def reached(by, *, tried=(), talk=TALK, clearing=None):
    """Somebody who was tried on these days, had the first talk and perhaps began a Clearing."""
    person = make_participant(by, on=date(2024, 1, 10), talk_held=False)
    for day, result in tried:
        record_attempt(person, by=by, tried_on=day, channel="telefon", result=result)
    move_to(person, Phase.TERMINVEREINBARUNG, on=talk, by=by)
    if clearing:
        move_to(person, Phase.CLEARING, on=clearing, by=by)
    return person


SILENT, ANSWER = Kontaktergebnis.KEINE_ANTWORT, Kontaktergebnis.UEBERLEGT


def counts(table):
    return {row.key: row.counts[0] for row in table.rows if row.counts[0]}


@pytest.mark.django_db
class TestCounting:
    def test_people_by_their_attempts(self, cottbus, caseworker):
        reached(caseworker, tried=[(date(2024, 2, 1), SILENT), (date(2024, 2, 8), ANSWER)])
        reached(caseworker)
        late = reached(caseworker, tried=[(TALK + timedelta(days=1), SILENT)])
        withdraw_attempt(late.contactattempts.get(), by=caseworker, version=1)
        attempts, _ = reach_tallies(cottbus, STICHTAG)
        assert (counts(attempts), attempts.totals, attempts.adds_up()) == ({"two": 1, "none": 2}, (3,), True)

    def test_before_anybody_enters_attempts_nothing_is_said(self, cottbus, caseworker):
        reached(caseworker)
        assert reach_tallies(cottbus, STICHTAG)[0].is_empty

    @pytest.mark.parametrize(
        ("talk", "number"), [(date(2024, 1, 10), 1), (STICHTAG, 1), (STICHTAG + timedelta(days=1), 0)]
    )
    def test_the_first_talk_lies_in_the_year(self, cottbus, caseworker, talk, number):
        reached(caseworker, tried=[(date(2024, 1, 10), SILENT)], talk=talk)
        assert reach_tallies(cottbus, STICHTAG)[0].totals == (number,)

    def test_the_wait_begins_when_somebody_was_reached(self, cottbus, caseworker):
        first = [(date(2024, 1, 15), SILENT), (date(2024, 2, 1), ANSWER)]
        reached(caseworker, tried=first, clearing=date(2024, 3, 11))
        reached(caseworker, clearing=date(2024, 3, 11))
        reached(caseworker)
        _, waiting = reach_tallies(cottbus, STICHTAG)
        assert counts(waiting) == {"two_weeks": 1, "eight_weeks": 1}
        assert [single.persons for single in waiting.singles] == [23]

    def test_what_was_not_known_at_the_cutoff_does_not_count(self, cottbus, caseworker):
        person = reached(caseworker)
        with recording_at(datetime(2024, 4, 10, tzinfo=UTC)):
            record_attempt(
                person, by=caseworker, tried_on=date(2024, 2, 1), channel="brief", result="keine_antwort"
            )
        before, after = (
            reach_tallies(cottbus, STICHTAG, datetime(2024, 4, day, tzinfo=UTC))[0] for day in (9, 11)
        )
        assert (counts(before), counts(after)) == ({}, {"one": 1})

    def test_nobody_of_another_town(self, cottbus, potsdam):
        there = make_user(Role.FALLBEGLEITUNG, potsdam)
        reached(there, tried=[(date(2024, 2, 1), SILENT)], clearing=TALK)
        assert [table.is_empty for table in reach_tallies(cottbus, STICHTAG)] == [True, True]

    def test_three_people_cost_as_much_as_one(self, cottbus, caseworker):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                reach_tallies(cottbus, STICHTAG)
            return len(queries)

        reached(caseworker, tried=[(TALK, SILENT)], clearing=TALK)
        one = cost()
        for _ in range(2):
            reached(caseworker, tried=[(TALK, SILENT)], clearing=TALK)
        assert cost() == one


@pytest.mark.django_db
@pytest.mark.parametrize(("people", "shown"), [(9, None), (10, 7)])
def test_small_cells_and_a_median_of_few_stay_secret(cottbus, caseworker, people, shown):
    for _ in range(people):
        reached(caseworker, tried=[(TALK, SILENT)], clearing=TALK + timedelta(days=7))
    reached(caseworker, tried=[(TALK, SILENT), (TALK, SILENT)])
    tables = {table.key: table for table in protect(monthly_figures(cottbus, STICHTAG)).work}
    attempts, waiting = tables["attempts"], tables["waiting"]
    assert [single.persons for single in waiting.singles] == [shown]
    assert 1 not in [row.counts[0] for row in attempts.rows]


@pytest.mark.django_db
def test_an_edition_from_before_these_tables_is_not_corrected_by_them(cottbus, caseworker):
    reached(caseworker, tried=[(TALK, SILENT)], clearing=TALK)
    newer = monthly_figures(cottbus, STICHTAG)
    before = tuple(table for table in newer.work if table.key not in ("attempts", "waiting"))
    older = replace(newer, work=before)
    assert len(before) == len(newer.work) - 2
    assert older.differences(newer) == ()
    assert newer.differences(newer) == ()
