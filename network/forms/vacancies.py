"""Forms of open positions: entering and changing one, closing it."""

from datetime import date
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.core.exceptions import ValidationError

from spurwechsel.formfields import (
    CleanCharField,
    GermanDateField,
    PlainSelect,
    SingleChoice,
    SingleModelChoice,
    TickField,
)
from spurwechsel.german import format_day

from ..models import Contact, Organisation
from ..vacancy_catalogue import Arbeitszeit, Entfernung, Schliessgrund, occupation_code
from .fields import RowForm, choice, level, line, number, text
from .rows import NO_CLIENTS

FROM_TODAY = "Eine Stelle ist bis heute oder bis zu einem späteren Tag offen."
TOO_MANY_HOURS = "Mehr als 60 Stunden pro Woche sind nicht erlaubt; prüfen Sie die Angabe."


class CodeField(CleanCharField):
    """Five digits of the KldB 2010, with or without a letter or spaces before and between."""

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        parts = occupation_code(typed)
        return f"{parts.subgroup}{parts.level.value}"


class VacancyForm(RowForm):
    title = CleanCharField(
        label="Bezeichnung", max_length=160, help_text="Zum Beispiel Reinigungskraft in der Klinik"
    )
    kldb_code = CodeField(
        label="Beruf (KldB 2010)",
        max_length=12,
        widget=forms.TextInput(attrs={"class": "sp-input--short", "inputmode": "numeric"}),
        help_text="Fünf Ziffern. Die ersten beiden sind die Hauptgruppe, die letzte das Niveau: 1 Helfer,"
        " 2 Fachkraft, 3 Spezialist, 4 Experte.",
    )
    hours_from = number("Stunden pro Woche ab", 60, TOO_MANY_HOURS, least=1)
    hours_until = number("Stunden pro Woche bis", 60, TOO_MANY_HOURS, least=1)
    working_time = choice("Arbeitszeit", Arbeitszeit.choices)
    level_from = level("Deutsch mindestens")
    needs_licence = TickField(label="Führerschein nötig", required=False)
    place = line("Arbeitsort", 120)
    distance = choice("Entfernung von der Kommune", Entfernung.choices)
    starts_on = GermanDateField(label="Beginn", required=False, help_text="Leer: sofort")
    places = forms.IntegerField(
        label="Freie Plätze",
        min_value=1,
        max_value=500,
        widget=forms.TextInput(attrs={"class": "sp-input--short", "inputmode": "numeric"}),
        error_messages={
            "min_value": "Geben Sie mindestens einen Platz an.",
            "max_value": "Mehr als 500 Plätze: Prüfen Sie die Zahl.",
        },
    )
    valid_until = GermanDateField(
        label="Offen bis", help_text="Zum Beispiel +60. Danach wird niemand mehr vorgeschlagen."
    )
    contact = SingleModelChoice(
        Contact.objects.none(),
        label="Kontakt im Betrieb",
        required=False,
        empty_label="keiner",
        widget=PlainSelect,
    )
    note = text("Beschreibung", help_text=NO_CLIENTS)

    def __init__(self, *args: Any, organisation: Organisation, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["contact"].queryset = organisation.contacts.all()
        self.helper.layout = Layout(
            Row("title", "kldb_code"),
            Row("hours_from", "hours_until"),
            Row("working_time", "level_from"),
            "needs_licence",
            Row("place", "distance"),
            Row("starts_on", "places"),
            Row("valid_until", "contact"),
            "note",
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        low, high = values.get("hours_from"), values.get("hours_until")
        if low and high and high < low:
            text = "Die höchste Stundenzahl darf nicht unter der niedrigsten liegen."
            self.add_error("hours_until", ValidationError(text))
        return values

    def clean_valid_until(self) -> date:
        """A last day that is over may stay as it is, so that the rest can be corrected."""
        day: date = self.cleaned_data["valid_until"]
        if day < self.today and (self.row is None or day != self.row.valid_until):
            raise ValidationError(f"Der {format_day(day)} ist schon vorbei. {FROM_TODAY}")
        return day


class CloseVacancyForm(RowForm):
    closed_because = SingleChoice(
        label="Warum wird die Stelle geschlossen?",
        choices=Schliessgrund.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Wählen Sie den Grund aus."},
    )
    closed_on = GermanDateField(label="Geschlossen am", past=True)

    def stored(self, row: Any) -> dict[str, Any]:
        return {"closed_on": row.closed_on, "closed_because": row.closed_because}
