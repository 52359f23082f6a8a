"""Forms of organisations, contacts and offers, and of how a Kommune reads its directory."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Field, Layout, Row
from django import forms

from spurwechsel.formfields import CleanCharField, GermanDateField, SingleChoice, SpurForm, TickField

from .. import vocabulary
from ..choices import (
    Datenschutzrolle,
    Einzugsgebiet,
    Kosten,
    Leistung,
    Partnergruppe,
    Platzlage,
    Zugangsweg,
)
from ..models import DirectorySettings, Organisation
from .fields import CodesField, RowForm, choice, in_columns, level, line, number, text

WHICH_BEHOERDE = "Sagen Sie, ob diese Behörde eine Ausländerbehörde ist: „ja“ oder „nein“."
NO_CLIENTS = "Nichts über Teilnehmende: Andere lesen mit."


class OrganisationForm(RowForm):
    group = choice("Gruppe", (), empty="Wählen Sie aus", required=True)
    name = CleanCharField(label="Name", max_length=160)
    street = line("Straße und Hausnummer", 80)
    postcode = CleanCharField(
        label="Postleitzahl",
        max_length=5,
        required=False,
        widget=forms.TextInput(attrs={"class": "sp-input--short", "inputmode": "numeric"}),
    )
    town = line("Ort", 80)
    phone = line("Telefon", 40)
    email = forms.EmailField(label="E-Mail-Adresse", max_length=254, required=False)
    website = forms.URLField(
        label="Internetseite",
        max_length=200,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text="Zum Beispiel www.beispiel.de",
        error_messages={"invalid": "Geben Sie die Internetseite so ein: www.beispiel.de."},
    )
    opening_hours = line("Öffnungszeiten", 300, help_text="Zum Beispiel Mo bis Do 9 bis 16 Uhr")
    languages = CodesField(vocabulary.LANGUAGES, label="Sprachen am Empfang")
    data_role = choice("Rolle im Datenschutz", Datenschutzrolle.choices)
    auslaenderbehoerde = SingleChoice(
        label="Ist das eine Ausländerbehörde?",
        choices=[("ja", "ja"), ("nein", "nein")],
        required=False,
        widget=forms.RadioSelect,
        help_text="Nur bei Behörden, auch wenn sie anders heißt, zum Beispiel Amt für Migration. An eine"
        " Ausländerbehörde gehen nie Daten; Personen gehen selbst hin oder werden begleitet.",
    )
    note = text("Notiz der eigenen Kommune", help_text=NO_CLIENTS)
    shared = TickField(label="Auch für andere Kommunen sichtbar", required=False)
    active = TickField(
        label="Im Verzeichnis", required=False, help_text="Ohne Haken wird sie niemandem mehr vorgeschlagen."
    )

    def __init__(self, *args: Any, labels: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Of a Behörde the answer is asked for.
        self.fields["auslaenderbehoerde"].mark_optional = False
        self.fields["group"].choices = [("", "Wählen Sie aus"), *labels.items()]
        end = ["active"] if self.row is not None else []
        self.helper.layout = Layout(
            Row("group", "name"),
            "street",
            Row("postcode", "town"),
            Row("phone", "email"),
            Row("website", "opening_hours"),
            in_columns("languages"),
            "data_role",
            Field("auslaenderbehoerde", wrapper_class="sp-inline"),
            "note",
            "shared",
            *end,
        )

    def stored(self, row: Organisation) -> dict[str, Any]:
        # Of other groups nobody was asked yet.
        asked = row.group == Partnergruppe.BEHOERDEN
        known = {"auslaenderbehoerde": ("ja" if row.auslaenderbehoerde else "nein") if asked else ""}
        return super().stored(row) | known

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("group") == Partnergruppe.BEHOERDEN and not values.get("auslaenderbehoerde"):
            self.add_error("auslaenderbehoerde", forms.ValidationError(WHICH_BEHOERDE))
        return values

    def values(self) -> dict[str, Any]:
        return super().values() | {"auslaenderbehoerde": self.cleaned_data["auslaenderbehoerde"] == "ja"}


class ContactForm(RowForm):
    function = CleanCharField(
        label="Funktion oder Stelle", max_length=120, help_text="Zum Beispiel Anerkennungsberatung"
    )
    name = line("Name", 120, help_text="Nur dienstliche Angaben")
    phone = line("Telefon", 40)
    email = forms.EmailField(label="E-Mail-Adresse", max_length=254, required=False)


class ServiceForm(RowForm):
    kind = choice("Leistung", Leistung.choices, empty="Wählen Sie aus", required=True)
    name = CleanCharField(
        label="Bezeichnung", max_length=160, help_text="Zum Beispiel Deutschkurs B1 am Abend"
    )
    needs = CodesField(vocabulary.NEEDS, label="Beantwortet diese Bedarfe")
    note = text("Beschreibung", help_text=NO_CLIENTS)
    statuses = CodesField(
        vocabulary.STATUSES, label="Für diesen Aufenthaltsstatus", help_text="Ohne Haken: für alle"
    )
    level_from = level("Deutsch mindestens")
    level_until = level("Deutsch höchstens")
    age_from = number("Alter ab", 120, "Prüfen Sie das Alter: Es ist höher als 120 Jahre.")
    age_until = number("Alter bis", 120, "Prüfen Sie das Alter: Es ist höher als 120 Jahre.")
    languages = CodesField(
        vocabulary.LANGUAGES, label="Sprachen des Angebots", help_text="Ohne Haken: nicht bekannt"
    )
    area = choice("Einzugsgebiet", Einzugsgebiet.choices)
    area_note = line("Ort des Angebots")
    capacity = choice("Plätze", Platzlage.choices)
    waiting_weeks = number(
        "Wartezeit in Wochen",
        208,
        "Eine Wartezeit von mehr als vier Jahren: Prüfen Sie die Zahl.",
    )
    costs = choice("Kosten", Kosten.choices)
    costs_note = line("Zu den Kosten", help_text="Zum Beispiel wer sie übernimmt")
    access = choice("Zugang", Zugangsweg.choices)
    access_note = line("Zum Zugang", help_text="Zum Beispiel welche Behörde zuweist")
    checked_on = GermanDateField(label="Geprüft am", required=False, past=True)
    active = TickField(
        label="Im Verzeichnis", required=False, help_text="Ohne Haken wird es niemandem mehr vorgeschlagen."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        end = ["active"] if self.row is not None else []
        self.helper.layout = Layout(
            Row("kind", "name"),
            in_columns("needs"),
            "note",
            Row("level_from", "level_until"),
            Row("age_from", "age_until"),
            Row("area", "area_note"),
            Row("capacity", "waiting_weeks"),
            Row("costs", "costs_note"),
            Row("access", "access_note"),
            in_columns("statuses"),
            in_columns("languages"),
            "checked_on",
            *end,
        )


class RemoveForm(SpurForm):
    """Nothing to fill in; sending it is the decision."""


class DirectorySettingsForm(SpurForm):
    """Months and the names of six groups; the seventh bears the name that stands with the Kommune."""

    stale_months = forms.IntegerField(
        label="Angebote neu prüfen nach so vielen Monaten",
        min_value=1,
        max_value=36,
        widget=forms.TextInput(attrs={"class": "sp-input--short", "inputmode": "numeric"}),
        error_messages={
            "min_value": "Geben Sie mindestens einen Monat ein.",
            "max_value": "Geben Sie höchstens 36 Monate ein.",
        },
    )

    def __init__(self, *args: Any, row: DirectorySettings, labels: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, version=row.version, **kwargs)
        self.initial["stale_months"] = row.stale_months
        for group in Partnergruppe:
            if group != Partnergruppe.EIGENE_PROJEKTE:
                self.fields[group.value] = line(
                    f"Bezeichnung für: {group.label}", 80, initial=labels[group.value]
                )

    def stored(self, row: DirectorySettings, labels: Mapping[str, str]) -> dict[str, Any]:
        return {"stale_months": row.stale_months, **labels}

    def values(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        labels = {name: cleaned.pop(name) for name in Partnergruppe.values if name in cleaned}
        return {**cleaned, "labels": labels}
