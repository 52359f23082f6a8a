"""The answers to forms that came too late."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# What must never be shown again, however it was typed.
_NOT_ECHOED = ("csrfmiddlewaretoken", "password", "login", "code", "version")


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into the form of a refused request, field by field, without secrets."""
    return [
        (name, text)
        for name, values in request.POST.lists()
        if not name.startswith(_NOT_ECHOED)
        for text in values
        if text
    ]


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is older than the session; the typed text is shown so that nothing is lost."""
    return render(request, "419.html", {"typed": typed_fields(request)}, status=419)
