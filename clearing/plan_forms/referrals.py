"""Forms of the Verweisberatung: a referral, what became of it, taking it back."""

from typing import Any

from crispy_forms.layout import Field, Layout, Row
from django import forms
from django.core.exceptions import ValidationError

from network.choices import Partnergruppe
from network.labels import group_labels
from network.models import Organisation, Service
from participants.models import Participant
from spurwechsel.formfields import PlainSelect, SingleModelChoice

from ..day_forms.fields import SuggestingInput
from ..models import Need, Referral
from ..referral_catalogue import BY_HAND, RESULTS_BY_HAND
from .base import RowForm, choice, day, later_day, line, radios, sentence

# So many organisations are offered while typing; the list is part of the page.
SUGGESTED = 200


class ReferralForm(RowForm):
    """A name of the directory is found there again; any other is kept as a place in words."""

    columns = ("need", "service", "group", "referred_on", "kind", "note")
    begins_today = ("referred_on",)
    place = line(
        "Stelle",
        required=True,
        required_message="Geben Sie an, an welche Stelle Sie verwiesen haben.",
        help_text="Aus dem Verzeichnis oder in Worten, ohne Namen von Personen",
        widget=SuggestingInput,
    )
    service = SingleModelChoice(
        Service.objects.none(),
        label="Angebot",
        required=False,
        empty_label="kein bestimmtes",
        widget=PlainSelect,
    )
    group = choice(
        "Gruppe",
        Partnergruppe.choices,
        empty="keine der sieben",
        help_text="Nur bei einer Stelle, die nicht im Verzeichnis steht",
    )
    need = SingleModelChoice(
        Need.objects.none(), label="Bedarf", required=False, empty_label="kein bestimmter", widget=PlainSelect
    )
    kind = radios(
        "Art",
        BY_HAND,
        required_message="Wählen Sie aus, wie Sie verwiesen haben.",
        help_text="Zur Ausländerbehörde geht die Person selbst oder wird begleitet. Daten der Person gehen"
        " damit nicht hinaus; dafür gibt es „Daten übermitteln“.",
    )
    referred_on = day("Tag", past=True)
    next_on = later_day(
        "Nächster Kontakt am", "Zum Beispiel +14; wird eine Aufgabe. Leer, wenn keiner nötig ist"
    )
    note = line("Anmerkung", 300, help_text="Nur was für den nächsten Kontakt nötig ist")

    def __init__(
        self, *args: Any, participant: Participant, service: Service | None = None, **kwargs: Any
    ) -> None:
        row: Referral | None = kwargs.get("row")
        if service is not None:
            known = {"service": service, "place": service.organisation.name}
            kwargs["initial"] = known | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self._organisations = Organisation.objects.known_in([participant.kommune_id])
        self._kommune_id = participant.kommune_id
        named = group_labels(participant.kommune).items()
        self.fields["group"].choices = [("", "keine der sieben"), *named]
        self.fields["place"].widget.suggestions = self._organisations.values_list("name", flat=True)[
            :SUGGESTED
        ]
        needs = participant.needs.filter(closed_on__isnull=True)
        if row is not None and row.need_id:
            needs = needs | participant.needs.filter(pk=row.need_id)
        self.fields["need"].queryset = needs
        self._offer_services(service, row)
        if row is not None:
            del self.fields["next_on"]
            self.fields["reason"] = sentence(
                "Was war falsch?", "Begründen Sie die Änderung in einem Satz.", 500
            )
        self.helper.layout = self._page()

    def _offer_services(self, service: Service | None, row: Referral | None) -> None:
        """Only those of the organisation that is known already; all of the directory would be too many."""
        known = service.organisation_id if service else row and row.organisation_id
        offered = Service.objects.filter(organisation=known) if known else Service.objects.none()
        chosen = service or (row and row.service)
        in_use = offered.in_use() | offered.filter(pk=chosen.pk) if chosen else offered.in_use()
        if known and in_use.exists():
            self.fields["service"].queryset = in_use
        else:
            del self.fields["service"]
            self.columns = tuple(name for name in self.columns if name != "service")

    def _page(self) -> Layout:
        service = ["service"] if "service" in self.fields else []
        last = ["next_on"] if "next_on" in self.fields else []
        reason = [self.placed("reason")] if "reason" in self.fields else []
        return Layout(
            "place",
            *service,
            "need",
            Field("kind", wrapper_class="sp-columns"),
            Row("referred_on", *last),
            "group",
            "note",
            *reason,
        )

    def stored(self, row: Referral) -> dict[str, Any]:
        return super().stored(row) | {"place": row.target}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        values["organisation"] = self._found(values.get("place") or "")
        service = values.get("service")
        if service is not None and service.organisation != values["organisation"]:
            text = (
                f"Dieses Angebot gehört zu „{service.organisation}“. Ändern Sie die Stelle oder das Angebot."
            )
            self.add_error("service", ValidationError(text))
        return values

    def _found(self, name: str) -> Organisation | None:
        """Of several with this name that of the own Kommune, if there is one."""
        if self.row is not None and self.row.organisation and name == self.row.target:
            return self.row.organisation
        found = sorted(
            self._organisations.filter(name__iexact=name),
            key=lambda each: (each.kommune_id != self._kommune_id, each.pk),
        )
        return found[0] if name and found else None

    def values(self) -> dict[str, Any]:
        values = super().values()
        return values | {"place": ""} if values["organisation"] is not None else values


class ReferralResultForm(RowForm):
    columns = ("result", "result_on")
    begins_today = ("result_on",)
    result = radios(
        "Was ist daraus geworden?", RESULTS_BY_HAND, required_message="Wählen Sie das Ergebnis aus."
    )
    result_on = day("Bekannt seit", past=True)
    next_on = later_day(
        "Nächster Kontakt am", "Zum Beispiel +14; wird eine Aufgabe. Leer, wenn keiner nötig ist"
    )


class ReferralWithdrawForm(RowForm):
    reason = sentence("Warum nehmen Sie den Verweis zurück?", "Begründen Sie in einem Satz, was falsch war.")


class ReferralQuery(forms.Form):
    """?bedarf=…&angebot=… of an address; what is not there or not visible is left out."""

    bedarf = forms.ModelChoiceField(Need.objects.none(), required=False)
    angebot = forms.ModelChoiceField(Service.objects.none(), required=False)

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bedarf"].queryset = participant.needs.filter(closed_on__isnull=True)
        known = Organisation.objects.known_in([participant.kommune_id])
        services = Service.objects.in_use().filter(organisation__in=known)
        self.fields["angebot"].queryset = services.select_related("organisation")
        self.is_valid()

    @property
    def need(self) -> Need | None:
        return self.cleaned_data.get("bedarf")

    @property
    def service(self) -> Service | None:
        return self.cleaned_data.get("angebot")
