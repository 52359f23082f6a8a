"""What the page Bleibeperspektive says of each way to a title: pure presentation of what the rules found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .facts_read import facts_read
from .lacking import Lacking, lacking_of
from .perspective_blocks import Block, Condition, blocks_of, condition_of
from .perspective_words import DISCRETION, MODES, PLAIN, REST, SIGNS, USUAL, WORDS
from .rules import Aussicht, Facts, Finding, Outcome, WayFinding, assess_ways
from .rules.calendar import holds_from
from .rules.case import Case
from .rules.criterion import Criterion, in_force
from .rules.facts import Status
from .rules.perspective import WAYS
from .rules.status import TITEL
from .rules.verdict import law
from .rules.ways import Way
from .topics import Places

# Stands among the facts for which a way waits where it waits for nothing but time.
TIME = "zeit"
# § 104c goes over into these two alone; what else would be open to its holders comes after them.
OUT_OF_104C = ("25a", "25b")
AFTER_A_TITLE = ("26_4", "einbuergerung")
# A German relative is there or is not; nobody is told to find one.
RELATIVE = "28-1"


@dataclass(frozen=True, slots=True)
class Missing:
    """What is not met or not known; alternatives share their `key`.

    `newest` tells whether it was judged by the newest version of the rule.
    """

    key: str
    outcome: Outcome
    text: str
    ab: date | None
    newest: bool


@dataclass(frozen=True, slots=True)
class WayView:
    """One way to a title as the page shows it.

    `displaced` conditions do not apply to this person; `waits_for` names the facts in which something is
    missing, TIME among them.
    """

    key: str
    titel: str
    ergebnis: Aussicht
    mode: str
    mode_meaning: str
    discretion: str
    fruehestens: date | None
    sentence: str
    lacking: Lacking
    missing: tuple[Missing, ...]
    # Whether somebody with today's paper cannot go this way, whatever they do: another paper comes first.
    needs_paper: bool
    # The last day of the way, where its time is reached only afterwards.
    too_late: date | None
    blocks: tuple[Block, ...]
    displaced: tuple[Condition, ...]
    waits_for: frozenset[str]

    @property
    def is_advice(self) -> bool:
        """Whether the person can do something about it, so that it belongs on the sheet."""
        return self.too_late is None and all(each.key != RELATIVE for each in self.missing)

    @property
    def word(self) -> str:
        return WORDS[self.ergebnis]

    @property
    def plain(self) -> str:
        return PLAIN[self.key]

    @property
    def short(self) -> str:
        """Without what stands in brackets."""
        return self.titel.partition(" (")[0]

    @property
    def sign(self) -> str:
        return SIGNS[self.ergebnis]


def perspective_of(facts: Facts, day: date, places: Places) -> tuple[WayView, ...]:
    """Every way in force on the day, the nearest first, the closed ones last.

    `places` maps the key of a topic to the day of its facts and the page where they are entered.
    """
    found, case = assess_ways(facts, day), Case(facts, day)
    ways = [_way_view(way, found[way.key], case, places) for way in WAYS if way.key in found]
    return tuple(sorted(ways, key=lambda way: _nearness(way, case)))


OPEN, SOON, ONE_EFFORT, FARTHER, NOT_FROM_HERE, CLOSED = range(6)
MONTHS_AHEAD = 12


def _nearness(way: WayView, case: Case) -> tuple[bool, int, date, bool, int]:
    """Of ways that are as near the usual one first; of those that time alone brings, the earliest.

    For holders of § 104c the two ways out of it come before all others, unless they are closed; for
    holders of another title the unlimited rights come before the ways to a first title.
    """
    step, is_104c = _step(way, case.day), case.kind == Status.AE_104C
    out = is_104c and way.key in OUT_OF_104C and step < NOT_FROM_HERE
    first = way.fruehestens if step == SOON and way.fruehestens else date.min
    after = case.kind in TITEL and not is_104c and way.key in AFTER_A_TITLE
    return not out, step, first, not after, USUAL.index(way.key)


def _step(way: WayView, day: date) -> int:
    """Open, then what time brings within a year, then what a single effort brings, then all the rest.

    What is open only because the heart of it rests with the authority is no nearer than an effort.
    """
    if way.ergebnis is Aussicht.GESPERRT:
        return CLOSED
    if way.needs_paper or not way.is_advice:
        return NOT_FROM_HERE
    if way.ergebnis is Aussicht.MOEGLICH:
        return ONE_EFFORT if way.key in REST else OPEN
    if way.ergebnis is Aussicht.UNKLAR:
        return FARTHER
    by_time = {each.key for each in way.missing if each.ab}
    efforts = {each.key for each in way.missing} - by_time
    if not efforts and way.fruehestens and way.fruehestens < holds_from(day, MONTHS_AHEAD):
        return SOON
    return ONE_EFFORT if len(efforts) <= 1 else FARTHER


def _way_view(way: Way, found: WayFinding, case: Case, places: Places) -> WayView:
    facts, day, criteria = case.facts, case.day, way.criteria
    rows = {each.id: each for each in in_force(criteria, day)}
    read = {id: facts_read(row, facts, day, found.key) for id, row in rows.items()}
    missing = [each for each in found.findings if _is_missing(rows[each.id], each)]
    needs_paper = found.ergebnis is not Aussicht.GESPERRT and _needs_paper(missing, rows, read)
    too_late = _too_late(way.last_day(case), missing, rows)
    mode, meaning = MODES[found.modus]
    return WayView(
        key=found.key,
        titel=found.titel,
        ergebnis=found.ergebnis,
        mode=mode,
        mode_meaning=meaning,
        discretion=law(DISCRETION.get(found.key, "")),
        fruehestens=found.fruehestens,
        sentence=_sentence(found, rows, missing, day, needs_paper=needs_paper, too_late=too_late),
        lacking=Lacking() if needs_paper else lacking_of(missing, rows, read, facts),
        missing=_missing(missing, rows, criteria),
        needs_paper=needs_paper,
        too_late=too_late,
        blocks=blocks_of([each for each in found.findings if not _displaced(each)], rows, read, places),
        displaced=tuple(condition_of(each, {}, places) for each in found.findings if _displaced(each)),
        waits_for=frozenset(name for each in missing for name in [*read[each.id], *_time(rows[each.id])]),
    )


def _is_missing(row: Criterion, finding: Finding) -> bool:
    """Not an exception that happens not to apply, but something that has to hold."""
    required = row.group.counted or bool(row.group.any_of)
    return required and finding.outcome in (Outcome.NICHT_ERFUELLT, Outcome.OFFEN)


PAPER_FIRST = "Mit dem Papier von heute ist dieser Weg nicht offen; zuerst ist ein anderes nötig."


def paper_first(criteria: Iterable[Criterion], found: WayFinding, facts: Facts, day: date) -> bool:
    """Whether the way asks for another paper than today's before anything else helps."""
    rows = {each.id: each for each in in_force(criteria, day)}
    missing = [each for each in found.findings if _is_missing(rows[each.id], each)]
    read = {each.id: facts_read(rows[each.id], facts, day, found.key) for each in missing}
    return found.ergebnis is not Aussicht.GESPERRT and _needs_paper(missing, rows, read)


