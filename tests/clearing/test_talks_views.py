"""The pages of a talk: filling in, keeping, ending, comparing, printing; nothing is asked twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse

from clearing import services
from clearing.catalogue import Abschnitt
from clearing.models import Draft, SectionState
from participants import services as people
from participants.choices import Aufenthaltsstatus
from participants.models import LanguageProfile
from tests.factories import make_participant

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 27)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime(2024, 3, 27, 8, 14, 22, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def person(caseworker):
    return make_participant(caseworker, family_name="Özdemir", given_name="Ayşe")


@pytest.fixture
def talk(person, caseworker):
    return services.start_interview(person, by=caseworker, held_on=TODAY)


def address(talk, name="talk_section", *args):
    return reverse(name, args=[talk.participant.case_number, talk.number, *args])


def fields(form):
    """What a browser would send back unchanged."""
    sent = {}
    for field in form:
        value = field.value()
        value = field.field.prepare_value(value) if value is not None else ""
        sent[field.html_name] = value
    return sent


def opened(client, talk, section):
    return fields(client.get(address(talk, "talk_section", section)).context["form"])


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_first_talk_begins_today(person, caseworker, login):
    client = login(caseworker)
    response = client.post(reverse("talk_start", args=[person.case_number]))
    talk = person.interviews.get()
    assert (talk.number, talk.held_on, talk.ended_at) == (1, TODAY, None)
    assert response["Location"] == address(talk, "talk_section", Abschnitt.RAHMEN)


def test_every_page_opens(talk, caseworker, login):
    client = login(caseworker)
    for section in Abschnitt:
        response = client.get(address(talk, "talk_section", section))
        assert (section, response.status_code) == (section, 200)
    number = talk.participant.case_number
    for name in ("talk_list", "talk_paper", "talk_identity"):
        assert client.get(reverse(name, args=[number])).status_code == 200
    for name in ("talk_detail", "talk_protocol"):
        assert client.get(address(talk, name)).status_code == 200
    assert client.get(reverse("draft_list")).status_code == 200
