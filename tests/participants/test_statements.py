"""Statements about a person: appended, never changed, one event, texts not repeated in the history."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction

from participants import services
from participants.choices import EventKind
from participants.models import EducationProfile, Event, LanguageProfile, WishProfile
from tests.factories import make_participant

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 27)


@pytest.fixture
def person(caseworker):
    return make_participant(caseworker)


def test_statement_with_its_day_and_event(person, caseworker):
    said = services.state(person, LanguageProfile, by=caseworker, stated_on=DAY, listening="A2")
    assert (said.listening, said.stated_on, said.recorded_by) == ("A2", DAY, caseworker)
    event = Event.objects.order_by("id").last()
    assert (event.kind, event.summary, event.changes) == (
        EventKind.STATED,
        "Sprache: Stand 27.03.2024",
        {"Deutsch verstehen": ["keine Angabe", "A2"]},
    )


def test_what_is_not_named_stays_as_it_was_known(person, caseworker):
    services.state(person, LanguageProfile, by=caseworker, stated_on=DAY, listening="A2", literacy="primaer")
    later = services.state(person, LanguageProfile, by=caseworker, stated_on=date(2024, 4, 2), listening="B1")
    assert (later.listening, later.literacy) == ("B1", "primaer")
    assert person.languageprofiles.count() == 2


def test_what_was_said_for_a_later_day_is_not_taken_over(person, caseworker):
    services.state(person, LanguageProfile, by=caseworker, stated_on=date(2024, 4, 2), literacy="primaer")
    earlier = services.state(person, LanguageProfile, by=caseworker, stated_on=DAY, listening="A1")
    assert earlier.literacy == ""


def test_nothing_new_writes_nothing(person, caseworker):
    first = services.state(person, LanguageProfile, by=caseworker, stated_on=DAY, listening="A2")
    before = Event.objects.count()
    again = services.state(person, LanguageProfile, by=caseworker, stated_on=DAY, listening="A2")
    assert (again.pk, Event.objects.count()) == (first.pk, before)


def test_texts_are_not_repeated_in_the_history(person, caseworker):
    services.state(person, WishProfile, by=caseworker, stated_on=DAY, own_words="Ich will Bäckerin werden.")
    services.state(person, WishProfile, by=caseworker, stated_on=DAY, own_words="", shifts=True)
    events = Event.objects.filter(kind=EventKind.STATED).order_by("id")
    assert [event.changes for event in events] == [
        {"Wünsche und Ziele in eigenen Worten": ["leer", "neuer Text"]},
        {
            "Wünsche und Ziele in eigenen Worten": ["Text", "leer"],
            "Schichtarbeit möglich": ["keine Angabe", "ja"],
        },
    ]


@pytest.mark.parametrize(
    ("fields", "column"), [({"recognition": "quatsch"}, "recognition"), ({"years_here": 61}, "years_here")]
)
def test_refused_column(person, caseworker, fields, column):
    with pytest.raises(ValidationError) as refused:
        services.state(person, EducationProfile, by=caseworker, stated_on=DAY, **fields)
    assert list(refused.value.message_dict) == [column]
    assert person.educationprofiles.count() == 0


def test_unknown_column(person, caseworker):
    with pytest.raises(ValidationError) as refused:
        services.state(person, EducationProfile, by=caseworker, stated_on=DAY, religion="x")
    assert refused.value.messages == ["Diese Angaben gibt es nicht: religion."]


def test_statement_cannot_be_changed(person, caseworker):
    said = services.state(person, LanguageProfile, by=caseworker, stated_on=DAY, listening="A2")
    with pytest.raises(ProgrammingError), transaction.atomic():
        LanguageProfile.objects.filter(pk=said.pk).update(listening="C2")
