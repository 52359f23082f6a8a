"""Forms of letters: one letter, letters for many, and their texts with preview and check."""

from datetime import date
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms

from participants.choices import Language
from participants.models import Participant
from spurwechsel.formfields import (
    CleanCharField,
    GermanDateField,
    OptionCards,
    PlainSelect,
    SingleChoice,
    SingleModelChoice,
    SpurForm,
    TickField,
)

from .catalogue import Terminstand
from .letter_catalogue import (
    BY_HAND_ONLY,
    LANGUAGE_TAGS,
    LETTER_MEANINGS,
    RIGHT_TO_LEFT,
    WITH_APPOINTMENT,
    Briefart,
    Versand,
)
from .letter_words import Words, all_words, why_not
from .models import Appointment, LetterText
from .models.letters import GERMAN
from .paper_letter import LetterOrder

ONLY_GERMAN = ("", "nur Deutsch")
OF_THE_PERSON = "eigene"


class LetterQuery(SpurForm):
    """In the address as ?art=…&termin=…; what cannot be read is left out."""

    art = SingleChoice(choices=Briefart.choices, required=False)
    termin = forms.IntegerField(min_value=1, required=False)

    def value(self, name: str) -> Any:
        self.errors  # noqa: B018  reading them fills cleaned_data
        return self.cleaned_data.get(name)


class LetterForm(SpurForm):
    """Which letter, to which appointment, in which language, by which way."""

    kind = SingleChoice(
        label="Welcher Brief?",
        choices=Briefart.choices,
        widget=OptionCards(descriptions=LETTER_MEANINGS),
        required_message="Wählen Sie den Brief aus.",
    )
    appointment = SingleModelChoice(
        Appointment.objects.none(),
        label="Zu welchem Termin?",
        required=False,
        empty_label="kein Termin",
        help_text="Nur für Einladung zu einem Termin, Terminzettel und Erinnerung",
    )
    language = SingleChoice(
        label="Sprache",
        required=False,
        widget=PlainSelect,
        help_text="Neben Deutsch stehen nur Übersetzungen, die geprüft sind",
    )
    delivery = SingleChoice(label="Versand", choices=Versand.choices, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, participant: Participant, today: date, query: LetterQuery, **kwargs: Any
    ) -> None:
        planned = participant.appointments.filter(state=Terminstand.GEPLANT, day__gte=today)
        languages = usable_languages(participant.kommune)
        own = participant.language
        kwargs["initial"] = {
            "kind": query.value("art") or Briefart.KENNENLERNEN,
            "appointment": query.value("termin") or planned.first(),
            "language": own if own in languages else "",
            "delivery": Versand.POST if hasattr(participant, "address") else Versand.UEBERGABE,
        }
        super().__init__(*args, **kwargs)
        self.participant, self.today = participant, today
        self.fields["appointment"].queryset = planned
        first = [] if own in (GERMAN, Language.ANDERE) else [own]
        offered = dict.fromkeys([*first, *languages])
        beside = [(each, f"Deutsch und {Language(each).label}") for each in offered]
        self.fields["language"].choices = [ONLY_GERMAN, *beside]
        for name in ("appointment", "language"):
            self.fields[name].mark_optional = False
        self.helper.layout = Layout("kind", Row("appointment", "language"), "delivery")

    @property
    def order(self) -> LetterOrder:
        """What the service takes: an appointment only where the letter is about one."""
        values = self.cleaned_data
        kind = values["kind"]
        return LetterOrder(
            participant=self.participant,
            kind=kind,
            day=self.today,
            delivery=Versand.UEBERGABE if kind in BY_HAND_ONLY else values["delivery"],
            language=values["language"],
            appointment=values["appointment"] if kind in WITH_APPOINTMENT else None,
        )


def usable_languages(kommune: Any) -> list[str]:
    """Languages in which some letter may go out now, in the order of their names."""
    words = all_words(kommune)
    usable = {
        language
        for (kind, language), each in words.items()
        if language != GERMAN and not why_not(words[kind, GERMAN], each)
    }
    return [language for language in Language.values if language in usable]


