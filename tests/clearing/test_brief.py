"""Kurzkontakte: counted without a name, shown as numbers, forgotten in time with their sum kept."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse

from clearing import services
from clearing.brief_counts import brief_counts
from clearing.models import BriefContact, BriefContactSum
from participants.choices import EventKind
from participants.models import Event
from tests.factories import make_user

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 27)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime(2024, 3, 27, 8, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def client(caseworker, login):
    return login(caseworker)


def count(kommune, day=DAY, topic="arbeit"):
    return services.count_brief_contact(kommune, day=day, topic=topic, language="ar")


def numbers(user, day=DAY):
    return {row.label: row[1:] for row in brief_counts(user, day) if any(row[1:])}


def test_three_answers_and_no_name(client, cottbus):
    page = reverse("brief_contacts")
    form = client.get(page).context["form"]
    assert list(form.fields) == ["topic", "day", "language"]
    response = client.post(page, {"topic": "arbeit", "day": "heute", "language": "ar"})
    assert [str(each) for each in get_messages(response.wsgi_request)] == [
        "Gezählt: Arbeit, Ausbildung am 27.03.2024."
    ]
    row = BriefContact.objects.values().get()
    del row["id"]
    # Nothing else is kept: nobody who asked, nobody who answered, no hour.
    assert row == {"kommune_id": cottbus.pk, "day": DAY, "topic": "arbeit", "language": "ar"}
    assert set(Event.objects.values_list("kind", flat=True)) <= {EventKind.USER_CHANGED}


def test_what_is_missing_is_told_at_the_field(client):
    response = client.post(reverse("brief_contacts"), {"day": "morgen"})
    assert {name: list(each) for name, each in response.context["form"].errors.items()} == {
        "topic": ["Wählen Sie aus, worum es ging."],
        "language": ["Wählen Sie aus, in welcher Sprache Sie gesprochen haben."],
        "day": ["Das Datum muss heute oder in der Vergangenheit liegen."],
    }


def test_a_mistaken_one_is_deleted(client, caseworker, cottbus):
    row = count(cottbus)
    assert client.post(reverse("brief_contact_delete", args=[row.pk])).status_code == 302
    assert list(BriefContact.objects.all()) == []
    event = Event.objects.get(kind=EventKind.BRIEF_CONTACT_DELETED)
    assert (event.summary, event.by) == ("Kurzkontakt: Arbeit, Ausbildung am 27.03.2024", caseworker)


def test_numbers_of_the_own_town_by_month(caseworker, cottbus, potsdam):
    for day in (DAY, DAY, date(2024, 2, 29), date(2024, 1, 1), date(2023, 12, 31)):
        count(cottbus, day)
    count(cottbus, DAY, "wohnung")
    count(potsdam)
    assert numbers(caseworker) == {
        "Arbeit, Ausbildung": (2, 1, 4),
        "Wohnung": (1, 0, 1),
        "Zusammen": (3, 1, 5),
    }
    # In January the month before belongs to another year.
    assert numbers(caseworker, date(2024, 1, 5)) == {"Arbeit, Ausbildung": (1, 1, 1), "Zusammen": (1, 1, 1)}
    assert numbers(make_user("koordination", potsdam)) == {
        "Arbeit, Ausbildung": (1, 0, 1),
        "Zusammen": (1, 0, 1),
    }


def test_after_three_months_only_the_sum_stays(caseworker, cottbus):
    for day in (date(2023, 12, 26), date(2023, 12, 26), date(2023, 12, 27), DAY):
        count(cottbus, day)
    before = numbers(caseworker, date(2024, 1, 31))
    assert services.expire_brief_contacts(today=DAY, dry_run=True) == 2
    assert BriefContact.objects.count() == 4
    assert services.expire_brief_contacts(today=DAY) == 2
    assert [row.day for row in BriefContact.objects.all()] == [DAY, date(2023, 12, 27)]
    assert [(row.month, row.topic, row.number) for row in BriefContactSum.objects.all()] == [
        (date(2023, 12, 1), "arbeit", 2)
    ]
    assert services.expire_brief_contacts(today=date(2024, 3, 28)) == 1
    assert BriefContactSum.objects.get().number == 3
    assert numbers(caseworker, date(2024, 1, 31)) == before


def test_the_command_counts_before_it_deletes(cottbus):
    count(cottbus, date(2023, 12, 1))
    call_command("kurzkontakte_aufraeumen", "--probelauf", stdout=(said := StringIO()))
    call_command("kurzkontakte_aufraeumen", stdout=said)
    assert said.getvalue() == "Zu löschen: 1 Kurzkontakt.\nGelöscht: 1 Kurzkontakt.\n"


def test_as_many_queries_for_three_as_for_one(caseworker, cottbus, django_assert_num_queries):
    count(cottbus)
    with django_assert_num_queries(3):
        brief_counts(make_fresh(caseworker), DAY)
    for topic in ("wohnung", "sprache"):
        count(cottbus, DAY, topic)
    with django_assert_num_queries(3):
        brief_counts(make_fresh(caseworker), DAY)


def make_fresh(user):
    """The same user without what it has looked up already."""
    fresh = type(user)(
        **{field.attname: getattr(user, field.attname) for field in user._meta.concrete_fields}
    )
    fresh._state.adding = False
    return fresh
