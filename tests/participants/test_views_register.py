"""Recording a person: one page, who might be the same is shown first, nothing typed is lost."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse

from participants.choices import Phase
from participants.models import Participant
from spurwechsel.roles import Role
from tests.factories import make_participant, make_user

NOW = datetime(2024, 3, 27, 9, 0, tzinfo=UTC)
TODAY = date(2024, 3, 27)
URL = reverse("participant_register")

TYPED = {
    "family_name": "Rahimi",
    "given_name": "Farid",
    "birth_date": "14.7.91",
    "language": "prs",
    "needs_interpreting": "on",
    "residence_kind": "ae_104c",
    "residence_until": "8.4.24",
    "consent": "wird_eingeholt",
    "talk_held": "ja",
}


@pytest.fixture(autouse=True)
def _on_27_march():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(login, caseworker):
    return login(caseworker)


def test_one_page_one_person(client, caseworker):
    response = client.post(URL, TYPED | {"responsible": caseworker.pk})
    person = Participant.objects.get()
    assert (response.status_code, response.url) == (302, f"/teilnehmende/{person.case_number}/")
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Farid Rahimi ist aufgenommen. Fallnummer SW-CB-2024-0001."
    ]
    assert (person.phase, person.phase_since, person.responsible) == (
        Phase.TERMINVEREINBARUNG,
        TODAY,
        caseworker,
    )
    paper = person.residence.get()
    assert (paper.kind, paper.valid_from, paper.valid_until) == ("ae_104c", TODAY, date(2024, 4, 8))


def test_before_the_talk_a_person_is_identifiziert(client):
    client.post(URL, TYPED | {"talk_held": "nein"})
    assert Participant.objects.get().phase == Phase.IDENTIFIZIERT


def test_the_empty_page_proposes_oneself(client, caseworker):
    response = client.get(URL)
    assert response.status_code == 200
    assert response.context["form"]["responsible"].value() == caseworker.pk


def test_another_title_leads_to_the_verweisberatung_without_an_error(client):
    response = client.post(URL, TYPED | {"residence_kind": "sonstige"}, follow=True)
    assert response.context["case"].verdict["title"] == "Verweisberatung"
    assert "sp-err" not in response.content.decode()


def test_errors_keep_what_was_typed(client):
    typed = TYPED | {"family_name": "", "phone": "abc", "birth_date": "gestern abend", "channel": "jobcenter"}
    response = client.post(URL, typed)
    form = response.context["form"]
    assert response.status_code == 200
    assert set(form.errors) == {"family_name", "phone", "birth_date"}
    assert {name: form[name].value() for name in typed} == typed | {"needs_interpreting": True}
    page = response.content.decode()
    assert page.count("Schreiben Sie die Telefonnummer so: 0355 612-0.") == 2
    assert 'href="#id_birth_date"' in page
    assert not Participant.objects.exists()


def test_who_might_be_the_same_is_shown_before_anything_is_created(client, caseworker):
    known = make_participant(
        caseworker, family_name="Rahimi", given_name="Farid", birth_date=date(1991, 7, 14)
    )
    response = client.post(URL, TYPED)
    assert Participant.objects.count() == 1
    assert response.context["similar"] == [known]
    page = response.content.decode()
    assert f'href="/teilnehmende/{known.case_number}/"' in page
    assert "Andere Person, weiter" in page
    form = response.context["form"]
    assert {name: form[name].value() for name in TYPED} == TYPED | {"needs_interpreting": True}
    response = client.post(URL, TYPED | {"seen": form["seen"].value()})
    assert response.status_code == 302
    assert Participant.objects.count() == 2


def test_somebody_new_among_the_similar_is_shown_again(client, caseworker):
    first = make_participant(caseworker, family_name="Rahimi", given_name="Farid")
    seen = client.post(URL, TYPED).context["form"]["seen"].value()
    second = make_participant(caseworker, family_name="Rahimi", given_name="Farid")
    response = client.post(URL, TYPED | {"seen": seen})
    assert response.context["similar"] == [first, second]


def test_sending_twice_creates_once(client):
    client.post(URL, TYPED)
    client.post(URL, TYPED)
    assert Participant.objects.count() == 1


def test_similar_people_of_other_kommunen_stay_unknown(client, potsdam):
    make_participant(make_user(kommune=potsdam), family_name="Rahimi", given_name="Farid")
    assert client.post(URL, TYPED).status_code == 302


def test_many_similar_people_are_counted(client, caseworker):
    for _ in range(8):
        make_participant(caseworker, family_name="Rahimi", given_name="Farid")
    response = client.post(URL, TYPED)
    assert (len(response.context["similar"]), response.context["further"]) == (6, 2)


def test_somebody_elses_staff_cannot_be_responsible(client, potsdam):
    stranger = make_user(kommune=potsdam)
    response = client.post(URL, TYPED | {"responsible": stranger.pk})
    assert list(response.context["form"].errors) == ["responsible"]


def test_who_stands_in_records_for_the_kommune_chosen(login, cottbus, potsdam):
    visiting = make_user(Role.FALLBEGLEITUNG, potsdam)
    visiting.further_kommunen.add(cottbus)
    login(visiting).post(URL, TYPED | {"kommune": cottbus.pk})
    assert Participant.objects.get().case_number == "SW-CB-2024-0001"


@pytest.mark.parametrize("role", Role.values)
def test_who_may_record(login, cottbus, role):
    allowed = role in (Role.FALLBEGLEITUNG, Role.KOORDINATION)
    client = login(make_user(role, cottbus))
    assert client.get(URL).status_code == (200 if allowed else 403)
    assert client.post(URL, TYPED).status_code == (302 if allowed else 403)


def test_no_other_methods(client):
    assert client.put(URL).status_code == 405
