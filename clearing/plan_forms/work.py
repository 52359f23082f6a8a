"""Forms of work and results: jobs, trainings, certificates, questions asked later, the ESF+ set."""

from typing import Any

from crispy_forms.layout import Field, Layout, Row

from participants.choices import (
    Ausbildungsart,
    Ausbildungsvertrag,
    Beendigung,
    Beruf,
    Beschaeftigungsart,
    Erlaubnis,
)

from ..catalogue import EsfAntwort, EsfArbeit, EsfBildung, EsfZeitpunkt, Verbleib
from ..services.results import RECOGNISED
from ..talk_forms.fields import YesNoField
from .base import RowForm, choice, day, hours, later_day, line, radios, sentence
from .needs import TARGETS

ENDS = {"label": "Grund des Endes", "choices": Beendigung.choices}


class EpisodeForm(RowForm):
    """What a job and a training have in common; with a row it asks why it is corrected."""

    employer = line(
        "Betrieb oder Einrichtung",
        required=True,
        required_message="Geben Sie den Betrieb oder die Einrichtung ein.",
    )
    occupation = choice("Berufsfeld (KldB 2010)", Beruf.choices)
    valid_from = day("Beginn")
    valid_until = later_day("Ende", "Letzter Tag, auch laut Vertrag; sonst leer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.row is not None:
            self.fields["ended_because"] = choice(**ENDS, empty="noch keiner")
            self.fields["reason"] = sentence(
                "Was war falsch?", "Begründen Sie die Änderung in einem Satz.", 500
            )
        self.helper.layout = self.page()

    def page(self) -> Layout:
        return Layout()

    def last(self) -> list[Any]:
        """What only a correction asks."""
        return ["ended_because", self.placed("reason")] if self.row is not None else []

    def stored(self, row: Any) -> dict[str, Any]:
        return super().stored(row) | {"ended_because": row.ended_because}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        start, end = values.get("valid_from"), values.get("valid_until")
        if start and end and end < start:
            self.add_error("valid_until", "Das Ende darf nicht vor dem Beginn liegen.")
        if values.get("ended_because") and not end and "valid_until" not in self.errors:
            self.add_error("valid_until", "Einen Grund des Endes gibt es nur mit dem Tag des Endes.")
        return values


class EmploymentForm(EpisodeForm):
    columns = (
        *("employer", "kind", "hours", "occupation", "valid_from", "valid_until", "is_qualified"),
        *("fits_degree", "permit", "permit_applied_on", "permit_until"),
    )
    kind = choice(
        "Art",
        Beschaeftigungsart.choices,
        empty="Wählen Sie aus",
        required=True,
        required_message="Wählen Sie die Art der Arbeit aus.",
    )
    hours = hours(required=True, whole=False)
    is_qualified = YesNoField(label="Qualifizierte Tätigkeit")
    fits_degree = YesNoField(label="Dem Abschluss angemessen")
    permit = choice(
        "Beschäftigungserlaubnis",
        Erlaubnis.choices,
        help_text="Für genau diese Stelle, wie erzählt oder gesehen",
    )
    permit_applied_on = day("Erlaubnis beantragt am", past=True, required=False)
    permit_until = later_day("Erlaubnis gültig bis", "Wie auf dem Bescheid")

    def page(self) -> Layout:
        return Layout(
            Row("employer", "occupation"),
            Row("kind", "hours"),
            Row("valid_from", "valid_until"),
            Field("is_qualified", wrapper_class="sp-inline"),
            Field("fits_degree", wrapper_class="sp-inline"),
            "permit",
            Row("permit_applied_on", "permit_until"),
            *self.last(),
        )


class TrainingForm(EpisodeForm):
    columns = (
        *("employer", "kind", "occupation", "valid_from", "valid_until", "contract"),
        "begun_in_asylum_procedure",
    )
    kind = choice(
        "Art",
        Ausbildungsart.choices,
        empty="Wählen Sie aus",
        required=True,
        required_message="Wählen Sie die Art der Ausbildung aus.",
    )
    contract = choice("Vertrag", Ausbildungsvertrag.choices)
    begun_in_asylum_procedure = YesNoField(label="Schon im Asylverfahren begonnen")

    def page(self) -> Layout:
        return Layout(
            Row("employer", "occupation"),
            "kind",
            Row("valid_from", "valid_until"),
            "contract",
            Field("begun_in_asylum_procedure", wrapper_class="sp-inline"),
            *self.last(),
        )


class EndEpisodeForm(RowForm):
    begins_today = ("valid_until",)
    valid_until = day("Letzter Tag", past=True)
    ended_because = choice(
        **ENDS, empty="Wählen Sie aus", required=True, required_message="Wählen Sie den Grund des Endes aus."
    )

    def stored(self, row: Any) -> dict[str, Any]:
        return {"valid_until": row.valid_until}


class WithdrawEpisodeForm(RowForm):
    reason = sentence("Warum stimmt der Eintrag nicht?", "Begründen Sie die Rücknahme in einem Satz.", 500)


class CertificateForm(RowForm):
    """A language certificate or the outcome of a recognition, one of the two."""

    level = choice("Sprachzertifikat", TARGETS, empty="keines")
    recognition = choice(
        "Ergebnis einer Anerkennung",
        [(each.value, each.label) for each in RECOGNISED],
        empty="keines",
    )
    name = line("Bezeichnung", help_text="Zum Beispiel telc Deutsch B1 oder Elektroniker")
    gained_on = day("Datum", past=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Row("level", "recognition"), Row("name", "gained_on"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if bool(values.get("level")) == bool(values.get("recognition")):
            self.add_error(
                "level", "Wählen Sie ein Sprachniveau oder das Ergebnis einer Anerkennung, eines von beiden."
            )
        return values


class AnswerForm(RowForm):
    """What became of the job or training."""

    columns = ("answer", "asked_on")
    begins_today = ("asked_on",)
    answer = radios("Was ist heute?", Verbleib.choices)
    asked_on = day("Gefragt am", past=True)


LABELS = {
    "foreign_origin": "Selbst oder ein Elternteil im Ausland geboren",
    "homeless": "Wohnungslos oder davon bedroht",
    "rural": "Wohnt im ländlichen Raum",
    "disability": "Anerkannte Behinderung",
    "minority": "Gehört einer Minderheit an",
    "seeking_work": "Sucht jetzt Arbeit",
    "in_education": "In Schule, Ausbildung oder Weiterbildung",
    "qualified": "Hat eine Qualifizierung erlangt",
    "in_work": "Hat einen Arbeitsplatz, auch selbständig",
    "improved": "Lage auf dem Arbeitsmarkt verbessert",
}
# Art. 9 DSGVO: these two may stay unasked.
SENSITIVE = ("disability", "minority")
ASKED = {
    EsfZeitpunkt.EINTRITT: ("labour", "education", "foreign_origin", "homeless", "rural", *SENSITIVE),
    EsfZeitpunkt.AUSTRITT: ("seeking_work", "in_education", "qualified", "in_work"),
    EsfZeitpunkt.SECHS_MONATE: ("in_work", "improved"),
}
ESF_LISTS = {
    "labour": ("Lage auf dem Arbeitsmarkt", EsfArbeit.choices),
    "education": ("Höchste Bildung", EsfBildung.choices),
}


class EsfForm(RowForm):
    """The questions of one moment; „keine Angabe“ is always an answer."""

    begins_today = ("answered_on",)

    def __init__(self, *args: Any, moment: str, **kwargs: Any) -> None:
        self.columns = (*ASKED[EsfZeitpunkt(moment)], "answered_on")
        super().__init__(*args, **kwargs)
        placed: list[Any] = []
        for name in ASKED[EsfZeitpunkt(moment)]:
            label, choices = ESF_LISTS.get(name, (LABELS.get(name, ""), EsfAntwort.choices))
            options: dict[str, Any] = {"required": name not in SENSITIVE}
            if name in SENSITIVE:
                options["help_text"] = "Freiwillig. Nur wenn die Person es von sich aus sagen möchte."
            self.fields[name] = radios(label, choices, **options)
            self.fields[name].error_messages["required"] = (
                "Wählen Sie eine Antwort aus. „keine Angabe“ ist auch eine."
            )
            placed.append(name if name in ESF_LISTS else Field(name, wrapper_class="sp-inline"))
        self.fields["answered_on"] = day("Beantwortet am", past=True)
        self.helper.layout = Layout(*placed, "answered_on")
