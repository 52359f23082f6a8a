"""Forms of the programmes: who pays, who is addressed, from when to when."""

from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError

from participants.models.people import Fold
from spurwechsel.formfields import CleanCharField, GermanDateField, SingleModelChoice, SpurForm

from .catalogue import TABLES
from .disclosure import SMALLEST_THRESHOLD
from .models import LARGEST_THRESHOLD, Foerderprogramm
from .public_rules import LARGEST_CHANGE, SMALLEST_CHANGE, PublicMethod

ADDRESSEE_LINES = 4


def _kommunen() -> Any:
    """Towns are no secret, and programmes are kept by those who see all of them."""
    return apps.get_model("spurwechsel.Kommune").objects.order_by(Fold("name"))


class ProgrammeForm(SpurForm):
    """What the letterhead of a report says, for which days, and which numbers it keeps secret."""

    name = CleanCharField(label="Name des Programms", max_length=120)
    subtitle = CleanCharField(label="Untertitel des Berichts", max_length=160, required=False)
    addressee = CleanCharField(
        label="Empfänger",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": ADDRESSEE_LINES}),
        help_text="So, wie es auf dem Brief steht, höchstens vier Zeilen",
    )
    funder_line = CleanCharField(
        label="Hinweis auf die Förderung",
        max_length=200,
        help_text="Zum Beispiel: Gefördert durch das Land Brandenburg",
    )
    logo_text = CleanCharField(
        label="Pflichthinweis neben dem Logo",
        max_length=200,
        required=False,
        help_text="Zum Beispiel: Kofinanziert von der Europäischen Union",
    )
    funding_code = CleanCharField(label="Förderkennzeichen", max_length=60, required=False)
    valid_from = GermanDateField(label="Gültig ab", help_text="Erster Tag, zum Beispiel 1.1.2026")
    valid_until = GermanDateField(
        label="Gültig bis",
        required=False,
        help_text="Letzter Tag, zum Beispiel 31.12.2028. Leer heißt: bis auf Weiteres.",
    )
    cell_threshold = forms.IntegerField(
        label="Kleinste veröffentlichte Zahl",
        min_value=SMALLEST_THRESHOLD,
        max_value=LARGEST_THRESHOLD,
        initial=SMALLEST_THRESHOLD,
        help_text="Kleinere Zahlen hält der Bericht in den Aufgliederungen geheim. "
        f"Mindestens {SMALLEST_THRESHOLD}, höchstens {LARGEST_THRESHOLD}.",
    )

    public_method = forms.ChoiceField(
        label="Zahlen zur Veröffentlichung",
        choices=PublicMethod.choices,
        initial=PublicMethod.FIVES,
        widget=forms.RadioSelect,
        help_text="Sind einmal Zahlen veröffentlicht, kann es nur noch strenger werden.",
    )
    public_change = forms.IntegerField(
        label="Neue Zahlen nach so vielen geänderten Personen",
        min_value=SMALLEST_CHANGE,
        max_value=LARGEST_CHANGE,
        initial=SMALLEST_CHANGE,
        help_text="So viele Personen müssen sich in jeder Aufgliederung geändert haben, bevor neue Zahlen "
        f"veröffentlicht werden. Mindestens {SMALLEST_CHANGE}, höchstens {LARGEST_CHANGE}.",
    )
    left_out = forms.MultipleChoiceField(
        label="Tabellen, die der Bericht weglässt",
        choices=TABLES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Die fünf Status und ihre Bewegung stehen in jedem Bericht.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Its hint says what an empty box means.
        end: Any = self.fields["valid_until"]
        end.mark_optional = False

    def clean_addressee(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["addressee"].splitlines() if line.strip()]
        if len(lines) > ADDRESSEE_LINES:
            raise ValidationError(f"Kürzen Sie den Empfänger auf vier Zeilen. Es sind {len(lines)}.")
        return "\n".join(lines)


class NewProgrammeForm(ProgrammeForm):
    """The same for a Kommune, which cannot change later."""

    kommune = SingleModelChoice(None, label="Kommune", to_field_name="key")
    field_order = ("kommune",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kommune"]
        field.queryset = _kommunen()


class GapForm(SpurForm):
    """The Kommune and the days without a programme from which „anlegen“ was clicked."""

    mark_optional = False
    kommune = SingleModelChoice(None, label="Kommune", to_field_name="key", required=False)
    ab = GermanDateField(label="ab", required=False)
    bis = GermanDateField(label="bis", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kommune"]
        field.queryset = _kommunen()

    @property
    def first_values(self) -> dict[str, Any]:
        """What a new programme begins with, as far as the address could be read."""
        self.is_valid()
        known = getattr(self, "cleaned_data", {})
        values = {"kommune": "kommune", "valid_from": "ab", "valid_until": "bis"}
        return {name: known[key] for name, key in values.items() if known.get(key)}


def initial_of(programme: Foerderprogramm) -> dict[str, Any]:
    """What the edit form opens with."""
    return {name: getattr(programme, name) for name in ProgrammeForm.base_fields}
