"""The tables of the work, from demo data of a month, counted again from the raw rows with SQL alone."""

from collections import defaultdict
from datetime import date, datetime, time

import pytest
from django.db import connection
from django.utils import timezone

from reports import work_catalogue as catalogue
from reports.monthly import monthly_figures
from spurwechsel.demo.build import tell
from spurwechsel.demo.play import Stage
from spurwechsel.demo.staff import found
from spurwechsel.demo.story import in_order_of_entry
from spurwechsel.models import Kommune
from tests.built_once import built_once

TODAY = date(2025, 5, 1)
STICHTAG = date(2025, 3, 31)
JANUARY, MARCH = date(2025, 1, 1), date(2025, 3, 1)
EVERY = 5
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def tables(django_db_setup, django_db_blocker):
    """Every fifth person of Cottbus up to May 2025; the report of March as if it were made then."""
    stories = [each for each in tell(2024, TODAY) if each.kommune == "cottbus"]
    midnight = timezone.make_aware(datetime.combine(TODAY, time()))
    entries = in_order_of_entry(stories[::EVERY], until=midnight)

    def build():
        Stage(*found(TODAY)).play(entries)
        figures = monthly_figures(Kommune.objects.get(key="cottbus"), STICHTAG)
        return {table.key: table for table in figures.work}

    with built_once(django_db_blocker, build) as found_tables:
        yield found_tables


def ask(sql: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def told(table) -> dict[str, tuple]:
    return {row.key: row.counts for row in table.rows if any(row.counts)}


def test_there_is_something_to_count(tables):
    assert tables.keys() >= {"measures", "needs", "gaps", "results", "titles"}
    assert min(len(told(tables[key])) for key in ("measures", "needs", "results")) >= 2


def test_needs(tables):
    rows = ask(
        "SELECT need.kind, count(DISTINCT need.participant_id) FROM clearing_need need"
        " JOIN participants_phaseperiod stay USING (participant_id)"
        " WHERE stay.phase IN ('clearing', 'betreuung')"
        "   AND stay.from_day <= %s AND coalesce(stay.until_day, 'infinity') >= %s"
        "   AND need.opened_on <= %s AND coalesce(need.closed_on, 'infinity') > %s GROUP BY 1",
        *[STICHTAG] * 4,
    )
    assert told(tables["needs"]) == {kind: (count,) for kind, count in rows}
    assert tables["needs"].totals == (sum(count for _, count in rows),)


def test_gaps(tables):
    rows = ask(
        "SELECT kind, count(*), count(*) FILTER (WHERE closed_on >= %s) FROM clearing_need"
        " WHERE closed_because = 'kein_angebot' AND closed_on BETWEEN %s AND %s GROUP BY 1",
        *(MARCH, JANUARY, STICHTAG),
    )
    assert told(tables["gaps"]) == {kind: (year,) for kind, year, _ in rows}
    assert tables["gaps"].singles[0].persons == sum(month for *_, month in rows)


def test_measures(tables):
    rows = ask(
        "SELECT kind,"
        " count(*) FILTER (WHERE ended_on IS NULL OR ended_on > %s),"
        " count(*) FILTER (WHERE started_on >= %s),"
        " count(*) FILTER (WHERE ended_on BETWEEN %s AND %s AND result IN ('beendet', 'zertifikat')),"
        " count(*) FILTER (WHERE ended_on BETWEEN %s AND %s AND result = 'abgebrochen')"
        " FROM clearing_measure WHERE started_on <= %s GROUP BY 1",
        *(STICHTAG, MARCH, MARCH, STICHTAG, MARCH, STICHTAG, STICHTAG),
    )
    groups = {kind: key for key, _, kinds in catalogue.MEASURES for kind in kinds}
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for kind, *counts in rows:
        sums[groups[kind]] = [old + new for old, new in zip(sums[groups[kind]], counts, strict=True)]
    assert told(tables["measures"]) == {key: tuple(row) for key, row in sums.items() if any(row)}


def test_results(tables):
    rows = ask(
        "WITH reached AS ("
        "  SELECT participant_id, valid_from AS day,"
        "    CASE kind WHEN 'sv' THEN 'job' WHEN 'minijob' THEN 'minijob' WHEN 'selbstaendig' THEN 'self' END"
        "    AS what FROM participants_employment WHERE withdrawn_at IS NULL"
        "  UNION ALL SELECT participant_id, valid_from, 'training' FROM participants_training"
        "    WHERE withdrawn_at IS NULL"
        "  UNION ALL SELECT participant_id, gained_on, CASE"
        "    WHEN level IN ('A1', 'A2') THEN 'german_a' WHEN level = 'B1' THEN 'german_b1'"
        "    WHEN level IN ('B2', 'C1', 'C2') THEN 'german_b2'"
        "    WHEN recognition <> 'abgelehnt' THEN 'recognised'"
        "    END FROM clearing_certificategained WHERE withdrawn_at IS NULL)"
        " SELECT what, count(DISTINCT participant_id) FILTER (WHERE day >= %s),"
        "   count(DISTINCT participant_id)"
        " FROM reached WHERE what IS NOT NULL AND day BETWEEN %s AND %s AND EXISTS ("
        "   SELECT FROM participants_phaseperiod stay WHERE stay.participant_id = reached.participant_id"
        "   AND stay.phase NOT IN ('identifiziert', 'abgeschlossen') AND stay.from_day <= day) GROUP BY 1",
        *(MARCH, JANUARY, STICHTAG),
    )
    assert told(tables["results"]) == {what: (month, year) for what, month, year in rows}
