"""Recording a person on one page, and correcting what is recorded."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from crispy_forms.layout import Column, Field, Layout, Row
from django import forms
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from spurwechsel.formfields import (
    CleanCharField,
    GermanDateField,
    PartialDateField,
    PlainSelect,
    SingleChoice,
    SingleModelChoice,
    SpurForm,
    TickField,
)

from ..choices import DatePrecision, Einwilligung, Gender, Language, Zugang, offered_nationalities
from ..models import Participant
from .papers import KIND_GROUPS
from .refusal import past

UNCLEAR = "unklar"
NO_NAME = "Geben Sie den Vornamen ein oder kreuzen Sie an, dass die Person nur einen Namen hat."
_PHONE = re.compile(r"\+?[0-9 ()/.-]+")


class NameField(CleanCharField):
    """A name in any script; it has at least one letter."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not any(character.isalpha() for character in value):
            raise ValidationError("Schreiben Sie den Namen mit Buchstaben.", code="no_letter")


class PhoneField(CleanCharField):
    def validate(self, value: str) -> None:
        super().validate(value)
        if value and (not _PHONE.fullmatch(value) or sum(sign.isdigit() for sign in value) < 4):
            raise ValidationError("Schreiben Sie die Telefonnummer so: 0355 612-0.", code="invalid")


def responsible_users(kommunen: Any, current: Any = None) -> QuerySet:
    """Who may hold a case there: active, with the right to edit, also standing in; and who holds it now."""
    users = get_user_model().objects
    candidates = users.filter(is_active=True).filter(
        Q(kommune__in=kommunen) | Q(further_kommunen__in=kommunen)
    )
    allowed = {
        user.pk
        for user in candidates.distinct()
        if user.has_perm("participants.edit") and (user.kommune_id in kommunen or user.kommune_ids & kommunen)
    }
    return users.filter(pk__in={*allowed, current} - {None})


