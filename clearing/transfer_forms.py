"""Forms of a referral with data: what leaves, what the partner said, taking back, the answer itself."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from crispy_forms.layout import Field, Layout, Row
from django import forms

from network.models import Organisation, Service
from participants.models import Participant
from spurwechsel.formfields import CleanCharField, GermanDateField, PlainSelect, SingleModelChoice, SpurForm

from .day_forms.fields import ClockField, SuggestingInput
from .models import Need, Transfer
from .network_figures import Period
from .plan_forms.base import RowForm, choice, day, later_day, line, radios, sentence
from .plan_forms.referrals import SUGGESTED
from .transfer_catalogue import Ablehnungsgrund, Angabe, Ausgang, Stand, Wer, moves_from
from .transfer_fields import of_person

WORDS_OF_PARTNER = {
    Stand.ANGENOMMEN: "Wir nehmen die Person auf.",
    Stand.ABGELEHNT: "Wir können die Person nicht aufnehmen.",
    Stand.LAEUFT: "Das Angebot hat begonnen.",
    Stand.BEENDET: "Das Angebot ist zu Ende.",
}

# A state and the field that it needs.
NEEDED = {"decline_reason": Stand.ABGELEHNT, "outcome": Stand.BEENDET}
MISSING = {
    "decline_reason": "Wählen Sie den Grund der Absage aus.",
    "outcome": "Wählen Sie aus, wie es zu Ende ging.",
}


class TransferForm(RowForm):
    """Whatever leaves needs a tick of its own; a name outside the directory gets no data."""

    columns = ("need", "service", "shared", "goal", "meeting_on", "meeting_at")
    place = line(
        "Stelle",
        required=True,
        required_message="Geben Sie an, an welche Stelle die Angaben gehen.",
        help_text="Aus dem Verzeichnis; dafür braucht es die Einwilligung der Person für genau diese Stelle",
        widget=SuggestingInput,
    )
    service = SingleModelChoice(
        Service.objects.none(),
        label="Angebot",
        required=False,
        empty_label="kein bestimmtes",
        widget=PlainSelect,
    )
    need = SingleModelChoice(
        Need.objects.none(), label="Bedarf", required=False, empty_label="kein bestimmter", widget=PlainSelect
    )
    shared = forms.MultipleChoiceField(
        label="Diese Angaben gehen hinaus",
        choices=Angabe.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nur was angekreuzt ist, steht im Brief; anderes ist nicht möglich.",
    )
    goal = line("Ziel in einem Satz", 200, help_text="Zum Beispiel: Anerkennung des Abschlusses als Köchin")
    meeting_on = later_day("Termin am", "Nur wenn einer vereinbart ist")
    meeting_at = ClockField(label="Uhrzeit", required=False)

    def __init__(
        self, *args: Any, participant: Participant, service: Service | None = None, **kwargs: Any
    ) -> None:
        row: Transfer | None = kwargs.get("row")
        if service is not None:
            known = {"service": service, "place": service.organisation.name}
            kwargs["initial"] = known | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self._known = Organisation.objects.known_in([participant.kommune_id])
        self._kommune_id = participant.kommune_id
        names = self._known.filter(auslaenderbehoerde=False).values_list("name", flat=True)
        self.fields["place"].widget.suggestions = names[:SUGGESTED]
        self.fields["shared"].mark_optional = False
        self.fields["shared"].choices = _with_words(participant)
        needs = participant.needs.filter(closed_on__isnull=True)
        if row is not None and row.need_id:
            needs = needs | participant.needs.filter(pk=row.need_id)
        self.fields["need"].queryset = needs
        self._offer_services(service or (row and row.service), row)
        asked = ["service"] if "service" in self.fields else []
        self.helper.layout = Layout(
            "place",
            *asked,
            "need",
            Field("shared", wrapper_class="sp-columns"),
            "goal",
            Row("meeting_on", "meeting_at"),
        )

    def _offer_services(self, chosen: Service | None, row: Transfer | None) -> None:
        """Those of the organisation that is known already; all of the directory would be too many."""
        known = chosen.organisation_id if chosen else row and row.organisation_id
        offered = Service.objects.filter(organisation=known).in_use() if known else Service.objects.none()
        if chosen:
            offered = offered | Service.objects.filter(pk=chosen.pk)
        if known and offered.exists():
            self.fields["service"].queryset = offered
        else:
            del self.fields["service"]
            self.columns = tuple(name for name in self.columns if name != "service")

    def stored(self, row: Transfer) -> dict[str, Any]:
        return super().stored(row) | {"place": row.organisation.name}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        name = values.get("place") or ""
        found = sorted(
            self._known.filter(name__iexact=name),
            key=lambda each: (each.kommune_id != self._kommune_id, each.pk),
        )
        values["organisation"] = found[0] if name and found else None
        if name and not found:
            text = f"„{name}“ steht nicht im Verzeichnis. Daten gehen nur an Stellen aus dem Verzeichnis."
            self.add_error("place", text)
        service = values.get("service")
        if found and service is not None and service.organisation != found[0]:
            text = (
                f"Dieses Angebot gehört zu „{service.organisation}“. Ändern Sie die Stelle oder das Angebot."
            )
            self.add_error("service", text)
        values["meeting_at"] = values.get("meeting_at") or None
        return values

    def values(self) -> dict[str, Any]:
        values = super().values()
        del values["place"]
        return values


def _with_words(participant: Participant) -> list[tuple[str, str]]:
    """Every Angabe with the word that would leave, as far as it is recorded already."""
    known = of_person(participant)
    return [
        (each.value, f"{each.label}: {known[each]}" if known.get(each) else each.label) for each in Angabe
    ]


class _StateFields(forms.Form):
    """The states that can come next, and what two of them need beside."""

    state = radios("Stand", [], required_message="Wählen Sie eine Antwort aus.")
    decline_reason = choice("Grund der Absage", Ablehnungsgrund.choices, empty="keine Absage")
    outcome = choice("Wie ging es zu Ende?", Ausgang.choices, empty="noch nicht zu Ende")

    def offer(self, steps: list[Stand], words: Mapping[Stand, str]) -> None:
        self.fields["state"].choices = [(each.value, words[each]) for each in steps]
        for name, state in NEEDED.items():
            self.fields[name].mark_optional = False
            if state not in steps:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        for name, state in NEEDED.items():
            if values.get("state") == state and not values.get(name):
                self.add_error(name, MISSING[name])
        return values

    def answer(self) -> dict[str, Any]:
        """Without a reason that was left standing beside another answer."""
        state = self.cleaned_data["state"]
        return {name: value for name, value in self.cleaned_data.items() if NEEDED.get(name, state) == state}


class TransferMoveForm(_StateFields, RowForm):
    """What the partner said on the telephone."""

    begins_today = ("on",)
    on = day("Am", past=True)
    answered_by = line(
        "Wer hat geantwortet?", 80, help_text="Name oder Stelle, damit man später nachfragen kann"
    )

    def __init__(self, *args: Any, row: Transfer, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        steps = [each for each in moves_from(row.state, Wer.TEAM) if each != Stand.ZURUECKGEZOGEN]
        self.offer(steps, {each: each.label for each in steps})
        self.helper.layout = Layout(*self.fields)

    def stored(self, row: Transfer) -> dict[str, Any]:
        return {name: getattr(row, name) for name in ("state", *NEEDED)}

    def values(self) -> dict[str, Any]:
        return self.answer()


class TransferWithdrawForm(RowForm):
    reason = sentence(
        "Warum nehmen Sie die Übermittlung zurück?", "Begründen Sie in einem Satz, warum sie nicht mehr gilt."
    )


class TransferQuery(forms.Form):
    """?bedarf=…&angebot=… of an address; what is not there or not visible is left out."""

    bedarf = forms.ModelChoiceField(Need.objects.none(), required=False)
    angebot = forms.ModelChoiceField(Service.objects.none(), required=False)

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bedarf"].queryset = participant.needs.filter(closed_on__isnull=True)
        known = Organisation.objects.known_in([participant.kommune_id]).filter(auslaenderbehoerde=False)
        services = Service.objects.in_use().filter(organisation__in=known)
        self.fields["angebot"].queryset = services.select_related("organisation")
        self.is_valid()


class VersionForm(SpurForm):
    """A button that acts on the row as it was shown."""


class AnswerCodeForm(SpurForm):
    """The code of a letter, typed or part of the link."""

    mark_optional = False
    code = CleanCharField(
        label="Code aus dem Brief",
        max_length=60,
        required_message="Geben Sie den Code ein, der im Brief steht.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Its page has no cookie and no token; what it asks for stands in for both.
        self.helper.disable_csrf = True


class AnswerForm(_StateFields, SpurForm):
    """What a partner answers; without free text, in which a word about a person could stand."""

    mark_optional = False
    name = CleanCharField(
        label="Ihr Name",
        max_length=80,
        required_message="Geben Sie Ihren Namen an, damit man Sie bei Fragen findet.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, transfer: Transfer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].label = "Ihre Antwort"
        self.offer(moves_from(transfer.state, Wer.STELLE), WORDS_OF_PARTNER)
        self.order_fields(["state", "decline_reason", "outcome", "name"])
        # No cookie is set here, so there is no token of the page either (see the view).
        self.helper.disable_csrf = True


class PeriodQuery(SpurForm):
    """?von=…&bis=… of an address; without them the last twelve months."""

    mark_optional = False
    von = GermanDateField(
        label="Von",
        required=False,
        past=True,
        error_messages={"future": "„Von“ liegt in der Zukunft: Wählen Sie heute oder einen Tag davor."},
    )
    bis = GermanDateField(label="Bis", required=False)

    def clean(self) -> dict[str, date | None]:
        values = super().clean() or self.cleaned_data
        first, last = values.get("von"), values.get("bis")
        if first and last and last < first:
            self.add_error("bis", forms.ValidationError("Das Ende liegt vor dem Anfang."))
        return values

    def period(self, today: date) -> Period:
        """The usual one where nothing else can be read."""
        known = self.cleaned_data if self.is_valid() else {}
        last = known.get("bis") or today
        return Period(known.get("von") or last - timedelta(days=365), last)
