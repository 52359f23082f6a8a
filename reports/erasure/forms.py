"""Why a case is erased, confirmed by typing its number."""

from typing import Any

from django import forms

from spurwechsel.formfields import CleanCharField, SingleChoice, SpurForm

from ..erasure_models import Loeschgrund


class PageForm(SpurForm):
    seite = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    @property
    def number(self) -> int:
        """1 for what cannot be read."""
        return (self.cleaned_data.get("seite") if self.is_valid() else None) or 1


class EraseForm(SpurForm):
    reason = SingleChoice(
        label="Warum wird der Fall gelöscht?",
        choices=Loeschgrund.choices,
        widget=forms.RadioSelect,
        required_message="Wählen Sie den Grund aus.",
    )
    case_number = CleanCharField(
        label="Fallnummer zur Bestätigung",
        max_length=20,
        required_message="Geben Sie die Fallnummer ein.",
    )

    def __init__(self, *args: Any, case_number: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = case_number
        self.fields["case_number"].help_text = f"Geben Sie {case_number} ein."

    def clean_case_number(self) -> str:
        typed: str = self.cleaned_data["case_number"]
        if typed.strip().upper() != self.expected:
            raise forms.ValidationError(
                f"Das ist nicht die Nummer dieses Falls. Geben Sie {self.expected} ein."
            )
        return typed
