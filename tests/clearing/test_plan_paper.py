"""The plan in plain German: what stands on it, and that every reader can read the PDF."""

import io
import re
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
import time_machine
from django.urls import reverse

from clearing import services
from clearing.catalogue import Bedarf, Zielstand
from clearing.paper_plan import DONE, PaperPlan
from tests.built_once import once
from tests.clearing.plans import CONSENT, DAY, begun, certify, language_need, plan
from tests.factories import make_participant
from tests.reports import verapdf


@once
def person(caseworker):
    return make_participant(caseworker, on=CONSENT, family_name="Özdemir", given_name="Ayşe")


@once
def need(person, caseworker):
    return language_need(person, caseworker)


def steps(person, day=DAY):
    return dict(PaperPlan(person, day).steps)


def test_every_state_of_a_need_is_a_sentence(person, need, caseworker):
    waiting = services.open_need(person, by=caseworker, kind=Bedarf.WOHNUNG, opened_on=DAY)
    services.defer_need(waiting, by=caseworker, version=1, reason="Kein Platz vor August.")
    services.open_need(person, by=caseworker, kind=Bedarf.ARBEIT, opened_on=DAY)
    begun(need, caseworker, provider="VHS", planned_until=date(2024, 6, 28))
    plan(need, caseworker, name="Sprachcafé")
    assert steps(person) == {
        "Sprachkurs B1": [
            "Deutschkurs für Geflüchtete (ESF+) bei VHS. Läuft seit 27.03.2024. Ende: 28.06.2024.",
            "Sprachcafé. Der Beginn steht noch nicht fest.",
        ],
        "Wohnung": ["Das geht zurzeit nicht. Grund: Kein Platz vor August."],
        "Arbeit, Vermittlung": ["Wir suchen noch nach einem passenden Angebot."],
    }


def test_only_open_goals_are_told(person, need, caseworker):
    first = services.set_goal(person, by=caseworker, text="Deutsch lernen.", needs=[need], set_on=DAY)
    later = {"set_on": DAY, "until": date(2024, 12, 31)}
    services.set_goal(person, by=caseworker, text="Arbeit finden.", needs=[], **later)
    services.state_goal(first, by=caseworker, version=1, state=Zielstand.ERREICHT, state_on=DAY)
    assert PaperPlan(person, DAY).goals == ["Arbeit finden. (bis 31.12.2024)"]


def test_what_is_reached_comes_with_its_day_the_latest_first(person, need, caseworker):
    measure = begun(need, caseworker)
    services.end_measure(measure, by=caseworker, version=2, ended_on=DAY, result="beendet")
    broken = begun(need, caseworker, name="Praktikum")
    services.end_measure(
        broken, by=caseworker, version=2, ended_on=DAY, result="abgebrochen", break_off="umzug"
    )
    certify(person, caseworker, "A2", CONSENT)
    assert PaperPlan(person, DAY).done == [
        "Deutschkurs für Geflüchtete (ESF+) (27.03.2024)",
        "Nachweis: Deutsch A2 (10.01.2024)",
    ]
    services.record_certificate(person, by=caseworker, gained_on=DAY, recognition="abgelehnt")
    assert len(PaperPlan(person, DAY).done) == 2
    equal = {"gained_on": DAY, "recognition": "gleichwertig"}
    services.record_certificate(person, by=caseworker, **equal)
    services.record_certificate(person, by=caseworker, gained_on=DAY, level="B1", name="telc Deutsch B1")
    assert PaperPlan(person, DAY).done[:3] == [
        "Nachweis: telc Deutsch B1 (27.03.2024)",
        "Deutschkurs für Geflüchtete (ESF+) (27.03.2024)",
        "Anerkennung: gleichwertig (27.03.2024)",
    ]
    for number in range(DONE):
        services.record_certificate(
            person, by=caseworker, gained_on=CONSENT + timedelta(days=number), recognition="teilweise"
        )
    assert len(PaperPlan(person, DAY).done) == DONE


@pytest.fixture
def pdf(person, need, caseworker, login):
    services.set_goal(person, by=caseworker, text="Ich will arbeiten.", needs=[need], set_on=DAY)
    plan(need, caseworker, provider="VHS", planned_from=DAY, note="Interne Notiz")
    certify(person, caseworker, "A2", CONSENT)
    with time_machine.travel(datetime(2024, 3, 27, 8, tzinfo=UTC), tick=False):
        return login(caseworker).get(reverse("plan_pdf", args=[person.case_number])).content


def test_the_plan_is_one_page_with_a_neutral_name(pdf, person):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        assert str(document.docinfo["/Title"]) == "Unser Plan"
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    words = re.sub(r"\s+", " ", text.stdout.decode())
    assert "Ich will arbeiten." in words
    assert "Interne Notiz" not in words


def test_a_full_plan_is_still_one_page(person, need, caseworker, login):
    """Ten needs with a measure each, four goals, and as much reached as is shown."""
    kinds = [Bedarf.SPRACHKURS, *[each for each in Bedarf if each != Bedarf.SPRACHKURS][:9]]
    for number, kind in enumerate(kinds):
        served = need
        if number:
            served = services.open_need(person, by=caseworker, kind=kind, opened_on=DAY)
        begun(served, caseworker, provider="Bildungswerk Beispiel", hours=20, planned_until=date(2024, 6, 28))
        if number < 4:
            words = "Ich will einen Beruf lernen, in dem ich lange bleiben kann, und genug verdienen."
            services.set_goal(person, by=caseworker, text=f"{number}. {words}", needs=[served], set_on=DAY)
    for number in range(DONE):
        services.record_certificate(
            person, by=caseworker, gained_on=CONSENT + timedelta(days=number), recognition="teilweise"
        )
    with time_machine.travel(datetime(2024, 3, 27, 8, tzinfo=UTC), tick=False):
        content = login(caseworker).get(reverse("plan_pdf", args=[person.case_number])).content
    with pikepdf.open(io.BytesIO(content)) as document:
        assert len(document.pages) == 1


@pytest.mark.parametrize("profile", ["PDFUA-1", "PDFA-3A"])
def test_verapdf_finds_nothing(pdf, tmp_path: Path, profile):
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf)
    assert verapdf.failures(path, profile) == []
