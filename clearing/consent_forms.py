"""Forms of consent in single purposes: given with its form, taken back on a day."""

from typing import Any

from django import forms

from network.models import Organisation
from participants.choices import Language, Zweck
from participants.models import Participant

from .letter_catalogue import Briefart
from .models import Letter
from .plan_forms.base import RowForm, choice, day, line, radios

OTHER_FORM = "anderes"


class GivePurposeForm(RowForm):
    """What was allowed, on which day, in which language, on which form."""

    begins_today = ("given_on",)

    purpose = radios(
        "Worin willigt die Person ein?", Zweck.choices, required_message="Wählen Sie den Zweck aus."
    )
    partner = line("An welche Stelle", help_text="Nur bei Weitergabe: Name der Stelle")
    given_on = day("Erteilt am", past=True)
    language = choice(
        "Sprache der Einwilligung",
        Language.choices,
        empty="Wählen Sie aus",
        required=True,
        help_text="In welcher Sprache die Person den Text gelesen oder gehört hat",
    )
    form = choice("Unterschriebenes Formular", [], empty="nicht aus diesem Programm")

    def __init__(
        self, *args: Any, participant: Participant, partner: Organisation | None = None, **kwargs: Any
    ) -> None:
        known = {"language": participant.consent_language or participant.language}
        if partner is not None:
            known |= {"purpose": Zweck.WEITERGABE, "partner": partner.name}
        super().__init__(*args, initial=known, **kwargs)
        self.participant, self.partner = participant, partner
        self.fields["partner"].mark_optional = False
        printed = Letter.objects.filter(participant=participant, kind=Briefart.EINWILLIGUNG).defer("pdf")
        self.forms = {str(letter.pk): letter for letter in printed}
        self.fields["form"].choices = [
            ("", "nicht aus diesem Programm"),
            *((key, f"{letter}, {_languages(letter)}") for key, letter in self.forms.items()),
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        passing_on = values.get("purpose") == Zweck.WEITERGABE
        if passing_on and not values.get("partner") and "partner" not in self.errors:
            self.add_error("partner", "Geben Sie an, an welche Stelle weitergegeben werden darf.")
        if values.get("purpose") and not passing_on and values.get("partner"):
            self.add_error("partner", "Lassen Sie die Stelle leer. Sie gehört nur zur Weitergabe.")
        return values

    def values(self) -> dict[str, Any]:
        """What services.give_purpose takes: of the form its texts, as they were printed."""
        values = dict(self.cleaned_data)
        letter = self.forms.get(values.pop("form"))
        return values | {
            "form_version": _version(letter) if letter else "",
            "partner_key": self._partner_key(values["partner"]),
        }

    def _partner_key(self, name: str) -> int | None:
        """The organisation that was asked about, if its name was left; else the only one of the name."""
        if not name:
            return None
        if self.partner is not None:
            return self.partner.pk if self.partner.name.casefold() == name.casefold() else None
        known = Organisation.objects.known_in([self.participant.kommune_id])
        found = list(known.filter(name__iexact=name)[:2])
        return found[0].pk if len(found) == 1 else None


def _languages(letter: Letter) -> str:
    return f"Deutsch und {letter.get_language_display()}" if letter.language else "Deutsch"


def _version(letter: Letter) -> str:
    texts = f"{letter}: {letter.text_version}"
    if letter.language:
        texts = f"{texts}; {letter.get_language_display()}: {letter.translation_version}"
    return texts[:200]


class PartnerQuery(forms.Form):
    """?stelle=… of an address: whom the person allows to be told; what is not known there is left out."""

    stelle = forms.ModelChoiceField(Organisation.objects.none(), required=False)

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stelle"].queryset = Organisation.objects.known_in([participant.kommune_id])
        self.is_valid()

    @property
    def partner(self) -> Organisation | None:
        return self.cleaned_data.get("stelle")


class TakeBackForm(RowForm):
    begins_today = ("withdrawn_on",)

    withdrawn_on = day("Widerrufen am", past=True)
