"""What goes where with whose consent; who takes the case over; why not."""

from typing import Any

from crispy_forms.layout import Field, Layout, Row
from django import forms

from participants.choices import Language
from participants.forms.people import responsible_users
from participants.models import Participant
from spurwechsel.formfields import PlainSelect, SingleModelChoice, SpurForm

from ..models import Packet
from ..plan_forms.base import RowForm, choice, day, radios
from .catalogue import ALWAYS, TEXTS, Ablehnung, Paketteil


class OfferForm(RowForm):
    begins_today = ("given_on",)

    to = SingleModelChoice(
        Packet._meta.get_field("to").related_model.objects.none(),
        label="An welche Kommune?",
        widget=PlainSelect,
        required_message="Wählen Sie die Kommune aus, in die die Person zieht.",
    )
    sections = forms.MultipleChoiceField(
        label="Was geht außer den Stammdaten mit?",
        choices=[(part.value, f"{part.label}: {TEXTS[part]}") for part in Paketteil if part != ALWAYS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Kreuzen Sie nur an, was die Person weitergeben will. Notizen, Briefe und der Verlauf gehen"
        " nie mit.",
    )
    given_on = day(
        "Einwilligung der Person vom",
        past=True,
        help_text="Die Person hat zugestimmt, dass diese Angaben an diese Kommune gehen.",
    )
    language = choice("Sprache der Einwilligung", Language.choices, empty="Wählen Sie aus", required=True)

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        known = {"language": participant.consent_language or participant.language}
        super().__init__(*args, initial=known, **kwargs)
        self.fields["sections"].mark_optional = False
        kommunen = Packet._meta.get_field("to").related_model._default_manager
        self.fields["to"].queryset = kommunen.exclude(pk=participant.kommune_id)
        self.helper.layout = Layout("to", Field("sections"), Row("given_on", "language"))


class PageQuery(SpurForm):
    seite = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    @property
    def number(self) -> int:
        """1 for what cannot be read."""
        return (self.cleaned_data.get("seite") if self.is_valid() else None) or 1


class SeenForm(forms.Form):
    """The second click, after the preview, with the digest of what it showed."""

    gesehen = forms.RegexField(r"\A[0-9a-f]{64}\Z")

    @property
    def digest(self) -> str:
        return str(self.cleaned_data["gesehen"]) if self.is_valid() else ""


class AcceptForm(SpurForm):
    responsible = SingleModelChoice(
        queryset=None,
        label="Wer wird zuständig?",
        empty_label="noch niemand",
        required=False,
        widget=PlainSelect,
    )

    def __init__(self, *args: Any, kommune_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = responsible_users({kommune_id})

    def values(self) -> dict[str, Any]:
        """What services.accept_packet takes."""
        return dict(self.cleaned_data)


class RefuseForm(SpurForm):
    reason = radios(
        "Warum nicht?", Ablehnung.choices, required_message="Wählen Sie den Grund der Ablehnung aus."
    )

    def values(self) -> dict[str, Any]:
        """What services.refuse_packet takes."""
        return dict(self.cleaned_data)
