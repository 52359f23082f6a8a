"""Answers to what went wrong; none of them shows more than the person has typed."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.views.decorators.http import require_safe

from ..conflict import differences
from ..formfields import REOPENED, SpurForm
from ..models import RescuedPost
from ..services import keep_form, reopen_form
from ..typed_fields import readable

# Names the author of a form whose session is over; signed, and gone with the log-out.
AUTHOR_COOKIE = "verfasst_von"


def sent_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Every field of a refused form as it was sent, but no password and no token of the page."""
    return [
        (name, text)
        for name, values in request.POST.lists()
        if "password" not in name and name not in ("csrfmiddlewaretoken", "einmal", "login", "code", REOPENED)
        for text in values
    ]


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into the form of a refused request, field by field, without secrets."""
    return readable(sent_fields(request), request.path)


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is older than the session. The typed text is shown, and the form can be opened with it.

    Somebody who has logged in again in another window opens it at once, everybody else after the log-in.
    """
    fields = sent_fields(request)
    context: dict[str, Any] = {
        "typed": readable(fields, request.path),
        "path": request.get_full_path(),
        "fields": fields,
    }
    if not request.user.is_authenticated:
        context |= {"fields": [], "next": _kept(request, fields)}
    return render(request, "419.html", context, status=419)


def _kept(request: HttpRequest, fields: list[tuple[str, str]]) -> str:
    """Where the log-in leads: to the kept form if we know whose it is, else to the empty one."""
    author = request.get_signed_cookie(AUTHOR_COOKIE, default="", salt=AUTHOR_COOKIE)
    if not author or not readable(fields, request.path):
        return request.path
    token = keep_form(int(author), request.get_full_path(), fields)
    return reverse("form_reopened", args=[token])


@require_safe
def form_reopened(request: HttpRequest, token: str) -> HttpResponse:
    """After the log-in: what was typed before the session ended, and the way back into the form."""
    try:
        path, fields = reopen_form(token, request.user.pk)
    except RescuedPost.DoesNotExist:
        raise Http404 from None
    context = {"typed": readable(fields, path), "path": path, "fields": fields}
    return render(request, "spurwechsel/form_reopened.html", context)


def conflict(request: HttpRequest, form: SpurForm, current: Any, back_url: str) -> HttpResponse:
    """Somebody else saved in between: both versions side by side, a second click saves the typed one."""
    rows = differences(form, current)
    form.renew_version(current.version)
    return render(request, "409.html", {"rows": rows, "form": form, "back_url": back_url}, status=409)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Without the request in the template: it may be what cannot be read."""
    return HttpResponse(loader.render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", {"typed": typed_fields(request)}, status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """A database that does not answer is a 503 with a way on, everything else an error of the software.

    Without the request in the template: asking who is logged in might fail again.
    """
    # A form that could not be read would fail here once more.
    typed = typed_fields(request) if hasattr(request, "_post") else []
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        page = loader.render_to_string("503.html", {"typed": typed})
        return HttpResponse(page, status=503, headers={"Retry-After": "30"})
    return HttpResponse(loader.render_to_string("500.html", {"typed": typed}), status=500)
