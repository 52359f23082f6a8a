"""What stands against an appointment: who or what is taken then, days off, hours that a day does not have."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from spurwechsel.german import WEEKDAYS, format_day, holiday_name

from .models import Appointment
from .presence import absent_days

SATURDAY = 5


def collisions_of(appointment: Appointment) -> tuple[str, ...]:
    """A sentence for everything that speaks against the time; each can be done all the same.

    Compared are the person, the Fallbegleitung, the interpreter, and within the Kommune the room.
    """
    return (*_taken(appointment), *_away(appointment), *_day_off(appointment.day))


def _taken(row: Appointment) -> Iterator[str]:
    same = Q(participant=row.participant_id) | Q(host=row.host_id)
    if row.room:
        same |= Q(room__iexact=row.room, participant__kommune=row.participant.kommune_id)
    if row.interpreter:
        same |= Q(interpreter__iexact=row.interpreter, participant__kommune=row.participant.kommune_id)
    others = (
        Appointment.objects.taking_time()
        .filter(same, day=row.day, begins__lt=row.ends, ends__gt=row.begins)
        .exclude(pk__in=[each for each in (row.pk, row.moved_from_id) if each])
        .select_related("host", "participant")
    )
    for other in others:
        when = f"von {other.begins:%H:%M} bis {other.ends:%H:%M} Uhr"
        if other.participant_id == row.participant_id:
            yield f"Die Person hat {when} schon einen Termin ({other.get_kind_display()})."
        if other.host_id == row.host_id:
            yield f"{other.host} hat {when} schon einen Termin."
        if row.room and other.room.casefold() == row.room.casefold():
            yield f"{other.room} ist {when} schon belegt."
        if row.interpreter and other.interpreter.casefold() == row.interpreter.casefold():
            yield f"{other.interpreter} dolmetscht {when} schon bei einem anderen Termin."


def _away(row: Appointment) -> Iterator[str]:
    for absence in absent_days([row.host_id], row.day, row.day):
        yield f"{absence.user} ist vom {absence} abwesend, Vertretung: {absence.deputy}."


def _day_off(day: date) -> Iterator[str]:
    if holiday := holiday_name(day):
        yield f"Der {format_day(day)} ist ein Feiertag: {holiday}."
    elif day.weekday() >= SATURDAY:
        yield f"Der {format_day(day)} ist ein {WEEKDAYS[day.weekday()]}."


def refuse_impossible_clock(day: date, begins: time, ends: time) -> None:
    """Raises ValidationError for an end before the beginning, and in the nights in which clocks change."""
    for name, clock in (("begins", begins), ("ends", ends)):
        if sentence := _clock_change(day, clock):
            raise ValidationError({name: sentence})
    if ends <= begins:
        raise ValidationError({"ends": "Das Ende muss nach dem Beginn liegen."})


def _clock_change(day: date, clock: time) -> str:
    berlin = timezone.get_default_timezone()
    first, second = (datetime.combine(day, clock.replace(fold=fold), berlin) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return ""
    said = f"{clock:%H:%M} Uhr"
    # An hour that the clocks skip comes back as another one.
    if first.astimezone(UTC).astimezone(berlin).time() != clock:
        return (
            f"{said} gibt es am {format_day(day)} nicht: In dieser Nacht werden die Uhren von 2 auf 3 Uhr"
            " vorgestellt. Wählen Sie eine andere Uhrzeit."
        )
    return (
        f"{said} gibt es am {format_day(day)} zweimal: In dieser Nacht werden die Uhren von 3 auf 2 Uhr"
        " zurückgestellt. Wählen Sie eine andere Uhrzeit."
    )
