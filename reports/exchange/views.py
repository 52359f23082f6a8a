"""The comparison of the Kommunen and its files, for the Koordination of any of them."""

from collections.abc import Callable
from datetime import date

from django.apps import apps
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..forms import ExchangeForm
from ..issued_views import file_answer
from ..land import Released
from ..models import IssuedReport
from ..preparation import last_complete_month
from . import files
from .figures import Comparison, compare

_coordinates = permission_required("reports.prepare", raise_exception=True)


def _asked(request: HttpRequest) -> tuple[ExchangeForm, date]:
    """The month that was asked for, else the last one of which anything is released."""
    reports = IssuedReport.objects.exchanged_with(request.user)
    form = ExchangeForm(request.GET or None, reports=reports)
    if form.is_valid() and (chosen := form.cleaned_data["monat"]):
        return form, date.fromisoformat(f"{chosen}-01")
    newest = reports.order_by("-stichtag").values_list("stichtag", flat=True).first()
    month = (newest or last_complete_month(timezone.localdate())).replace(day=1)
    if not form.is_bound:
        form.initial["monat"] = f"{month:%Y-%m}"
    return form, month


def _comparison(request: HttpRequest, month: date) -> Comparison:
    reports = IssuedReport.objects.exchanged_with(request.user).without_files()
    of_month = reports.filter(stichtag__year=month.year, stichtag__month=month.month)
    newest = of_month.order_by("kommune_id", "-version").distinct("kommune_id").select_related("kommune")
    found = [Released(report.kommune.name, report.version, report.figures) for report in newest]
    names = set(apps.get_model("spurwechsel.Kommune")._default_manager.values_list("name", flat=True))
    missing = sorted(names - {each.kommune for each in found})
    return compare(month, sorted(found, key=lambda each: each.kommune), missing)


@_coordinates
@require_safe
def exchange(request: HttpRequest) -> HttpResponse:
    form, month = _asked(request)
    page = {"form": form, "comparison": _comparison(request, month)}
    return render(request, "reports/exchange.html", page)


def _file(
    request: HttpRequest, write: Callable[[Comparison], bytes], content_type: str, ending: str
) -> HttpResponse:
    _, month = _asked(request)
    name = f"Spurwechsel_Vergleich_{month:%Y-%m}.{ending}"
    return file_answer(write(_comparison(request, month)), content_type, name)


@_coordinates
@require_safe
def exchange_csv(request: HttpRequest) -> HttpResponse:
    return _file(request, files.to_csv, "text/csv; charset=utf-8", "csv")


@_coordinates
@require_safe
def exchange_json(request: HttpRequest) -> HttpResponse:
    return _file(request, files.to_json, "application/json", "json")


@_coordinates
@require_safe
def exchange_xlsx(request: HttpRequest) -> HttpResponse:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(request, files.to_xlsx, kind, "xlsx")
