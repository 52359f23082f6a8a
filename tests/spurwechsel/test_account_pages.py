"""The pages of allauth: our look, plain German, „Sie“ throughout."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

FAMILIAR = re.compile(r"\b(du|dein\w*|dich|dir|bitte (gib|wähle|habe))\b", re.IGNORECASE)
PUBLIC = [
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
]
OWN = [
    *("account_logout", "account_change_password", "account_reauthenticate", "usersessions_list"),
    *("mfa_index", "mfa_activate_totp"),
]
PROTECTED = [
    *("mfa_index", "mfa_deactivate_totp", "mfa_reauthenticate"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes"),
]


@pytest.fixture
def logged_in(caseworker) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": caseworker.email, "password": PASSWORD})
    return client


def check(response) -> None:
    html = response.content.decode()
    assert (response.status_code, html.count("<h1>"), FAMILIAR.findall(html)) == (200, 1, [])
    assert re.findall(r'placeholder=|\srequired|class="helptext"', html) == []


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page(client, name):
    check(client.get(reverse(name)))


@pytest.mark.parametrize("name", OWN)
def test_own_page(logged_in, name):
    check(logged_in.get(reverse(name)))


@pytest.mark.parametrize("name", PROTECTED)
def test_page_with_second_factor(logged_in, caseworker, name):
    TOTP.activate(caseworker, generate_totp_secret())
    code = RecoveryCodes.activate(caseworker).get_unused_codes()[0]
    logged_in.post(reverse("mfa_reauthenticate"), {"code": code})
    check(logged_in.get(reverse(name)))


def test_log_in_asks_for_the_code(client, caseworker):
    TOTP.activate(caseworker, generate_totp_secret())
    response = client.post(
        reverse("account_login"), {"login": caseworker.email, "password": PASSWORD}, follow=True
    )
    check(response)
    assert response.redirect_chain[-1][0] == reverse("mfa_authenticate")


def test_wrong_password_is_told_on_top(client, caseworker):
    response = client.post(reverse("account_login"), {"login": caseworker.email, "password": "falsch"})
    check(response)
    html = response.content.decode()
    assert re.findall(r"<title>(.*?)</title>", html) == ["Fehler: Anmelden – Spurwechsel"]
    assert html.count(f'value="{caseworker.email}"') == 1
    assert html.count("Geben Sie danach das Passwort noch einmal ein.") == 1


@pytest.mark.parametrize("name", [*PUBLIC[:2], "account_change_password"])
def test_empty_form_comes_back_in_german(logged_in, name):
    client = logged_in if name == "account_change_password" else Client()
    response = client.post(reverse(name), {})
    check(response)
    assert response.content.decode().count('id="fehler"') == 1


def test_mail_for_a_new_password(client, caseworker):
    client.post(reverse("account_reset_password"), {"email": caseworker.email})
    (sent,) = mail.outbox
    assert sent.subject == "Spurwechsel: neues Passwort festlegen"
    assert (FAMILIAR.findall(sent.body), sent.body.startswith("Guten Tag,")) == ([], True)
    (path,) = re.findall(r"http://[^/]+(/\S+)", sent.body)
    check(client.get(path, follow=True))


def test_used_link_says_how_to_go_on(client):
    response = client.get(reverse("account_reset_password_from_key", args=["1", "alt-0"]))
    check(response)
    assert response.content.decode().count("Neuen Link anfordern") == 1