class PersonFields(SpurForm):
    """What both forms ask; each entry is checked alone, the names together."""

    family_name = NameField(label="Familienname", max_length=120, required_message="Geben Sie den Namen ein.")
    given_name = NameField(label="Vorname", max_length=120, required=False)
    single_name = TickField(label="hat nur einen Namen", required=False)
    birth_date = PartialDateField(
        label="Geburtsdatum",
        help_text="Zum Beispiel 14.7.1991, oder nur das Jahr: 1991",
        required_message="Geben Sie das Geburtsdatum oder das Geburtsjahr ein.",
        error_messages=past("Das Geburtsdatum"),
    )
    language = SingleChoice(
        label="Sprache für Gespräche",
        choices=[("", "Wählen Sie aus"), *Language.choices],
        widget=PlainSelect,
        required_message="Wählen Sie die Sprache aus.",
    )
    needs_interpreting = TickField(label="Sprachmittlung nötig", required=False)
    phone = PhoneField(label="Telefon", max_length=40, required=False)
    channel = SingleChoice(
        label="Zugang über",
        choices=[("", "keine Angabe"), *Zugang.choices],
        widget=PlainSelect,
        required=False,
    )
    responsible = SingleModelChoice(
        queryset=get_user_model().objects.none(),
        label="Zuständig",
        empty_label="noch niemand",
        required=False,
        widget=PlainSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The box below says that the name may be missing, so the label need not.
        self.fields["given_name"].mark_optional = False

    def clean_birth_date(self) -> tuple[date, str] | None:
        birth = self.cleaned_data["birth_date"]
        if birth and birth[1] == DatePrecision.MONTH:
            raise ValidationError("Geben Sie den ganzen Tag oder nur das Jahr der Geburt ein.")
        return birth

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if "given_name" in self.errors or "single_name" not in values:
            return values
        given, single = values.get("given_name", ""), values["single_name"]
        if single and given:
            self.add_error("given_name", "Lassen Sie den Vornamen leer, wenn die Person nur einen Namen hat.")
        elif not single and not given:
            self.add_error("given_name", NO_NAME)
        return values

    def person(self) -> dict[str, Any]:
        """The entries as the columns of a person."""
        columns = dict(self.cleaned_data)
        for name in ("birth", "entry"):
            if f"{name}_date" in columns:
                known = columns[f"{name}_date"] or (None, DatePrecision.DAY)
                columns[f"{name}_date"], columns[f"{name}_precision"] = known
        return columns


class RegisterForm(PersonFields):
    """One page, eleven questions; somebody who stands in elsewhere also says for which Kommune."""

    residence_kind = SingleChoice(
        label="Aufenthalt",
        choices=[("", "Wählen Sie aus"), *KIND_GROUPS, (UNCLEAR, "noch unklar")],
        widget=PlainSelect,
        required_message="Wählen Sie den Aufenthalt aus. „noch unklar“ ist auch eine Antwort.",
        help_text="Wie auf dem Papier. Ist es noch nicht gesehen worden, wählen Sie „noch unklar“.",
    )
    residence_until = GermanDateField(label="Gültig bis", required=False, help_text="Zum Beispiel 8.4.2024")
    consent = SingleChoice(
        label="Einwilligung",
        choices=[
            (Einwilligung.WIRD_EINGEHOLT, "wird noch eingeholt"),
            (Einwilligung.LIEGT_VOR, "liegt vor"),
        ],
        widget=forms.RadioSelect,
        initial=Einwilligung.WIRD_EINGEHOLT,
    )
    consent_on = GermanDateField(
        label="Einwilligung vom",
        past=True,
        required=False,
        help_text="Nur wenn sie vorliegt",
        error_messages=past("Der Tag der Einwilligung"),
    )
    talk_held = SingleChoice(
        label="Rücksprache zum Beratungsgespräch erfolgt?",
        choices=[("ja", "ja"), ("nein", "noch nicht")],
        widget=forms.RadioSelect,
        required_message="Wählen Sie aus, ob die Rücksprache erfolgt ist.",
        help_text="Bei „ja“ zählt die Person zur Terminvereinbarung, sonst ist sie identifiziert.",
    )
    seen = CleanCharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        kommunen = apps.get_model("spurwechsel.Kommune").objects.filter(pk__in=user.kommune_ids)
        if len(user.kommune_ids) > 1:
            self.fields["kommune"] = SingleModelChoice(kommunen, label="Kommune", initial=user.kommune_id)
        self.fields["responsible"].queryset = responsible_users(user.kommune_ids)
        self.fields["responsible"].initial = user.pk
        self.fields["consent_on"].mark_optional = False
        self.fields["needs_interpreting"].initial = True
        self.helper.layout = self._layout()

    def _layout(self) -> Layout:
        where = ["kommune"] if "kommune" in self.fields else []
        return Layout(
            "seen",
            *where,
            Row("family_name", Column("given_name", "single_name")),
            Row("birth_date", "phone"),
            Column("language", "needs_interpreting"),
            Row("residence_kind", "residence_until"),
            Row(Field("consent", wrapper_class="sp-inline"), "consent_on"),
            Field("talk_held", wrapper_class="sp-inline"),
            Row("channel", "responsible"),
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        given = values.get("consent") == Einwilligung.LIEGT_VOR
        if given and not values.get("consent_on") and "consent_on" not in self.errors:
            self.add_error("consent_on", "Geben Sie an, von welchem Tag die Einwilligung ist.")
        if not given and values.get("consent_on"):
            self.add_error("consent", "Wählen Sie „liegt vor“ oder lassen Sie den Tag leer.")
        if values.get("residence_kind") == UNCLEAR and values.get("residence_until"):
            self.add_error("residence_kind", "Wählen Sie aus, welches Papier bis zu diesem Tag gilt.")
        self._check_responsible(values)
        self._check_papers_after_birth(values)
        return values

    def _check_responsible(self, values: dict[str, Any]) -> None:
        kommune, holder = values.get("kommune"), values.get("responsible")
        if kommune and holder and kommune.pk not in holder.kommune_ids:
            self.add_error("responsible", f"Wählen Sie jemanden aus, der für {kommune} arbeitet.")

    def _check_papers_after_birth(self, values: dict[str, Any]) -> None:
        birth = values.get("birth_date")
        for name in ("residence_until", "consent_on"):
            if birth and values.get(name) and values[name] < birth[0]:
                self.add_error(name, "Der Tag darf nicht vor der Geburt liegen.")

    def note_as_seen(self, case_numbers: Iterable[str]) -> None:
        """With these shown on the page, the next click says that it is somebody else."""
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = " ".join(case_numbers)

    @property
    def full_name(self) -> str:
        return f"{self.cleaned_data['given_name']} {self.cleaned_data['family_name']}".strip()

    def values(self) -> dict[str, Any]:
        """What services.register takes."""
        columns = self.person()
        kind = columns.pop("residence_kind")
        columns["residence_kind"] = "" if kind == UNCLEAR else kind
        columns["talk_held"] = columns["talk_held"] == "ja"
        columns["kommune"] = columns.get("kommune") or self.user.kommune
        del columns["seen"]
        return columns


class ParticipantForm(PersonFields):
    """All master data of a person; status, papers, consent and notes have their own pages."""

    gender = SingleChoice(
        label="Geschlecht",
        choices=[("", "noch nicht gefragt"), *Gender.choices],
        required=False,
        widget=PlainSelect,
    )
    nationality = SingleChoice(label="Staatsangehörigkeit", required=False, widget=PlainSelect)
    entry_date = PartialDateField(
        label="Einreise nach Deutschland", required=False, error_messages=past("Die Einreise")
    )

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        kwargs.setdefault("initial", self.recorded(participant))
        super().__init__(*args, version=participant.version, **kwargs)
        self.fields["birth_date"].required = False
        self.fields["nationality"].choices = [
            ("", "noch nicht gefragt"),
            *offered_nationalities(participant.nationality),
        ]
        holders = responsible_users(frozenset({participant.kommune_id}), participant.responsible_id)
        self.fields["responsible"].queryset = holders
        self.helper.layout = Layout(
            Row("family_name", Column("given_name", "single_name")),
            Row("birth_date", "gender"),
            Row("nationality", "entry_date"),
            Column("language", "needs_interpreting"),
            Row("phone", "channel"),
            "responsible",
        )

    @staticmethod
    def recorded(participant: Participant) -> dict[str, Any]:
        """What is stored now, as the fields of the form hold it."""
        plain = (
            *("family_name", "given_name", "single_name", "gender", "nationality", "language"),
            *("needs_interpreting", "phone", "channel", "responsible"),
        )
        stored = {name: getattr(participant, name) for name in plain}
        return stored | {"birth_date": participant.birth, "entry_date": participant.entry}

    def values(self) -> dict[str, Any]:
        """What services.correct takes, the version included."""
        return self.person()
