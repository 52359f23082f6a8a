"""All addresses: German, ASCII, without names."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path
from django.views.decorators.http import require_http_methods, require_safe

from clearing.urls import overview_urlpatterns
from participants.urls import deadline_and_rulebook_urlpatterns
from reports.urls import programme_urlpatterns

from .views import calendar, errors, home, jobs, kommunen, log, pages, users

handler400 = "spurwechsel.views.errors.bad_request"
handler403 = "spurwechsel.views.errors.permission_denied"
handler404 = "spurwechsel.views.errors.page_not_found"
handler429 = "spurwechsel.views.errors.too_many_requests"  # asked for by allauth's rate limits
handler500 = "spurwechsel.views.errors.server_error"

# allauth's own addresses are English and include sign-up and several mail addresses, which we do not have;
# its pages answer methods that no browser sends.
_form = require_http_methods(["GET", "HEAD", "POST"])
_second_factor = [
    path("", require_safe(mfa.index), name="mfa_index"),
    path("pruefen/", _form(mfa.authenticate), name="mfa_authenticate"),
    path("bestaetigen/", _form(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("einrichten/", _form(totp.activate_totp), name="mfa_activate_totp"),
    path("abschalten/", _form(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("notfallcodes/", require_safe(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "notfallcodes/neu/", _form(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path(
        "notfallcodes/datei/",
        require_safe(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
_forgotten_password = [
    path("", _form(account.password_reset), name="account_reset_password"),
    path("gesendet/", require_safe(account.password_reset_done), name="account_reset_password_done"),
    path(
        "geschafft/",
        require_safe(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _form(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
_account = [
    path("bestaetigen/", _form(account.reauthenticate), name="account_reauthenticate"),
    path("passwort/", _form(account.password_change), name="account_change_password"),
    path("passwort-vergessen/", include(_forgotten_password)),
    path("zweiter-faktor/", include(_second_factor)),
    path("sitzungen/", _form(sessions.list_usersessions), name="usersessions_list"),
    path("kalender/", calendar.own_calendar, name="own_calendar"),
    path("kalender/widerrufen/", calendar.own_calendar_revoke, name="own_calendar_revoke"),
]

_settings = [
    path("", kommunen.settings_overview, name="settings_overview"),
    path("kommunen/neu/", kommunen.settings_kommune_add, name="settings_kommune_add"),
    path("kommunen/<slug:key>/", kommunen.settings_kommune_edit, name="settings_kommune_edit"),
    path("kommunen/<slug:key>/schaetzwert/", kommunen.settings_estimate_add, name="settings_estimate_add"),
    path(
        "schaetzwerte/<int:pk>/entfernen/",
        kommunen.settings_estimate_withdraw,
        name="settings_estimate_withdraw",
    ),
    path("barrieren/<int:pk>/erledigt/", kommunen.settings_barrier_done, name="settings_barrier_done"),
    path("auftraege/", jobs.job_list, name="job_list"),
    path("auftraege/<int:pk>/erneut/", jobs.job_retry, name="job_retry"),
    path("auftraege/<slug:command>/ausfuehren/", jobs.chore_run, name="chore_run"),
    path("zugaenge/", users.user_list, name="user_list"),
    path("zugaenge/neu/", users.user_add, name="user_add"),
    path("zugaenge/<int:pk>/", users.user_edit, name="user_edit"),
    path("zugaenge/<int:pk>/deaktivieren/", users.user_deactivate, name="user_deactivate"),
    path("zugaenge/<int:pk>/aktivieren/", users.user_activate, name="user_activate"),
    path("zugaenge/<int:pk>/passwort/", users.user_password_link, name="user_password_link"),
    path("zugaenge/<int:pk>/zweiter-faktor/", users.user_reset_factor, name="user_reset_factor"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("anmelden/", _form(account.login), name="account_login"),
    path("abmelden/", _form(account.logout), name="account_logout"),
    path("konto/", include(_account)),
    path("teilnehmende/", include("participants.urls")),
    path("teilnehmende/", include("clearing.urls")),
    path("", include(overview_urlpatterns)),
    path("", include(deadline_and_rulebook_urlpatterns)),
    path("berichte/", include("reports.urls")),
    path("loeschungen/", include("reports.erasure.urls")),
    path("netzwerk/", include("network.urls")),
    path("verwaltung/", include(_settings)),
    path("verwaltung/", include(programme_urlpatterns)),
    path("kalender/abo.ics", calendar.own_calendar_file, name="own_calendar_file"),
    path("protokoll/", log.log_list, name="log_list"),
    path("hilfe/", pages.help, name="help"),
    path("barrierefreiheit/", pages.accessibility, name="accessibility"),
    path("barriere-melden/", pages.report_barrier, name="report_barrier"),
    path("datenschutz/", pages.privacy, name="privacy"),
    path("tastatur/", pages.keyboard, name="keyboard"),
    path("formular/<str:token>/", errors.form_reopened, name="form_reopened"),
    path("sitzung/", pages.session_kept, name="session_kept"),
    path("gesund/", pages.health, name="health"),
]
