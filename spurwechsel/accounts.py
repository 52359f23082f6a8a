"""How allauth behaves here: no sign-up, no usernames, German answers, secrets encrypted."""

import base64
import hashlib
import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .models import User

_WRONG = "Die E-Mail-Adresse oder das Passwort stimmt nicht."
_WRONG_CODE = "Der Code stimmt nicht. Warten Sie auf den nächsten und versuchen Sie es noch einmal."
_TOO_MANY = "Das waren zu viele Versuche. Versuchen Sie es in fünf Minuten noch einmal."

# What allauth wants to say after a step, by the name of its template; about the rest we keep quiet.
_MESSAGES = {
    "account/messages/password_changed.txt": "Das Passwort ist geändert.",
    "mfa/messages/totp_activated.txt": "Der zweite Faktor ist eingerichtet.",
    "mfa/messages/totp_deactivated.txt": "Der zweite Faktor ist abgeschaltet.",
    "mfa/messages/recovery_codes_generated.txt": "Es gibt neue Notfallcodes. Die alten gelten nicht mehr.",
    "usersessions/messages/sessions_logged_out.txt": "Alle anderen Sitzungen sind beendet.",
}


def needs_second_factor(user: User) -> bool:
    """Where the setting asks for it, nobody works without a second factor but the demo accounts."""
    return settings.SECOND_FACTOR_REQUIRED and user.is_authenticated and not user.is_demo


def password_path(user: User) -> str:
    """Where the owner of the account chooses a new password; valid until used or PASSWORD_RESET_TIMEOUT."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])


# Whoever asks for a page, with what every page needs to know. Built once, because building takes longer than
# asking.
_ASKING = User.objects.select_related("kommune").annotate(
    further_ids=ArraySubquery(
        User.further_kommunen.through.objects.filter(user=OuterRef("pk")).values("kommune")
    )
)


class Backend(AuthenticationBackend):
    """allauth's, which finds the user of a session together with the Kommunen in one query."""

    def get_user(self, user_id: int) -> User | None:
        try:
            user = _ASKING.get(pk=user_id)
        except User.DoesNotExist:
            return None
        return user if self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
        "enter_current_password": "Das bisherige Passwort stimmt nicht.",
        "incorrect_password": "Das Passwort stimmt nicht.",
        "incorrect_code": _WRONG_CODE,
        "too_many_login_attempts": _TOO_MANY,
        "rate_limited": _TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the Fachadministration."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """A deactivated account gets the answer of a wrong password, so that nobody learns it exists."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just logged in need not type the password again to set up the second factor."""
        user = self.request.user
        if app == "allauth.mfa" and not is_mfa_enabled(user):
            records = get_authentication_records(self.request, user)
            return not records or time.time() - records[-1]["at"] >= REAUTHENTICATION_TIMEOUT
        return super().is_reauthentication_required(app=app, **kwargs)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        kwargs["message"] = kwargs.get("message") or _MESSAGES.get(message_template or "")
        super().add_message(request, level, None, *args, **kwargs)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth's key contains the name of the host; each further name would give further guesses.
        return credentials["email"].lower()


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secret of the second factor encrypted with a key derived from SECRET_KEY."""

    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _WRONG_CODE,
        "cannot_delete_authenticator": "Ihr Zugang braucht einen zweiten Faktor.",
    }

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not needs_second_factor(authenticator.user)


def _fernet() -> MultiFernet:
    """Encrypts with the current key and still reads what an older one has written."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"second factor" + key.encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
