"""The plan of a person: its page, needs and goals."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants.models import Participant
from spurwechsel.german import format_day

from .. import services
from ..models import Goal, Need
from ..plan_forms import CloseNeedForm, DeferForm, GoalForm, GoalStateForm, NeedForm, NeedQuery
from ..planning import Plan
from .access import FormPage, posted, settle, visible_case, visible_row


def plan_url(participant: Participant) -> str:
    return reverse("plan_detail", args=[participant.case_number])


def plan_page(participant: Participant, title: str, **options: Any) -> FormPage:
    """A page one step below the plan."""
    url = plan_url(participant)
    options.setdefault("back", url)
    return FormPage(participant=participant, title=title, way=[("Plan", url)], **options)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def plan_detail(request: HttpRequest, case_number: str) -> HttpResponse:
    """Every need with its measures and goals, and how many of them are settled."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    page = {
        "participant": participant,
        "plan": Plan(participant, today),
        "agreements": participant.planagreements.defer("pdf").select_related("recorded_by"),
        "transfers": participant.transfers.select_related("organisation", "service", "need"),
        "asks_esf": participant.kommune.asks_esf_on(today),
        "today": today,
    }
    return render(request, "clearing/plan_detail.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_need_add(request: HttpRequest, case_number: str) -> HttpResponse:
    """A further need."""
    participant = visible_case(request, case_number)
    form = NeedForm(posted(request), today=timezone.localdate())
    page = plan_page(
        participant,
        "Bedarf hinzufügen",
        submit="Hinzufügen",
        lead="Jeder Bedarf führt zu einer Maßnahme oder einem Verweis, oder Sie halten fest, warum es"
        " zurzeit nicht geht.",
        places={"otherwise": "kind"},
    )

    def act(values: dict[str, Any]) -> Need:
        return services.open_need(participant, by=request.user, **values)

    return settle(request, form, page, act, lambda need: f"Bedarf hinzugefügt: {need}.")


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_need(request: HttpRequest, case_number: str, need_id: int) -> HttpResponse:
    """Urgency, target level, day and note of a need."""
    need = visible_row(request, Need, case_number, need_id)
    form = NeedForm(posted(request), row=need, today=timezone.localdate())
    page = plan_page(need.participant, f"Bedarf ändern: {need}", places={"otherwise": "target_level"})
    return settle(
        request,
        form,
        page,
        lambda values: services.change_need(need, by=request.user, **values),
        lambda row: f"Gespeichert: {row}.",
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_need_defer(request: HttpRequest, case_number: str, need_id: int) -> HttpResponse:
    """„Zurzeit nicht bearbeitbar“, with the reason."""
    need = visible_row(request, Need, case_number, need_id)
    form = DeferForm(posted(request), row=need, today=timezone.localdate())
    page = plan_page(
        need.participant,
        f"Zurzeit nicht bearbeitbar: {need}",
        lead="Der Bedarf bleibt offen. Sie können ihn jederzeit wieder aufnehmen.",
    )
    return settle(
        request,
        form,
        page,
        lambda values: services.defer_need(need, by=request.user, **values),
        lambda row: f"Zurzeit nicht bearbeitbar: {row}.",
        undo=_resume_url(need),
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_need_close(request: HttpRequest, case_number: str, need_id: int) -> HttpResponse:
    """How a need ended."""
    need = visible_row(request, Need, case_number, need_id)
    form = CloseNeedForm(posted(request), row=need, today=timezone.localdate())
    page = plan_page(
        need.participant,
        f"Bedarf abschließen: {need}",
        submit="Abschließen",
        places={"otherwise": "closed_because"},
    )
    return settle(
        request,
        form,
        page,
        lambda values: services.close_need(need, by=request.user, **values),
        lambda row: f"Abgeschlossen: {row} ({row.get_closed_because_display()}).",
        undo=_resume_url(need),
    )


def _resume_url(need: Need) -> str:
    return reverse("plan_need_resume", args=[need.participant.case_number, need.pk])


@permission_required("participants.edit", raise_exception=True)
@require_POST
def plan_need_resume(request: HttpRequest, case_number: str, need_id: int) -> HttpResponse:
    """A need is worked on again, after it rested or was closed."""
    need = visible_row(request, Need, case_number, need_id)
    same = need.participant.needs.filter(
        kind=need.kind, target_level=need.target_level, closed_on__isnull=True
    )
    if need.closed_on and same.exists():
        messages.info(request, f"Der Bedarf ist schon wieder offen: {need}.")
    else:
        services.resume_need(need, by=request.user, version=need.version)
        messages.success(request, f"Wieder in Arbeit: {need}.")
    return redirect("plan_detail", case_number)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_goal_add(request: HttpRequest, case_number: str) -> HttpResponse:
    """A goal in the person's own words."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    need = NeedQuery(request.GET, participant=participant).need
    initial = {"needs": [need.pk] if need else []}
    form = GoalForm(posted(request), participant=participant, today=today, initial=initial)
    page = plan_page(participant, "Ziel vereinbaren", submit="Vereinbaren", places={"otherwise": "until"})

    def act(values: dict[str, Any]) -> Goal:
        return services.set_goal(participant, by=request.user, **values)

    return settle(request, form, page, act, lambda goal: f"Vereinbart: {goal}.")


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_goal(request: HttpRequest, case_number: str, goal_id: int) -> HttpResponse:
    """Words, days and needs of a goal."""
    goal = visible_row(request, Goal, case_number, goal_id)
    form = GoalForm(posted(request), row=goal, participant=goal.participant, today=timezone.localdate())
    page = plan_page(goal.participant, "Ziel ändern", places={"otherwise": "until"})
    return settle(
        request,
        form,
        page,
        lambda values: services.change_goal(goal, by=request.user, **values),
        lambda row: f"Gespeichert: {row}.",
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_goal_state(request: HttpRequest, case_number: str, goal_id: int) -> HttpResponse:
    """How far a goal is."""
    goal = visible_row(request, Goal, case_number, goal_id)
    form = GoalStateForm(posted(request), row=goal, today=timezone.localdate())
    lead = f"Vereinbart am {format_day(goal.set_on)}: „{goal.text}“"
    page = plan_page(goal.participant, "Stand des Ziels", lead=lead, places={"otherwise": "state_on"})
    return settle(
        request,
        form,
        page,
        lambda values: services.state_goal(goal, by=request.user, **values),
        lambda row: f"{row}: {row.get_state_display()}.",
    )
