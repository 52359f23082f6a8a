"""Rows and definitions of the tables on what lasts and what stands in the way."""

from datetime import date

from participants.choices import PARK_REASONS, Phase

from .catalogue import PERSONS, in_period, on_day
from .numbers import About
from .work_catalogue import JOBS
from .work_catalogue import PERIODS as _PERIODS

MONTHS = 6
WORK = tuple(JOBS)
PERIODS = _PERIODS[1:]
KEPT: tuple[tuple[str, str], ...] = (("kept", "noch in Arbeit"), ("lost", "nicht mehr in Arbeit"))
OBSTACLES: tuple[tuple[str, str], ...] = tuple(
    (reason.value, str(reason.label)) for reason in PARK_REASONS[Phase.UNVEREINBARKEIT]
)


def kept(first: date, last: date) -> About:
    return About(
        "Personen, für die im Zeitraum sechs Monate seit dem Beginn einer Arbeit oder Ausbildung um waren; "
        "noch in Arbeit heißt: An diesem Tag läuft irgendeine.",
        PERSONS,
        in_period(first, last),
    )


def obstacles(day: date) -> About:
    return About(
        "Personen in Unvereinbarkeit nach dem Grund, der beim Wechsel genannt wurde.", PERSONS, on_day(day)
    )
