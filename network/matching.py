"""Does an offer fit a person: facts in, findings out, one for each thing an offer asks for; no database."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import NamedTuple

from spurwechsel.german import format_day

from . import vocabulary
from .choices import Einzugsgebiet, Kosten, Platzlage, Zugangsweg
from .profile import span, weeks

GERMAN = "de"
# How far a bound may be missed to be a near miss: one level of German, one year of age.
NEAR = 1


class Outcome(StrEnum):
    TREFFER = "treffer"
    HINWEIS = "hinweis"
    OFFEN = "offen"
    FEHLT = "fehlt"


class Fit(IntEnum):
    """In the order of the page."""

    PASST = 0
    KNAPP = 1
    PASST_NICHT = 2


class Finding(NamedTuple):
    """`near` belongs to a miss that little would change; what is unknown is never a miss."""

    outcome: Outcome
    text: str
    near: bool = False


@dataclass(frozen=True, slots=True)
class Seeker:
    """What counts of a person on a day; an empty value says that it is not known.

    `ages` are the youngest and the oldest age that the known part of the birth date allows. Offers checked
    before `limit` are stale.
    """

    day: date
    limit: date
    kommune_id: int
    status: str = ""
    level: str = ""
    course_until: date | None = None
    ages: tuple[int, int] | None = None
    languages: tuple[str, ...] = ()
    needs_interpreting: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer as it is compared, with what a list shows of it; the fields are columns of the same names."""

    pk: int
    name: str
    organisation_id: int
    organisation: str
    kommune_id: int
    kommune: str
    statuses: list[str]
    level_from: str
    level_until: str
    age_from: int | None
    age_until: int | None
    languages: list[str]
    area: str
    area_note: str
    capacity: str
    waiting_weeks: int | None
    costs: str
    costs_note: str
    access: str
    access_note: str
    checked_on: date | None


class Match(NamedTuple):
    offer: Offered
    fit: Fit
    findings: list[Finding]

    @property
    def against(self) -> list[Finding]:
        """What is no hit: misses first, then what to think of, then what is unknown."""
        order = (Outcome.FEHLT, Outcome.HINWEIS, Outcome.OFFEN)
        rest = [each for each in self.findings if each.outcome in order]
        return sorted(rest, key=lambda each: order.index(each.outcome))

    @property
    def hits(self) -> list[str]:
        return [each.text for each in self.findings if each.outcome is Outcome.TREFFER]


def match(offers: Iterable[Offered], person: Seeker) -> list[Match]:
    """Every offer with its findings: what fits first, then near misses, then the rest.

    Within each the one with fewer open questions and the shorter wait first, then by name.
    """
    return sorted((judge(offer, person) for offer in offers), key=_place)


def judge(offer: Offered, person: Seeker) -> Match:
    """A near miss is one miss alone, and one that little would change."""
    findings = [finding for check in CHECKS for finding in check(offer, person)]
    misses = [finding for finding in findings if finding.outcome is Outcome.FEHLT]
    if not misses:
        return Match(offer, Fit.PASST, findings)
    near = len(misses) == 1 and misses[0].near
    return Match(offer, Fit.KNAPP if near else Fit.PASST_NICHT, findings)


def _place(found: Match) -> tuple[int, int, int, str, int]:
    unclear = sum(each.outcome is Outcome.OFFEN for each in found.findings)
    return found.fit, unclear, found.offer.waiting_weeks or 0, found.offer.name.casefold(), found.offer.pk


Findings = Iterable[Finding]


def _status(offer: Offered, person: Seeker) -> Findings:
    if not offer.statuses:
        yield Finding(Outcome.TREFFER, "für jeden Aufenthaltsstatus")
    elif not person.status:
        yield Finding(Outcome.OFFEN, f"nur für {_list(offer)}; der Status der Person ist unbekannt")
    elif person.status in offer.statuses:
        yield Finding(Outcome.TREFFER, f"für {vocabulary.label(vocabulary.STATUSES, person.status)}")
    else:
        held = vocabulary.label(vocabulary.STATUSES, person.status)
        yield Finding(Outcome.FEHLT, f"nur für {_list(offer)}, vorhanden: {held}")


def _list(offer: Offered) -> str:
    return ", ".join(vocabulary.labels(vocabulary.STATUSES, offer.statuses))


def _level(offer: Offered, person: Seeker) -> Findings:
    wanted = span(offer.level_from, offer.level_until, vocabulary.LEVELS)
    if not wanted:
        yield Finding(Outcome.TREFFER, "kein Niveau in Deutsch verlangt")
    elif not person.level:
        yield Finding(Outcome.OFFEN, f"Deutsch {wanted} verlangt, Niveau der Person unbekannt")
    else:
        rank, held = vocabulary.rank(person.level), vocabulary.label(vocabulary.LEVELS, person.level)
        below = vocabulary.rank(offer.level_from) - rank if offer.level_from else 0
        above = rank - vocabulary.rank(offer.level_until) if offer.level_until else 0
        text = f"Deutsch {wanted} verlangt, {held} vorhanden"
        if below <= 0 and above <= 0:
            yield Finding(Outcome.TREFFER, text)
        else:
            if below > 0 and person.course_until and person.course_until >= person.day:
                text += f", Kurs endet am {format_day(person.course_until)}"
            yield Finding(Outcome.FEHLT, text, near=max(below, above) <= NEAR)


