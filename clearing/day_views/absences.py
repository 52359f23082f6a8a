"""Leave and deputies, and handing over cases in bulk with a preview."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants.choices import Phase
from participants.forms import add_refusal
from participants.models import Participant

from .. import services
from ..day_forms.fields import NOBODY
from ..day_forms.tasks import AbsenceForm, Confirmed, GoBack, HandOverForm, HandOverQuery
from ..models import Absence
from ..plan_views.access import posted
from ..services import HandedOver
from ..worklist import open_work
from .access import DayPage, complete, settled

SHOWN_AFTERWARDS = timedelta(days=30)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def absence_list(request: HttpRequest) -> HttpResponse:
    """Who is away now and next, and who stands in."""
    today = timezone.localdate()
    rows = Absence.objects.visible_to(request.user).in_force()
    page = {
        "rows": rows.filter(last_day__gte=today - SHOWN_AFTERWARDS).select_related("user", "deputy"),
        "may_all": request.user.has_perm("clearing.manage_team"),
        "today": today,
    }
    return render(request, "clearing/absence_list.html", page)


def _page(title: str, **options: Any) -> DayPage:
    url = reverse("absence_list")
    way = [("Aufgaben", reverse("task_list")), ("Abwesenheiten", url)]
    return DayPage(title, way, url, places={"otherwise": "first_day"}, **options)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def absence_add(request: HttpRequest) -> HttpResponse:
    """The own leave; the Koordination enters that of everybody."""
    may_all = request.user.has_perm("clearing.manage_team")
    form = AbsenceForm(posted(request), user=request.user, may_choose=may_all, today=timezone.localdate())
    lead = "Während der Abwesenheit liegen Aufgaben, Wiedervorlagen und Fristen bei der Vertretung."
    page = _page("Abwesenheit eintragen", submit="Eintragen", lead=lead)

    def act(values: dict[str, Any]) -> Absence:
        return services.record_absence(by=request.user, **values)

    return complete(request, form, page, act, _told)


def _told(row: Absence) -> tuple[str, str]:
    return f"Eingetragen: {row.user}, {row}, Vertretung: {row.deputy}.", ""


def _own_or_all(request: HttpRequest, absence_id: int) -> Absence:
    rows = Absence.objects.visible_to(request.user).in_force().select_related("user", "deputy")
    row = get_object_or_404(rows, pk=absence_id)
    if row.user_id != request.user.pk and not request.user.has_perm("clearing.manage_team"):
        raise PermissionDenied
    return row


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def absence_edit(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Other days or another deputy."""
    row = _own_or_all(request, absence_id)
    form = AbsenceForm(
        posted(request), user=request.user, may_choose=False, row=row, today=timezone.localdate()
    )
    page = _page("Abwesenheit ändern", lead=f"{row.user}, {row}")
    return complete(
        request,
        form,
        page,
        lambda values: services.change_absence(row, by=request.user, **values),
        _told,
    )


@permission_required("participants.edit", raise_exception=True)
@require_POST
def absence_cancel(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Takes an absence back."""
    row = _own_or_all(request, absence_id)
    settled(
        request, lambda: services.cancel_absence(row, by=request.user), f"Zurückgenommen: {row.user}, {row}."
    )
    return redirect("absence_list")


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One case with what would go along."""

    person: Participant
    tasks: int
    appointments: int


@permission_required("clearing.manage_team", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest) -> HttpResponse:
    """Gives cases of one person, or of nobody, to somebody else: choose, look at the preview, do it."""
    today = timezone.localdate()
    query = HandOverQuery(request.GET, user=request.user)
    form = HandOverForm(posted(request), user=request.user, people=_cases_of(request, query))
    page: dict[str, Any] = {"query": query, "form": form, "today": today}
    if not form.is_valid() or GoBack(request.POST).is_valid():
        return render(request, "clearing/hand_over.html", page)
    people, to, reason = (form.cleaned_data[name] for name in ("people", "to", "reason"))
    if not Confirmed(request.POST).is_valid():
        page |= {"rows": _preview(people, today), "to": to}
        return render(request, "clearing/hand_over_preview.html", page)
    try:
        results = services.hand_over(list(people), by=request.user, to=to, reason=reason, today=today)
    except ValidationError as error:
        add_refusal(form, error)
        return render(request, "clearing/hand_over.html", page)
    _tell(request, results, to)
    return redirect("hand_over")


def _cases_of(request: HttpRequest, query: HandOverQuery) -> QuerySet[Participant]:
    people = Participant.objects.visible_to(request.user).exclude(phase=Phase.ABGESCHLOSSEN)
    who = None if query.who == NOBODY else query.user_id
    return people.filter(responsible=who).select_related("kommune", "responsible")


def _preview(people: QuerySet[Participant], today: date) -> list[PreviewRow]:
    work = open_work(people, today)
    return [PreviewRow(person, *work[person.pk]) for person in people]


def _tell(request: HttpRequest, results: list[HandedOver], to: Any) -> None:
    done = [each for each in results if not each.refused]
    tasks, appointments = sum(each.tasks for each in done), sum(each.appointments for each in done)
    cases = "1 Fall" if len(done) == 1 else f"{len(done)} Fälle"
    if done:
        messages.success(
            request, f"{cases} an {to} übergeben, mit Aufgaben: {tasks} und Terminen: {appointments}."
        )
    for each in results:
        if each.refused:
            messages.warning(request, f"{each.participant.case_number}: {each.refused}")
