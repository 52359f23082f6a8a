"""Pages of the Fachadministration: accounts, Kommunen, estimates, barriers, and the first account."""

from datetime import date
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from participants.models import Event
from spurwechsel import services
from spurwechsel.models import BarrierReport, Kommune, PotentialEstimate, User
from spurwechsel.roles import Role
from tests.factories import make_kommune, make_participant, make_user

pytestmark = pytest.mark.django_db

USERS = "/verwaltung/zugaenge/"


@pytest.fixture
def admin() -> User:
    return make_user(Role.FACHADMINISTRATION, name="F. Verwaltung", email="admin@example.org")


@pytest.fixture
def page(login, admin) -> Client:
    return login(admin)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as done:
        client.get(address)
    return len(done)


def names(response) -> list[str]:
    return [account.name for account in response.context["page"]]


class TestUserList:
    @pytest.fixture(autouse=True)
    def _people(self, cottbus, potsdam) -> None:
        make_user(Role.KOORDINATION, cottbus, name="Öztürk, Ayşe", email="ayse@example.org")
        make_user(Role.FALLBEGLEITUNG, potsdam, name="Zimmer, Uwe", further_kommunen=[cottbus])
        make_user(Role.AUSWERTUNG, name="Paul, Rita", is_active=False)

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", ["F. Verwaltung", "Öztürk, Ayşe", "Paul, Rita", "Zimmer, Uwe"]),
            ("?suche=ozturk", ["Öztürk, Ayşe"]),
            ("?suche=ayse@example", ["Öztürk, Ayşe"]),
            ("?suche=uwe zimmer", ["Zimmer, Uwe"]),
            ("?rolle=auswertung", ["Paul, Rita"]),
            ("?kommune=cottbus", ["Öztürk, Ayşe", "Zimmer, Uwe"]),
            ("?kommune=potsdam", ["Zimmer, Uwe"]),
            ("?zustand=nein", ["Paul, Rita"]),
            ("?zustand=ja&kommune=potsdam", ["Zimmer, Uwe"]),
            ("?suche=niemand", []),
        ],
    )
    def test_finds(self, page, query, found):
        assert names(page.get(USERS + query)) == found

    @pytest.mark.parametrize(
        "query",
        ["?rolle=chef", "?kommune=berlin", "?zustand=%00", "?suche=%00", "?seite=abc", "?seite=99", "?x=1"],
    )
    def test_garbage_gets_the_page(self, page, query):
        assert page.get(USERS + query).status_code == 200

    def test_costs_the_same_for_one_and_many(self, page, cottbus):
        before = queries(page, USERS)
        for _ in range(5):
            make_user(Role.KOORDINATION, cottbus)
        assert queries(page, USERS) == before


