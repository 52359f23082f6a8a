"""Answers to what went wrong; none of them shows more than the person has typed."""

import sys
from typing import Any

from django.apps import apps
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from ..conflict import differences
from ..formfields import SpurForm

# What must never be shown again, however it was typed.
_NOT_ECHOED = ("csrfmiddlewaretoken", "login", "code", "version", "seen")


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into the form of a refused request, field by field, without secrets."""
    return [
        (_label(name), text)
        for name, values in request.POST.lists()
        if "password" not in name and not name.startswith(_NOT_ECHOED)
        for text in values
        if text
    ]


def _label(name: str) -> str:
    """The German name of a field; which form it belonged to is no longer known."""
    for model in apps.get_models():
        for field in model._meta.fields:
            if field.name == name:
                return str(field.verbose_name)
    return name


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is older than the session; the typed text is shown so that nothing is lost."""
    return render(request, "419.html", {"typed": typed_fields(request)}, status=419)


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
    return render(request, "429.html", status=429)


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
