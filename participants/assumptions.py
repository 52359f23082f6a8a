"""Was wäre, wenn: the facts with something assumed, and which ways move by it. Nothing here is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from .perspective_words import MODES, NEARNESS, WORDS
from .rules import Aussicht, Facts, Modus, Outcome, WayFinding, perspective_as_dict
from .rules.facts import (
    Ausbildung,
    Ausbildungsart,
    Beschaeftigung,
    Deutsch,
    Grundkenntnisse,
    Niveau,
    Sprachnachweis,
    Stand,
    Status,
    StatusPeriod,
    Vertrag,
)
from .rules.integration import LEVELS


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What to assume; None leaves the fact as it is. `share` is a fraction of the need."""

    german: Niveau | None = None
    identity_clear: bool = False
    share: float | None = None
    hours: float | None = None
    training_from: date | None = None
    test_passed: bool = False
    papers_go_on: bool = False

    @property
    def any(self) -> bool:
        return self != Assumptions()


def assumed(facts: Facts, what: Assumptions, today: date, day: date) -> Facts:
    """The facts as they would be on the day, if what is assumed happened today."""
    changes: dict[str, Any] = {}
    if what.german:
        changes["deutsch"] = _with_certificate(facts.deutsch, what.german)
    if what.identity_clear:
        changes["identitaet"] = replace(facts.identitaet, stand=Stand.GEKLAERT, geklaert_am=today)
    if what.share is not None:
        known = facts.lebensunterhalt
        total = max(what.share, known.anteil_gesamt or 0)
        changes["lebensunterhalt"] = replace(known, anteil_erwerb=what.share, anteil_gesamt=total)
    if what.hours is not None:
        changes["beschaeftigung"] = _with_hours(facts.beschaeftigung or (), what.hours, today)
    if what.training_from:
        changes["ausbildung"] = Ausbildung(
            Ausbildungsart.QUALIFIZIERT, what.training_from, Vertrag.EINGETRAGEN, False
        )
    if what.test_passed:
        changes["grundkenntnisse"] = Grundkenntnisse.LEBEN_IN_DEUTSCHLAND
    if what.papers_go_on:
        changes["status"] = continued(facts.status, today, day)
    return replace(facts, **changes)


def _with_certificate(known: Deutsch, level: Niveau) -> Deutsch:
    """A certificate says the same of speaking and writing; it never takes away what somebody can do."""
    written = level if known.schriftlich is None else max(known.schriftlich, level, key=LEVELS.__getitem__)
    return replace(known, muendlich=level, schriftlich=written, nachweis=Sprachnachweis.ZERTIFIKAT)


def _with_hours(jobs: tuple[Beschaeftigung, ...], hours: float, today: date) -> tuple[Beschaeftigung, ...]:
    """From today on the job of the day with other hours, or a new one; what was until yesterday stays."""
    running = [
        job for job in jobs if (job.von is None or job.von <= today) and (job.bis is None or job.bis >= today)
    ]
    if not running:
        return (*jobs, Beschaeftigung(von=today, stunden=hours, sv_pflichtig=True))
    longest = max(running, key=lambda job: job.stunden or 0)
    changed = replace(longest, von=today, stunden=hours, sv_pflichtig=True)
    so_far = replace(longest, bis=today - timedelta(days=1))
    return tuple(each for job in jobs for each in ((so_far, changed) if job is longest else (job,)))


def continued(papers: tuple[StatusPeriod, ...], today: date, day: date) -> tuple[StatusPeriod, ...]:
    """The papers that hold today go on to the day, as if they were renewed each time.

    § 104c cannot be renewed, so it ends when it ends.
    """
    following = min((each.von for each in papers if each.von and each.von > today), default=date.max)
    if following <= day:
        return papers
    return tuple(
        replace(each, bis=day)
        if each.art != Status.AE_104C
        and each.bis
        and today <= each.bis < day
        and (each.von is None or each.von <= today)
        else each
        for each in papers
    )


Judged = Mapping[str, Any]


def judged(facts: Facts, day: date) -> dict[str, Any]:
    """The ways of a day as they are kept in a case: `am` and `wege` of the facts files."""
    return perspective_as_dict(facts, day)


