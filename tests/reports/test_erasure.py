"""People are deleted, and no figure of any day changes; what is kept about them leads to nobody."""

from datetime import date, timedelta
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import models

from participants.choices import Abschluss, Phase
from participants.models import Participant, PhasePeriod
from reports import services
from reports.erasure.apart import counts_of
from reports.erasure.services import keep_counts
from reports.fact_models import ErasedCount
from reports.facts import numbers_of
from reports.models import IssuedReport
from reports.monthly import monthly_figures
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.built_once import once
from tests.factories import make_participant, make_user, move_to
from tests.reports.test_services import make_programme

NOW = "2024-12-20 09:00+01:00"
FIRST, TODAY = date(2024, 11, 20), date(2024, 12, 20)
# Every day from before the first step to after the last one, today, and the turn of the year.
DAYS = [
    *(FIRST + timedelta(days=number) for number in range(-1, 25)),
    *(TODAY, date(2024, 12, 31), date(2025, 1, 1), date(2025, 1, 3)),
]
# Where one kind of number is looked at; all numbers of all days are compared once.
SOME_DAYS = DAYS[::5]


def delete(people: list[Participant]) -> None:
    """Everything that hangs on them, the log included; the triggers step aside as for a real erasure."""
    with pgtrigger.ignore():
        _delete(Participant, [person.pk for person in people])


def _delete(model: type[models.Model], numbers: list[int]) -> None:
    for relation in model._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": numbers})
        if keys := list(rows.values_list("pk", flat=True)):
            _delete(relation.related_model, keys)
    model._base_manager.filter(pk__in=numbers)._raw_delete("default")


@once
def people(cottbus: Kommune, coordinator: User) -> list[Participant]:
    make_programme(cottbus)
    found = []
    for number in range(4):
        person = make_participant(
            coordinator, on=FIRST + timedelta(days=3 * number), gender="w" if number % 2 else "m"
        )
        move_to(person, Phase.CLEARING, by=coordinator, on=date(2024, 12, 2 + number))
        found.append(person)
    for person in found[:2]:
        move_to(
            person, Phase.ABGESCHLOSSEN, by=coordinator, on=date(2024, 12, 12), outcome=Abschluss.SPURWECHSEL
        )
    return found


def counted(kommune: Kommune, days: list[date]) -> dict[date, dict[str, int]]:
    return {
        day: {path: number for path, number in numbers_of(monthly_figures(kommune, day)).items() if number}
        for day in days
    }


@once
def before(cottbus: Kommune, people: list[Any]) -> dict[date, dict[str, int]]:
    return counted(cottbus, DAYS)


def some(before: dict[date, dict[str, int]]) -> dict[date, dict[str, int]]:
    return {day: before[day] for day in SOME_DAYS}


def test_no_figure_of_any_day_changes(
    cottbus: Kommune, coordinator: User, people: list[Any], before: dict[date, dict[str, int]]
) -> None:
    report = services.issue(
        cottbus, date(2024, 11, 30), by=coordinator, today=TODAY, highlights="Zwei Sätze."
    )
    frozen = (bytes(report.pdf), report.figures_json)
    # One after the other, as nights go by; the sums of the first survive the second.
    for person in people[:2]:
        keep_counts(cottbus, [person], today=TODAY)
        delete([person])
    assert Participant.objects.count() == 2
    assert PhasePeriod.objects.exclude(participant__in=people[2:]).count() == 0
    assert counted(cottbus, DAYS) == before
    stored = IssuedReport.objects.get()
    assert (bytes(stored.pdf), stored.figures_json) == frozen


def test_without_the_sums_the_figures_change(
    cottbus: Kommune, people: list[Any], before: dict[date, dict[str, int]]
) -> None:
    """The positive control."""
    delete(people[:1])
    assert counted(cottbus, SOME_DAYS) != some(before)


def test_what_is_kept_leads_to_nobody(cottbus: Kommune, people: list[Any]) -> None:
    fields = {field.name: field for field in ErasedCount._meta.get_fields()}
    assert set(fields) == {"id", "kommune", "path", "day", "number"}
    assert type(fields["day"]) is models.DateField
    for person in people[:2]:
        keep_counts(cottbus, [person], today=TODAY)
        delete([person])
    rows = list(ErasedCount.objects.order_by("pk").values_list("path", "day"))
    assert rows == sorted(set(rows))  # in no order of erasure
    referred = {field.related_model for field in fields.values() if field.is_relation}
    assert referred == {apps.get_model("spurwechsel.Kommune")}


def test_counting_leaves_everybody_where_they_are(
    cottbus: Kommune, people: list[Any], before: dict[date, dict[str, int]]
) -> None:
    """Alone in a Kommune they are counted only."""
    counts_of(people[0], last=date(2025, 1, 1))
    assert counted(cottbus, SOME_DAYS) == some(before)
    assert Kommune.objects.count() == 1
    assert set(PhasePeriod.objects.values_list("kommune", flat=True)) == {cottbus.pk}


def test_whom_nobody_tried_to_reach_tells_of_no_attempts(
    cottbus: Kommune, people: list[Any], before: dict[date, dict[str, int]]
) -> None:
    """The table is there as soon as one attempt is recorded, and everybody is in it then."""
    keep_counts(cottbus, [people[0]], today=TODAY)
    delete(people[:1])
    assert counted(cottbus, SOME_DAYS) == some(before)
    assert {path for numbers in before.values() for path in numbers if path.startswith("work/")} == set()


def test_the_nationality_of_the_erased_still_has_its_row(potsdam: Kommune) -> None:
    coordinator = make_user(Role.KOORDINATION, potsdam)
    make_programme(potsdam)
    codes = ["AF", "AF", "SY", "SY", "IR", "IR", "TR", "TR", "RU", "RU", "CM", "TD"]
    people = [make_participant(coordinator, on=FIRST, nationality=code) for code in codes]
    before = counted(potsdam, [*SOME_DAYS, TODAY])
    assert before[TODAY]["nationality/RU"] == 2
    assert before[TODAY]["nationality/andere_staaten"] == 2
    for person in (people[8], people[9], people[11]):
        keep_counts(potsdam, [person], today=TODAY)
        delete([person])
    assert counted(potsdam, [*SOME_DAYS, TODAY]) == before
