"""The directory is changed by services only: effect, refusal, history."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from network import services
from network.choices import Leistung, Partnergruppe, Platzlage
from network.labels import group_labels, limit_of
from network.models import Contact, DirectoryEvent, Organisation, Service
from spurwechsel.conflict import Conflict
from spurwechsel.roles import Role
from tests.factories import make_user

DAY = date(2024, 3, 27)


@pytest.fixture
def traeger(cottbus, coordinator) -> Organisation:
    return services.add_organisation(
        cottbus, by=coordinator, group=Partnergruppe.FREIE_TRAEGER, name="Brücke e. V.", town="Cottbus"
    )


@pytest.fixture
def kurs(traeger, coordinator) -> Service:
    return services.add_service(
        traeger,
        by=coordinator,
        kind=Leistung.VERWEISBERATUNG,
        name="Sprachcafé",
        needs=["sprachkurs"],
        languages=["prs", "de"],
        level_from="A1",
        level_until="B1",
        checked_on=date(2024, 1, 10),
    )


def refusal(error) -> dict:
    return error.value.message_dict


class TestOrganisations:
    def test_entering_one_leaves_an_event(self, traeger, coordinator):
        event = DirectoryEvent.objects.get()
        assert (event.kind, event.organisation, event.by) == ("organisation", traeger, coordinator)
        assert event.summary == "Organisation angelegt: Brücke e. V."

    def test_a_name_stands_once_in_a_kommune(self, traeger, cottbus, potsdam, coordinator):
        with pytest.raises(ValidationError) as error:
            services.add_organisation(cottbus, by=coordinator, group="kammern", name="BRÜCKE e. v.")
        assert error.value.messages == ["Diese Organisation steht schon im Verzeichnis."]
        services.add_organisation(potsdam, by=coordinator, group="kammern", name="Brücke e. V.")

    def test_changing_it_tells_what(self, traeger, coordinator):
        row = services.change_organisation(
            traeger, by=coordinator, version=1, phone="0355 1", shared=True, languages=["prs"], note="Neu"
        )
        assert row.version == 2
        assert DirectoryEvent.objects.first().changes == {
            "Telefon": ["keine Angabe", "0355 1"],
            "auch für andere Kommunen sichtbar": ["nein", "ja"],
            "Sprachen am Empfang": ["keine Angabe", "Dari"],
            "Notiz der eigenen Kommune": ["leer", "Text"],
        }
        assert row.versions.count() == 2

    def test_nothing_changed_leaves_no_trace(self, traeger, coordinator):
        services.change_organisation(traeger, by=coordinator, version=1, name="Brücke e. V.")
        assert DirectoryEvent.objects.count() == 1

    def test_two_at_once(self, traeger, coordinator):
        services.change_organisation(traeger, by=coordinator, version=1, town="Forst")
        with pytest.raises(Conflict):
            services.change_organisation(traeger, by=coordinator, version=1, town="Guben")

    def test_an_unknown_language(self, traeger, coordinator):
        with pytest.raises(ValidationError) as error:
            services.change_organisation(traeger, by=coordinator, version=1, languages=["xx"])
        assert refusal(error) == {"languages": ["„xx“ steht nicht zur Wahl."]}

    def test_only_a_behoerde_can_be_an_auslaenderbehoerde(self, traeger, coordinator):
        with pytest.raises(ValidationError) as error:
            services.change_organisation(traeger, by=coordinator, version=1, auslaenderbehoerde=True)
        assert error.value.messages == ["Eine Ausländerbehörde gehört zur Gruppe der Behörden."]


class TestContacts:
    def test_the_history_does_not_keep_the_person(self, traeger, coordinator):
        row = services.add_contact(
            traeger, by=coordinator, function="Beratung", name="M. Kontakt", phone="0355 2"
        )
        services.change_contact(row, by=coordinator, version=1, phone="0355 3")
        row.refresh_from_db()
        assert row.phone == "0355 3"
        services.remove_contact(row, by=coordinator)
        assert Contact.objects.count() == 0
        told = [(event.summary, event.changes) for event in DirectoryEvent.objects.filter(kind="kontakt")]
        assert told == [
            ("Kontakt entfernt: Beratung", {}),
            ("Kontakt geändert: Telefon", {}),
            ("Kontakt angelegt: Beratung", {}),
        ]

    def test_a_contact_can_be_reached(self, traeger, coordinator):
        with pytest.raises(ValidationError) as error:
            services.add_contact(traeger, by=coordinator, function="Beratung")
        assert error.value.messages == ["Geben Sie eine Telefonnummer oder eine E-Mail-Adresse an."]


class TestOffers:
    def test_words_of_what_changed(self, kurs, coordinator):
        services.change_service(kurs, by=coordinator, version=1, level_until="B2", needs=["arbeit"])
        assert DirectoryEvent.objects.first().changes == {
            "Deutsch höchstens": ["B1", "B2"],
            "beantwortet Bedarfe": ["Sprachkurs", "Arbeit, Vermittlung"],
        }

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"needs": ["nichts"]}, "„nichts“ steht nicht zur Wahl."),
            ({"level_from": "C1"}, "Das höchste Niveau darf nicht unter dem niedrigsten liegen."),
            (
                {"age_from": 27, "age_until": 26},
                "Das höchste Alter darf nicht unter dem niedrigsten liegen.",
            ),
            ({"waiting_weeks": 4}, "Eine Wartezeit gibt es nur mit einer Warteliste."),
        ],
    )
    def test_refusals(self, kurs, coordinator, fields, sentence):
        with pytest.raises(ValidationError) as error:
            services.change_service(kurs, by=coordinator, version=1, **fields)
        assert error.value.messages == [sentence]

    def test_both_sides_of_the_bounds(self, kurs, coordinator):
        row = services.change_service(
            kurs,
            by=coordinator,
            version=1,
            level_from="B1",
            age_from=26,
            age_until=26,
            capacity=Platzlage.WARTELISTE,
            waiting_weeks=4,
        )
        assert row.version == 2

    def test_checked(self, kurs, caseworker):
        row = services.confirm_service(kurs, by=caseworker, on=DAY)
        assert (row.checked_on, row.version) == (DAY, 2)
        event = DirectoryEvent.objects.first()
        assert (event.kind, event.changes) == (
            "angebot_geprueft",
            {"geprüft am": ["10.01.2024", "27.03.2024"]},
        )
        services.confirm_service(kurs, by=caseworker, on=DAY)
        assert DirectoryEvent.objects.first() == event
        with pytest.raises(ValidationError) as error:
            services.confirm_service(kurs, by=caseworker, on=date(2024, 3, 26))
        assert error.value.messages == ["Dieses Angebot wurde an einem späteren Tag geprüft."]

    def test_stale_is_older_than_the_limit(self, kurs):
        assert not Service.objects.stale(date(2024, 1, 10)).exists()
        assert Service.objects.stale(date(2024, 1, 11)).get() == kurs
        Service.objects.update(checked_on=None)
        assert Service.objects.stale(date(2024, 1, 10)).get() == kurs


class TestSettings:
    def test_labels_and_months(self, cottbus, potsdam, coordinator):
        assert limit_of(cottbus, DAY) == date(2023, 9, 27)
        labels = {"kammern": "Kammern und Innungen", "mso": ""}
        services.change_directory_settings(cottbus, by=coordinator, version=0, stale_months=3, labels=labels)
        assert limit_of(cottbus, DAY) == date(2023, 12, 27)
        assert list(group_labels(cottbus).values())[:3] == [
            "Eigene Projekte der Kommune",
            "Freie Träger",
            "Kammern und Innungen",
        ]
        assert group_labels(potsdam)["kammern"] == "Kammern"
        assert DirectoryEvent.objects.get().changes == {
            "Monate, nach denen ein Angebot neu zu prüfen ist": ["6", "3"],
            "Kammern": ["Kammern", "Kammern und Innungen"],
        }

    def test_an_empty_label_brings_the_usual_one_back(self, cottbus, coordinator):
        for version, label in enumerate(["Innungen", ""]):
            services.change_directory_settings(
                cottbus, by=coordinator, version=version, stale_months=6, labels={"kammern": label}
            )
        assert group_labels(cottbus)["kammern"] == "Kammern"

    def test_two_at_once_and_bounds(self, cottbus, coordinator):
        services.change_directory_settings(cottbus, by=coordinator, version=0, stale_months=36, labels={})
        with pytest.raises(Conflict):
            services.change_directory_settings(cottbus, by=coordinator, version=0, stale_months=3, labels={})
        for months in (0, 37):
            with pytest.raises(ValidationError):
                services.change_directory_settings(
                    cottbus, by=coordinator, version=1, stale_months=months, labels={}
                )


class TestBoundary:
    def test_own_and_shared(self, traeger, kurs, cottbus, potsdam, coordinator):
        there = make_user(Role.KOORDINATION, potsdam)
        contact = services.add_contact(traeger, by=coordinator, function="Beratung", phone="1")
        for model in (Organisation, Service, Contact):
            assert not model.objects.visible_to(there).exists()
            assert model.objects.visible_to(coordinator).count() == 1
        row = services.change_organisation(traeger, by=coordinator, version=1, shared=True)
        assert Organisation.objects.visible_to(there).get() == traeger
        assert Service.objects.visible_to(there).get() == kurs
        assert Contact.objects.visible_to(there).get() == contact
        for model in (Organisation, Service, Contact):
            assert not model.objects.editable_by(there).exists()
            assert model.objects.editable_by(coordinator).count() == 1
        assert not DirectoryEvent.objects.visible_to(there).exists()
        services.change_organisation(row, by=coordinator, version=2, active=False)
        assert not Organisation.objects.visible_to(there).exists()
        assert Organisation.objects.visible_to(coordinator).exists()

    @pytest.mark.parametrize("role", [Role.AUSWERTUNG, Role.FACHADMINISTRATION, Role.DATENSCHUTZ])
    def test_roles_without_casework(self, traeger, kurs, role):
        user = make_user(role)
        for model in (Organisation, Service, DirectoryEvent):
            assert not model.objects.visible_to(user).exists()
        assert not Organisation.objects.editable_by(user).exists()

    def test_search_by_any_word_of_organisation_or_offer(self, traeger, kurs):
        for text in ("brucke", "BRÜCKE cottbus", "Bruecke", "sprachcafe", "cottbus café"):
            assert Organisation.objects.matching(text).get() == traeger
        for text in ("forst", "brücke forst"):
            assert not Organisation.objects.matching(text).exists()
