"""Whose period of keeping is over, and erasing one case: what goes, why, and the second look."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from participants.models import Participant

from ..erasure_models import Erasure
from . import services
from .forms import EraseForm, PageForm
from .retention import due, kept, with_retention
from .rows import in_words, rows_of

PAGE_SIZE = 40
DONE_SHOWN = 20


@permission_required("participants.erase", raise_exception=True)
@require_safe
def erasure_list(request: HttpRequest) -> HttpResponse:
    """Whose period is over; what is confirmed and not done yet; what was erased, by its number alone."""
    today = timezone.localdate()
    rows = due(Participant.objects.erasable_by(request.user), today)
    orders = Erasure.objects.visible_to(request.user).select_related("ordered_by")
    page = {
        "page_obj": Paginator(rows, PAGE_SIZE).get_page(PageForm(request.GET).number),
        "waiting": orders.waiting(),
        "done": orders.filter(done_on__isnull=False)[:DONE_SHOWN],
        "shown": DONE_SHOWN,
    }
    return render(request, "reports/erasure_list.html", page)


@permission_required("participants.erase", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def erasure_add(request: HttpRequest, case_number: str) -> HttpResponse:
    """Shows what goes and what stays; the typed number confirms it."""
    today = timezone.localdate()
    people = with_retention(Participant.objects.erasable_by(request.user).select_related("kommune"))
    person = get_object_or_404(people, case_number=case_number)
    form = EraseForm(request.POST if request.method == "POST" else None, case_number=person.case_number)
    if form.is_valid() and _ordered(request, form, person, today):
        return redirect("erasure_list")
    page = {
        "form": form,
        "participant": person,
        "today": today,
        "kept": kept(person),
        "goes": in_words(rows_of([person])),
    }
    return render(request, "reports/erasure_add.html", page)


def _ordered(request: HttpRequest, form: EraseForm, person: Participant, today: Any) -> bool:
    reason = form.cleaned_data["reason"]
    try:
        order = services.order_erasure(person, by=request.user, reason=reason, today=today)
    except ValidationError as error:
        for sentence in error.messages:
            form.add_error("reason", sentence)
        return False
    messages.success(
        request,
        f"{order.case_number} ist ab sofort für niemanden mehr zu sehen und wird im Hintergrund gelöscht.",
    )
    return True
