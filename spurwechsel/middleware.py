"""Privacy headers, typed text that survives the session, forms that come twice, the second factor."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .accounts import needs_second_factor
from .services import carry_out_once
from .views.errors import AUTHOR_COOKIE, expired

GetResponse = Callable[[HttpRequest], HttpResponse]


class PrivacyHeadersMiddleware:
    """Nothing that a page shows may stay in a cache; no feature of the device is ever asked for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not _is_static_file(response):
            response.headers["Cache-Control"] = "no-store, private"
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


def _is_static_file(response: HttpResponse) -> bool:
    return type(response).__module__.startswith("whitenoise.")


class TypedTextMiddleware:
    """Somebody who sends a form after the session ended gets the text back instead of an empty log-in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _is_static_file(response):
            return response
        if request.user.is_authenticated:
            self._remember_author(request, response)
        elif request.path == reverse("account_logout"):
            response.delete_cookie(AUTHOR_COOKIE, samesite="Lax")
        return response

    def _remember_author(self, request: HttpRequest, response: HttpResponse) -> None:
        author = str(request.user.pk)
        if request.get_signed_cookie(AUTHOR_COOKIE, default="", salt=AUTHOR_COOKIE) != author:
            response.set_signed_cookie(
                AUTHOR_COOKIE,
                author,
                salt=AUTHOR_COOKIE,
                httponly=True,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.method != "POST" or not getattr(view, "login_required", True):
            return None
        return None if request.user.is_authenticated else expired(request)


class OnceMiddleware:
    """A form sent twice (double click, second try after a lost answer) is carried out once.

    Last in the list, because it calls the view itself.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.method != "POST" or "einmal" not in request.POST:
            return None
        # With the whole text in the key, a corrected form from the back button is a form of its own.
        sent = sorted(
            (name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"
        )
        key = repr((request.user.pk, request.path, sent)).encode(errors="surrogatepass")
        response, result = carry_out_once(key, lambda: view(request, *args, **kwargs))
        return response or redirect(result or "home")


class SecondFactorMiddleware:
    """Sends whoever needs a second factor and has none to the page that sets it up."""

    # One's own account stays open, or nobody could set the factor up.
    OPEN = ("account_", "mfa_", "usersessions_")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.url_name or ""
        if not getattr(view, "login_required", True) or name.startswith(self.OPEN):
            return None
        if needs_second_factor(request.user) and not is_mfa_enabled(request.user):
            return redirect("mfa_activate_totp")
        return None
