"""Appointments as a calendar file for phones and office programs: times and states, nobody's name.

Whoever gets such a file (a provider, a colleague looking at a screen) must not learn whose appointment it
is, so there is neither person nor place nor note in it. The number of the case stands there only where the
Kommune allows it.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from .catalogue import Terminstand
from .models import Appointment

CANCELLED = (Terminstand.ABGESAGT, Terminstand.KURZFRISTIG)
ASK_AGAIN = timedelta(hours=1)


def calendar_file(
    appointments: Iterable[Appointment], *, now: datetime, page_of: Callable[[date], str]
) -> bytes:
    """The file; `page_of` gives the address of the page of a day, which says more to whoever may see it.

    An appointment that was moved is left out: its successor bears the same UID with a higher SEQUENCE, so
    that calendars move the entry. Appointments need their Kommune (participant__kommune).
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Spurwechsel//Termine//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Spurwechsel")
    calendar.add("refresh-interval", ASK_AGAIN, {"VALUE": "DURATION"})
    calendar.add_component(_berlin())
    rows = [row for row in appointments if row.state != Terminstand.VERLEGT]
    before = _versions_before(rows)
    for row in rows:
        event = _event(row, *before[row.pk])
        event.add("dtstamp", now)
        event.add("url", page_of(row.day))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(row: Appointment, first: int, versions_before: int) -> Event:
    event = Event()
    event.add("uid", f"termin-{first}@spurwechsel")
    event.add("summary", title_of(row))
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.ends_at)
    event.add("status", "CANCELLED" if row.state in CANCELLED else "CONFIRMED")
    # Every change counts a version up, also that of a predecessor which was moved.
    event.add("sequence", versions_before + row.version - 1)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT" if row.state in CANCELLED else "OPAQUE")
    return event


def title_of(row: Appointment) -> str:
    """„Termin“, with the number of the case where the Kommune wants it in calendars."""
    allowed = row.participant.kommune.calendar_case_numbers
    return f"Termin {row.participant.case_number}" if allowed else "Termin"


def _berlin() -> Timezone:
    """The rule of the European summer time, which has held since 1996 and ends in no year."""
    zone = Timezone()
    zone.add("tzid", "Europe/Berlin")
    for part, name, offsets, month, begins in (
        (TimezoneDaylight(), "CEST", (1, 2), 3, datetime.combine(date(1996, 3, 31), time(2))),
        (TimezoneStandard(), "CET", (2, 1), 10, datetime.combine(date(1996, 10, 27), time(3))),
    ):
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=offsets[0]))
        part.add("tzoffsetto", timedelta(hours=offsets[1]))
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(part)
    return zone


def _versions_before(rows: list[Appointment]) -> dict[int, tuple[int, int]]:
    """Of each appointment the first one it goes back to, and the versions of all it was moved from."""
    known = {row.pk: row for row in rows}
    while wanted := {row.moved_from_id for row in known.values() if row.moved_from_id} - known.keys():
        known |= Appointment.objects.in_bulk(wanted)
    found = {}
    for row in rows:
        first, versions = row, 0
        while first.moved_from_id:
            first = known[first.moved_from_id]
            versions += first.version
        found[row.pk] = (first.pk, versions)
    return found
