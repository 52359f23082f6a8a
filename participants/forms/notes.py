"""Consent, and the two notes on the exclusion criteria with as little in them as the law allows."""

from typing import Any

from crispy_forms.layout import Layout, Row

from spurwechsel.formfields import (
    CleanCharField,
    GermanDateField,
    OptionCards,
    PlainSelect,
    SingleChoice,
    SpurForm,
)

from ..choices import Ausschlusshinweis, Einwilligung, Identitaetsklaerung, Language
from ..models import Participant
from .refusal import past

CONSENT_MEANINGS = {
    Einwilligung.LIEGT_VOR: "Die Person hat nach Aufklärung in einer Sprache, die sie versteht, zugestimmt.",
    Einwilligung.WIRD_EINGEHOLT: "Die Person ist noch nicht gefragt worden oder überlegt noch.",
    Einwilligung.NICHT_ERTEILT: "Die Person möchte nicht teilnehmen. Daraus entsteht ihr kein Nachteil.",
    Einwilligung.WIDERRUFEN: (
        "Geht jederzeit und ohne Begründung. Der Widerruf gilt ab seinem Tag; was davor geschah,"
        " bleibt rechtmäßig."
    ),
}
IDENTITY_MEANINGS = {
    Identitaetsklaerung.GEKLAERT: "Etwa durch Pass, Passersatz oder auf einem anderen anerkannten Weg.",
    Identitaetsklaerung.MASSNAHMEN_ERGRIFFEN: "Alles Zumutbare ist getan, ein Ergebnis liegt nicht vor.",
    Identitaetsklaerung.IN_KLAERUNG: "Die Person wirkt mit, Schritte laufen.",
    Identitaetsklaerung.OFFEN: "Darüber ist noch nicht gesprochen worden.",
    Identitaetsklaerung.MITWIRKUNG_VERWEIGERT: (
        "Die Teilnahme ist dann zurzeit nicht möglich. Die Mitwirkung kann jederzeit nachgeholt werden."
    ),
}
EXCLUSION_MEANINGS = {
    Ausschlusshinweis.KEIN_HINWEIS: "Nichts spricht gegen die Teilnahme.",
    Ausschlusshinweis.KLAERUNG_EXTERN: (
        "Die Person klärt ihre Frage außerhalb des Projekts, zum Beispiel mit einer Rechtsberatung."
    ),
    Ausschlusshinweis.DERZEIT_NICHT_MOEGLICH: "Das Ergebnis der Klärung; es kann sich jederzeit ändern.",
}


class ConsentForm(SpurForm):
    """Given, still to be asked for, refused or withdrawn; only what was given can be withdrawn."""

    consent = SingleChoice(
        label="Einwilligung in die Teilnahme",
        choices=Einwilligung.choices,
        widget=OptionCards(descriptions=CONSENT_MEANINGS),
    )
    consent_on = GermanDateField(
        label="Erteilt am",
        past=True,
        required=False,
        help_text="Nur bei „liegt vor“",
        error_messages=past("Der Tag der Einwilligung"),
    )
    consent_language = SingleChoice(
        label="Sprache der Einwilligung",
        choices=[("", "noch nicht festgehalten"), *Language.choices],
        widget=PlainSelect,
        required=False,
        help_text="In welcher Sprache die Person sie gelesen oder gehört hat",
    )
    consent_form = CleanCharField(
        label="Formular und Fassung",
        max_length=200,
        required=False,
        help_text="Wie es auf dem unterschriebenen Blatt steht, zum Beispiel: Einwilligung, Fassung 2",
    )
    consent_withdrawn_on = GermanDateField(
        label="Widerrufen am",
        past=True,
        required=False,
        help_text="Nur bei „widerrufen“",
        error_messages=past("Der Tag des Widerrufs"),
    )

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, initial=self.recorded(participant), version=participant.version, **kwargs)
        self.participant = participant
        for name in ("consent_on", "consent_language", "consent_form", "consent_withdrawn_on"):
            self.fields[name].mark_optional = False
        withdrawable = participant.consent_on is not None
        if not withdrawable:
            del self.fields["consent_withdrawn_on"]
            choices = [each for each in Einwilligung.choices if each[0] != Einwilligung.WIDERRUFEN]
            self.fields["consent"].choices = choices
        self.helper.layout = Layout(
            "consent",
            Row("consent_on", "consent_language"),
            "consent_form",
            *(["consent_withdrawn_on"] if withdrawable else []),
        )

    @staticmethod
    def recorded(participant: Participant) -> dict[str, Any]:
        """What is stored now, as the fields of the form hold it."""
        names = ("consent", "consent_on", "consent_language", "consent_form", "consent_withdrawn_on")
        return {name: getattr(participant, name) for name in names}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        state, given = values.get("consent"), values.get("consent_on")
        withdrawn, birth = values.get("consent_withdrawn_on"), self.participant.birth_date
        if state == Einwilligung.LIEGT_VOR and not given and "consent_on" not in self.errors:
            self.add_error("consent_on", "Geben Sie an, von welchem Tag die Einwilligung ist.")
        if given and birth and given < birth:
            self.add_error("consent_on", "Der Tag darf nicht vor der Geburt liegen.")
        if state == Einwilligung.WIDERRUFEN and "consent_withdrawn_on" not in self.errors:
            if not withdrawn:
                self.add_error("consent_withdrawn_on", "Geben Sie an, an welchem Tag widerrufen wurde.")
            elif withdrawn < self.participant.consent_on:
                self.add_error("consent_withdrawn_on", "Der Widerruf darf nicht vor der Einwilligung liegen.")
        return values

    def values(self) -> dict[str, Any]:
        """What services.record_consent takes: days that do not belong to the state are left out."""
        values = dict(self.cleaned_data)
        if values["consent"] != Einwilligung.LIEGT_VOR:
            values["consent_on"], values["consent_language"], values["consent_form"] = None, "", ""
        if values["consent"] != Einwilligung.WIDERRUFEN:
            values["consent_withdrawn_on"] = None
        return values


class _NoteForm(SpurForm):
    """A state, the day it was known, and when to look again; there is no field for text."""

    stated_on = GermanDateField(
        label="Stand vom",
        past=True,
        required_message="Geben Sie ein, von welchem Tag der Stand ist.",
        error_messages=past("Der Tag des Standes"),
    )
    review_on = GermanDateField(
        label="Wiedervorlage am", required=False, help_text="Zum Beispiel 1.7.2024 oder +90 für in 90 Tagen"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("state", Row("stated_on", "review_on"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        stated, review = values.get("stated_on"), values.get("review_on")
        if stated and review and review <= stated:
            self.add_error("review_on", "Die Wiedervorlage muss nach dem Stand liegen.")
        return values


class IdentityForm(_NoteForm):
    state = SingleChoice(
        label="Wie steht es um die Klärung der Identität?",
        choices=Identitaetsklaerung.choices,
        widget=OptionCards(descriptions=IDENTITY_MEANINGS),
        required_message="Wählen Sie den Stand der Klärung aus.",
    )


class ExclusionForm(_NoteForm):
    state = SingleChoice(
        label="Ausschlusshinweis",
        choices=Ausschlusshinweis.choices,
        widget=OptionCards(descriptions=EXCLUSION_MEANINGS),
        required_message="Wählen Sie eines der drei Wörter aus.",
    )
