"""Forms of the plan: needs, goals, the agreement."""

from typing import Any

from crispy_forms.layout import Field, Layout, Row
from django import forms
from django.db.models import QuerySet

from participants.choices import Niveau
from participants.models import Participant
from spurwechsel.formfields import CleanCharField

from ..catalogue import Bedarf, Bedarfsende, Zielstand
from ..misplaced import NOT_HERE
from ..models import Need
from .base import RowForm, choice, day, later_day, note, radios, sentence

PRIORITIES = [("1", "1 – eilig"), ("2", "2 – wichtig"), ("3", "3 – hat Zeit")]
TARGETS = [each for each in Niveau.choices if each[0] != Niveau.KEINE]
# Sorted by what the need is about, so that 20 entries are found quickly.
NEED_GROUPS = [
    (
        "Sprache und Bildung",
        ("alphabetisierung", "sprachkurs", "schulabschluss", "anerkennung", "digitales"),
    ),
    ("Ausbildung und Arbeit", ("orientierung", "ausbildung", "weiterbildung", "arbeit", "erlaubnis")),
    ("Aufenthalt", ("identitaetsdokumente", "aufenthaltsrecht")),
    (
        "Lebenslage",
        (
            *("kinderbetreuung", "familie", "wohnung", "gesundheit", "fuehrerschein", "mobilitaet"),
            *("schulden", "leistungen"),
        ),
    ),
]


def need_choices() -> list[tuple[str, Any]]:
    return [(group, [(code, Bedarf(code).label) for code in codes]) for group, codes in NEED_GROUPS]


class NeedForm(RowForm):
    """A need with its urgency; what it is about cannot change later, then it is another need."""

    columns = ("target_level", "priority", "opened_on", "note")
    begins_today = ("opened_on",)
    kind = choice(
        "Bedarf",
        need_choices(),
        empty="Wählen Sie aus",
        required=True,
        required_message="Wählen Sie aus, worum es geht.",
    )
    target_level = choice("Zielniveau", TARGETS, help_text="Nur beim Sprachkurs", empty="keines")
    priority = radios("Dringlichkeit", PRIORITIES, initial="2")
    opened_on = day("Festgestellt am", past=True)
    note = note()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.row is not None:
            del self.fields["kind"]
        kind = ["kind"] if "kind" in self.fields else []
        self.helper.layout = Layout(
            *kind,
            Row("target_level", "opened_on"),
            Field("priority", wrapper_class="sp-inline"),
            self.placed("note"),
        )

    def stored(self, row: Need) -> dict[str, Any]:
        return super().stored(row) | {"priority": str(row.priority)}

    def values(self) -> dict[str, Any]:
        return self.cleaned_data | {"priority": int(self.cleaned_data["priority"])}


class DeferForm(RowForm):
    columns = ("deferred_reason",)
    deferred_reason = sentence(
        "Warum geht es zurzeit nicht?", "Begründen Sie in einem Satz, woran es zurzeit liegt."
    )

    def values(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        return {"reason": values.pop("deferred_reason"), **values}


class CloseNeedForm(RowForm):
    columns = ("closed_because", "closed_on")
    begins_today = ("closed_on",)
    closed_because = radios("Wie ist es ausgegangen?", Bedarfsende.choices)
    closed_on = day("Erledigt am", past=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "closed_because"
        ].help_text = "„kein Angebot vorhanden“ zählt im Bericht als Lücke: ohne Namen, nach Art des Bedarfs."


class GoalForm(RowForm):
    """A goal in the person's own words."""

    columns = ("text", "set_on", "until")
    begins_today = ("set_on",)
    text = CleanCharField(
        label="Ziel in eigenen Worten",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        required_message="Schreiben Sie auf, was die Person erreichen will.",
        help_text=f"So, wie die Person es sagt. {NOT_HERE}",
    )
    needs = forms.ModelMultipleChoiceField(
        Need.objects.none(), label="Gehört zu", required=False, widget=forms.CheckboxSelectMultiple
    )
    set_on = day("Vereinbart am", past=True)
    until = later_day("Bis wann")

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].queryset = self._possible(participant)
        self.helper.layout = Layout(
            self.placed("text"), Field("needs", wrapper_class="sp-columns"), Row("set_on", "until")
        )

    def _possible(self, participant: Participant) -> QuerySet[Need]:
        still_open = participant.needs.filter(closed_on__isnull=True)
        return still_open | self.row.needs.all() if self.row is not None else still_open

    def stored(self, row: Any) -> dict[str, Any]:
        return super().stored(row) | {"needs": row.needs.all()}


class GoalStateForm(RowForm):
    columns = ("state", "state_on", "state_reason")
    begins_today = ("state_on",)
    state = radios("Wie weit ist das Ziel?", Zielstand.choices)
    state_on = day("Stand vom", past=True, required=False)
    state_reason = sentence("Warum?", "", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state_on"].mark_optional = False
        self.fields["state_reason"].help_text = "Nötig bei „teilweise erreicht“ und „nicht weiter verfolgt“."


class AgreeForm(RowForm):
    """The day on which both sides agreed."""

    begins_today = ("agreed_on",)
    agreed_on = day("Vereinbart am", past=True)


class NeedQuery(forms.Form):
    """?bedarf=… of an address: an open need of the person, or none."""

    bedarf = forms.ModelChoiceField(Need.objects.none(), required=False)

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bedarf"].queryset = participant.needs.filter(closed_on__isnull=True)

    @property
    def need(self) -> Need | None:
        return self.cleaned_data.get("bedarf") if self.is_valid() else None
