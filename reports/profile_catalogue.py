"""Rows and definitions of the tables on who takes part beyond age, gender and residence status."""

from datetime import date

from participants.choices import Niveau, Schulbildung

from .catalogue import PERSONS, on_day
from .numbers import About

# Keys, labels and how many months of the paper are left at most; what has run out comes first.
EXPIRIES: tuple[tuple[str, str, int], ...] = (
    ("expired", "abgelaufen", 0),
    ("three", "noch bis 3 Monate", 3),
    ("six", "über 3 bis 6 Monate", 6),
    ("twelve", "über 6 bis 12 Monate", 12),
)
LONGER = ("longer", "länger oder unbefristet")
MOST_COUNTRIES = 5
OTHER_COUNTRIES = ("andere_staaten", "andere Staatsangehörigkeiten")
GERMAN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("keine", "noch keine Kenntnisse", (Niveau.KEINE,)),
    ("a1", "A1", (Niveau.A1,)),
    ("a2", "A2", (Niveau.A2,)),
    ("b1", "B1", (Niveau.B1,)),
    ("b2", "B2 und höher", (Niveau.B2, Niveau.C1, Niveau.C2)),
)
SCHOOLING: tuple[tuple[str, str], ...] = tuple(
    (str(code), str(label)) for code, label in Schulbildung.choices
)


def expiry(day: date) -> About:
    return About(
        "wie lange das zuletzt begonnene Papier nach dem Stichtag noch gilt, gleich welcher Art.",
        PERSONS,
        on_day(day),
    )


def nationality(day: date) -> About:
    return About(
        f"eigene Angabe der Person; die {MOST_COUNTRIES} häufigsten einzeln, dem Namen nach geordnet.",
        PERSONS,
        on_day(day),
    )


def german(day: date) -> About:
    return About(
        "Deutsch sprechen nach GER, zuletzt im Clearing festgestellt; Selbstauskunft, Einstufung oder "
        "Zertifikat.",
        PERSONS,
        on_day(day),
    )


def schooling(day: date) -> About:
    return About("höchste Bildung, zuletzt im Clearing angegeben.", PERSONS, on_day(day))
