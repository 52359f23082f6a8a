"""What a report or a rule still misses of a person, each with the page where it is entered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from participants.choices import DatePrecision, Einwilligung, Phase, Zweck
from participants.consents import has_withdrawn
from participants.facts_papers import unrecorded_until
from participants.models import Participant
from participants.rules.calendar import holds_from

from .catalogue import Abschnitt, EsfZeitpunkt
from .planning import Plan

REPORT, RULES, PLAN, ESF = "Bericht", "Regeln", "Plan", "ESF+"
WITH_TALK = (Phase.CLEARING, Phase.BETREUUNG)


class Item(NamedTuple):
    """One thing that should be known; `page` is the name of the page and `why` what needs it."""

    label: str
    known: bool
    page: str
    why: str
    argument: str = ""


@dataclass(frozen=True)
class Completeness:
    items: tuple[Item, ...]

    @property
    def known(self) -> int:
        return sum(item.known for item in self.items)

    @property
    def total(self) -> int:
        return len(self.items)

    @property
    def missing(self) -> list[Item]:
        return [item for item in self.items if not item.known]


def completeness_of(participant: Participant, day: date) -> Completeness:
    """Everything that counts for a person in their phase; nothing after the Abschluss but the ESF+ set."""
    parts: list[Callable[[Participant, date], Iterator[Item]]] = []
    if participant.phase != Phase.ABGESCHLOSSEN:
        parts += [_person, _rules]
    if participant.phase in WITH_TALK:
        parts.append(_talks)
    if participant.phase == Phase.BETREUUNG:
        parts.append(_plan)
    if participant.kommune.asks_esf_on(day):
        parts.append(_esf)
    return Completeness(tuple(item for part in parts for item in part(participant, day)))


def _person(person: Participant, day: date) -> Iterator[Item]:
    yield Item("Geburtsdatum", person.birth_date is not None, "participant_edit", REPORT)
    yield Item("Geschlecht", bool(person.gender), "participant_edit", REPORT)
    papers = [each for each in person.residence.all() if each.withdrawn_at is None]
    held = any(each.valid_from <= day for each in papers)
    current = any(each.holds_on(day) for each in papers)
    label = "Aufenthaltsstatus" if not held else "gültiges Papier"
    yield Item(label, current, "residence_list" if held else "residence_add", REPORT)


def _rules(person: Participant, day: date) -> Iterator[Item]:
    papers = sorted(
        (each for each in person.residence.all() if each.withdrawn_at is None),
        key=lambda each: (each.valid_from, each.pk),
    )
    yield Item("frühere Papiere", unrecorded_until(person, papers) is None, "residence_list", RULES)
    yield Item("Einwilligung", person.consent != Einwilligung.WIRD_EINGEHOLT, "consent_edit", RULES)
    identity = any(note.stated_on <= day for note in person.identitynotes.all())
    yield Item("Stand der Identitätsklärung", identity, "identity_note", RULES)
    exclusion = any(note.stated_on <= day for note in person.exclusionnotes.all())
    yield Item("Ausschlusshinweis", exclusion, "exclusion_note", RULES)
    yield Item("Staatsangehörigkeit", bool(person.nationality), "participant_edit", RULES)
    exact = person.entry_date is not None and person.entry_precision == DatePrecision.DAY
    yield Item("Tag der Einreise", exact, "participant_edit", RULES)


def _talks(person: Participant, day: date) -> Iterator[Item]:
    # No more columns than are looked at: a statement of a talk has thirty.
    halves = ("speaking", "listening", "reading", "writing")
    language = person.languageprofiles.latest_on(day).values_list(*halves, named=True).first()
    skills = language and (language.speaking or language.listening) and (language.reading or language.writing)
    yield Item("Deutsch, mündlich und schriftlich", bool(skills), "talk_topic", RULES, Abschnitt.SPRACHE)
    schooling = person.educationprofiles.latest_on(day).values_list("schooling", flat=True).first()
    yield Item("höchste Bildung", bool(schooling), "talk_topic", RULES, Abschnitt.BILDUNG)
    share = person.lifeprofiles.latest_on(day).values_list("share_total", flat=True).first()
    yield Item("Sicherung des Lebensunterhalts", share is not None, "talk_topic", RULES, Abschnitt.LEBENSLAGE)


def _plan(person: Participant, day: date) -> Iterator[Item]:
    plan = Plan(person, day)
    settled = all(row.is_settled for row in plan.open)
    yield Item("mindestens ein Bedarf", bool(plan.open or plan.closed), "plan_detail", REPORT)
    if plan.open:
        yield Item("jeder Bedarf geregelt", settled, "plan_detail", PLAN)
        asked = any(each.hints for row in plan.open for each in row.measures)
        yield Item("Stand der Maßnahmen", not asked, "plan_detail", REPORT)
        yield Item("mit der Person vereinbarter Plan", person.planagreements.exists(), "plan_agree", PLAN)


def _esf(person: Participant, day: date) -> Iterator[Item]:
    answered = set(person.esfanswers.values_list("moment", flat=True))
    for moment in due_moments(person, day):
        label = f"ESF-Angaben {EsfZeitpunkt(moment).label}"
        yield Item(label, moment in answered, "esf_edit", ESF, moment)


def due_moments(person: Participant, day: date) -> list[str]:
    """The moments of the ESF+ set whose time has come; none once the consent in it was taken back."""
    if has_withdrawn(person, Zweck.ESF):
        return []
    due = [EsfZeitpunkt.EINTRITT.value]
    if person.phase == Phase.ABGESCHLOSSEN:
        due.append(EsfZeitpunkt.AUSTRITT.value)
        if holds_from(person.phase_since, 6) <= day:
            due.append(EsfZeitpunkt.SECHS_MONATE.value)
    return due
