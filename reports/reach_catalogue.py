"""Rows and definitions of the tables on reaching people; fixed rows, so that a missing one tells nothing."""

from datetime import date

from clearing.catalogue import Kontaktergebnis

from .catalogue import PERSONS, in_period
from .numbers import DAYS, About
from .work_catalogue import PERIODS as _PERIODS

# The first talks of a month are published as entries of the bridge; only the year hides single cells.
PERIODS = _PERIODS[1:]
# An answer of the person, whatever it was.
REACHED = (Kontaktergebnis.ERREICHT, Kontaktergebnis.UEBERLEGT, Kontaktergebnis.ZURZEIT_NICHT)
ATTEMPTS: tuple[tuple[str, str], ...] = (
    ("none", "ohne eingetragenen Versuch"),
    ("one", "1 Versuch"),
    ("two", "2 Versuche"),
    ("three", "3 Versuche"),
    ("more", "4 Versuche und mehr"),
)
# The last day of each band belongs to it.
WAITS: tuple[tuple[str, str, int], ...] = (
    ("two_weeks", "bis 14 Tage", 14),
    ("four_weeks", "15 bis 28 Tage", 28),
    ("eight_weeks", "29 bis 56 Tage", 56),
    ("longer", "länger als 56 Tage", 100_000),
)
ATTEMPTS_TABLE = "attempts"
MEDIAN = "Median seit Januar in Tagen"


def attempts_row(number: int) -> str:
    """The row of so many attempts."""
    return ATTEMPTS[min(number, len(ATTEMPTS) - 1)][0]


def waiting_row(days: int) -> str:
    """The row of so many days."""
    return next(key for key, _, last in WAITS if days <= last)


def attempts(first: date, last: date) -> About:
    return About(
        "Personen, deren erstes Gespräch in den Zeitraum fällt, nach der Zahl der eingetragenen "
        "Kontaktversuche bis zu diesem Tag einschließlich.",
        PERSONS,
        in_period(first, last),
    )


def waiting(first: date, last: date) -> About:
    return About(
        "Personen, deren erstes Clearing im Zeitraum begonnen hat. Der erste Kontakt ist der erste Tag, an "
        "dem die Person erreicht wurde, spätestens das erste Gespräch.",
        PERSONS,
        in_period(first, last),
    )


def median(first: date, last: date) -> About:
    return About(
        "Die eine Hälfte wartete höchstens so lange, die andere mindestens; erst ab 10 Personen.",
        DAYS,
        in_period(first, last),
    )
