"""The log for Datenschutz: who did what to which case and when, without a name of a person or a reason."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Case, F, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from participants.models import Event

from ..forms import LogFilterForm

PER_PAGE = 50


@require_safe
@permission_required("spurwechsel.view_log", raise_exception=True)
def log_list(request: HttpRequest) -> HttpResponse:
    form = LogFilterForm(request.GET)
    form.is_valid()
    page = Paginator(_narrowed(form.cleaned_data), PER_PAGE).get_page(request.GET.get("seite"))
    return render(request, "spurwechsel/log_list.html", {"form": form, "page": page})


def _narrowed(wanted: dict[str, Any]) -> QuerySet[Event]:
    """Newest first; only what the page shows leaves the database, of a case nothing but its number."""
    events = Event.objects.order_by("-at", "-id").select_related("by", "participant", "kommune")
    events = events.only("at", "kind", "by__name", "participant__case_number", "kommune__name")
    about_no_person = When(participant__isnull=True, then=F("summary"))
    events = events.annotate(what=Case(about_no_person, default=Value("")))
    if start := wanted.get("von"):
        events = events.filter(at__gte=_midnight(start))
    if end := wanted.get("bis"):
        events = events.filter(at__lt=_midnight(end + timedelta(days=1)))
    if wanted.get("vorgang"):
        events = events.filter(kind=wanted["vorgang"])
    if wanted.get("fall"):
        events = events.filter(participant__case_number=wanted["fall"].upper())
    if wanted.get("wer"):
        events = events.filter(by=wanted["wer"])
    return events


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
