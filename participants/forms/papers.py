"""Recording a residence paper, correcting it, taking it back."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms

from spurwechsel.formfields import (
    CleanCharField,
    GermanDateField,
    PlainSelect,
    SingleChoice,
    SpurForm,
    TickField,
)

from ..choices import FIKTIONEN, OHNE_TITEL, Aufenthaltsstatus, Duldungsart, Nebenbestimmung
from ..models import Participant, ResidenceStatus
from .refusal import past

_K = Aufenthaltsstatus
_TITEL = (_K.AE_104C, _K.AE_25_5, _K.AE_23_1, _K.AE_25A, _K.AE_25B, _K.AE_16G, _K.AE_19D, _K.SONSTIGE)
_DULDUNGEN = (_K.DULDUNG_60A, _K.DULDUNG_60B, _K.DULDUNG_60C, _K.DULDUNG_60D)


def _pairs(*kinds: Aufenthaltsstatus) -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label)) for kind in kinds]


# Sorted by the look of the paper, because that is what lies on the table.
KIND_GROUPS = [
    ("Aufenthaltserlaubnis (Karte)", _pairs(*_TITEL)),
    ("Duldung", _pairs(*_DULDUNGEN)),
    ("Aufenthaltsgestattung", _pairs(_K.GESTATTUNG_55)),
    ("Fiktionsbescheinigung", _pairs(*FIKTIONEN)),
]
BEFORE_BIRTH = "Der Beginn darf nicht vor der Geburt liegen."
REASON_HINT = "Ein Satz genügt. Die Person kann ihn einsehen."


class PaperFields(SpurForm):
    """What stands on a paper."""

    kind = SingleChoice(
        label="Aufenthaltsstatus",
        choices=[("", "Wählen Sie aus"), *KIND_GROUPS],
        widget=PlainSelect,
        required_message="Wählen Sie den Aufenthaltsstatus aus.",
    )
    duldungsart = SingleChoice(
        label="Art der Duldung",
        choices=[("", "steht nicht darauf"), *Duldungsart.choices],
        widget=PlainSelect,
        required=False,
        help_text="Nur bei § 60a und nur, was gedruckt ist. Der Grund wird nicht festgehalten.",
    )
    valid_from = GermanDateField(
        label="Gültig ab", required_message="Geben Sie ein, ab wann das Papier gilt."
    )
    begin_unknown = TickField(
        label="Seit wann, ist nicht bekannt",
        required=False,
        help_text="Dann ist „Gültig ab“ der erste Tag, an dem Sie von dem Papier wissen."
        " Was von der Zeit davor abhängt, bleibt offen.",
    )
    valid_until = GermanDateField(
        label="Gültig bis", required=False, help_text="Letzter Tag laut Papier, zum Beispiel 8.4.2024"
    )
    work_note = SingleChoice(
        label="Nebenbestimmung zur Arbeit",
        choices=[("", "noch nicht abgeschrieben"), *Nebenbestimmung.choices],
        widget=PlainSelect,
        required=False,
        help_text="Wie auf dem Papier. Ob jemand arbeiten darf, entscheidet die Software nicht.",
    )
    document_seen_on = GermanDateField(
        label="Dokument gesehen am",
        past=True,
        required=False,
        error_messages=past("Der Tag, an dem das Dokument gesehen wurde,"),
    )

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.participant = participant
        self.helper.layout = Layout(
            *("kind", "duldungsart", Row("valid_from", "valid_until"), "begin_unknown"),
            *("work_note", "document_seen_on"),
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        start, end, birth = values.get("valid_from"), values.get("valid_until"), self.participant.birth_date
        if start and end and end < start:
            self.add_error("valid_until", "Das Ende darf nicht vor dem Beginn liegen.")
        if start and birth and start < birth:
            self.add_error("valid_from", BEFORE_BIRTH)
        if values.get("duldungsart") and values.get("kind") not in ("", None, _K.DULDUNG_60A):
            self.add_error("duldungsart", "Eine Art der Duldung gibt es nur bei § 60a AufenthG.")
        return values


class ResidenceForm(PaperFields):
    """A further paper; those that run may end with it."""

    ends_previous = TickField(label="Das bisherige Papier endet am Tag davor", required=False, initial=True)

    def __init__(self, *args: Any, running: Sequence[ResidenceStatus], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not running:
            del self.fields["ends_previous"]
            return
        tick = self.fields["ends_previous"]
        names = " und ".join(each.get_kind_display() for each in running)
        tick.label = f"{names} {'endet' if len(running) == 1 else 'enden'} am Tag davor"
        if any(each.kind not in OHNE_TITEL for each in running):
            tick.help_text = "Ein Titel läuft neben einer neuen Fiktionsbescheinigung trotzdem weiter."
        self.helper.layout.append("ends_previous")

    def values(self) -> dict[str, Any]:
        """What services.record_residence_status takes."""
        return {"ends_previous": False} | self.cleaned_data


class ResidenceCorrectionForm(PaperFields):
    """A paper that was copied wrongly; the reason stays beside the old and the new words."""

    reason = CleanCharField(
        label="Was war falsch?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text=REASON_HINT,
        required_message="Begründen Sie die Änderung in einem Satz.",
    )

    def __init__(self, *args: Any, status: ResidenceStatus, **kwargs: Any) -> None:
        super().__init__(
            *args,
            participant=status.participant,
            initial=self.recorded(status),
            version=status.version,
            **kwargs,
        )
        self.helper.layout.append("reason")

    @staticmethod
    def recorded(status: ResidenceStatus) -> dict[str, Any]:
        """What is stored now, as the fields of the form hold it."""
        dates = ("valid_from", "begin_unknown", "valid_until", "document_seen_on")
        return {name: getattr(status, name) for name in ("kind", "duldungsart", "work_note", *dates)}

    def values(self) -> dict[str, Any]:
        """What services.correct_residence_status takes, version and reason included."""
        return dict(self.cleaned_data)


class ResidenceWithdrawalForm(SpurForm):
    """A paper that the person never held."""

    reason = CleanCharField(
        label="Warum stimmt der Eintrag nicht?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text=REASON_HINT,
        required_message="Begründen Sie die Rücknahme in einem Satz.",
    )
