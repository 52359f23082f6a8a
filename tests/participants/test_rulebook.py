"""Regelwerk: every rule is shown with its sources, changes stand in the calendar, and whom they concern."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants import services
from participants.affected import affected
from participants.choices import Aufenthaltsstatus, Phase
from participants.models import EducationProfile, LanguageProfile, LifeProfile, PapersProfile, Participant
from participants.rulebook import chapters, matching, matching_values
from participants.rules.catalogue import catalogue
from spurwechsel.roles import Role
from tests.factories import make_participant, make_user, move_to

TODAY = date(2026, 11, 25)
K = Aufenthaltsstatus
END_104C = date(2027, 7, 1)


@pytest.fixture(autouse=True)
def _on_that_day():
    with time_machine.travel("2026-11-25T09:00:00+01:00", tick=True):
        yield


class TestRules:
    def test_every_version_of_every_rule_is_there(self):
        shown = [
            (chapter.heading, rule.id, version.since)
            for chapter in chapters()
            for rule in chapter.rules
            for version in rule.versions
        ]
        assert sorted(shown) == sorted((each.heading, each.id, each.since) for each in catalogue())

    def test_every_version_says_what_it_asks_and_where_it_stands(self):
        silent = [
            rule.id
            for chapter in chapters()
            for rule in chapter.rules
            for version in rule.versions
            if not version.asks
        ]
        unsourced = [
            rule.id
            for chapter in chapters()
            for rule in chapter.rules
            for version in rule.versions
            if not version.source
        ]
        assert (silent, unsourced) == ([], [])

    def test_searching(self):
        assert {chapter.heading for chapter in matching("ersuchen härtefallkommission", "")} == {
            "§\xa023a AufenthG (Härtefall)"
        }
        assert [chapter.key for chapter in matching("", "25b-aufenthg")] == ["25b-aufenthg"]
        assert matching("§ 25b Abs. 6", "")[0].rules[0].id.startswith("25b-B")
        assert matching("gibtesnicht", "") == ()

    def test_each_version_has_its_numbers_the_newest_first(self):
        rule = matching("25b-1b", "25b-aufenthg")[0].rules[0]
        assert [(each.since.year, each.asks[-30:]) for each in rule.versions] == [
            (2022, "seit 4 Jahren ununterbrochen hier."[-30:]),
            (2015, "seit 6 Jahren ununterbrochen hier."[-30:]),
        ]

    def test_numbers_of_former_versions_are_found(self):
        assert [rule.id for rule in matching("seit 8 jahren", "25b-aufenthg")[0].rules] == ["25b-1"]

    def test_moving_values_are_searched_as_rules_are(self):
        assert [each.rules for each in matching_values("bafög", "")] == [("16g-10",)]
        assert matching_values("bafög", "25b-aufenthg") == ()
        assert matching_values("gibtesnicht", "werte") == ()

    def test_keys_are_unique(self):
        keys = ["werte", *(chapter.key for chapter in chapters())]
        assert len(keys) == len(set(keys))


@pytest.fixture
def holder(caseworker):
    """A holder of § 104c with a Fiktion: § 25b is possible as long as its transition rule is there."""
    person = make_participant(
        caseworker,
        family_name="Özdemir",
        birth_date=date(1985, 1, 2),
        residence_kind=K.DULDUNG_60A,
        residence_from=date(2016, 1, 1),
        residence_until=date(2025, 3, 31),
    )
    services.record_residence_status(
        person, by=caseworker, kind=K.AE_104C, valid_from=date(2025, 4, 1), valid_until=date(2026, 9, 30)
    )
    services.record_residence_status(
        person,
        by=caseworker,
        kind=K.FIKTION_81_4,
        valid_from=date(2026, 10, 1),
        valid_until=date(2026, 12, 31),
    )
    return well_integrated(person, caseworker)


def well_integrated(person, caseworker):
    """Everything that § 25b asks for but the years."""
    said = {"by": caseworker, "stated_on": date(2026, 10, 1)}
    services.note_identity(person, state="geklaert", **said)
    services.state(
        person,
        PapersProfile,
        asylum_procedure="unanfechtbar_abgelehnt",
        passport="gueltig",
        commitment_signed=True,
        **said,
    )
    services.state(
        person,
        LanguageProfile,
        speaking="A2",
        listening="A2",
        evidence="zertifikat",
        society_test="leben_in_deutschland",
        **said,
    )
    services.state(person, LifeProfile, share_work=60, minor_child=False, partnership="keiner", **said)
    services.state(person, EducationProfile, school_years_here=0, **said)
    return person


def turns(user, day):
    found = affected(Participant.objects.visible_to(user), day, TODAY)
    return [(each.person.pk, each.way.replace("\xa0", " "), each.what) for each in found]


class TestAffected:
    def test_who_loses_a_way(self, caseworker, holder):
        assert turns(caseworker, END_104C) == [(holder.pk, "§ 25b AufenthG", "verliert")]

    def test_who_falls_out_of_reach_loses_whatever_the_mode(self, caseworker, holder):
        """With an identity that is not clarified § 25b is „kann“ until the rule ends, and „soll“ after it."""
        services.note_identity(
            holder, by=caseworker, stated_on=date(2026, 10, 2), state="massnahmen_ergriffen"
        )
        services.state(
            holder, LanguageProfile, by=caseworker, stated_on=date(2026, 10, 2), speaking="A1", listening="A1"
        )
        found = affected(Participant.objects.visible_to(caseworker), END_104C, TODAY)
        assert [(each.what, each.before, each.after) for each in found] == [
            ("verliert", "fehlt noch etwas (kann)", "zuerst ein anderes Papier nötig")
        ]

    @pytest.mark.parametrize("since", [date(2021, 6, 30), date(2021, 7, 1), date(2021, 7, 2)])
    def test_nobody_gains_by_time_alone(self, caseworker, since):
        """Six years end on the day of the change, or the day before or after: the law gives nothing."""
        person = make_participant(
            caseworker,
            birth_date=date(1985, 1, 2),
            residence_kind=K.DULDUNG_60A,
            residence_from=since,
            residence_until=date(2027, 12, 31),
        )
        well_integrated(person, caseworker)
        assert turns(caseworker, END_104C) == []

    def test_a_day_inside_a_condition(self, caseworker):
        """Türkiye, geduldet on 06.05.2025: § 60c and § 16g are barred by the list until 02.08.2026."""
        person = make_participant(
            caseworker,
            nationality="TR",
            residence_kind=K.DULDUNG_60A,
            residence_from=date(2020, 1, 1),
            residence_until=date(2026, 12, 31),
        )
        services.state(
            person, PapersProfile, by=caseworker, stated_on=date(2026, 1, 2), asylum_procedure="nie"
        )
        assert turns(caseworker, date(2026, 8, 3)) == [
            (person.pk, "§ 60c AufenthG (Ausbildungsduldung)", "gewinnt"),
            (person.pk, "§ 16g AufenthG (Berufsausbildung)", "gewinnt"),
        ]
        assert turns(caseworker, date(2026, 8, 2)) == turns(caseworker, date(2026, 8, 4)) == []
        found = affected(Participant.objects.visible_to(caseworker), date(2026, 8, 3), TODAY)
        assert {(each.before, each.after) for each in found} == {("geschlossen", "noch unklar (Anspruch)")}

    def test_nobody_on_a_day_without_a_change(self, caseworker, holder, django_assert_num_queries):
        people = Participant.objects.visible_to(caseworker)
        with django_assert_num_queries(0):
            assert affected(people, END_104C - timedelta(1), TODAY) == []

    def test_closed_cases_and_other_towns_do_not_count(self, caseworker, potsdam, holder):
        assert turns(make_user(Role.FALLBEGLEITUNG, potsdam), END_104C) == []
        move_to(holder, Phase.ABGESCHLOSSEN, on=date(2026, 2, 1), by=caseworker)
        assert turns(caseworker, END_104C) == []

    def test_the_cost_does_not_grow_with_the_people(self, caseworker, holder):
        def cost() -> int:
            with CaptureQueriesContext(connection) as asked:
                turns(caseworker, END_104C)
            return len(asked)

        cost()
        first = cost()
        for _ in range(3):
            make_participant(caseworker)
        assert cost() == first


class TestPages:
    def test_rules(self, caseworker, login):
        client = login(caseworker)
        assert client.get("/regelwerk/").context["count"] == sum(len(each.rules) for each in chapters())
        assert client.get("/regelwerk/?weg=25b-aufenthg&suche=mündlich").context["count"] == 1
        assert client.get("/regelwerk/?weg=nix").status_code == 200
        assert "Dazu gibt es keine Regel." in client.get("/regelwerk/?suche=gibtesnicht").text

    def test_the_day_of_the_last_check(self, caseworker, login):
        assert "19.08.2026" in login(caseworker).get("/regelwerk/").text

    @pytest.mark.parametrize("tag", ["01.07.2027", "2027-07-01"])
    def test_names_for_casework(self, caseworker, login, holder, tag):
        response = login(caseworker).get("/regelwerk/aenderungen/", {"tag": tag})
        concerned = response.context["concerned"]
        assert (concerned.people, "Özdemir" in response.text) == (1, True)
        assert 'value="01.07.2027"' in response.text

    def test_people_and_ways_are_counted_with_words_that_fit(self, caseworker, login, holder):
        text = " ".join(login(caseworker).get("/regelwerk/aenderungen/?tag=01.07.2027").text.split())
        assert "Bei <strong>1</strong> Person steht an diesem Tag" in text
        assert "<strong>Verliert</strong>: 1 Person auf 1 Weg</caption>" in text
        assert "<strong>Gewinnt</strong>" not in text

    @pytest.mark.parametrize(
        ("tag", "said"),
        [
            ("25.11.2026", "ändert sich kein Weg"),
            ("03.08.2026", "für diesen Tag bekannt ist."),
            ("01.07.2027", "als würden die Papiere bis dahin verlängert."),
        ],
    )
    def test_by_which_facts_people_are_compared(self, caseworker, login, tag, said):
        assert said in login(caseworker).get("/regelwerk/aenderungen/", {"tag": tag}).text

    def test_what_describes_the_field_is_there(self, caseworker, login):
        text = login(caseworker).get("/regelwerk/aenderungen/").text
        assert 'aria-describedby="id_tag_helptext"' in text
        assert 'id="id_tag_helptext">Zum Beispiel 1.7.2027<' in text

    @pytest.mark.parametrize(
        ("tag", "others"),
        [
            ("01.01.2027", "ändert: Deutschkurse."),
            ("09.02.2026", "ändert: Deutschkurse."),
            ("01.07.2027", ""),
        ],
    )
    def test_what_is_not_compared_is_told(self, caseworker, login, tag, others):
        text = login(caseworker).get("/regelwerk/aenderungen/", {"tag": tag}).text
        assert (
            text.partition("deshalb auch nicht gezählt, ist, was sich an diesem Tag hier ")[2][: len(others)]
            == others
        )

    def test_values_are_found(self, caseworker, login):
        client = login(caseworker)
        assert len(client.get("/regelwerk/").context["values"]) == 5
        for words, names in (
            ("50.700", 1),
            ("blaue karte 45.934,20", 1),
            ("herkunftsstaaten", 3),
            ("666", 1),
        ):
            assert len(client.get("/regelwerk/", {"suche": words}).context["values"]) == names
        only = client.get("/regelwerk/?weg=werte")
        assert (only.context["count"], len(only.context["values"])) == (0, 5)
        assert client.get("/regelwerk/?weg=25b-aufenthg").context["values"] == ()
        assert "Dazu gibt es keine Regel." not in only.text

    @pytest.mark.parametrize(
        "role", [role for role in Role if role not in (Role.FALLBEGLEITUNG, Role.KOORDINATION)]
    )
    def test_nobody_else_can_tell_how_many_there_are(self, caseworker, login, holder, role):
        """Two answers could be subtracted, so the page is the same with and without the person."""
        client = login(make_user(role))
        page = client.get("/regelwerk/aenderungen/?tag=01.07.2027")
        concerned = page.context["concerned"]
        assert (concerned.touches, concerned.people, concerned.groups) == (True, None, ())
        assert "sieht nur, wer Teilnehmende begleitet" in page.text
        move_to(holder, Phase.ABGESCHLOSSEN, on=date(2026, 2, 1), by=caseworker)
        again = client.get("/regelwerk/aenderungen/?tag=01.07.2027")
        assert again.text.partition("<main")[2] == page.text.partition("<main")[2]

    @pytest.mark.parametrize("tag", ["", "bald", "32.1.2027", "3.3.2027"])
    def test_other_days(self, caseworker, login, tag):
        response = login(caseworker).get("/regelwerk/aenderungen/", {"tag": tag})
        assert response.status_code == 200
        assert not (response.context["concerned"] and response.context["concerned"].touches)
