"""All addresses: German, ASCII, without names."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path

from .views import pages

handler400 = "spurwechsel.views.errors.bad_request"
handler403 = "spurwechsel.views.errors.permission_denied"
handler404 = "spurwechsel.views.errors.page_not_found"
handler429 = "spurwechsel.views.errors.too_many_requests"  # asked for by allauth's rate limits
handler500 = "spurwechsel.views.errors.server_error"

# allauth's own addresses are English and include sign-up and several mail addresses, which we do not have.
_second_factor = [
    path("", mfa.index, name="mfa_index"),
    path("pruefen/", mfa.authenticate, name="mfa_authenticate"),
    path("bestaetigen/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("einrichten/", totp.activate_totp, name="mfa_activate_totp"),
    path("abschalten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("notfallcodes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("notfallcodes/neu/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("notfallcodes/datei/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
_forgotten_password = [
    path("", account.password_reset, name="account_reset_password"),
    path("gesendet/", account.password_reset_done, name="account_reset_password_done"),
    path("geschafft/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
_account = [
    path("bestaetigen/", account.reauthenticate, name="account_reauthenticate"),
    path("passwort/", account.password_change, name="account_change_password"),
    path("passwort-vergessen/", include(_forgotten_password)),
    path("zweiter-faktor/", include(_second_factor)),
    path("sitzungen/", sessions.list_usersessions, name="usersessions_list"),
]

urlpatterns = [
    path("anmelden/", account.login, name="account_login"),
    path("abmelden/", account.logout, name="account_logout"),
    path("konto/", include(_account)),
    path("netzwerk/", include("network.urls")),
    path("hilfe/", pages.help, name="help"),
    path("barrierefreiheit/", pages.accessibility, name="accessibility"),
    path("datenschutz/", pages.privacy, name="privacy"),
    path("tastatur/", pages.keyboard, name="keyboard"),
    path("gesund/", pages.health, name="health"),
]
