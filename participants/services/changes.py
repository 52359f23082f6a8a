"""What changed, in words, for the history of a case."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Model


def in_words(row: Model, name: str) -> str:
    """A field as a person would say it: label of a choice, TT.MM.JJJJ, ja/nein, „keine Angabe“."""
    value = getattr(row, name)
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if value in (None, ""):
        return "keine Angabe"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else value)


def snapshot(row: Model, names: Iterable[str]) -> dict[str, str]:
    """The named fields in words, to be compared after the change."""
    return {name: in_words(row, name) for name in names}


def changes_between(row: Model, before: dict[str, str]) -> dict[str, list[str]]:
    """{label: [old, new]} of the fields whose words differ from the snapshot."""
    changes: dict[str, list[str]] = {}
    for name, old in before.items():
        new = in_words(row, name)
        if old != new:
            changes[_label(row, name)] = [old, new]
    return changes


def _label(row: Model, name: str) -> str:
    label = row._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return str(label)
