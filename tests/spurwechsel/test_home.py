"""Heute: appointments, deadlines, work and drafts, the holidays ahead, and where other roles are sent."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clearing.catalogue import Terminstand
from clearing.services import OpenPage, save_draft, start_interview
from participants.choices import Aufenthaltsstatus, Phase
from participants.services import recording_at
from spurwechsel.roles import Role
from spurwechsel.views.home import closed_days
from tests.clearing.daily import away, book, state, task
from tests.factories import make_participant, make_user, move_to

TODAY = date(2024, 3, 27)


@pytest.fixture(autouse=True)
def _on_27_march():
    with time_machine.travel(datetime(2024, 3, 27, 7, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def today_of(login):
    return lambda user: login(user).get("/")


def resting(by, follow_up_on, **fields):
    person = make_participant(by, **fields)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=by)
    move_to(person, Phase.UNVEREINBARKEIT, on=date(2024, 2, 2), by=by, follow_up_on=follow_up_on)
    return person


def names(people):
    return [person.family_name for person in people]


def test_the_day_and_the_holidays_are_named(caseworker, today_of):
    page = today_of(caseworker).content.decode()
    assert page.count("<h1>Heute, Mittwoch, 27.03.2024</h1>") == 1
    assert (
        page.count(
            "<strong>Karfreitag (29.03.), Ostersonntag (31.03.) und Ostermontag (01.04.) sind Feiertage."
            "</strong>"
            " Nächster Arbeitstag nach Donnerstag: Dienstag, 02.04.2024."
        )
        == 1
    )


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2024, 3, 21), None),
        (date(2024, 3, 22), (date(2024, 3, 28), date(2024, 4, 2))),
        # Good Friday itself, and the Saturday after it.
        (date(2024, 3, 29), (date(2024, 3, 29), date(2024, 4, 2))),
        (date(2024, 3, 30), (date(2024, 3, 30), date(2024, 4, 2))),
        (date(2024, 4, 1), (date(2024, 4, 1), date(2024, 4, 2))),
        (date(2024, 4, 2), None),
        # Reformation Day is a holiday in Brandenburg.
        (date(2024, 10, 30), (date(2024, 10, 30), date(2024, 11, 1))),
    ],
)
def test_closed_days(today, expected):
    closed = closed_days(today)
    assert (closed and (closed.last_day_before, closed.next_working_day)) == expected


def test_papers_that_ran_out_or_will_within_90_days(caseworker, today_of):
    for days in (91, 90, 30, 0, -1):
        until = TODAY + timedelta(days=days)
        make_participant(caseworker, family_name=f"In {days}", residence_until=until)
    make_participant(caseworker, family_name="Fremd", residence_until=TODAY, responsible=None)
    response = today_of(caseworker)
    mine = response.context["mine"]
    assert [(paper.person.family_name, paper.action) for paper in mine.papers] == [
        ("In -1", "Dokument prüfen"),
        ("In 0", "Verlängerung klären"),
        ("In 30", "Verlängerung klären"),
        ("In 90", "Aufenthalt ansehen"),
    ]
    assert mine.paper_count == 4
    page = response.content.decode()
    for words in ("seit 1 Tag abgelaufen", "läuft heute ab", "noch 30 Tage", "noch 90 Tage"):
        assert page.count(words) == 1


def test_a_new_paper_takes_the_old_one_from_the_page(caseworker, today_of):
    make_participant(caseworker, residence_kind=Aufenthaltsstatus.AE_104C, residence_until=date(2025, 3, 27))
    assert today_of(caseworker).context["mine"].papers == []


def whats(day):
    return [(row.item.what, row.item.person and row.item.person.family_name) for row in day.work]


def test_tasks_and_follow_ups_in_one_list_overdue_first(caseworker, coordinator, today_of):
    resting(caseworker, date(2024, 7, 1), family_name="Im Juli")
    resting(caseworker, date(2024, 3, 20), family_name="Überfällig")
    resting(caseworker, TODAY, family_name="Fremd", responsible=coordinator)
    task(make_participant(caseworker, family_name="Heute"), caseworker, title="Unterlagen")
    response = today_of(caseworker)
    assert whats(response.context["day"]) == [
        ("Wiedervorlage Unvereinbarkeit", "Überfällig"),
        ("Unterlagen", "Heute"),
        ("Wiedervorlage Unvereinbarkeit", "Im Juli"),
    ]
    page = response.content.decode()
    for words in ("seit 7 Tagen überfällig", "fällig heute", "noch 96 Tage", "Meine Aufgaben (3)"):
        assert page.count(words) == 1


def test_the_eight_most_urgent_and_how_many_there_are(caseworker, today_of):
    person = make_participant(caseworker)
    for number in range(9):
        task(person, caseworker, title=f"Nr. {number}")
    response = today_of(caseworker)
    day = response.context["day"]
    assert (len(day.work), day.work_count) == (8, 9)
    assert response.content.decode().count("Die 8 dringendsten von 9 Aufgaben.") == 1


def test_the_eight_papers_that_run_out_first_and_how_many_there_are(caseworker, today_of):
    for days in range(9):
        make_participant(caseworker, residence_until=TODAY + timedelta(days=days))
    response = today_of(caseworker)
    mine = response.context["mine"]
    assert (len(mine.papers), mine.paper_count) == (8, 9)
    assert response.content.decode().count("Die 8 dringendsten von 9 Papieren.") == 1


def test_appointments_of_today_in_their_order(caseworker, coordinator, today_of):
    person = make_participant(caseworker)
    book(person, caseworker, begins=time(14, 30), ends=time(15), interpreting_language="prs")
    book(person, caseworker, begins=time(9), ends=time(10))
    book(person, coordinator, begins=time(11), ends=time(12))
    state(book(person, caseworker, begins=time(16), ends=time(17)), caseworker, Terminstand.ABGESAGT)
    response = today_of(caseworker)
    assert [row.begins for row in response.context["day"].appointments] == [time(9), time(14, 30)]
    page = response.content.decode()
    assert page.count("Sprachmittlung Dari: noch nicht bestätigt") == 1
    assert page.index("Termine heute (2)") < page.index("Papiere mit Frist") < page.index("Meine Aufgaben")
    assert page.index("Meine Aufgaben") < page.index("Entwürfe (0)")


def test_without_an_appointment_the_next_one_is_named(caseworker, today_of):
    page = today_of(caseworker).content.decode()
    assert page.count("Heute keine Termine.") == page.count("Es ist auch kein weiterer vereinbart.") == 1
    book(make_participant(caseworker), caseworker, day=date(2024, 3, 28), begins=time(10), ends=time(11))
    page = today_of(caseworker).content.decode()
    assert page.count("Nächster Termin: Donnerstag, 28.03.2024, 10:00 Uhr") == 1


def test_who_stands_in_has_the_day_of_the_colleague(caseworker, coordinator, today_of):
    person = make_participant(caseworker, residence_until=TODAY)
    book(person, caseworker)
    task(person, caseworker, title="Unterlagen")
    away(caseworker, coordinator, TODAY, TODAY)
    absent, deputy = today_of(caseworker), today_of(coordinator)
    for response, count in ((absent, 0), (deputy, 1)):
        day = response.context["day"]
        assert len(day.appointments) == len(day.work) == response.context["mine"].paper_count == count
    assert absent.content.decode().count("Ihre Aufgaben und Fristen liegen so lange bei K. Muster.") == 1
    assert deputy.content.decode().count("Sie vertreten heute: A. Beispiel.") == 1


def test_own_drafts_and_nobody_elses(caseworker, coordinator, today_of):
    talk = start_interview(make_participant(caseworker), by=caseworker, held_on=TODAY)
    typed = {"note": ["Möchte arbeiten."]}
    save_draft(talk, "sprache", by=caseworker, typed=typed, base_version=0, page=OpenPage("seite", ""))
    page = today_of(caseworker).content.decode()
    assert page.count("Entwürfe (1)") == page.count("Gespräch 1, Sprache – Muster, Kim") == 1
    assert today_of(coordinator).content.decode().count("Entwürfe (0)") == 1


def test_own_cases_by_status_and_the_latest_change(caseworker, today_of):
    make_participant(caseworker, family_name="Neu", talk_held=False)
    old = make_participant(caseworker, family_name="Alt")
    move_to(old, Phase.CLEARING, on=date(2024, 3, 1), by=caseworker)
    ended = make_participant(caseworker, family_name="Beendet")
    move_to(ended, Phase.ABGESCHLOSSEN, on=TODAY, by=caseworker)
    mine = today_of(caseworker).context["mine"]
    assert [number for _phase, _label, number in mine.counts] == [0, 1, 0, 0, 0]
    assert (mine.total, mine.identified, names(mine.newest)) == (1, 1, ["Alt", "Neu"])


def test_recently_edited_is_mine_and_newest_first(caseworker, coordinator, today_of):
    for hour, name, by in ((8, "Erste", caseworker), (9, "Zweite", caseworker), (10, "Fremd", coordinator)):
        with recording_at(datetime(2024, 3, 26, hour, tzinfo=UTC)):
            make_participant(by, family_name=name)
    assert names(today_of(caseworker).context["recent"]) == ["Zweite", "Erste"]


def test_empty_places_say_what_comes(caseworker, today_of):
    page = today_of(caseworker).content.decode()
    for words in (
        "Kein Papier läuft in den nächsten 90 Tagen ab.",
        "Heute keine Termine.",
        "Keine offenen Aufgaben.",
        "Keine Entwürfe.",
        "Ihnen ist noch niemand zugeordnet.",
    ):
        assert page.count(words) == 1


def test_the_koordination_sees_who_waits_in_its_kommune(caseworker, coordinator, potsdam, today_of):
    make_participant(caseworker, family_name="Später", on=date(2024, 2, 1), responsible=None)
    make_participant(caseworker, family_name="Länger", on=date(2024, 1, 10), responsible=None)
    resting(caseworker, TODAY)
    elsewhere = make_user(Role.FALLBEGLEITUNG, potsdam)
    make_participant(elsewhere, family_name="Potsdam", responsible=None)
    resting(elsewhere, TODAY)
    town = today_of(coordinator).context["town"]
    assert (names(town.unassigned), town.unassigned_count, town.due_count) == (["Länger", "Später"], 2, 1)
    assert today_of(caseworker).context["town"] is None


@pytest.mark.parametrize(
    ("role", "address"),
    [
        (Role.AUSWERTUNG, "/berichte/"),
        (Role.FACHADMINISTRATION, "/verwaltung/zugaenge/"),
        (Role.DATENSCHUTZ, "/protokoll/"),
    ],
)
def test_other_roles_go_on_to_their_first_page(db, today_of, role, address):
    response = today_of(make_user(role))
    assert (response.status_code, response["Location"]) == (302, address)


def test_without_log_in_and_with_the_wrong_method(caseworker, login, client):
    assert client.get("/")["Location"] == "/anmelden/?next=/"
    assert login(caseworker).post("/").status_code == 405


@pytest.mark.parametrize("role", [Role.FALLBEGLEITUNG, Role.KOORDINATION])
def test_three_cases_cost_as_much_as_one(cottbus, login, role):
    user = make_user(role, cottbus)
    client = login(user)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/").status_code == 200
        return len(queries)

    def add():
        resting(user, TODAY, residence_until=TODAY)
        task(make_participant(user, responsible=None), user)
        start = time(8 + user.appointments.count())
        book(make_participant(user), user, begins=start, ends=start.replace(minute=30))

    add()
    one = cost()
    add()
    add()
    assert cost() == one
