"""Accounts, Kommunen, estimates and reported barriers, all of them without a person of the programme."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from spurwechsel.formfields import (
    CleanCharField,
    GermanDateField,
    OptionCards,
    SingleChoice,
    SingleModelChoice,
    SpurForm,
    TickField,
)

from ..models import Kommune, User
from ..roles import CASE_ROLES, ROLE_MEANINGS, Role

ACTIVE = {"ja": "aktiv", "nein": "deaktiviert"}


class UserFilterForm(SpurForm):
    """What the list of accounts is narrowed to; the names of the fields stand in the address."""

    mark_optional = False

    suche = CleanCharField(label="Name oder E-Mail-Adresse", required=False, max_length=100)
    rolle = SingleChoice(label="Rolle", required=False, choices=[("", "alle"), *Role.choices])
    kommune = forms.ModelChoiceField(
        label="Kommune",
        required=False,
        queryset=Kommune.objects.all(),
        to_field_name="key",
        empty_label="alle",
    )
    zustand = SingleChoice(label="Zugang", required=False, choices=[("", "alle"), *ACTIVE.items()])


class UserForm(SpurForm):
    """Who somebody is, what the role is, and where."""

    name = CleanCharField(
        label="Name", max_length=120, help_text="So, wie ihn die anderen in den Fällen sehen sollen"
    )
    email = forms.EmailField(
        label="E-Mail-Adresse", max_length=254, help_text="Damit meldet sich die Person an"
    )
    role = SingleChoice(label="Rolle", choices=Role.choices, widget=OptionCards(descriptions=ROLE_MEANINGS))
    kommune = SingleModelChoice(
        Kommune.objects.all(),
        label="Kommune",
        required=False,
        empty_label="keine",
        help_text="Nur für Fallbegleitung und Koordination",
    )
    further_kommunen = forms.ModelMultipleChoiceField(
        label="Vertretung in weiteren Kommunen",
        required=False,
        queryset=Kommune.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Nur für Fallbegleitung. Die Person sieht auch die Fälle dieser Kommunen.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Their hints say for whom they are; for those they are not voluntary.
        self.fields["kommune"].mark_optional = self.fields["further_kommunen"].mark_optional = False

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role, kommune = cleaned.get("role"), cleaned.get("kommune")
        if role in CASE_ROLES and not kommune and "kommune" not in self.errors:
            self.add_error("kommune", "Wählen Sie die Kommune aus.")
        if role and role not in CASE_ROLES and kommune:
            self.add_error("kommune", "Diese Rolle gehört zu keiner Kommune. Wählen Sie „keine“ aus.")
        return cleaned


class KommuneForm(SpurForm):
    """What reports and pages call a town."""

    name = CleanCharField(label="Name", max_length=120, help_text="Zum Beispiel Stadt Cottbus/Chóśebuz")
    department = CleanCharField(label="Dezernat oder Amt", max_length=160, required=False)
    team = CleanCharField(label="Team", max_length=160, required=False)
    contact = CleanCharField(
        label="Kontakt für Rückfragen zum Bericht",
        max_length=160,
        required=False,
        help_text="Steht im Bericht, zum Beispiel eine Sammeladresse",
    )
    street = CleanCharField(
        label="Straße und Hausnummer",
        max_length=60,
        required=False,
        help_text="Die Anschrift steht als Absender auf Briefen",
    )
    postcode = CleanCharField(
        label="Postleitzahl",
        max_length=5,
        required=False,
        widget=forms.TextInput(attrs={"class": "sp-input--short", "inputmode": "numeric"}),
    )
    town = CleanCharField(label="Ort", max_length=60, required=False)
    phone = CleanCharField(
        label="Telefon", max_length=40, required=False, help_text="Steht auf Briefen an die Teilnehmenden"
    )
    email = forms.EmailField(
        label="E-Mail-Adresse",
        max_length=254,
        required=False,
        help_text="Steht auf Briefen; eine Sammeladresse, nicht die einer Person",
    )
    privacy_contact = CleanCharField(
        label="Kontakt zum Datenschutz",
        max_length=160,
        required=False,
        help_text="Steht auf dem Formular zur Einwilligung, zum Beispiel datenschutz@cottbus.de",
    )
    own_projects_label = CleanCharField(
        label="Bezeichnung der eigenen Projekte",
        max_length=80,
        help_text="In Cottbus/Chóśebuz zum Beispiel „Projekte FB 15“",
    )
    calendar_case_numbers = TickField(
        label="In Kalenderdateien steht die Fallnummer",
        required=False,
        help_text="Sonst nur „Termin“: Wer einen Kalender sieht, soll nicht auf Personen schließen können.",
    )
    four_eyes = TickField(
        label="Berichte gibt eine zweite Person frei",
        required=False,
        initial=True,
        help_text="Wer einen Bericht vorbereitet, gibt ihn nicht selbst frei. Sonst steht das im Bericht.",
    )
    esf_plus_from = GermanDateField(
        label="ESF+-Angaben ab",
        required=False,
        help_text="Nur wenn das Förderprogramm sie verlangt. Leer heißt: Die Fragen erscheinen nirgends.",
    )

    def clean_postcode(self) -> str:
        postcode = str(self.cleaned_data["postcode"])
        if postcode and not (len(postcode) == 5 and postcode.isascii() and postcode.isdigit()):
            raise ValidationError("Eine Postleitzahl hat fünf Ziffern, zum Beispiel 03046.")
        return postcode


class NewKommuneForm(KommuneForm):
    """The same, with the two marks that cannot change once there are cases."""

    key = forms.SlugField(
        label="Kürzel in Adressen",
        max_length=40,
        help_text="Nur Kleinbuchstaben, zum Beispiel cottbus. Bleibt für immer.",
        error_messages={"invalid": "Verwenden Sie nur Kleinbuchstaben, Ziffern und Bindestriche."},
    )
    case_prefix = CleanCharField(
        label="Kennung in Fallnummern",
        max_length=4,
        help_text="Ein bis vier Großbuchstaben, zum Beispiel CB. Bleibt für immer.",
    )
    field_order = ("name", "key", "case_prefix")

    def clean_key(self) -> str:
        key = self.cleaned_data["key"]
        if key != key.lower():
            raise ValidationError(self.fields["key"].error_messages["invalid"])
        if key == "neu":
            raise ValidationError("„neu“ steht schon in der Adresse dieser Seite. Wählen Sie ein anderes.")
        return key


class EstimateForm(SpurForm):
    """How many people of a town might take part, as of a day."""

    day = GermanDateField(label="Stand", past=True)
    count = forms.IntegerField(
        label="mögliche Teilnehmende",
        min_value=0,
        max_value=1_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "sp-input--short"}),
    )
    tolerated_in_town = forms.IntegerField(
        label="Geduldete vor Ort",
        required=False,
        min_value=0,
        max_value=1_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "sp-input--short"}),
    )
    source = CleanCharField(
        label="Grundlage der Schätzung",
        max_length=200,
        required=False,
        help_text="Zum Beispiel Angaben der Ausländerbehörde vom Januar",
    )


class BarrierForm(SpurForm):
    """What somebody could not do; no account needed."""

    what = CleanCharField(
        label="Was ging nicht?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        required_message="Beschreiben Sie kurz, was nicht ging.",
        help_text="Bitte nennen Sie keine Namen von Teilnehmenden.",
    )
    where = CleanCharField(
        label="Auf welcher Seite?",
        max_length=200,
        required=False,
        help_text="Überschrift oder Adresse der Seite",
    )
    reply_to = forms.EmailField(
        label="E-Mail-Adresse für die Antwort",
        required=False,
        help_text="Ohne Adresse können wir nicht antworten, beheben die Barriere aber trotzdem.",
    )


def initial_of(row: User | Kommune, form: type[SpurForm]) -> dict[str, Any]:
    """What an edit form opens with."""
    values = {name: getattr(row, name) for name in form.base_fields}
    return {name: value.all() if hasattr(value, "all") else value for name, value in values.items()}
