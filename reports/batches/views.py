"""Ordering all monthly reports of a month, watching how far they are, and the file with all of them."""

import io
import zipfile
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from clearing.models.bulk import ItemState

from ..forms import MonthForm
from ..issued_views import file_answer
from ..models import IssuedReport, ReportBatch
from . import services

_reads_the_land = permission_required("reports.view_land", raise_exception=True)


@_reads_the_land
@require_POST
def batch_start(request: HttpRequest) -> HttpResponse:
    """For the month that the Land report shows."""
    form = MonthForm(request.POST, user=request.user)
    if not form.is_valid() or not form.cleaned_data["monat"]:
        messages.error(request, "Wählen Sie einen Monat, für den Berichte freigegeben sind.")
        return redirect("land_report")
    month = date.fromisoformat(f"{form.cleaned_data['monat']}-01")
    return redirect("batch_detail", services.start_batch(month, by=request.user).pk)


@_reads_the_land
@require_safe
def batch_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, Kommune by Kommune."""
    batch = _visible(request, pk)
    items: Any = batch.items
    page = {
        "batch": batch,
        "items": items.select_related("kommune", "report").defer("report__pdf", "report__csv"),
        "may_retry": batch.finished_at and batch.failed,
    }
    return render(request, "reports/batch_detail.html", page)


@_reads_the_land
@require_POST
def batch_retry(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        services.retry_batch(_visible(request, pk), by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("batch_detail", pk)


@_reads_the_land
@require_safe
def batch_zip(request: HttpRequest, pk: int) -> HttpResponse:
    """The stored PDF of every Kommune that is done; the same batch gives the same bytes."""
    batch = _visible(request, pk)
    items: Any = batch.items
    done = items.filter(state=ItemState.DONE).values("report")
    reports = IssuedReport.objects.visible_to(request.user).filter(pk__in=done).select_related("kommune")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for report in reports.defer("csv").order_by("kommune__key").iterator(chunk_size=20):
            name = report.file_name("pdf")
            archive.writestr(zipfile.ZipInfo(name), bytes(report.pdf))
    if not archive.namelist():
        raise Http404
    name = f"Spurwechsel_Monatsberichte_{batch.month:%Y-%m}.zip"
    return file_answer(content.getvalue(), "application/zip", name)


def _visible(request: HttpRequest, pk: int) -> Any:
    batches = ReportBatch.objects.visible_to(request.user).with_counts().select_related("started_by")
    return get_object_or_404(batches, pk=pk)
