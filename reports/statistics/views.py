"""The statistics page and its files, for the Koordination of the Kommune alone."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..charts import bar_chart, line_chart
from ..methods import METHODS
from . import files
from .figures import Statistics, statistics
from .forms import PeriodForm

_coordinates = permission_required("reports.prepare", raise_exception=True)


def _asked(request: HttpRequest) -> PeriodForm:
    return PeriodForm(request.GET, user=request.user, today=timezone.localdate())


@_coordinates
@require_safe
def report_statistics(request: HttpRequest) -> HttpResponse:
    """Numbers over time, each chart with its table beside it."""
    form = _asked(request)
    numbers = statistics(**form.chosen) if form.is_valid() else None
    page = {
        "form": form,
        "numbers": numbers,
        "pairs": _with_charts(numbers) if numbers else (),
        "query": request.GET.urlencode(),
    }
    return render(request, "reports/report_statistics.html", page)


def _with_charts(numbers: Statistics) -> list[tuple[Any, Any, Any]]:
    """Each table with its line chart or its bar chart, where a drawing helps."""
    lines = {
        key: line_chart(
            numbers.table(key).title,
            [month.last for month in numbers.months],
            [
                (head, [row.values[place] or 0 for row in numbers.table(key).rows])
                for place, head in enumerate(numbers.table(key).head[1:])
                if head != "Insgesamt"
            ],
        )
        for key in ("stock", "flows")
    }
    bars = {
        table.key: bar_chart(
            [(row.label, row.values[column] or 0) for row in table.rows if row.label != "Nennungen"],
            total=None,
            title=f"{table.title}, {table.head[column + 1]}",
        )
        for table in numbers.tables
        for key, column in (("durations", 1), ("needs", 0), ("results", 1))
        if table.key == key
    }
    return [(table, lines.get(table.key), bars.get(table.key)) for table in numbers.tables]


def _file(
    request: HttpRequest, write: Callable[[Statistics], bytes], content_type: str, ending: str
) -> HttpResponse:
    form = _asked(request)
    if not form.is_valid():
        page = {"form": form, "numbers": None, "pairs": (), "query": ""}
        return render(request, "reports/report_statistics.html", page, status=400)
    numbers = statistics(**form.chosen)
    name = f"Spurwechsel_Statistik_intern_{numbers.first:%Y-%m}_bis_{numbers.last:%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(write(numbers), content_type=content_type, headers=headers)


@_coordinates
@require_safe
def report_statistics_csv(request: HttpRequest) -> HttpResponse:
    return _file(request, files.to_csv, "text/csv; charset=utf-8", "csv")


@_coordinates
@require_safe
def report_statistics_json(request: HttpRequest) -> HttpResponse:
    return _file(request, files.to_json, "application/json", "json")


@_coordinates
@require_safe
def report_statistics_xlsx(request: HttpRequest) -> HttpResponse:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(request, files.to_xlsx, kind, "xlsx")


@permission_required("reports.view_issued", raise_exception=True)
@require_safe
def report_methods(request: HttpRequest) -> HttpResponse:
    """The definitions of all numbers, for everybody who reads reports."""
    return render(request, "reports/report_methods.html", {"methods": METHODS})
