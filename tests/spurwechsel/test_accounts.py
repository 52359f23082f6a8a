"""Logging in: who gets in, who does not, and what nobody can learn by trying."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from spurwechsel import services
from spurwechsel.accounts import Backend, SecondFactorAdapter
from spurwechsel.models import User
from spurwechsel.roles import Role
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

WRONG = "Die E-Mail-Adresse oder das Passwort stimmt nicht."
LOCKED = "Das waren zu viele Versuche. Versuchen Sie es in fünf Minuten noch einmal."
LOG_IN = "/anmelden/"


@pytest.fixture(autouse=True)
def _no_failures_of_others(db) -> None:
    cache.clear()


@pytest.fixture
def user() -> User:
    return make_user(Role.DATENSCHUTZ, email="wer@example.org")


def log_in(email: str, password: str, client: Client | None = None, **data):
    return (client or Client()).post(LOG_IN, {"login": email, "password": password, **data})


def refusal(response) -> str:
    assert response.status_code == 200
    return response.context["form"].non_field_errors()[0]


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def enrol(client: Client) -> str:
    """Sets the second factor up as a person would; returns the secret."""
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    return secret


class TestWhoAsks:
    def test_comes_with_the_kommunen(self, cottbus, potsdam, django_assert_num_queries):
        visiting = make_user(Role.FALLBEGLEITUNG, cottbus)
        visiting.further_kommunen.add(potsdam)
        with django_assert_num_queries(1):
            user = Backend().get_user(visiting.pk)
            assert (user, user.kommune) == (visiting, cottbus)
            assert user.kommune_ids == {cottbus.pk, potsdam.pk}
        with django_assert_num_queries(1):
            assert visiting.kommune_ids == user.kommune_ids

    def test_of_no_kommune(self, user):
        assert Backend().get_user(user.pk).kommune_ids == frozenset()

    def test_is_nobody_without_an_open_account(self, user):
        user.is_active = False
        user.save()
        assert (Backend().get_user(user.pk), Backend().get_user(0)) == (None, None)


class TestLogIn:
    @pytest.mark.parametrize("email", ["wer@example.org", "Wer@Example.ORG", " wer@example.org "])
    def test_address_in_any_case(self, user, email):
        response = log_in(email, PASSWORD)
        assert (response.status_code, response["Location"]) == (302, "/")

    def test_goes_on_to_the_page_asked_for(self, user):
        assert log_in(user.email, PASSWORD, next="/protokoll/")["Location"] == "/protokoll/"

    @pytest.mark.parametrize(
        "elsewhere",
        [
            "https://example.com/",
            "//example.com/",
            "///example.com/",
            "/\\example.com/",
            "\\\\example.com/",
            "https:example.com",
            "javascript:alert(1)",
            "https://testserver@example.com/",
            "/\t/example.com/",
            "\x00//example.com/",
        ],
    )
    def test_never_goes_on_to_another_house(self, user, elsewhere):
        assert log_in(user.email, PASSWORD, next=elsewhere)["Location"] == "/"

    def test_unknown_wrong_and_closed_get_the_same_answer(self, user):
        closed = make_user(Role.DATENSCHUTZ, email="weg@example.org", is_active=False)
        pages = [
            log_in("niemand@example.org", PASSWORD),
            log_in(user.email, "falsches-passwort"),
            log_in(closed.email, PASSWORD),
            log_in(closed.email, "falsches-passwort"),
        ]
        assert [refusal(page) for page in pages] == [WRONG] * 4
        bodies = {
            re.sub(r'(value="[^"]+@example.org"|name="csrfmiddlewaretoken" value="\w+")', "", page.text)
            for page in pages
        }
        assert len(bodies) == 1

    @pytest.mark.parametrize("email", ["niemand@example.org", "wer@example.org", "weg@example.org"])
    def test_every_refusal_hashes_once(self, user, email, monkeypatch):
        make_user(Role.DATENSCHUTZ, email="weg@example.org", is_active=False)
        hashed = []
        encode = MD5PasswordHasher.encode
        monkeypatch.setattr(
            MD5PasswordHasher, "encode", lambda self, *args: hashed.append(1) or encode(self, *args)
        )
        log_in(email, "falsches-passwort")
        assert len(hashed) == 1

    def test_five_failures_close_this_account_and_no_other(self, user):
        other = make_user(Role.DATENSCHUTZ)
        assert [refusal(log_in(user.email, "falsch")) for _ in range(5)] == [WRONG] * 5
        assert refusal(log_in(user.email, PASSWORD)) == LOCKED
        assert log_in(other.email, PASSWORD).status_code == 302

    def test_four_failures_close_nothing(self, user):
        for _ in range(4):
            log_in(user.email, "falsch")
        assert log_in(user.email, PASSWORD).status_code == 302

    def test_a_town_hall_logs_in_from_one_address(self, user):
        assert [log_in(user.email, PASSWORD).status_code for _ in range(60)] == [302] * 60

    def test_twenty_failures_a_minute_close_an_address_for_every_account(self, user):
        guesses = [refusal(log_in(f"{number}@example.org", "falsch")) for number in range(21)]
        assert guesses == [WRONG] * 20 + [LOCKED]
        assert refusal(log_in(user.email, PASSWORD)) == LOCKED
        assert log_in(user.email, PASSWORD, Client(REMOTE_ADDR="192.0.2.7")).status_code == 302

    def test_logging_in_between_guesses_gives_no_further_guesses(self, user):
        for number in range(20):
            log_in(f"{number}@example.org", "falsch")
            if number < 19:
                log_in(user.email, PASSWORD)
        assert refusal(log_in("20@example.org", "falsch")) == LOCKED

    def test_another_name_of_the_host_gives_no_further_guesses(self, user, settings):
        settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
        for host in ("localhost", "127.0.0.1", "localhost", "127.0.0.1", "localhost"):
            log_in(user.email, "falsch", Client(HTTP_HOST=host))
        assert refusal(log_in(user.email, PASSWORD, Client(HTTP_HOST="127.0.0.1"))) == LOCKED

    def test_forms_that_come_once_are_counted_too(self, user):
        """A refused form may come again, but its try must outlive it."""
        for number in range(5):
            Client().post(LOG_IN, {"login": user.email, "password": "falsch", "einmal": str(number)})
        assert refusal(log_in(user.email, PASSWORD)) == LOCKED

    def test_failures_are_forgotten_after_five_minutes(self, user):
        for _ in range(5):
            log_in(user.email, "falsch")
        with time_machine.travel(localtime() + timedelta(minutes=5, seconds=1)):
            assert log_in(user.email, PASSWORD).status_code == 302

    def test_new_session_key_at_log_in(self, user):
        client = Client()
        client.get(LOG_IN)
        session = client.session
        session["planted"] = "1"
        session.save()
        client.cookies["sessionid"] = session.session_key
        log_in(user.email, PASSWORD, client)
        assert client.session.session_key != session.session_key


class TestLogOut:
    def test_only_by_post(self, user):
        client = Client()
        log_in(user.email, PASSWORD, client)
        assert client.get("/abmelden/").status_code == 200
        assert client.get("/konto/sitzungen/").status_code == 200
        response = client.post("/abmelden/")
        assert response["Location"] == LOG_IN
        assert client.get("/konto/sitzungen/").status_code == 302
        assert Session.objects.filter(session_data__contains="_auth").count() == 0


class TestNextRequest:
    def test_closed_account_is_out_at_once_and_its_sessions_are_gone(self, user):
        client, admin = Client(), make_user(Role.FACHADMINISTRATION)
        log_in(user.email, PASSWORD, client)
        assert client.get("/protokoll/").status_code == 200
        key = client.session.session_key
        services.deactivate_user(user, by=admin)
        response = client.get("/protokoll/")
        assert (response.status_code, response["Location"]) == (302, "/anmelden/?next=/protokoll/")
        assert not Session.objects.filter(session_key=key).exists()

    def test_another_role_counts_at_once(self, user):
        client, admin = Client(), make_user(Role.FACHADMINISTRATION)
        log_in(user.email, PASSWORD, client)
        assert client.get("/protokoll/").status_code == 200
        services.change_user(user, by=admin, version=1, role=Role.AUSWERTUNG)
        assert client.get("/protokoll/").status_code == 403

    def test_session_ends_after_thirty_idle_minutes(self, user):
        client, start = Client(), localtime()
        with time_machine.travel(start, tick=False) as now:
            log_in(user.email, PASSWORD, client)
            now.shift(timedelta(minutes=29))
            assert client.get("/protokoll/").status_code == 200
            now.shift(timedelta(minutes=29, seconds=59))
            assert client.get("/protokoll/").status_code == 200
            now.shift(timedelta(minutes=30, seconds=1))
            assert client.get("/protokoll/").status_code == 302


class TestPassword:
    def test_link_sets_it_once(self, user):
        path = services.issue_password_link(user)
        client = Client()
        form_path = client.get(path)["Location"]
        new = {"password1": "vier-worte-ohne-sinn", "password2": "vier-worte-ohne-sinn"}
        assert client.post(form_path, new)["Location"] == "/konto/passwort-vergessen/geschafft/"
        assert log_in(user.email, "vier-worte-ohne-sinn").status_code == 302
        again = Client().get(path)
        assert (again.status_code, again.context["token_fail"]) == (200, True)

    def test_link_ends_after_three_days(self, user):
        path = services.issue_password_link(user)
        with time_machine.travel(localtime() + timedelta(days=3, seconds=-5)):
            assert Client().get(path).status_code == 302
        with time_machine.travel(localtime() + timedelta(days=3, seconds=5)):
            assert Client().get(path).context["token_fail"]

    @pytest.mark.parametrize("email", ["wer@example.org", "niemand@example.org", "weg@example.org"])
    def test_asking_for_a_link_tells_nothing(self, user, email, mailoutbox):
        make_user(Role.DATENSCHUTZ, email="weg@example.org", is_active=False)
        response = Client().post("/konto/passwort-vergessen/", {"email": email})
        assert (response.status_code, response["Location"]) == (302, "/konto/passwort-vergessen/gesendet/")
        assert [mail.to for mail in mailoutbox] == ([[email]] if email == user.email else [])

    def test_mail_holds_a_link_and_no_name(self, user, mailoutbox):
        Client().post("/konto/passwort-vergessen/", {"email": user.email})
        assert "http://testserver/konto/passwort-vergessen/" in mailoutbox[0].body
        assert user.name not in mailoutbox[0].body + mailoutbox[0].subject

    def test_changing_it_ends_the_other_sessions(self, user):
        here, there = Client(), Client()
        log_in(user.email, PASSWORD, here)
        log_in(user.email, PASSWORD, there)
        new = {
            "oldpassword": PASSWORD,
            "password1": "vier-worte-ohne-sinn",
            "password2": "vier-worte-ohne-sinn",
        }
        assert here.post("/konto/passwort/", new).status_code == 302
        assert here.get("/protokoll/").status_code == 200
        assert there.get("/protokoll/").status_code == 302

    @pytest.mark.parametrize(
        ("first", "second", "field", "message"),
        [
            (
                "kurz",
                "kurz",
                "password1",
                "Dieses Passwort ist zu kurz. Es muss mindestens 12 Zeichen enthalten.",
            ),
            ("passwordpassword", "passwordpassword", None, None),
            (
                "eins-zwei-drei",
                "eins-zwei-vier",
                "password2",
                "Die beiden neuen Passwörter sind verschieden.",
            ),
        ],
    )
    def test_weak_or_different(self, user, login, first, second, field, message):
        response = login(user).post(
            "/konto/passwort/", {"oldpassword": PASSWORD, "password1": first, "password2": second}
        )
        if field:
            assert response.context["form"].errors[field] == [message]
        else:
            assert response.status_code in (200, 302)


class TestSecondFactor:
    def test_enforced_by_setting_for_all_but_demo(self, user, login, settings):
        demo = make_user(Role.DATENSCHUTZ, is_demo=True)
        assert login(user).get("/protokoll/").status_code == 200
        settings.SECOND_FACTOR_REQUIRED = True
        assert login(user).get("/protokoll/")["Location"] == "/konto/zweiter-faktor/einrichten/"
        assert login(demo).get("/protokoll/").status_code == 200
        assert login(user).get("/hilfe/").status_code == 200

    def test_fresh_log_in_sets_it_up_without_the_password_again(self, user, settings):
        settings.SECOND_FACTOR_REQUIRED = True
        client = Client()
        log_in(user.email, PASSWORD, client)
        enrol(client)
        assert client.get("/protokoll/").status_code == 200

    def test_old_log_in_has_to_confirm_first(self, user):
        client = Client()
        log_in(user.email, PASSWORD, client)
        with time_machine.travel(localtime() + timedelta(minutes=6)):
            response = client.get("/konto/zweiter-faktor/einrichten/")
        assert response["Location"].startswith("/konto/bestaetigen/?next=")

    def test_password_alone_is_not_enough_then(self, user):
        client = Client()
        log_in(user.email, PASSWORD, client)
        secret = enrol(client)
        cache.clear()
        again = Client()
        assert log_in(user.email, PASSWORD, again)["Location"] == "/konto/zweiter-faktor/pruefen/"
        assert again.get("/protokoll/").status_code == 302
        code = code_for(secret)
        assert again.post("/konto/zweiter-faktor/pruefen/", {"code": code})["Location"] == "/"
        assert again.get("/protokoll/").status_code == 200

        replay = Client()
        log_in(user.email, PASSWORD, replay)
        response = replay.post("/konto/zweiter-faktor/pruefen/", {"code": code})
        assert response.context["form"].errors["code"] == [
            "Der Code stimmt nicht. Warten Sie auf den nächsten und versuchen Sie es noch einmal."
        ]

    def test_secret_is_stored_encrypted_and_readable_after_a_new_key(self, user, settings):
        client = Client()
        log_in(user.email, PASSWORD, client)
        secret = enrol(client)
        stored = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).data["secret"]
        assert secret not in stored
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "ein ganz anderer Schlüssel"
        assert SecondFactorAdapter().decrypt(stored) == secret

    def test_cannot_be_switched_off_where_it_is_required(self, user, settings):
        client = Client()
        log_in(user.email, PASSWORD, client)
        secret = enrol(client)
        settings.SECOND_FACTOR_REQUIRED = True
        cache.clear()
        again = Client()
        log_in(user.email, PASSWORD, again)
        again.post("/konto/zweiter-faktor/pruefen/", {"code": code_for(secret)})
        again.post("/konto/bestaetigen/", {"password": PASSWORD})
        response = again.post("/konto/zweiter-faktor/abschalten/")
        assert response.context["form"].non_field_errors() == ["Ihr Zugang braucht einen zweiten Faktor."]
        assert Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()

    def test_reset_by_the_administration(self, user):
        client, admin = Client(), make_user(Role.FACHADMINISTRATION)
        log_in(user.email, PASSWORD, client)
        enrol(client)
        services.reset_second_factor(user, by=admin)
        assert client.get("/protokoll/").status_code == 302
        assert log_in(user.email, PASSWORD)["Location"] == "/"
