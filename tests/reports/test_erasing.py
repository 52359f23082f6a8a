"""A person is erased with everything that hangs on them, and every figure stays what it was."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from clearing import services as plans
from participants.choices import EventKind, Phase
from participants.models import Event, Participant
from reports.erasure.apart import alone, counter, counts_of
from reports.erasure.retention import objection, with_retention
from reports.erasure.rows import in_words, rows_of
from reports.erasure.services import carry_out, order_erasure
from reports.erasure_models import Erasure, Loeschgrund
from reports.facts import numbers_of
from reports.monthly import monthly_figures
from reports.statistics.figures import TRANSITIONS, statistics
from spurwechsel.models import Kommune, User
from tests.built_once import once
from tests.factories import make_participant, move_to
from tests.world import build_case

TODAY = date(2024, 12, 20)
JANUARY = date(2024, 1, 10)
WORD = "xqpvzkj"
NOW = "2024-12-20 09:00+01:00"


@once
def lettered(cottbus: Kommune) -> Kommune:
    """With everything that a letter names."""
    kept = {"street": "Neumarkt 5", "postcode": "03046", "town": "Cottbus", "phone": "0355 612-0"}
    for name, value in (kept | {"email": "a@example.org", "privacy_contact": "b@example.org"}).items():
        setattr(cottbus, name, value)
    cottbus.save()
    return cottbus


@once
def ended(lettered: Kommune, coordinator: User) -> Participant:
    """With everything a case can have, in Betreuung from March, closed on 20 November 2024."""
    person = build_case(coordinator, lambda label: f"{label} {WORD}")
    move_to(person, Phase.BETREUUNG, by=coordinator, on=date(2024, 3, 4))
    measure = person.measures.get()
    plans.end_measure(measure, by=coordinator, version=measure.version, **BROKEN_OFF)
    move_to(person, Phase.ABGESCHLOSSEN, by=coordinator, on=date(2024, 11, 20))
    return person


BROKEN_OFF = {"ended_on": date(2024, 11, 18), "result": "abgebrochen", "break_off": "umzug"}


def annotated(person: Participant) -> Participant:
    return with_retention(Participant.objects.filter(pk=person.pk)).get()


def counted(kommune: Kommune, days: list[date]) -> dict[date, dict[str, int]]:
    return {
        day: {path: number for path, number in numbers_of(monthly_figures(kommune, day)).items() if number}
        for day in days
    }


def told(kommune: Kommune, last: date) -> dict[str, list[tuple[int | None, ...]]]:
    """The tables of the statistics page without medians, which no sum can restore."""
    found = {
        table.key: [row.values for row in table.rows] for table in statistics(kommune, JANUARY, last).tables
    }
    return found | {"durations": [(row[0], row[2]) for row in found["durations"]]}


def tables_with(word: str) -> set[str]:
    with connection.cursor() as cursor:
        found = set()
        for table in connection.introspection.table_names():
            cursor.execute(
                f'SELECT EXISTS (SELECT FROM "{table}" row WHERE row::text ILIKE %s)', [f"%{word}%"]
            )
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def test_nothing_is_left_but_the_number_and_no_figure_changes(
    cottbus: Kommune, coordinator: User, ended: Participant
) -> None:
    make_participant(coordinator, on=JANUARY)
    days = [JANUARY + timedelta(days=Random(7).randrange(600)) for _ in range(4)]
    days += [date(2024, 1, 9), date(2024, 3, 4), date(2024, 11, 20), date(2024, 12, 31), TODAY]
    ends = (date(2024, 3, 4), date(2024, 11, 20), TODAY)
    before, shown = counted(cottbus, days), [told(cottbus, day) for day in ends]
    assert len(tables_with(WORD)) > 15
    number = ended.case_number
    order_erasure(ended, by=coordinator, reason=Loeschgrund.VERLANGEN, today=TODAY)
    assert counted(cottbus, days) == before
    assert carry_out(cottbus, today=TODAY) == 1
    connection.check_constraints()
    assert counted(cottbus, days) == before
    assert [told(cottbus, day) for day in ends] == shown
    assert tables_with(WORD) == set()
    assert not Participant.objects.filter(case_number=number).exists()
    assert tables_with(number) == {"participants_event", "reports_erasure"}
    assert Participant.objects.count() == 1
    assert list(
        Event.objects.filter(summary__contains=number).values_list("kind", "summary", "participant")
    ) == [
        (EventKind.ERASED, f"Gelöscht: {number}, Verlangen der Person", None),
        (EventKind.ERASURE_ORDERED, f"Löschung bestätigt: {number}, Verlangen der Person", None),
    ]
    row = Erasure.objects.get()
    assert (row.case_number, row.done_on, row.ordered_by) == (number, TODAY, coordinator)
    assert carry_out(cottbus, today=TODAY) == 0


def test_between_the_days_that_are_counted_nothing_changes(ended: Participant) -> None:
    """On any day the kept steps come to what counting that day gives."""
    last = date(2025, 1, 1)
    steps = counts_of(ended, last=last)
    year = [JANUARY + timedelta(days=number) for number in range((last - JANUARY).days + 1)]
    with alone(ended, rows_of([ended])) as apart:
        count = counter(apart)
        for day in sorted(Random(5).sample(year, 12)):
            kept: Counter[str] = Counter()
            for (path, since), number in steps.items():
                if since <= day and not path.startswith(TRANSITIONS):
                    kept[path] += number
            assert {path: number for path, number in kept.items() if number} == count(day)


def test_from_the_confirmation_on_nobody_opens_the_case(
    cottbus: Kommune, coordinator: User, ended: Participant, login: Any
) -> None:
    client = login(coordinator)
    page = reverse("participant_detail", args=[ended.case_number])
    assert client.get(page).status_code == 200
    order_erasure(ended, by=coordinator, reason=Loeschgrund.VERLANGEN, today=TODAY)
    assert client.get(page).status_code == 404
    assert [job.args for job in ProcrastinateJob.objects.filter(task_name="loeschung")] == [
        {"kommune_id": cottbus.pk}
    ]


def test_every_row_of_a_sealed_case_is_hidden(coordinator: User, ended: Participant) -> None:
    """Whatever is added to a case has an entrance that knows the seal."""
    rows = {model: keys for model, keys in rows_of([ended]).items() if hasattr(model.objects, "visible_to")}
    shown = {model for model, keys in rows.items() if visible(model, keys, coordinator)}
    assert len(shown) > 15
    order_erasure(ended, by=coordinator, reason=Loeschgrund.VERLANGEN, today=TODAY)
    assert {model for model, keys in rows.items() if visible(model, keys, coordinator)} == set()


def visible(model: Any, keys: set[int], user: User) -> bool:
    return bool(model.objects.visible_to(user).filter(pk__in=keys).exists())


def test_words_for_what_goes(ended: Participant) -> None:
    told = in_words(rows_of([ended]))
    assert told[-1] == ("Stammdaten", 1)
    assert {("Clearing-Gespräche", 2), ("Bedarfe", 1), ("Briefe", 1)} <= set(told)
    assert len({label for label, _ in told}) == len(told)


def test_a_case_that_goes_on_is_not_erased(cottbus: Kommune, coordinator: User) -> None:
    person = make_participant(coordinator, on=JANUARY)
    with pytest.raises(ValidationError) as refused:
        order_erasure(person, by=coordinator, reason=Loeschgrund.VERLANGEN, today=TODAY)
    assert refused.value.messages == [
        "Der Fall läuft noch. Beenden Sie zuerst die Teilnahme, dann kann er gelöscht werden."
    ]
    person.refresh_from_db()
    assert (person.sealed_on, Erasure.objects.count()) == (None, 0)


def test_a_running_measure_must_end_first(lettered: Kommune, coordinator: User) -> None:
    person = build_case(coordinator, str)
    move_to(person, Phase.ABGESCHLOSSEN, by=coordinator, on=date(2024, 11, 20))
    assert objection(annotated(person), Loeschgrund.VERLANGEN, TODAY) == (
        "Eine Maßnahme läuft noch. Tragen Sie zuerst ihr Ende ein, dann kann der Fall gelöscht werden."
    )


def test_a_second_confirmation_is_refused(coordinator: User, ended: Participant) -> None:
    order_erasure(ended, by=coordinator, reason=Loeschgrund.VERLANGEN, today=TODAY)
    with pytest.raises(ValidationError, match="schon bestätigt"):
        order_erasure(ended, by=coordinator, reason=Loeschgrund.VERLANGEN, today=TODAY)
