"""What changed, in words, for the history of a case."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Model

from spurwechsel.german import format_day, format_number, format_partial


def in_words(row: Model, name: str) -> str:
    """A field as a person would say it: label of a choice, ja/nein, as much of a date as is known."""
    value = getattr(row, name)
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if value in (None, ""):
        return "keine Angabe"
    if isinstance(value, list):
        labels = dict(row._meta.get_field(name).base_field.flatchoices)  # type: ignore[union-attr]
        return ", ".join(str(labels.get(each, each)) for each in value) or "keine Angabe"
    if isinstance(value, date):
        precision = getattr(row, name.removesuffix("_date") + "_precision", None)
        return format_partial(value, precision) if precision else format_day(value)
    if isinstance(value, Decimal):
        return format_number(value)
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else value)


def snapshot(row: Model, names: Iterable[str]) -> dict[str, str]:
    """The named fields in words, to be compared after the change.

    How much of a date is known shows in the date itself and is no field of its own.
    """
    return {name: in_words(row, name) for name in names if not name.endswith("_precision")}


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
