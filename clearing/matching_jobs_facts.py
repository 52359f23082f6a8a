"""What is compared where a position meets a person: what is asked, what was released, how it turns out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    TREFFER = "treffer"
    HINWEIS = "hinweis"
    OFFEN = "offen"
    BEINAHE = "beinahe"
    FEHLT = "fehlt"


@dataclass(frozen=True, slots=True)
class Job:
    """A position as it is compared; an empty value says that the employer has not told it."""

    pk: int
    main_group: str
    requirement: int
    level: str = ""
    hours_from: int | None = None
    hours_until: int | None = None
    working_time: str = ""
    needs_licence: bool = False
    starts_on: date | None = None
    place: str = ""
    distance: str = ""
    kommune_id: int = 0
    kommune: str = ""


@dataclass(frozen=True, slots=True)
class Applicant:
    """What a person released, as of a day; an empty value says: not known or not released.

    `skill` is the level of work (1 to 4) that somebody found or proved, with halves between.
    """

    pk: int
    kommune_id: int = 0
    wish: str = ""
    experience: tuple[str, ...] = ()
    skill: float | None = None
    level: str = ""
    course_until: date | None = None
    hours: int | None = None
    shifts: bool | None = None
    licence: str = ""
    available_from: date | None = None
    mobility: str = ""
