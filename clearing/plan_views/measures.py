"""Measures: planning one, looking at it, beginning, ending, and who was there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from participants.facts import facts_of
from participants.forms import add_refusal

from .. import services
from ..gates import gates
from ..models import Measure
from ..plan_forms import AttendanceForm, EndForm, MeasureForm, NeedQuery, StartForm
from ..planning import MeasureRow
from .access import FormPage, posted, settle, visible_case, visible_row
from .needs import plan_page, plan_url

LATEST = 12
# What a withdrawn certificate has said about the person is corrected in a talk.
CHECK_STATEMENTS = "Prüfen Sie, ob die Angaben zu Sprache und Beruf im Clearing noch stimmen."


def _measure_page(measure: Measure, title: str, **options: Any) -> FormPage:
    """A page one step below a measure."""
    url = reverse("plan_measure", args=[measure.participant.case_number, measure.pk])
    way = [("Plan", plan_url(measure.participant)), (str(measure), url)]
    return FormPage(participant=measure.participant, title=title, way=way, back=url, **options)


def _visible_measure(request: HttpRequest, case_number: str, measure_id: int) -> Measure:
    measure: Measure = visible_row(request, Measure, case_number, measure_id, "need", "goal")
    measure.need.participant = measure.participant
    return measure


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_measure_add(request: HttpRequest, case_number: str) -> HttpResponse:
    """A measure for the need in ?bedarf=…; without one the plan offers its needs."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    need = NeedQuery(request.GET, participant=participant).need
    if need is None:
        messages.info(request, "Wählen Sie den Bedarf, zu dem die Maßnahme gehört.")
        return redirect("plan_detail", case_number)
    need.participant = participant
    form = MeasureForm(posted(request), need=need, today=today, initial={"level": need.target_level})
    chosen = form["kind"].value()
    page = plan_page(
        participant,
        f"Maßnahme planen: {need}",
        submit="Planen",
        gates=gates(chosen, facts_of(participant, today), today) if chosen else (),
        places={"otherwise": "kind"},
    )
    return settle(
        request,
        form,
        page,
        lambda values: services.plan_measure(need, by=request.user, **values),
        lambda measure: f"Geplant: {measure}.",
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_measure(request: HttpRequest, case_number: str, measure_id: int) -> HttpResponse:
    """Everything about one measure, and a form for who was there."""
    measure, today = _visible_measure(request, case_number, measure_id), timezone.localdate()
    form = AttendanceForm(posted(request), today=today)
    if form.is_valid():
        try:
            entry = services.mark_attendance(measure, by=request.user, **form.values())
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, f"Eingetragen: {entry}.")
            return redirect("plan_measure", case_number, measure.pk)
    page = {
        "participant": measure.participant,
        "row": MeasureRow(measure, today),
        "gates": gates(measure.kind, facts_of(measure.participant, today), today),
        "attendances": measure.attendances.select_related("recorded_by")[:LATEST],
        "form": form,
        "today": today,
    }
    return render(request, "clearing/plan_measure.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_measure_edit(request: HttpRequest, case_number: str, measure_id: int) -> HttpResponse:
    """All columns of a measure, of an ended one its result too."""
    measure = _visible_measure(request, case_number, measure_id)
    form = MeasureForm(posted(request), row=measure, need=measure.need, today=timezone.localdate())
    page = _measure_page(measure, "Maßnahme ändern", places={"otherwise": "kind"})
    return settle(
        request,
        form,
        page,
        lambda values: services.change_measure(measure, by=request.user, **values),
        lambda row: f"Gespeichert: {row}.",
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_measure_start(request: HttpRequest, case_number: str, measure_id: int) -> HttpResponse:
    """The first day of a measure."""
    measure = _visible_measure(request, case_number, measure_id)
    form = StartForm(posted(request), row=measure, today=timezone.localdate())
    page = _measure_page(measure, f"Beginn eintragen: {measure}", places={"otherwise": "started_on"})
    return settle(
        request,
        form,
        page,
        lambda values: services.start_measure(measure, by=request.user, **values),
        lambda row: f"Begonnen: {row}.",
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_measure_end(request: HttpRequest, case_number: str, measure_id: int) -> HttpResponse:
    """The last day of a measure and what came out."""
    measure = _visible_measure(request, case_number, measure_id)
    form = EndForm(posted(request), row=measure, today=timezone.localdate())
    places = {"level": "certificate", "gained_on": "ended_on", "otherwise": "result"}
    page = _measure_page(measure, f"Ergebnis eintragen: {measure}", places=places)
    return settle(
        request,
        form,
        page,
        lambda values: services.end_measure(measure, by=request.user, **values),
        lambda row: f"{row}: {row.get_result_display()}.",
        undo=reverse("plan_measure_reopen", args=[case_number, measure.pk]),
    )


@permission_required("participants.edit", raise_exception=True)
@require_POST
def plan_measure_reopen(request: HttpRequest, case_number: str, measure_id: int) -> HttpResponse:
    """Takes back an end that was entered by mistake."""
    measure = _visible_measure(request, case_number, measure_id)
    certified = measure.certificates.in_force().exists()
    try:
        services.reopen_measure(measure, by=request.user, version=measure.version)
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
    else:
        too = f" Das Zertifikat auch. {CHECK_STATEMENTS}" if certified else ""
        messages.success(request, f"Das Ende ist zurückgenommen: {measure}.{too}")
    return redirect("plan_measure", case_number, measure.pk)
