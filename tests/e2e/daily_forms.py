"""The forms of appointments, contacts, tasks, leave and target days; see every_form.py."""

from datetime import date, time, timedelta
from itertools import count

from django.urls import reverse
from django.utils import timezone

from clearing import services
from clearing.models import Absence, Appointment, ContactAttempt, StatusTarget, Task
from spurwechsel.german import next_working_day
from spurwechsel.roles import Role
from tests.e2e.every_form import Opened, Town, found, new_person, of_person, word
from tests.factories import make_kommune, make_user

# Working days far ahead, each for one form, so that nobody is taken.
_MONDAY = date(2030, 3, 4)
_weeks = count()


def _free_day() -> date:
    return next_working_day(_MONDAY + timedelta(weeks=next(_weeks)))


def _written(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def appointment(town: Town) -> Opened:
    person, day = new_person(town), _free_day()
    rows = Appointment.objects.filter(participant=person, day=day, begins=time(9, 30), ends=time(10, 15))
    typed = {"kind": "partner", "day": _written(day), "begins": "9.30", "ends": "10:15", "place": "partner"}
    typed |= {"partner": word(), "note": f"{word()} مرحبا"}
    return of_person(
        town,
        "appointment_add",
        person,
        typed=typed,
        stored=found(rows, kind="kind", place="place", partner="partner", note="note"),
        wrong={"ends": "9"},
    )


def _booked(town: Town) -> Appointment:
    return services.book_appointment(
        new_person(town),
        by=town.koordination,
        kind="clearing",
        day=_free_day(),
        begins=time(9),
        ends=time(10),
        host=town.koordination,
        place="buero",
    )


def appointment_edit(town: Town) -> Opened:
    row = _booked(town)
    return of_person(
        town,
        "appointment_edit",
        row.participant,
        row.pk,
        typed={"room": word(), "note": word()},
        theirs={"room": word(), "note": word()},
        stored=found(Appointment.objects.filter(pk=row.pk), room="room", note="note"),
        wrong={"begins": "neun"},
    )


def appointment_move(town: Town) -> Opened:
    row, day = _booked(town), _free_day()
    rows = Appointment.objects.filter(moved_from=row, day=day, moved_from__steps__state="verlegt")
    return of_person(
        town,
        "appointment_move",
        row.participant,
        row.pk,
        typed={"day": _written(day), "reason": word()},
        stored=found(rows, moved_from__steps__reason="reason"),
        wrong={"day": "31.02.2030"},
    )


def contact(town: Town) -> Opened:
    person = new_person(town, talk_held=False)
    rows = ContactAttempt.objects.filter(participant=person, next_on=date(2030, 3, 4))
    return of_person(
        town,
        "contact_add",
        person,
        typed={"channel": "brief", "result": "hinterlassen", "next_on": "4.3.2030", "note": word()},
        stored=found(rows, channel="channel", result="result", note="note"),
        wrong={"next_on": "31.02.2030"},
    )


def task(town: Town) -> Opened:
    person = new_person(town)
    rows = Task.objects.filter(participant=person, due=date(2030, 3, 4))
    return Opened(
        town.koordination,
        f"{reverse('task_add')}?fall={person.case_number}",
        {"title": word(), "due": "4.3.2030", "note": word()},
        found(rows, title="title", note="note"),
        wrong={"due": "31.02.2030"},
    )


def _noted(town: Town) -> Task:
    person = new_person(town)
    return services.add_task(
        by=town.koordination,
        kommune_id=person.kommune_id,
        participant=person,
        title=word(),
        owner=town.koordination,
        due=date(2030, 3, 4),
    )


def task_edit(town: Town) -> Opened:
    row = _noted(town)
    return Opened(
        town.koordination,
        reverse("task_edit", args=[row.pk]),
        {"title": word(), "note": word()},
        found(Task.objects.filter(pk=row.pk), title="title", note="note"),
        theirs={"title": word(), "note": word()},
        other=town.colleague,
        wrong={"title": ""},
    )


def task_postpone(town: Town) -> Opened:
    row = _noted(town)
    return Opened(
        town.koordination,
        reverse("task_postpone", args=[row.pk]),
        {"due": "5.3.2030", "postponed_because": word()},
        found(Task.objects.filter(pk=row.pk, due=date(2030, 3, 5)), postponed_because="postponed_because"),
        wrong={"due": _written(timezone.localdate())},
    )


def absence(town: Town) -> Opened:
    first = _free_day()
    rows = Absence.objects.filter(user=town.koordination, first_day=first, deputy=town.colleague)
    return Opened(
        town.koordination,
        reverse("absence_add"),
        {
            "user": str(town.koordination.pk),
            "first_day": _written(first),
            "last_day": _written(first + timedelta(days=2)),
            "deputy": str(town.colleague.pk),
        },
        lambda typed: rows.count(),
        wrong={"last_day": _written(first - timedelta(days=1))},
    )


def targets(town: Town) -> Opened:
    kommune = make_kommune(word().lower(), case_prefix=word()[:4].upper())
    rows = StatusTarget.objects.filter(kommune=kommune, phase="clearing")
    return Opened(
        make_user(Role.KOORDINATION, kommune),
        reverse("dwelling_targets"),
        {"clearing": "60"},
        found(rows, days="clearing"),
        theirs={"clearing": "71"},
        other=make_user(Role.KOORDINATION, kommune),
        seen=["71"],
        wrong={"clearing": "viele"},
    )


FORMS = [appointment, appointment_edit, appointment_move, contact, task, task_edit, task_postpone]
FORMS += [absence, targets]
EDITS = [appointment_edit, task_edit, targets]
