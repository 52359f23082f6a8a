"""Before a release the page names what would distort the month, whose it is and where to put it right."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from clearing import services as plans
from clearing.models import Measure
from participants.choices import Phase
from participants.models import Participant, ResidenceStatus
from reports.monthly import monthly_figures
from reports.preflight import SHOWN, Finding, is_jump, jumps, preflight, unfinished
from reports.printing.services import leave_unprinted
from reports.services import issue
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.built_once import once
from tests.factories import make_participant, make_user
from tests.reports.samples import figures as sample
from tests.reports.test_services import make_programme

STICHTAG = date(2024, 3, 27)
JANUARY = date(2024, 1, 10)


def findings(kommune: Kommune, by: User) -> dict[str, Finding]:
    found = preflight(monthly_figures(kommune, STICHTAG), kommune, user=by)
    return {finding.code: finding for finding in found}


@once
def person(coordinator: User) -> Participant:
    return make_participant(coordinator, on=JANUARY, gender="w")


def test_a_complete_case_raises_no_doubt(person: Participant, cottbus: Kommune, coordinator: User) -> None:
    assert findings(cottbus, coordinator) == {}


def test_a_paper_is_missing_or_over_the_day_after_its_last(
    person: Participant, cottbus: Kommune, coordinator: User
) -> None:
    papers = ResidenceStatus.objects.filter(participant=person)
    papers.update(valid_until=STICHTAG)
    assert findings(cottbus, coordinator) == {}
    papers.update(valid_until=date(2024, 3, 26))
    found = findings(cottbus, coordinator)
    assert list(found) == ["expired"]
    assert found["expired"].sentence == "1 Person hat ein abgelaufenes Papier."
    papers.update(withdrawn_at="2024-03-01 08:00+01:00")
    assert list(findings(cottbus, coordinator)) == ["no_paper"]


def test_a_finding_names_whose_case_it_is(person: Participant, cottbus: Kommune, coordinator: User) -> None:
    Participant.objects.update(birth_date=None)
    case = findings(cottbus, coordinator)["no_birth"].cases[0]
    assert (case.number, case.name) == (person.case_number, "Muster, Kim")
    assert case.owner == (person.responsible.name if person.responsible else "noch niemand zuständig")
    Participant.objects.update(responsible=None)
    assert findings(cottbus, coordinator)["no_birth"].cases[0].owner == "noch niemand zuständig"


def test_an_unknown_gender_is_a_finding_for_each_and_the_list_is_short(
    cottbus: Kommune, coordinator: User
) -> None:
    for _ in range(SHOWN + 1):
        make_participant(coordinator, on=JANUARY, gender="")
    found = findings(cottbus, coordinator)["no_gender"]
    assert found.sentence == f"{SHOWN + 1} Personen sind ohne Angabe zum Geschlecht."
    assert (len(found.cases), found.others) == (SHOWN, 1)


def test_care_without_a_talk_is_a_finding(person: Participant, cottbus: Kommune, coordinator: User) -> None:
    Participant.objects.update(phase=Phase.BETREUUNG)
    person.phase_periods.update(phase=Phase.BETREUUNG)
    person.interviews.all().delete()
    assert list(findings(cottbus, coordinator)) == ["no_talk"]
    person.phase_periods.update(phase=Phase.CLEARING)
    assert findings(cottbus, coordinator) == {}


def test_who_has_left_should_not_be_in_a_measure(
    person: Participant, cottbus: Kommune, coordinator: User
) -> None:
    need = plans.open_need(person, by=coordinator, kind="arbeit", opened_on=JANUARY)
    planned = plans.plan_measure(need, by=coordinator, kind="praktikum", name="Hotel")
    plans.start_measure(planned, by=coordinator, version=1, started_on=date(2024, 2, 1))
    assert findings(cottbus, coordinator) == {}
    person.phase_periods.update(until_day=date(2024, 3, 1))
    assert list(findings(cottbus, coordinator)) == ["running"]
    for day, codes in ((date(2024, 3, 28), ["running"]), (STICHTAG, [])):
        Measure.objects.update(ended_on=day, result="beendet")
        assert list(findings(cottbus, coordinator)) == codes


def test_nobody_sees_cases_of_another_town(person: Participant, cottbus: Kommune, potsdam: Kommune) -> None:
    Participant.objects.update(birth_date=None)
    assert findings(cottbus, make_user(Role.KOORDINATION, potsdam)) == {}


@pytest.mark.parametrize(
    ("now", "usual", "jumps_then"),
    [
        (25, 20, True),
        (24, 20, False),
        (24, 19, True),
        (26, 21, False),
        (15, 20, True),
        (0, 4, False),
        (5, 0, True),
    ],
)
def test_a_jump_is_large_in_persons_and_in_per_cent(now: int, usual: float, jumps_then: bool) -> None:
    assert is_jump(now, usual) is jumps_then


def test_a_jump_is_told_with_the_status_to_look_at() -> None:
    before = sample()
    assert list(jumps(before, [])) == []
    assert list(jumps(before, [before, before])) == []
    more = monthly_with(before, betreuung=45)
    assert [(one.sentence, one.status) for one in jumps(more, [before])] == [
        ("Betreuung: 45 statt zuletzt im Mittel 31. Stimmt dieser Sprung?", "betreuung")
    ]


def monthly_with(figures: Any, **numbers: int) -> Any:
    rows = tuple(replace(row, persons=numbers.get(row.key, row.persons)) for row in figures.statuses)
    return replace(figures, statuses=rows)


def test_the_number_of_queries_does_not_depend_on_people(
    person: Participant, cottbus: Kommune, coordinator: User, django_assert_num_queries: Any
) -> None:
    Participant.objects.update(birth_date=None)
    figures = monthly_figures(cottbus, STICHTAG)
    with django_assert_num_queries(3):
        preflight(figures, cottbus, user=coordinator)
    for _ in range(3):
        make_participant(coordinator, on=JANUARY, birth_date=None)
    with django_assert_num_queries(3):
        preflight(figures, cottbus, user=coordinator)


@pytest.mark.parametrize(
    ("stichtag", "today", "is_told"),
    [
        (date(2026, 11, 26), date(2026, 11, 26), True),
        (date(2026, 11, 26), date(2026, 11, 30), True),
        (date(2026, 11, 26), date(2026, 12, 1), False),
        (date(2025, 11, 26), date(2026, 11, 26), False),
    ],
)
def test_a_month_that_goes_on_is_told(stichtag: date, today: date, is_told: bool) -> None:
    sentences = [finding.sentence for finding in unfinished(stichtag, today)]
    assert sentences == [
        "Der Monat ist noch nicht zu Ende. Mit der Freigabe gilt der 26.11.2026 als Stichtag für "
        "November 2026."
    ] * int(is_told)


def test_the_page_tells_that_the_month_goes_on_unless_nothing_can_be_released(
    person: Participant, cottbus: Kommune, coordinator: User, login: Any
) -> None:
    make_programme(cottbus)
    with time_machine.travel("2024-03-28 09:00+01:00", tick=False):
        client = login(coordinator)

        def codes(day: str) -> list[str]:
            page = client.get(reverse("report_preview"), {"stichtag": day})
            return [finding.code for finding in page.context["findings"]]

        assert codes("27.3.2024") == ["unfinished"]
        assert codes("29.2.2024") == []
        issue(cottbus, STICHTAG, by=coordinator, highlights="Elf.", printer=leave_unprinted)
        assert codes("26.3.2024") == []
