"""A kept Bleibeperspektive in words: the facts of then and the ways of then, as they were stored. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from . import choices
from .kept_labels import CODES, LABELS
from .perspective_words import MODES, SIGNS, USUAL, WORDS
from .rules import Aussicht, Modus
from .rules.answers import percent
from .topics import TOPIC_OF, TOPICS

OTHERS = "Weitere Angaben"
NOT_KNOWN = "nicht bekannt"
SHARES = frozenset({"anteil_erwerb", "anteil_gesamt", "eigener_anteil"})
# A path and every part it begins with, in the order of the labels.
ORDER = {
    path: place
    for place, path in reversed(
        [
            (place, ".".join(name.split(".")[: depth + 1]))
            for place, name in enumerate(["status.art", *LABELS])
            for depth in range(name.count(".") + 1)
        ]
    )
}
EUROS = frozenset({"gehalt_jahr", "mittel_monat"})


@dataclass(frozen=True, slots=True)
class KeptFact:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class KeptTopic:
    """What was known under one heading."""

    label: str
    facts: tuple[KeptFact, ...]


@dataclass(frozen=True, slots=True)
class KeptCondition:
    outcome: str
    text: str
    source: str
    since: date
    ab: date | None


@dataclass(frozen=True, slots=True)
class KeptWay:
    """One way as it stood then; `fruehestens` only where it lay ahead of the day."""

    titel: str
    word: str
    sign: str
    mode: str
    fruehestens: date | None
    conditions: tuple[KeptCondition, ...]


def kept_facts(facts: Mapping[str, Any]) -> tuple[KeptTopic, ...]:
    """The stored facts by the topics under which they are entered; what was not known was not stored."""
    by_topic: dict[str, list[KeptFact]] = {}
    for key, value in _in_order(facts):
        if key != "id":
            topic = TOPICS.get(TOPIC_OF.get(key, TOPIC_OF.get(f"{key}_", "")))
            by_topic.setdefault(topic.label if topic else OTHERS, []).extend(_rows(key, value))
    order = [topic.label for topic in TOPICS.values()]
    labels = sorted(by_topic, key=lambda each: order.index(each) if each in order else len(order))
    return tuple(KeptTopic(label, tuple(by_topic[label])) for label in labels)


def _in_order(row: Mapping[str, Any], of: str = "") -> list[tuple[str, Any]]:
    """As the labels stand; the database keeps no order of keys."""
    return sorted(row.items(), key=lambda pair: ORDER.get(f"{of}{pair[0]}", len(ORDER)))


def _rows(key: str, value: Any) -> Iterator[KeptFact]:
    """One row for a fact, one for each period of a list, one for each part of an object."""
    label = LABELS.get(key, key)
    if isinstance(value, list):
        for each in value:
            yield KeptFact(label, _period(key, each))
    elif isinstance(value, dict):
        for part, inner in _in_order(value, f"{key}."):
            yield from _rows(f"{key}.{part}", inner)
    else:
        yield KeptFact(label, _said(key, value))


def _period(key: str, row: Mapping[str, Any]) -> str:
    """ "§ 60a AufenthG, 02.05.2018 bis 31.12.2026, …": the kind, the days, then what else is said of it."""
    rest = [(part, value) for part, value in _in_order(row, f"{key}.") if part not in ("von", "bis", "am")]
    parts = [_part(f"{key}.{part}", value) for part, value in rest]
    if key == "status" and "art" not in row:
        parts.insert(0, NOT_KNOWN)
    days = _days(row.get("von") or row.get("am"), row.get("bis"))
    return ", ".join(filter(None, [*parts[:1], days, *parts[1:]]))


def _part(path: str, value: Any) -> str:
    label = LABELS.get(path, "")
    if isinstance(value, bool):
        return f"{label}: {_said(path, value)}"
    said = _said(path, value)
    return f"{said} {label}" if label else said


def _days(von: str | None, bis: str | None) -> str:
    first = f"ab {_german(von)}" if von and not bis else _german(von) if von else ""
    return f"{first} bis {_german(bis)}".strip() if bis else first


def _said(path: str, value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, int | float):
        return _number(path, value)
    text = str(value)
    if path == "staatsangehoerigkeit":
        return dict(choices.nationality_choices()).get(text, text)
    return CODES.get(path, {}).get(text) or _german(text)


def _number(path: str, value: float) -> str:
    name = path.rpartition(".")[2]
    if name in SHARES:
        return percent(value)
    said = f"{value:,.10g}".translate(str.maketrans(",.", ".,"))
    return f"{said} Euro" if name in EUROS else said


def _german(text: str | None) -> str:
    """A stored day the German way, any other word as it is."""
    try:
        return f"{date.fromisoformat(text or ''):%d.%m.%Y}"
    except ValueError:
        return text or ""


def kept_ways(result: Mapping[str, Any]) -> tuple[KeptWay, ...]:
    """The stored ways, the nearest of then first, the closed ones last."""
    rows = sorted(result["wege"].items(), key=lambda pair: _nearness(*pair))
    return tuple(_way(each, date.fromisoformat(result["am"])) for _, each in rows)


def _nearness(key: str, way: Mapping[str, Any]) -> tuple[int, int]:
    """Open first, closed last; between them the order in which people usually go."""
    step = {Aussicht.MOEGLICH: 0, Aussicht.GESPERRT: 2}.get(Aussicht(way["ergebnis"]), 1)
    return step, USUAL.index(key)


def _way(way: Mapping[str, Any], day: date) -> KeptWay:
    ergebnis, first = Aussicht(way["ergebnis"]), _day(way["fruehestens"])
    return KeptWay(
        titel=way["titel"],
        word=WORDS[ergebnis],
        sign=SIGNS[ergebnis],
        mode=MODES[Modus(way["modus"])][0],
        fruehestens=first if first and first > day else None,
        conditions=tuple(_conditions(way["bedingungen"], day)),
    )


def _conditions(rows: Iterable[Mapping[str, Any]], day: date) -> Iterator[KeptCondition]:
    for row in rows:
        ab = _day(row["ab"])
        ahead = ab if ab and ab > day else None
        yield KeptCondition(
            row["ergebnis"], row["text"], row["quelle"], date.fromisoformat(row["seit"]), ahead
        )


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
