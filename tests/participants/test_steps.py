"""What comes next: the most urgent first, on both sides of every boundary."""

from datetime import date, timedelta

import pytest

from participants.choices import Aufenthaltsstatus, Einwilligung, Phase
from participants.rules.verdict import law
from participants.steps import Step, next_steps

DAY = date(2024, 3, 27)
APPLY = law("Antrag nach § 25a oder § 25b klären")


def steps(**known):
    nothing_to_do = {
        "phase": Phase.BETREUUNG,
        "follow_up_on": None,
        "consent": Einwilligung.LIEGT_VOR,
        "paper_kind": Aufenthaltsstatus.DULDUNG_60A,
        "paper_until": DAY + timedelta(days=300),
    }
    return next_steps(**(nothing_to_do | known), day=DAY)


def texts(**known):
    return [step.text for step in steps(**known)]


def test_nothing_to_do():
    assert steps() == []
    assert steps(paper_until=None) == []


@pytest.mark.parametrize(
    ("kind", "days", "text"),
    [
        (Aufenthaltsstatus.DULDUNG_60A, -1, ["Dokument prüfen"]),
        (Aufenthaltsstatus.DULDUNG_60A, 0, ["Verlängerung klären"]),
        (Aufenthaltsstatus.DULDUNG_60A, 30, ["Verlängerung klären"]),
        (Aufenthaltsstatus.DULDUNG_60A, 31, []),
        (Aufenthaltsstatus.FIKTION_81_4, 30, ["Entscheidung erfragen"]),
        (Aufenthaltsstatus.FIKTION_81_4, 31, []),
        (Aufenthaltsstatus.AE_104C, -1, ["Dokument prüfen"]),
        (Aufenthaltsstatus.AE_104C, 0, [APPLY]),
        (Aufenthaltsstatus.AE_104C, 183, [APPLY]),
        (Aufenthaltsstatus.AE_104C, 184, []),
    ],
)
def test_papers(kind, days, text):
    assert texts(paper_kind=kind, paper_until=DAY + timedelta(days=days)) == text


@pytest.mark.parametrize(
    ("phase", "text"),
    [
        (Phase.IDENTIFIZIERT, ["Erstes Gespräch führen"]),
        (Phase.TERMINVEREINBARUNG, ["Termin vereinbaren"]),
        (Phase.CLEARING, ["Clearing fortsetzen"]),
        (Phase.BETREUUNG, []),
        (Phase.KEINE_BEDARFE, []),
        (Phase.UNVEREINBARKEIT, []),
        (Phase.ABGESCHLOSSEN, []),
    ],
)
def test_phases(phase, text):
    assert texts(phase=phase) == text


def test_after_the_end_nothing_is_to_be_done():
    assert steps(phase=Phase.ABGESCHLOSSEN, paper_kind=None, consent=Einwilligung.WIRD_EINGEHOLT) == []


def test_missing_facts_are_tasks():
    assert texts(paper_kind=None, paper_until=None, consent=Einwilligung.WIRD_EINGEHOLT) == [
        "Aufenthaltsstatus eintragen",
        "Einwilligung einholen",
    ]


def test_the_most_urgent_comes_first():
    later = DAY + timedelta(days=31)
    assert steps(
        phase=Phase.CLEARING,
        consent=Einwilligung.WIRD_EINGEHOLT,
        follow_up_on=later,
        paper_until=DAY - timedelta(days=7),
    ) == [
        Step("Dokument prüfen", "residence_list", DAY - timedelta(days=7)),
        Step("Einwilligung einholen", "consent_edit"),
        Step("Clearing fortsetzen", "talk_list"),
        Step("Wiedervorlage", "follow_up_done", later, is_task=True),
    ]
    assert texts(phase=Phase.CLEARING, follow_up_on=DAY + timedelta(days=30))[0] == "Wiedervorlage"
