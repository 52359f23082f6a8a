"""What a way, a lever and a deadline mean for the person: short sentences on the level B1, no paragraphs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spurwechsel.german import format_day

from .choices import Fristart
from .deadline_words import Deadline
from .levers import HALF, NO_PASSPORT
from .perspective import Missing, WayView
from .perspective_words import PLAIN
from .plain_words import ALONE, CONDITIONS, PLAIN_REST
from .rules import Aussicht, Facts, Outcome
from .rules.answers import percent
from .rules.case import Case
from .rules.facts import Niveau, Stand
from .rules.integration import LEVELS
from .rules.p25b_stay import COUNTS
from .rules.status import DULDUNG_60B


@dataclass(frozen=True, slots=True)
class PlainWay:
    """A way on the sheet: what is not there yet, and what nobody has told us."""

    name: str
    titel: str
    sentence: str
    lacking: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlainDay:
    """A day to know of, what happens on it and what the person can do."""

    day: date
    what: str
    action: str


def plain_way(way: WayView, day: date) -> PlainWay:
    # An alternative that may still be met leaves the others open, but for what time brings on a day.
    undecided = {each.key for each in way.missing if each.outcome is Outcome.OFFEN}
    undecided -= {each.key for each in way.missing if each.ab}
    lacking = [
        each for each in way.missing if each.outcome is Outcome.NICHT_ERFUELLT and each.key not in undecided
    ]
    # What is known to be missing is not asked for again.
    known = {each.key for each in lacking}
    unknown = [each for each in way.missing if each.outcome is Outcome.OFFEN and each.key not in known]
    return PlainWay(
        way.plain,
        way.titel,
        _sentence(way, day),
        _said(lacking, with_day=True),
        _said(unknown, with_day=False),
    )


def _sentence(way: WayView, day: date) -> str:
    if way.ergebnis is Aussicht.MOEGLICH:
        return PLAIN_REST.get(way.key, "Alles, was wir prüfen können, haben Sie. Den Rest prüft die Behörde.")
    if way.needs_paper:
        return "Dafür brauchen Sie zuerst ein anderes Papier."
    if way.ergebnis is Aussicht.UNKLAR:
        return "Das kann möglich sein. Wir wissen aber noch nicht alles."
    if way.fruehestens and way.fruehestens > day:
        return f"Genug Zeit haben Sie ab dem {format_day(way.fruehestens)}."
    return "Es fehlt noch etwas."


def _said(missing: Iterable[Missing], *, with_day: bool) -> tuple[str, ...]:
    """Each sentence once; of alternatives the earliest day on which time alone is enough."""
    days: dict[str, list[date]] = {}
    for each in missing:
        days.setdefault(plain_condition(each), []).extend([each.ab] if each.ab else [])
    return tuple(
        f"{text} Das ist ab dem {format_day(min(ab))} so." if ab and with_day else text
        for text, ab in days.items()
    )


def plain_condition(missing: Missing) -> str:
    """Older versions of a rule have other numbers, so they keep the sentence with the numbers."""
    return CONDITIONS.get(missing.key, missing.text) if missing.newest else missing.text


def plain_day(deadline: Deadline, today: date) -> PlainDay | None:
    """None for what is our own business."""
    if deadline.kind == Fristart.WEG:
        what = f"Ab diesem Tag haben Sie genug Zeit für: {PLAIN[deadline.ref]}."
        return PlainDay(deadline.due, what, "Sprechen Sie mit uns über den Antrag.")
    words = ALONE.get(deadline.kind)
    if words is None:
        return None
    return PlainDay(deadline.due, words.what, words.after if deadline.due < today else words.before)


def plain_days(deadlines: Iterable[Deadline], today: date) -> list[PlainDay]:
    return [day for each in deadlines if (day := plain_day(each, today))]


@dataclass(frozen=True, slots=True)
class PlainLever:
    name: str
    reached: str
    needed: str


def plain_levers(facts: Facts, day: date) -> tuple[PlainLever, ...]:
    """The four points on which most ways depend, with what § 25b asks for."""
    return (_stay(Case(facts, day)), _german(facts), _identity(facts), _livelihood(facts))


def _stay(case: Case) -> PlainLever:
    years = 4 if case.facts.haushalt.minderjaehriges_lediges_kind else 6
    stay = case.stay(COUNTS, DULDUNG_60B)
    first = stay.complete_on(years * 12)
    if stay.since is None or first is None:
        reached = "Zurzeit läuft für Sie keine Zeit." if stay.known else "Das wissen wir noch nicht."
        return PlainLever("Zeit in Deutschland", reached, f"Sie brauchen {years} Jahre ohne Pause.")
    reached = f"Sie haben Papiere ohne Pause seit dem {format_day(stay.since)}."
    if stay.open:
        reached += " Ob Sie davor schon Papiere hatten, wissen wir noch nicht."
    if first <= case.day:
        return PlainLever("Zeit in Deutschland", reached, f"Die {years} Jahre haben Sie geschafft.")
    when = f" Das ist am {format_day(first)}." if stay.running and not stay.open else ""
    return PlainLever("Zeit in Deutschland", reached, f"Sie brauchen {years} Jahre ohne Pause.{when}")


def _german(facts: Facts) -> PlainLever:
    level = facts.deutsch.muendlich
    if level is None:
        return PlainLever("Deutsch", "Das wissen wir noch nicht.", "Meist brauchen Sie A2 beim Sprechen.")
    reached = (
        "Sie sprechen noch kein Deutsch." if level == Niveau.KEINE else f"Sie sprechen Deutsch: {level}."
    )
    if LEVELS[level] < LEVELS[Niveau.A2]:
        return PlainLever("Deutsch", reached, "Meist brauchen Sie A2 beim Sprechen.")
    if LEVELS[level] < LEVELS[Niveau.B1]:
        return PlainLever("Deutsch", reached, "Das genügt für viele Wege. Später hilft B1.")
    return PlainLever("Deutsch", reached, "Das genügt für die meisten Wege.")


IDENTITY = {
    None: ("Das wissen wir noch nicht.", "Sprechen Sie mit uns über Pass und Identität."),
    Stand.GEKLAERT: ("Ihre Identität ist geklärt.", "Hier fehlt nichts."),
    Stand.MASSNAHMEN_ERGRIFFEN: (
        "Sie haben alles getan, was möglich ist.",
        "Bewahren Sie die Belege gut auf.",
    ),
    Stand.IN_KLAERUNG: ("Ihre Identität wird gerade geklärt.", "Machen Sie weiter. Wir helfen Ihnen."),
}
IDENTITY_OPEN = ("Ihre Identität ist noch nicht geklärt.", "Sprechen Sie mit uns über Pass und Identität.")


NO_PASSPORT_YET = "Sie brauchen meist auch einen gültigen Pass."


def _identity(facts: Facts) -> PlainLever:
    if facts.identitaet.stand is Stand.GEKLAERT and facts.pass_ in NO_PASSPORT:
        return PlainLever("Identität", IDENTITY[Stand.GEKLAERT][0], NO_PASSPORT_YET)
    return PlainLever("Identität", *IDENTITY.get(facts.identitaet.stand, IDENTITY_OPEN))


def _livelihood(facts: Facts) -> PlainLever:
    share, need = facts.lebensunterhalt.anteil_erwerb, "Meist brauchen Sie mehr als die Hälfte."
    if share is None:
        return PlainLever("Geld aus Arbeit", "Das wissen wir noch nicht.", need)
    reached = f"Sie verdienen {percent(share)} von dem, was Sie zum Leben brauchen."
    if share <= HALF:
        return PlainLever("Geld aus Arbeit", reached, need)
    after = "Hier fehlt nichts." if share >= 1 else "Das genügt für viele Wege."
    return PlainLever("Geld aus Arbeit", reached, after)
