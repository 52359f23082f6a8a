"""Editing a case: master data, consent, papers, notes; both versions where two people save."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from participants import services
from participants.choices import Aufenthaltsstatus, Einwilligung, EventKind
from participants.forms import ParticipantForm
from participants.models import Event, ResidenceStatus
from spurwechsel.roles import Role
from tests.factories import make_participant, make_user

NOW = datetime(2024, 3, 27, 9, 0, tzinfo=UTC)
TODAY = date(2024, 3, 27)


@pytest.fixture(autouse=True)
def _on_27_march():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(login, caseworker):
    return login(caseworker)


@pytest.fixture
def person(caseworker):
    return make_participant(caseworker, family_name="Rahimi", given_name="Farid")


def url(name, person, *args):
    return reverse(name, args=[person.case_number, *args])


def filled(person, **changes):
    """What the browser sends when the page is opened and these fields are changed."""
    form = ParticipantForm(participant=person)
    values = {name: form[name].value() for name in form.fields}
    ticked = {name: "on" if value is True else value for name, value in values.items()}
    return {name: value for name, value in (ticked | changes).items() if value not in (None, False)}


def last_event() -> Event:
    return Event.objects.order_by("-pk")[0]


# --- master data -------------------------------------------------------------------------------------------


def test_edit_saves_and_goes_back_to_the_case(client, person):
    response = client.post(url("participant_edit", person), filled(person, phone="0355 612-0", gender="d"))
    person.refresh_from_db()
    assert (response.status_code, response.url) == (302, url("participant_detail", person))
    assert (person.phone, person.gender, person.version) == ("0355 612-0", "d", 2)
    assert last_event().kind == EventKind.CORRECTED


def test_edit_keeps_what_was_typed(client, person):
    typed = filled(person, family_name="", entry_date="1980", phone="viele")
    response = client.post(url("participant_edit", person), typed)
    form = response.context["form"]
    assert response.status_code == 200
    assert set(form.errors) == {"family_name", "phone"}
    assert form["entry_date"].value() == "1980"
    response = client.post(url("participant_edit", person), filled(person, entry_date="1980"))
    assert dict(response.context["form"].errors) == {
        "entry_date": ["Die Einreise darf nicht vor der Geburt liegen."]
    }


def test_two_people_edit_and_the_second_sees_both_versions(client, person, coordinator):
    typed = filled(person, phone="0355 222", language="ar")
    services.correct(person, by=coordinator, version=1, phone="0355 111")
    response = client.post(url("participant_edit", person), typed)
    assert response.status_code == 409
    assert response.context["rows"] == [
        ("Sprache für Gespräche", "Dari", "Arabisch"),
        ("Telefon", "0355 111", "0355 222"),
    ]
    said = "von K. Muster am 27.03.2024, 10:00 Uhr: <strong>Stammdaten geändert: Telefon</strong></p>"
    assert response.content.decode().count(said) == 1
    form = response.context["form"]
    assert (form["phone"].value(), int(form["version"].value())) == ("0355 222", 2)
    person.refresh_from_db()
    assert person.phone == "0355 111"
    response = client.post(url("participant_edit", person), typed | {"version": form["version"].value()})
    person.refresh_from_db()
    assert (response.status_code, person.phone, person.language) == (302, "0355 222", "ar")


def test_an_edit_without_its_version_is_refused(client, person):
    typed = filled(person, phone="0355 222")
    del typed["version"]
    response = client.post(url("participant_edit", person), typed)
    assert "Diese Seite ist veraltet." in response.content.decode()


# --- consent -----------------------------------------------------------------------------------------------


def test_withdrawal_is_recorded_and_what_to_do_next_is_said(client, person):
    typed = {"version": "1", "consent": "widerrufen", "consent_withdrawn_on": "heute"}
    response = client.post(url("consent_edit", person), typed, follow=True)
    person.refresh_from_db()
    assert (person.consent, person.consent_on, person.consent_withdrawn_on) == (
        Einwilligung.WIDERRUFEN,
        date(2024, 1, 10),
        TODAY,
    )
    assert "Der Widerruf ist festgehalten. Beenden Sie die Teilnahme" in response.content.decode()


def test_consent_can_be_given_again_after_a_withdrawal(client, person):
    page = url("consent_edit", person)
    client.post(page, {"version": "1", "consent": "widerrufen", "consent_withdrawn_on": "heute"})
    client.post(page, {"version": "2", "consent": "liegt_vor", "consent_on": "heute"})
    person.refresh_from_db()
    assert (person.consent, person.consent_on, person.consent_withdrawn_on) == (
        Einwilligung.LIEGT_VOR,
        TODAY,
        None,
    )
    assert last_event().changes == {
        "Einwilligung": ["widerrufen", "liegt vor"],
        "Einwilligung vom": ["10.01.2024", "27.03.2024"],
        "Sprache der Einwilligung": ["Dari", "keine Angabe"],
        "Widerruf vom": ["27.03.2024", "keine Angabe"],
    }


def test_two_people_record_the_consent(client, person, coordinator):
    services.record_consent(person, by=coordinator, version=1, consent="nicht_erteilt")
    typed = {"version": "1", "consent": "liegt_vor", "consent_on": "26.3.2024"}
    response = client.post(url("consent_edit", person), typed)
    assert response.status_code == 409
    assert ("Einwilligung in die Teilnahme", "nicht erteilt", "liegt vor") in response.context["rows"]


# --- papers ------------------------------------------------------------------------------------------------

PAPER = {"kind": "ae_25_5", "valid_from": "1.3.24", "valid_until": "31.8.24"}


def test_a_new_paper_ends_the_one_before(client, person):
    response = client.post(url("residence_add", person), PAPER | {"ends_previous": "on"})
    assert (response.status_code, response.url) == (302, url("participant_detail", person))
    assert list(person.residence.values_list("kind", "valid_until")) == [
        ("ae_25_5", date(2024, 8, 31)),
        ("duldung_60a", date(2024, 2, 29)),
    ]


def test_an_overlap_is_one_sentence_beside_the_beginning(client, person):
    response = client.post(url("residence_add", person), PAPER)
    assert dict(response.context["form"].errors) == {
        "valid_from": [
            "In diesem Zeitraum ist schon ein Aufenthaltsstatus eingetragen. Prüfen Sie Beginn und Ende."
        ]
    }
    assert response.context["form"]["valid_until"].value() == "31.8.24"


def test_a_paper_can_be_corrected_with_a_reason(client, person):
    status = person.residence.get()
    page = url("residence_edit", person, status.pk)
    typed = {"version": "1", "kind": "duldung_60a", "duldungsart": "60a_2_s3", "valid_from": "10.1.2024"}
    assert list(client.post(page, typed).context["form"].errors) == ["reason"]
    response = client.post(page, typed | {"reason": "Übersehen."})
    status.refresh_from_db()
    assert (response.status_code, response.url) == (302, url("residence_list", person))
    assert (status.duldungsart, status.version) == ("60a_2_s3", 2)
    response = client.post(page, typed | {"reason": "Noch einmal.", "kind": "ae_25b", "duldungsart": ""})
    assert response.status_code == 409
    assert response.context["rows"][0] == (
        "Aufenthaltsstatus",
        str(Aufenthaltsstatus.DULDUNG_60A.label),
        str(Aufenthaltsstatus.AE_25B.label),
    )


def test_a_paper_can_be_withdrawn_once(client, person):
    status = person.residence.get()
    page = url("residence_withdraw", person, status.pk)
    assert str(status) in client.get(page).content.decode()
    assert list(client.post(page, {"version": "1"}).context["form"].errors) == ["reason"]
    response = client.post(page, {"version": "1", "reason": "Papier einer anderen Person."})
    assert (response.status_code, response.url) == (302, url("residence_list", person))
    assert not ResidenceStatus.objects.in_force().exists()
    for name in ("residence_edit", "residence_withdraw"):
        assert client.get(url(name, person, status.pk)).status_code == 404
    text = client.get(url("residence_list", person)).content.decode()
    assert "zurückgenommen am 27.03.2024 von A. Beispiel: Papier einer anderen Person." in text


def test_withdrawing_what_somebody_has_just_corrected(client, person, coordinator):
    status = person.residence.get()
    services.correct_residence_status(
        status, by=coordinator, version=1, reason="Verlesen.", work_note="unbekannt"
    )
    response = client.post(
        url("residence_withdraw", person, status.pk), {"version": "1", "reason": "Nie gehabt."}
    )
    assert response.status_code == 409
    assert "Nie gehabt." in response.content.decode()
    status.refresh_from_db()
    assert status.withdrawn_at is None


def test_the_paper_of_another_case_is_not_here(client, caseworker, person):
    other = make_participant(caseworker)
    for name in ("residence_edit", "residence_withdraw"):
        assert client.get(url(name, person, other.residence.get().pk)).status_code == 404


def test_a_case_without_papers_leads_on(client, caseworker):
    person = make_participant(caseworker, residence_kind="")
    text = client.get(url("residence_list", person)).content.decode()
    assert "Der Aufenthaltsstatus ist noch unklar." in text
    assert f'href="{url("residence_add", person)}">Eintragen</a>' in text


# --- notes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "state", "words"),
    [
        ("identity_note", "in_klaerung", "Stand der Identitätsklärung: wird geklärt, Stand 27.03.2024."),
        ("exclusion_note", "klaerung_extern", "Ausschlusshinweis: Klärung extern nötig, Stand 27.03.2024."),
    ],
)
def test_notes(client, person, name, state, words):
    page = url(name, person)
    assert client.get(page).context["form"]["stated_on"].value() == "27.03.2024"
    assert list(client.post(page, {"stated_on": "heute"}).context["form"].errors) == ["state"]
    response = client.post(page, {"state": state, "stated_on": "heute", "review_on": "+90"}, follow=True)
    assert words in response.content.decode()
    notes = person.identitynotes if name == "identity_note" else person.exclusionnotes
    assert notes.get().review_on == date(2024, 6, 25)


def test_the_exclusion_page_says_what_must_not_be_written(client, person):
    text = client.get(url("exclusion_note", person)).content.decode()
    assert "keine Straftat, kein Gericht, keine Strafe, kein Aktenzeichen" in text
    assert "<textarea" not in text


# --- who may -----------------------------------------------------------------------------------------------

PAGES = [
    *("participant_edit", "consent_edit", "residence_add", "identity_note", "exclusion_note"),
    *("residence_edit", "residence_withdraw"),
]


def page_of(name, person):
    args = [person.residence.get().pk] if name in ("residence_edit", "residence_withdraw") else []
    return url(name, person, *args)


@pytest.mark.parametrize("name", PAGES)
def test_who_may_edit_whose_case(login, cottbus, potsdam, person, name):
    page = page_of(name, person)
    for role in Role.values:
        allowed = role in (Role.FALLBEGLEITUNG, Role.KOORDINATION)
        client = login(make_user(role, cottbus))
        assert client.get(page).status_code == (200 if allowed else 403)
        assert client.post(page, {}).status_code == (200 if allowed else 403)
    stranger = login(make_user(kommune=potsdam))
    assert (stranger.get(page).status_code, stranger.post(page, {}).status_code) == (404, 404)
    assert login(make_user(kommune=cottbus)).delete(page).status_code == 405
    assert person.events.count() == 1
