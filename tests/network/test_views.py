"""Pages of the directory: list and filters, organisation, forms, checks."""

from datetime import date

import pytest
import time_machine

from network import services
from network.choices import LEISTUNGEN, Leistung, Partnergruppe
from network.models import Contact, Organisation, Service
from spurwechsel.roles import Role
from tests.factories import make_user

SEED = {
    Partnergruppe.EIGENE_PROJEKTE: {Leistung.KOMPETENZBUENDELUNG, Leistung.VERWEISBERATUNG},
    Partnergruppe.FREIE_TRAEGER: {Leistung.KOMPETENZBUENDELUNG, Leistung.VERWEISBERATUNG},
    Partnergruppe.KAMMERN: {Leistung.ANERKENNUNG, Leistung.VERMITTLUNG},
    Partnergruppe.BEHOERDEN: {
        Leistung.BERATUNG,
        Leistung.UEBERPRUEFUNG,
        Leistung.VERWEISBERATUNG,
        Leistung.VERMITTLUNG,
        Leistung.TITELWECHSEL,
    },
    Partnergruppe.WIRTSCHAFT: {Leistung.QUALIFIKATION, Leistung.VERMITTLUNG},
    Partnergruppe.ANDERE_KOMMUNEN: {Leistung.ERFAHRUNGSAUSTAUSCH, Leistung.MONITORING},
    Partnergruppe.MSO: {Leistung.SPRACHMITTLUNG, Leistung.VERWEISBERATUNG},
}


@pytest.fixture(autouse=True)
def _day():
    with time_machine.travel("2024-03-27T10:00:00+01:00"):
        yield


def enter(
    by, name: str, *, group: str = "freie_traeger", offer: dict | None = None, **fields
) -> Organisation:
    row = services.add_organisation(by.kommune, by=by, group=group, name=name, **fields)
    if offer is not None:
        defaults = {"kind": "verweisberatung", "name": f"Angebot {name}", "checked_on": date(2024, 3, 1)}
        services.add_service(row, by=by, **(defaults | offer))
    return row


@pytest.fixture
def partner(coordinator) -> Organisation:
    return enter(coordinator, "Brücke e. V.", town="Cottbus", offer={"needs": ["sprachkurs"]})


def names(page) -> list[str]:
    return [row.organisation.name for row in page.context["listing"].rows]


class TestGroups:
    def test_groups_and_services_are_those_of_the_project(self):
        assert {group: set(services) for group, services in LEISTUNGEN.items()} == SEED

    def test_own_projects_bear_the_name_of_the_kommune(self, login, cottbus, caseworker):
        cottbus.own_projects_label = "Projekte FB 15"
        cottbus.save()
        page = login(caseworker).get("/netzwerk/gruppen/")
        assert [label for label, _ in page.context["groups"]] == [
            "Projekte FB 15",
            *(group.label for group in list(Partnergruppe)[1:]),
        ]

    def test_renaming_and_months(self, login, coordinator, partner):
        client = login(coordinator)
        page = client.get("/netzwerk/einstellungen/")
        assert page.context["form"].initial["stale_months"] == 6
        sent = {"stale_months": "1", "kammern": "Kammern und Innungen", "mso": "", "version": "0"}
        assert client.post("/netzwerk/einstellungen/", sent).status_code == 302
        labels = [label for label, _ in client.get("/netzwerk/gruppen/").context["groups"]]
        assert (labels[2], labels[6]) == ("Kammern und Innungen", "Migrantische Selbstorganisation")
        again = client.post("/netzwerk/einstellungen/", sent | {"mso": "Vereine"})
        assert again.status_code == 409
        assert ("Bezeichnung für: Migrantische Selbstorganisation", "Migrantische Selbstorganisation") in [
            row[:2] for row in again.context["rows"]
        ]


