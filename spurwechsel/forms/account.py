"""allauth's forms in our words: German labels and refusals, nothing inside the boxes."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from spurwechsel.formfields import SpurForm

_LABELS = {
    "login": "E-Mail-Adresse",
    "email": "E-Mail-Adresse",
    "password": "Passwort",
    "oldpassword": "Bisheriges Passwort",
    "password1": "Neues Passwort",
    "password2": "Neues Passwort wiederholen",
    "code": "Code",
}
_HINTS = {
    "password1": "Mindestens 12 Zeichen. Gut sind vier Wörter, die nichts miteinander zu tun haben.",
}
_TO_DO = {
    "login": "Geben Sie Ihre E-Mail-Adresse ein.",
    "email": "Geben Sie Ihre E-Mail-Adresse ein.",
    "password": "Geben Sie Ihr Passwort ein.",
    "oldpassword": "Geben Sie Ihr bisheriges Passwort ein.",
    "password1": "Geben Sie ein neues Passwort ein.",
    "password2": "Geben Sie das neue Passwort noch einmal ein.",
    "code": "Geben Sie den Code ein.",
}


class _GermanForm(SpurForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _LABELS[name]
            field.help_text = _HINTS.get(name, "")
            field.error_messages["required"] = _TO_DO[name]
            field.widget.attrs.pop("placeholder", None)


class _PasswordTwice:
    """Mixin in place of allauth's, whose sentence does not fit ours."""

    def clean(self) -> dict[str, Any]:
        cleaned = forms.Form.clean(self)
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Die beiden neuen Passwörter sind verschieden.")
        return cleaned


class LogInForm(_GermanForm, account.LoginForm):
    """E-mail address and password."""


class ConfirmPasswordForm(_GermanForm, account.ReauthenticateForm):
    """The password once more before something delicate."""


class ChangePasswordForm(_PasswordTwice, _GermanForm, account.ChangePasswordForm):
    """Old and new password of somebody logged in."""


class ForgottenPasswordForm(_GermanForm, account.ResetPasswordForm):
    """Where to send the link."""


class NewPasswordForm(_PasswordTwice, _GermanForm, account.ResetPasswordKeyForm):
    """What the link leads to."""


class CodeForm(_GermanForm, mfa.AuthenticateForm):
    """The second factor at log-in."""


class ConfirmCodeForm(_GermanForm, mfa.ReauthenticateForm):
    """The second factor before something delicate."""


class ActivateSecondFactorForm(_GermanForm, ActivateTOTPForm):
    """The first code of a new second factor."""


class CalendarKeyForm(forms.Form):
    """?schluessel=… of the link that a calendar program reads."""

    schluessel = forms.CharField(max_length=100)