def _needs_paper(
    missing: Iterable[Finding], rows: Mapping[str, Criterion], read: Mapping[str, Mapping[str, bool]]
) -> bool:
    """Whether a requirement fails by the kind of paper alone, with every alternative, at any time."""
    by_key: dict[str, list[bool]] = {}
    for each in missing:
        by_paper = (
            each.outcome is Outcome.NICHT_ERFUELLT
            and not each.ab
            and set(read[each.id]) - {"antraege"} == {"status"}
        )
        by_key.setdefault(rows[each.id].group.any_of or each.id, []).append(by_paper)
    return any(all(found) for found in by_key.values())


def _too_late(last: date | None, missing: Iterable[Finding], rows: Mapping[str, Criterion]) -> date | None:
    """The last day of the way, where time alone meets a condition, with every alternative, only after it."""
    days: dict[str, list[date]] = {}
    for each in missing:
        days.setdefault(rows[each.id].group.any_of or each.id, []).append(each.ab or date.min)
    return last if last and any(min(found) > last for found in days.values()) else None


def _missing(
    findings: Iterable[Finding], rows: Mapping[str, Criterion], criteria: Iterable[Criterion]
) -> tuple[Missing, ...]:
    newest: dict[str, date] = {}
    for row in criteria:
        newest[row.id] = max(row.since, newest.get(row.id, row.since))
    return tuple(
        Missing(
            rows[each.id].group.any_of or each.id,
            each.outcome,
            each.text,
            each.ab,
            rows[each.id].since == newest[each.id],
        )
        for each in findings
    )


def _sentence(
    found: WayFinding,
    rows: Mapping[str, Criterion],
    missing: list[Finding],
    day: date,
    *,
    needs_paper: bool,
    too_late: date | None,
) -> str:
    if needs_paper:
        return PAPER_FIRST
    if too_late and found.ergebnis is not Aussicht.GESPERRT:
        return f"Die Zeit reicht nicht: Dieser Weg ist nur bis zum {too_late:%d.%m.%Y} offen."
    if found.ergebnis is Aussicht.GESPERRT:
        closing = [each.text for each in missing if rows[each.id].group.bar or rows[each.id].group.final]
        return (closing or [each.text for each in missing] or ["Dieser Weg ist geschlossen."])[0]
    if found.ergebnis is Aussicht.MOEGLICH:
        return REST.get(
            found.key, "Was wir beurteilen können, ist erfüllt. Über den Rest entscheidet die Behörde."
        )
    if found.ergebnis is Aussicht.UNKLAR:
        return "Nichts spricht dagegen, aber es fehlen Angaben."
    first = found.fruehestens
    if first and first > day:
        return f"Die nötige Zeit ist ab dem {first:%d.%m.%Y} erreicht."
    return "Die Zeit reicht." if first else "Ab wann die Zeit reicht, lässt sich noch nicht sagen."


def _time(row: Criterion) -> tuple[str, ...]:
    return (TIME,) if row.group.time else ()


def _displaced(finding: Finding) -> bool:
    return finding.outcome is Outcome.ENTFAELLT
