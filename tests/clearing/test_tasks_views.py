"""Pages of tasks, leave, handing over, and of people without a first talk."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clearing import services
from clearing.models import Absence, Task
from participants.management.commands.fristen_mail import digests
from spurwechsel.roles import Role
from tests.built_once import once
from tests.clearing.daily import TODAY, away, book, task
from tests.factories import make_participant, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _on_27_march():
    with time_machine.travel(datetime(2024, 3, 27, 7, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def client(caseworker, login):
    return login(caseworker)


@once
def person(caseworker):
    return make_participant(caseworker)


def text(response):
    return response.content.decode()


def whats(response):
    return [row.item.what for row in response.context["rows"]]


def test_a_task_is_noted_for_a_case_and_leads_back_to_it(client, person, caseworker):
    address = f"{reverse('task_add')}?fall={person.case_number}"
    assert text(client.get(address)).count(f'value="{person.case_number}"') == 1
    fields = {"title": "Unterlagen", "case_number": person.case_number.lower(), "due": "29.3.24"}
    answer = client.post(address, fields | {"owner": caseworker.pk}, follow=True)
    assert (Task.objects.get().participant, Task.objects.get().due) == (person, date(2024, 4, 2))
    assert answer.redirect_chain == [(f"/teilnehmende/{person.case_number}/termine/", 302)]
    assert text(answer).count("Angelegt, fällig am 02.04.2024.") == 1


def test_a_task_without_a_case_belongs_to_the_town(client, caseworker):
    client.post(reverse("task_add"), {"title": "Material bestellen", "due": "heute", "owner": ""})
    row = Task.objects.get()
    assert (row.participant, row.kommune, row.owner) == (None, caseworker.kommune, None)


def test_a_case_number_of_another_town_is_none(client, potsdam):
    there = make_participant(make_user(Role.FALLBEGLEITUNG, potsdam))
    for number in (there.case_number, "SW-CB-2024-9999", "<b>"):
        answer = client.post(reverse("task_add"), {"title": "Was", "case_number": number, "due": "heute"})
        assert answer.context["form"].errors == {
            "case_number": ["Diese Fallnummer gibt es nicht. Prüfen Sie die Schreibweise."]
        }


def test_lists_of_mine_the_team_and_nobody(client, person, caseworker, coordinator):
    for title, owner in (("meine", caseworker), ("ihre", coordinator), ("niemandes", None)):
        task(person, caseworker, title=title, owner=owner)
    found = {
        who: whats(client.get(reverse("task_list"), {"wer": who}))
        for who in ("ich", "team", "niemand", str(coordinator.pk), "unsinn")
    }
    assert found == {
        "ich": ["meine"],
        "team": ["meine", "ihre", "niemandes"],
        "niemand": ["niemandes"],
        str(coordinator.pk): ["ihre"],
        "unsinn": ["meine"],
    }


def test_who_is_away_is_told_where_the_work_lies(client, login, person, caseworker, coordinator):
    task(person, caseworker, title="Ihre")
    away(caseworker, coordinator, TODAY, date(2024, 4, 5))
    page = text(client.get(reverse("task_list")))
    assert page.count("Ihre Aufgaben liegen so lange bei K. Muster.") == 1
    page = text(login(coordinator).get(reverse("task_list")))
    assert page.count("Sie vertreten heute: A. Beispiel.") == 1
    assert page.count("A. Beispiel, abwesend; Vertretung: K. Muster") == 1


def test_done_and_back_from_where_the_button_was(client, person, caseworker):
    row = task(person, caseworker)
    address = reverse("task_done", args=[row.pk])
    assert client.post(address, {"von": "heute"})["Location"] == "/"
    assert client.post(address, {"von": "fall"})["Location"] == f"/teilnehmende/{person.case_number}/termine/"
    answer = client.post(address, {"von": "//boese.example"}, follow=True)
    assert answer.redirect_chain == [("/aufgaben/", 302)]
    assert text(answer).count(f'action="/aufgaben/{row.pk}/wieder-oeffnen/"') == 3
    client.post(reverse("task_reopen", args=[row.pk]))
    row.refresh_from_db()
    assert row.done_at is None


def test_changing_and_postponing(client, person, caseworker):
    row = task(person, caseworker)
    address = reverse("task_edit", args=[row.pk])
    assert text(client.get(address)).count("<h1>Unterlagen nachreichen</h1>") == 1
    answer = client.post(address, {"version": 1, "title": "", "note": "bleibt"})
    assert text(answer).count("bleibt") == 1
    client.post(address, {"version": 1, "title": "Neu", "owner": ""})
    assert client.post(address, {"version": 1, "title": "Älter"}).status_code == 409
    postpone = reverse("task_postpone", args=[row.pk])
    client.post(postpone, {"version": 2, "due": "+7", "postponed_because": "Post fehlt."})
    row.refresh_from_db()
    assert (row.title, row.owner, row.due) == ("Neu", None, date(2024, 4, 3))
    assert text(client.get(reverse("task_list"), {"wer": "niemand"})).count("verschoben: Post fehlt.") == 1


def test_taking_a_task_of_nobody(client, person, caseworker):
    row = task(person, caseworker, owner=None)
    client.post(reverse("task_take", args=[row.pk]))
    row.refresh_from_db()
    assert row.owner == caseworker


def test_own_leave_and_that_of_everybody(client, login, caseworker, coordinator, cottbus):
    fields = {"first_day": "2.4.24", "last_day": "12.4.24", "deputy": coordinator.pk}
    client.post(reverse("absence_add"), fields)
    assert Absence.objects.get().user == caseworker
    third = make_user(Role.FALLBEGLEITUNG, cottbus)
    login(coordinator).post(reverse("absence_add"), fields | {"user": third.pk})
    row = Absence.objects.get(user=third)
    # Only one's own, unless one is the Koordination.
    for name in ("absence_edit", "absence_cancel"):
        assert client.post(reverse(name, args=[row.pk])).status_code == 403
    wrong = client.post(reverse("absence_add"), fields | {"last_day": "1.4.24"})
    assert list(wrong.context["form"].errors) == ["last_day"]
    login(coordinator).post(reverse("absence_cancel", args=[row.pk]))
    assert Absence.objects.in_force().count() == 1


def test_deadlines_lie_with_the_deputy_on_their_page_and_in_the_mail(login, caseworker, coordinator):
    make_participant(caseworker, family_name="Fällig", residence_until=TODAY)

    def shown(user):
        page = login(user).get(reverse("deadline_list"), {"wer": "ich"})
        return text(page).count("Fällig, Kim")

    def told():
        return [address for address, _ in digests(TODAY)]

    before = (shown(caseworker) > 0, shown(coordinator), told())
    assert before == (True, 0, [caseworker.email])
    away(caseworker, coordinator, TODAY, TODAY)
    assert (shown(caseworker), shown(coordinator) > 0, told()) == (0, True, [coordinator.email])


def test_a_caseload_is_handed_over_after_a_preview(login, caseworker, coordinator):
    people = [make_participant(caseworker, family_name=name) for name in ("Eins", "Zwei", "Drei")]
    task(people[0], caseworker)
    book(people[0], caseworker)
    client = login(coordinator)
    address = f"{reverse('hand_over')}?wer={caseworker.pk}"
    chosen = {"people": [each.pk for each in people[:2]], "to": coordinator.pk, "reason": "Elternzeit"}
    preview = client.post(address, chosen)
    assert [(row.person.family_name, row.tasks, row.appointments) for row in preview.context["rows"]] == [
        ("Eins", 1, 1),
        ("Zwei", 0, 0),
    ]
    back = client.post(address, chosen | {"zurueck": "1"})
    assert text(back).count("Elternzeit") == 1
    done = client.post(address, chosen | {"bestaetigt": "1"}, follow=True)
    assert text(done).count("2 Fälle an K. Muster übergeben, mit Aufgaben: 1 und Terminen: 1.") == 1
    assert coordinator.cases.count() == 2
    missing = client.post(address, {"to": coordinator.pk, "reason": "x"})
    assert missing.context["form"].errors == {"people": ["Wählen Sie mindestens einen Fall aus."]}


def test_who_does_not_lead_the_team_hands_nothing_over(client):
    assert client.get(reverse("hand_over")).status_code == 403


def test_people_without_a_first_talk(client, caseworker, coordinator):
    person = make_participant(caseworker, talk_held=False, family_name="Zögernd")
    make_participant(caseworker, talk_held=False, family_name="Fremd", responsible=coordinator)
    call = {"by": caseworker, "channel": "brief", "result": "hinterlassen"}
    services.record_attempt(person, tried_on=date(2024, 3, 1), next_on=date(2024, 3, 8), **call)
    page = text(client.get(reverse("waiting_list")))
    assert page.count("Eingeladen, keine Reaktion (1)") == 1
    assert (page.count("Zögernd"), page.count("Fremd")) == (4, 0)
    assert page.count("seit 19 Tagen überfällig") == 1
    assert (
        text(client.get(reverse("waiting_list"), {"wer": "team"})).count("Noch nicht angesprochen (1)") == 1
    )


def test_who_is_silent_longest_comes_first_among_those_without_a_next_try(client, caseworker):
    call = {"by": caseworker, "channel": "brief", "result": "hinterlassen"}
    for name, day, following in (("A", 20, None), ("B", 11, None), ("C", 19, date(2024, 4, 9))):
        person = make_participant(caseworker, talk_held=False, family_name=name)
        services.record_attempt(person, tried_on=date(2024, 3, day), next_on=following, **call)
    (group,) = [
        people for key, _, _, people in client.get(reverse("waiting_list")).context["groups"] if people
    ]
    assert [row.person.family_name for row in group] == ["C", "B", "A"]


@pytest.mark.parametrize("name", ["task_list", "waiting_list", "absence_list"])
def test_three_rows_cost_as_much_as_one(client, caseworker, coordinator, name):
    def add(day):
        person = make_participant(caseworker, talk_held=False)
        services.record_attempt(person, by=caseworker, tried_on=TODAY, channel="brief", result="hinterlassen")
        task(person, caseworker, owner=coordinator)
        away(coordinator, caseworker, day, day)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name), {"wer": "team"}).status_code == 200
        return len(queries)

    add(TODAY)
    one = cost()
    for day in (date(2024, 4, 2), date(2024, 4, 3)):
        add(day)
    assert cost() == one
