"""The form of a Sachbericht: a goal for each number that the Antrag names, and the texts."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from spurwechsel.formfields import CleanCharField, SpurForm

from ..narrative_catalogue import GOALS, LARGEST_GOAL, TEXT_LENGTH, TEXTS


class SachberichtForm(SpurForm):
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for goal in GOALS:
            self.fields[goal.key] = forms.IntegerField(
                label=f"Ziel: {goal.label}", required=False, min_value=0, max_value=LARGEST_GOAL
            )
        for text in TEXTS:
            self.fields[text.key] = CleanCharField(
                label=text.label,
                max_length=TEXT_LENGTH,
                required=False,
                widget=forms.Textarea(attrs={"rows": 5}),
                help_text=text.hint,
            )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        # A goal of 0 is one.
        if not self.errors and all(values[name] in ("", None) for name in COLUMNS):
            raise ValidationError({"course": "Tragen Sie mindestens ein Ziel oder einen Text ein."})
        return values

    @property
    def shown_texts(self) -> list[str]:
        """What stands in the texts now, typed or stored, refused or not."""
        return [str(self[text.key].value() or "") for text in TEXTS]

    @property
    def values(self) -> dict[str, Any]:
        """Goals and texts by column, after validation."""
        return {key: self.cleaned_data[key] for key in (*(each.key for each in GOALS), *_TEXT_KEYS)}


_TEXT_KEYS = tuple(text.key for text in TEXTS)
COLUMNS = (*(goal.key for goal in GOALS), *_TEXT_KEYS)
