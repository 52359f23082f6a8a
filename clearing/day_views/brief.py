"""Kurzkontakte: counting one in under a minute, how many there were, deleting a mistaken one."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from .. import services
from ..brief_counts import brief_counts
from ..day_forms import BriefContactForm
from ..models import BriefContact
from ..plan_views.access import posted

# Whoever counted a wrong one finds it among these.
LATEST = 10


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def brief_contacts(request: HttpRequest) -> HttpResponse:
    """The form and the numbers on one page, so that the next one follows at once."""
    today = timezone.localdate()
    form = BriefContactForm(posted(request), today=today)
    if form.is_valid():
        row = services.count_brief_contact(request.user.kommune, **form.values())
        messages.success(request, f"Gezählt: {row}.")
        return redirect("brief_contacts")
    page = {
        "form": form,
        "counts": brief_counts(request.user, today),
        "latest": BriefContact.objects.visible_to(request.user)[:LATEST],
        "months": settings.BRIEF_CONTACT_MONTHS,
    }
    return render(request, "clearing/brief_contacts.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_POST
def brief_contact_delete(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Takes back a mistaken one."""
    row = get_object_or_404(BriefContact.objects.visible_to(request.user), pk=contact_id)
    services.delete_brief_contact(row, by=request.user)
    messages.success(request, f"Gelöscht: {row}.")
    return redirect("brief_contacts")
