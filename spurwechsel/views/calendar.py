"""One's own appointments for a calendar program: the page of the secret link, and the file behind it."""

from datetime import timedelta

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clearing.day_views.files import calendar_response
from clearing.models import Appointment

from .. import services
from ..forms import CalendarKeyForm
from ..models import CalendarLink

PAST_SHOWN = timedelta(days=31)

_has_appointments = permission_required("participants.view_cases", raise_exception=True)


@require_http_methods(["GET", "HEAD", "POST"])
@_has_appointments
def own_calendar(request: HttpRequest) -> HttpResponse:
    """Whether there is a link; a new one is shown in the answer to the form and never again."""
    link = ""
    if request.method == "POST":
        token = services.make_calendar_link(request.user)
        link = f"{request.build_absolute_uri(reverse('own_calendar_file'))}?schluessel={token}"
    current = CalendarLink.objects.filter(user=request.user).first()
    return render(request, "spurwechsel/own_calendar.html", {"link": link, "current": current})


@require_POST
@_has_appointments
def own_calendar_revoke(request: HttpRequest) -> HttpResponse:
    try:
        services.revoke_calendar_link(request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, "Der Link gilt nicht mehr.")
    return redirect("own_calendar")


@login_not_required
@require_safe
def own_calendar_file(request: HttpRequest) -> HttpResponse:
    """The file behind the link. The secret is in the query string, because no log keeps that."""
    form = CalendarKeyForm(request.GET)
    user = services.user_of_calendar_link(form.cleaned_data["schluessel"]) if form.is_valid() else None
    if user is None:
        if too_many := ratelimit.consume_or_429(request, action="calendar_wrong", limit_get=True):
            return too_many
        raise Http404
    if too_many := ratelimit.consume_or_429(
        request, action="calendar_feed", key=str(user.pk), limit_get=True
    ):
        return too_many
    since = timezone.localdate() - PAST_SHOWN
    return calendar_response(request, Appointment.objects.visible_to(user).filter(host=user, day__gte=since))
