"""Two people edit the same thing: nothing is overwritten, the second one sees both versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zlib import crc32

from django import forms
from django.db.models import Model
from django.utils.choices import flatten_choices

from spurwechsel.german import format_number


class Conflict(Exception):  # noqa: N818  it is no error of anybody
    """The stored object has a newer version than the form; `current` is what is stored now."""

    def __init__(self, current: Any) -> None:
        super().__init__("Inzwischen hat jemand anderes gespeichert.")
        self.current = current


@dataclass(frozen=True, slots=True)
class Settings:
    """What a page edits as one and the database keeps in rows that come and go."""

    values: Mapping[str, Any]

    @property
    def version(self) -> int:
        """The same for the same values, whoever wrote them."""
        return crc32(repr(sorted(self.values.items())).encode())


def check_version(current: Any, version: int) -> None:
    """Raises Conflict unless the locked row still has the version the form was filled from."""
    if current.version != version:
        raise Conflict(current)


def differences(form: forms.Form, current: Model) -> list[tuple[str, str, str]]:
    """Label, stored value and typed value of every field of the form in which the two differ."""
    rows = []
    for name, field in form.fields.items():
        if field.widget.is_hidden or not hasattr(current, name):
            continue
        theirs = in_words(field, getattr(current, name))
        yours = in_words(field, form.cleaned_data.get(name))
        if theirs != yours:
            rows.append((str(field.label), theirs, yours))
    return rows


def in_words(field: forms.Field, value: Any) -> str:
    """A value as the page shows it: label of a choice, TT.MM.JJJJ, ja/nein, „keine Angabe“."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(str(row) for row in value.all()) or "keine"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, list):
        return ", ".join(in_words(field, each) for each in value) or "keine Angabe"
    if value in (None, ""):
        return "keine Angabe"
    if isinstance(value, Model):
        return str(value)
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return str(dict(flatten_choices(field.choices)).get(value, value))
    if isinstance(value, Decimal):
        return format_number(value)
    return str(field.prepare_value(value))
