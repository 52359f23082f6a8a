"""Many people at once: what is written with COPY is what the services would have written."""

from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from participants.choices import Einwilligung, Phase
from participants.models import (
    CaseNumberSeries,
    Event,
    Participant,
    PhaseChange,
    PhasePeriod,
    ResidenceStatus,
)
from participants.services import periods_of
from participants.services.proof import departures
from spurwechsel.demo.gross import EVERYWHERE, KOMMUNEN, make_many
from spurwechsel.demo.staff import ADMINISTRATION, STAFF
from spurwechsel.management.commands.demo_data import STAYS
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.factories import make_participant, make_user

TODAY = date(2026, 9, 16)
COUNT = 450


@pytest.fixture
def administration(db) -> User:
    return make_user(Role.FACHADMINISTRATION)


@pytest.fixture
def many(administration) -> None:
    make_many(COUNT, seed=7, today=TODAY, by=administration)


def test_so_many_people_in_so_many_kommunen(many):
    per_kommune = Counter(Participant.objects.values_list("kommune__key", flat=True))
    assert (sum(per_kommune.values()), len(per_kommune)) == (COUNT, KOMMUNEN)
    assert set(per_kommune.values()) == {2, 3}


def test_what_is_derived_equals_the_log(many):
    for person in Participant.objects.prefetch_related("phase_periods"):
        log = list(person.phase_changes.in_force().chronological())
        derived = person.phase_periods.order_by("from_day").values_list(
            "phase", "kommune_id", "from_day", "until_day"
        )
        assert list(derived) == [tuple(period) for period in periods_of(log)]
        assert (person.phase, person.phase_since) == (log[-1].phase, log[-1].effective_on)
        assert person.follow_up_on == log[-1].follow_up_on
    assert departures() == []


def test_all_rows_are_complete_and_allowed(many):
    """The database has checked its constraints; here every field is asked as a form would ask it."""
    for model in (Participant, ResidenceStatus, PhaseChange):
        for row in model.objects.order_by("id")[:40]:
            row.full_clean()
    assert ResidenceStatus.objects.count() == COUNT
    assert PhasePeriod.objects.filter(until_day=None).count() == COUNT


def test_every_step_has_its_event(many):
    steps = Counter(PhaseChange.objects.values_list("participant_id", "recorded_at"))
    assert Counter(Event.objects.exclude(participant=None).values_list("participant_id", "at")) == steps


def test_consent_came_with_the_first_talk(many):
    asked = Participant.objects.exclude(phase=Phase.IDENTIFIZIERT)
    assert set(asked.values_list("consent", flat=True)) == {Einwilligung.LIEGT_VOR}


def test_the_next_person_gets_the_next_case_number(many):
    worker = User.objects.get(email="fallbegleitung@muster-001.example.org")
    series = CaseNumberSeries.objects.filter(kommune=worker.kommune).order_by("-year")[0]
    before = series.last
    person = make_participant(worker, on=date(series.year, 12, 1))
    assert person.case_number == f"SW-XAA-{series.year}-{before + 1:04}"


def test_one_log_in_sees_all_kommunen(many):
    user = User.objects.get(email=EVERYWHERE)
    assert len(user.kommune_ids) == Kommune.objects.count()
    assert Participant.objects.visible_to(user).count() == COUNT


@pytest.mark.parametrize("gross", [0, COUNT + 100])
def test_a_second_time_changes_nothing_and_says_so(many, administration, settings, tmp_path, gross):
    settings.HOME = tmp_path
    User.objects.filter(pk=administration.pk).update(email=STAFF[ADMINISTRATION].email, is_demo=True)
    output = StringIO()
    call_command("demo_data", gross=gross, stdout=output)
    assert Participant.objects.count() == COUNT
    *said, last = output.getvalue().splitlines()
    assert said == ([STAYS] if gross else [])
    assert last.startswith(f"Demodaten: {COUNT} erfundene Personen in {KOMMUNEN} Kommunen.")


def test_fewer_than_nobody_are_refused(db):
    with pytest.raises(CommandError, match=r"^Zu --gross gehört eine Anzahl von Personen ab 0\.$") as refused:
        call_command("demo_data", gross=-5, verbosity=0)
    assert refused.value.returncode == 2
    assert Kommune.objects.count() == 0
