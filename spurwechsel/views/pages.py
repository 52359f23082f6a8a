"""Service pages that anybody may read, and the question whether the software is well."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from .. import services
from ..forms import BarrierForm


@login_not_required
@require_safe
def help(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/help.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_barrier(request: HttpRequest) -> HttpResponse:
    form = BarrierForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if too_many := ratelimit.consume_or_429(request, action="report_barrier"):
            return too_many
        services.report_barrier(**form.cleaned_data)
        messages.success(request, "Danke. Ihre Meldung ist bei der Fachadministration.")
        return redirect("report_barrier")
    return render(request, "pages/report_barrier.html", {"form": form})


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/privacy.html")


@login_not_required
@require_safe
def keyboard(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/keyboard.html")


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For monitoring: one word, and no detail of what is wrong."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse(
            "Datenbank nicht erreichbar", status=503, content_type="text/plain; charset=utf-8"
        )
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@require_safe
def session_kept(request: HttpRequest) -> HttpResponse:
    """Asked by the page while somebody types, and by „Weiterarbeiten“: any request prolongs the session."""
    return HttpResponse(status=204)
