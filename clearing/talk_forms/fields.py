"""From a column of a statement to the field that asks for it."""

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.text import capfirst

from participants.choices import Niveau
from spurwechsel.formfields import CleanCharField, GermanDateField, PlainSelect, SingleChoice

from ..misplaced import NOT_HERE

YES, NO, UNKNOWN = "ja", "nein", ""
# More answers than this are a list to choose from.
MAX_RADIOS = 9


class YesNoField(SingleChoice):
    """ja, nein or weiß nicht; cleans to True, False or None."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [(YES, "ja"), (NO, "nein"), (UNKNOWN, "weiß nicht")]
        super().__init__(choices=choices, widget=forms.RadioSelect, required=False, **kwargs)

    def clean(self, value: Any) -> bool | None:
        return {YES: True, NO: False}.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, bool):
            return YES if value else NO
        return UNKNOWN if value is None else value


class NumberField(forms.IntegerField):
    """A whole number from 0 on in a short box."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": "sp-input--short", "inputmode": "numeric"})
        super().__init__(min_value=0, required=False, widget=widget, **kwargs)


class AmountField(forms.DecimalField):
    """An amount or a share, with a comma as Germans write it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": "sp-input--short", "inputmode": "decimal"})
        super().__init__(min_value=0, required=False, localize=True, widget=widget, **kwargs)


def field_for(column: models.Field, *, past: bool) -> forms.Field:
    """The field for a column; with `past` a day cannot lie after today. Nothing is required."""
    label = capfirst(str(column.verbose_name))
    if isinstance(column, ArrayField):
        return forms.MultipleChoiceField(
            label=label,
            choices=column.base_field.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
    if column.choices:
        return _choice(label, list(column.choices))
    if isinstance(column, models.BooleanField):
        return YesNoField(label=label)
    if isinstance(column, models.DateField):
        return GermanDateField(label=label, past=past, required=False)
    if isinstance(column, models.DecimalField):
        # The highest value of a share is a rule of the column, like its digits.
        limits = {"max_digits": column.max_digits, "decimal_places": column.decimal_places}
        return AmountField(label=label, max_value=_highest(column), **limits)
    if isinstance(column, models.PositiveSmallIntegerField):
        return NumberField(label=label, max_value=_highest(column))
    return _text(label, column)


def _choice(label: str, choices: list[tuple[str, str]]) -> SingleChoice:
    if choices == Niveau.choices:
        # Short enough for one line.
        every = [(Niveau.KEINE.value, "noch nicht"), *choices[1:], ("", "weiß nicht")]
        return SingleChoice(label=label, choices=every, required=False, widget=forms.RadioSelect)
    if len(choices) < MAX_RADIOS:
        every = [*choices, ("", "keine Angabe")]
        return SingleChoice(label=label, choices=every, required=False, widget=forms.RadioSelect)
    every = [("", "keine Angabe"), *choices]
    return SingleChoice(label=label, choices=every, required=False, widget=PlainSelect)


def _text(label: str, column: models.Field) -> CleanCharField:
    if isinstance(column, models.TextField):
        area = forms.Textarea(attrs={"rows": 6})
        return CleanCharField(
            label=label, max_length=column.max_length, required=False, widget=area, help_text=NOT_HERE
        )
    return CleanCharField(label=label, max_length=column.max_length, required=False)


def _highest(column: models.Field) -> int | None:
    limits = [each.limit_value for each in column.validators if isinstance(each, MaxValueValidator)]
    return min(limits, default=None)
