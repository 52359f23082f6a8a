"""The figures of a month, counted again by hand and from the log."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from participants import services
from participants.choices import Aufenthaltsstatus, DatePrecision, Phase
from participants.models import Participant, PhaseChange
from reports.disclosure import protect
from reports.figures import BridgeRow, MonthlyFigures
from reports.monthly import monthly_figures
from spurwechsel.models import Kommune, User
from tests.factories import make_participant, make_user, move_to

STICHTAG = date(2024, 3, 27)
EVE = date(2024, 2, 29)


@pytest.fixture(autouse=True)
def _later() -> Any:
    with time_machine.travel("2024-06-03 09:00+02:00", tick=False):
        yield


def walk(by: User, start: date, *steps: tuple[date, str], **fields: Any) -> Participant:
    person = make_participant(by, on=start, **fields)
    for day, phase in steps:
        details = {"exception_reason": "Begründet."} if fields.get("exception") else {}
        move_to(person, phase, on=day, by=by, **details)
    return person


def bridge(figures: MonthlyFigures) -> dict[str, tuple[int, ...]]:
    return {
        row.key: (row.before, row.entered, row.left, row.moved_in, row.moved_out, row.after)
        for row in figures.bridge
    }


def counts(figures: MonthlyFigures) -> dict[str, int]:
    return {row.key: row.persons for row in figures.statuses if row.persons}


def test_nobody(cottbus: Kommune) -> None:
    figures = monthly_figures(cottbus, STICHTAG)
    assert figures.total == 0
    assert figures.sum_errors() == []
    assert figures.identified is None
    assert [len(table.cells) for table in figures.breakdowns] == [8, 6, 4, 6, 2, 6, 6]


def test_each_person_counts_in_the_status_of_the_day(cottbus: Kommune, coordinator: User) -> None:
    make_participant(coordinator, on=STICHTAG + timedelta(days=1))
    make_participant(coordinator, on=STICHTAG)
    walk(coordinator, date(2024, 1, 10), (STICHTAG, Phase.CLEARING))
    walk(coordinator, date(2024, 1, 10), (STICHTAG + timedelta(days=1), Phase.CLEARING))
    assert counts(monthly_figures(cottbus, STICHTAG)) == {"terminvereinbarung": 2, "clearing": 1}


def test_people_before_the_first_talk_and_closed_cases_do_not_count(
    cottbus: Kommune, coordinator: User
) -> None:
    make_participant(coordinator, on=date(2024, 1, 10), talk_held=False)
    walk(coordinator, date(2024, 1, 10), (STICHTAG, Phase.ABGESCHLOSSEN))
    walk(coordinator, date(2024, 1, 10), (STICHTAG + timedelta(days=1), Phase.ABGESCHLOSSEN))
    assert counts(monthly_figures(cottbus, STICHTAG)) == {"terminvereinbarung": 1}


def test_the_other_kommune_does_not_count(cottbus: Kommune, potsdam: Kommune, coordinator: User) -> None:
    make_participant(make_user("koordination", potsdam), on=date(2024, 1, 10))
    make_participant(coordinator, on=date(2024, 1, 10))
    assert monthly_figures(cottbus, STICHTAG).total == 1


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # (start, moves) → rows that are not all zero
        ((EVE, []), {"terminvereinbarung": (1, 0, 0, 0, 0, 1)}),
        ((EVE + timedelta(days=1), []), {"terminvereinbarung": (0, 1, 0, 0, 0, 1)}),
        ((STICHTAG, []), {"terminvereinbarung": (0, 1, 0, 0, 0, 1)}),
        ((STICHTAG + timedelta(days=1), []), {}),
        (
            (EVE, [(EVE + timedelta(days=1), Phase.CLEARING)]),
            {"terminvereinbarung": (1, 0, 0, 0, 1, 0), "clearing": (0, 0, 0, 1, 0, 1)},
        ),
        (
            (date(2024, 2, 1), [(EVE, Phase.CLEARING)]),
            {"clearing": (1, 0, 0, 0, 0, 1)},
        ),
        (
            (date(2024, 2, 1), [(STICHTAG, Phase.CLEARING)]),
            {"terminvereinbarung": (1, 0, 0, 0, 1, 0), "clearing": (0, 0, 0, 1, 0, 1)},
        ),
        (
            (date(2024, 2, 1), [(STICHTAG, Phase.ABGESCHLOSSEN)]),
            {"terminvereinbarung": (1, 0, 1, 0, 0, 0)},
        ),
        (
            (
                date(2024, 2, 1),
                [(date(2024, 3, 4), Phase.ABGESCHLOSSEN), (date(2024, 3, 20), Phase.CLEARING)],
            ),
            {"terminvereinbarung": (1, 0, 1, 0, 0, 0), "clearing": (0, 1, 0, 0, 0, 1)},
        ),
        (
            (
                date(2024, 3, 4),
                [(date(2024, 3, 8), Phase.CLEARING), (date(2024, 3, 12), Phase.ABGESCHLOSSEN)],
            ),
            {"terminvereinbarung": (0, 1, 0, 0, 1, 0), "clearing": (0, 0, 1, 1, 0, 0)},
        ),
    ],
)
def test_the_bridge(cottbus: Kommune, coordinator: User, steps: Any, expected: dict[str, Any]) -> None:
    walk(coordinator, steps[0], *steps[1])
    figures = monthly_figures(cottbus, STICHTAG)
    assert {key: row for key, row in bridge(figures).items() if any(row)} == expected
    assert figures.sum_errors() == []


def test_a_move_away_to_another_kommune_is_an_exit(
    cottbus: Kommune, potsdam: Kommune, coordinator: User
) -> None:
    person = make_participant(coordinator, on=date(2024, 1, 10))
    person.kommune = potsdam
    services.append_phase(
        person, Phase.TERMINVEREINBARUNG, on=date(2024, 3, 11), by=coordinator, reason="Umzug."
    )
    assert bridge(monthly_figures(cottbus, STICHTAG))["terminvereinbarung"] == (1, 0, 1, 0, 0, 0)
    assert bridge(monthly_figures(potsdam, STICHTAG))["terminvereinbarung"] == (0, 1, 0, 0, 0, 1)


def test_figures_as_they_were_known_at_a_moment(cottbus: Kommune, coordinator: User) -> None:
    person = make_participant(coordinator, on=date(2024, 1, 10))
    before = timezone.now()
    with time_machine.travel("2024-06-04 09:00+02:00", tick=False):
        move_to(person, Phase.CLEARING, on=date(2024, 3, 11), by=coordinator)
        services.withdraw_residence_status(
            person.residence.get(), by=coordinator, reason="Verwechselt.", version=1
        )
        after = timezone.now()
    assert counts(monthly_figures(cottbus, STICHTAG, before)) == {"terminvereinbarung": 1}
    assert counts(monthly_figures(cottbus, STICHTAG, after)) == {"clearing": 1}
    assert monthly_figures(cottbus, STICHTAG, after) == monthly_figures(cottbus, STICHTAG)

    def papers(figures: MonthlyFigures) -> dict[str, int | None]:
        return {cell.key: cell.persons for cell in figures.breakdowns[0].cells if cell.persons}

    assert papers(monthly_figures(cottbus, STICHTAG, before)) == {"duldung": 1}
    assert papers(monthly_figures(cottbus, STICHTAG, after)) == {"ohne_angabe": 1}


def test_a_step_revoked_later_still_counts_for_the_moment_before(cottbus: Kommune, coordinator: User) -> None:
    person = walk(coordinator, date(2024, 1, 10), (date(2024, 3, 11), Phase.CLEARING))
    before = timezone.now()
    with time_machine.travel("2024-06-04 09:00+02:00", tick=False):
        step = PhaseChange.objects.get(phase=Phase.CLEARING)
        services.revoke_phase(step, by=coordinator, reason="Irrtum.")
        after = timezone.now()
    assert person.phase == Phase.CLEARING
    assert counts(monthly_figures(cottbus, STICHTAG, before)) == {"clearing": 1}
    assert counts(monthly_figures(cottbus, STICHTAG, after)) == {"terminvereinbarung": 1}


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        (Aufenthaltsstatus.AE_104C, "ae_104c"),
        (Aufenthaltsstatus.DULDUNG_60D, "duldung"),
        (Aufenthaltsstatus.FIKTION_81_4, "fiktion"),
        (Aufenthaltsstatus.SONSTIGE, "andere"),
    ],
)
def test_residence_groups(cottbus: Kommune, coordinator: User, kind: str, group: str) -> None:
    make_participant(coordinator, residence_kind=kind)
    cells = monthly_figures(cottbus, STICHTAG).breakdowns[0].cells
    assert {cell.key: cell.persons for cell in cells if cell.persons} == {group: 1}


def test_every_kind_of_paper_has_a_group() -> None:
    from reports.catalogue import RESIDENCE_GROUPS

    grouped = [kind for _, _, kinds in RESIDENCE_GROUPS for kind in kinds]
    assert sorted(grouped) == sorted(Aufenthaltsstatus.values)


@pytest.mark.parametrize(
    ("birth", "precision", "band"),
    [
        (date(2006, 3, 28), DatePrecision.DAY, "unter_18"),
        (date(2006, 3, 27), DatePrecision.DAY, "18_24"),
        (date(1999, 3, 28), DatePrecision.DAY, "18_24"),
        (date(1999, 3, 27), DatePrecision.DAY, "25_29"),
        (date(1994, 3, 27), DatePrecision.DAY, "30_54"),
        (date(1969, 3, 28), DatePrecision.DAY, "30_54"),
        (date(1969, 3, 27), DatePrecision.DAY, "ab_55"),
        (date(2006, 1, 1), DatePrecision.YEAR, "unter_18"),
        (date(2005, 1, 1), DatePrecision.YEAR, "18_24"),
        (None, DatePrecision.DAY, "ohne_angabe"),
    ],
)
def test_age_bands(
    cottbus: Kommune, coordinator: User, birth: date | None, precision: str, band: str
) -> None:
    person = make_participant(coordinator)
    Participant.objects.filter(pk=person.pk).update(birth_date=birth, birth_precision=precision)
    cells = monthly_figures(cottbus, STICHTAG).breakdowns[1].cells
    assert {cell.key: cell.persons for cell in cells if cell.persons} == {band: 1}


@pytest.mark.parametrize(
    ("code", "cell"), [("w", "w"), ("d", "d"), ("x", "ohne_angabe"), ("", "ohne_angabe")]
)
def test_gender(cottbus: Kommune, coordinator: User, code: str, cell: str) -> None:
    make_participant(coordinator, gender=code)
    cells = monthly_figures(cottbus, STICHTAG).breakdowns[2].cells
    assert {one.key: one.persons for one in cells if one.persons} == {cell: 1}


@pytest.mark.parametrize(
    ("day", "count"), [(date(2024, 1, 9), None), (date(2024, 1, 10), 151), (STICHTAG, 150)]
)
def test_the_latest_estimate_up_to_the_day_counts(cottbus: Kommune, day: date, count: int | None) -> None:
    cottbus.estimates.create(day=date(2024, 1, 10), count=151)
    cottbus.estimates.create(day=date(2024, 3, 27), count=150)
    cottbus.estimates.create(day=date(2024, 3, 28), count=149)
    identified = monthly_figures(cottbus, day).identified
    assert (identified.persons if identified else None) == count


def test_exceptions_of_the_month_are_counted(cottbus: Kommune, coordinator: User) -> None:
    person = make_participant(coordinator, on=date(2024, 1, 10))
    for day in (EVE, EVE + timedelta(days=1), STICHTAG, STICHTAG + timedelta(days=1)):
        services.append_phase(
            person, Phase.CLEARING, on=day, by=coordinator, reason="x", exception_reason="Begründet."
        )
    assert monthly_figures(cottbus, STICHTAG).exceptions.persons == 2


def test_the_number_of_queries_does_not_grow(
    cottbus: Kommune, coordinator: User, django_assert_num_queries: Any
) -> None:
    for people in (1, 3):
        for _ in range(people):
            walk(coordinator, date(2024, 1, 10), (date(2024, 3, 11), Phase.CLEARING))
        with django_assert_num_queries(18):
            monthly_figures(cottbus, STICHTAG)
        with django_assert_num_queries(18):
            monthly_figures(cottbus, STICHTAG, timezone.now())


def test_figures_counted_again_without_the_period_table(cottbus: Kommune, coordinator: User) -> None:
    """Fifty people on random ways; each figure is counted a second time, day by day, from the log."""
    import random

    source = random.Random(7)
    for _ in range(50):
        day = date(2023, 11, 1) + timedelta(days=source.randrange(150))
        person = make_participant(coordinator, on=day, talk_held=source.random() > 0.1)
        for _ in range(source.randrange(4)):
            day += timedelta(days=source.randrange(1, 40))
            phase = source.choice([*Phase.values[1:], Phase.CLEARING])
            details = _details(phase)
            services.append_phase(person, phase, on=day, by=coordinator, reason="x", **details)
    figures = monthly_figures(cottbus, STICHTAG)
    assert figures.sum_errors() == []
    assert bridge(figures) == _counted_by_hand(EVE, STICHTAG)
    assert counts(figures) == {
        key: row[-1] for key, row in _counted_by_hand(EVE, STICHTAG).items() if row[-1]
    }
    assert protect(figures).sum_errors() == []


def _details(phase: str) -> dict[str, Any]:
    if phase == Phase.ABGESCHLOSSEN:
        return {"outcome": "arbeit"}
    if phase in (Phase.KEINE_BEDARFE, Phase.UNVEREINBARKEIT):
        return {"park_reason": "sonstiges", "no_follow_up": True}
    return {}


def _counted_by_hand(eve: date, stichtag: date) -> dict[str, tuple[int, ...]]:
    from participants.choices import FIVE_PHASES

    rows = {
        phase.value: BridgeRow(phase.value, "", 0, 0, 0, 0, 0, 0).__dict__.copy() for phase in FIVE_PHASES
    }

    def phase_on(person: Participant, day: date) -> str:
        log = [change for change in person.phase_changes.all() if change.effective_on <= day]
        last = max(log, key=lambda change: (change.effective_on, change.pk), default=None)
        return last.phase if last and last.phase in rows else ""

    for person in Participant.objects.prefetch_related("phase_changes"):
        before, after = phase_on(person, eve), phase_on(person, stichtag)
        if before:
            rows[before]["before"] += 1
        if after:
            rows[after]["after"] += 1
        for offset in range(1, (stichtag - eve).days + 1):
            old = phase_on(person, eve + timedelta(days=offset - 1))
            new = phase_on(person, eve + timedelta(days=offset))
            if old != new and new:
                rows[new]["moved_in" if old else "entered"] += 1
            if old != new and old:
                rows[old]["moved_out" if new else "left"] += 1
    columns = ("before", "entered", "left", "moved_in", "moved_out", "after")
    return {key: tuple(row[column] for column in columns) for key, row in rows.items()}
