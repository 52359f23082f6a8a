"""Events and steps as one list: each thing once, in the order it was recorded, with what was decided."""

from datetime import UTC, date, datetime, timedelta

import pytest

from clearing import pipeline
from participants import services
from participants.choices import Aufenthaltsstatus, Phase
from participants.history import History
from participants.models import PhaseChange
from tests.factories import hold_talk, make_participant, move_to

START = datetime(2024, 2, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    """Each call is a minute later, so that the order is the order of recording."""
    minutes = iter(range(1000))
    return lambda: services.recording_at(START + timedelta(minutes=next(minutes)))


@pytest.fixture
def person(caseworker, clock):
    with clock():
        return make_participant(caseworker)


def last_step(person) -> PhaseChange:
    return person.phase_changes.order_by("-id")[0]


def titles(person, **kinds) -> list[str]:
    history = History(person, **kinds)
    entries = history.entries(0, 100)
    assert len(entries) == history.count()
    return [entry.title for entry in entries]


def test_each_thing_once_newest_first(person, caseworker, clock):
    with clock():
        move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    with clock():
        services.note_identity(person, by=caseworker, state="offen", stated_on=date(2024, 2, 1))
    with clock():
        follow_up = {"follow_up_on": date(2024, 3, 1)}
        move_to(person, Phase.KEINE_BEDARFE, on=date(2024, 2, 1), by=caseworker, **follow_up)
    with clock():
        pipeline.finish_follow_up(person, by=caseworker, note="Nichts Neues.", next_on=date(2024, 6, 1))
    with clock():
        move_to(person, Phase.ABGESCHLOSSEN, on=date(2024, 2, 1), by=caseworker, outcome="verzogen")
    assert titles(person) == [
        "Status: Keine Bedarfe → Abgeschlossen",
        "Wiedervorlage erledigt",
        "Status: Clearing → Keine Bedarfe",
        "Identitätsklärung: noch offen, Stand 01.02.2024",
        "Status: Terminvereinbarung → Clearing",
        "Aufgenommen mit Status Terminvereinbarung",
    ]
    closed, followed, parked = History(person).entries(0, 3)
    assert closed.lines == ("Wirksam ab 01.02.2024 · Ergebnis: verzogen",)
    assert (followed.text, followed.lines) == (
        "Begründung: Nichts Neues.",
        ("Grund: zurzeit kein Förderbedarf · Wiedervorlage am 01.06.2024",),
    )
    assert parked.lines == (
        "Wirksam ab 01.02.2024 · Grund: zurzeit kein Förderbedarf · Wiedervorlage am 01.03.2024",
    )


def test_pages_meet_without_a_gap(person, caseworker, clock):
    for number in range(5):
        with clock():
            services.correct(person, by=caseworker, version=number + 1, phone=f"0355 {number}")
        with clock():
            to = Phase.TERMINVEREINBARUNG if number % 2 else Phase.CLEARING
            move_to(person, to, on=date(2024, 2, 1), by=caseworker)
    history = History(person)
    paged = [entry for start in range(0, 12, 3) for entry in history.entries(start, start + 3)]
    assert paged == history.entries(0, 12)
    assert len({(entry.at, entry.title) for entry in paged}) == history.count() == 11


def test_only_some_kinds(person, caseworker, clock):
    with clock():
        move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    assert titles(person, kinds=["aufnahme"], with_steps=False) == [
        "Aufgenommen mit Status Terminvereinbarung"
    ]
    assert titles(person, kinds=[], with_steps=True) == ["Status: Terminvereinbarung → Clearing"]
    assert titles(person, kinds=[], with_steps=False) == []


def test_a_revoked_step_is_no_step_before_another(person, caseworker, coordinator, clock):
    with clock():
        move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
        hold_talk(person, on=date(2024, 2, 1), by=caseworker)
    with clock():
        move_to(person, Phase.UNVEREINBARKEIT, on=date(2024, 2, 1), by=caseworker)
    with clock():
        pipeline.revoke(last_step(person), by=coordinator, reason="Verwechselt.")
    with clock():
        move_to(person, Phase.BETREUUNG, on=date(2024, 2, 1), by=caseworker)
    assert titles(person)[:3] == [
        "Status: Clearing → Betreuung",
        "Zurückgenommen: Unvereinbarkeit ab 01.02.2024",
        "Status: Clearing → Unvereinbarkeit",
    ]
    revoked = History(person).entries(2, 3)[0]
    assert (revoked.revoked, revoked.step) == ("01.02.2024, 10:03 Uhr, K. Muster. Verwechselt.", None)


def test_a_step_taken_back_keeps_where_it_led_away_from(person, caseworker, clock):
    """Also when the step before it is taken back earlier than it."""
    steps = []
    for to in (Phase.CLEARING, Phase.UNVEREINBARKEIT, Phase.CLEARING, Phase.TERMINVEREINBARUNG):
        with clock():
            move_to(person, to, on=date(2024, 2, 1), by=caseworker)
        steps.append(last_step(person))
    for step in (steps[2], steps[3]):
        with clock():
            pipeline.revoke(step, by=caseworker, reason="Irrtum")
    assert titles(person)[2:4] == [
        "Status: Clearing → Terminvereinbarung",
        "Status: Unvereinbarkeit → Clearing",
    ]


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2024, 1, 31), "Wirksam ab 31.01.2024, rückwirkend eingetragen"),
        (date(2024, 2, 1), "Wirksam ab 01.02.2024"),
    ],
)
def test_a_back_dated_step_says_so(person, caseworker, clock, day, line):
    with clock():
        move_to(person, Phase.CLEARING, on=day, by=caseworker)
    assert History(person).entries(0, 1)[0].lines == (line,)


