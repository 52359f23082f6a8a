"""Talks and their appointments: nothing is entered twice, and no next talk is forgotten."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from clearing import services
from clearing.catalogue import Abschnitt, Terminstand
from clearing.presence import Presence
from clearing.talk_dates import dates_of
from clearing.worklist import of_user, worklist
from participants.choices import Phase
from tests.built_once import once
from tests.clearing.daily import TODAY, book, state
from tests.clearing.talking import address
from tests.factories import make_participant, move_to
from tests.responses import told

NEXT = TODAY + timedelta(days=14)


@pytest.fixture(autouse=True, scope="module")
def _today():
    with time_machine.travel(f"{TODAY}T09:05:00+01:00", tick=False):
        yield


@once
def person(caseworker):
    person = make_participant(caseworker)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    return person


def held(person, by, *, next_on=None, on=TODAY):
    talk = services.start_interview(person, by=by, held_on=on)
    typed = {"held_on": [f"{on:%d.%m.%Y}"]}
    values = {"held_on": on, "next_on": next_on}
    services.save_section(
        talk, Abschnitt.RAHMEN, by=by, version=0, typed=typed, values=values, finished=False
    )
    talk.refresh_from_db()
    return talk


def test_a_talk_begins_with_what_its_appointment_says(person, caseworker, login):
    spoken = {"interpreting_language": "prs", "interpreter": "Büro Beispiel"}
    book(person, caseworker, begins=time(9), ends=time(9, 50), place="unterkunft", **spoken)
    book(person, caseworker, day=NEXT)
    book(person, caseworker, day=TODAY, begins=time(14), ends=time(15), kind="telefonat")
    client = login(caseworker)
    begun = client.post(reverse("talk_start", args=[person.case_number]))
    settle = "Den Termin um 09:00 Uhr schließen Sie auf der Seite des Gesprächs ab."
    assert told(begun) == [f"Gespräch 1 ist begonnen. {settle}"]
    talk = person.interviews.get()
    form = client.get(address(talk, "talk_section", Abschnitt.RAHMEN)).context["form"]
    names = ("held_on", "place", "minutes", "interpreting_language", "interpreter", "next_on")
    assert [form[name].value() for name in names] == [
        *("27.03.2024", "unterkunft", 50, "prs", "Büro Beispiel", "10.04.2024")
    ]
    assert (talk.minutes, talk.place) == (None, "")


def test_one_click_settles_the_appointment_of_the_day(person, caseworker, login):
    row, talk = book(person, caseworker), held(person, caseworker)
    client = login(caseworker)
    click = address(talk, "talk_attended", row.pk)
    assert f'action="{click}"' in client.get(address(talk, "talk_detail")).content.decode()
    for _ in range(2):
        answer = client.post(click)
        assert answer["Location"] == address(talk, "talk_detail")
        assert told(answer)[-1] == "Clearing-Gespräch am 27.03.2024, 09:00 Uhr: wahrgenommen."
    assert list(row.steps.values_list("state", flat=True)) == ["geplant", "wahrgenommen"]
    assert dates_of(talk).unsettled == []
    assert click not in client.get(address(talk, "talk_detail")).content.decode()


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"day": TODAY - timedelta(days=1)}, False),
        ({"day": TODAY + timedelta(days=1)}, False),
        ({"kind": "partner"}, False),
        ({"kind": "betreuung"}, True),
    ],
)
def test_only_a_talk_of_the_same_day_is_meant(person, caseworker, fields, found):
    row, talk = book(person, caseworker, **fields), held(person, caseworker)
    assert dates_of(talk).unsettled == [row] * found


def test_the_next_talk_is_offered_as_an_appointment(person, caseworker, login):
    talk = held(person, caseworker, next_on=NEXT)
    client = login(caseworker)
    offer = reverse("appointment_add", args=[person.case_number]) + "?tag=10.04.2024"
    assert f'href="{offer}"' in client.get(address(talk, "talk_detail")).content.decode()
    assert client.get(offer).context["form"]["day"].value() == "10.04.2024"
    (item,) = worklist(caseworker, of_user(caseworker.pk, Presence(TODAY)))
    assert (item.what, item.due) == ("Termin für das nächste Gespräch vereinbaren", NEXT)
    assert (item.url, item.person, item.task) == (offer, person, None)


@pytest.mark.parametrize(
    ("fields", "became", "open_again"),
    [
        ({}, Terminstand.GEPLANT, False),
        ({"day": TODAY + timedelta(days=1)}, Terminstand.GEPLANT, False),
        ({"day": TODAY}, Terminstand.GEPLANT, True),
        ({"kind": "begleitung"}, Terminstand.GEPLANT, True),
        ({}, Terminstand.ABGESAGT, True),
        ({}, Terminstand.NICHT_ERSCHIENEN, True),
        ({}, Terminstand.WAHRGENOMMEN, False),
    ],
)
def test_what_counts_as_agreed(person, caseworker, fields, became, open_again):
    talk = held(person, caseworker, next_on=NEXT)
    row = book(person, caseworker, **({"day": NEXT} | fields))
    state(row, caseworker, became, today=NEXT)
    assert dates_of(talk).to_agree == (NEXT if open_again else None)
    assert len(worklist(caseworker, of_user(caseworker.pk, Presence(TODAY)))) == open_again


def test_a_later_talk_or_status_leaves_nothing_to_agree(person, caseworker):
    first = held(person, caseworker, next_on=TODAY, on=date(2024, 3, 1))
    services.end_interview(first, by=caseworker)
    mine = of_user(caseworker.pk, Presence(TODAY))
    assert len(worklist(caseworker, mine)) == 1
    second = held(person, caseworker)
    assert (dates_of(first).to_agree, dates_of(second).to_agree) == (None, None)
    assert worklist(caseworker, mine) == []


def test_who_left_the_clearing_is_asked_for_no_further_talk(person, caseworker):
    held(person, caseworker, next_on=NEXT)
    move_to(person, Phase.KEINE_BEDARFE, on=TODAY, by=caseworker)
    assert worklist(caseworker, of_user(caseworker.pk, Presence(TODAY))) == []
