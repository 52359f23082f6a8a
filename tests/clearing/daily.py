"""Shortcuts to appointments and tasks for the tests of the daily work."""

from datetime import date, time

from clearing import services
from clearing.catalogue import Terminart

# A Wednesday before Good Friday.
TODAY = date(2024, 3, 27)


def book(person, by, **fields):
    known = {
        "kind": Terminart.CLEARING,
        "day": TODAY,
        "begins": time(9),
        "ends": time(10),
        "host": by,
        "place": "buero",
    }
    return services.book_appointment(person, by=by, **(known | fields))


def state(row, by, state, *, today=TODAY, **fields):
    return services.state_appointment(row, by=by, version=row.version, state=state, today=today, **fields)


def task(person, by, **fields):
    known = {"title": "Unterlagen nachreichen", "owner": by, "due": TODAY}
    return services.add_task(by=by, kommune_id=person.kommune_id, participant=person, **(known | fields))


def away(user, deputy, first, last, *, by=None):
    return services.record_absence(by=by or user, user=user, deputy=deputy, first_day=first, last_day=last)
