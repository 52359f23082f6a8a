"""How long people stay in a status: targets of a Kommune, who is beyond them, the pages."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from clearing import services
from clearing.dwelling import overdue, targets_of
from clearing.models import StatusTarget
from participants.choices import EventKind, Phase
from participants.models import Event, Participant
from tests.clearing.daily import TODAY
from tests.clearing.plans import refusal
from tests.factories import make_participant, move_to

pytestmark = pytest.mark.django_db


def in_clearing(by, days, **fields):
    person = make_participant(by, **fields)
    move_to(person, Phase.CLEARING, on=TODAY - timedelta(days=days), by=by)
    return person


def late(user):
    people = Participant.objects.visible_to(user)
    return [(row.person.family_name, row.beyond) for row in overdue(people, user.kommune_ids, TODAY)]


def test_without_own_values_six_weeks_of_clearing(caseworker):
    in_clearing(caseworker, 42, family_name="Genau")
    in_clearing(caseworker, 43, family_name="Darüber")
    make_participant(caseworker, family_name="Terminvereinbarung")
    assert late(caseworker) == [("Darüber", 1)]


def test_own_values_of_a_town_and_no_other(cottbus, potsdam, caseworker):
    in_clearing(caseworker, 11)
    services.set_targets(potsdam, by=caseworker, targets={Phase.CLEARING: 5})
    assert late(caseworker) == []
    services.set_targets(cottbus, by=caseworker, targets={Phase.CLEARING: 10, Phase.TERMINVEREINBARUNG: 30})
    assert late(caseworker) == [("Muster", 1)]
    assert targets_of([cottbus.pk]) == {cottbus.pk: {"clearing": 10, "terminvereinbarung": 30}}


def test_the_one_farthest_beyond_comes_first(cottbus, caseworker):
    in_clearing(caseworker, 50, family_name="B")
    in_clearing(caseworker, 60, family_name="A")
    assert late(caseworker) == [("A", 18), ("B", 8)]


@pytest.mark.parametrize(
    ("follow_up", "found"), [(TODAY, []), (TODAY - timedelta(days=1), [("Ruht", 25)]), (None, [("Ruht", 25)])]
)
def test_a_case_that_rests_has_its_own_day(cottbus, caseworker, follow_up, found):
    services.set_targets(cottbus, by=caseworker, targets={Phase.UNVEREINBARKEIT: 30})
    person = in_clearing(caseworker, 60, family_name="Ruht")
    wanted = {"follow_up_on": follow_up} if follow_up else {}
    move_to(person, Phase.UNVEREINBARKEIT, on=TODAY - timedelta(days=55), by=caseworker, **wanted)
    assert late(caseworker) == found


def test_setting_tells_old_and_new_once(cottbus, coordinator):
    for days in (10, 10, 20, None, None):
        services.set_targets(cottbus, by=coordinator, targets={Phase.CLEARING: days})
    events = Event.objects.filter(kind=EventKind.SETTINGS_CHANGED).order_by("pk")
    assert [event.changes["Clearing"] for event in events] == [
        ["wie üblich", "10 Tage"],
        ["10 Tage", "20 Tage"],
        ["20 Tage", "wie üblich"],
    ]
    assert not StatusTarget.objects.exists()


@pytest.mark.parametrize(("phase", "days"), [(Phase.CLEARING, 1001), (Phase.ABGESCHLOSSEN, 10)])
def test_impossible_values(cottbus, coordinator, phase, days):
    assert refusal(services.set_targets, cottbus, by=coordinator, targets={phase: days})


def test_the_pages(caseworker, coordinator, login):
    in_clearing(caseworker, 50)
    with time_machine.travel(datetime(2024, 3, 27, 7, tzinfo=UTC), tick=False):
        page = login(caseworker).get(reverse("dwelling_list")).content.decode()
        assert page.count("42 Tage, 8 darüber") == 1
        assert login(caseworker).get(reverse("dwelling_targets")).status_code == 403
        client = login(coordinator)
        seen = {"version": client.get(reverse("dwelling_targets")).context["form"]["version"].value()}
        wrong = client.post(reverse("dwelling_targets"), seen | {"clearing": "viele", "betreuung": "90"})
        assert wrong.context["form"].errors == {"clearing": ["Geben Sie eine ganze Zahl ein."]}
        assert wrong.content.decode().count('value="viele"') == 1
        client.post(reverse("dwelling_targets"), seen | {"clearing": "60"})
        page = client.get(reverse("dwelling_list"), {"wer": "team"}).content.decode()
        assert page.count("Niemand ist länger als vorgesehen im selben Status.") == 1


def test_the_day_itself_is_day_zero(caseworker):
    person = in_clearing(caseworker, 43)
    row = overdue(Participant.objects.visible_to(caseworker), caseworker.kommune_ids, TODAY)[0]
    assert (row.days, person.phase_since) == (43, date(2024, 2, 13))


def test_the_overview_does_not_speak_of_six_weeks_beside_an_own_value(cottbus, coordinator, login):
    in_clearing(coordinator, 50)
    words = "Clearing dauert länger als 6 Wochen"
    with time_machine.travel(datetime(2024, 3, 27, 7, tzinfo=UTC), tick=False):
        client = login(coordinator)
        assert client.get(reverse("overview")).content.decode().count(words) == 1
        services.set_targets(cottbus, by=coordinator, targets={Phase.CLEARING: 60})
        page = client.get(reverse("overview")).content.decode()
    assert (page.count(words), page.count("/verweildauer/?wer=team")) == (0, 1)


def test_the_second_of_two_who_set_targets_sees_both(cottbus, coordinator, login):
    client, address = login(coordinator), reverse("dwelling_targets")
    seen = client.get(address).context["form"]["version"].value()
    services.set_targets(cottbus, by=coordinator, targets={Phase.CLEARING: 60})
    answer = client.post(address, {"clearing": "50", "betreuung": "90", "version": seen})
    assert (answer.status_code, StatusTarget.objects.get().days) == (409, 60)
    label = "{}: höchstens so viele Tage".format
    assert answer.context["rows"] == [
        (label("Clearing"), "60", "50"),
        (label("Betreuung"), "keine Angabe", "90"),
    ]
    form = answer.context["form"]
    again = {name: form[name].value() for name in ("clearing", "betreuung", "version")}
    assert client.post(address, again).url == reverse("dwelling_list")
    assert services.held_targets(cottbus).values == {"clearing": 50, "betreuung": 90}
