"""Days as people type them: 27.3.24, 270324, heute, +14, or only a month or a year."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from spurwechsel import german

from .text import Required

IN_THE_PAST = "Das Datum muss heute oder in der Vergangenheit liegen."


class _DayInput(forms.TextInput):
    """One text box for a day; digits are enough (270324), so phones show the number pad.

    Not autocomplete="off": with it browsers empty the box on the way back from an error of the server.
    """

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        defaults = {"class": "sp-input--date", "inputmode": "numeric"}
        super().__init__({**defaults, **(attrs or {})})


class GermanDateField(Required, forms.DateField):
    """
    A day typed freely and shown as 27.03.2024; with ``past`` it cannot be later than today.

    What was typed stays in the field when it cannot be read.
    """

    widget = _DayInput

    def __init__(
        self, *, past: bool = False, help_text: str = "Zum Beispiel 27.3.2024 oder heute", **kwargs: Any
    ) -> None:
        self.past = past
        super().__init__(help_text=help_text, **kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        if not str(value).strip():
            return None
        return _read(german.parse_day, str(value), past=self.past)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.past and value is not None and value > timezone.localdate():
            raise ValidationError(self.error_messages.get("future", IN_THE_PAST), code="future")

    def prepare_value(self, value: Any) -> Any:
        """A day of an address (2027-02-14) is shown as it would be typed."""
        if isinstance(value, str):
            value = german.day_of_address(value) or value
        return german.format_day(value) if isinstance(value, date) else value


class PartialDateField(Required, forms.Field):
    """A day, a month or a year; cleans to (first day of it, precision) or None if empty."""

    widget = _DayInput

    def __init__(
        self,
        *,
        past: bool = True,
        help_text: str = "Zum Beispiel 14.09.2016, 09.2016 oder 2016",
        **kwargs: Any,
    ) -> None:
        self.past = past
        super().__init__(help_text=help_text, **kwargs)

    def to_python(self, value: Any) -> tuple[date, str] | None:
        if value in self.empty_values or not isinstance(value, str):
            return value or None
        if not value.strip():
            return None
        return _read(german.parse_partial, value, past=self.past)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.past and value is not None and value[0] > timezone.localdate():
            raise ValidationError(self.error_messages.get("future", IN_THE_PAST), code="future")

    def prepare_value(self, value: Any) -> Any:
        return german.format_partial(*value) if isinstance(value, tuple | list) else value


def _read(parse: Callable[..., Any], typed: str, *, past: bool) -> Any:
    try:
        return parse(typed, timezone.localdate(), past=past)
    except ValueError as error:
        raise ValidationError(str(error), code="invalid") from None