class TestList:
    def test_in_german_order_with_offers(self, login, caseworker, coordinator):
        for name in ("Zentrum", "Öffnung", "Arbeit"):
            enter(coordinator, name, offer={})
        page = login(caseworker).get("/netzwerk/")
        assert names(page) == ["Arbeit", "Öffnung", "Zentrum"]
        assert [service.name for service, _ in page.context["listing"].rows[0].services] == ["Angebot Arbeit"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", ["Amt", "Bildung", "Café", "Leer"]),
            ("suche=bild", ["Bildung"]),
            ("suche=Angebot+Cafe", ["Café"]),
            ("gruppe=behoerden", ["Amt"]),
            ("leistung=beratung", ["Amt"]),
            ("bedarf=sprachkurs", ["Bildung", "Café"]),
            ("sprache=prs", ["Café"]),
            ("aufenthalt=duldung_60a", ["Amt", "Bildung"]),
            ("niveau=A2&bedarf=sprachkurs", ["Café"]),
            ("niveau=B1&bedarf=sprachkurs", ["Bildung", "Café"]),
            ("stand=alt", ["Amt", "Café"]),
            ("stand=frisch", ["Bildung"]),
            ("stand=ohne", ["Leer"]),
            ("von=eigene", ["Amt", "Bildung", "Café", "Leer"]),
            ("von=geteilt", []),
            ("gruppe=unsinn", ["Amt", "Bildung", "Café", "Leer"]),
            ("abgelegt=ja", ["Alt", "Amt", "Bildung", "Café", "Leer"]),
        ],
    )
    def test_filters(self, login, caseworker, coordinator, query, found):
        enter(coordinator, "Amt", group="behoerden", offer={"kind": "beratung", "checked_on": None})
        enter(
            coordinator,
            "Bildung",
            offer={"needs": ["sprachkurs"], "level_from": "B1", "statuses": ["duldung_60a"]},
        )
        enter(
            coordinator,
            "Café",
            offer={
                "needs": ["sprachkurs"],
                "languages": ["prs"],
                "statuses": ["ae_25_5"],
                "checked_on": date(2023, 9, 26),
            },
        )
        enter(coordinator, "Leer")
        services.change_organisation(enter(coordinator, "Alt"), by=coordinator, version=1, active=False)
        assert names(login(caseworker).get(f"/netzwerk/?{query}")) == found

    def test_old_ones_say_so(self, login, caseworker, coordinator):
        enter(coordinator, "Alt", offer={"checked_on": date(2023, 9, 26)})
        enter(coordinator, "Neu", offer={"checked_on": date(2023, 9, 27)})
        page = login(caseworker).get("/netzwerk/")
        assert [row.services[0][1] for row in page.context["listing"].rows] == [True, False]
        assert page.text.count("<em>neu zu prüfen</em>") == 1

    def test_chips_take_one_thing_back(self, login, caseworker, partner):
        page = login(caseworker).get("/netzwerk/?suche=brück&gruppe=freie_traeger&seite=1")
        assert page.context["listing"].chips == [
            ("Suche: „brück“", "?gruppe=freie_traeger"),
            ("Gruppe: Freie Träger", "?suche=br%C3%BCck"),
        ]

    def test_nothing_yet(self, login, caseworker):
        page = login(caseworker).get("/netzwerk/")
        assert "Noch keine Partner." in page.text
        assert "Keine Organisation passt dazu." in login(caseworker).get("/netzwerk/?suche=x").text

    def test_length_costs_no_queries(
        self, login, caseworker, coordinator, partner, django_assert_num_queries
    ):
        client = login(caseworker)
        client.get("/netzwerk/")
        with django_assert_num_queries(10):
            client.get("/netzwerk/")
        for number in range(3):
            enter(coordinator, f"Weitere {number}", offer={})
        with django_assert_num_queries(10):
            client.get("/netzwerk/")

    def test_on_paper_with_contacts(self, login, caseworker, coordinator, partner):
        services.add_contact(partner, by=coordinator, function="Anmeldung", phone="0355 77")
        page = login(caseworker).get("/netzwerk/druck/?suche=brücke")
        assert names(page) == ["Brücke e. V."]
        assert "Anmeldung, 0355 77" in page.text
        assert "Geprüft am 01.03.2024" in page.text


