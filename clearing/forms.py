"""Forms of the pipeline: the decision, the Wiedervorlage, taking a step back, the day to look at."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from participants.choices import PARK_REASONS, PARKED_PHASES, PHASE_MEANINGS, Abschluss, Phase
from participants.models import Participant, PhaseChange
from participants.rules import Finding
from spurwechsel.formfields import (
    IN_THE_PAST,
    STALE_PAGE,
    CleanCharField,
    GermanDateField,
    OptionCards,
    SingleChoice,
    SpurForm,
    TickField,
)
from spurwechsel.german import format_day

from . import pipeline
from .checks import Checked, check
from .moves import CONSEQUENCES

REASON_HINT = (
    "Ein bis zwei Sätze. Die Person kann sie einsehen. Nicht hierher gehören Diagnosen, Religion,"
    " Straftaten, die Fluchtgeschichte und Angaben über andere Personen."
)
FOLLOW_UP_HINT = "Zum Beispiel 1.7.2024 oder +90 für heute in 90 Tagen"


class StepCards(OptionCards):
    """The open steps as cards; each tells what it means, what follows and what stands against it."""

    against: Callable[[str], list[str]]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["against"] = self.against(str(value))
        return option


def _seen(initial: int) -> forms.IntegerField:
    stale = dict.fromkeys(("required", "invalid", "min_value", "max_value"), STALE_PAGE)
    return forms.IntegerField(
        min_value=1, max_value=2**62, initial=initial, widget=forms.HiddenInput, error_messages=stale
    )


class FollowUpFields(SpurForm):
    """A day for the Wiedervorlage or the tick that none is wanted: one of the two, never both."""

    mark_optional = False
    follow_up_on = GermanDateField(label="Wiedervorlage am", required=False, help_text=FOLLOW_UP_HINT)
    no_follow_up = TickField(label="keine Wiedervorlage gewünscht", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        self.today = today
        super().__init__(*args, **kwargs)

    def check_follow_up(self, values: dict[str, Any]) -> None:
        """Puts what is missing or contradicts itself beside the day."""
        if "follow_up_on" in self.errors:
            return
        day, none_wanted = values.get("follow_up_on"), values.get("no_follow_up", False)
        if day and none_wanted:
            self.add_error("follow_up_on", "Lassen Sie den Tag leer oder nehmen Sie das Kreuz weg.")
        elif not day and not none_wanted:
            self.add_error(
                "follow_up_on",
                "Geben Sie einen Tag ein oder kreuzen Sie an, dass keine Wiedervorlage gewünscht ist.",
            )
        elif day and day <= self.today:
            self.add_error("follow_up_on", "Wählen Sie für die Wiedervorlage einen Tag nach heute.")


class MoveForm(FollowUpFields):
    """The decision. Its steps, and what stands against them, are those of the day in `effective_on`."""

    to = SingleChoice(label="Wie geht es weiter?", widget=StepCards)
    reason_keine_bedarfe = SingleChoice(label="Grund für Keine Bedarfe", required=False)
    reason_unvereinbarkeit = SingleChoice(label="Grund für Unvereinbarkeit", required=False)
    outcome = SingleChoice(label="Ergebnis der Teilnahme", required=False)
    reason = CleanCharField(
        label="Begründung",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=REASON_HINT,
        required_message="Begründen Sie den Schritt in ein bis zwei Sätzen.",
    )
    effective_on = GermanDateField(label="Wirksam ab")
    exception_reason = CleanCharField(
        label="Begründung der Einzelfallentscheidung",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Warum gehen Sie den Schritt trotzdem? Der Bericht zählt die Einzelfälle ohne Namen.",
    )
    # As on the page, so that the errors are told in the order in which they are found.
    field_order = (
        "to",
        "reason_keine_bedarfe",
        "reason_unvereinbarkeit",
        "follow_up_on",
        "no_follow_up",
        "outcome",
        "reason",
        "effective_on",
    )

    def __init__(self, *args: Any, participant: Participant, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.participant = participant
        self.log = pipeline.log_of(participant)
        self.fields["seen"] = _seen(self.last.pk)
        self.fields["effective_on"].initial = today
        self.fields["effective_on"].help_text = (
            f"Zum Beispiel heute{self._earlier()}. Berichte zählen nach diesem Tag. Im Verlauf steht, dass"
            " Sie den Schritt heute eingetragen haben."
        )
        self.day = self._day_asked()
        self.steps = pipeline.open_steps(self.log, self.day)
        self._offer(self.steps)

    @cached_property
    def checked(self) -> Checked:
        """Looked up only where it is shown; the step itself is judged anew once the case is locked."""
        return check(self.participant, self.day)

    @property
    def last(self) -> PhaseChange:
        """The step recorded last, whatever its effective day."""
        return max(self.log, key=lambda change: change.pk)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.checked.findings_for(*self.steps)

    def against(self, step: str) -> list[str]:
        return [finding.text for finding in self.checked.against(step)]

    def _earlier(self) -> str:
        """Which days before today may be typed, in words; none for somebody taken in today."""
        limit = self.today - timedelta(days=settings.BACKDATING_LIMIT_DAYS)
        earliest = max(limit, self.log[0].effective_on)
        if earliest == self.today:
            return ""
        return f" oder {format_day(self.today - timedelta(days=1))}, frühestens {format_day(earliest)}"

    def _day_asked(self) -> date:
        """The typed day where it can be one of a step, else today."""
        typed = self.data.get("effective_on", "") if self.is_bound else ""
        try:
            day: date = self.fields["effective_on"].clean(typed)
        except ValidationError:
            return self.today
        possible = day <= self.today and pipeline.open_steps(self.log, day)
        return day if possible else self.today

    def _offer(self, steps: tuple[Phase, ...]) -> None:
        field = self.fields["to"]
        field.choices = [(step.value, step.label) for step in steps]
        field.error_messages["invalid_choice"] = (
            f"Wählen Sie einen Schritt, der am {format_day(self.day)} offen ist."
        )
        field.error_messages["required"] = "Wählen Sie aus, wie es weitergeht."
        field.widget.descriptions = {step: f"{PHASE_MEANINGS[step]} {CONSEQUENCES[step]}" for step in steps}
        field.widget.against = self.against
        for step in PARKED_PHASES:
            reasons = [(reason.value, reason.label) for reason in PARK_REASONS[step]]
            self._fill_or_drop(f"reason_{step}", reasons, needed=step in steps)
        endings = [each for each in Abschluss.choices if each[0] != Abschluss.UEBERGEBEN]
        self._fill_or_drop("outcome", endings, needed=Phase.ABGESCHLOSSEN in steps)
        if not set(PARKED_PHASES) & set(steps):
            del self.fields["follow_up_on"], self.fields["no_follow_up"]

    def _fill_or_drop(self, name: str, choices: list[tuple[str, str]], *, needed: bool) -> None:
        if needed:
            self.fields[name].choices = [("", "Wählen Sie aus"), *choices]
        else:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        to = values.get("to")
        if to in PARKED_PHASES:
            if not values.get(f"reason_{to}") and f"reason_{to}" not in self.errors:
                self.add_error(f"reason_{to}", f"Wählen Sie den Grund für {Phase(to).label} aus.")
            self.check_follow_up(values)
        if to == Phase.ABGESCHLOSSEN and not values.get("outcome") and "outcome" not in self.errors:
            self.add_error("outcome", "Wählen Sie aus, wie die Teilnahme geendet hat.")
        return values

    def step(self) -> dict[str, Any]:
        """The keywords of pipeline.move; what belongs to another step than the chosen one is left out."""
        values = self.cleaned_data
        to = values["to"]
        chosen = {name: values[name] for name in ("to", "reason", "seen", "exception_reason")}
        chosen["on"] = values["effective_on"]
        if to in PARKED_PHASES:
            chosen["park_reason"] = values[f"reason_{to}"]
            chosen["follow_up_on"], chosen["no_follow_up"] = values["follow_up_on"], values["no_follow_up"]
        if to == Phase.ABGESCHLOSSEN:
            chosen["outcome"] = values["outcome"]
        return chosen

    def forget_what_is_missing(self) -> None:
        """For a look at another day: what is still to be filled in is no mistake yet."""
        for name in set(self.errors) - {"effective_on"}:
            del self.errors[name]

    def refuse(self, error: ValidationError) -> None:
        """Puts a refusal of the pipeline beside its field, on top where it belongs to none."""
        if hasattr(error, "error_dict"):
            for name, problems in error.error_dict.items():
                self.add_error(name if name in self.fields else None, problems)
        else:
            self.add_error(None, error)


class FollowUpForm(FollowUpFields):
    """What came out of a Wiedervorlage, and when to look again."""

    note = CleanCharField(
        label="Was hat sich ergeben?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=REASON_HINT,
        required_message="Halten Sie in einem Satz fest, was sich ergeben hat.",
    )
    field_order = ("note", "follow_up_on", "no_follow_up")

    def __init__(self, *args: Any, seen: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["seen"] = _seen(seen)
        self.fields["follow_up_on"].label = "Nächste Wiedervorlage am"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        self.check_follow_up(values)
        return values


class RevokeForm(SpurForm):
    """Why a step was a mistake."""

    reason = CleanCharField(
        label="Begründung der Rücknahme",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ein Satz. Er steht im Verlauf, und die Person kann ihn einsehen.",
        required_message="Begründen Sie die Rücknahme in einem Satz.",
    )


class OverviewForm(SpurForm):
    """Which day, which Kommune and in which form the overview is shown."""

    mark_optional = False
    stand = GermanDateField(label="Stand", required=False)
    kommune = SingleChoice(label="Kommune", required=False)
    ansicht = SingleChoice(
        required=False, choices=[("", "Spalten"), ("tabelle", "Tabelle")], widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, kommunen: list[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["kommune"].choices = kommunen
        if len(kommunen) < 2:
            del self.fields["kommune"]

    def clean_stand(self) -> date | None:
        day: date | None = self.cleaned_data["stand"]
        # Not past=True of the field: it would read 28.3.24 as a day in 1924 the day before.
        if day and day > self.today:
            raise ValidationError(IN_THE_PAST)
        return day
