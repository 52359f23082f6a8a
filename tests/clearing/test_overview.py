"""The overview: numbers that add up, the most urgent first, the past, and what it costs."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clearing.overview import counts_on
from participants.choices import Aufenthaltsstatus, Phase
from participants.filters import ParticipantFilter
from participants.models import Participant
from spurwechsel.models import PotentialEstimate
from spurwechsel.roles import Role
from tests.built_once import once
from tests.factories import make_participant, make_user, move_to

TODAY = date(2024, 3, 27)
URL = "/uebersicht/"


@pytest.fixture(autouse=True, scope="module")
def _on_27_march():
    with time_machine.travel(datetime(2024, 3, 27, 9, 0, tzinfo=UTC), tick=False):
        yield


def make_in(phase, by, *, on=date(2024, 3, 1), follow_up_on=None, **fields):
    person = make_participant(by, talk_held=phase != Phase.IDENTIFIZIERT, **fields)
    rest = {"follow_up_on": follow_up_on} if follow_up_on else {}
    if phase not in (Phase.IDENTIFIZIERT, Phase.TERMINVEREINBARUNG, Phase.ABGESCHLOSSEN):
        move_to(person, Phase.CLEARING, on=on, by=by)
    if person.phase != phase:
        move_to(person, phase, on=on, by=by, **rest)
    return person


@once
def one_of_each(caseworker):
    return {phase: make_in(phase, caseworker) for phase in Phase}


@once
def alone(potsdam):
    """Whose Kommune has nobody yet."""
    return make_user(Role.FALLBEGLEITUNG, potsdam, name="A. Beispiel")


def shown(response):
    return response.context["overview"]


def test_the_five_add_up_and_the_others_stand_below(one_of_each, caseworker, login):
    make_in(Phase.CLEARING, caseworker)
    response = login(caseworker).get(URL)
    assert response.status_code == 200
    overview = shown(response)
    assert [(lane.phase, lane.count) for lane in overview.lanes] == [
        (Phase.TERMINVEREINBARUNG, 1),
        (Phase.CLEARING, 2),
        (Phase.BETREUUNG, 1),
        (Phase.KEINE_BEDARFE, 1),
        (Phase.UNVEREINBARKEIT, 1),
    ]
    assert overview.reached == 6
    assert overview.outside == [(Phase.IDENTIFIZIERT, 1), (Phase.ABGESCHLOSSEN, 1)]


def test_a_sealed_case_counts_only_for_the_past(one_of_each, caseworker, login):
    """Each number of today leads to a list, and that does not show the sealed."""
    Participant.objects.filter(pk=one_of_each[Phase.ABGESCHLOSSEN].pk).update(sealed_on=TODAY)
    client = login(caseworker)
    assert shown(client.get(URL)).outside == [(Phase.IDENTIFIZIERT, 1), (Phase.ABGESCHLOSSEN, 0)]
    past = shown(client.get(URL, {"stand": "26.3.2024"}))
    assert past.outside == [(Phase.IDENTIFIZIERT, 1), (Phase.ABGESCHLOSSEN, 1)]


def test_the_estimate_names_its_day(one_of_each, caseworker, cottbus, login):
    PotentialEstimate.objects.create(kommune=cottbus, day=date(2024, 3, 27), count=150)
    PotentialEstimate.objects.create(kommune=cottbus, day=date(2024, 3, 28), count=160)
    page = login(caseworker).get(URL).content.decode()
    assert (
        page.count("Etwa 150 Personen sind als mögliche Teilnehmende bekannt (Schätzwert vom 27.03.2024).")
        == 1
    )


def test_cards_are_the_five_with_the_next_deadlines(alone, login):
    for days in (40, 10, -3, 20, 30, 60):
        make_in(
            Phase.BETREUUNG,
            alone,
            family_name=f"In {days}",
            residence_until=TODAY + timedelta(days=days),
        )
    make_in(Phase.BETREUUNG, alone, family_name="Ohne Frist")
    lane = shown(login(alone).get(URL)).lanes[2]
    assert [card.person.family_name for card in lane.cards] == ["In -3", "In 10", "In 20", "In 30", "In 40"]
    assert (lane.count, lane.cards[0].step.text, lane.cards[1].step.text) == (
        7,
        "Dokument prüfen",
        "Verlängerung klären",
    )


def test_a_follow_up_counts_as_deadline(alone, login):
    paper = {"residence_until": TODAY + timedelta(days=5)}
    make_in(Phase.UNVEREINBARKEIT, alone, family_name="Papier", **paper)
    make_in(Phase.UNVEREINBARKEIT, alone, family_name="Termin", follow_up_on=TODAY)
    lane = shown(login(alone).get(URL)).lanes[4]
    assert [card.person.family_name for card in lane.cards] == ["Termin", "Papier"]


BOUNDARIES = [
    ("frist=30", {"residence_until": TODAY}, 1),
    ("frist=30", {"residence_until": date(2024, 4, 26)}, 1),
    ("frist=30", {"residence_until": date(2024, 4, 27)}, 0),
    ("frist=30", {"residence_until": date(2024, 3, 26)}, 0),
    ("frist=abgelaufen", {"residence_until": date(2024, 3, 26)}, 1),
    ("frist=abgelaufen", {"residence_until": TODAY}, 0),
    ("anlass=wiedervorlage", {"phase": Phase.KEINE_BEDARFE, "follow_up_on": TODAY}, 1),
    ("anlass=wiedervorlage", {"phase": Phase.KEINE_BEDARFE, "follow_up_on": date(2024, 3, 28)}, 0),
    ("anlass=langes-clearing", {"on": date(2024, 2, 13)}, 1),
    ("anlass=langes-clearing", {"on": date(2024, 2, 14)}, 0),
    ("zustaendig=niemand", {"responsible": None}, 1),
    ("zustaendig=niemand", {}, 0),
]


@pytest.mark.parametrize(("query", "fields", "number"), BOUNDARIES)
def test_a_tile_counts_exactly_what_its_list_shows(alone, login, query, fields, number):
    make_in(fields.pop("phase", Phase.CLEARING), alone, **fields)
    make_in(Phase.IDENTIFIZIERT, alone, residence_until=date(2024, 3, 26), responsible=None)
    name, value = query.split("=")
    page = login(alone).get(URL)
    tiles = {tuple(tile.filters.items()): tile.number for tile in shown(page).tiles}
    assert tiles[((name, value),)] == number
    found = ParticipantFilter({name: value}, user=alone, day=TODAY)
    assert sum(found.counts[phase] for phase in found.phases) == number
    assert page.content.decode().count(f"/teilnehmende/?{query}") == 1


def test_table_counts_by_responsible_person(alone, potsdam, login):
    coordinator = make_user(Role.KOORDINATION, potsdam, name="K. Muster")
    make_in(Phase.CLEARING, alone)
    make_in(Phase.BETREUUNG, alone)
    make_in(Phase.BETREUUNG, alone, responsible=coordinator)
    make_in(Phase.KEINE_BEDARFE, alone, responsible=None)
    overview = shown(login(alone).get(URL, {"ansicht": "tabelle"}))
    assert [(row.name, row.filters, [number for _, number in row.counts]) for row in overview.rows] == [
        ("A. Beispiel", {"zustaendig": "ich"}, [0, 1, 1, 0, 0]),
        ("K. Muster", {"zustaendig": str(coordinator.pk)}, [0, 0, 1, 0, 0]),
        ("ohne zuständige Person", {"zustaendig": "niemand"}, [0, 0, 0, 1, 0]),
    ]
    assert sum(row.total for row in overview.rows) == overview.reached == 4


def test_the_past_is_counted_from_the_log(alone, potsdam, login):
    make_in(Phase.BETREUUNG, alone, on=date(2024, 3, 1))
    for day, expected in [
        (date(2024, 1, 9), {}),
        (date(2024, 1, 10), {Phase.TERMINVEREINBARUNG: 1}),
        (date(2024, 2, 29), {Phase.TERMINVEREINBARUNG: 1}),
        (date(2024, 3, 1), {Phase.BETREUUNG: 1}),
    ]:
        overview = shown(login(alone).get(URL, {"stand": f"{day:%d.%m.%Y}"}))
        assert {lane.phase: lane.count for lane in overview.lanes if lane.count} == expected
        assert (overview.is_today, overview.tiles, overview.lanes[0].cards) == (False, [], ())
        assert sum(counts_on(potsdam.pk, day).values()) == sum(expected.values())


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"stand": "28.3.24"}, "stand"),
        ({"stand": "quatsch"}, "stand"),
        ({"ansicht": "kreis"}, "ansicht"),
        ({"stand": "\x00"}, "stand"),
    ],
)
def test_nonsense_in_the_address_is_told_and_shows_today(one_of_each, caseworker, login, query, field):
    response = login(caseworker).get(URL, query)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert shown(response).is_today is True


def test_nobody_yet(alone, login):
    page = login(alone).get(URL).content.decode()
    assert page.count("Noch steht niemand in einem der fünf Status.") == 1


# --- whose people ---------------------------------------------------------------------------------


def test_another_kommune_is_not_counted(one_of_each, potsdam, login):
    overview = shown(login(make_user(Role.KOORDINATION, potsdam)).get(URL))
    assert (overview.reached, overview.kommune) == (0, potsdam)


def test_who_stands_in_elsewhere_chooses_the_kommune(one_of_each, caseworker, potsdam, login):
    elsewhere = make_user(Role.FALLBEGLEITUNG, potsdam)
    make_in(Phase.CLEARING, elsewhere)
    caseworker.further_kommunen.add(potsdam)
    client = login(caseworker)
    assert shown(client.get(URL)).reached == 5
    response = client.get(URL, {"kommune": "potsdam"})
    assert (shown(response).reached, shown(response).kommune) == (1, potsdam)
    assert response.content.decode().count("/teilnehmende/?kommune=potsdam&amp;status=clearing") == 1


def test_a_foreign_kommune_cannot_be_chosen(one_of_each, potsdam, caseworker, login):
    response = login(caseworker).get(URL, {"kommune": "potsdam"})
    assert shown(response).reached == 5


@pytest.mark.parametrize("role", [Role.AUSWERTUNG, Role.FACHADMINISTRATION, Role.DATENSCHUTZ])
def test_roles_without_casework_may_not(db, login, role):
    assert login(make_user(role)).get(URL).status_code == 403


def test_without_log_in_and_with_the_wrong_method(caseworker, login, client):
    assert client.get(URL).status_code == 302
    assert login(caseworker).post(URL).status_code == 405


def test_only_the_koordination_prepares_reports(one_of_each, caseworker, coordinator, login):
    link = f'href="{reverse("report_preview")}"'
    assert login(caseworker).get(URL).content.decode().count(link) == 0
    assert login(coordinator).get(URL).content.decode().count(link) == 1


@pytest.mark.parametrize("query", [{}, {"ansicht": "tabelle"}, {"stand": "1.3.24"}])
def test_three_people_cost_as_much_as_one(alone, login, query):
    client = login(alone)

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(URL, query).status_code == 200
        return len(queries)

    def add():
        for phase in (Phase.TERMINVEREINBARUNG, Phase.UNVEREINBARKEIT):
            make_in(phase, alone, residence_kind=Aufenthaltsstatus.AE_104C, residence_until=TODAY)

    add()
    one = cost()
    add()
    add()
    assert cost() == one