@dataclass(frozen=True, slots=True)
class Move:
    """How a way stands before and after, and the conditions that turned out otherwise."""

    titel: str
    before: str
    after: str
    direction: str
    met: tuple[str, ...]
    unmet: tuple[str, ...]


NEARER, FARTHER, DIFFERENT = "näher", "ferner", "anders"
NOT_THERE = "gab es nicht"
_RANKS = {ergebnis: rank for rank, ergebnis in enumerate(NEARNESS)}
_MODES = {mode: rank for rank, mode in enumerate(Modus)}


def moves(before: Judged, after: Judged) -> tuple[Move, ...]:
    """The ways in which something differs, in the order of the paragraphs, without those that stay closed."""
    keys = list(dict.fromkeys([*before["wege"], *after["wege"]]))
    found = (_move(key, before, after) for key in keys)
    return tuple(each for each in found if each)


def _move(key: str, before: Judged, after: Judged) -> Move | None:
    was, now = before["wege"].get(key), after["wege"].get(key)
    said_before, said_after = _said(was, before["am"]), _said(now, after["am"])
    met, unmet = _turned(was, now), _turned(now, was)
    closed = _rank(was)[0] == _rank(now)[0] == _RANKS[Aussicht.GESPERRT]
    if said_before == said_after and (closed or not (met or unmet)):
        return None
    direction = _direction(_rank(was), _rank(now), bool(met), bool(unmet))
    return Move((now or was)["titel"], said_before, said_after, direction, met, unmet)


def _turned(was: Any, now: Any) -> tuple[str, ...]:
    """The sentences of the conditions that are met now and were not before."""
    outcomes = {each["id"]: each["ergebnis"] for each in (was or {"bedingungen": []})["bedingungen"]}
    missing = (Outcome.OFFEN, Outcome.NICHT_ERFUELLT)
    return tuple(
        each["text"]
        for each in (now or {"bedingungen": []})["bedingungen"]
        if each["ergebnis"] == Outcome.ERFUELLT and outcomes.get(each["id"]) in missing
    )


def _said(way: Any, day: str) -> str:
    """Result, mode and first day in words."""
    if way is None:
        return NOT_THERE
    ergebnis, first = Aussicht(way["ergebnis"]), way["fruehestens"]
    if ergebnis is Aussicht.GESPERRT:
        return WORDS[ergebnis]
    later = first and first > day and ergebnis is not Aussicht.MOEGLICH
    when = f", Zeit erreicht ab {date.fromisoformat(first):%d.%m.%Y}" if later else ""
    return f"{WORDS[ergebnis]} ({MODES[Modus(way['modus'])][0]}){when}"


def _direction(first: tuple[int, int], second: tuple[int, int], met: bool, unmet: bool) -> str:
    if first == second:
        return NEARER if met and not unmet else FARTHER if unmet and not met else DIFFERENT
    return NEARER if second < first else FARTHER


def _rank(way: Any) -> tuple[int, int]:
    """The smaller the nearer; a way that is not there is like a closed one."""
    ergebnis = Aussicht(way["ergebnis"]) if way else Aussicht.GESPERRT
    return _RANKS[ergebnis], 0 if ergebnis is Aussicht.GESPERRT else _MODES[Modus(way["modus"])]


def turn(before: WayFinding | None, after: WayFinding | None) -> str:
    """„gewinnt“, „verliert“ or „wird unklar“ where result or mode differ, else nothing."""
    was, now = _place(before), _place(after)
    if was == now:
        return ""
    if after and after.ergebnis is Aussicht.UNKLAR and was[0] == _RANKS[Aussicht.MOEGLICH]:
        return UNCLEAR
    return GAINS if now < was else LOSES


GAINS, LOSES, UNCLEAR = "gewinnt", "verliert", "wird unklar"


def _place(way: WayFinding | None) -> tuple[int, int]:
    if way is None or way.ergebnis is Aussicht.GESPERRT:
        return _RANKS[Aussicht.GESPERRT], 0
    return _RANKS[way.ergebnis], _MODES[way.modus]
