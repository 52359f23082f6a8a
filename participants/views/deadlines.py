"""Fristen: everything that runs out, of my cases, the team or one person; what is silenced and by whom."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spurwechsel.conflict import Conflict

from .. import services
from ..deadline_words import Deadline
from ..forms import add_refusal
from ..forms.deadlines import (
    BANDS,
    MINE,
    NOBODY,
    SILENT,
    TEAM,
    DeadlineFilterForm,
    SnoozeForm,
    StepsForm,
    in_band,
)
from ..models import Participant, Snooze
from ..owners import looked_after_by
from ..radar import Line, radar
from .access import both_versions, visible_case
from .deadline_rows import DeadlineRow, row_of, rows_of

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of deadlines with the counts above it; the counts add up to „alle“."""

    rows: list[DeadlineRow]
    counts: list[tuple[str, str, int, str, bool]]
    page_obj: Page
    caption: str
    silent: bool


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def deadline_list(request: HttpRequest) -> HttpResponse:
    """What calls for attention now: every deadline that has reached one of its steps of warning."""
    today, people = timezone.localdate(), Participant.objects.visible_to(request.user)
    form = _filter_form(request, people)
    who = form.chosen("wer") or _usual(request.user)
    asked = _of(people, who, request.user, form.chosen("kommune"), today)
    found = radar(asked, request.user, today)
    kind = form.chosen("art")
    lines = [line for line in found if not kind or line.deadline.kind == kind]
    page = {
        "form": form,
        "listing": _listing(request, form, lines, today),
        "who": who,
        "today": today,
        "may_set": request.user.has_perm("participants.set_deadlines"),
    }
    return render(request, "participants/deadlines.html", page)


def _usual(user: Any) -> str:
    """Who decides for the team sees the team first."""
    return TEAM if user.has_perm("participants.set_deadlines") else MINE


def _filter_form(request: HttpRequest, people: QuerySet[Participant]) -> DeadlineFilterForm:
    rows = people.order_by().values_list("responsible_id", "responsible__name").distinct()
    others = sorted((name, str(pk)) for pk, name in rows if pk and pk != request.user.pk)
    towns = people.order_by().values_list("kommune__key", "kommune__name").distinct()
    asked = request.GET.copy()
    asked.setdefault("wer", _usual(request.user))
    return DeadlineFilterForm(asked, colleagues=[(pk, name) for name, pk in others], kommunen=sorted(towns))


def _of(
    people: QuerySet[Participant], who: str, user: Any, kommune: str, today: date
) -> QuerySet[Participant]:
    if kommune:
        people = people.filter(kommune__key=kommune)
    if who == TEAM:
        return people
    if who == NOBODY:
        return people.filter(responsible=None)
    if who == MINE:
        return people.filter(responsible__in=looked_after_by(user, today))
    return people.filter(responsible=int(who))


def _listing(request: HttpRequest, form: DeadlineFilterForm, lines: list[Line], today: date) -> Listing:
    band = form.chosen("frist")
    shown = [line.deadline for line in lines if line.is_shown]
    silent = [line.deadline for line in lines if line.deadline.silence]
    wanted = silent if band == SILENT else [d for d in shown if not band or in_band(d.due, today) == band]
    page_obj = Paginator(wanted, PER_PAGE).get_page(form.chosen("seite") or 1)
    return Listing(
        rows=rows_of(page_obj.object_list, today),
        counts=_counts(request, shown, len(silent), band, today),
        page_obj=page_obj,
        caption="Zurückgestellt: wer, warum, bis wann" if band == SILENT else "Die dringendste zuerst",
        silent=band == SILENT,
    )


def _counts(
    request: HttpRequest, shown: list[Deadline], silent: int, band: str, today: date
) -> list[tuple[str, str, int, str, bool]]:
    bands = [in_band(each.due, today) for each in shown]
    rows = [("", "alle", len(shown)), *((name, label, bands.count(name)) for name, label in BANDS.items())]
    rows.append((SILENT, "zurückgestellt", silent))
    kept = {name: request.GET[name] for name in ("wer", "art", "kommune") if request.GET.get(name)}
    return [
        ("", label, number, "?" + urlencode({**kept, **({"frist": name} if name else {})}), band == name)
        for name, label, number in rows
    ]


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def case_deadlines(request: HttpRequest, case_number: str) -> HttpResponse:
    """Every deadline of one person, the distant ones too, and what is silenced."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    found = [line.deadline for line in _lines(request, participant, today)]
    page = {
        "participant": participant,
        "rows": rows_of([each for each in found if not each.silence], today),
        "silent": rows_of([each for each in found if each.silence], today),
        "applications": participant.applications.select_related("recorded_by", "paper"),
        "today": today,
    }
    return render(request, "participants/deadlines_case.html", page)


def _lines(request: HttpRequest, participant: Participant, today: date) -> list[Line]:
    people = Participant.objects.visible_to(request.user).filter(pk=participant.pk)
    return radar(people, request.user, today)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def case_deadline_snooze(request: HttpRequest, case_number: str, key: str) -> HttpResponse:
    """Puts one deadline off; it is gone from the lists until the day, and never from this case."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    lines = _lines(request, participant, today)
    deadline = next((line.deadline for line in lines if line.deadline.key == key), None)
    if deadline is None:
        raise Http404
    form = SnoozeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _snoozed(request, form, deadline, today):
        messages.success(request, f"Die Frist ist bis {form.cleaned_data['until']:%d.%m.%Y} zurückgestellt.")
        return redirect("case_deadlines", case_number)
    page = {"participant": participant, "form": form, "row": row_of(deadline, today), "today": today}
    return render(request, "participants/deadlines_snooze.html", page)


def _snoozed(request: HttpRequest, form: SnoozeForm, deadline: Deadline, today: date) -> bool:
    try:
        services.snooze(
            deadline.person,
            by=request.user,
            key=deadline.key,
            kind=deadline.kind,
            due=deadline.due,
            today=today,
            **form.cleaned_data,
        )
    except ValidationError as error:
        add_refusal(form, error, otherwise="until")
        return False
    return True


@permission_required("participants.edit", raise_exception=True)
@require_POST
def case_deadline_resume(request: HttpRequest, case_number: str, snooze_id: int) -> HttpResponse:
    """Shows a deadline again before its day."""
    participant = visible_case(request, case_number)
    row = get_object_or_404(Snooze.objects.visible_to(request.user), pk=snooze_id, participant=participant)
    try:
        services.resume(row, by=request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    else:
        messages.success(request, "Die Frist wird wieder gezeigt.")
    return redirect("case_deadlines", case_number)


@permission_required("participants.set_deadlines", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def deadline_steps(request: HttpRequest) -> HttpResponse:
    """How early the own Kommune is warned, kind by kind."""
    kommune = request.user.kommune
    form = StepsForm(request.POST if request.method == "POST" else None, held=services.steps_of(kommune))
    if form.is_valid():
        try:
            services.set_steps(kommune, by=request.user, **form.values())
        except Conflict as conflict:
            stored = form.spelled_out(conflict.current.values)
            return both_versions(request, form, conflict, stored, reverse("deadline_list"))
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, "Die Vorwarnungen sind gespeichert.")
            return redirect("deadline_list")
    return render(request, "participants/deadlines_steps.html", {"form": form, "kommune": kommune})
