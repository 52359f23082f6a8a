"""Pages of appointments, contacts and the calendar: what works, what is refused, what is kept."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clearing.catalogue import Terminart, Terminstand
from clearing.models import Appointment, ContactAttempt
from network import services as network
from participants.choices import Phase
from spurwechsel.roles import Role
from tests.built_once import once
from tests.clearing.daily import TODAY, away, book, state
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


def url(name, person, *args):
    return reverse(name, args=[person.case_number, *args])


def typed(host, **fields):
    known = {"kind": "clearing", "day": "28.3.24", "begins": "9", "ends": "10.30", "place": "buero"}
    return known | {"host": host.pk} | fields


def text(response):
    return response.content.decode()


def test_a_new_appointment_is_offered_as_it_most_likely_is(client, person):
    page = client.get(url("appointment_add", person), {"tag": "02.04.2024"})
    initial = page.context["form"].initial
    assert (initial["kind"], initial["interpreting_language"]) == (Terminart.CLEARING, "prs")
    assert text(page).count('value="02.04.2024"') == 1


def test_an_appointment_is_made_and_shown(client, person, caseworker):
    answer = client.post(url("appointment_add", person), typed(caseworker), follow=True)
    row = Appointment.objects.get()
    assert (row.day, row.begins, row.ends) == (date(2024, 3, 28), time(9), time(10, 30))
    assert text(answer).count("Vereinbart: Clearing-Gespräch am 28.03.2024, 09:00 Uhr.") == 1
    page = text(client.get(url("appointment_detail", person, row.pk)))
    assert page.count("<h1>Clearing-Gespräch, Donnerstag, 28.03.2024</h1>") == 1


def test_without_an_end_it_lasts_an_hour_but_not_past_midnight(client, person, caseworker):
    client.post(url("appointment_add", person), typed(caseworker, ends=""))
    assert Appointment.objects.get().ends == time(10)
    answer = client.post(url("appointment_add", person), typed(caseworker, begins="23:30", ends=""))
    assert answer.context["form"].errors == {"ends": ["Geben Sie an, wann der Termin endet."]}


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"ends": "8"}, "ends", "Das Ende muss nach dem Beginn liegen."),
        ({"begins": "neun"}, "begins", "Geben Sie die Uhrzeit so ein: 9:30."),
        ({"begins": "24:10"}, "begins", "Prüfen Sie die Uhrzeit. 24 Uhr gibt es nicht."),
        ({"day": "30.2.2024"}, "day", "Prüfen Sie den Tag. Den 30.02.2024 gibt es nicht."),
        ({"kind": ""}, "kind", "Wählen Sie aus, was für ein Termin es ist."),
        ({"interpreter": "R."}, "interpreter", "Wählen Sie auch die Sprache der Sprachmittlung aus."),
        (
            {"day": "31.3.2024", "begins": "2:30", "ends": "4"},
            "begins",
            "02:30 Uhr gibt es am 31.03.2024 nicht: In dieser Nacht werden die Uhren von 2 auf 3 Uhr"
            " vorgestellt. Wählen Sie eine andere Uhrzeit.",
        ),
    ],
)
def test_bad_input_is_told_in_one_sentence_and_kept(client, person, caseworker, fields, field, words):
    answer = client.post(url("appointment_add", person), typed(caseworker, room="2.14", **fields))
    assert answer.context["form"].errors == {field: [words]}
    assert text(answer).count('value="2.14"') == 1
    assert Appointment.objects.count() == 0


def test_what_is_taken_is_asked_once_and_then_done(client, person, caseworker):
    book(person, caseworker, day=date(2024, 3, 28))
    other = make_participant(caseworker)
    fields = typed(caseworker)
    answer = client.post(url("appointment_add", other), fields)
    form = answer.context["form"]
    sentence = "A. Beispiel hat von 09:00 bis 10:00 Uhr schon einen Termin."
    assert form.errors == {"begins": [sentence]}
    assert text(answer).count("Trotzdem so eintragen") == 1
    asked = {**fields, "seen": form["seen"].value()}
    assert client.post(url("appointment_add", other), asked).status_code == 200
    assert client.post(url("appointment_add", other), asked | {"despite": "on"}).status_code == 302


def test_a_tick_counts_only_for_what_was_read(client, person, caseworker):
    book(person, caseworker, day=date(2024, 3, 28))
    other = make_participant(caseworker)
    seen = {"seen": "A. Beispiel hat von 09:00 bis 10:00 Uhr schon einen Termin.", "despite": "on"}
    answer = client.post(url("appointment_add", other), typed(caseworker, day="29.3.24", **seen))
    assert answer.context["form"].errors == {"begins": ["Der 29.03.2024 ist ein Feiertag: Karfreitag."]}
    assert not answer.context["form"]["despite"].value()


def test_from_the_calendar_the_person_is_chosen(client, person, caseworker):
    answer = client.post(
        reverse("calendar_add") + "?tag=28.03.2024", typed(caseworker, participant=person.pk)
    )
    assert answer["Location"] == "/kalender/?tag=28.03.2024"
    assert person.appointments.count() == 1


def test_an_appointment_of_the_past_is_marked(client, person, caseworker):
    answer = client.post(url("appointment_add", person), typed(caseworker, day="20.3.24"), follow=True)
    assert text(answer).count("Er liegt in der Vergangenheit.") == 1
    assert text(answer).count("vorbei, noch ohne Ergebnis") == 1
    page = text(client.get(url("appointment_detail", person, Appointment.objects.get().pk)))
    assert page.count("Der Termin liegt in der Vergangenheit.") == 1


def test_moving_and_the_way_back_to_the_old_one(client, person, caseworker):
    row = book(person, caseworker)
    fields = {"version": 1, "day": "2.4.2024", "begins": "9", "ends": "10", "reason": "Zug verpasst"}
    client.post(url("appointment_move", person, row.pk), fields)
    moved = row.moved_to
    old = text(client.get(url("appointment_detail", person, row.pk)))
    assert old.count(f'href="/teilnehmende/{person.case_number}/termine/{moved.pk}/"') == 1
    assert old.count("Zug verpasst") == 1


def test_two_people_change_it_and_nothing_is_overwritten(client, person, caseworker):
    row = book(person, caseworker)
    state(row, caseworker, Terminstand.WAHRGENOMMEN)
    fields = typed(caseworker, version=1, room="2.14", day="27.03.2024")
    answer = client.post(url("appointment_edit", person, row.pk), fields)
    assert answer.status_code == 409
    assert client.post(url("appointment_edit", person, row.pk), fields | {"version": 2}).status_code == 302


def test_before_the_day_nobody_can_have_come(client, person, caseworker):
    row = book(person, caseworker, day=date(2024, 3, 28))
    choices = client.get(url("appointment_state", person, row.pk)).context["form"].fields["state"].choices
    assert [code for code, _ in choices] == ["abgesagt", "kurzfristig"]


def test_a_first_talk_that_was_held_moves_the_status_with_a_way_back(client, caseworker):
    person = make_participant(caseworker, talk_held=False)
    row = book(person, caseworker, kind=Terminart.ERSTGESPRAECH)
    fields = {"version": 1, "state": "wahrgenommen"}
    answer = client.post(url("appointment_state", person, row.pk), fields, follow=True)
    person.refresh_from_db()
    assert person.phase == Phase.TERMINVEREINBARUNG
    assert text(answer).count("Der Status ist jetzt Terminvereinbarung.") == 1
    assert text(answer).count(f'action="{url("appointment_reopen", person, row.pk)}"') == 1
    answer = client.post(url("appointment_reopen", person, row.pk), follow=True)
    person.refresh_from_db()
    row.refresh_from_db()
    assert (person.phase, row.state) == (Phase.IDENTIFIZIERT, Terminstand.GEPLANT)
    assert text(answer).count("wieder geplant. Auch der Status Terminvereinbarung ist zurückgenommen.") == 1


def test_a_status_that_asks_for_a_reason_stays_and_the_page_says_what_to_do(client, caseworker, login):
    person = make_participant(caseworker, talk_held=False)
    row = book(person, caseworker, kind=Terminart.ERSTGESPRAECH)
    client.post(url("appointment_state", person, row.pk), {"version": 1, "state": "wahrgenommen"})
    colleague = login(make_user(kommune=caseworker.kommune))
    answer = colleague.post(url("appointment_reopen", person, row.pk), follow=True)
    person.refresh_from_db()
    assert person.phase == Phase.TERMINVEREINBARUNG
    assert text(answer).count("Der Status Terminvereinbarung bleibt.") == 1


def test_taking_back_what_became_of_it(client, person, caseworker):
    row = state(book(person, caseworker), caseworker, Terminstand.NICHT_ERSCHIENEN)
    client.post(url("appointment_reopen", person, row.pk))
    row.refresh_from_db()
    assert row.state == Terminstand.GEPLANT


def test_interpreting_is_confirmed_by_one_click_and_back(client, person, caseworker):
    row = book(person, caseworker, interpreting_language="prs")
    for expected in (True, False):
        client.post(url("appointment_interpreting", person, row.pk))
        row.refresh_from_db()
        assert row.interpreter_confirmed is expected
    plain = book(person, caseworker, begins=time(11), ends=time(12))
    answer = client.post(url("appointment_interpreting", person, plain.pk), follow=True)
    assert text(answer).count("Für diesen Termin ist keine Sprachmittlung eingetragen.") == 1


def test_an_attempt_is_entered_and_taken_back(client, person):
    fields = {"tried_on": "heute", "channel": "telefon", "result": "keine_antwort", "next_on": "+7"}
    client.post(url("contact_add", person), fields)
    row = ContactAttempt.objects.get()
    assert (row.tried_on, row.next_on) == (TODAY, date(2024, 4, 3))
    client.post(url("contact_withdraw", person, row.pk))
    assert text(client.get(url("appointment_list", person))).count("<s>Telefon am 27.03.2024</s>") == 1
    assert ContactAttempt.objects.in_force().count() == 0


def test_the_first_talk_needs_somebody_who_was_reached(client, caseworker):
    person = make_participant(caseworker, talk_held=False)
    fields = {"tried_on": "heute", "channel": "telefon", "was_first_talk": "on"}
    answer = client.post(url("contact_add", person), fields | {"result": "keine_antwort"})
    assert list(answer.context["form"].errors) == ["was_first_talk"]
    client.post(url("contact_add", person), fields | {"result": "ueberlegt"})
    person.refresh_from_db()
    assert person.phase == Phase.TERMINVEREINBARUNG


# --- the calendar ----------------------------------------------------------------------------------------


def days(response):
    return [each.day for each in response.context["days"]]


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("", date(2024, 3, 25), date(2024, 3, 31)),
        ("1.1.2024", date(2024, 1, 1), date(2024, 1, 7)),
        ("31.12.2023", date(2023, 12, 25), date(2023, 12, 31)),
        ("29.2.2024", date(2024, 2, 26), date(2024, 3, 3)),
        ("30.12.2025", date(2025, 12, 29), date(2026, 1, 4)),
    ],
)
def test_a_week_begins_on_monday(client, asked, first, last):
    shown = days(client.get(reverse("calendar"), {"tag": asked}))
    assert (shown[0], shown[-1], len(shown)) == (first, last, 7)


def test_holidays_and_leave_are_named(client, caseworker, coordinator):
    away(coordinator, caseworker, date(2024, 3, 28), date(2024, 3, 28))
    page = text(client.get(reverse("calendar")))
    assert page.count("Karfreitag") == 1
    assert page.count("K. Muster abwesend, Vertretung: A. Beispiel") == 1


def test_mine_by_default_and_the_team_on_request(client, person, caseworker, coordinator):
    book(person, caseworker)
    book(person, coordinator, begins=time(11), ends=time(12))
    counts = {
        who: sum(
            len(day.appointments) for day in client.get(reverse("calendar"), {"wer": who}).context["days"]
        )
        for who in ("", "ich", "team", str(coordinator.pk), "unsinn", "999999")
    }
    assert counts == {"": 1, "ich": 1, "team": 2, str(coordinator.pk): 1, "unsinn": 1, "999999": 1}


@pytest.mark.parametrize(
    ("asked", "weeks", "first"),
    [
        ("27.3.2024", 5, date(2024, 2, 26)),
        ("29.2.2024", 5, date(2024, 1, 29)),
        ("1.2.2027", 4, date(2027, 2, 1)),
        ("31.12.2024", 6, date(2024, 11, 25)),
    ],
)
def test_a_month_has_whole_weeks(client, asked, weeks, first):
    shown = client.get(reverse("calendar_month"), {"tag": asked}).context["weeks"]
    assert (len(shown), shown[0][0].day) == (weeks, first)


def test_before_and_after_a_month_go_over_the_year(client):
    links = client.get(reverse("calendar_month"), {"tag": "31.12.2024"}).context["links"]
    assert (links["before"], links["after"]) == ("?tag=01.11.2024&wer=ich", "?tag=01.01.2025&wer=ich")


def test_one_day_to_print(client, person, caseworker):
    book(person, caseworker)
    page = text(client.get(reverse("calendar_day")))
    assert page.count("<h1>Mittwoch, 27.03.2024</h1>") == 1
    assert page.count("Muster, Kim") == 1
    assert text(client.get(reverse("calendar_day"), {"tag": "unsinn"})).count("Geben Sie das Datum") >= 1


@pytest.mark.parametrize("name", ["calendar", "calendar_month", "calendar_day"])
def test_three_appointments_cost_as_much_as_one(client, caseworker, name):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name), {"wer": "team"}).status_code == 200
        return len(queries)

    book(make_participant(caseworker), caseworker)
    one = cost()
    for hour in (11, 13):
        book(make_participant(caseworker), caseworker, begins=time(hour), ends=time(hour + 1))
    assert cost() == one


def test_who_is_registered_gets_an_appointment_at_once(client):
    fields = {
        "family_name": "Njoroge",
        "given_name": "Peter",
        "birth_date": "1990",
        "language": "en",
        "residence_kind": "ae_104c",
        "consent": "wird_eingeholt",
        "talk_held": "nein",
    }
    answer = client.post(reverse("participant_register"), fields | {"termin": "1"})
    assert answer["Location"] == "/teilnehmende/SW-CB-2024-0002/termine/neu/"
    page = client.get(answer["Location"])
    assert page.context["form"].initial["kind"] == Terminart.ERSTGESPRAECH


def test_known_partners_are_offered_while_typing(login, caseworker, coordinator, potsdam):
    there = make_user(Role.KOORDINATION, potsdam)
    network.add_organisation(caseworker.kommune, by=coordinator, group="mso", name="Hier <b>")
    network.add_organisation(caseworker.kommune, by=coordinator, group="mso", name="Abgelegt", active=False)
    network.add_organisation(potsdam, by=there, group="mso", name="Dort")
    network.add_organisation(potsdam, by=there, group="mso", name="Dort geteilt", shared=True)
    person = make_participant(caseworker)
    offered = (
        '<datalist id="id_partner_vorschlaege"><option value="Dort geteilt"></option>'
        '<option value="Hier &lt;b&gt;"></option></datalist>'
    )
    for address in (f"/teilnehmende/{person.case_number}/termine/neu/", reverse("calendar_add")):
        page = login(caseworker).get(address)
        assert 'list="id_partner_vorschlaege"' in page.text
        assert offered in page.text
