"""Which deadlines to show, putting one off, applications, and how early a Kommune is warned."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.core.exceptions import ValidationError

from spurwechsel.conflict import Settings
from spurwechsel.formfields import (
    CleanCharField,
    GermanDateField,
    OptionCards,
    PlainSelect,
    SingleChoice,
    SpurForm,
    TickField,
)
from spurwechsel.german import format_day

from ..choices import Antragsende, Antragsziel, Fristart
from ..deadline_words import STEPS

MINE, TEAM, NOBODY = "ich", "team", "niemand"
BANDS = {
    "ueberfaellig": "überfällig",
    "14": "heute bis in 14 Tagen",
    "30": "in 15 bis 30 Tagen",
    "90": "in 31 bis 90 Tagen",
    "spaeter": "später",
}
SILENT = "zurueckgestellt"


class DeadlineFilterForm(SpurForm):
    """In the address as ?wer=…&art=…&frist=…&seite=…; what cannot be read is told and left out."""

    mark_optional = False
    wer = SingleChoice(label="Wessen Fristen", widget=PlainSelect, required=False)
    art = SingleChoice(
        label="Art", choices=[("", "alle"), *Fristart.choices], widget=PlainSelect, required=False
    )
    kommune = SingleChoice(label="Kommune", widget=PlainSelect, required=False)
    frist = SingleChoice(
        choices=[("", ""), *BANDS.items(), (SILENT, "")], widget=forms.HiddenInput, required=False
    )
    seite = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        colleagues: Iterable[tuple[str, str]],
        kommunen: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wer"].choices = [
            (MINE, "meine"),
            (TEAM, "alle im Team"),
            *colleagues,
            (NOBODY, "noch niemand zuständig"),
        ]
        towns = list(kommunen)
        if len(towns) < 2:
            del self.fields["kommune"]
        else:
            self.fields["kommune"].choices = [("", "alle"), *towns]

    def chosen(self, name: str) -> Any:
        """What was asked for, or nothing where it cannot be read."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""


class SnoozeForm(SpurForm):
    """Put off with a reason, and shown again on a day."""

    until = GermanDateField(
        label="Wieder zeigen am",
        help_text="Zum Beispiel +14 für in 14 Tagen",
        required_message="Geben Sie ein, wann die Frist wieder gezeigt wird.",
    )
    reason = CleanCharField(
        label="Warum kann die Frist warten?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="Ein Satz genügt. Die Person kann ihn einsehen.",
        required_message="Begründen Sie in einem Satz, warum die Frist warten kann.",
    )


class ApplicationForm(SpurForm):
    """„Antrag gestellt am …“ for one of the papers of a person."""

    paper = SingleChoice(
        label="Zu welchem Papier", widget=PlainSelect, required_message="Wählen Sie das Papier aus."
    )
    purpose = SingleChoice(
        label="Was ist beantragt?",
        choices=Antragsziel.choices,
        widget=forms.RadioSelect,
        required_message="Wählen Sie aus, was beantragt ist.",
    )
    filed_on = GermanDateField(
        label="Antrag gestellt am",
        past=True,
        required_message="Geben Sie ein, wann der Antrag gestellt wurde.",
    )
    keeps_rights = TickField(
        label="mit Fiktionswirkung",
        required=False,
        help_text=(
            "Nur bei einem Aufenthaltstitel und vor seinem Ablauf: Bis zur Entscheidung gilt er weiter. "
            "Die Frist des Papiers ist dann still."
        ),
    )

    def __init__(self, *args: Any, papers: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(paper.pk), _named(paper)) for paper in papers]
        self.fields["paper"].choices = choices if len(choices) == 1 else [("", "Wählen Sie aus"), *choices]
        self.helper.layout = Layout("paper", "purpose", "filed_on", "keeps_rights")


def _named(paper: Any) -> str:
    until = f" bis {format_day(paper.valid_until)}" if paper.valid_until else ""
    return f"{paper.get_kind_display()} ab {format_day(paper.valid_from)}{until}"


class ApplicationEndForm(SpurForm):
    """How an application ended; no reasons of the authority."""

    ended_on = GermanDateField(
        label="Abgeschlossen am", past=True, required_message="Geben Sie den Tag des Abschlusses ein."
    )
    ended_because = SingleChoice(
        label="Ausgang",
        choices=Antragsende.choices,
        widget=OptionCards(
            descriptions={
                Antragsende.ERTEILT: "Tragen Sie danach das neue Papier unter „Aufenthalt“ ein.",
                Antragsende.ABGELEHNT: "Der Grund wird nicht festgehalten. Die Frist zählt wieder.",
            }
        ),
        required_message="Wählen Sie den Ausgang aus.",
    )


class StepsForm(SpurForm):
    """For each kind of deadline the days ahead on which the Kommune is warned."""

    mark_optional = False

    def __init__(self, *args: Any, held: Settings, **kwargs: Any) -> None:
        super().__init__(*args, version=held.version, **kwargs)
        for kind in Fristart:
            self.fields[kind.value] = CleanCharField(
                label=kind.label,
                required=False,
                initial=_listed(held.values.get(kind, STEPS[kind])),
                help_text=f"Üblich: {_listed(STEPS[kind])}",
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )
        names = list(Fristart.values)
        rows = (Row(*names[start : start + 2]) for start in range(0, len(names), 2))
        self.helper.layout = Layout(*rows)

    def clean(self) -> dict[str, Any]:
        for kind in Fristart:
            try:
                self.cleaned_data[kind.value] = _days(self.cleaned_data.get(kind.value, ""), STEPS[kind])
            except ValidationError as error:
                self.add_error(kind.value, error)
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """What services.set_steps takes."""
        steps = {kind.value: self.cleaned_data[kind.value] for kind in Fristart}
        return {"steps": steps, "version": self.cleaned_data["version"]}

    def spelled_out(self, stored: Mapping[str, list[int]]) -> dict[str, str]:
        """What is stored, to compare with what was typed: the usual steps in full in both."""
        for kind in Fristart:
            self.cleaned_data[kind.value] = _listed(self.cleaned_data[kind.value] or STEPS[kind])
        return {kind.value: _listed(stored.get(kind, STEPS[kind])) for kind in Fristart}


def _listed(days: Iterable[int]) -> str:
    return ", ".join(map(str, days))


def _days(text: str, usual: tuple[int, ...]) -> list[int] | None:
    """None where nothing differs from the usual steps."""
    parts = text.replace(",", " ").split()
    if not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        raise ValidationError("Geben Sie Tage als Zahlen ein, durch Komma getrennt: 90, 30, 14, 0.")
    days = sorted({int(part) for part in parts}, reverse=True)
    return None if not days or tuple(days) == usual else days


def in_band(due: date, today: date) -> str:
    """The band of BANDS a day falls in; every day falls in exactly one."""
    left = (due - today).days
    if left < 0:
        return "ueberfaellig"
    return next((name for name in ("14", "30", "90") if left <= int(name)), "spaeter")