def test_an_exception_shows_its_reason_and_what_was_checked(caseworker, coordinator, clock):
    with clock():
        person = make_participant(caseworker, residence_kind=Aufenthaltsstatus.SONSTIGE)
    with clock():
        exception = {"exception_reason": "Der Titel läuft aus."}
        move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=coordinator, **exception)
    entry = History(person).entries(0, 1)[0]
    assert entry.lines == ("Wirksam ab 01.02.2024 · Einzelfallentscheidung: Der Titel läuft aus.",)
    assert entry.findings[0].id == "titel"
    assert [finding.outcome for finding in entry.findings].count("nicht_erfuellt") == 1


def test_of_other_people_nothing_is_shown(person, caseworker, clock):
    with clock():
        other = make_participant(caseworker, family_name="Andere")
    with clock():
        move_to(other, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    assert titles(person) == ["Aufgenommen mit Status Terminvereinbarung"]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_the_pages_together_are_the_whole(person, caseworker, clock, size):
    for number in range(1, 4):
        with clock():
            services.correct(person, by=caseworker, version=number, phone=f"0355 {number}")
        # A step and an event in the same moment.
        with clock():
            to = Phase.CLEARING if number % 2 else Phase.TERMINVEREINBARUNG
            move_to(person, to, on=date(2024, 2, 1), by=caseworker)
            services.note_identity(person, by=caseworker, state="offen", stated_on=date(2024, 2, 1))
    history = History(person)
    whole = history.entries(0, 100)
    assert len(whole) == history.count() == 10
    pages = [History(person).entries(start, start + size) for start in range(0, len(whole), size)]
    assert [entry for page in pages for entry in page] == whole


def test_the_last_step_in_force(person, caseworker, clock):
    assert History(person).last_step is None
    for phase in (Phase.CLEARING, Phase.KEINE_BEDARFE):
        with clock():
            move_to(person, phase, on=date(2024, 2, 1), by=caseworker)
    assert History(person).last_step == pipeline.last_step(person)
    with clock():
        pipeline.revoke(last_step(person), by=caseworker, reason="Verwechselt.")
    assert History(person).last_step.phase == Phase.CLEARING
