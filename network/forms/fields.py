"""Fields that the forms of the directory share, and how a form fills itself from a row."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import Field
from django import forms

from spurwechsel.formfields import CleanCharField, PlainSelect, SingleChoice, SpurForm

from .. import vocabulary

Choices = Iterable[tuple[str, Any]]


class RowForm(SpurForm):
    """A form over the columns of a row; without a row it is for a new one."""

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        if row is not None:
            kwargs.setdefault("version", row.version)
            kwargs["initial"] = self.stored(row) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.row = row
        if row is None:
            self.fields.pop("active", None)

    def stored(self, row: Any) -> dict[str, Any]:
        """What is stored now, as the fields of the form hold it."""
        return {name: getattr(row, name) for name in self.base_fields if hasattr(row, name)}

    def values(self) -> dict[str, Any]:
        """What the service takes, the version included where there is one."""
        return dict(self.cleaned_data)


class CodesField(forms.MultipleChoiceField):
    """Boxes for the codes of lent words; the words are read with every form, for they come while starting."""

    def __init__(self, words: str, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("choices", lambda: vocabulary.words(words))
        super().__init__(widget=forms.CheckboxSelectMultiple, **options)


def in_columns(name: str) -> Field:
    """Long lists of boxes beside each other where there is room."""
    return Field(name, wrapper_class="sp-columns")


def choice(label: str, choices: Any, *, empty: str = "keine Angabe", **options: Any) -> SingleChoice:
    options.setdefault("required", False)
    offered = (lambda: [("", empty), *choices()]) if callable(choices) else [("", empty), *choices]
    return SingleChoice(label=label, choices=offered, widget=PlainSelect, **options)


def level(label: str, **options: Any) -> SingleChoice:
    return choice(label, lambda: vocabulary.words(vocabulary.LEVELS), empty="egal", **options)


def line(label: str, length: int = 160, **options: Any) -> CleanCharField:
    options.setdefault("required", False)
    return CleanCharField(label=label, max_length=length, **options)


def text(label: str, **options: Any) -> CleanCharField:
    widget = forms.Textarea(attrs={"rows": "4"})
    return CleanCharField(label=label, max_length=2000, required=False, widget=widget, **options)


def number(label: str, most: int, too_many: str, *, least: int = 0) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"class": "sp-input--short", "inputmode": "numeric"})
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=least,
        max_value=most,
        widget=widget,
        error_messages={"max_value": too_many},
    )
