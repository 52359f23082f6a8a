"""Privacy headers, the page for a database that is down, typed text that survives, the second factor."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from .views.errors import typed_fields

GetResponse = Callable[[HttpRequest], HttpResponse]


class PrivacyHeadersMiddleware:
    """Nothing that a page shows may stay in a cache; no feature of the device is ever asked for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


class DatabaseDownMiddleware:
    """A database that does not answer is a 503 with a way on, not an error of the software."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError):
            return render(request, "503.html", status=503)
        return None


class TypedTextMiddleware:
    """Somebody who sends a form after the session ended gets the text back instead of an empty log-in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if request.method != "POST" or request.user.is_authenticated:
            return None
        if not getattr(view, "login_required", True):
            return None
        return render(request, "419.html", {"typed": typed_fields(request)}, status=419)


class SecondFactorMiddleware:
    """Where the setting asks for it, nobody works without a second factor but the demo accounts."""

    ALLOWED = ("/konto/", "/abmelden/", "/static/")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_missing(request) and not request.path.startswith(self.ALLOWED):
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _is_missing(self, request: HttpRequest) -> bool:
        user = request.user
        if not settings.SECOND_FACTOR_REQUIRED or not user.is_authenticated or user.is_demo:
            return False
        return not is_mfa_enabled(user)
