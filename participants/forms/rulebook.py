"""Which rules to show, and the day of a change to look at."""

from collections.abc import Iterable
from typing import Any

from spurwechsel.formfields import CleanCharField, GermanDateField, PlainSelect, SingleChoice, SpurForm


class RulebookForm(SpurForm):
    """In the address as ?suche=…&weg=…; what cannot be read is told and left out."""

    mark_optional = False
    suche = CleanCharField(
        label="Suchen in Text, Wert, Kennung und Fundstelle", required=False, max_length=100
    )
    weg = SingleChoice(label="Weg", widget=PlainSelect, required=False)

    def __init__(self, *args: Any, chapters: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weg"].choices = [("", "alle"), *chapters]

    def chosen(self, name: str) -> str:
        self.is_valid()
        return self.cleaned_data.get(name) or ""


class ChangeForm(SpurForm):
    """?tag=…"""

    mark_optional = False
    tag = GermanDateField(
        label="Tag der Änderung",
        help_text="Zum Beispiel 1.7.2027",
        required_message="Geben Sie den Tag der Änderung ein.",
    )
