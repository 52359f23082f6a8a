"""What a position asks for, one criterion after the other: two keys to judge, and the words for a pair."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from network.vacancy_catalogue import Anforderung, Arbeitszeit, Entfernung
from participants.choices import Beruf, Fuehrerschein, Mobilitaet, Niveau
from spurwechsel.german import format_day

from .matching_jobs_facts import Applicant, Job, Outcome

LEVELS = tuple(Niveau.values)
# How far a bound may be missed to be a near miss: one level of German, five hours, one month.
NEAR_LEVELS, NEAR_HOURS, NEAR_DAYS = 1, 5, 31
UNKNOWN = "nicht bekannt"

Key = Any


class Criterion(NamedTuple):
    """`asked` and `held` are the keys; `outcome` judges two keys, `text` puts the whole pair into words."""

    asked: Callable[[Job, date], Key]
    held: Callable[[Applicant], Key]
    outcome: Callable[[Key, Key], Outcome]
    text: Callable[[Job, Applicant, Outcome, date], str]


def _occupation(asked: Key, held: Key) -> Outcome:
    group, requirement = asked
    wish, experience = held
    if group == wish or group in experience:
        return Outcome.TREFFER
    if not wish:
        return Outcome.OFFEN
    # The same Bereich, and nothing that has to be learned first.
    akin = group[0] in {each[0] for each in (wish, *experience)}
    return Outcome.BEINAHE if akin and requirement == Anforderung.HELFER else Outcome.FEHLT


def _occupation_text(job: Job, person: Applicant, outcome: Outcome, day: date) -> str:
    asked = Beruf(job.main_group).label
    if job.main_group == person.wish:
        return f"Berufsfeld {asked}: gewünscht"
    if job.main_group in person.experience:
        return f"Berufsfeld {asked}: Erfahrung vorhanden"
    if not person.wish:
        return f"Berufsfeld {asked}, Wunsch der Person {UNKNOWN}"
    return f"Berufsfeld {asked} gefordert, gewünscht ist {Beruf(person.wish).label}"


def _skill(asked: int, held: float | None) -> Outcome:
    if asked == Anforderung.HELFER:
        return Outcome.TREFFER
    if held is None:
        return Outcome.OFFEN
    if held >= asked:
        return Outcome.TREFFER
    return Outcome.BEINAHE if held >= asked - 1 and held > Anforderung.HELFER else Outcome.FEHLT


def _skill_text(job: Job, person: Applicant, outcome: Outcome, day: date) -> str:
    asked = Anforderung(job.requirement).label
    if job.requirement == Anforderung.HELFER:
        return "Helfertätigkeit, keine Ausbildung nötig"
    if person.skill is None:
        return f"Niveau {asked} gefordert, Kompetenzen der Person {UNKNOWN}"
    return f"Niveau {asked} gefordert, {skill_words(person.skill)} vorhanden"


def skill_words(skill: float) -> str:
    """„Fachkraft“; between two levels „Teile von Fachkraft“."""
    whole = int(skill)
    return Anforderung(whole).label if skill == whole else f"Teile von {Anforderung(whole + 1).label}"


def _german(asked: str, held: str) -> Outcome:
    if not asked:
        return Outcome.TREFFER
    if not held:
        return Outcome.OFFEN
    below = LEVELS.index(asked) - LEVELS.index(held)
    if below <= 0:
        return Outcome.TREFFER
    return Outcome.BEINAHE if below <= NEAR_LEVELS else Outcome.FEHLT


def _german_text(job: Job, person: Applicant, outcome: Outcome, day: date) -> str:
    if not job.level:
        return "kein Niveau in Deutsch gefordert"
    if not person.level:
        return f"Deutsch {job.level} gefordert, Niveau der Person {UNKNOWN}"
    text = f"Deutsch {job.level} gefordert, {Niveau(person.level).label} vorhanden"
    course = person.course_until
    goes_on = outcome is not Outcome.TREFFER and course is not None and course >= day
    return f"{text}, Kurs endet {format_day(course)}" if goes_on and course else text


def _hours(asked: Key, held: int | None) -> Outcome:
    low, high = asked
    if (low is None and high is None) or held is None:
        return Outcome.OFFEN
    gap = max((low or held) - held, held - (high or held))
    if gap <= 0:
        return Outcome.TREFFER
    return Outcome.BEINAHE if gap <= NEAR_HOURS else Outcome.FEHLT


def _hours_text(job: Job, person: Applicant, outcome: Outcome, day: date) -> str:
    low, high = job.hours_from, job.hours_until
    wish = f"gewünscht sind {person.hours}" if person.hours else f"Wunsch der Person {UNKNOWN}"
    if low is None and high is None:
        return f"Stunden der Stelle {UNKNOWN}, {wish}"
    if low is not None and high is not None:
        span = str(low) if low == high else f"{low} bis {high}"
    else:
        span = f"ab {low}" if low is not None else f"bis {high}"
    return f"{span} Stunden pro Woche, {wish}"


def _shifts(asked: str, held: bool | None) -> Outcome:
    if asked == Arbeitszeit.TAG:
        return Outcome.TREFFER
    if not asked or held is None:
        # Who can work in shifts can work at any time that is not known yet.
        return Outcome.TREFFER if held else Outcome.OFFEN
    return Outcome.TREFFER if held else Outcome.FEHLT


def _shifts_text(job: Job, person: Applicant, outcome: Outcome, day: date) -> str:
    asked = f"Arbeitszeit {Arbeitszeit(job.working_time).label if job.working_time else UNKNOWN}"
    if job.working_time == Arbeitszeit.TAG:
        return asked
    if person.shifts is None:
        return f"{asked}, Schichtarbeit der Person {UNKNOWN}"
    return f"{asked}, Schichtarbeit ist {'möglich' if person.shifts else 'nicht möglich'}"


def _licence(asked: bool, held: str) -> Outcome:
    if not asked or held == Fuehrerschein.DEUTSCH:
        return Outcome.TREFFER
    if not held:
        return Outcome.OFFEN
    return Outcome.FEHLT if held == Fuehrerschein.KEINER else Outcome.BEINAHE


def _licence_text(job: Job, person: Applicant, outcome: Outcome, day: date) -> str:
    if not job.needs_licence:
        return "kein Führerschein nötig"
    held = Fuehrerschein(person.licence).label if person.licence else UNKNOWN
    return f"Führerschein nötig, vorhanden: {held}"


def _start(asked: date, held: date | None) -> Outcome:
    if held is None:
        return Outcome.OFFEN
    if held <= asked:
        return Outcome.TREFFER
    return Outcome.BEINAHE if (held - asked).days <= NEAR_DAYS else Outcome.FEHLT


def _start_text(job: Job, person: Applicant, outcome: Outcome, day: date) -> str:
    begins = (
        f"Beginn {format_day(job.starts_on)}" if job.starts_on and job.starts_on > day else "Beginn sofort"
    )
    if person.available_from is None:
        return f"{begins}, ab wann die Person kann, ist {UNKNOWN}"
    if outcome is Outcome.TREFFER and person.available_from <= day:
        return f"{begins}, die Person kann beginnen"
    return f"{begins}, die Person kann ab {format_day(person.available_from)}"


def _way(asked: Key, held: Key) -> Outcome:
    distance, there = asked
    mobility, here = held
    if not distance or there != here:
        return Outcome.TREFFER if mobility == Mobilitaet.UMZUG else Outcome.OFFEN
    if distance == Entfernung.KOMMUNE:
        return Outcome.TREFFER
    if not mobility:
        return Outcome.OFFEN
    if mobility == Mobilitaet.ORT:
        return Outcome.BEINAHE if distance == Entfernung.UMGEBUNG else Outcome.FEHLT
    if distance == Entfernung.WEIT and mobility == Mobilitaet.NAHVERKEHR:
        return Outcome.BEINAHE
    return Outcome.TREFFER


def _way_text(job: Job, person: Applicant, outcome: Outcome, day: date) -> str:
    where = Entfernung(job.distance).label if job.distance else UNKNOWN
    if job.kommune_id != person.kommune_id:
        where = f"von {job.kommune} aus: {where}"
    asked = f"Arbeitsort {job.place} ({where})" if job.place else f"Arbeitsort {where}"
    if outcome is Outcome.TREFFER and job.distance == Entfernung.KOMMUNE:
        return asked
    reach = Mobilitaet(person.mobility).label if person.mobility else UNKNOWN
    return f"{asked}, erreichbar sind Arbeitsorte: {reach}"


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        lambda job, day: (job.main_group, job.requirement),
        lambda person: (person.wish, person.experience),
        _occupation,
        _occupation_text,
    ),
    Criterion(lambda job, day: job.requirement, lambda person: person.skill, _skill, _skill_text),
    Criterion(lambda job, day: job.level, lambda person: person.level, _german, _german_text),
    Criterion(
        lambda job, day: (job.hours_from, job.hours_until), lambda person: person.hours, _hours, _hours_text
    ),
    Criterion(lambda job, day: job.working_time, lambda person: person.shifts, _shifts, _shifts_text),
    Criterion(lambda job, day: job.needs_licence, lambda person: person.licence, _licence, _licence_text),
    Criterion(
        lambda job, day: max(job.starts_on or day, day),
        lambda person: person.available_from,
        _start,
        _start_text,
    ),
    Criterion(
        lambda job, day: (job.distance, job.kommune_id),
        lambda person: (person.mobility, person.kommune_id),
        _way,
        _way_text,
    ),
)
