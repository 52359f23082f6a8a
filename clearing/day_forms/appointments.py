"""Forms of appointments: making and correcting one, moving it, what became of it, which days to show."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from crispy_forms.layout import Field, Layout, Row
from django import forms
from django.core.exceptions import ValidationError

from network.models import Organisation
from participants.choices import Language, Phase
from participants.models import Participant
from spurwechsel.formfields import (
    CleanCharField,
    GermanDateField,
    PlainSelect,
    SingleModelChoice,
    TickField,
)
from spurwechsel.german import format_day

from ..catalogue import Gespraechsort, Terminart, Terminstand
from ..models import Appointment
from ..plan_forms.base import RowForm, choice, day, line, note, radios
from .fields import ClockField, SuggestingInput, WhoQuery, colleague, colleagues_of

# What is most likely meant in a case of this status.
USUAL_KINDS = {
    Phase.IDENTIFIZIERT: Terminart.ERSTGESPRAECH,
    Phase.TERMINVEREINBARUNG: Terminart.CLEARING,
    Phase.CLEARING: Terminart.CLEARING,
    Phase.BETREUUNG: Terminart.BETREUUNG,
}
LAST_HOUR = 23
# So many partners are offered while typing; the list is part of the page.
SUGGESTED = 200
BETWEEN = " | "


class TimeForm(RowForm):
    """A day with beginning and end; what speaks against the time is read and accepted with a tick."""

    day = day("Tag", help_text="Zum Beispiel 2.4.2024 oder +7")
    begins = ClockField(label="Beginn", required_message="Geben Sie an, wann der Termin beginnt.")
    ends = ClockField(label="Ende", required=False, help_text="Leer bedeutet: eine Stunde")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends"].mark_optional = False
        if self.is_bound and "seen" in self.data:
            self._ask(str(self.data["seen"]))

    def _ask(self, seen: str) -> None:
        """The tick, and what it is about, so that nothing is accepted that nobody has read."""
        self.fields["despite"] = TickField(label="Trotzdem so eintragen", required=False)
        self.fields["seen"] = CleanCharField(widget=forms.HiddenInput, required=False, initial=seen)
        for name in ("despite", "seen"):
            self.helper.layout.fields.append(Field(name))

    def offer(self, refused: ValidationError) -> None:
        """After a refusal because of collisions: the form comes back with the tick."""
        found = [] if hasattr(refused, "error_dict") else refused.error_list
        texts = [each.message for each in found if each.code == "collision"]
        if not texts:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = BETWEEN.join(texts)
        self.data.pop(self.add_prefix("despite"), None)
        if "despite" not in self.fields:
            self._ask(BETWEEN.join(texts))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        begins, ends = values.get("begins"), values.get("ends")
        if begins and not ends and "ends" not in self.errors:
            if begins.hour == LAST_HOUR:
                self.add_error("ends", "Geben Sie an, wann der Termin endet.")
            else:
                values["ends"] = time(begins.hour + 1, begins.minute)
        elif begins and ends and ends <= begins:
            self.add_error("ends", "Das Ende muss nach dem Beginn liegen.")
        return values

    def values(self) -> dict[str, Any]:
        values = super().values()
        seen = values.pop("seen", "")
        accepted = seen.split(BETWEEN) if values.pop("despite", False) else ()
        return values | {"despite": tuple(accepted)}


class AppointmentForm(TimeForm):
    """An appointment; everything but day, time and kind may stay as it is offered."""

    columns = (
        *("kind", "day", "begins", "ends", "host", "place", "room", "address", "partner"),
        *("interpreting_language", "interpreter", "interpreter_confirmed", "note"),
    )
    kind = radios("Art", Terminart.choices, required_message="Wählen Sie aus, was für ein Termin es ist.")
    host = colleague("Fallbegleitung", required_message="Wählen Sie aus, wer den Termin wahrnimmt.")
    place = choice(
        "Ort",
        Gespraechsort.choices,
        empty="Wählen Sie aus",
        required=True,
        required_message="Wählen Sie aus, wo der Termin stattfindet.",
    )
    room = line("Raum", 60)
    address = line("Adresse", 200, help_text="Nur wenn sie nicht die des Büros ist")
    partner = line(
        "Mit welcher Stelle", help_text="Zum Beispiel Handwerkskammer Cottbus", widget=SuggestingInput
    )
    interpreting_language = choice(
        "Sprache der Sprachmittlung", Language.choices, empty="keine Sprachmittlung nötig"
    )
    interpreter = line("Sprachmittlung durch", 120)
    interpreter_confirmed = TickField(label="Sprachmittlung ist bestätigt", required=False)
    note = note()
    field_order = ("kind", "day", "begins", "ends")

    def __init__(self, *args: Any, kommune_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = self.row.host_id if self.row is not None else None
        self.fields["host"].queryset = colleagues_of([kommune_id], current)
        self.suggest_partners([kommune_id])
        self.helper.layout = Layout(*self.before(), *self.placed_fields())
        if "seen" in self.fields:
            self.helper.layout.fields += [Field("despite"), Field("seen")]

    def suggest_partners(self, kommunen: Iterable[int]) -> None:
        names = Organisation.objects.known_in(kommunen).values_list("name", flat=True)
        self.fields["partner"].widget.suggestions = names[:SUGGESTED]

    def before(self) -> Iterable[Any]:
        return ()

    def placed_fields(self) -> Iterable[Any]:
        return (
            Field("kind", wrapper_class="sp-columns"),
            Row("day", "begins", "ends"),
            "host",
            Row("place", "room"),
            "address",
            "partner",
            Row("interpreting_language", "interpreter"),
            "interpreter_confirmed",
            self.placed("note"),
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not values.get("interpreting_language"):
            for name in ("interpreter", "interpreter_confirmed"):
                if values.get(name) and name not in self.errors:
                    self.add_error(name, "Wählen Sie auch die Sprache der Sprachmittlung aus.")
        return values


def usual_for(participant: Participant, user: Any) -> dict[str, Any]:
    """What a new appointment of this person most likely is."""
    holder = participant.responsible
    return {
        "kind": USUAL_KINDS.get(Phase(participant.phase), ""),
        "host": holder if holder is not None and holder.is_active else user,
        "place": Gespraechsort.BUERO,
        "interpreting_language": participant.language if participant.needs_interpreting else "",
    }


class NewAppointmentForm(AppointmentForm):
    """An appointment that begins with the calendar: the person is chosen here."""

    participant = SingleModelChoice(
        Participant.objects.none(),
        label="Person",
        widget=PlainSelect,
        required_message="Wählen Sie aus, mit wem der Termin ist.",
    )
    field_order = ("participant", *AppointmentForm.field_order)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, kommune_id=0, **kwargs)
        people = Participant.objects.visible_to(user).exclude(phase=Phase.ABGESCHLOSSEN)
        field = self.fields["participant"]
        field.queryset = people.select_related("responsible", "kommune")
        field.label_from_instance = lambda person: f"{person.full_name}, {person.case_number}"
        self.fields["host"].queryset = colleagues_of(user.kommune_ids)
        self.suggest_partners(user.kommune_ids)

    def before(self) -> Iterable[Any]:
        return ("participant",)


class MoveAppointmentForm(TimeForm):
    """Another day or hour for the same appointment."""

    reason = line("Warum wird verlegt?", 300)

    def __init__(self, *args: Any, row: Appointment, **kwargs: Any) -> None:
        kwargs["initial"] = {"begins": row.begins, "ends": row.ends} | kwargs.get("initial", {})
        super().__init__(*args, row=row, **kwargs)
        again = [Field("despite"), Field("seen")] if "seen" in self.fields else []
        self.helper.layout = Layout(Row("day", "begins", "ends"), "reason", *again)


class AppointmentStateForm(RowForm):
    """What became of an appointment."""

    columns = ("state",)
    state = radios(
        "Was ist daraus geworden?", (), required_message="Wählen Sie aus, was aus dem Termin geworden ist."
    )
    reason = line("Anmerkung", 300, help_text="Nur was für die Begleitung nötig ist")

    def __init__(self, *args: Any, row: Appointment, today: date, **kwargs: Any) -> None:
        super().__init__(*args, row=row, today=today, **kwargs)
        never = {Terminstand.VERLEGT, Terminstand.GEPLANT if row.is_planned else ""}
        if row.day > today:
            never |= {Terminstand.WAHRGENOMMEN, Terminstand.NICHT_ERSCHIENEN}
        possible = [each for each in Terminstand if each not in never]
        self.fields["state"].choices = [(each.value, each.label) for each in possible]


class DayQuery(forms.Form):
    """?tag=… of an address: a day to begin with, or none."""

    tag = GermanDateField(required=False)

    @property
    def day(self) -> date | None:
        return self.cleaned_data.get("tag") if self.is_valid() else None


class CalendarQuery(WhoQuery):
    """?tag=… and ?wer=… of the calendar."""

    tag = GermanDateField(label="Tag", required=False, help_text="")
    field_order = ("tag", "wer")

    def __init__(self, asked: Any, *args: Any, today: date, **kwargs: Any) -> None:
        typed = asked.copy()
        typed.setdefault("tag", format_day(today))
        super().__init__(typed, *args, **kwargs)
