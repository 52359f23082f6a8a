"""Which paper somebody holds, for how long, and what may follow it; typical lengths, no advice."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from participants.choices import Aufenthaltsstatus as Status
from participants.choices import Duldungsart, Nebenbestimmung

from .story import Paper
from .workdays import months_later

# Shares among the participants of the programme.
KINDS: Mapping[str, int] = {
    Status.DULDUNG_60A: 48,
    Status.DULDUNG_60B: 5,
    Status.DULDUNG_60C: 4,
    Status.DULDUNG_60D: 3,
    Status.GESTATTUNG_55: 17,
    Status.AE_104C: 10,
    Status.AE_25_5: 7,
    Status.AE_23_1: 3,
    Status.FIKTION_81_4: 2,
    Status.FIKTION_81_3: 1,
}
FIRST_GRANT_OF_104C, LAST_GRANT_OF_104C = date(2023, 1, 9), date(2025, 12, 30)

MONTHS: Mapping[str, tuple[int, ...]] = {
    Status.DULDUNG_60A: (6, 12, 12),
    Status.DULDUNG_60B: (6,),
    Status.DULDUNG_60C: (36,),
    Status.DULDUNG_60D: (30,),
    Status.GESTATTUNG_55: (12,),
    Status.AE_104C: (18,),
    Status.AE_25_5: (12, 24, 36),
    Status.AE_23_1: (24, 36),
    Status.AE_25A: (36,),
    Status.AE_25B: (24,),
    Status.AE_16G: (36,),
    Status.AE_19D: (24,),
    Status.SONSTIGE: (36,),
    Status.FIKTION_81_3: (6,),
    Status.FIKTION_81_3_S2: (6,),
    Status.FIKTION_81_4: (6,),
}
RENEWABLE = (
    Status.DULDUNG_60A,
    Status.DULDUNG_60B,
    Status.GESTATTUNG_55,
    Status.AE_25_5,
    Status.AE_23_1,
)
ARTEN = (
    (Duldungsart.A2_S1,) * 14 + (Duldungsart.A2_S3,) * 2 + (Duldungsart.A2B, Duldungsart.VERFAHREN, "", "")
)
_WITH_PERMIT, _ALLOWED = Nebenbestimmung.MIT_ERLAUBNIS, Nebenbestimmung.BESCHAEFTIGUNG_GESTATTET
WORK: Mapping[str, tuple[str, ...]] = {
    Status.DULDUNG_60A: (_WITH_PERMIT,) * 5 + (_ALLOWED, _ALLOWED, Nebenbestimmung.NICHT_GESTATTET, ""),
    Status.DULDUNG_60B: (Nebenbestimmung.NICHT_GESTATTET,),
    Status.DULDUNG_60C: (Nebenbestimmung.BESTIMMTER_ARBEITGEBER,),
    Status.DULDUNG_60D: (Nebenbestimmung.BESTIMMTER_ARBEITGEBER,),
    Status.GESTATTUNG_55: (_WITH_PERMIT, _WITH_PERMIT, _ALLOWED),
    Status.FIKTION_81_3: (Nebenbestimmung.UNBEKANNT, ""),
    Status.FIKTION_81_3_S2: (_WITH_PERMIT,),
}
FOLLOWING: Mapping[str, Mapping[str, int]] = {
    Status.DULDUNG_60A: {
        Status.DULDUNG_60A: 84,
        Status.AE_104C: 22,
        Status.AE_25_5: 4,
        Status.DULDUNG_60C: 3,
        Status.DULDUNG_60D: 4,
        Status.AE_25B: 5,
    },
    Status.DULDUNG_60B: {Status.DULDUNG_60B: 55, Status.DULDUNG_60A: 45},
    Status.DULDUNG_60C: {Status.AE_16G: 50, Status.AE_19D: 50},
    Status.DULDUNG_60D: {Status.AE_25B: 100},
    Status.GESTATTUNG_55: {Status.GESTATTUNG_55: 74, Status.DULDUNG_60A: 17, Status.SONSTIGE: 9},
    Status.AE_104C: {Status.AE_25B: 70, Status.AE_25A: 25, Status.DULDUNG_60A: 15},
    Status.AE_25_5: {Status.AE_25_5: 88, Status.AE_25B: 12},
    Status.AE_23_1: {Status.AE_23_1: 85, Status.SONSTIGE: 15},
    Status.FIKTION_81_3: {Status.AE_25_5: 80, Status.DULDUNG_60A: 20},
    Status.FIKTION_81_3_S2: {Status.DULDUNG_60A: 70, Status.AE_25_5: 30},
    Status.FIKTION_81_4: {Status.AE_25_5: 100},
}


def held_on(rng: Random, kind: str, day: date) -> Paper:
    """A paper that somebody with this kind may show on the day, begun at some time before."""
    length = rng.choice(MONTHS[kind])
    start = day - timedelta(days=rng.randint(3, length * 24))
    if kind == Status.AE_104C:
        start = min(max(start, FIRST_GRANT_OF_104C), LAST_GRANT_OF_104C)
    return _paper(rng, kind, start, length)


def renewed(rng: Random, paper: Paper) -> Paper:
    """The same kind once more, from the day after the end."""
    if paper.until is None:
        raise ValueError("a paper without an end is not renewed")
    return _paper(rng, paper.kind, paper.until + timedelta(days=1), rng.choice(MONTHS[paper.kind]))


def following(rng: Random, paper: Paper, facts: dict[str, Any]) -> Paper:
    """The paper after this one, from the day after its end."""
    if paper.until is None:
        raise ValueError("a paper without an end has no successor")
    start = paper.until + timedelta(days=1)
    options = {
        kind: weight
        for kind, weight in FOLLOWING.get(paper.kind, {paper.kind: 1}).items()
        if paper.kind == Status.DULDUNG_60D or _possible(kind, start, facts)
    }
    kind = rng.choices(list(options), list(options.values()))[0] if options else Status.DULDUNG_60A
    return _paper(rng, kind, start, rng.choice(MONTHS[kind]))


def lasting(kind: str, start: date, months: int, art: str = "", work: str = "") -> Paper:
    """A paper for so many months; the last day is the one before the same day of the month."""
    return Paper(kind, start, months_later(start, months) - timedelta(days=1), art, work)


def _paper(rng: Random, kind: str, start: date, months: int) -> Paper:
    art = rng.choice(ARTEN) if kind == Status.DULDUNG_60A else ""
    return lasting(kind, start, months, art, rng.choice(WORK.get(kind, (Nebenbestimmung.ERWERB_GESTATTET,))))


def _possible(kind: str, start: date, facts: dict[str, Any]) -> bool:
    entry, birth = facts["entry_date"], facts["birth_date"]
    if kind == Status.AE_104C:
        return start <= LAST_GRANT_OF_104C and entry <= date(2017, 10, 31)
    if kind == Status.AE_25B:
        return months_later(entry, 72) <= start
    if kind == Status.AE_25A:
        return months_later(birth, 27 * 12) > start
    return True
