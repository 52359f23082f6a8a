"""What every answer carries, what comes back when a form came too late, and what no log may say."""

import logging
from collections.abc import Callable

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.backends.db import SessionStore
from django.db import IntegrityError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.views.debug import ExceptionReporter

from spurwechsel import urls
from spurwechsel.logs import NoValuesFormatter, NoValuesReporterFilter
from spurwechsel.models import User
from spurwechsel.roles import Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db

POLICY = {
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "script-src 'self'",
    "style-src 'self'",
}
HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
SECRET = "Kowaljowa-Geheim"


def broken(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("reason", "")
    raise ValueError(f"unlesbar: {typed}")


def database_gone(request: HttpRequest) -> HttpResponse:
    raise OperationalError(f"server closed the connection on {request.POST.get('reason')}")


def nested(request: HttpRequest) -> HttpResponse:
    try:
        broken(request)
    except ValueError as error:
        raise IntegrityError(f"Key (name)=({request.POST.get('reason')})") from error
    return HttpResponse()


urlpatterns = [
    path("kaputt/", login_not_required(broken)),
    path("verschachtelt/", login_not_required(nested)),
    path("datenbank-weg/", login_not_required(database_gone)),
    path("geschuetzt/", broken, name="protected"),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)


@pytest.fixture
def strange_pages(settings) -> Client:
    """A client of the same software with a few pages that fail."""
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.fixture
def user() -> User:
    return make_user(Role.DATENSCHUTZ)


def get(address: str) -> Callable[[Client], HttpResponse]:
    return lambda client: client.get(address)


class TestHeaders:
    @pytest.mark.parametrize(
        ("ask", "status"),
        [
            (get("/anmelden/"), 200),
            (get("/protokoll/"), 302),
            (get("/hilfe"), 301),
            (get("/gibt-es-nicht/"), 404),
            (lambda client: client.post("/hilfe/"), 405),
            (lambda client: client.post("/protokoll/"), 419),
            (lambda client: client.get("/hilfe/", HTTP_HOST="fremd.example"), 400),
            (get("/kaputt/"), 500),
            (get("/datenbank-weg/"), 503),
        ],
    )
    def test_every_answer_carries_them_all(self, strange_pages, ask, status):
        response = ask(strange_pages)
        assert response.status_code == status
        assert {name: response.get(name) for name in HEADERS} == HEADERS
        assert set(response["Content-Security-Policy"].split("; ")) == POLICY
        assert response["Cache-Control"] == "no-store, private"

    def test_pages_for_somebody_logged_in_and_forbidden_ones(self, login, user):
        for address, status in (("/protokoll/", 200), ("/verwaltung/", 403)):
            response = login(user).get(address)
            assert response.status_code == status
            assert response["Cache-Control"] == "no-store, private"
            assert {name: response.get(name) for name in HEADERS} == HEADERS

    def test_only_static_files_may_be_kept(self, client):
        response = client.get("/static/css/base.css")
        assert response.status_code == 200
        assert response["Cache-Control"].startswith("max-age=")
        assert {name: response.get(name) for name in HEADERS} == HEADERS
        response.close()

    def test_encrypted_connections_only(self, client, settings):
        settings.SECURE_SSL_REDIRECT = True
        response = client.get("/anmelden/")
        assert (response.status_code, response["Location"]) == (301, "https://testserver/anmelden/")
        assert {name: response.get(name) for name in HEADERS} == HEADERS
        assert client.get("/gesund/").status_code == 200

    def test_cookies_are_out_of_reach_for_scripts(self, client, user):
        client.force_login(user)
        client.get("/konto/passwort/")
        flags = {
            name: (bool(cookie["httponly"]), cookie["samesite"]) for name, cookie in client.cookies.items()
        }
        assert flags == dict.fromkeys(("sessionid", "csrftoken", "verfasst_von"), (True, "Lax"))


class TestTypedText:
    typed = {"reason": "Was ich schon alles geschrieben hatte", "password": "streng-geheim", "code": "123456"}

    def test_comes_back_after_the_session_ended(self, client):
        response = client.post("/verwaltung/zugaenge/neu/", self.typed)
        assert response.status_code == 419
        assert [text for _, text in response.context["typed"]] == ["Was ich schon alles geschrieben hatte"]
        assert "Was ich schon alles geschrieben hatte" in response.text
        assert "streng-geheim" not in response.text
        assert "123456" not in response.text

    def test_comes_back_when_another_window_logged_in_again(self, user):
        client = Client(enforce_csrf_checks=True)
        client.force_login(user)
        response = client.post("/konto/passwort/", self.typed | {"oldpassword": "auch-geheim"})
        assert response.status_code == 419
        assert [text for _, text in response.context["typed"]] == ["Was ich schon alles geschrieben hatte"]
        assert "geheim" not in response.text

    def test_is_escaped(self, client):
        response = client.post("/protokoll/", {"reason": "<script>alert(1)</script>"})
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.text
        assert "<script>alert" not in response.text

    @pytest.mark.parametrize(
        ("address", "status"),
        [
            ("/anmelden/", 200),
            ("/konto/passwort-vergessen/", 200),
            ("/barriere-melden/", 200),
            ("/abmelden/", 302),
            ("/gibt-es-nicht/", 404),
        ],
    )
    def test_public_pages_answer_themselves(self, client, address, status):
        assert client.post(address, {"irgendwas": "x"}).status_code == status

    def test_survives_an_error_of_the_software(self, strange_pages):
        for address in ("/kaputt/", "/datenbank-weg/"):
            response = strange_pages.post(address, {"reason": SECRET})
            assert SECRET in response.text


class TestDatabaseDown:
    def test_is_told_without_details(self, strange_pages):
        response = strange_pages.get("/datenbank-weg/")
        assert (response.status_code, response["Retry-After"]) == (503, "30")
        assert "server closed" not in response.text

    def test_while_asking_who_is_there(self, client, user, monkeypatch):
        client.force_login(user)
        client.raise_request_exception = False

        def gone(self) -> dict:
            raise OperationalError("server closed the connection")

        monkeypatch.setattr(SessionStore, "load", gone)
        response = client.get("/protokoll/")
        assert response.status_code == 503
        assert {name: response.get(name) for name in HEADERS} == HEADERS

    def test_health(self, client, monkeypatch):
        assert (client.get("/gesund/").status_code, client.get("/gesund/").text) == (200, "ok")

        def gone() -> None:
            raise OperationalError("server closed the connection")

        monkeypatch.setattr(connection, "cursor", gone)
        response = client.get("/gesund/")
        assert (response.status_code, response.text) == (503, "Datenbank nicht erreichbar")


class TestLogs:
    @pytest.mark.parametrize(
        ("address", "kind"),
        [("/kaputt/", "builtins.ValueError"), ("/verschachtelt/", "django.db.utils.IntegrityError")],
    )
    def test_say_where_and_what_kind_but_not_what_was_typed(self, strange_pages, caplog, address, kind):
        response = strange_pages.post(f"{address}?suche={SECRET}", {"reason": SECRET})
        assert response.status_code == 500
        lines = "\n".join(NoValuesFormatter("%(message)s").format(record) for record in caplog.records)
        assert f"Internal Server Error: {address}" in lines
        assert kind in lines
        assert "in broken" in lines
        assert SECRET not in lines

    def test_a_wrong_host_is_one_line(self, settings, caplog):
        settings.ALLOWED_HOSTS = ["spurwechsel.example.org"]
        assert Client().get("/anmelden/", headers={"host": "boese.example.org"}).status_code == 400
        lines = [
            NoValuesFormatter("%(message)s").format(record)
            for record in caplog.records
            if record.name.startswith("django.security")
        ]
        assert lines == ["Eine Anfrage nannte einen Rechner, der nicht in SPURWECHSEL_HOSTS steht."]

    def test_every_handler_uses_that_format(self):
        formatters = [handler.formatter for handler in logging.getLogger().handlers]
        ours = [each for each in formatters if type(each).__module__.startswith("spurwechsel")]
        assert [type(each) for each in ours] == [NoValuesFormatter]

    def test_reports_hold_no_values(self):
        request = RequestFactory().post("/kaputt/", {"reason": SECRET})
        try:
            name = SECRET
            raise KeyError(len(name))
        except KeyError as error:
            reporter = ExceptionReporter(request, type(error), error, error.__traceback__)
        assert isinstance(reporter.filter, NoValuesReporterFilter)
        # Django prints the lines of source around the error; this file's own words do not count.
        assert SECRET not in reporter.get_traceback_text().replace('SECRET = "', "")
        assert reporter.filter.get_post_parameters(request) == {"reason": "********************"}
