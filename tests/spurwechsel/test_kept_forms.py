"""Forms that came after the session ended and forms that came twice: nothing is lost, nothing done twice."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from participants.choices import Einwilligung
from participants.models import Participant
from spurwechsel.models import RescuedPost, Submission
from tests.factories import make_participant, make_user

LONG_TEXT = "Möchte als Elektriker arbeiten. " * 500 + "أريد أن أعمل 👷🏽 „Zitat“\r\nzweite Zeile"


@pytest.fixture
def person(caseworker) -> Participant:
    return make_participant(caseworker)


def _end_session(client: Client) -> None:
    client.cookies.pop("sessionid")


def test_text_of_an_ended_session_opens_in_the_form_after_the_log_in(login, caseworker, person):
    client = login(caseworker)
    address = f"/teilnehmende/{person.case_number}/status/"
    client.get(address)
    _end_session(client)
    refused = client.post(address, {"to": "clearing", "reason": LONG_TEXT, "effective_on": "10.01.2024"})
    assert refused.status_code == 419
    reopened = refused.context["next"]
    client.force_login(caseworker)
    page = client.get(reopened)
    assert page.status_code == 200
    fields = dict(page.context["fields"])
    assert fields["reason"] == LONG_TEXT
    form_page = client.post(page.context["path"], fields | {"wieder_geoeffnet": "1"})
    assert form_page.status_code == 200
    assert form_page.context["form"]["reason"].value() == LONG_TEXT
    person.refresh_from_db()
    assert person.phase == "terminvereinbarung"


def test_what_was_chosen_is_told_in_the_words_of_the_form(login, caseworker, person):
    client = login(caseworker)
    address = f"/teilnehmende/{person.case_number}/bearbeiten/"
    client.get(address)
    _end_session(client)
    sent = {
        "family_name": "Abena",
        "gender": "w",
        "needs_interpreting": "on",
        "phone": "0355 1",
        "version": "1",
    }
    refused = client.post(address, sent | {"responsible": str(caseworker.pk), "nationality": "CM"})
    assert refused.context["typed"] == [
        ("Familienname", "Abena"),
        ("Geschlecht", "weiblich"),
        ("Sprachmittlung nötig", "ja"),
        ("Telefon", "0355 1"),
        ("Staatsangehörigkeit", "Kamerun"),
    ]


def test_fields_of_a_form_alone_have_german_names_too(login, caseworker, person):
    client = login(caseworker)
    client.get("/")
    _end_session(client)
    sent = {"jahr": "2024", "unbekannt": "Ein Satz.", "edition": "3"}
    refused = client.post(f"/teilnehmende/{person.case_number}/bearbeiten/", sent)
    assert refused.context["typed"] == [("Jahr", "2024"), ("Angabe", "Ein Satz.")]


def test_kept_text_is_sealed_and_belongs_to_its_author(login, caseworker, cottbus, person):
    client = login(caseworker)
    client.get("/")
    _end_session(client)
    address = f"/teilnehmende/{person.case_number}/status/"
    refused = client.post(address, {"reason": "geheimes-wort"})
    kept = RescuedPost.objects.get()
    assert b"geheimes-wort" not in bytes(kept.sealed)
    assert kept.user == caseworker
    colleague = login(make_user(kommune=cottbus))
    assert colleague.get(refused.context["next"]).status_code == 404


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 404)])
def test_text_is_kept_for_half_an_hour(login, caseworker, person, minutes, status):
    client = login(caseworker)
    client.get("/")
    _end_session(client)
    refused = client.post(f"/teilnehmende/{person.case_number}/status/", {"reason": "Text"})
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
        client.force_login(caseworker)
        assert client.get(refused.context["next"]).status_code == status


def test_password_is_neither_kept_nor_shown(login, caseworker):
    client = login(caseworker)
    client.get("/")
    _end_session(client)
    refused = client.post("/konto/passwort/", {"oldpassword": "streng-geheim", "password1": "neu-geheim"})
    assert refused.context["next"] == "/konto/passwort/"
    assert RescuedPost.objects.count() == 0
    assert b"geheim" not in refused.content


def test_without_a_known_author_the_text_is_shown_and_not_kept(db, client, person):
    refused = client.post(f"/teilnehmende/{person.case_number}/status/", {"reason": "Text"})
    assert refused.status_code == 419
    assert [text for _, text in refused.context["typed"]] == ["Text"]
    assert RescuedPost.objects.count() == 0


def test_log_out_forgets_the_author(login, caseworker):
    client = login(caseworker)
    client.get("/")
    assert client.cookies["verfasst_von"].value != ""
    client.post("/abmelden/")
    assert client.cookies["verfasst_von"].value == ""


def test_stale_token_after_a_second_log_in_opens_the_form_at_once(caseworker, person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(caseworker)
    refused = client.post(f"/teilnehmende/{person.case_number}/status/", {"reason": "Mein Text"})
    assert refused.status_code == 419
    assert ("reason", "Mein Text") in refused.context["fields"]
    assert RescuedPost.objects.count() == 0


def _intake() -> dict[str, str]:
    return {
        "einmal": "a" * 32,
        "family_name": "Doppel",
        "given_name": "Klick",
        "birth_date": "1.1.1990",
        "language": "prs",
        "residence_kind": "duldung_60a",
        "consent": Einwilligung.WIRD_EINGEHOLT,
        "talk_held": "ja",
    }


def test_double_submission_creates_one_person(login, caseworker):
    client = login(caseworker)
    first = client.post("/teilnehmende/neu/", _intake())
    second = client.post("/teilnehmende/neu/", _intake())
    assert first.status_code == second.status_code == 302
    assert second["Location"] == first["Location"]
    assert Participant.objects.filter(family_name="Doppel").count() == 1


def test_refused_form_may_come_again(login, caseworker):
    client = login(caseworker)
    incomplete = _intake() | {"language": ""}
    assert client.post("/teilnehmende/neu/", incomplete).status_code == 200
    assert client.post("/teilnehmende/neu/", incomplete).status_code == 200
    assert Submission.objects.count() == 0


def test_going_on_prolongs_the_session(login, caseworker):
    client = login(caseworker)
    client.get("/")
    before = client.session.get_expiry_date()
    time.sleep(0.01)
    assert client.get("/sitzung/").status_code == 204
    assert client.session.get_expiry_date() > before
