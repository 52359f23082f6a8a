"""The list of programmes of all Kommunen, and the pages on which one is added or changed."""

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from participants.models.people import Fold
from spurwechsel.conflict import Conflict, differences

from . import services
from .models import Foerderprogramm, IssuedReport
from .programme_forms import GapForm, NewProgrammeForm, ProgrammeForm, initial_of
from .validity import spans

_manages_settings = permission_required("spurwechsel.manage_settings", raise_exception=True)


@require_safe
@_manages_settings
def programme_list(request: HttpRequest) -> HttpResponse:
    """Every Kommune with its programmes in their order, what applies today, and the days without any."""
    today = timezone.localdate()
    visible = Foerderprogramm.objects.visible_to(request.user)
    programmes = visible.annotate(report_count=Count("issued_reports")).order_by("valid_from")
    kommunen = apps.get_model("spurwechsel.Kommune").objects.order_by(Fold("name"))
    towns: list[dict[str, Any]] = [
        {"kommune": kommune, "spans": spans(kommune.programmes.all(), today)}
        for kommune in kommunen.prefetch_related(Prefetch("programmes", programmes))
    ]
    for town in towns:
        town["is_covered"] = any(span.programme and span.holds_today for span in town["spans"])
    return render(request, "reports/programme_list.html", {"towns": towns, "today": today})


@require_http_methods(["GET", "HEAD", "POST"])
@_manages_settings
def programme_add(request: HttpRequest) -> HttpResponse:
    asked = GapForm(request.GET or None)
    form = NewProgrammeForm(request.POST if request.method == "POST" else None, initial=asked.first_values)
    if form.is_valid():
        values = dict(form.cleaned_data)
        try:
            programme = services.add_programme(values.pop("kommune"), by=request.user, **values)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Das Förderprogramm für {programme.kommune.name} ist angelegt.")
            return redirect("programme_list")
    return render(request, "reports/programme_add.html", {"form": form, "asked": asked})


@require_http_methods(["GET", "HEAD", "POST"])
@_manages_settings
def programme_edit(request: HttpRequest, pk: int) -> HttpResponse:
    programmes = Foerderprogramm.objects.visible_to(request.user).select_related("kommune")
    programme = get_object_or_404(programmes, pk=pk)
    form = ProgrammeForm(
        request.POST if request.method == "POST" else None,
        initial=initial_of(programme),
        version=programme.version,
    )
    if form.is_valid():
        try:
            services.change_programme(programme, by=request.user, **form.cleaned_data)
        except Conflict as other:
            return _conflict(request, form, other.current)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Gespeichert. Neue Berichte nennen die Angaben ab sofort.")
            return redirect("programme_list")
    page = {"form": form, "programme": programme, "reported": _reported(programme)}
    return render(request, "reports/programme_edit.html", page)


def _reported(programme: Foerderprogramm) -> list[Any]:
    """The days that were reported under the programme, oldest first; several editions are one day."""
    reports = IssuedReport.objects.filter(programme=programme).order_by("stichtag")
    return list(reports.values_list("stichtag", flat=True).distinct())


def _conflict(request: HttpRequest, form: ProgrammeForm, current: Any) -> HttpResponse:
    """Somebody else saved in between: both versions side by side, a second click saves the typed one."""
    rows = differences(form, current)
    form.renew_version(current.version)
    page = {"rows": rows, "form": form, "back_url": request.path}
    return render(request, "409.html", page, status=409)
