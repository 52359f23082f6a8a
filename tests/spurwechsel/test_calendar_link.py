"""The secret link to one's own appointments: shown once, revocable, and nothing to learn from a wrong one."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from ical.calendar_stream import IcsCalendarStream

from clearing import services as clearing
from participants.models import Event
from spurwechsel.models import CalendarLink
from spurwechsel.services import deactivate_user, make_calendar_link
from tests.factories import make_participant, make_user

FEED = "/kalender/abo.ics"
TODAY = date(2024, 4, 12)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2024-04-12 08:00+02:00", tick=False):
        yield


@pytest.fixture(autouse=True)
def _no_earlier_tries(db):
    cache.clear()


def book(host, day: date, begins: time = time(9)):
    person = make_participant(host, family_name="Geheimnis", on=date(2024, 1, 10))
    return clearing.book_appointment(
        person,
        by=host,
        kind="clearing",
        day=day,
        begins=begins,
        ends=time(begins.hour + 1),
        host=host,
        place="buero",
    )


def feed(token: str):
    return Client().get(FEED, {"schluessel": token})


def days(answer) -> list[date]:
    return [
        event.start.date() for event in IcsCalendarStream.calendar_from_ics(answer.content.decode()).events
    ]


class TestFeed:
    def test_shows_the_own_appointments_without_a_log_in(self, caseworker, coordinator):
        for back in (31, 32):
            book(caseworker, TODAY - timedelta(days=back))
        book(caseworker, TODAY + timedelta(days=402))
        book(coordinator, TODAY)
        answer = feed(make_calendar_link(caseworker))
        assert days(answer) == [TODAY - timedelta(days=31), TODAY + timedelta(days=402)]
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer["Cache-Control"] == "no-store, private"
        assert "Geheimnis" not in answer.content.decode()

    @pytest.mark.parametrize("token", ["", "falsch", "x" * 43, "x" * 101, "\x00", "ü"])
    def test_a_wrong_link_is_a_page_that_is_not_there(self, caseworker, token):
        make_calendar_link(caseworker)
        wrong, nowhere = feed(token), Client().get("/gibt-es-nicht/")
        assert (wrong.status_code, nowhere.status_code) == (404, 404)
        assert wrong["Cache-Control"] == "no-store, private"
        assert wrong.content.decode().replace(FEED, "") == nowhere.content.decode().replace(
            "/gibt-es-nicht/", ""
        )

    def test_a_new_link_ends_the_old_one(self, caseworker):
        old, new = make_calendar_link(caseworker), make_calendar_link(caseworker)
        assert (feed(old).status_code, feed(new).status_code) == (404, 200)
        assert CalendarLink.objects.count() == 1

    def test_only_a_digest_is_kept(self, caseworker):
        token = make_calendar_link(caseworker)
        assert token not in CalendarLink.objects.get().token_digest
        assert [event for event in Event.objects.all() if token in f"{event.summary}{event.changes}"] == []

    def test_ends_with_the_account(self, caseworker, cottbus):
        token = make_calendar_link(caseworker)
        deactivate_user(caseworker, by=make_user("fachadministration"))
        assert feed(token).status_code == 404

    def test_follows_the_rights(self, caseworker, potsdam):
        """Who works elsewhere now has none of the appointments of before."""
        book(caseworker, TODAY)
        token = make_calendar_link(caseworker)
        type(caseworker).objects.filter(pk=caseworker.pk).update(kommune=potsdam)
        assert days(feed(token)) == []

    def test_wrong_links_are_limited(self, caseworker):
        token = make_calendar_link(caseworker)
        assert [feed("falsch").status_code for _ in range(31)] == [404] * 30 + [429]
        assert feed(token).status_code == 200

    def test_so_is_reading(self, caseworker):
        token = make_calendar_link(caseworker)
        assert [feed(token).status_code for _ in range(61)] == [200] * 60 + [429]


class TestPage:
    def test_shows_the_link_once(self, login, caseworker):
        client = login(caseworker)
        page = client.post("/konto/kalender/")
        link = page.context["link"]
        assert link.startswith(f"http://testserver{FEED}?schluessel=")
        assert page["Cache-Control"] == "no-store, private"
        assert Client().get(link).status_code == 200
        later = client.get("/konto/kalender/").content.decode()
        assert (link.partition("=")[2] in later, "Seit 12.04.2024, 08:00 Uhr gilt ein Link." in later) == (
            False,
            True,
        )
        assert Event.objects.filter(summary="Kalenderlink angelegt", by=caseworker).count() == 1

    def test_revokes_it(self, login, caseworker):
        token = make_calendar_link(caseworker)
        answer = login(caseworker).post("/konto/kalender/widerrufen/", follow=True)
        assert [str(each) for each in answer.context["messages"]] == ["Der Link gilt nicht mehr."]
        assert feed(token).status_code == 404
        answer = login(caseworker).post("/konto/kalender/widerrufen/", follow=True)
        assert [str(each) for each in answer.context["messages"]] == ["Es gibt keinen Link, der gilt."]
        assert Event.objects.filter(summary="Kalenderlink widerrufen").count() == 1

    @pytest.mark.parametrize("role", ["auswertung", "fachadministration", "datenschutz"])
    def test_who_has_no_appointments_sees_no_tab(self, login, role):
        page = login(make_user(role)).get("/konto/passwort/")
        assert "/konto/kalender/" not in page.content.decode()

    def test_the_others_do(self, login, caseworker):
        assert "/konto/kalender/" in login(caseworker).get("/konto/passwort/").content.decode()


class TestFile:
    def test_of_one_appointment(self, login, caseworker):
        row = book(caseworker, TODAY)
        number = row.participant.case_number
        answer = login(caseworker).get(f"/teilnehmende/{number}/termine/{row.pk}/termin.ics")
        assert days(answer) == [TODAY]
        assert answer["Content-Disposition"] == 'attachment; filename="termin-2024-04-12.ics"'
        assert [word for word in ("Geheimnis", number) if word in answer.content.decode()] == []

    def test_of_a_moved_one_leads_to_where_it_was_moved(self, login, caseworker):
        row = book(caseworker, TODAY)
        clearing.move_appointment(
            row, by=caseworker, version=1, day=date(2024, 4, 15), begins=time(9), ends=time(10)
        )
        number = row.participant.case_number
        answer = login(caseworker).get(f"/teilnehmende/{number}/termine/{row.pk}/termin.ics")
        assert days(answer) == [date(2024, 4, 15)]
