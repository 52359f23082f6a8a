"""Für welchen Tag, and Was wäre, wenn: asked by address, nothing of it is stored."""

from datetime import date
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms

from spurwechsel.formfields import GermanDateField, PlainSelect, SingleChoice, SpurForm, TickField

from ..assumptions import Assumptions
from ..rules.facts import Niveau


class DayForm(SpurForm):
    """?am=…&verlaengert=on: the day to judge for; what cannot be read is told and today is taken."""

    mark_optional = False
    am = GermanDateField(
        label="Für welchen Tag?", required=False, help_text="Früher oder später; leer heißt heute"
    )
    verlaengert = TickField(label="Papiere werden bis dahin verlängert", required=False)

    def day(self, today: date) -> date:
        self.is_valid()
        return self.cleaned_data.get("am") or today

    @property
    def goes_on(self) -> bool:
        self.is_valid()
        return bool(self.cleaned_data.get("verlaengert"))


class WhatIfForm(SpurForm):
    """What to assume; empty fields leave the facts as they are."""

    mark_optional = False
    wenn_am = GermanDateField(label="an diesem Tag", required=False, help_text="Zum Beispiel 14.2.2027")
    deutsch = SingleChoice(
        label="Deutsch mit Zertifikat",
        help_text="mündlich und schriftlich",
        choices=[
            ("", "wie jetzt"),
            *((level.value, level.value) for level in Niveau if level != Niveau.KEINE),
        ],
        widget=PlainSelect,
        required=False,
    )
    anteil = forms.IntegerField(
        label="Bedarf aus Arbeit in Prozent",
        required=False,
        min_value=0,
        max_value=999,
        widget=forms.TextInput,
    )
    stunden = forms.DecimalField(
        label="Arbeit, Stunden pro Woche",
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(168),
        localize=True,
        widget=forms.TextInput,
    )
    ausbildung = GermanDateField(
        label="Ausbildungsvertrag ab", required=False, help_text="Beginn, zum Beispiel 1.8.2027"
    )
    identitaet = TickField(label="Identität geklärt", required=False)
    test = TickField(label="Test „Leben in Deutschland“ bestanden", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("anteil", "stunden"):
            self.fields[name].widget.attrs["inputmode"] = "decimal"
        self.helper.layout = Layout(
            Row("wenn_am", "deutsch"), Row("anteil", "stunden", "ausbildung"), Row("identitaet", "test")
        )

    def assumptions(self) -> Assumptions:
        """Of the fields that can be read."""
        self.is_valid()
        said = self.cleaned_data
        share, hours = said.get("anteil"), said.get("stunden")
        return Assumptions(
            german=Niveau(said["deutsch"]) if said.get("deutsch") else None,
            identity_clear=bool(said.get("identitaet")),
            share=None if share is None else share / 100,
            hours=None if hours is None else float(hours),
            training_from=said.get("ausbildung"),
            test_passed=bool(said.get("test")),
        )

    def day(self) -> date | None:
        self.is_valid()
        return self.cleaned_data.get("wenn_am")


class KeepForm(SpurForm):
    """The day for which the result is kept."""

    am = GermanDateField(label="Geprüft für den", widget=forms.HiddenInput)
