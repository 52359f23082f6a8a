"""The four levers of a Bleibeperspektive on one clock, and the strip of papers as a bar. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .perspective import TIME, WayView
from .rules import Aussicht, Facts, Segment, stay_strip
from .rules.answers import PASS_WORTE, percent
from .rules.calendar import german, holds_from
from .rules.case import Case, Stay
from .rules.facts import Niveau, Pass, Stand
from .rules.integration import LEVELS
from .rules.p25b_stay import COUNTS
from .rules.status import DULDUNG_60B
from .rules.verdict import law

FULL = 100
SIX_YEARS, FOUR_YEARS = 72, 48
HALF = 0.5
STAND_WORDS = {
    Stand.GEKLAERT: "Die Identität ist geklärt",
    Stand.MASSNAHMEN_ERGRIFFEN: "Alles Zumutbare zur Klärung ist getan",
    Stand.IN_KLAERUNG: "Die Identität wird geklärt",
    Stand.OFFEN: "Die Klärung der Identität hat noch nicht begonnen",
    Stand.MITWIRKUNG_VERWEIGERT: "An der Klärung der Identität wird zurzeit nicht mitgewirkt",
}
NO_PASSPORT = frozenset({Pass.KEINER, Pass.ABGELAUFEN})
CLEAR_WITHOUT_PASSPORT = 90
STAND_SHARE = {Stand.MASSNAHMEN_ERGRIFFEN: 75, Stand.IN_KLAERUNG: 40}


@dataclass(frozen=True, slots=True)
class Lever:
    """`share` of the way to its next mark in percent, None where nothing is known; `ways` wait for it."""

    name: str
    share: int | None
    reached: str
    missing: str
    topic: str
    ways: tuple[str, ...]

    @property
    def outcome(self) -> str:
        if self.share is None:
            return "offen"
        return "erfuellt" if self.share >= FULL else "nicht_erfuellt"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the bar, in percent of its length."""

    x: float
    width: float
    counts: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """`before` is the last day of a time of which nothing is entered."""

    segments: tuple[Segment, ...]
    pieces: tuple[Piece, ...]
    before: date | None = None

    @property
    def counted(self) -> str:
        """The time that counts, in words."""
        days = sum((each.bis - each.von).days + 1 for each in self.segments if each.counts)
        if not days:
            return "keine Zeit"
        last = self.segments[-1].bis
        years, months = divmod(_full_months(last - timedelta(days=days - 1), last), 12)
        parts = [_amount(years, "Jahr", "Jahre"), _amount(months, "Monat", "Monate")]
        return " und ".join(filter(None, parts)) or _amount(days, "Tag", "Tage")


