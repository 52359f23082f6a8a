"""Finding people by name, seeing only the own Kommune, what the database refuses."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from participants.choices import Aufenthaltsstatus, DatePrecision, Phase
from participants.models import Event, ExclusionNote, IdentityNote, Participant, ResidenceStatus
from participants.services import note_exclusion, note_identity, record_residence_status
from spurwechsel.roles import Role
from tests.built_once import built_once
from tests.factories import make_kommune, make_participant, make_user, move_to

DAY = date(2024, 3, 27)

PEOPLE = [
    ("Müller", "Jürgen"),
    ("Mueller", "Anna"),
    ("Muller", "Eva"),
    ("Strauß", "Rita"),
    ("Strauss", "Leo"),
    ("Öztürk", "Ayşe"),
    ("Świątek", "Łucja"),
    ("al-Ḥusaynī", "Ḥasan"),
    ("O'Neill", "Sean"),
    ("Đặng", "Thị Hoa"),
    ("Mohammad", ""),
    ("محمد", ""),
    ("İnci", "Işıl"),
]


def register_all() -> None:
    caseworker = make_user(Role.FALLBEGLEITUNG, make_kommune("cottbus"))
    for family_name, given_name in PEOPLE:
        make_participant(
            caseworker, family_name=family_name, given_name=given_name, single_name=not given_name
        )


@pytest.mark.django_db
class TestNames:
    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def everybody(cls, django_db_setup, django_db_blocker):
        with built_once(django_db_blocker, register_all):
            yield

    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("Müller", ["Mueller", "Muller", "Müller"]),
            ("mueller", ["Mueller", "Muller", "Müller"]),
            ("MULLER", ["Mueller", "Muller", "Müller"]),
            ("Strauss", ["Strauss", "Strauß"]),
            ("strauß", ["Strauss", "Strauß"]),
            ("ozturk", ["Öztürk"]),
            ("Oeztuerk", ["Öztürk"]),
            ("ayse", ["Öztürk"]),
            ("swiatek", ["Świątek"]),
            ("lucja", ["Świątek"]),
            ("husayni", ["al-Ḥusaynī"]),
            ("al Husayni", ["al-Ḥusaynī"]),
            ("Al-Husayni, Hasan", ["al-Ḥusaynī"]),
            ("oneill", ["O'Neill"]),
            ("o’neill", ["O'Neill"]),
            ("dang hoa", ["Đặng"]),
            ("Hoa Dang", ["Đặng"]),
            ("Mohammad", ["Mohammad"]),
            ("محمد", ["محمد"]),
            ("inci isil", ["İnci"]),
            ("ller jür", ["Müller"]),
            ("0003", ["Muller"]),
            ("SW-CB-2024-0003", ["Muller"]),
            ("sw-cb-2024-0003", ["Muller"]),
            ("Schulze", []),
            ("100%", []),
            ("_", [name for name, _ in sorted(PEOPLE)]),
        ],
    )
    def test_found_in_any_spelling(self, typed, found):
        people = Participant.objects.matching(typed).values_list("family_name", flat=True)
        assert sorted(people) == sorted(found)


def test_names_are_sorted_the_german_way(caseworker):
    for name in ("Zander", "Öztürk", "Otto", "Strauß", "Strauss", "Świątek", "al-Masri", "Ähre"):
        make_participant(caseworker, family_name=name)
    assert list(Participant.objects.values_list("family_name", flat=True)) == [
        *("Ähre", "al-Masri", "Otto", "Öztürk", "Strauß", "Strauss", "Świątek", "Zander")
    ]


@pytest.mark.parametrize(
    ("name", "birth", "similar"),
    [
        ("Farid Rahimi", None, True),
        ("Rahimi Farid", (date(1970, 5, 5), DatePrecision.DAY), True),
        ("Farid", (date(1970, 5, 5), DatePrecision.DAY), True),
        ("Farid Ahmad Rahimi", (date(1970, 5, 5), DatePrecision.DAY), True),
        ("Fárid Râhimi", None, True),
        ("Sahar Rahimi", (date(1991, 1, 1), DatePrecision.YEAR), True),
        ("Sahar Rahimi", (date(1990, 12, 31), DatePrecision.DAY), False),
        ("Sahar Rahimi", (date(1992, 1, 1), DatePrecision.DAY), False),
        ("Sahar Rahimi", None, False),
        ("Ganz Anders", (date(1991, 7, 14), DatePrecision.DAY), True),
        ("Ganz Anders", (date(1991, 7, 13), DatePrecision.DAY), False),
        ("Ganz Anders", (date(1991, 7, 15), DatePrecision.DAY), False),
        ("Ganz Anders", (date(1991, 1, 1), DatePrecision.YEAR), False),
    ],
)
def test_who_might_be_the_same_person(caseworker, name, birth, similar):
    make_participant(caseworker, family_name="Rahimi", given_name="Farid", birth_date=date(1991, 7, 14))
    assert Participant.objects.similar_to(name, birth).exists() is similar


def test_the_same_year_of_birth_comes_first(caseworker):
    for name, year in (("Amir", 1980), ("Bilal", 1991), ("Cem", 1985)):
        make_participant(caseworker, family_name="Rahimi", given_name=name, birth_date=date(year, 5, 5))
    similar = Participant.objects.similar_to("Rahimi", (date(1991, 1, 1), DatePrecision.YEAR))
    assert [person.given_name for person in similar] == ["Bilal", "Amir", "Cem"]


def test_the_first_of_january_is_no_hint(caseworker):
    make_participant(caseworker, family_name="Rahimi", given_name="Farid", birth_date=date(1991, 1, 1))
    birth = (date(1991, 1, 1), DatePrecision.DAY)
    assert not Participant.objects.similar_to("Ganz Anders", birth).exists()


@pytest.mark.parametrize("role", Role.values)
def test_only_casework_sees_people_and_only_its_own(cottbus, potsdam, role):
    here = make_participant(make_user(kommune=cottbus))
    there = make_participant(make_user(kommune=potsdam))
    user = make_user(role, cottbus)
    sees = role in (Role.FALLBEGLEITUNG, Role.KOORDINATION)
    assert list(Participant.objects.visible_to(user)) == ([here] if sees else [])
    assert list(ResidenceStatus.objects.visible_to(user)) == ([here.residence.get()] if sees else [])
    assert set(Event.objects.visible_to(user)) == (set(here.events.all()) if sees else set())
    assert not Participant.objects.visible_to(user).filter(pk=there.pk).exists()


def test_standing_in_is_for_the_fallbegleitung_only(cottbus, potsdam):
    there = make_participant(make_user(kommune=potsdam))
    for role, expected in ((Role.FALLBEGLEITUNG, [there]), (Role.KOORDINATION, [])):
        user = make_user(role, cottbus)
        user.further_kommunen.add(potsdam)
        assert list(Participant.objects.visible_to(user)) == expected


@pytest.mark.parametrize(
    ("days", "phase"), [(-1, Phase.TERMINVEREINBARUNG), (0, Phase.CLEARING), (1, Phase.CLEARING)]
)
def test_phase_of_a_day(caseworker, days, phase):
    person = make_participant(caseworker)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    day = date(2024, 2, 1) + timedelta(days=days)
    assert list(Participant.objects.in_phase(phase, day)) == [person]


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2024, 1, 9), None),
        (date(2024, 1, 10), Aufenthaltsstatus.DULDUNG_60A),
        (date(2024, 2, 29), Aufenthaltsstatus.DULDUNG_60A),
        (date(2024, 3, 1), Aufenthaltsstatus.AE_25B),
        (date(2030, 1, 1), Aufenthaltsstatus.AE_25B),
    ],
)
def test_paper_of_a_day_expired_or_not(caseworker, day, kind):
    person = make_participant(caseworker)
    record_residence_status(
        person,
        by=caseworker,
        kind=Aufenthaltsstatus.AE_25B,
        valid_from=date(2024, 3, 1),
        valid_until=date(2024, 12, 31),
        ends_previous=True,
    )
    assert Participant.objects.with_paper(day).get().paper_kind == kind


@pytest.mark.parametrize(
    ("entry", "precision", "refused"),
    [
        (date(1991, 7, 13), DatePrecision.DAY, True),
        (date(1991, 7, 14), DatePrecision.DAY, False),
        (date(1991, 6, 1), DatePrecision.MONTH, True),
        (date(1991, 7, 1), DatePrecision.MONTH, False),
        (date(1990, 1, 1), DatePrecision.YEAR, True),
        (date(1991, 1, 1), DatePrecision.YEAR, False),
    ],
)
def test_nobody_enters_before_birth(caseworker, entry, precision, refused):
    person = make_participant(caseworker)
    person.entry_date, person.entry_precision = entry, precision
    if refused:
        with pytest.raises(ValidationError) as error:
            person.full_clean()
        assert error.value.message_dict == {"entry_date": ["Die Einreise darf nicht vor der Geburt liegen."]}
    else:
        person.full_clean()


def test_the_database_refuses_what_no_form_sends(caseworker):
    person = make_participant(caseworker)
    status = person.residence.get()
    note_identity(person, by=caseworker, state="offen", stated_on=DAY)
    note_exclusion(person, by=caseworker, state="kein_hinweis", stated_on=DAY)
    for attempt, error in (
        (lambda: Participant.objects.update(given_name=""), IntegrityError),
        (lambda: Participant.objects.update(consent_on=None), IntegrityError),
        (lambda: Participant.objects.update(consent_withdrawn_on=DAY), IntegrityError),
        (lambda: Participant.objects.update(entry_date=date(1980, 1, 1)), IntegrityError),
        (lambda: ResidenceStatus.objects.update(valid_until=date(2023, 1, 1)), DatabaseError),
        (lambda: ResidenceStatus.objects.update(duldungsart="60a_1", kind="ae_25_5"), IntegrityError),
        (lambda: _copy_of(status).save(), IntegrityError),
        (lambda: IdentityNote.objects.update(state="geklaert"), DatabaseError),
        (lambda: ExclusionNote.objects.all().delete(), DatabaseError),
    ):
        with pytest.raises(error), transaction.atomic():
            attempt()


def _copy_of(status: ResidenceStatus) -> ResidenceStatus:
    return ResidenceStatus(
        participant=status.participant,
        kind=Aufenthaltsstatus.AE_25_5,
        valid_from=status.valid_from,
        recorded_by=status.recorded_by,
    )


def test_a_name_never_ends_up_in_a_log(caseworker):
    person = make_participant(caseworker, family_name="Geheim")
    assert (str(person), person.full_name) == (person.case_number, "Geheim, Kim")
