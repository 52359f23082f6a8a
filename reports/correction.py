"""How few people a correction is about: a reader who compares both editions may find their rows."""

from collections import Counter
from collections.abc import Sequence

from .figures import Change

_NO_ROWS = ("total", "single", "base")


def people_behind(changes: Sequence[Change]) -> int:
    """
    How many people may be enough for these changes: as many as moved in one table, the most of all tables.

    A number that became secret or public counts as one. Where a person may count in several rows or columns,
    each number is looked at by itself, and no sum.
    """
    more: Counter[str] = Counter()
    fewer: Counter[str] = Counter()
    for change in changes:
        if change.path.startswith("work/") and change.path.split("/")[2] in _NO_ROWS:
            continue
        by_itself = change.path.startswith(("work/", "bridge/"))
        table = change.path if by_itself else change.path.partition("/")[0]
        step = 1 if change.before is None or change.after is None else change.after - change.before
        (more if step > 0 else fewer)[table] += abs(step)
    return max((max(more[table], fewer[table]) for table in more.keys() | fewer.keys()), default=0)


def warning(changes: Sequence[Change], threshold: int) -> str:
    """One German sentence where fewer than ``threshold`` people may be behind; empty otherwise."""
    people = people_behind(changes)
    if not 0 < people < threshold:
        return ""
    verb, whom = ("steht", "eine einzige Person") if people == 1 else ("stehen", f"nur {people} Personen")
    return (
        f"Hinter der Korrektur {verb} womöglich {whom}: Wer beide Fassungen vergleicht, kann lesen, in "
        "welchen Zeilen jemand jetzt mehr oder weniger zählt. Geben Sie sie nur frei, wenn der Fehler nicht "
        "bis zum nächsten Bericht warten kann; dort steht er als Nachmeldung, die nur die Status nennt."
    )