def _amount(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def _full_months(first: date, last: date) -> int:
    """Complete on the last day in the sense of the rules: its day with the same number has come."""
    months = max((last.year - first.year) * 12 + last.month - first.month, 0)
    return months if holds_from(first, months) <= last else max(months - 1, 0)


def strip_of(facts: Facts, day: date) -> Strip:
    """The papers of a person up to the day with the place of each on a bar of the length 100."""
    segments = stay_strip(facts, day)
    if not segments:
        return Strip((), ())
    first, last = segments[0].von, segments[-1].bis
    total = (last - first).days + 1
    pieces = (
        Piece(
            round((each.von - first).days * FULL / total, 2),
            round(((each.bis - each.von).days + 1) * FULL / total, 2),
            each.counts,
        )
        for each in segments
    )
    before = next((each.bis for each in facts.status if each.art is None and each.von is None), None)
    return Strip(segments, tuple(pieces), before)


def levers_of(facts: Facts, day: date, ways: Iterable[WayView]) -> tuple[Lever, ...]:
    """Stay, German, identity and livelihood: what is reached, what is missing, which ways wait for it."""
    case = Case(facts, day)
    reachable = [way for way in ways if way.ergebnis is not Aussicht.GESPERRT]
    return (
        _stay(case, _waiting(reachable, TIME)),
        _german(facts, _waiting(reachable, "deutsch")),
        _identity(facts, _waiting(reachable, "identitaet", "pass_")),
        _livelihood(facts, _waiting(reachable, "lebensunterhalt", "beschaeftigung")),
    )


def _waiting(ways: Iterable[WayView], *facts: str) -> tuple[str, ...]:
    return tuple(way.short for way in ways if way.waits_for & frozenset(facts))


def _stay(case: Case, ways: tuple[str, ...]) -> Lever:
    stay = case.stay(COUNTS, DULDUNG_60B)
    months = FOUR_YEARS if case.facts.haushalt.minderjaehriges_lediges_kind else SIX_YEARS
    name, topic = "Aufenthaltszeit", "aufenthalt"
    need = law(f"Für § 25b AufenthG zählen {months // 12} Jahre.")
    first = stay.complete_on(months)
    if stay.since is None or first is None:
        reached = "Zurzeit läuft keine anrechenbare Zeit." if stay.known else "Der Status ist nicht bekannt."
        return Lever(name, 0 if stay.known else None, reached, need, topic, ways)
    off = f", davon zählen {stay.skipped} Tage nicht" if stay.skipped else ""
    reached = f"Ohne Unterbrechung seit dem {german(stay.since)}{off}."
    if first <= case.day:
        done = f"{months // 12} Jahre sind seit dem {german(first)} erreicht."
        return Lever(name, FULL, reached, done, topic, ways)
    if stay.open:
        return Lever(name, None, reached, f"{need} Ob auch die Zeit davor zählt, ist offen.", topic, ways)
    running = f" Von selbst erreicht ab dem {german(first)}." if stay.running else ""
    return Lever(name, _elapsed(stay, first, case.day), reached, need + running, topic, ways)


def _elapsed(stay: Stay, first: date, day: date) -> int:
    """How much of the time has passed; never quite all of it before its first day."""
    begun = (stay.since or day) + timedelta(days=stay.skipped)
    return max(0, min(FULL - 1, (day - begun).days * FULL // max((first - begun).days, 1)))


def _german(facts: Facts, ways: tuple[str, ...]) -> Lever:
    known, name, topic = facts.deutsch, "Deutsch", "sprache"
    if known.muendlich is None:
        return Lever(name, None, "Das mündliche Niveau ist nicht bekannt.", _need(Niveau.A2), topic, ways)
    proof = f" ({known.nachweis.capitalize()})" if known.nachweis else " (ohne Nachweis)"
    written = f", schriftlich {known.schriftlich}" if known.schriftlich else ""
    reached = f"Mündlich {known.muendlich}{written}{proof}."
    if LEVELS[known.muendlich] < LEVELS[Niveau.A2]:
        return Lever(
            name, LEVELS[known.muendlich] * FULL // LEVELS[Niveau.A2], reached, _need(Niveau.A2), topic, ways
        )
    higher = LEVELS[known.muendlich] >= LEVELS[Niveau.B1]
    after = "Auch B1 ist erreicht." if higher else "Für Niederlassung und Einbürgerung: B1."
    return Lever(name, FULL, reached, f"A2 mündlich ist erreicht. {after}", topic, ways)


def _need(level: Niveau) -> str:
    return f"Nötig ist meist {level} mündlich."


def _identity(facts: Facts, ways: tuple[str, ...]) -> Lever:
    stand, name, topic = facts.identitaet.stand, "Identität", "identitaet"
    passport = f", {PASS_WORTE[facts.pass_]}" if facts.pass_ else ""
    if stand is None:
        reached = f"Der Stand der Klärung ist nicht bekannt{passport}."
        return Lever(name, None, reached, "Den Stand der Klärung eintragen.", topic, ways)
    since = f" seit dem {german(facts.identitaet.geklaert_am)}" if facts.identitaet.geklaert_am else ""
    reached = f"{STAND_WORDS[stand]}{since}{passport}."
    if stand is not Stand.GEKLAERT:
        need = "Nötig ist meist eine geklärte Identität."
        return Lever(name, STAND_SHARE.get(stand, 0), reached, need, topic, ways)
    if facts.pass_ in NO_PASSPORT:
        need = "Für die meisten Titel ist auch ein gültiger Pass oder Passersatz nötig."
        return Lever(name, CLEAR_WITHOUT_PASSPORT, reached, need, topic, ways)
    return Lever(name, FULL, reached, "", topic, ways)


def _livelihood(facts: Facts, ways: tuple[str, ...]) -> Lever:
    share, name, topic = facts.lebensunterhalt.anteil_erwerb, "Lebensunterhalt", "lebenslage"
    need = law("Für § 25b AufenthG mehr als die Hälfte des Bedarfs aus Arbeit.")
    if share is None:
        reached = "Der Anteil aus Arbeit ist nicht bekannt."
        return Lever(name, None, reached, need, topic, ways)
    reached = f"{percent(share)} des Bedarfs aus Arbeit."
    if share > HALF:
        after = "" if share >= 1 else " Für andere Titel der volle Bedarf."
        return Lever(name, FULL, reached, f"Mehr als die Hälfte ist erreicht.{after}", topic, ways)
    return Lever(name, min(FULL - 1, int(share / HALF * FULL)), reached, need, topic, ways)
