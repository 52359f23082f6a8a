"""Which papers may lie beside each other, what ends what, and how older entries were put right."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from participants import services
from participants.choices import FIKTIONEN, OHNE_TITEL, EventKind
from participants.choices import Aufenthaltsstatus as K
from participants.models import Event, ResidenceStatus
from participants.rules.status import TITEL
from tests.factories import make_participant

MIGRATION = import_module("participants.migrations.0019_end_papers_beside_a_fiktion")


def paper(person, by, **fields):
    defaults = {"kind": K.AE_25B, "valid_from": date(2024, 3, 1)}
    return services.record_residence_status(person, by=by, **(defaults | fields))


def test_every_paper_is_a_title_or_none():
    assert set(OHNE_TITEL) == set(K) - TITEL
    assert (MIGRATION.OHNE_TITEL, MIGRATION.FIKTIONEN) == (OHNE_TITEL, FIKTIONEN)


@pytest.mark.parametrize(
    ("first", "second", "ends"),
    [
        (K.AE_25_5, K.FIKTION_81_4, False),
        (K.SONSTIGE, K.FIKTION_81_3, False),
        (K.DULDUNG_60A, K.FIKTION_81_3_S2, True),
        (K.DULDUNG_60D, K.FIKTION_81_4, True),
        (K.GESTATTUNG_55, K.FIKTION_81_3, True),
        (K.FIKTION_81_3, K.FIKTION_81_4, True),
        (K.FIKTION_81_4, K.DULDUNG_60B, True),
        (K.FIKTION_81_4, K.AE_25B, True),
        (K.AE_25_5, K.AE_25B, True),
    ],
)
def test_a_fiktion_lies_beside_a_title_and_ends_all_else(caseworker, first, second, ends):
    person = make_participant(caseworker, residence_kind=first)
    paper(person, caseworker, kind=second, ends_previous=True)
    assert dict(person.residence.values_list("kind", "valid_until")) == {
        first: date(2024, 2, 29) if ends else None,
        second: None,
    }


def test_a_new_title_ends_both_the_old_one_and_the_fiktion(caseworker):
    person = make_participant(caseworker, residence_kind=K.AE_25_5)
    paper(person, caseworker, kind=K.FIKTION_81_4, valid_from=date(2024, 2, 1))
    paper(person, caseworker, ends_previous=True)
    assert Event.objects.latest("pk").summary.count("endet am 29.02.2024") == 2


BESIDE_A_TITLE = (
    "In diesem Zeitraum ist schon eine Duldung, Gestattung oder Fiktionsbescheinigung eingetragen."
    " Eine Fiktionsbescheinigung kann nur neben einem Titel gelten. Prüfen Sie Beginn und Ende."
)


@pytest.mark.parametrize("kind", sorted(OHNE_TITEL))
def test_a_fiktion_beside_what_is_no_title_is_refused(caseworker, kind):
    person = make_participant(caseworker, residence_kind=kind, residence_until=date(2024, 3, 1))
    with pytest.raises(ValidationError) as refused, transaction.atomic():
        paper(person, caseworker, kind=K.FIKTION_81_4)
    assert refused.value.messages == [BESIDE_A_TITLE]
    paper(person, caseworker, kind=K.FIKTION_81_4, valid_from=date(2024, 3, 2))
    assert person.residence.count() == 2


def test_a_correction_is_refused_with_one_sentence(caseworker):
    person = make_participant(caseworker, residence_until=date(2024, 2, 29))
    later = paper(person, caseworker, kind=K.DULDUNG_60B)
    with pytest.raises(ValidationError) as refused:
        services.correct_residence_status(
            later, by=caseworker, version=1, reason="Verlesen.", valid_from=date(2024, 2, 29)
        )
    assert refused.value.messages == [
        "In diesem Zeitraum ist schon ein Aufenthaltsstatus eingetragen. Prüfen Sie Beginn und Ende."
    ]


# --- what was entered before the constraint ---------------------------------------------------------------


@pytest.fixture
def before(caseworker, db):
    """A function that enters papers of one person as it was possible before, and puts them right."""
    name = "one_paper_without_title_at_a_time"
    condition = next(each for each in ResidenceStatus._meta.constraints if each.name == name)
    with connection.schema_editor() as editor:
        editor.remove_constraint(ResidenceStatus, condition)
    # The paper of the registration ends before the others begin.
    person = make_participant(caseworker, residence_kind=K.AE_25_5, residence_until=date(2024, 1, 31))

    def put_right(*papers):
        rows = [
            ResidenceStatus.objects.create(
                participant=person, kind=kind, valid_from=start, valid_until=end, recorded_by=caseworker
            )
            for kind, start, end in papers
        ]
        MIGRATION.end_the_older_paper(apps, None)
        for row in rows:
            row.refresh_from_db()
        return [(row.valid_until, row.withdrawn_at is None, row.version) for row in rows]

    return put_right


FEBRUARY, MARCH = date(2024, 2, 1), date(2024, 3, 1)


def test_the_older_paper_ends_before_the_fiktion(before):
    entered = before((K.DULDUNG_60A, FEBRUARY, None), (K.FIKTION_81_4, MARCH, date(2024, 8, 31)))
    assert entered == [(date(2024, 2, 29), True, 2), (date(2024, 8, 31), True, 1)]
    event = Event.objects.latest("pk")
    assert (event.kind, event.summary) == (
        EventKind.RESIDENCE_CORRECTED,
        "§\u00a060a AufenthG (Duldung) endet am 29.02.2024",
    )


def test_the_fiktion_ends_before_the_later_duldung(before):
    entered = before((K.FIKTION_81_3_S2, FEBRUARY, MARCH), (K.DULDUNG_60B, MARCH, None))
    assert entered == [(date(2024, 2, 29), True, 2), (None, True, 1)]


def test_of_two_papers_from_one_day_the_later_entry_counts(before):
    entered = before((K.DULDUNG_60A, MARCH, None), (K.FIKTION_81_4, MARCH, None))
    assert entered == [(None, False, 2), (None, True, 1)]
    assert Event.objects.latest("pk").kind == EventKind.RESIDENCE_WITHDRAWN


def test_what_does_not_overlap_stays_as_it_is(before):
    entered = before((K.DULDUNG_60A, FEBRUARY, date(2024, 2, 29)), (K.FIKTION_81_4, MARCH, None))
    assert entered == [(date(2024, 2, 29), True, 1), (None, True, 1)]
    assert Event.objects.latest("pk").kind == EventKind.REGISTERED
