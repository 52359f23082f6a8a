"""Names and case numbers in the text of a report are pointed out to those who may see the person."""

from datetime import date

import pytest

from reports.naming import people_named
from reports.preflight import SHOWN
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.factories import make_participant, make_user

JANUARY = date(2024, 1, 10)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Herr Muradi hat Arbeit.", True),
        ("Das ist Muradis Arbeit.", True),
        ("muradi steht klein", False),
        ("Muradiyah ist ein anderes Wort.", False),
        ("Samir war da.", True),
        ("Frau Ben Al Khalil", True),
        ("Frau Ben Al\nKhalil", False),
        ("In Ulm ist es schön.", False),
        ("Der Kurs beginnt im März.", False),
        ("", False),
    ],
)
def test_a_name_counts_as_it_is_written(
    cottbus: Kommune, coordinator: User, text: str, is_found: bool
) -> None:
    make_participant(coordinator, on=JANUARY, family_name="Muradi", given_name="Samir")
    make_participant(coordinator, on=JANUARY, family_name="Ben Al Khalil", given_name="Ul")
    found = people_named([text], user=coordinator)
    assert [(one.code, len(one.cases), one.sentence) for one in found] == (
        [("name", 1, "Im Text steht, wie 1 Person heißt.")] if is_found else []
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Der Fall SW-CB-2024-0031 läuft.", "Im Text steht eine Fallnummer: SW-CB-2024-0031."),
        ("sw-p-2024-00001", "Im Text steht eine Fallnummer: SW-P-2024-00001."),
        (
            "SW-CB-2024-0031, SW-CB-2024-0002, SW-CB-2024-0031",
            "Im Text stehen Fallnummern: SW-CB-2024-0002, SW-CB-2024-0031.",
        ),
    ],
)
def test_every_case_number_is_found(coordinator: User, text: str, sentence: str) -> None:
    assert [(one.code, one.sentence) for one in people_named([text], user=coordinator)] == [
        ("number", sentence)
    ]


def test_a_number_of_a_report_is_no_case_number(coordinator: User) -> None:
    assert people_named(["Bericht CB-2024-03/1, Aktenzeichen SW-2024-0031"], user=coordinator) == ()


def test_nobody_learns_of_people_of_another_town(coordinator: User, potsdam: Kommune) -> None:
    make_participant(coordinator, on=JANUARY, family_name="Muradi")
    assert people_named(["Muradi"], user=make_user(Role.KOORDINATION, potsdam)) == ()


def test_many_are_counted_and_few_are_listed_with_two_queries(
    coordinator: User, django_assert_num_queries: object
) -> None:
    for _ in range(SHOWN + 1):
        make_participant(coordinator, on=JANUARY, family_name="Muradi")
    with django_assert_num_queries(2):
        (found,) = people_named(["Muradi", "Muradi"], user=coordinator)
    assert found.sentence == f"Im Text steht, wie {SHOWN + 1} Personen heißen."
    assert (len(found.cases), found.others) == (SHOWN, 1)
