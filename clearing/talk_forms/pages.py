"""The small forms around a talk: which talks to compare or print, the conversation view, identity steps."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.utils.http import url_has_allowed_host_and_scheme

from spurwechsel.formfields import GermanDateField, OptionCards, PlainSelect, SingleChoice, SpurForm

from ..catalogue import Identitaetsschritt, Nachweisort
from ..models import Interview

_NO_SUCH_TALK = "Dieses Gespräch gibt es nicht."


def _talk(label: str, talks: Sequence[Interview], **kwargs: Any) -> SingleChoice:
    choices = [(str(talk.number), str(talk)) for talk in talks]
    return SingleChoice(
        label=label,
        choices=[*kwargs.pop("before", []), *choices],
        widget=PlainSelect,
        error_messages={"invalid_choice": _NO_SUCH_TALK},
        **kwargs,
    )


class CompareForm(SpurForm):
    """In the address as ?a=1&b=2; without them the first and the last talk."""

    mark_optional = False

    def __init__(self, *args: Any, talks: Sequence[Interview], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.talks = sorted(talks, key=lambda talk: talk.number)
        first, last = str(self.talks[0].number), str(self.talks[-1].number)
        self.fields["a"] = _talk("Gespräch", self.talks, required=False, initial=first)
        self.fields["b"] = _talk("verglichen mit", self.talks, required=False, initial=last)

    def chosen(self) -> tuple[Interview, Interview]:
        """The two talks; whichever cannot be read falls back to the first or the last."""
        self.is_valid()
        by_number = {str(talk.number): talk for talk in self.talks}
        asked = self.cleaned_data if self.is_bound else {}
        return (
            by_number.get(asked.get("a", ""), self.talks[0]),
            by_number.get(asked.get("b", ""), self.talks[-1]),
        )


class PaperForm(SpurForm):
    """In the address as ?gespraech=2; without it the sheet is empty."""

    mark_optional = False

    def __init__(self, *args: Any, talks: Sequence[Interview], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.talks = {str(talk.number): talk for talk in talks}
        self.fields["gespraech"] = _talk(
            "Bogen", talks, required=False, before=[("", "leer, zum Ausfüllen mit der Hand")]
        )

    def chosen(self) -> Interview | None:
        self.is_valid()
        return self.talks.get(self.cleaned_data.get("gespraech", ""))


class ConversationForm(SpurForm):
    """Switches the conversation view and leads back to the page it was switched on."""

    ansicht = forms.ChoiceField(choices=[("an", "an"), ("aus", "aus")])
    zurueck = forms.CharField(max_length=300)

    def clean_zurueck(self) -> str:
        path: str = self.cleaned_data["zurueck"]
        if not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
            raise forms.ValidationError("Diese Adresse führt aus der Anwendung hinaus.")
        return path


class IdentityStepForm(SpurForm):
    """One effort: what, when, where the proof lies; there is no field for text."""

    step = SingleChoice(
        label="Was wurde getan?",
        choices=Identitaetsschritt.choices,
        widget=forms.RadioSelect,
        required_message="Wählen Sie einen der sechs Schritte aus.",
    )
    done_on = GermanDateField(label="Am", past=True, required_message="Geben Sie an, an welchem Tag das war.")
    proof = SingleChoice(
        label="Wo liegt der Nachweis?",
        choices=Nachweisort.choices,
        widget=OptionCards(
            descriptions={
                Nachweisort.PERSON: "Zum Beispiel eine Bestätigung oder Quittung. Hier gibt es keine Kopien.",
                Nachweisort.BEHOERDE: "Die Person hat ihn dort abgegeben.",
                Nachweisort.KEINER: "Bitten Sie beim nächsten Mal um eine schriftliche Bestätigung.",
            }
        ),
        required_message="Wählen Sie aus, wo der Nachweis liegt.",
    )
    next_on = GermanDateField(
        label="Nächster Schritt am",
        required=False,
        help_text="Zum Beispiel 1.7.2024 oder +30 für in 30 Tagen",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("step", Row("done_on", "next_on"), "proof")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        done, following = values.get("done_on"), values.get("next_on")
        if done and following and following < done:
            self.add_error("next_on", "Der nächste Schritt darf nicht vor diesem liegen.")
        return values
