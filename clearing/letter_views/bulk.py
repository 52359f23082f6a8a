"""Letters for everybody whom the list of people shows, and all of them in one file."""

import io
import zipfile
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from participants.filters import ParticipantFilter
from participants.forms import add_refusal

from .. import services
from ..letter_forms import BulkLetterForm
from ..models import BulkItem, BulkRun, Letter
from ..models.bulk import BulkKind, ItemState
from ..plan_views.access import posted
from .letters import file_name


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_bulk(request: HttpRequest) -> HttpResponse:
    """One letter for each of the people of the list, which the address filters as the list does."""
    today = timezone.localdate()
    found = ParticipantFilter(request.GET, user=request.user, day=today)
    people = found.qs.filter(phase__in=found.phases).order_by("sort_key", "pk")
    number = people.count()
    form = BulkLetterForm(posted(request), number=number)
    if form.is_valid():
        try:
            run = services.start_bulk(
                BulkKind.LETTERS, people, by=request.user, on=today, parameters=form.parameters
            )
        except ValidationError as error:
            add_refusal(form, error)
        else:
            return redirect("bulk_detail", run.pk)
    page: dict[str, Any] = {
        "form": form,
        "number": number,
        "without_address": people.filter(address__isnull=True),
        "query": request.GET,
    }
    return render(request, "clearing/letter_bulk.html", page)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def letter_bulk_zip(request: HttpRequest, pk: int) -> HttpResponse:
    """All letters of a run whose cases the user may see, named by number and day."""
    runs = BulkRun.objects.visible_to(request.user).filter(kind=BulkKind.LETTERS)
    run = get_object_or_404(runs, pk=pk)
    done = BulkItem.objects.visible_to(request.user).filter(run=run, state=ItemState.DONE)
    letters = Letter.objects.visible_to(request.user).filter(pk__in=done.values("result_id"))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for letter in letters.select_related("participant").order_by("pk").iterator(chunk_size=20):
            archive.writestr(zipfile.ZipInfo(file_name(letter)), bytes(letter.pdf))
    if not archive.namelist():
        raise Http404
    response = HttpResponse(content.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="Spurwechsel_Briefe_{run.pk}.zip"'
    return response