class TestUserPages:
    def data(self, place: Kommune, **fields) -> dict:
        return {
            "name": "Neu, Nele",
            "email": "Nele@example.org",
            "role": "fallbegleitung",
            "kommune": place.pk,
        } | fields

    def test_create(self, page, admin, cottbus):
        response = page.post(USERS + "neu/", self.data(cottbus))
        user = User.objects.get(email="nele@example.org")
        assert response["Location"] == f"{USERS}{user.pk}/"
        assert (user.kommune, user.has_usable_password()) == (cottbus, False)
        assert Event.objects.latest("id").by == admin

    @pytest.mark.parametrize(
        ("fields", "errors"),
        [
            ({"name": ""}, {"name": ["Füllen Sie dieses Feld aus."]}),
            ({"kommune": ""}, {"kommune": ["Wählen Sie die Kommune aus."]}),
            (
                {"role": "auswertung"},
                {"kommune": ["Diese Rolle gehört zu keiner Kommune. Wählen Sie „keine“ aus."]},
            ),
            ({"role": "chef"}, {"role": ["Wählen Sie einen Eintrag aus der Liste aus."]}),
            (
                {"email": "Admin@example.org"},
                {"email": ["Für diese E-Mail-Adresse gibt es schon einen Zugang."]},
            ),
        ],
    )
    def test_wrong_input_comes_back_filled(self, page, cottbus, fields, errors):
        response = page.post(USERS + "neu/", self.data(cottbus, **fields))
        assert response.status_code == 200
        assert response.context["form"].errors == errors
        assert response.context["form"]["email"].value() == self.data(cottbus, **fields)["email"]
        assert User.objects.count() == 1

    def test_edit(self, page, caseworker, cottbus):
        form = page.get(f"{USERS}{caseworker.pk}/").context["form"]
        assert form["version"].value() == 1
        response = page.post(f"{USERS}{caseworker.pk}/", self.data(cottbus, version=1))
        assert response["Location"] == USERS
        caseworker.refresh_from_db()
        assert (caseworker.name, caseworker.version) == ("Neu, Nele", 2)

    def test_second_saver_sees_both_versions(self, page, admin, caseworker, cottbus, potsdam):
        services.change_user(caseworker, by=admin, version=1, name="Erste, Eva", further_kommunen=[potsdam])
        response = page.post(f"{USERS}{caseworker.pk}/", self.data(cottbus, version=1))
        assert response.status_code == 409
        assert response.context["rows"] == [
            ("Name", "Erste, Eva", "Neu, Nele"),
            ("E-Mail-Adresse", caseworker.email, "nele@example.org"),
            ("Vertretung in weiteren Kommunen", "Landeshauptstadt Potsdam", "keine"),
        ]
        again = self.data(cottbus, version=response.context["form"]["version"].value())
        assert page.post(f"{USERS}{caseworker.pk}/", again)["Location"] == USERS

    @pytest.mark.parametrize(("cases", "words"), [(0, None), (1, "1 offenen Fall"), (2, "2 offene Fälle")])
    def test_deactivating_tells_about_open_cases(self, page, caseworker, cases, words):
        for _ in range(cases):
            make_participant(caseworker)
        address = f"{USERS}{caseworker.pk}/deaktivieren/"
        text = page.get(address).text
        assert ("zuständig" in text) == bool(cases)
        assert words is None or words in text
        assert page.post(address)["Location"] == USERS
        caseworker.refresh_from_db()
        assert not caseworker.is_active
        assert page.get(address).status_code == 404
        assert page.post(f"{USERS}{caseworker.pk}/aktivieren/")["Location"] == f"{USERS}{caseworker.pk}/"
        caseworker.refresh_from_db()
        assert caseworker.is_active

    def test_not_oneself(self, page, admin):
        response = page.post(f"{USERS}{admin.pk}/deaktivieren/", follow=True)
        assert [str(message) for message in response.context["messages"]] == [
            "Ihren eigenen Zugang kann nur eine andere Person deaktivieren."
        ]

    def test_link_is_shown_once_where_no_mail_leaves(self, page, caseworker, mailoutbox):
        response = page.post(f"{USERS}{caseworker.pk}/passwort/")
        link = response.context["link"]
        assert link.startswith("http://testserver/konto/passwort-vergessen/")
        assert Client().get(link).status_code == 302
        assert mailoutbox == []

    def test_link_is_mailed_where_that_works(self, page, caseworker, mailoutbox, settings):
        settings.SENDS_MAIL = True
        response = page.post(f"{USERS}{caseworker.pk}/passwort/")
        assert response["Location"] == f"{USERS}{caseworker.pk}/"
        assert [mail.to for mail in mailoutbox] == [[caseworker.email]]

    def test_link_and_reset_refuse_in_words(self, page, admin, caseworker):
        services.deactivate_user(caseworker, by=admin)
        for step, words in (
            ("passwort", "Dieser Zugang ist deaktiviert. Aktivieren Sie ihn zuerst."),
            ("zweiter-faktor", "Für diesen Zugang ist kein zweiter Faktor eingerichtet."),
        ):
            response = page.post(f"{USERS}{caseworker.pk}/{step}/", follow=True)
            assert [str(message) for message in response.context["messages"]] == [words]


class TestKommunen:
    data = {
        "name": "Stadt Eberswalde",
        "key": "eberswalde",
        "case_prefix": "EW",
        "own_projects_label": "Projekte",
    }

    def test_create(self, page):
        response = page.post("/verwaltung/kommunen/neu/", self.data)
        assert response["Location"] == "/verwaltung/kommunen/eberswalde/"
        assert Kommune.objects.get().case_prefix == "EW"

    @pytest.mark.parametrize(
        ("fields", "field"),
        [({"key": "Ebers"}, "key"), ({"key": "neu"}, "key"), ({"case_prefix": "e1"}, "case_prefix")],
    )
    def test_wrong_marks(self, page, fields, field):
        response = page.post("/verwaltung/kommunen/neu/", self.data | fields)
        assert list(response.context["form"].errors) == [field]
        assert Kommune.objects.count() == 0

    def test_edit_and_conflict(self, page, cottbus):
        address = "/verwaltung/kommunen/cottbus/"
        data = {"name": cottbus.name, "team": "Team A", "own_projects_label": "Projekte FB 15", "version": 1}
        assert page.post(address, data)["Location"] == "/verwaltung/"
        response = page.post(address, data | {"team": "Team B"})
        assert response.status_code == 409
        assert response.context["rows"] == [("Team", "Team A", "Team B")]

    @pytest.mark.parametrize(
        ("postcode", "line"),
        [("03046", "Neumarkt 5, 03046 Cottbus"), ("", ""), ("3046", None), ("0304٦", None)],
    )
    def test_the_sender_of_letters_is_complete_or_none(self, page, cottbus, postcode, line):
        sender = {"street": "Neumarkt 5", "postcode": postcode, "town": "Cottbus"}
        response = page.post("/verwaltung/kommunen/cottbus/", self.data | sender | {"version": 1})
        cottbus.refresh_from_db()
        if line is None:
            said = ["Eine Postleitzahl hat fünf Ziffern, zum Beispiel 03046."]
            assert response.context["form"].errors == {"postcode": said}
        else:
            assert cottbus.address_line == line

    def test_the_esf_is_switched_on_from_a_day(self, page, cottbus):
        address = "/verwaltung/kommunen/cottbus/"
        data = {"name": cottbus.name, "own_projects_label": "Projekte", "version": 1}
        assert page.post(address, data | {"esf_plus_from": "1.4.24"})["Location"] == "/verwaltung/"
        cottbus.refresh_from_db()
        asked = [cottbus.asks_esf_on(day) for day in (date(2024, 3, 31), date(2024, 4, 1))]
        assert asked == [False, True]
        page.post(address, data | {"version": 2})
        cottbus.refresh_from_db()
        assert cottbus.asks_esf_on(date(2024, 4, 1)) is False

    def test_estimates(self, page, cottbus):
        add = "/verwaltung/kommunen/cottbus/schaetzwert/"
        data = {"day": "27.3.24", "count": "150", "source": "Schätzung der Stadt"}
        assert page.post(add, data)["Location"] == "/verwaltung/kommunen/cottbus/"
        estimate = cottbus.estimate_on(date(2024, 3, 27))
        assert (estimate.count, cottbus.estimate_on(date(2024, 3, 26))) == (150, None)
        again = page.post(add, data)
        assert again.context["form"].non_field_errors() == ["Für diesen Tag gibt es schon einen Schätzwert."]
        page.post(f"/verwaltung/schaetzwerte/{estimate.pk}/entfernen/")
        assert PotentialEstimate.objects.count() == 0
        assert Event.objects.latest("id").summary == "Schätzwert zum 27.03.2024 entfernt: 150"

    def test_overview_costs_the_same_for_one_and_three(self, page, cottbus):
        before = queries(page, "/verwaltung/")
        make_kommune("potsdam")
        make_kommune("teltow")
        assert queries(page, "/verwaltung/") == before


