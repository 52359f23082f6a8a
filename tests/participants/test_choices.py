"""The words of the choices: names of countries, and their order."""

import pytest

from participants.choices import nationality_choices, nationality_name, offered_nationalities
from participants.choices.person import STATE_NAMES

NAMES = dict(nationality_choices())


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("CD", "Kongo (Demokratische Republik)"),
        ("CG", "Kongo (Republik)"),
        ("CI", "Côte d’Ivoire"),
        ("CV", "Cabo Verde"),
        ("GD", "Grenada"),
        ("KI", "Kiribati"),
        ("MD", "Moldau (Republik)"),
        ("MZ", "Mosambik"),
        ("PS", "Palästinensische Gebiete"),
        ("SZ", "Eswatini"),
        ("TL", "Timor-Leste"),
        ("XK", "Kosovo"),
        # As the library has them.
        ("AF", "Afghanistan"),
        ("CM", "Kamerun"),
        ("RU", "Russland"),
        ("SY", "Syrien"),
    ],
)
def test_countries_have_their_german_names(code, name):
    assert NAMES[code] == name


def test_every_code_stands_once_and_no_own_name_is_superfluous():
    assert len(NAMES) == len(nationality_choices()) == 253
    assert set(STATE_NAMES) < set(NAMES)


def test_places_without_a_nationality_of_their_own_are_not_offered():
    offered = dict(offered_nationalities())
    assert len(offered) == 253 - 36
    asked = ("AQ", "BV", "HM", "UM", "AX", "RE", "GL", "HK", "PS", "TW", "XK", "FR", "mehrere", "ungeklaert")
    assert [code for code in asked if code in offered] == [*asked[7:]]
    assert dict(offered_nationalities("RE")) == offered | {"RE": "Réunion"}


def test_letters_with_signs_stand_with_the_plain_ones():
    order = [name for _, name in nationality_choices()]
    assert order[:3] == ["Afghanistan", "Ägypten", "Ålandinseln"]
    assert order.index("Côte d’Ivoire") == order.index("Costa Rica") + 1
    assert order[-3:] == ["mehrere Staatsangehörigkeiten", "staatenlos", "ungeklärt"]


def test_a_nationality_is_named_as_in_the_list():
    assert [nationality_name(code) for code in ("AF", "XK", "ungeklaert", "", "??")] == [
        "Afghanistan",
        "Kosovo",
        "ungeklärt",
        "",
        "??",
    ]