class BulkLetterForm(SpurForm):
    """One kind of letter for everybody who was found."""

    kind = SingleChoice(
        label="Welcher Brief?",
        choices=[each for each in Briefart.choices if each[0] not in BY_HAND_ONLY],
        widget=OptionCards(descriptions=LETTER_MEANINGS),
        required_message="Wählen Sie den Brief aus.",
    )
    language = SingleChoice(
        label="Sprache",
        choices=[
            (OF_THE_PERSON, "Deutsch und die Sprache der Person, wenn die Übersetzung geprüft ist"),
            ("deutsch", "nur Deutsch"),
        ],
        widget=forms.RadioSelect,
        initial=OF_THE_PERSON,
    )
    delivery = SingleChoice(
        label="Versand", choices=Versand.choices, widget=forms.RadioSelect, initial=Versand.POST
    )
    number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, number: int, **kwargs: Any) -> None:
        super().__init__(*args, initial={"number": number}, **kwargs)
        self.found = number

    def clean(self) -> dict[str, Any]:
        """Nobody gets a letter whom the sender has not seen counted."""
        values = super().clean() or self.cleaned_data
        if "number" in values and values["number"] != self.found:
            self.data = self.data.copy()
            self.data["number"] = self.found
            raise forms.ValidationError(
                f"Die Auswahl hat sich geändert: Es sind jetzt {self.found} statt {values['number']}"
                " Personen. Prüfen Sie das und senden Sie das Formular noch einmal ab."
            )
        return values

    @property
    def parameters(self) -> dict[str, Any]:
        """What the worker is told: codes, nothing about a person."""
        values = self.cleaned_data
        only = values["language"] != OF_THE_PERSON
        return {"kind": values["kind"], "delivery": values["delivery"], "german_only": only}


class LetterTextForm(SpurForm):
    """A text with its placeholders; a translation also says whether it is checked, by whom and when."""

    subject = CleanCharField(label="Betreff", max_length=120, required_message="Geben Sie den Betreff ein.")
    body = CleanCharField(
        label="Text",
        max_length=8000,
        required_message="Geben Sie den Text ein.",
        widget=forms.Textarea(attrs={"rows": "18"}),
        help_text=(
            "Leere Zeile: neuer Absatz. „# “ am Anfang: Überschrift, „- “: Aufzählung, „[ ] “: Kästchen zum"
            " Ankreuzen."
        ),
    )

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        stored = {"subject": words.subject, "body": words.body}
        super().__init__(*args, initial=stored, version=words.number, **kwargs)
        self.words = words
        written = {"lang": LANGUAGE_TAGS.get(words.language, words.language)}
        if words.language in RIGHT_TO_LEFT:
            written["dir"] = "rtl"
        for name in ("subject", "body"):
            self.fields[name].widget.attrs.update(written)

    @staticmethod
    def recorded(row: LetterText) -> dict[str, Any]:
        """What is stored now, as the fields of the form hold it."""
        names = ("subject", "body", "translator", "source", "translated_on")
        return {name: getattr(row, name) for name in names} | {"checked": row.is_checked}

    def values(self) -> dict[str, Any]:
        """What services.save_letter_text takes."""
        known = {name: value for name, value in self.cleaned_data.items() if name != "checked"}
        return known | {"kind": self.words.kind, "language": self.words.language}


class TranslationForm(LetterTextForm):
    checked = TickField(
        label="Die Übersetzung ist von einer Fachperson geprüft und darf verwendet werden", required=False
    )
    translator = CleanCharField(label="Übersetzt von", max_length=120, required=False)
    source = CleanCharField(
        label="Grundlage",
        max_length=160,
        required=False,
        help_text="Zum Beispiel Auftrag oder Bestätigung der Übersetzerin",
    )
    translated_on = GermanDateField(label="Übersetzt am", past=True, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("checked", "translator", "source", "translated_on"):
            self.fields[name].mark_optional = False
        self.helper.layout = Layout(
            "subject", "body", "checked", "translator", Row("source", "translated_on")
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        needed = {
            "translator": "Geben Sie an, wer übersetzt hat.",
            "source": "Geben Sie an, worauf sich die Prüfung stützt.",
            "translated_on": "Geben Sie an, wann übersetzt wurde.",
        }
        for name, sentence in needed.items():
            if values.get("checked") and not values.get(name) and name not in self.errors:
                self.add_error(name, sentence)
            if not values.get("checked") and values.get(name):
                self.add_error("checked", "Kreuzen Sie die Prüfung an oder lassen Sie die Angaben dazu leer.")
                break
        return values


class OtherLanguageForm(SpurForm):
    """The way to a translation that does not exist yet, as ?art=…&sprache=…."""

    mark_optional = False

    art = SingleChoice(label="Brief", choices=Briefart.choices, widget=PlainSelect)
    sprache = SingleChoice(
        label="Sprache",
        choices=[each for each in Language.choices if each[0] not in (GERMAN, Language.ANDERE)],
        widget=PlainSelect,
    )
