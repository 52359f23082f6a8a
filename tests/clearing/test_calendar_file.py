"""Calendar files as another library reads them: times, states, moves, and nobody's name."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event
from ical.timezone import IcsTimezoneInfo

from clearing import services
from clearing.calendar_file import calendar_file
from clearing.models import Appointment
from spurwechsel.models import Kommune
from tests.built_once import once
from tests.factories import make_participant

NOW = datetime(2024, 3, 27, 10, tzinfo=UTC)
SECRETS = ("Geheimnis", "SW-CB", "Unterkunft 7", "Raum G", "Partner G", "Dolmetsch G", "Notiz G")


@once
def person(caseworker):
    return make_participant(caseworker, family_name="Geheimnis")


@pytest.fixture
def book(person, caseworker):
    def book(day: date = date(2024, 4, 10), begins: time = time(9), ends: time = time(10)) -> Appointment:
        return services.book_appointment(
            person,
            by=caseworker,
            kind="clearing",
            day=day,
            begins=begins,
            ends=ends,
            host=caseworker,
            place="unterkunft",
            address="Unterkunft 7",
            room="Raum G",
            partner="Partner G",
            interpreting_language="prs",
            interpreter="Dolmetsch G",
            note="Notiz G",
        )

    return book


def written() -> str:
    rows = Appointment.objects.select_related("participant__kommune")
    page = "https://spurwechsel.example.org/kalender/tag/?tag={:%d.%m.%Y}"
    return calendar_file(rows, now=NOW, page_of=page.format).decode()


def read() -> list[Event]:
    return IcsCalendarStream.calendar_from_ics(written()).events


def moment(event: Event) -> tuple[datetime, datetime]:
    return event.start.astimezone(UTC), event.end.astimezone(UTC)


def test_says_when_and_nothing_else(book):
    row = book()
    (event,) = read()
    assert (event.summary, event.status.value, event.sequence) == ("Termin", "CONFIRMED", 0)
    assert (event.uid, event.classification.value) == (f"termin-{row.pk}@spurwechsel", "PRIVATE")
    assert (event.location, event.description) == (None, None)
    assert str(event.url) == "https://spurwechsel.example.org/kalender/tag/?tag=10.04.2024"
    assert [word for word in SECRETS if word in written().replace("\r\n ", "")] == []


def test_the_number_of_the_case_only_where_the_kommune_allows_it(book, person):
    book()
    Kommune.objects.update(calendar_case_numbers=True)
    (event,) = read()
    assert event.summary == f"Termin {person.case_number}"
    assert [word for word in SECRETS if word in written() and word != "SW-CB"] == []


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        (date(2024, 3, 28), 8),  # Thursday before the clocks go forward
        (date(2024, 4, 2), 7),
        (date(2024, 10, 25), 7),  # Friday before they go back
        (date(2024, 10, 28), 8),
        (date(2024, 2, 29), 8),
        (date(2026, 12, 31), 8),
        (date(2045, 7, 3), 7),
    ],
)
def test_nine_in_the_morning_stays_nine_over_the_change_of_clocks(book, day, hour):
    book(day)
    (event,) = read()
    start = datetime.combine(day, time(hour), UTC)
    assert moment(event) == (start, start + timedelta(hours=1))
    assert event.start.replace(tzinfo=None) == datetime.combine(day, time(9))


def test_the_zone_is_described_in_the_file(book):
    """Programs that do not know Europe/Berlin by name find its rule in the file, once."""
    book(date(2024, 3, 28))
    book(date(2024, 4, 2))
    text = written()
    assert re.findall(r"DTSTART;.*", text) == [
        "DTSTART;TZID=Europe/Berlin:20240328T090000\r",
        "DTSTART;TZID=Europe/Berlin:20240402T090000\r",
    ]
    assert re.findall(r"TZID:(.*)\r", text) == ["Europe/Berlin"]


@pytest.mark.parametrize("year", [1997, 2024, 2026, 2037, 2038, 2060])
def test_the_rule_in_the_file_is_that_of_berlin(book, year):
    """Every week at noon and the hours around both changes, without asking a zone by its name."""
    book()
    (part,) = IcsCalendarStream.calendar_from_ics(written()).timezones
    zone, berlin = IcsTimezoneInfo.from_timezone(part), ZoneInfo("Europe/Berlin")
    moments = [datetime.combine(date(year, 4, 1), time(12)) + timedelta(weeks=week) for week in range(39)]
    for month in (3, 10):
        sunday = max(day for day in range(25, 32) if date(year, month, day).weekday() == 6)
        # The hour from two to three is the one that is skipped or comes twice.
        moments += [datetime.combine(date(year, month, sunday), time(hour)) for hour in (0, 1, 3, 4, 23)]
    wrong = [each for each in moments if zone.utcoffset(each) != berlin.utcoffset(each)]
    assert wrong == []


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("wahrgenommen", "CONFIRMED"),
        ("nicht_erschienen", "CONFIRMED"),
        ("abgesagt", "CANCELLED"),
        ("kurzfristig", "CANCELLED"),
    ],
)
def test_a_cancelled_appointment_says_so(book, caseworker, state, status):
    row = book()
    services.state_appointment(row, by=caseworker, version=1, state=state, today=row.day)
    (event,) = read()
    assert (event.status.value, event.sequence) == (status, 1)


def test_a_moved_appointment_moves_the_entry(book, caseworker):
    first = book()
    uid, numbers, row = f"termin-{first.pk}@spurwechsel", [0], first
    for day in (11, 12):
        row = services.move_appointment(
            row, by=caseworker, version=row.version, day=date(2024, 4, day), begins=time(9), ends=time(10)
        )
        (event,) = read()
        assert (event.uid, event.status.value, event.start.day) == (uid, "CONFIRMED", day)
        numbers.append(event.sequence)
    services.confirm_interpreting(row, by=caseworker)
    numbers.append(read()[0].sequence)
    assert numbers == sorted(set(numbers))


def test_more_appointments_cost_no_more_queries(book, caseworker, django_assert_num_queries):
    for day in range(8, 13):
        row = book(date(2024, 4, day))
        services.move_appointment(
            row, by=caseworker, version=1, day=date(2024, 6, day - 5), begins=time(9), ends=time(10)
        )
    with django_assert_num_queries(2):
        written()
