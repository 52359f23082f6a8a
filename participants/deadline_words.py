"""What a deadline is: whose, of which kind, when, what to do, how early to warn, and what silences it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from spurwechsel.german import format_day, is_working_day

from .choices import Fristart

USUAL_STEPS = (180, 90, 60, 30, 14, 0)
STEPS: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(Fristart, USUAL_STEPS),
    # Counted down from the first day: it cannot be extended.
    Fristart.CHANCENAUFENTHALT: (548, 365, *USUAL_STEPS),
    # 18, 12, 6 and 3 months.
    Fristart.GEBURTSTAG: (548, 365, 183, 91, 30, 0),
    Fristart.EINWILLIGUNG: (14, 0),
    Fristart.WIEDERVORLAGE: (30, 14, 0),
    Fristart.PRUEFUNG: (30, 14, 0),
    Fristart.BERECHTIGUNG: (90, 60, 30, 14, 0),
    Fristart.KURS: (60, 30, 14, 0),
    Fristart.ENTWURF: (14, 0),
    # Due from its day on, never before.
    Fristart.NACHFRAGE: (0,),
    # Due after two weeks without an answer, said from the first week on.
    Fristart.VERWEIS: (7, 0),
}
# What has passed for good, or has opened, stays in sight for so long.
AFTERWARDS = timedelta(days=30)
# What cannot be made good afterwards, and how long before it stands above everything else.
FINAL = frozenset({Fristart.CHANCENAUFENTHALT, Fristart.GEBURTSTAG})
LAST_CHANCE = timedelta(days=30)
OVERDUE = -1


@dataclass(frozen=True, slots=True)
class Silence:
    """Who silenced a deadline, why, and until when; without a day until something else happens."""

    by: str
    why: str
    until: date | None
    # The row that can be taken back, if there is one.
    snooze_id: int | None = None
    application_id: int | None = None


def applied(application: Any) -> Silence:
    """What is applied for waits for the decision, without a day."""
    effect = " mit Fiktionswirkung" if application.keeps_rights else ""
    return Silence(
        by=application.recorded_by.name,
        why=f"Antrag gestellt am {format_day(application.filed_on)}{effect}",
        until=None,
        application_id=application.pk,
    )


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing that runs out: `what`, what to do, and the page with the name `page` to do it on.

    `tone` tells how days are said: „paper“ (läuft ab), „task“ (fällig) or „day“ (in, seit).
    """

    person: Any
    kind: Fristart
    ref: str
    due: date
    what: str
    action: str
    page: str
    page_args: tuple[Any, ...] = ()
    tone: str = "paper"
    silence: Silence | None = None
    # The paper for which „Antrag gestellt“ can be recorded.
    paper_id: int | None = None

    @property
    def key(self) -> str:
        """Names this deadline with its day: another day is another deadline."""
        return f"{self.kind}-{self.ref}-{self.due.isoformat()}"

    def step(self, today: date, steps: Sequence[int]) -> int | None:
        """The step of warning reached, OVERDUE after the day, None while it is farther away than all."""
        left = (self.due - today).days
        if left < 0:
            return OVERDUE
        return min((days for days in steps if left <= days), default=None)

    def is_last_chance(self, today: date) -> bool:
        """A day after which something is lost for good comes within a month."""
        return self.kind in FINAL and today <= self.due <= today + LAST_CHANCE

    @property
    def last_working_day(self) -> date | None:
        """Where the day itself is none in Brandenburg, the last one before it."""
        if is_working_day(self.due):
            return None
        before = self.due - timedelta(days=1)
        while not is_working_day(before):
            before -= timedelta(days=1)
        return before


@dataclass(frozen=True, slots=True)
class FirstDay:
    """A way for which time alone is enough from a day on; `open_count` conditions are missing besides."""

    key: str
    titel: str
    day: date
    reason: str
    open_count: int

    @property
    def besides(self) -> str:
        """What else is missing, to be said after the reason."""
        if not self.open_count:
            return ""
        if self.open_count == 1:
            return "; außerdem fehlt noch 1 Voraussetzung"
        return f"; außerdem fehlen noch {self.open_count} Voraussetzungen"


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is recorded of one person that may run out. Papers and notes in force, in any order."""

    person: Any
    papers: tuple[Any, ...] = ()
    applications: tuple[Any, ...] = ()
    jobs: tuple[Any, ...] = ()
    passport_until: date | None = None
    course_permit_until: date | None = None
    course_until: date | None = None
    identity_review: date | None = None
    exclusion_review: date | None = None
    known_since: date | None = None
    first_days: tuple[FirstDay, ...] = ()
