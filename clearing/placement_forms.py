"""Forms of the Vermittlung: releasing the profile, suggesting a position, and one for every step."""

from datetime import date
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.text import capfirst

from network.models import Vacancy
from participants.choices import Beschaeftigungsart, Erlaubnis, Language
from participants.models import Participant
from spurwechsel.formfields import PlainSelect, SingleModelChoice

from .models import Placement, PlacementProfile
from .placement_catalogue import ENDS_BY_ITSELF, Profilangabe, Vermittlungsende, Vermittlungsstand
from .plan_forms.base import RowForm, choice, day, hours, later_day, radios


class ProfileForm(RowForm):
    """One tick for each item that is known; what is not known can be released once it is."""

    columns = ("items", "released_on")
    begins_today = ("released_on",)
    items = forms.MultipleChoiceField(
        label="Was gibt die Person frei?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Jede Angabe für sich. Verglichen und gezeigt wird nur, was einen Haken hat.",
    )
    released_on = day("Freigegeben am", past=True)
    language = choice(
        "Sprache der Einwilligung",
        Language.choices,
        empty="Wählen Sie aus",
        help_text="In welcher Sprache die Person eingewilligt hat",
    )

    def __init__(
        self,
        *args: Any,
        participant: Participant,
        words: dict[str, str],
        asks_consent: bool,
        row: PlacementProfile | None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", {"language": participant.consent_language or participant.language})
        kwargs.setdefault("version", row.version if row else 0)
        super().__init__(*args, row=row, **kwargs)
        held = row.items if row else []
        self.fields["items"].choices = [
            (item.value, f"{capfirst(item.label)}: {words.get(item, 'nicht mehr bekannt')}")
            for item in Profilangabe
            if item in words or item in held
        ]
        # A day of today is for the next release, not for the one that is stored.
        self.initial["released_on"] = kwargs["today"]
        if not asks_consent:
            del self.fields["language"]
        self.helper.layout = Layout(*self.fields)


class SuggestForm(RowForm):
    """Which position; `on` is the day of the suggestion."""

    begins_today = ("on",)
    vacancy = SingleModelChoice(Vacancy.objects.none(), label="Stelle", widget=PlainSelect)
    on = day("Vorgeschlagen am", past=True)

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["vacancy"]
        field.queryset = offered.select_related("organisation")
        field.label_from_instance = lambda row: f"{row.title}, {row.organisation}"


class StepForm(RowForm):
    """A step with nothing but its day."""

    begins_today = ("on",)
    on = day("Tag", past=True)

    def stored(self, row: Placement) -> dict[str, Any]:
        return {}


class ReleaseForm(StepForm):
    on = day("Freigegeben am", past=True)
    language = choice(
        "Sprache der Einwilligung",
        Language.choices,
        empty="Wählen Sie aus",
        required=True,
        help_text="In welcher Sprache die Person der Weitergabe des Namens zugestimmt hat",
    )

    def stored(self, row: Placement) -> dict[str, Any]:
        return {"language": row.participant.consent_language or row.participant.language}


class ContractForm(StepForm):
    """What the record of the job needs beside employer and occupation, which the position knows."""

    on = day("Vertrag vom", past=True)
    kind = choice(
        "Art",
        Beschaeftigungsart.choices,
        empty="Wählen Sie aus",
        required=True,
        required_message="Wählen Sie die Art der Arbeit aus.",
    )
    hours = hours(required=True, whole=False)
    valid_from = day("Beginn der Arbeit")
    valid_until = later_day("Ende", "Letzter Tag, wenn der Vertrag befristet ist; sonst leer")
    permit = choice("Beschäftigungserlaubnis", Erlaubnis.choices, help_text="Für genau diese Stelle")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("on", Row("kind", "hours"), Row("valid_from", "valid_until"), "permit")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        start: date | None = values.get("valid_from")
        end: date | None = values.get("valid_until")
        if start and end and end < start:
            self.add_error("valid_until", "Das Ende darf nicht vor dem Beginn liegen.")
        return values


class EndForm(StepForm):
    ended_because = radios(
        "Warum endet die Vermittlung?",
        [(each.value, each.label) for each in Vermittlungsende if each not in ENDS_BY_ITSELF],
        required_message="Wählen Sie den Grund aus.",
    )
    on = day("Beendet am", past=True)

    def __init__(self, *args: Any, row: Placement, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        if row.state == Vermittlungsstand.VERTRAG:
            mistake = Vermittlungsende.IRRTUM
            self.fields["ended_because"].choices = [(mistake.value, mistake.label)]
            self.fields[
                "ended_because"
            ].help_text = (
                "Die Arbeit wird mit zurückgenommen. Ist sie nur zu Ende, tragen Sie das unter „Arbeit“ ein."
            )


class SuggestQuery(forms.Form):
    """?stelle=… of an address; what is not there or not visible is left out."""

    stelle = forms.ModelChoiceField(Vacancy.objects.none(), required=False)

    def __init__(self, *args: Any, seen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stelle"].queryset = seen
        self.is_valid()

    @property
    def vacancy(self) -> Vacancy | None:
        return self.cleaned_data.get("stelle")
