"""Searching, filtering, sorting, counting: in the own Kommunen only, and garbage is told and left out."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participants import services
from participants.choices import FIVE_PHASES, Aufenthaltsstatus, Phase
from participants.filters import ALL_PHASES, PER_PAGE, SORTS, ParticipantFilter
from participants.models import Participant
from spurwechsel.models import User
from spurwechsel.roles import Role
from tests.built_once import built_once
from tests.factories import make_kommune, make_participant, make_user, move_to

DAY = date(2024, 3, 27)


def asked(user, **query) -> ParticipantFilter:
    data = QueryDict(mutable=True)
    data.update(query)
    return ParticipantFilter(data, user=user, day=DAY)


def names(user, **query) -> list[str]:
    found = asked(user, **query)
    return [person.family_name for person in found.page_of_people(0, PER_PAGE)]


def one_of_each_phase() -> tuple[User, User]:
    """Who looks after a person per phase, named after it, and who coordinates."""
    cottbus = make_kommune("cottbus")
    caseworker = make_user(Role.FALLBEGLEITUNG, cottbus)
    coordinator = make_user(Role.KOORDINATION, cottbus)
    for phase in Phase:
        person = make_participant(
            caseworker,
            family_name=phase.label,
            talk_held=phase != Phase.IDENTIFIZIERT,
            nationality="AF" if phase == Phase.CLEARING else "SY",
            responsible=coordinator if phase == Phase.BETREUUNG else caseworker,
        )
        if phase not in (Phase.IDENTIFIZIERT, Phase.TERMINVEREINBARUNG):
            move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
            if phase != Phase.CLEARING:
                move_to(person, phase, on=date(2024, 2, 1 + list(Phase).index(phase)), by=caseworker)
    return caseworker, coordinator


FIVE = sorted(str(phase.label) for phase in FIVE_PHASES)


@pytest.mark.django_db
class TestOneOfEachPhase:
    @pytest.fixture(scope="class")
    @classmethod
    def town(cls, django_db_setup, django_db_blocker):
        with built_once(django_db_blocker, one_of_each_phase) as staff:
            yield staff

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({}, FIVE),
            ({"status": "clearing"}, ["Clearing"]),
            ({"status": "identifiziert"}, ["Identifiziert"]),
            ({"status": ALL_PHASES}, sorted(str(phase.label) for phase in Phase)),
            ({"suche": "betreu"}, ["Betreuung"]),
            ({"suche": "ABGESCHL"}, []),
            ({"suche": "ABGESCHL", "status": ALL_PHASES}, ["Abgeschlossen"]),
            ({"zustaendig": "ich"}, [name for name in FIVE if name != "Betreuung"]),
            ({"zustaendig": "niemand"}, []),
            ({"staat": "AF"}, ["Clearing"]),
            ({"aufenthalt": "duldung_60a"}, FIVE),
            ({"aufenthalt": "unklar"}, []),
            ({"sortierung": "-name"}, FIVE[::-1]),
            ({"sortierung": "status"}, [str(phase.label) for phase in FIVE_PHASES]),
            ({"sortierung": "-status"}, [str(phase.label) for phase in FIVE_PHASES][::-1]),
            (
                {"sortierung": "seit"},
                ["Terminvereinbarung", "Clearing", "Betreuung", "Keine Bedarfe", "Unvereinbarkeit"],
            ),
            (
                {"sortierung": "-seit"},
                ["Unvereinbarkeit", "Keine Bedarfe", "Betreuung", "Clearing", "Terminvereinbarung"],
            ),
            ({"staat": "AF", "zustaendig": "ich", "suche": "clear", "sortierung": "gueltig"}, ["Clearing"]),
        ],
    )
    def test_filters_and_orders(self, town, query, found):
        caseworker, _ = town
        assert names(caseworker, **query) == found

    @pytest.mark.parametrize("sorting", [*SORTS, *(f"-{name}" for name in SORTS)])
    @pytest.mark.parametrize("query", [{}, {"suche": "e"}, {"status": ALL_PHASES, "suche": "i"}])
    def test_whoever_sees_several_kommunen_finds_the_same(self, potsdam, town, sorting, query):
        caseworker, _ = town
        visiting = make_user(Role.FALLBEGLEITUNG, potsdam)
        visiting.further_kommunen.add(caseworker.kommune)
        found = names(caseworker, sortierung=sorting, **query)
        assert len(found) > 2
        assert names(visiting, sortierung=sorting, **query) == found

    def test_filter_by_another_holder(self, town):
        caseworker, coordinator = town
        assert names(caseworker, zustaendig=str(coordinator.pk)) == ["Betreuung"]
        assert names(coordinator, zustaendig="ich") == ["Betreuung"]

    def test_counts_see_all_phases_and_all_other_filters(self, town):
        caseworker, _ = town
        assert asked(caseworker).counts == dict.fromkeys(Phase.values, 1)
        assert asked(caseworker, status="clearing").counts == dict.fromkeys(Phase.values, 1)
        expected = dict.fromkeys(Phase.values, 0) | {"clearing": 1}
        assert asked(caseworker, status="betreuung", staat="AF").counts == expected


@pytest.mark.parametrize(
    ("days", "deadlines"),
    [
        (-1, {"abgelaufen"}),
        (0, {"30", "60", "90"}),
        (30, {"30", "60", "90"}),
        (31, {"60", "90"}),
        (60, {"60", "90"}),
        (61, {"90"}),
        (90, {"90"}),
        (91, set()),
    ],
)
def test_deadlines(caseworker, days, deadlines):
    make_participant(caseworker, residence_until=DAY + timedelta(days=days))
    found = {key for key in ("abgelaufen", "30", "60", "90") if names(caseworker, frist=key)}
    assert found == deadlines


@pytest.mark.parametrize(
    ("since", "due", "occasions"),
    [
        (DAY - timedelta(weeks=6), None, set()),
        (DAY - timedelta(weeks=6, days=1), None, {"langes-clearing"}),
        (None, DAY, {"wiedervorlage"}),
        (None, DAY + timedelta(days=1), set()),
    ],
)
def test_what_calls_for_attention(caseworker, since, due, occasions):
    person = make_participant(caseworker)
    move_to(person, Phase.CLEARING, on=since or date(2024, 3, 1), by=caseworker)
    if due:
        move_to(person, Phase.UNVEREINBARKEIT, on=date(2024, 3, 1), by=caseworker, follow_up_on=due)
    found = {key for key in ("wiedervorlage", "langes-clearing") if names(caseworker, anlass=key)}
    assert found == occasions


def test_the_paper_that_began_last_counts(caseworker):
    person = make_participant(caseworker, residence_until=date(2024, 3, 1))
    services.record_residence_status(
        person, by=caseworker, kind=Aufenthaltsstatus.AE_25B, valid_from=date(2024, 3, 2)
    )
    future = {"kind": Aufenthaltsstatus.FIKTION_81_4, "valid_from": DAY + timedelta(days=1)}
    services.record_residence_status(person, by=caseworker, **future)
    assert names(caseworker, aufenthalt="ae_25b") == ["Muster"]
    assert names(caseworker, aufenthalt="duldung_60a") == []
    assert names(caseworker, frist="abgelaufen") == []


def test_those_without_an_end_come_last_in_both_directions(caseworker):
    for name, until in (("Offen", None), ("Bald", DAY), ("Später", DAY + timedelta(days=9))):
        make_participant(caseworker, family_name=name, residence_until=until)
    assert names(caseworker, sortierung="gueltig") == ["Bald", "Später", "Offen"]
    assert names(caseworker, sortierung="-gueltig") == ["Später", "Bald", "Offen"]


@pytest.mark.parametrize("sorting", [*SORTS, *(f"-{name}" for name in SORTS)])
def test_pages_meet_without_a_gap(caseworker, sorting):
    for number in range(7):
        until = DAY + timedelta(days=number) if number % 3 else None
        make_participant(caseworker, family_name=f"Gleich {number % 2}", residence_until=until)
    found = asked(caseworker, sortierung=sorting)
    whole = [person.pk for person in found.page_of_people(0, PER_PAGE)]
    assert sorted(whole) == sorted(Participant.objects.values_list("pk", flat=True))
    for size in (1, 2, 3):
        starts = range(0, 7, size)
        assert [person.pk for at in starts for person in found.page_of_people(at, at + size)] == whole


def test_nobody_from_elsewhere_in_lists_counts_or_choices(cottbus, potsdam, caseworker):
    stranger = make_user(kommune=potsdam, name="Fremd")
    make_participant(stranger, family_name="Zielona", nationality="XK")
    make_participant(caseworker, nationality="AF")
    found = asked(caseworker, status=ALL_PHASES)
    assert names(caseworker, status=ALL_PHASES) == ["Muster"]
    assert sum(found.counts.values()) == 1
    assert names(caseworker, suche="Zielona") == []
    assert "kommune" not in found.form.fields
    choices = {name: dict(found.form.fields[name].choices) for name in ("staat", "zustaendig")}
    assert choices == {
        "staat": {"": "alle", "AF": "Afghanistan"},
        "zustaendig": {"": "alle", "ich": "A. Beispiel (ich)", "niemand": "noch niemand"},
    }


def test_who_stands_in_can_pick_the_kommune(cottbus, potsdam, caseworker):
    visiting = make_user(Role.FALLBEGLEITUNG, potsdam)
    visiting.further_kommunen.add(cottbus)
    make_participant(caseworker, family_name="Hier")
    make_participant(visiting, family_name="Dort")
    assert names(visiting) == ["Dort", "Hier"]
    assert names(visiting, kommune="cottbus") == ["Hier"]
    assert dict(asked(visiting).form.fields["kommune"].choices) == {
        "": "alle",
        "potsdam": "Landeshauptstadt Potsdam",
        "cottbus": "Stadt Cottbus/Chóśebuz",
    }


def test_roles_without_casework_find_nobody(cottbus, caseworker):
    make_participant(caseworker)
    for role in (Role.AUSWERTUNG, Role.FACHADMINISTRATION, Role.DATENSCHUTZ):
        assert names(make_user(role, cottbus), status=ALL_PHASES) == []


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ({"status": "quatsch"}, {"status": ["Status: Diese Auswahl gibt es nicht, sie bleibt unbeachtet."]}),
        ({"frist": "31"}, {"frist": ["Gültig bis: Diese Auswahl gibt es nicht, sie bleibt unbeachtet."]}),
        ({"suche": "--"}, {"suche": ["Geben Sie einen Namen oder eine Fallnummer ein."]}),
        ({"suche": "x" * 101}, {"suche": ["Kürzen Sie den Text auf höchstens 100 Zeichen. Es sind 101."]}),
        ({"seite": "0"}, {"seite": ["Diese Seite der Liste gibt es nicht. Sie sehen die erste."]}),
        ({"seite": "zwei"}, {"seite": ["Diese Seite der Liste gibt es nicht. Sie sehen die erste."]}),
        ({"fremd": "1", "kommune": "potsdam"}, {}),
    ],
)
def test_garbage_is_told_and_left_out(caseworker, query, errors):
    make_participant(caseworker)
    found = asked(caseworker, **query)
    assert dict(found.errors) == errors
    assert len(found.page_of_people(0, PER_PAGE)) == 1


_garbage = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["\x00", "9" * 5000, "-1", "1e9", "\ud800", "ich", "30", "clearing", "§", "%", "'; --"]),
)
_names = st.sampled_from([*ParticipantFilter.base_filters, "fremd", "suche[]"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.lists(st.tuples(_names, _garbage), max_size=8))
def test_nothing_that_stands_in_an_address_breaks_the_list(caseworker, query):
    data = QueryDict(mutable=True)
    for name, value in query:
        data.appendlist(name, value)
    found = ParticipantFilter(data, user=caseworker, day=DAY)
    assert list(found.page_of_people(0, PER_PAGE)) == []
    assert sum(found.counts.values()) == 0
