"""The progress of work on many cases, case by case, and trying again what was not done."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from .models import BulkItem, BulkRun
from .models.bulk import BulkKind, ItemState
from .paper_letter import NO_ADDRESS
from .services import retry_bulk

# By the kind of the run: the name of the page of what was made, opened with case number and id.
RESULT_PAGES: dict[str, str] = {BulkKind.LETTERS: "letter_pdf"}
# Where to go on after a refusal: the beginning of its sentence, what the link says, the name of the page.
HELPS = (
    (NO_ADDRESS, "Anschrift eintragen", "address_edit"),
    ("Die Einwilligung ist", "Einwilligung ansehen", "consent_edit"),
)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def bulk_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the run is; cases that moved to another Kommune are counted and not shown."""
    run = _visible_run(request, pk)
    items = BulkItem.objects.visible_to(request.user).filter(run=run).select_related("participant")
    page = {
        "run": run,
        "has_zip": run.kind == BulkKind.LETTERS and run.done,
        "rows": [_row(run, item) for item in items.order_by("position")],
        "may_retry": run.finished_at and run.failed and request.user.has_perm("participants.edit"),
    }
    return render(request, "clearing/bulk_detail.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_POST
def bulk_retry(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        retry_bulk(_visible_run(request, pk), by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("bulk_detail", pk)


def _visible_run(request: HttpRequest, pk: int) -> BulkRun:
    runs = BulkRun.objects.visible_to(request.user).with_counts().select_related("started_by")
    return get_object_or_404(runs, pk=pk)


def _row(run: BulkRun, item: BulkItem) -> dict[str, Any]:
    page = RESULT_PAGES.get(run.kind)
    has_result = page and item.state == ItemState.DONE and item.result_id
    number = item.participant.case_number
    helps = [(label, reverse(name, args=[number])) for start, label, name in HELPS if start in item.message]
    url = reverse(page, args=[number, item.result_id]) if has_result else ""
    return {"item": item, "url": url, "helps": helps}
