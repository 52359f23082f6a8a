"""For which day to publish, and which page of the list to show."""

from django import forms

from spurwechsel.formfields import GermanDateField, SpurForm


class PageForm(SpurForm):
    seite = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    @property
    def number(self) -> int:
        """1 for what cannot be read."""
        return (self.cleaned_data.get("seite") if self.is_valid() else None) or 1


class PublishForm(SpurForm):
    stichtag = GermanDateField(
        label="Stichtag",
        past=True,
        help_text="Meistens der letzte Tag eines Monats, zum Beispiel 31.3.2024. Spätere Fassungen gelten "
        "für spätere Tage; zurück geht es nicht.",
    )
