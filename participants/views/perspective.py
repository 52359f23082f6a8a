"""Bleibeperspektive: which way is open, what is missing, what would move it; print and keep."""

from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from spurwechsel.pdf import PdfUnavailable, render_pdf

from .. import services
from ..assumptions import judged, moves
from ..facts import full_facts_of
from ..forms.perspective import DayForm, KeepForm, WhatIfForm
from ..kept_words import kept_facts, kept_ways
from ..models import KeptPerspective, Participant
from ..plain import PlainDay, plain_days, plain_levers, plain_way
from ..radar import radar
from ..rules import HINWEIS, RULE_VERSION
from .access import visible_case
from .perspective_page import PerspectivePage


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def perspective(request: HttpRequest, case_number: str) -> HttpResponse:
    """The four levers, the ways by nearness, the strip of papers, and what would move the ways."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    form, what_if = _asked(DayForm, request), _asked(WhatIfForm, request)
    page = PerspectivePage(participant, form.day(today), today, goes_on=form.goes_on)
    what, day = what_if.assumptions(), what_if.day()
    shown = {
        "participant": participant,
        "form": form,
        "what_if": what_if,
        "page": page,
        "moved": page.moved_by(what, day) if what.any or day else None,
        "today": today,
    }
    return render(request, "participants/perspective.html", shown)


def _asked(kind: Any, request: HttpRequest) -> Any:
    """Bound only where the address asks for something."""
    form = kind(None)
    return kind(request.GET) if set(form.fields) & set(request.GET) else kind({})


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def perspective_pdf(request: HttpRequest, case_number: str) -> HttpResponse:
    """For the person, in plain German."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    form = DayForm(request.GET)
    page = PerspectivePage(participant, form.day(today), today, goes_on=form.goes_on)
    try:
        pdf = render_pdf(
            "participants/perspective_pdf.html",
            {
                "participant": participant,
                "page": page,
                "levers": plain_levers(page.facts, page.day),
                "ways": [plain_way(way, page.day) for way in page.nearest],
                "days": _days_to_know(request, participant, today),
            },
            title=f"Bleibeperspektive {participant.case_number}",
            author=participant.kommune.name,
            created=timezone.make_aware(datetime.combine(today, time(12))),
        )
    except PdfUnavailable as missing:
        messages.error(request, str(missing))
        return redirect("perspective", case_number)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="bleibeperspektive-{participant.case_number}.pdf"'
    return response


def _days_to_know(request: HttpRequest, participant: Participant, today: date) -> list[PlainDay]:
    people = Participant.objects.visible_to(request.user).filter(pk=participant.pk)
    lines = radar(people, request.user, today)
    return plain_days([line.deadline for line in lines if line.is_shown], today)


@permission_required("participants.edit", raise_exception=True)
@require_POST
def perspective_keep(request: HttpRequest, case_number: str) -> HttpResponse:
    """Keeps facts, result and rule version for a day in the case."""
    participant = visible_case(request, case_number)
    form = KeepForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Der Tag ist nicht lesbar. Öffnen Sie die Seite neu.")
        return redirect("perspective", case_number)
    services.keep_perspective(participant, by=request.user, day=form.cleaned_data["am"])
    messages.success(request, "Der Stand ist im Fall festgehalten.")
    return redirect("perspective_kept_list", case_number)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def perspective_kept_list(request: HttpRequest, case_number: str) -> HttpResponse:
    """What was kept, the latest first."""
    participant = visible_case(request, case_number)
    rows = KeptPerspective.objects.visible_to(request.user).filter(participant=participant)
    page = {
        "participant": participant,
        "kept": rows.select_related("recorded_by").defer("facts", "result"),
        "today": timezone.localdate(),
    }
    return render(request, "participants/perspective_kept_list.html", page)


class Then:
    """What was kept in words: the ways, the facts they were judged by, whether the rules are the same."""

    def __init__(self, kept: KeptPerspective) -> None:
        self.ways = kept_ways(kept.result)
        self.topics = kept_facts(kept.facts)
        self.same_rules = kept.rule_version == RULE_VERSION


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def perspective_kept(request: HttpRequest, case_number: str, kept_id: int) -> HttpResponse:
    """A kept result as it was, with its facts, and beside it what the rules say today: what has moved."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    rows = KeptPerspective.objects.visible_to(request.user).select_related("recorded_by")
    kept = get_object_or_404(rows, pk=kept_id, participant=participant)
    page = {
        "participant": participant,
        "kept": kept,
        "then": Then(kept),
        "moved": moves(kept.result, judged(full_facts_of(participant, today), today)),
        "hinweis": HINWEIS,
        "today": today,
    }
    return render(request, "participants/perspective_kept.html", page)
