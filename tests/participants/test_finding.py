"""The newest paper of a person follows from the papers, however they are written; a day in between counts."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participants.choices import Aufenthaltsstatus
from participants.models import Participant, ResidenceStatus
from participants.models.finding import Occurring
from participants.services import (
    correct_residence_status,
    record_residence_status,
    withdraw_residence_status,
)
from tests.factories import make_participant, make_user

DAY = date(2024, 3, 27)
DULDUNG, AE, FIKTION = (
    Aufenthaltsstatus.DULDUNG_60A,
    Aufenthaltsstatus.AE_25B,
    Aufenthaltsstatus.FIKTION_81_4,
)


def newest(person: Participant) -> tuple:
    person.refresh_from_db()
    return person.newest_kind, person.newest_from, person.newest_until


@pytest.fixture
def person(caseworker) -> Participant:
    return make_participant(caseworker, residence_from=DAY, residence_until=DAY + timedelta(days=90))


def later_paper(person: Participant, by, start: date) -> ResidenceStatus:
    return record_residence_status(person, by=by, ends_previous=True, kind=AE, valid_from=start)


class TestNewestPaper:
    def test_recorded_corrected_withdrawn(self, caseworker, person):
        assert newest(person) == (DULDUNG, DAY, DAY + timedelta(days=90))
        start = DAY + timedelta(days=30)
        paper = later_paper(person, caseworker, start)
        assert newest(person) == (AE, start, None)
        fields = {"kind": FIKTION, "valid_until": start}
        correct_residence_status(paper, by=caseworker, version=1, reason="Verlesen.", **fields)
        assert newest(person) == (FIKTION, start, start)
        withdraw_residence_status(paper, by=caseworker, version=2, reason="Fremdes Papier.")
        assert newest(person) == (DULDUNG, DAY, start - timedelta(days=1))

    def test_none_where_the_only_one_is_withdrawn(self, caseworker, person):
        withdraw_residence_status(person.residence.get(), by=caseworker, version=1, reason="Verlesen.")
        assert newest(person) == (None, None, None)

    def test_a_person_read_before_the_paper_came_does_not_overwrite_it(self, caseworker, person):
        read_before = Participant.objects.get(pk=person.pk)
        later_paper(person, caseworker, DAY + timedelta(days=1))
        read_before.save()
        assert newest(person) == (AE, DAY + timedelta(days=1), None)

    def test_a_paper_that_moves_to_another_person_and_goes(self, caseworker, person):
        other = make_participant(caseworker, residence_kind="")
        person.residence.update(participant=other)
        assert (newest(person), newest(other)[0]) == ((None, None, None), DULDUNG)
        other.residence.all().delete()
        assert newest(other) == (None, None, None)

    def test_no_version_of_the_person_comes_of_it(self, caseworker, person):
        before = person.versions.count()
        later_paper(person, caseworker, DAY + timedelta(days=1))
        assert person.versions.count() == before


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    papers=st.lists(
        st.tuples(
            st.integers(-3, 3), st.none() | st.integers(0, 3), st.booleans(), st.sampled_from([DULDUNG, AE])
        ),
        max_size=5,
    ),
    shift=st.integers(-4, 4),
)
def test_the_paper_of_any_day_is_the_one_that_began_last(caseworker, papers, shift):
    person = make_participant(caseworker, residence_kind="")
    rows = []
    for number, (start, length, withdrawn, kind) in enumerate(papers):
        # Far enough apart never to overlap, near enough to lie on both sides of the day.
        first = DAY + timedelta(days=start * 10 + number)
        held = [each for each in rows if each.withdrawn_at is None]
        if not withdrawn and (length is None or any(each.valid_from >= first for each in held)):
            length = 0
        until = None if length is None else first
        row = ResidenceStatus(
            participant=person, kind=kind, valid_from=first, valid_until=until, recorded_by=caseworker
        )
        if withdrawn:
            row.withdrawn_at, row.withdrawn_by = row.recorded_at, caseworker
        row.save()
        rows.append(row)
    day = DAY + timedelta(days=shift * 10)
    began = [row for row in rows if row.withdrawn_at is None and row.valid_from <= day]
    latest = max(began, key=lambda row: (row.valid_from, row.pk), default=None)
    kind, until = (latest.kind, latest.valid_until) if latest else (None, None)
    mine = Participant.objects.filter(pk=person.pk)
    found = mine.with_paper(day).get()
    assert (found.paper_kind, found.paper_until) == (kind, until)
    for each in (DULDUNG, AE):
        assert mine.whose_paper(day, kind=each).exists() == (kind == each)
    assert mine.whose_paper(day, kind__isnull=True).exists() == (kind is None)
    assert mine.whose_paper(day, until__lt=day).exists() == (until is not None and until < day)


class TestOccurring:
    def test_each_once_and_only_of_the_own_kommune(
        self, caseworker, coordinator, cottbus, potsdam, django_assert_num_queries
    ):
        for code in ("SY", "AF", "SY", ""):
            make_participant(caseworker, nationality=code)
        make_participant(caseworker, responsible=None)
        make_participant(make_user(kommune=potsdam), nationality="ER")
        people = Participant.objects.visible_to(caseworker)
        with django_assert_num_queries(1):
            found = people.occurring(caseworker)
        assert found == Occurring(
            nationalities={"AF", "SY"},
            responsible={caseworker.pk: caseworker.name},
            kommunen={cottbus.pk: (cottbus.key, cottbus.name)},
        )
        assert Participant.objects.visible_to(coordinator).occurring(coordinator) == found

    def test_of_the_people_asked_about(self, caseworker, coordinator):
        make_participant(caseworker, nationality="SY")
        make_participant(caseworker, nationality="AF", responsible=coordinator)
        syrians = Participant.objects.visible_to(caseworker).filter(nationality="SY")
        found = syrians.occurring(caseworker)
        assert (found.nationalities, found.responsible) == ({"SY"}, {caseworker.pk: caseworker.name})

    def test_nobody_and_nothing(self, caseworker, cottbus):
        kommunen = {cottbus.pk: (cottbus.key, cottbus.name)}
        found = Participant.objects.visible_to(caseworker).occurring(caseworker)
        assert found == Occurring(set(), {}, kommunen)
        assert Participant.objects.none().occurring(caseworker) == Occurring(set(), {}, {})
