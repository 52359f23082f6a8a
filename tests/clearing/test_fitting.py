"""What the directory is asked for a person, and the page that explains the answers."""

from datetime import date

import pytest
import time_machine

from clearing.fitting import ages, offers_for, seeker
from network import services as network
from participants import services as people
from participants.models import LanguageProfile
from spurwechsel.roles import Role
from tests.built_once import once
from tests.clearing.plans import DAY, certify, language_need
from tests.factories import make_participant, make_user


@pytest.fixture(autouse=True, scope="module")
def _day():
    with time_machine.travel("2024-03-27T10:00:00+01:00"):
        yield


@once
def person(caseworker):
    return make_participant(caseworker)


def enter(by, name: str, *, shared: bool = False, **offer):
    organisation = network.add_organisation(
        by.kommune, by=by, group="freie_traeger", name=f"Träger {name}", shared=shared
    )
    known = {"needs": ["sprachkurs"], "languages": ["prs"], "checked_on": DAY}
    return network.add_service(organisation, by=by, kind="verweisberatung", name=name, **(known | offer))


def test_the_person_as_of_the_day(person, caseworker):
    people.state(
        person,
        LanguageProfile,
        by=caseworker,
        stated_on=date(2024, 2, 1),
        speaking="A2",
        other_languages=["fa"],
        course_until=date(2024, 6, 28),
    )
    found = seeker(person, DAY)
    assert (found.status, found.level, found.ages) == ("duldung_60a", "A2", (32, 32))
    assert (found.languages, found.needs_interpreting) == (("prs", "fa"), True)
    assert (found.course_until, found.limit) == (date(2024, 6, 28), date(2023, 9, 27))
    certify(person, caseworker, "B1", DAY)
    assert seeker(person, DAY).level == "B1"
    before = seeker(person, date(2024, 1, 31))
    assert (before.level, before.course_until) == ("", None)


@pytest.mark.parametrize(
    ("birth", "precision", "expected"),
    [
        (date(1991, 3, 27), "day", (33, 33)),
        (date(1991, 3, 28), "day", (32, 32)),
        (date(1991, 1, 1), "year", (32, 33)),
        (date(2024, 1, 1), "year", (0, 0)),
        (None, "day", None),
    ],
)
def test_ages_that_are_possible(person, birth, precision, expected):
    person.birth_date, person.birth_precision = birth, precision
    assert ages(person, DAY) == expected


def test_only_offers_in_use_for_this_need_that_one_may_see(person, caseworker, coordinator, potsdam):
    there = make_user(Role.KOORDINATION, potsdam)
    enter(coordinator, "passt")
    enter(coordinator, "anderer Bedarf", needs=["arbeit"])
    enter(coordinator, "abgelegt", active=False)
    gone = enter(coordinator, "Träger abgelegt").organisation
    network.change_organisation(gone, by=coordinator, version=1, active=False)
    enter(there, "dort geheim")
    enter(there, "dort geteilt", shared=True, area="land")
    found = offers_for(language_need(person, caseworker), caseworker, DAY)
    assert [(each.offer.name, each.offer.kommune) for each in found] == [
        ("dort geteilt", "Landeshauptstadt Potsdam"),
        ("passt", "Stadt Cottbus/Chóśebuz"),
    ]


class TestPage:
    def test_groups_with_reasons(self, login, person, caseworker, coordinator):
        need = language_need(person, caseworker)
        certify(person, caseworker, "A2", DAY)
        enter(coordinator, "Gut")
        enter(coordinator, "Knapp", level_from="B1")
        enter(coordinator, "Weit", level_from="C1")
        address = f"/teilnehmende/{person.case_number}/plan/bedarfe/{need.pk}/angebote/"
        page = login(caseworker).get(address)
        groups = page.context["groups"]
        assert [(each.heading, each.matches[0].offer.name, each.folded) for each in groups] == [
            ("Passt", "Gut", False),
            ("Passt knapp nicht", "Knapp", False),
            ("Passt nicht", "Weit", True),
        ]
        assert "Deutsch ab B1 verlangt, A2 vorhanden" in page.text
        assert f'href="{address}"' in login(caseworker).get(f"/teilnehmende/{person.case_number}/plan/").text

    def test_no_offer_is_said(self, login, person, caseworker):
        need = language_need(person, caseworker)
        page = login(caseworker).get(f"/teilnehmende/{person.case_number}/plan/bedarfe/{need.pk}/angebote/")
        assert "Für diesen Bedarf steht noch kein Angebot im Verzeichnis." in page.text

    def test_length_costs_no_queries_and_long_lists_are_cut(
        self, login, person, caseworker, coordinator, django_assert_num_queries
    ):
        need, client = language_need(person, caseworker), login(caseworker)
        address = f"/teilnehmende/{person.case_number}/plan/bedarfe/{need.pk}/angebote/"
        enter(coordinator, "Erstes")
        client.get(address)
        with django_assert_num_queries(12):
            client.get(address)
        for number in range(25):
            enter(coordinator, f"Nr. {number}")
        with django_assert_num_queries(12):
            page = client.get(address)
        [group] = page.context["groups"]
        assert (len(group.matches), group.hidden) == (20, 6)

    def test_a_need_of_another_town(self, login, person, caseworker, potsdam):
        need = language_need(person, caseworker)
        there = login(make_user(Role.KOORDINATION, potsdam))
        address = f"/teilnehmende/{person.case_number}/plan/bedarfe/{need.pk}/angebote/"
        assert there.get(address).status_code == 404
