"""The decision about a case, its undoing, the Wiedervorlage, and the overview of all cases."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants.choices import PARKED_PHASES
from participants.models import Participant, PhaseChange
from participants.rules import Finding, Outcome

from . import pipeline
from .checks import TALK
from .forms import FollowUpForm, MoveForm, OverviewForm, RevokeForm
from .overview import overview_of

WHERE_TO_ENTER = {
    "titel": ("residence_add", "Aufenthaltsstatus eintragen"),
    "identitaet": ("identity_note", "Stand der Identitätsklärung eintragen"),
    "straffaelligkeit": ("exclusion_note", "Ausschlusshinweis eintragen"),
    "einwilligung": ("consent_edit", "Einwilligung eintragen"),
    TALK: ("talk_list", "Clearing-Gespräch beginnen"),
}

# Buttons of the decision page that only look: at another day, or back from the interruption.
LOOKING = ("ansehen", "zurueck")


def _visible(request: HttpRequest, case_number: str) -> Participant:
    people = Participant.objects.visible_to(request.user)
    if request.method != "POST":  # a step that is taken shows neither of the two
        people = people.select_related("responsible", "kommune")
    return get_object_or_404(people, case_number=case_number)


def _typed(request: HttpRequest, seen: PhaseChange | None = None) -> QueryDict | None:
    """What was posted, None before anything was; `seen` replaces the last step the page was made from."""
    if request.method != "POST":
        return None
    typed = request.POST.copy()
    if seen is not None:
        typed["seen"] = str(seen.pk)
    return typed


@permission_required("clearing.move", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def case_move(request: HttpRequest, case_number: str) -> HttpResponse:
    """The decision page: what was checked, what stands against which step, and the step itself."""
    participant, today = _visible(request, case_number), timezone.localdate()
    form = MoveForm(_typed(request), participant=participant, today=today)
    if any(button in request.POST for button in LOOKING):
        form.forget_what_is_missing()
    elif form.is_valid():
        step = form.step()
        if "einzelfall" not in request.POST:
            step["exception_reason"] = ""
        try:
            change = pipeline.move(participant, by=request.user, today=today, **step)
        except ValidationError as error:
            return _refused(request, form, error)
        _tell(request, change, f"Status: {change.get_phase_display()}{_from_day(change, today)}.")
        return redirect("participant_detail", participant.case_number)
    # Somebody else's step may be why the chosen one is not open any more.
    elif form.is_bound and (
        error := pipeline.overtaken(participant, form.log, form.cleaned_data.get("seen"), request.user)
    ):
        return _refused(request, form, error)
    return _decision_page(request, form)


def _refused(request: HttpRequest, form: MoveForm, error: ValidationError) -> HttpResponse:
    codes = {each.code for each in getattr(error, "error_list", ())}
    if "overtaken" in codes:
        form.participant.refresh_from_db()
        typed = _typed(request, seen=pipeline.last_step(form.participant))
        fresh = MoveForm(typed, participant=form.participant, today=form.today)
        fresh.forget_what_is_missing()
        return _decision_page(request, fresh, overtaken=error.messages[0], status=409)
    if "unmet" in codes:
        return _interruption_page(request, form)
    form.refuse(error)
    return _decision_page(request, form)


def _decision_page(
    request: HttpRequest, form: MoveForm, *, overtaken: str = "", status: int = 200
) -> HttpResponse:
    page = {
        "participant": form.participant,
        "form": form,
        "findings": [_with_link(finding, form.participant) for finding in form.findings],
        "today": form.today,
        "overtaken": overtaken,
    }
    return render(request, "clearing/case_move.html", page, status=status)


def _with_link(finding: Finding, participant: Participant) -> dict[str, Any]:
    """The finding as a page shows it; what is open or not met leads to where the fact is entered."""
    shown = {name: getattr(finding, name) for name in ("outcome", "text", "source", "since")}
    if finding.id in WHERE_TO_ENTER and finding.outcome in (Outcome.OFFEN, Outcome.NICHT_ERFUELLT):
        url_name, label = WHERE_TO_ENTER[finding.id]
        shown["link"] = (reverse(url_name, args=[participant.case_number]), label)
    return shown


def _interruption_page(request: HttpRequest, form: MoveForm) -> HttpResponse:
    """Nobody is refused in red: the page says what is not met and who can decide otherwise."""
    if "einzelfall" in request.POST and request.user.has_perm("clearing.decide_exception"):
        form.add_error("exception_reason", "Begründen Sie die Einzelfallentscheidung in ein bis zwei Sätzen.")
    staff = form.participant.kommune.users.filter(is_active=True)
    page = {
        "participant": form.participant,
        "form": form,
        "to": dict(form.fields["to"].choices)[form.cleaned_data["to"]],
        "findings": [
            _with_link(finding, form.participant) for finding in form.checked.against(form.cleaned_data["to"])
        ],
        "typed": [(form["reason"].label, form.cleaned_data["reason"])],
        "deciders": [user.name for user in staff if user.has_perm("clearing.decide_exception")],
    }
    return render(request, "clearing/case_interrupt.html", page)


def _from_day(change: PhaseChange, today: date) -> str:
    return f", rückwirkend ab {change.effective_on:%d.%m.%Y}" if change.effective_on < today else ""


def _tell(request: HttpRequest, change: PhaseChange, text: str) -> None:
    """Success with the offer to take it back."""
    undo = reverse("case_undo", args=[change.participant.case_number, change.pk])
    messages.success(request, text, extra_tags=f"undo:{undo}")


@permission_required("clearing.move", raise_exception=True)
@require_POST
def case_undo(request: HttpRequest, case_number: str, change_id: int) -> HttpResponse:
    """Takes back the own last step of the day."""
    participant = _visible(request, case_number)
    change = get_object_or_404(participant.phase_changes, pk=change_id)
    try:
        pipeline.undo(change, by=request.user, today=timezone.localdate())
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        participant.refresh_from_db()
        messages.success(request, f"Rückgängig gemacht. Der Status ist {participant.get_phase_display()}.")
    return redirect("participant_detail", participant.case_number)


@permission_required("clearing.move", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def case_revoke(request: HttpRequest, case_number: str, change_id: int) -> HttpResponse:
    """Asks for a reason and marks a step as a mistake."""
    participant = _visible(request, case_number)
    steps = participant.phase_changes.select_related("recorded_by", "revoked_by")
    change = get_object_or_404(steps, pk=change_id)
    form = RevokeForm(_typed(request))
    if form.is_valid():
        try:
            pipeline.revoke(change, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, f"Zurückgenommen: {change}.")
            return redirect("participant_history", participant.case_number)
    page = {"participant": participant, "change": change, "form": form, "today": timezone.localdate()}
    return render(request, "clearing/case_revoke.html", page)


@permission_required("clearing.move", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_done(request: HttpRequest, case_number: str) -> HttpResponse:
    """Ticks off the Wiedervorlage of a case that rests and sets the next one."""
    participant, today = _visible(request, case_number), timezone.localdate()
    if participant.phase not in PARKED_PHASES:
        messages.warning(request, "Der Fall ruht nicht mehr; es gibt keine Wiedervorlage.")
        return redirect("participant_detail", participant.case_number)
    last = pipeline.last_step(participant)
    form = FollowUpForm(_typed(request), seen=last.pk, today=today)
    status, overtaken = 200, ""
    if form.is_valid():
        try:
            change = _finish(request, participant, form.cleaned_data)
        except ValidationError as error:
            status, overtaken = 409, " ".join(error.messages)
            form = FollowUpForm(_typed(request, seen=last), seen=last.pk, today=today)
        else:
            _tell(request, change, "Wiedervorlage erledigt.")
            return redirect("participant_detail", participant.case_number)
    page = {"participant": participant, "form": form, "last": last, "today": today, "overtaken": overtaken}
    return render(request, "clearing/follow_up_done.html", page, status=status)


def _finish(request: HttpRequest, participant: Participant, values: dict[str, Any]) -> PhaseChange:
    return pipeline.finish_follow_up(
        participant,
        by=request.user,
        note=values["note"],
        next_on=values["follow_up_on"],
        seen=values["seen"],
    )


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Where the people of a Kommune stand, today or on a day in the past, as columns or as a table."""
    today = timezone.localdate()
    kommunen = _kommunen(request.user)
    form = OverviewForm(request.GET, kommunen=[(each.key, each.name) for each in kommunen], today=today)
    form.is_valid()
    asked = form.cleaned_data
    kommune = next((each for each in kommunen if each.key == asked.get("kommune")), kommunen[0])
    as_table = asked.get("ansicht") == "tabelle"
    day = asked.get("stand") or today
    page = {
        "overview": overview_of(kommune, request.user, day=day, today=today, as_table=as_table),
        "as_table": as_table,
        "form": form,
        "today": today,
        # What every link into the list of people carries along.
        "scope": {"kommune": kommune.key} if len(kommunen) > 1 else {},
    }
    return render(request, "clearing/overview.html", page)


def _kommunen(user: Any) -> list[Any]:
    """The own Kommune first, then those in which the person stands in for others."""
    others = [each for each in user.further_kommunen.all() if each.pk in user.kommune_ids]
    return [user.kommune, *(each for each in others if each.pk != user.kommune_id)]