class TestOrganisation:
    def test_everything_known_about_it(self, login, caseworker, partner):
        page = login(caseworker).get(f"/netzwerk/{partner.pk}/")
        assert [each.facts for each in page.context["profile"].offers] == [
            [("Leistung", "Verweisberatung"), ("Bedarfe", "Sprachkurs")]
        ]
        assert [entry.title for entry in page.context["entries"]] == [
            "Angebot angelegt: Angebot Brücke e. V.",
            "Organisation angelegt: Brücke e. V.",
        ]

    def test_a_shared_one_is_read_elsewhere_and_not_changed(self, login, coordinator, potsdam, partner):
        services.change_organisation(partner, by=coordinator, version=1, shared=True, note="Nur für uns")
        there = login(make_user(Role.KOORDINATION, potsdam))
        assert names(there.get("/netzwerk/")) == ["Brücke e. V."]
        page = there.get(f"/netzwerk/{partner.pk}/")
        assert (page.status_code, page.context["own"], page.context["entries"]) == (200, False, [])
        assert "Nur für uns" not in page.text
        assert "Geprüft, stimmt noch" not in page.text
        service = partner.services.get()
        for address in ("bearbeiten/", "kontakte/neu/", "angebote/neu/", f"angebote/{service.pk}/"):
            assert there.get(f"/netzwerk/{partner.pk}/{address}").status_code == 404
        assert there.post(f"/netzwerk/{partner.pk}/angebote/{service.pk}/geprueft/").status_code == 404

    def test_entering_and_changing(self, login, coordinator):
        client = login(coordinator)
        sent = {"group": "kammern", "name": "Kammer", "website": "kammer.example", "languages": ["prs"]}
        answer = client.post("/netzwerk/neu/", sent)
        row = Organisation.objects.get()
        assert answer.url == f"/netzwerk/{row.pk}/"
        assert (row.website, row.languages, row.active) == ("https://kammer.example", ["prs"], True)
        again = client.post("/netzwerk/neu/", sent)
        assert again.context["form"].errors == {"name": ["Diese Organisation steht schon im Verzeichnis."]}
        sent |= {"name": "Kammer Süd", "version": "1"}
        assert client.post(f"/netzwerk/{row.pk}/bearbeiten/", sent).status_code == 302
        row.refresh_from_db()
        assert (row.name, row.active) == ("Kammer Süd", False)
        conflict = client.post(f"/netzwerk/{row.pk}/bearbeiten/", sent | {"languages": ["prs", "de"]})
        assert conflict.status_code == 409
        assert ("Sprachen am Empfang", "Dari", "Dari, Deutsch") in conflict.context["rows"]

    def test_of_a_behoerde_it_asks_whether_it_is_an_auslaenderbehoerde(self, login, coordinator):
        client, sent = login(coordinator), {"group": "behoerden", "name": "Amt für Migration"}
        asked = client.post("/netzwerk/neu/", sent)
        assert asked.context["form"].errors == {
            "auslaenderbehoerde": ["Sagen Sie, ob diese Behörde eine Ausländerbehörde ist: „ja“ oder „nein“."]
        }
        assert client.post("/netzwerk/neu/", sent | {"auslaenderbehoerde": "ja"}).status_code == 302
        row = Organisation.objects.get()
        assert row.auslaenderbehoerde is True
        address = f"/netzwerk/{row.pk}/bearbeiten/"
        assert client.get(address).context["form"].initial["auslaenderbehoerde"] == "ja"
        sent |= {"version": "1", "active": "on", "auslaenderbehoerde": "nein"}
        assert client.post(address, sent).status_code == 302
        row.refresh_from_db()
        assert row.auslaenderbehoerde is False

    def test_what_becomes_a_behoerde_is_asked_then(self, login, coordinator):
        row = enter(coordinator, "Stelle 33", group="kammern")
        address, client = f"/netzwerk/{row.pk}/bearbeiten/", login(coordinator)
        assert client.get(address).context["form"].initial["auslaenderbehoerde"] == ""
        sent = {"group": "behoerden", "name": "Stelle 33", "version": "1", "active": "on"}
        assert list(client.post(address, sent).context["form"].errors) == ["auslaenderbehoerde"]

    def test_a_caseworker_enters_no_organisation(self, login, caseworker, partner):
        client = login(caseworker)
        for address in ("neu/", f"{partner.pk}/bearbeiten/", "einstellungen/"):
            assert client.get(f"/netzwerk/{address}").status_code == 403
        assert client.get(f"/netzwerk/{partner.pk}/angebote/neu/").status_code == 200


class TestContacts:
    def test_from_entering_to_forgetting(self, login, caseworker, partner):
        client, base = login(caseworker), f"/netzwerk/{partner.pk}/kontakte/"
        empty = client.post(f"{base}neu/", {"function": "Anmeldung"})
        assert empty.context["form"].errors == {
            "phone": ["Geben Sie eine Telefonnummer oder eine E-Mail-Adresse an."]
        }
        assert client.post(f"{base}neu/", {"function": "Anmeldung", "phone": "1"}).status_code == 302
        row = Contact.objects.get()
        changed = {"function": "Anmeldung", "phone": "2", "version": "1"}
        assert client.post(f"{base}{row.pk}/", changed).status_code == 302
        assert "endgültig gelöscht" in client.get(f"{base}{row.pk}/entfernen/").text
        assert client.post(f"{base}{row.pk}/entfernen/").status_code == 302
        assert not Contact.objects.exists()


class TestOffers:
    def test_entering_changing_checking(self, login, caseworker, partner):
        client, base = login(caseworker), f"/netzwerk/{partner.pk}/angebote/"
        form = client.get(f"{base}neu/").context["form"]
        assert form.initial["checked_on"] == date(2024, 3, 27)
        sent = {
            "kind": "qualifikation",
            "name": "Kurs",
            "needs": ["sprachkurs", "digitales"],
            "level_from": "A2",
            "age_from": "18",
        }
        assert client.post(f"{base}neu/", sent).status_code == 302
        row = Service.objects.get(name="Kurs")
        assert (row.needs, row.level_from, row.age_from) == (["sprachkurs", "digitales"], "A2", 18)
        wrong = client.post(f"{base}neu/", sent)
        assert wrong.context["form"].errors == {"name": ["Dieses Angebot hat die Organisation schon."]}
        sent |= {"age_until": "17", "version": "1", "active": "on"}
        wrong = client.post(f"{base}{row.pk}/", sent)
        assert wrong.context["form"].errors == {
            "name": ["Das höchste Alter darf nicht unter dem niedrigsten liegen."]
        }
        assert client.post(f"{base}{row.pk}/geprueft/").status_code == 302
        row.refresh_from_db()
        assert (row.checked_on, row.version) == (date(2024, 3, 27), 2)

    def test_an_offer_of_another_organisation_is_not_there(self, login, caseworker, coordinator, partner):
        other = enter(coordinator, "Andere", offer={})
        address = f"/netzwerk/{partner.pk}/angebote/{other.services.get().pk}/"
        assert login(caseworker).get(address).status_code == 404


def test_roles_without_cases_do_not_see_it(db, login):
    assert login(make_user(Role.AUSWERTUNG)).get("/netzwerk/").status_code == 403