def _age(offer: Offered, person: Seeker) -> Findings:
    low, high = offer.age_from, offer.age_until
    if low is None and high is None:
        return
    wanted = span("" if low is None else str(low), "" if high is None else str(high), unit=" Jahre")
    if person.ages is None:
        yield Finding(Outcome.OFFEN, f"Alter {wanted}, Geburtsdatum der Person unbekannt")
        return
    youngest, oldest = person.ages
    held = span(str(youngest), str(oldest))
    below = low is not None and low > youngest
    above = high is not None and oldest > high
    never = (low is not None and low > oldest) or (high is not None and youngest > high)
    if not below and not above:
        yield Finding(Outcome.TREFFER, f"Alter {wanted}, die Person ist {held}")
    elif not never:
        yield Finding(Outcome.OFFEN, f"Alter {wanted}, die Person ist {held}; der Tag der Geburt fehlt")
    else:
        gap = low - oldest if low is not None and low > oldest else youngest - (high or 0)
        yield Finding(Outcome.FEHLT, f"Alter {wanted}, die Person ist {held}", near=gap <= NEAR)


def _language(offer: Offered, person: Seeker) -> Findings:
    if not offer.languages:
        yield Finding(Outcome.OFFEN, "Sprachen des Angebots nicht eingetragen")
        return
    offered = ", ".join(vocabulary.labels(vocabulary.LANGUAGES, offer.languages))
    spoken = [each for each in person.languages if each in offer.languages]
    if spoken:
        yield Finding(Outcome.TREFFER, f"auf {vocabulary.label(vocabulary.LANGUAGES, spoken[0])}")
    elif not person.languages:
        yield Finding(Outcome.OFFEN, f"auf {offered}; die Sprachen der Person sind unbekannt")
    elif GERMAN in offer.languages and not person.needs_interpreting:
        yield Finding(Outcome.TREFFER, "auf Deutsch, die Person braucht keine Sprachmittlung")
    else:
        spoken_here = vocabulary.label(vocabulary.LANGUAGES, person.languages[0])
        yield Finding(Outcome.FEHLT, f"auf {offered}, Sprachmittlung für {spoken_here} nötig", near=True)


def _area(offer: Offered, person: Seeker) -> Findings:
    same, where = offer.kommune_id == person.kommune_id, f" ({offer.area_note})" if offer.area_note else ""
    if not offer.area:
        yield Finding(Outcome.OFFEN, f"Einzugsgebiet nicht eingetragen{where}")
    elif same or offer.area in (Einzugsgebiet.LAND, Einzugsgebiet.ONLINE):
        yield Finding(Outcome.TREFFER, f"Einzugsgebiet: {Einzugsgebiet(offer.area).label}{where}")
    elif offer.area == Einzugsgebiet.UMGEBUNG:
        yield Finding(Outcome.OFFEN, f"{offer.kommune} und Umgebung{where}: Ist der Weg zu schaffen?")
    else:
        yield Finding(Outcome.FEHLT, f"nur in {offer.kommune}{where}")


def _capacity(offer: Offered, person: Seeker) -> Findings:
    if not offer.capacity:
        yield Finding(Outcome.OFFEN, "freie Plätze nicht bekannt")
    elif offer.capacity == Platzlage.FREI:
        yield Finding(Outcome.TREFFER, "Plätze frei")
    elif offer.capacity == Platzlage.VOLL:
        yield Finding(Outcome.FEHLT, "zurzeit voll", near=True)
    else:
        wait = f", {weeks(offer.waiting_weeks)}" if offer.waiting_weeks is not None else ""
        yield Finding(Outcome.HINWEIS, f"Warteliste{wait}")


def _costs(offer: Offered, person: Seeker) -> Findings:
    note = f" ({offer.costs_note})" if offer.costs_note else ""
    if not offer.costs:
        yield Finding(Outcome.OFFEN, f"Kosten nicht eingetragen{note}")
    else:
        free = offer.costs == Kosten.FREI
        text = f"{Kosten(offer.costs).label}{note}"
        yield Finding(Outcome.TREFFER if free else Outcome.HINWEIS, text)


def _access(offer: Offered, person: Seeker) -> Findings:
    note = f" ({offer.access_note})" if offer.access_note else ""
    if not offer.access:
        yield Finding(Outcome.OFFEN, f"Zugang nicht eingetragen{note}")
    else:
        barred = offer.access == Zugangsweg.BEHOERDE
        text = f"{Zugangsweg(offer.access).label}{note}"
        yield Finding(Outcome.HINWEIS if barred else Outcome.TREFFER, text)


def _checked(offer: Offered, person: Seeker) -> Findings:
    if offer.checked_on is None:
        yield Finding(Outcome.OFFEN, "noch nie geprüft")
    elif offer.checked_on < person.limit:
        yield Finding(Outcome.HINWEIS, f"zuletzt geprüft am {format_day(offer.checked_on)}, neu zu prüfen")
    else:
        yield Finding(Outcome.TREFFER, f"geprüft am {format_day(offer.checked_on)}")


CHECKS: tuple[Callable[[Offered, Seeker], Findings], ...] = (
    *(_status, _level, _age, _language, _area),
    *(_capacity, _costs, _access, _checked),
)
