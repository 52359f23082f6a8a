"""The conditions of a way as the page shows them: alternatives together, each with the facts behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .rules import Finding, Outcome
from .rules.criterion import Criterion
from .statutes import statute_url
from .topics import NOWHERE, TOPIC_OF, TOPICS, Places

# More than this many links below one sentence would bury it.
LINKS = 3


@dataclass(frozen=True, slots=True)
class Source:
    """Facts a condition looked at: how they are called, of which day they are, where they are entered."""

    label: str
    day: date | None
    url: str
    missing: bool


@dataclass(frozen=True, slots=True)
class Condition:
    outcome: str
    text: str
    source: str
    statute: str
    since: date
    ab: date | None
    facts: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Conditions that stand together; `title` says how they combine where it is not „all of them“."""

    title: str
    conditions: tuple[Condition, ...]


ANY = "Eine dieser Möglichkeiten genügt"
EXCEPTIONS = "Ausnahmen und Erleichterungen"


def blocks_of(
    findings: Iterable[Finding],
    rows: Mapping[str, Criterion],
    read: Mapping[str, Mapping[str, bool]],
    places: Places,
) -> tuple[Block, ...]:
    """Alternatives together, conditions on their own, then what may release from them."""
    alone: list[Condition] = []
    exceptions: list[Condition] = []
    alternatives: dict[str, list[Condition]] = {}
    for finding in findings:
        group = rows[finding.id].group
        key = group.any_of or (rows[group.part_of].group.any_of if group.part_of in rows else "")
        kept = alternatives.setdefault(key, []) if key else alone if group.counted else exceptions
        kept.append(condition_of(finding, read[finding.id], places))
    blocks = [Block("", tuple(alone))]
    blocks += [Block(ANY if len(members) > 1 else "", tuple(members)) for members in alternatives.values()]
    blocks.append(Block(EXCEPTIONS, tuple(exceptions)))
    return tuple(block for block in blocks if block.conditions)


def condition_of(finding: Finding, read: Mapping[str, bool], places: Places) -> Condition:
    return Condition(
        outcome=finding.outcome,
        text=finding.text,
        source=finding.source,
        statute=statute_url(finding.source),
        since=finding.since,
        ab=finding.ab,
        facts=_facts_behind(finding, read, places),
    )


def _facts_behind(finding: Finding, read: Mapping[str, bool], places: Places) -> tuple[Source, ...]:
    """What was looked at; of an open condition only what says nothing, as far as that can be told."""
    if finding.outcome is Outcome.ANDERSWO:
        return ()
    is_open = finding.outcome is Outcome.OFFEN
    empty = [name for name, says_nothing in read.items() if says_nothing]
    names = empty if is_open and empty else list(read)
    topics = list(dict.fromkeys(TOPIC_OF[name] for name in names))[:LINKS]
    return tuple(
        Source(TOPICS[key].label, places.get(key, NOWHERE).day, places.get(key, NOWHERE).url, is_open)
        for key in topics
    )
