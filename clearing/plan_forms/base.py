"""Fields that the forms of plan and results share, and how a form fills itself from a row."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from crispy_forms.layout import Field, Layout
from django import forms

from spurwechsel.formfields import CleanCharField, GermanDateField, PlainSelect, SingleChoice, SpurForm

from ..misplaced import NOT_HERE

Choices = Iterable[tuple[str, Any]]


class RowForm(SpurForm):
    """A form over the columns of a row; without a row it is for a new one."""

    # In the order of the page; what is hidden or asked beside the columns is left out.
    columns: tuple[str, ...] = ()
    # Days that are today unless somebody says otherwise.
    begins_today: tuple[str, ...] = ()

    def __init__(self, *args: Any, today: date, row: Any = None, **kwargs: Any) -> None:
        known = dict.fromkeys(self.begins_today, today)
        if row is not None:
            kwargs.setdefault("version", row.version)
            known |= {name: value for name, value in self.stored(row).items() if value is not None}
        kwargs["initial"] = known | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.row = row
        self.helper.layout = Layout(*(self.placed(name) for name in self.fields))

    def placed(self, name: str) -> Field:
        """A long text comes with the gentle warning about words that do not belong there."""
        is_long = isinstance(self.fields[name].widget, forms.Textarea)
        return Field(name, template="clearing/talk_note.html") if is_long else Field(name)

    def stored(self, row: Any) -> dict[str, Any]:
        """What is stored now, as the fields of the form hold it."""
        return {name: getattr(row, name) for name in self.columns}

    def values(self) -> dict[str, Any]:
        """What the service takes, the version included where there is one."""
        return dict(self.cleaned_data)


def choice(label: str, choices: Choices, *, empty: str = "keine Angabe", **options: Any) -> SingleChoice:
    """A list to choose from; not required unless asked for."""
    options.setdefault("required", False)
    return SingleChoice(label=label, choices=[("", empty), *choices], widget=PlainSelect, **options)


def radios(label: str, choices: Choices, **options: Any) -> SingleChoice:
    return SingleChoice(label=label, choices=list(choices), widget=forms.RadioSelect, **options)


def line(label: str, length: int = 160, **options: Any) -> CleanCharField:
    options.setdefault("required", False)
    return CleanCharField(label=label, max_length=length, **options)


def note(label: str = "Notiz", **options: Any) -> CleanCharField:
    """A note of any length, with the sentence on what does not belong there."""
    options.setdefault("help_text", NOT_HERE)
    options.setdefault("required", False)
    return CleanCharField(
        label=label, max_length=20_000, widget=forms.Textarea(attrs={"rows": "4"}), **options
    )


def sentence(label: str, message: str, length: int = 300, **options: Any) -> CleanCharField:
    """A required reason in one sentence."""
    options.setdefault("help_text", "Ein Satz genügt. Die Person kann ihn einsehen.")
    return CleanCharField(
        label=label,
        max_length=length,
        widget=forms.Textarea(attrs={"rows": "3"}),
        required_message=message,
        **options,
    )


def day(label: str, **options: Any) -> GermanDateField:
    return GermanDateField(label=label, **options)


def later_day(label: str, help_text: str = "Zum Beispiel 28.6.2024 oder +90") -> GermanDateField:
    """A day that may lie ahead and may stay empty."""
    return GermanDateField(label=label, required=False, help_text=help_text)


def hours(label: str = "Stunden pro Woche", *, required: bool = False, whole: bool = True) -> forms.Field:
    """1 to 168; with `whole=False` a comma is allowed."""
    limits = {
        "min_value": "Geben Sie mindestens eine Stunde pro Woche an.",
        "max_value": "Eine Woche hat 168 Stunden; prüfen Sie die Angabe.",
    }
    widget = forms.TextInput(attrs={"class": "sp-input--short", "inputmode": "decimal"})
    common = {"label": label, "required": required, "min_value": 1, "max_value": 168, "widget": widget}
    if whole:
        return forms.IntegerField(error_messages=limits, **common)
    return forms.DecimalField(error_messages=limits, max_digits=4, decimal_places=1, localize=True, **common)
