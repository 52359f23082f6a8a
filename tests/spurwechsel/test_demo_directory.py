"""The directory of the demonstration: all groups, all needs, fresh and stale, what one town shares."""

from datetime import date, timedelta

import pytest

from clearing.catalogue import Bedarf
from network.choices import LEISTUNGEN, Einzugsgebiet, Kosten, Leistung, Partnergruppe, Platzlage, Zugangsweg
from network.labels import limit_of
from network.models import Contact, Organisation, Service
from spurwechsel.demo.directory import fill_directory
from spurwechsel.demo.staff import COORDINATORS, STAFF
from spurwechsel.roles import Role
from tests.built_once import built_once
from tests.factories import make_kommune, make_user

TODAY = date(2026, 9, 16)


def filled_towns():
    kommunen = {key: make_kommune(key) for key in ("cottbus", "potsdam")}
    staff = {
        COORDINATORS[key]: make_user(Role.KOORDINATION, kommune, name=STAFF[COORDINATORS[key]].name)
        for key, kommune in kommunen.items()
    }
    fill_directory(TODAY, kommunen, staff)
    return kommunen, staff


@pytest.fixture(scope="module")
def towns(django_db_setup, django_db_blocker):
    with built_once(django_db_blocker, filled_towns) as towns:
        yield towns


@pytest.fixture
def cottbus(towns):
    return towns[0]["cottbus"]


@pytest.fixture
def potsdam(towns):
    return towns[0]["potsdam"]


def test_every_group_and_every_need_has_somebody(towns, cottbus):
    own = Service.objects.filter(organisation__kommune=cottbus)
    groups = set(own.values_list("organisation__group", flat=True))
    assert groups == set(Partnergruppe.values)
    answered = {need for needs in own.values_list("needs", flat=True) for need in needs}
    assert answered == set(Bedarf.values)


def test_each_group_offers_what_the_project_says(towns):
    wrong = [
        (each.organisation.name, each.kind)
        for each in Service.objects.select_related("organisation")
        if Leistung(each.kind) not in LEISTUNGEN[Partnergruppe(each.organisation.group)]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("column", "choices"),
    [
        ("kind", Leistung),
        ("area", Einzugsgebiet),
        ("capacity", Platzlage),
        ("costs", Kosten),
        ("access", Zugangsweg),
    ],
)
def test_every_word_occurs(towns, column, choices):
    used = set(Service.objects.values_list(column, flat=True))
    assert set(choices.values) - used <= {Einzugsgebiet.ONLINE}


def test_some_are_stale_and_one_was_never_checked(towns, cottbus):
    stale = Service.objects.stale(limit_of(cottbus, TODAY))
    assert 0 < stale.count() < Service.objects.count() / 3
    assert stale.filter(checked_on__isnull=True).exists()
    assert not Service.objects.filter(checked_on__gt=TODAY - timedelta(days=1)).exists()


def test_potsdam_sees_what_cottbus_shares(towns, cottbus, potsdam):
    there = towns[1][COORDINATORS["potsdam"]]
    seen = Organisation.objects.visible_to(there).filter(kommune=cottbus).values_list("name", flat=True)
    assert list(seen) == ["Handwerkskammer Musterland", "Sprachhaus Beispiel gGmbH"]


def test_nobody_is_real(towns):
    """Addresses that no mail reaches, numbers that nobody has, and no name of a person."""
    mails = Organisation.objects.values_list("email", flat=True)
    assert {mail.partition("@")[2] for mail in mails} == {"example.org"}
    numbers = [*Organisation.objects.values_list("phone", flat=True)]
    numbers += Contact.objects.values_list("phone", flat=True)
    assert all(" 0000-" in number for number in numbers)
    assert set(Contact.objects.values_list("name", flat=True)) == {""}
