"""What a way lacks, in a word for each fact: for the line of a way before it is opened. Pure."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from .rules import Facts, Finding, Outcome
from .rules.criterion import Criterion
from .rules.facts import Stand
from .topics import WORD_OF

# More words than these would bury the first ones.
WORDS_SHOWN = 4
OTHER_PAPER = "ein anderes Papier"
# What a condition reads to know whom it concerns; the fact it waits for is another one, if there is any.
WHOM = frozenset({"status", "antraege", "asylverfahren", "geburtsdatum", "einreise"})

Read = Mapping[str, Mapping[str, bool]]


@dataclass(frozen=True, slots=True)
class Lacking:
    """`unmet` is known not to be there, `unknown` is not known; what time alone brings is in neither."""

    unmet: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def sentences(self) -> str:
        """„Es fehlt: Deutsch. Nicht bekannt: Wohnraum, Gehalt.“"""
        parts = (("Es fehlt", self.unmet), ("Nicht bekannt", self.unknown))
        return " ".join(f"{name}: {_listed(words)}." for name, words in parts if words)


def lacking_of(
    missing: Iterable[Finding], rows: Mapping[str, Criterion], read: Read, facts: Facts
) -> Lacking:
    """Alternatives are unknown together as long as one of them may be met."""
    settled = {"identitaet"} if facts.identitaet.stand is Stand.GEKLAERT else set()
    by_key: dict[str, list[Finding]] = {}
    for each in missing:
        by_key.setdefault(rows[each.id].group.any_of or each.id, []).append(each)
    unmet: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for found in by_key.values():
        if any(each.ab for each in found):
            continue
        is_open = [each for each in found if each.outcome is Outcome.OFFEN]
        for each in is_open or found:
            (unknown if is_open else unmet).update(dict.fromkeys(_words(each, read[each.id], WHOM | settled)))
    return Lacking(tuple(unmet), tuple(word for word in unknown if word not in unmet))


def _words(finding: Finding, read: Mapping[str, bool], beside: Set[str]) -> list[str]:
    empty = [name for name, says_nothing in read.items() if says_nothing]
    names = empty if finding.outcome is Outcome.OFFEN and empty else list(read)
    others = [name for name in names if name not in beside]
    if not others and finding.outcome is Outcome.NICHT_ERFUELLT and "status" in names:
        return [OTHER_PAPER]
    return [WORD_OF[name] for name in others or names[:1]]


def _listed(words: Sequence[str]) -> str:
    more = len(words) - WORDS_SHOWN
    if more <= 1:
        return ", ".join(words)
    return f"{', '.join(words[:WORDS_SHOWN])} und {more} weitere"