class TestBarriers:
    @pytest.fixture(autouse=True)
    def _no_reports_of_others(self) -> None:
        cache.clear()

    def test_anybody_reports_and_the_administration_finishes(self, page, client):
        data = {"what": "Die Liste liest niemand vor.", "where": "Teilnehmende", "reply_to": "x@example.org"}
        assert client.post("/barriere-melden/", data)["Location"] == "/barriere-melden/"
        report = BarrierReport.objects.get()
        assert "Die Liste liest niemand vor." in page.get("/verwaltung/").text
        address = f"/verwaltung/barrieren/{report.pk}/erledigt/"
        assert page.post(address)["Location"] == "/verwaltung/"
        assert "Die Liste liest niemand vor." not in page.get("/verwaltung/").text
        assert Event.objects.latest("id").summary == f"Gemeldete Barriere Nr. {report.pk} erledigt"
        again = page.post(address, follow=True)
        assert [str(message) for message in again.context["messages"]] == [
            "Diese Meldung ist schon erledigt."
        ]

    def test_needs_words(self, client):
        response = client.post("/barriere-melden/", {"what": " ", "where": "Liste"})
        assert response.context["form"].errors == {"what": ["Beschreiben Sie kurz, was nicht ging."]}
        assert response.context["form"]["where"].value() == "Liste"

    def test_five_an_hour(self, client):
        data = {"what": "Noch etwas."}
        assert [client.post("/barriere-melden/", data).status_code for _ in range(6)] == [302] * 5 + [429]
        assert BarrierReport.objects.count() == 5


class TestFirstAccount:
    def run(self, **options) -> tuple[int, str, str]:
        out, err = StringIO(), StringIO()
        try:
            call_command("zugang_anlegen", stdout=out, stderr=err, no_color=True, **options)
        except SystemExit as end:
            return end.code, out.getvalue(), err.getvalue().strip()
        return 0, out.getvalue(), err.getvalue()

    def test_prints_a_link_that_works(self):
        code, out, err = self.run(email="Erste@example.org", name="Erste, Eva", adresse="https://sw.example/")
        assert (code, err) == (0, "")
        user = User.objects.get()
        assert (user.email, user.role) == ("erste@example.org", Role.FACHADMINISTRATION)
        link = out.splitlines()[-1]
        assert link.startswith("https://sw.example/konto/passwort-vergessen/")
        assert Client().get(link.removeprefix("https://sw.example")).status_code == 302
        assert [event.by for event in Event.objects.all()] == [user, user]

    @pytest.mark.parametrize(
        ("options", "sentence"),
        [
            ({"email": ""}, "Geben Sie --email und --name an."),
            ({"name": ""}, "Geben Sie --email und --name an."),
            ({"email": "kaputt"}, "Bitte gültige E-Mail-Adresse eingeben."),
            (
                {"rolle": "chef"},
                "Die Rolle „chef“ gibt es nicht. Es gibt fallbegleitung, koordination, auswertung,"
                " fachadministration, datenschutz.",
            ),
            ({"rolle": "koordination"}, "Wählen Sie die Kommune aus."),
            ({"rolle": "koordination", "kommune": "berlin"}, "Die Kommune „berlin“ gibt es nicht."),
        ],
    )
    def test_refuses_in_one_sentence(self, options, sentence):
        assert self.run(**{"email": "a@example.org", "name": "A"} | options) == (2, "", sentence)
        assert User.objects.count() == 0
