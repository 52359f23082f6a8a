"""The people behind a number, on the check page and in a released report; never in a file."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from participants.models import Participant

from .facts import erased_by
from .figures import MonthlyFigures
from .forms import BehindForm
from .models import IssuedReport
from .numbers import Entry
from .people import Asked, people_behind
from .preparation import last_complete_month, prepare

PAGE_SIZE = 50


class Hidden(NamedTuple):
    """Who is counted and not in the list; ``uncounted`` where it is not known how many were erased."""

    elsewhere: int
    closed: int
    uncounted: bool


@permission_required("participants.view_cases", raise_exception=True)
@permission_required("reports.prepare", raise_exception=True)
@require_safe
def report_preview_people(request: HttpRequest) -> HttpResponse:
    """Behind a number as it is counted now."""
    form = BehindForm(request.GET)
    if not form.is_valid():
        raise Http404("Diese Zahl gibt es nicht.")
    user: Any = request.user
    today = timezone.localdate()
    try:
        prepared = prepare(
            user.kommune, form.cleaned_data["stichtag"] or last_complete_month(today), today=today
        )
    except ValidationError as error:
        raise Http404(error.messages[0]) from error
    asked = Asked(prepared.kommune, prepared.stichtag, None)
    return _people(request, form, prepared.published, asked)


@permission_required("participants.view_cases", raise_exception=True)
@permission_required("reports.view_issued", raise_exception=True)
@require_safe
def report_people(request: HttpRequest, kommune: str, month: date, version: int) -> HttpResponse:
    """Behind a number as it was known when the report was released."""
    form = BehindForm(request.GET)
    if not form.is_valid():
        raise Http404("Diese Zahl gibt es nicht.")
    user: Any = request.user
    own = IssuedReport.objects.visible_to(user).without_files().filter(kommune__in=user.kommune_ids)
    report = get_object_or_404(
        own.select_related("kommune"),
        kommune__key=kommune,
        stichtag__year=month.year,
        stichtag__month=month.month,
        version=version,
    )
    asked = Asked(report.kommune, report.stichtag, report.recorded_cutoff)
    return _people(request, form, report.figures, asked, known=report.recorded_cutoff)


def _people(
    request: HttpRequest,
    form: BehindForm,
    figures: MonthlyFigures,
    asked: Asked,
    known: datetime | None = None,
) -> HttpResponse:
    path = form.cleaned_data["zahl"] or "reached"
    entry = next((entry for entry in figures.entries() if entry.path == path), None)
    if entry is None:
        raise Http404("Diese Zahl gibt es nicht.")
    behind = people_behind(asked, path)
    people = Participant.objects.visible_to(request.user).filter(pk__in=behind).select_related("responsible")
    pages = Paginator(people.order_by("sort_key", "id"), PAGE_SIZE)
    page = {
        "entry": entry,
        "page_obj": pages.get_page(form.cleaned_data["seite"] or 1),
        "hidden": _hidden(asked, entry, behind, listed=pages.count),
        "known": known,
        "stichtag": asked.stichtag,
    }
    return render(request, "reports/report_people.html", page)


def _hidden(asked: Asked, entry: Entry, behind: set[int], *, listed: int) -> Hidden:
    """A sealed case is still a row; of an erased one only the sums are left."""
    sealed = Participant.objects.filter(pk__in=behind, sealed_on__isnull=False).count()
    erased = erased_by(asked.kommune, asked.stichtag).get(entry.path, 0)
    if entry.persons is not None:
        # What was recorded after a release is in the sums of the erasure, not in that report.
        erased = min(erased, entry.persons - len(behind))
    erased = max(erased, 0)
    # In the tables of the work a person may count several times.
    closed = sealed if entry.is_work else sealed + erased
    return Hidden(len(behind) - listed - sealed, closed, entry.is_work and erased > 0)
