"""Appointments of a case: the list, making, correcting, moving, what became of one, interpreting."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants.models import Participant, PhaseChange

from .. import meetings, services
from ..day_forms import (
    AppointmentForm,
    AppointmentStateForm,
    DayQuery,
    MoveAppointmentForm,
    NewAppointmentForm,
)
from ..day_forms.appointments import usual_for
from ..models import Appointment
from ..plan_views.access import posted, visible_case, visible_row
from .access import DayPage, complete, settled, settled_sentence, way_of_case


def _page(participant: Participant, title: str, *, back: str = "", **options: Any) -> DayPage:
    """A page one step below the appointments of a case."""
    way = way_of_case(participant)
    return DayPage(title=title, way=way, back=back or way[-1][1], participant=participant, **options)


def _url(row: Appointment, name: str = "appointment_detail") -> str:
    return reverse(name, args=[row.participant.case_number, row.pk])


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def appointment_list(request: HttpRequest, case_number: str) -> HttpResponse:
    """Appointments of a person, the coming ones first, the attempts to reach them, and the open tasks."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    rows = participant.appointments.select_related("host", "moved_to")
    page = {
        "participant": participant,
        "coming": [row for row in rows if row.day >= today and row.is_planned],
        "past": [row for row in reversed(rows) if row.day < today or not row.is_planned],
        "attempts": participant.contactattempts.select_related("recorded_by"),
        "tasks": participant.tasks.still_open().select_related("owner"),
        "today": today,
    }
    return render(request, "clearing/appointment_list.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_add(request: HttpRequest, case_number: str) -> HttpResponse:
    """A further appointment of a person."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    form = AppointmentForm(
        posted(request),
        kommune_id=participant.kommune_id,
        today=today,
        initial={"day": DayQuery(request.GET).day, **usual_for(participant, request.user)},
    )
    page = _page(participant, "Termin vereinbaren", submit="Vereinbaren", places={"otherwise": "begins"})
    return complete(request, form, page, lambda values: _booked(request, participant, values), _made(today))


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_add(request: HttpRequest) -> HttpResponse:
    """A further appointment, from the calendar: the person is chosen in the form."""
    today = timezone.localdate()
    day = DayQuery(request.GET).day
    form = NewAppointmentForm(
        posted(request),
        user=request.user,
        today=today,
        initial={"day": day, "host": request.user, "place": "buero"},
    )
    calendar = reverse("calendar")
    page = DayPage(
        "Termin vereinbaren",
        [("Kalender", calendar)],
        f"{calendar}?tag={day:%d.%m.%Y}" if day else calendar,
        submit="Vereinbaren",
        places={"otherwise": "begins"},
    )

    def act(values: dict[str, Any]) -> Appointment:
        return _booked(request, values.pop("participant"), values)

    return complete(request, form, page, act, _made(today))


def _booked(request: HttpRequest, participant: Participant, values: dict[str, Any]) -> Appointment:
    return services.book_appointment(participant, by=request.user, **values)


def _made(today: date) -> Any:
    def done(row: Appointment) -> tuple[str, str]:
        late = " Er liegt in der Vergangenheit. Tragen Sie ein, was daraus wurde." if row.day < today else ""
        return f"Vereinbart: {row}.{late}", ""

    return done


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def appointment_detail(request: HttpRequest, case_number: str, appointment_id: int) -> HttpResponse:
    """One appointment with everything about it and the history of its states."""
    row = visible_row(request, Appointment, case_number, appointment_id, "host", "moved_from", "recorded_by")
    today = timezone.localdate()
    page = {
        "participant": row.participant,
        "appointment": row,
        "moved_to": Appointment.objects.filter(moved_from=row).first(),
        "steps": row.steps.select_related("recorded_by"),
        "is_over": row.is_planned and row.day < today,
        "today": today,
    }
    return render(request, "clearing/appointment_detail.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_edit(request: HttpRequest, case_number: str, appointment_id: int) -> HttpResponse:
    """An appointment that was entered wrongly, or whose interpreting or room changes."""
    row = visible_row(request, Appointment, case_number, appointment_id, "host")
    form = AppointmentForm(
        posted(request), row=row, kommune_id=row.participant.kommune_id, today=timezone.localdate()
    )
    lead = (
        "Ein anderer Tag, mit der Person vereinbart? Dann verlegen Sie den Termin: So bleibt der alte lesbar."
    )
    page = _page(row.participant, "Termin ändern", back=_url(row), lead=lead, places={"otherwise": "begins"})
    return complete(
        request,
        form,
        page,
        lambda values: services.change_appointment(row, by=request.user, **values),
        lambda saved: (f"Gespeichert: {saved}.", ""),
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_move(request: HttpRequest, case_number: str, appointment_id: int) -> HttpResponse:
    """Another day or hour; the old appointment stays readable as „verlegt“."""
    row = visible_row(request, Appointment, case_number, appointment_id, "host")
    form = MoveAppointmentForm(posted(request), row=row, today=timezone.localdate())
    lead = f"Bisher: {row}. Die Sprachmittlung muss für den neuen Termin wieder bestätigt werden."
    page = _page(
        row.participant,
        "Termin verlegen",
        submit="Verlegen",
        lead=lead if row.interpreting_language else f"Bisher: {row}.",
        places={"otherwise": "begins"},
    )
    return complete(
        request,
        form,
        page,
        lambda values: services.move_appointment(row, by=request.user, **values),
        lambda moved: (f"Verlegt: {moved}.", ""),
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def appointment_state(request: HttpRequest, case_number: str, appointment_id: int) -> HttpResponse:
    """What became of an appointment; a first talk that was held moves the status."""
    row, today = visible_row(request, Appointment, case_number, appointment_id, "host"), timezone.localdate()
    form = AppointmentStateForm(posted(request), row=row, today=today)
    page = _page(
        row.participant, "Stand des Termins", back=_url(row), lead=f"{row}.", places={"otherwise": "state"}
    )

    def act(values: dict[str, Any]) -> tuple[Appointment, PhaseChange | None]:
        return meetings.settle_appointment(row, by=request.user, today=today, **values)

    return complete(request, form, page, act, _settled)


def _settled(result: tuple[Appointment, PhaseChange | None]) -> tuple[str, str]:
    row, _ = result
    return settled_sentence(result), "" if row.is_planned else _url(row, "appointment_reopen")


@permission_required("participants.edit", raise_exception=True)
@require_POST
def appointment_reopen(request: HttpRequest, case_number: str, appointment_id: int) -> HttpResponse:
    """Takes back what became of an appointment, and the status that a first talk led to."""
    row = visible_row(request, Appointment, case_number, appointment_id)

    def act() -> tuple[Appointment, PhaseChange | None]:
        return meetings.reopen_appointment(
            row, by=request.user, version=row.version, today=timezone.localdate()
        )

    settled(request, act, _reopened)
    return redirect("appointment_detail", case_number, appointment_id)


def _reopened(result: tuple[Appointment, PhaseChange | None]) -> str:
    row, change = result
    sentence = f"{row}: wieder geplant."
    if change is None:
        return sentence
    status = change.get_phase_display()
    if change.revoked_at:
        return f"{sentence} Auch der Status {status} ist zurückgenommen."
    return (
        f"{sentence} Der Status {status} bleibt. Fand das Gespräch nicht statt, nehmen Sie den Schritt im"
        " Verlauf mit einer Begründung zurück."
    )


@permission_required("participants.edit", raise_exception=True)
@require_POST
def appointment_interpreting(request: HttpRequest, case_number: str, appointment_id: int) -> HttpResponse:
    """Somebody called: interpreting is confirmed; the same button takes it back."""
    row = visible_row(request, Appointment, case_number, appointment_id)
    confirmed = not row.interpreter_confirmed
    word = "bestätigt" if confirmed else "nicht mehr bestätigt"
    settled(
        request,
        lambda: services.confirm_interpreting(row, by=request.user, confirmed=confirmed),
        f"Sprachmittlung ist {word}: {row}.",
    )
    return redirect("appointment_detail", case_number, appointment_id)
