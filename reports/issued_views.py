"""A released report on the screen, and its files."""

from datetime import date

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from spurwechsel.pdf import PdfRefused, PdfUnavailable

from .models import IssuedReport
from .paper import to_json
from .preparation import sheet_of
from .printing.services import printed


def _issued(request: HttpRequest, kommune: str, month: date, version: int) -> IssuedReport:
    related = ("kommune", "programme", "replaces", "issued_by", "prepared_by")
    reports = IssuedReport.objects.visible_to(request.user).select_related(*related).without_files()
    return get_object_or_404(
        reports,
        kommune__key=kommune,
        stichtag__year=month.year,
        stichtag__month=month.month,
        version=version,
    )


def _why_unprinted(report: IssuedReport) -> str:
    """Prints what never was; why there is no PDF, empty where there is one."""
    try:
        printed(report)
    except (PdfUnavailable, PdfRefused) as error:
        return str(error)
    return ""


@permission_required("reports.view_issued", raise_exception=True)
@require_safe
def report_detail(request: HttpRequest, kommune: str, month: date, version: int) -> HttpResponse:
    """A released report on the screen, with its files and its other editions."""
    report = _issued(request, kommune, month, version)
    return _page(request, report, _why_unprinted(report))


def _page(request: HttpRequest, report: IssuedReport, notice: str, *, status: int = 200) -> HttpResponse:
    editions = IssuedReport.objects.visible_to(request.user).without_files()
    page = {
        "report": report,
        "sheet": sheet_of(report),
        "editions": editions.of_month(report.kommune, report.stichtag).select_related("kommune"),
        "notice": notice,
    }
    return render(request, "reports/report_detail.html", page, status=status)


@permission_required("reports.view_issued", raise_exception=True)
@require_safe
def report_pdf(request: HttpRequest, kommune: str, month: date, version: int) -> HttpResponse:
    report = _issued(request, kommune, month, version)
    if notice := _why_unprinted(report):
        return _page(request, report, notice, status=503)
    return file_answer(bytes(report.pdf), "application/pdf", report.file_name("pdf"))


@permission_required("reports.view_issued", raise_exception=True)
@require_safe
def report_csv(request: HttpRequest, kommune: str, month: date, version: int) -> HttpResponse:
    report = _issued(request, kommune, month, version)
    return file_answer(bytes(report.csv), "text/csv; charset=utf-8", report.file_name("csv"))


@permission_required("reports.view_issued", raise_exception=True)
@require_safe
def report_json(request: HttpRequest, kommune: str, month: date, version: int) -> HttpResponse:
    report = _issued(request, kommune, month, version)
    return file_answer(to_json(report.figures), "application/json", report.file_name("json"))


def file_answer(content: bytes, content_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    """A download that no cache keeps; ``inline`` opens it in the browser."""
    disposition = "inline" if inline else "attachment"
    headers = {"Content-Disposition": f'{disposition}; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)
