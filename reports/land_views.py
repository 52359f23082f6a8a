"""The month of the whole Land for the Auswertung, from released reports alone."""

from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .forms import MonthForm
from .issued_views import file_answer
from .land import Released, build_land_sheet, land_csv
from .models import IssuedReport
from .preparation import last_complete_month


def released_in(user: Any, month: date) -> list[Released]:
    """The newest edition of each Kommune, by name."""
    reports = IssuedReport.objects.visible_to(user).without_files()
    of_month = reports.filter(stichtag__year=month.year, stichtag__month=month.month)
    newest = of_month.order_by("kommune_id", "-version").distinct("kommune_id").select_related("kommune")
    found = [Released(report.kommune.name, report.version, report.figures) for report in newest]
    return sorted(found, key=lambda each: each.kommune)


def _month(request: HttpRequest) -> tuple[MonthForm, date]:
    """What was asked for, else the last month of which anything is released."""
    form = MonthForm(request.GET or None, user=request.user)
    if form.is_valid() and (chosen := form.cleaned_data["monat"]):
        return form, date.fromisoformat(f"{chosen}-01")
    latest = (
        IssuedReport.objects.visible_to(request.user).order_by("-stichtag").values_list("stichtag").first()
    )
    month = (latest[0] if latest else last_complete_month(timezone.localdate())).replace(day=1)
    if not form.is_bound:
        form.initial["monat"] = f"{month:%Y-%m}"
    return form, month


@permission_required("reports.view_land", raise_exception=True)
@require_safe
def land_report(request: HttpRequest) -> HttpResponse:
    """Every Kommune beside the others, and what they add up to."""
    form, month = _month(request)
    reports = released_in(request.user, month)
    names = apps.get_model("spurwechsel.Kommune")._default_manager.values_list("name", flat=True)
    missing = sorted(set(names) - {report.kommune for report in reports})
    page = {"form": form, "sheet": build_land_sheet(month, reports, missing), "count": len(reports)}
    return render(request, "reports/land_report.html", page)


@permission_required("reports.view_land", raise_exception=True)
@require_safe
def land_report_csv(request: HttpRequest) -> HttpResponse:
    _, month = _month(request)
    content = land_csv(released_in(request.user, month))
    return file_answer(content, "text/csv; charset=utf-8", f"Spurwechsel_Landesbericht_{month:%Y-%m}.csv")
