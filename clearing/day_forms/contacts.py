"""The form of an attempt to reach somebody."""

from typing import Any

from crispy_forms.layout import Field, Layout, Row

from participants.choices import Language, Phase
from participants.models import Participant
from spurwechsel.formfields import TickField

from ..catalogue import Kontaktergebnis, Kontaktweg
from ..plan_forms.base import RowForm, choice, day, later_day, line, radios

REACHED = (Kontaktergebnis.ERREICHT, Kontaktergebnis.UEBERLEGT, Kontaktergebnis.ZURZEIT_NICHT)


class ContactForm(RowForm):
    """One attempt, its result, and when to try again; it may have been the first talk itself."""

    begins_today = ("tried_on",)
    tried_on = day("Tag", past=True)
    channel = radios("Weg", Kontaktweg.choices, required_message="Wählen Sie aus, wie Sie es versucht haben.")
    language = choice("Sprache", Language.choices)
    result = radios("Ergebnis", Kontaktergebnis.choices, required_message="Wählen Sie das Ergebnis aus.")
    was_first_talk = TickField(
        label="Das war das Gespräch über einen persönlichen Termin",
        required=False,
        help_text="Der Status wird damit Terminvereinbarung, die Person zählt als erschlossen.",
    )
    next_on = later_day("Nächster Versuch am", "Zum Beispiel +7; leer, wenn keiner mehr nötig ist")
    note = line(
        "Anmerkung", 300, help_text="Zögern ist keine Ablehnung. Nur was für den nächsten Kontakt nötig ist."
    )

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        kwargs["initial"] = {"language": participant.language} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if participant.phase != Phase.IDENTIFIZIERT:
            del self.fields["was_first_talk"]
        talk = ["was_first_talk"] if "was_first_talk" in self.fields else []
        self.helper.layout = Layout(
            Row("tried_on", "language"),
            Field("channel", wrapper_class="sp-columns"),
            Field("result", wrapper_class="sp-columns"),
            *talk,
            "next_on",
            "note",
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("was_first_talk") and values.get("result") not in (*REACHED, None):
            self.add_error("was_first_talk", "Ein Gespräch gab es nur, wenn Sie die Person erreicht haben.")
        return values

    def values(self) -> dict[str, Any]:
        return {"was_first_talk": False, **super().values()}
