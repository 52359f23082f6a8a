"""The page of the partner groups."""

from network.choices import LEISTUNGEN, Leistung, Partnergruppe
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


def test_groups_and_services_are_those_of_the_project():
    assert {group: set(services) for group, services in LEISTUNGEN.items()} == SEED


def test_own_projects_bear_the_name_of_the_kommune(login, cottbus, caseworker):
    cottbus.own_projects_label = "Projekte FB 15"
    cottbus.save()
    page = login(caseworker).get("/netzwerk/")
    assert page.status_code == 200
    assert page.context["groups"][0][0] == "Projekte FB 15"
    assert [label for label, _ in page.context["groups"]][1:] == [
        group.label for group in list(Partnergruppe)[1:]
    ]


def test_roles_without_cases_do_not_see_it(db, login):
    assert login(make_user(Role.AUSWERTUNG)).get("/netzwerk/").status_code == 403


def test_it_only_shows(login, caseworker):
    assert login(caseworker).post("/netzwerk/").status_code == 405
