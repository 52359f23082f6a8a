"""What the log is narrowed to."""

from typing import Any

from django import forms

from participants.choices import EventKind
from spurwechsel.formfields import CleanCharField, GermanDateField, SingleChoice, SpurForm

from ..models import User


class LogFilterForm(SpurForm):
    """Days included; the names of the fields stand in the address."""

    mark_optional = False

    von = GermanDateField(label="von", required=False, help_text="")
    bis = GermanDateField(label="bis", required=False, help_text="")
    vorgang = SingleChoice(label="Vorgang", required=False, choices=[("", "alle"), *EventKind.choices])
    fall = CleanCharField(label="Fallnummer", required=False, max_length=20)
    wer = forms.ModelChoiceField(
        label="Wer", required=False, queryset=User.objects.none(), empty_label="alle"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wer"].queryset = User.objects.in_german_order()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("von"), cleaned.get("bis")
        if start and end and end < start:
            self.add_error("bis", "Das Ende liegt vor dem Beginn.")
        return cleaned
