"""Forms of tasks and leave, and of handing cases over."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import Field, Layout, Row
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from participants.choices import FIVE_PHASES, Phase
from participants.models import Participant
from participants.models.people import Fold
from spurwechsel.conflict import Settings
from spurwechsel.formfields import CleanCharField, SpurForm

from ..models import Absence
from ..plan_forms.base import RowForm, day, line, note, sentence
from .fields import MINE, NOBODY, TEAM, WhoQuery, colleague, colleagues_of

TITLE = "Schreiben Sie in wenigen Worten auf, was zu tun ist."


class TaskForm(RowForm):
    """A task; whose it is can stay open, then it waits among those of nobody."""

    columns = ("title", "owner", "note")
    title = line("Was ist zu tun?", required=True, required_message=TITLE)
    case_number = line(
        "Fallnummer", 20, help_text="Zum Beispiel SW-CB-2024-0031; leer, wenn es um keinen Fall geht"
    )
    due = day(
        "Fällig am", help_text="Zum Beispiel 2.4.2024 oder +7; ein freier Tag wird zum nächsten Arbeitstag"
    )
    owner = colleague("Wer erledigt es?", empty="noch niemand", required=False)
    note = note()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        kommunen = user.kommune_ids if self.row is None else {self.row.kommune_id}
        self.fields["owner"].queryset = colleagues_of(kommunen, self.row.owner_id if self.row else None)
        if self.row is not None:
            del self.fields["case_number"], self.fields["due"]
        top = [] if self.row is not None else ["case_number", "due"]
        self.helper.layout = Layout("title", *top, "owner", self.placed("note"))

    def clean_case_number(self) -> Participant | None:
        typed = self.cleaned_data["case_number"].upper()
        if not typed:
            return None
        person = Participant.objects.visible_to(self.user).filter(case_number=typed).first()
        if person is None:
            raise ValidationError("Diese Fallnummer gibt es nicht. Prüfen Sie die Schreibweise.")
        return person

    def values(self) -> dict[str, Any]:
        values = super().values()
        if self.row is not None:
            return values
        person = values.pop("case_number")
        kommune = person.kommune_id if person else self.user.kommune_id
        return values | {"participant": person, "kommune_id": kommune}


class CaseQuery(forms.Form):
    """?fall=… of an address: a case number to begin with, or none."""

    fall = CleanCharField(required=False, max_length=20)

    @property
    def case_number(self) -> str:
        return self.cleaned_data["fall"] if self.is_valid() else ""


class PostponeForm(RowForm):
    columns = ("due",)
    due = day("Neuer Tag", help_text="Zum Beispiel +7 für in 7 Tagen")
    postponed_because = sentence(
        "Warum wartet die Aufgabe?", "Begründen Sie in einem Satz, warum die Aufgabe wartet."
    )

    def values(self) -> dict[str, Any]:
        values = super().values()
        return {"reason": values.pop("postponed_because"), **values}


class ComingFrom(forms.Form):
    """Where the button of a task was pressed, so that one comes back there."""

    von = forms.ChoiceField(choices=[("heute", ""), ("liste", ""), ("fall", "")])

    @property
    def place(self) -> str:
        return str(self.cleaned_data["von"]) if self.is_valid() else "liste"


class WorkQuery(WhoQuery):
    """?wer=… and ?seite=… of the lists of work."""

    seite = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def first_choices(self) -> list[tuple[str, str]]:
        return [(MINE, "meine"), (TEAM, "alle im Team"), (NOBODY, "ohne anwesende Person")]


class AbsenceForm(RowForm):
    """Who is away from when until when, both days included, and who stands in."""

    columns = ("user", "first_day", "last_day", "deputy")
    user = colleague("Wer ist abwesend?", required_message="Wählen Sie aus, wer abwesend ist.")
    first_day = day("Erster Tag", help_text="Zum Beispiel 2.4.2024")
    last_day = day("Letzter Tag", help_text="Zum Beispiel 12.4.2024")
    deputy = colleague("Vertretung", required_message="Wählen Sie aus, wer vertritt.")

    def __init__(self, *args: Any, user: Any, may_choose: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        row: Absence | None = self.row
        kommunen = {(row.user if row else user).kommune_id}
        self.fields["deputy"].queryset = colleagues_of(kommunen, row.deputy_id if row else None)
        self.fields["user"].queryset = colleagues_of(kommunen).filter(kommune__in=kommunen)
        whom = ["user"] if may_choose and row is None else []
        if not whom:
            del self.fields["user"]
        self.helper.layout = Layout(*whom, Row("first_day", "last_day"), "deputy")

    def values(self) -> dict[str, Any]:
        values = super().values()
        return values if self.row is not None else {"user": self.user, **values}


class HandOverQuery(WhoQuery):
    """?wer=… : whose cases are to be handed over."""

    usual = NOBODY

    def first_choices(self) -> list[tuple[str, str]]:
        return [(NOBODY, "Fälle ohne zuständige Person"), (MINE, "meine")]

    def others(self) -> Any:
        """Whoever holds cases, also with an account that is closed."""
        held = Participant.objects.visible_to(self.user).values("responsible")
        return get_user_model().objects.filter(pk__in=held).order_by(Fold("name"), "id")


class HandOverForm(SpurForm):
    """Which cases go to whom, and why."""

    people = forms.ModelMultipleChoiceField(
        Participant.objects.none(),
        label="Fälle",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Wählen Sie mindestens einen Fall aus."},
    )
    to = colleague("An wen?", required_message="Wählen Sie aus, wer die Fälle übernimmt.")
    reason = sentence("Warum?", "Begründen Sie die Übergabe in einem Satz.")

    def __init__(self, *args: Any, user: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        field.queryset = people
        field.label_from_instance = lambda person: (
            f"{person.full_name}, {person.case_number}, {person.get_phase_display()}"
        )
        field.initial = [person.pk for person in people]
        self.fields["to"].queryset = colleagues_of(user.kommune_ids)
        self.helper.layout = Layout("to", "reason", Field("people", wrapper_class="sp-columns"))


class Confirmed(forms.Form):
    """The second click, after the preview."""

    bestaetigt = forms.BooleanField()


class GoBack(forms.Form):
    """From the preview back to the choice, with everything as it was chosen."""

    zurueck = forms.BooleanField()


class TargetsForm(SpurForm):
    """Within how many days each status should lead on."""

    mark_optional = False

    def __init__(self, *args: Any, held: Settings, usual: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, version=held.version, **kwargs)
        self.phases: Iterable[Phase] = (Phase.IDENTIFIZIERT, *FIVE_PHASES)
        for phase in self.phases:
            unless = f"üblich: {usual[phase]}" if phase in usual else "leer: kein Zielwert"
            self.fields[phase.value] = forms.IntegerField(
                label=f"{phase.label}: höchstens so viele Tage",
                required=False,
                min_value=1,
                max_value=1000,
                initial=held.values.get(phase),
                help_text=unless,
                widget=forms.TextInput(attrs={"class": "sp-input--short", "inputmode": "numeric"}),
                error_messages={
                    "invalid": "Geben Sie eine ganze Zahl ein.",
                    "min_value": "Geben Sie mindestens einen Tag an.",
                    "max_value": "Geben Sie höchstens 1000 Tage an.",
                },
            )

    def values(self) -> dict[str, Any]:
        """What services.set_targets takes."""
        targets = {phase.value: self.cleaned_data[phase.value] for phase in self.phases}
        return {"targets": targets, "version": self.cleaned_data["version"]}
