"""The Regelwerk as pages show it: what every rule asks in each version, and the moving values. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .rules.asks import asked
from .rules.catalogue import Entry, catalogue
from .statutes import statute_url
from .value_words import VALUES_KEY, ValueTable, value_tables

# The day on which the wording of every cited law was last compared with the rules.
CHECKED_ON = date(2026, 8, 19)
_WORD = re.compile(r"[a-z0-9äöüß]+")


@dataclass(frozen=True, slots=True)
class Version:
    """What the rule asks from `since` to `until`, both included."""

    since: date
    until: date | None
    source: str
    statute: str
    asks: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with its versions, the newest first; `not_judged` says why nobody is judged by it."""

    id: str
    not_judged: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    heading: str
    rules: tuple[Rule, ...]

    @property
    def key(self) -> str:
        """The heading as a part of an address."""
        return "-".join(_WORD.findall(self.heading.lower()))


@lru_cache(maxsize=1)
def chapters() -> tuple[Chapter, ...]:
    """Everything, in the order of the paragraphs."""
    return tuple(
        Chapter(heading, tuple(_rule(id, versions) for id, versions in rules.items()))
        for heading, rules in by_heading().items()
    )


def by_heading() -> dict[str, dict[str, list[Entry]]]:
    """The versions of each rule under its heading, the oldest first."""
    found: dict[str, dict[str, list[Entry]]] = {}
    for entry in sorted(catalogue(), key=lambda each: each.since):
        found.setdefault(entry.heading, {}).setdefault(entry.id, []).append(entry)
    headings = dict.fromkeys(entry.heading for entry in catalogue())
    order = {id: place for place, id in enumerate(dict.fromkeys(each.id for each in catalogue()))}
    return {
        heading: dict(sorted(found[heading].items(), key=lambda pair: order[pair[0]])) for heading in headings
    }


def said_of(entries: list[Entry]) -> list[str]:
    """What each version of a rule says, the oldest first."""
    return [entry.text or asked(entry.id, place) for place, entry in enumerate(entries)]


def _rule(id: str, entries: list[Entry]) -> Rule:
    said = said_of(entries)
    versions = [
        Version(each.since, each.until, each.source, statute_url(each.source), text)
        for each, text in zip(entries, said, strict=True)
    ]
    return Rule(id, entries[-1].not_judged, tuple(reversed(versions)))


def matching(text: str, key: str) -> tuple[Chapter, ...]:
    """The chapters with the rules in which every word occurs, a citation (§ …) as a whole.

    No word and no key match all.
    """
    words = _words(text)
    found = (
        Chapter(chapter.heading, tuple(rule for rule in chapter.rules if _has(chapter, rule, words)))
        for chapter in chapters()
        if not key or chapter.key == key
    )
    return tuple(chapter for chapter in found if chapter.rules)


def matching_values(text: str, key: str) -> tuple[ValueTable, ...]:
    """The moving values in which every word occurs, as `matching` finds rules."""
    if key and key != VALUES_KEY:
        return ()
    words = _words(text)
    return tuple(each for each in value_tables() if _all_in(words, each.everything))


def _words(text: str) -> list[str]:
    plain = " ".join(text.casefold().split())
    return [plain] if plain.startswith("§") else plain.split()


def _has(chapter: Chapter, rule: Rule, words: Iterable[str]) -> bool:
    said = " ".join(f"{version.asks} {version.source}" for version in rule.versions)
    return _all_in(words, f"{chapter.heading} {rule.id} {said}")


def _all_in(words: Iterable[str], said: str) -> bool:
    plain = said.replace("\xa0", " ").casefold()
    return all(word in plain for word in words)
