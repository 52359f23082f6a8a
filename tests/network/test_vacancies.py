"""Open positions: the code of the occupation, services, the list, what is seen where."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from network import services
from network.models import DirectoryEvent, Organisation, Vacancy
from network.vacancy_catalogue import Anforderung, code_in_words, occupation_code
from spurwechsel.conflict import Conflict
from spurwechsel.roles import Role
from tests.factories import make_user

DAY = date(2024, 3, 27)


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2024-03-27T10:00:00+01:00"):
        yield


@pytest.fixture
def betrieb(cottbus, coordinator) -> Organisation:
    return services.add_organisation(cottbus, by=coordinator, group="wirtschaft", name="Klinikdienste")


def enter(betrieb, by, title="Reinigungskraft", code="54101", until=date(2024, 5, 31), **fields) -> Vacancy:
    return services.add_vacancy(betrieb, by=by, title=title, kldb_code=code, valid_until=until, **fields)


def refused(act, *args, **fields):
    with pytest.raises(ValidationError) as error:
        act(*args, **fields)
    return error.value.message_dict if hasattr(error.value, "error_dict") else error.value.messages


class TestCode:
    @pytest.mark.parametrize("typed", ["54101", "541 01", "B 54101", "b54101", "5.41-01"])
    def test_five_digits_with_or_without_signs(self, typed):
        assert occupation_code(typed) == ("5", "54", "541", "5410", Anforderung.HELFER)

    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            ("5410", "digits"),
            ("541011", "digits"),
            ("C 54101", "digits"),
            ("", "digits"),
            ("55101", "group"),
            ("54100", "level"),
            ("54104", None),
            ("54105", "level"),
        ],
    )
    def test_what_is_no_code(self, typed, code):
        if code is None:
            assert occupation_code(typed).level is Anforderung.EXPERTE
            return
        with pytest.raises(ValidationError) as error:
            occupation_code(typed)
        assert error.value.code == code

    def test_in_words(self):
        assert code_in_words("54101") == "54 Reinigung, Helfertätigkeit"
        assert (
            code_in_words("29293")
            == "29 Lebensmittelherstellung und Küche, Spezialistin, Spezialist, mit Aufsicht oder Führung"
        )


class TestServices:
    def test_entering_one_leaves_an_event(self, betrieb, caseworker):
        row = enter(betrieb, caseworker, hours_from=20, level_from="A2")
        event = DirectoryEvent.objects.filter(kind="stelle").get()
        assert (event.organisation, event.by, event.summary) == (
            betrieb,
            caseworker,
            f"Stelle angelegt: {row}",
        )

    def test_refusals(self, betrieb, coordinator):
        wrong = "Die KldB 2010 hat keine Hauptgruppe 55. Prüfen Sie die ersten beiden Ziffern."
        assert refused(enter, betrieb, coordinator, code="55101") == {"kldb_code": [wrong]}
        order = "Die höchste Stundenzahl darf nicht unter der niedrigsten liegen."
        assert refused(enter, betrieb, coordinator, hours_from=20, hours_until=19) == {"__all__": [order]}
        enter(betrieb, coordinator, hours_from=20, hours_until=20)
        other = services.add_organisation(betrieb.kommune, by=coordinator, group="wirtschaft", name="Bauhof")
        contact = services.add_contact(other, by=coordinator, function="Büro", phone="1")
        assert refused(enter, betrieb, coordinator, contact=contact) == {
            "contact": ["Dieser Kontakt gehört zu einem anderen Betrieb."]
        }

    def test_nothing_for_the_auslaenderbehoerde(self, cottbus, coordinator):
        office = services.add_organisation(
            cottbus, by=coordinator, group="behoerden", name="ABH", auslaenderbehoerde=True
        )
        assert refused(enter, office, coordinator) == [
            "An die Ausländerbehörde gehen keine Daten, auch nicht zur Vermittlung."
        ]

    def test_changing_tells_what_and_no_name(self, betrieb, coordinator):
        contact = services.add_contact(
            betrieb, by=coordinator, function="Personal", name="Frau Geheim", phone="1"
        )
        row = services.change_vacancy(
            enter(betrieb, coordinator), by=coordinator, version=1, level_from="B1", contact=contact
        )
        event = DirectoryEvent.objects.filter(kind="stelle_geaendert").get()
        assert event.changes == {
            "Deutsch mindestens": ["keine Angabe", "B1"],
            "Kontakt": ["leer", "Personal"],
        }
        with pytest.raises(Conflict):
            services.change_vacancy(row, by=coordinator, version=1, level_from="B2")

    def test_a_contact_can_be_forgotten(self, betrieb, coordinator):
        contact = services.add_contact(betrieb, by=coordinator, function="Personal", phone="1")
        row = enter(betrieb, coordinator, contact=contact)
        services.remove_contact(contact, by=coordinator)
        row.refresh_from_db()
        assert row.contact is None

    def test_closing_and_opening_again(self, betrieb, coordinator):
        row = services.close_vacancy(
            enter(betrieb, coordinator), by=coordinator, version=1, closed_on=DAY, closed_because="besetzt"
        )
        assert row.is_open(DAY) is False
        again = {"by": coordinator, "version": 2, "closed_on": DAY, "closed_because": "besetzt"}
        assert refused(services.close_vacancy, row, **again) == ["Diese Stelle ist schon geschlossen."]
        assert refused(services.change_vacancy, row, by=coordinator, version=2, places=2) == [
            "Diese Stelle ist geschlossen. Öffnen Sie sie zuerst wieder."
        ]
        row = services.reopen_vacancy(row, by=coordinator)
        assert row.is_open(DAY) is True
        assert refused(services.reopen_vacancy, row, by=coordinator) == [
            "Diese Stelle ist nicht geschlossen."
        ]

    def test_the_last_day_is_one_of_them(self, betrieb, coordinator):
        last, gone = (
            enter(betrieb, coordinator, until=DAY),
            enter(betrieb, coordinator, until=date(2024, 3, 26)),
        )
        assert (last.is_open(DAY), last.is_past(DAY)) == (True, False)
        assert (gone.is_open(DAY), gone.is_past(DAY)) == (False, True)
        assert [*Vacancy.objects.open_on(DAY)] == [last]
        assert [*Vacancy.objects.past_on(DAY)] == [gone]


class TestList:
    def titles(self, page) -> list[str]:
        return [row.vacancy.title for row in page.context["listing"].rows]

    def test_filters(self, login, betrieb, caseworker):
        enter(betrieb, caseworker, "Reinigung", level_from="A2", working_time="tag")
        enter(betrieb, caseworker, "Küche", code="29301", level_from="B1", place="Döbern")
        enter(betrieb, caseworker, "Fahrer", code="52182", needs_licence=True, until=date(2024, 4, 1))
        enter(betrieb, caseworker, "Alt", until=date(2024, 3, 26))
        client = login(caseworker)
        asked = {
            "": ["Fahrer", "Küche", "Reinigung", "Alt"],
            "beruf=29": ["Küche"],
            "suche=doebern": ["Küche"],
            "suche=klinik+fahrer": ["Fahrer"],
            "niveau=A2": ["Fahrer", "Reinigung", "Alt"],
            "zeit=tag": ["Reinigung"],
            "schein=ohne": ["Küche", "Reinigung", "Alt"],
            "stand=abgelaufen": ["Alt"],
            "stand=offen": ["Fahrer", "Küche", "Reinigung"],
            "stand=geschlossen": [],
            "stand=quatsch": ["Fahrer", "Küche", "Reinigung", "Alt"],
        }
        for query, titles in asked.items():
            assert self.titles(client.get(f"/netzwerk/stellen/?{query}")) == titles, query

    def test_queries_do_not_grow(self, login, betrieb, caseworker, django_assert_num_queries):
        client = login(caseworker)
        client.get("/netzwerk/stellen/")
        enter(betrieb, caseworker)
        with django_assert_num_queries(7):
            client.get("/netzwerk/stellen/")
        enter(betrieb, caseworker)
        enter(betrieb, caseworker)
        with django_assert_num_queries(7):
            client.get("/netzwerk/stellen/")

    def test_of_another_kommune_only_what_it_shares(self, login, betrieb, coordinator, potsdam):
        row = enter(betrieb, coordinator)
        there = login(make_user(Role.FALLBEGLEITUNG, potsdam))
        assert self.titles(there.get("/netzwerk/stellen/")) == []
        assert there.get(f"/netzwerk/stellen/{row.pk}/").status_code == 404
        services.change_organisation(betrieb, by=coordinator, version=1, shared=True)
        assert self.titles(there.get("/netzwerk/stellen/")) == ["Reinigungskraft"]
        assert there.get(f"/netzwerk/stellen/{row.pk}/").status_code == 200
        assert there.get(f"/netzwerk/stellen/{row.pk}/bearbeiten/").status_code == 404


class TestPages:
    def test_from_entering_to_closing(self, login, betrieb, caseworker):
        client = login(caseworker)
        page = client.get(f"/netzwerk/{betrieb.pk}/stellen/neu/")
        assert page.context["form"].initial["valid_until"] == date(2024, 5, 26)
        typed = {"title": "Küchenhilfe", "kldb_code": "29 301", "places": "2", "valid_until": "+30"}
        wrong = client.post(
            f"/netzwerk/{betrieb.pk}/stellen/neu/", typed | {"hours_from": "30", "hours_until": "20"}
        )
        assert wrong.context["form"].errors == {
            "hours_until": ["Die höchste Stundenzahl darf nicht unter der niedrigsten liegen."]
        }
        assert client.post(f"/netzwerk/{betrieb.pk}/stellen/neu/", typed).status_code == 302
        row = Vacancy.objects.get()
        assert (row.kldb_code, row.valid_until) == ("29301", date(2024, 4, 26))
        address = f"/netzwerk/stellen/{row.pk}/"
        assert "Lebensmittelherstellung und Küche, Helfertätigkeit" in client.get(address).text
        sent = {"closed_because": "besetzt", "closed_on": "27.03.2024", "version": "1"}
        assert client.post(f"{address}schliessen/", sent).status_code == 302
        assert client.post(f"{address}oeffnen/").status_code == 302
        row.refresh_from_db()
        assert row.closed_on is None

    def test_a_last_day_that_is_over_is_refused(self, login, betrieb, caseworker):
        client, address = login(caseworker), f"/netzwerk/{betrieb.pk}/stellen/neu/"
        typed = {"title": "Küchenhilfe", "kldb_code": "29301", "places": "1", "valid_until": "26.03.2024"}
        wrong = client.post(address, typed)
        assert wrong.context["form"].errors == {
            "valid_until": [
                "Der 26.03.2024 ist schon vorbei. "
                "Eine Stelle ist bis heute oder bis zu einem späteren Tag offen."
            ]
        }
        assert client.post(address, typed | {"valid_until": "27.03.2024"}).status_code == 302

    def test_what_is_past_its_day_can_still_be_corrected(self, login, betrieb, caseworker):
        row = enter(betrieb, caseworker, until=date(2024, 3, 20))
        client, address = login(caseworker), f"/netzwerk/stellen/{row.pk}/bearbeiten/"
        typed = {"title": "Anders", "kldb_code": "29301", "places": "1", "version": "1"}
        assert client.post(address, typed | {"valid_until": "21.03.2024"}).status_code == 200
        assert client.post(address, typed | {"valid_until": "20.03.2024"}).status_code == 302

    def test_past_its_day_it_says_so(self, login, betrieb, caseworker):
        row = enter(betrieb, caseworker, until=date(2024, 3, 26))
        page = login(caseworker).get(f"/netzwerk/stellen/{row.pk}/")
        assert "Diese Stelle war nur bis zum 26.03.2024 offen." in page.text
