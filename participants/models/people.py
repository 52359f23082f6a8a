"""The person. What is not needed for work and a residence title is not asked and has no column."""

from calendar import monthrange
from datetime import date
from typing import ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from spurwechsel.checked import CheckedAtOnce

from ..choices import (
    DatePrecision,
    Einwilligung,
    Gender,
    Language,
    Phase,
    Zugang,
    nationality_choices,
    nationality_name,
)
from .finding import Fold, ParticipantQuerySet, SearchFold

__all__ = ["CaseNumberSeries", "Fold", "Participant", "SearchFold"]


@pghistory.track(
    model_name="ParticipantVersion",
    obj_field=pghistory.ObjForeignKey(related_name="versions"),
    exclude=["sort_key", "search_key", "newest_kind", "newest_from", "newest_until", "sealed_on"],
)
class Participant(CheckedAtOnce):
    kommune = models.ForeignKey(
        "spurwechsel.Kommune", models.PROTECT, related_name="participants", verbose_name="Kommune"
    )
    case_number = models.CharField("Fallnummer", max_length=20, unique=True, editable=False)
    family_name = models.CharField("Familienname", max_length=120)
    given_name = models.CharField("Vorname", max_length=120, blank=True)
    single_name = models.BooleanField("hat nur einen Namen", default=False)
    birth_date = models.DateField("Geburtsdatum", null=True, blank=True)
    birth_precision = models.CharField(
        max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY, editable=False
    )
    gender = models.CharField("Geschlecht", max_length=1, choices=Gender.choices, blank=True)
    nationality = models.CharField(
        "Staatsangehörigkeit", max_length=10, choices=nationality_choices, blank=True
    )
    language = models.CharField("Sprache für Gespräche", max_length=6, choices=Language.choices)
    needs_interpreting = models.BooleanField("Sprachmittlung nötig")
    phone = models.CharField("Telefon", max_length=40, blank=True)
    entry_date = models.DateField("Einreise nach Deutschland", null=True, blank=True)
    entry_precision = models.CharField(
        max_length=5, choices=DatePrecision.choices, default=DatePrecision.DAY, editable=False
    )
    channel = models.CharField("Zugang über", max_length=20, choices=Zugang.choices, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name="Zuständig",
    )
    consent = models.CharField("Einwilligung", max_length=20, choices=Einwilligung.choices)
    consent_on = models.DateField("Einwilligung vom", null=True, blank=True)
    consent_language = models.CharField(
        "Sprache der Einwilligung", max_length=6, choices=Language.choices, blank=True
    )
    consent_form = models.CharField("Formular der Einwilligung", max_length=200, blank=True)
    consent_withdrawn_on = models.DateField("Widerruf vom", null=True, blank=True)

    # Read model of the log, written in the same transaction as the log (services.derive_phase).
    phase = models.CharField("Status", max_length=20, choices=Phase.choices, editable=False)
    phase_since = models.DateField("Status seit", editable=False)
    follow_up_on = models.DateField("Wiedervorlage am", null=True, blank=True, editable=False)
    # From this day on nobody opens the case: it went to another Kommune, or is about to be erased. Its
    # figures are counted until then.
    sealed_on = models.DateField(null=True, editable=False)

    # Read model of the papers: of those in force the one that begins last. PostgreSQL itself keeps it, so
    # that no way of writing can leave it behind.
    newest_kind = models.CharField(max_length=20, null=True, editable=False)  # noqa: DJ001  no paper, no kind
    newest_from = models.DateField(null=True, editable=False)
    newest_until = models.DateField(null=True, editable=False)

    version = models.PositiveIntegerField(default=1, editable=False)
    sort_key = models.GeneratedField(
        expression=Fold(Concat(F("family_name"), Value(" "), F("given_name"))),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
    search_key = models.GeneratedField(
        expression=SearchFold(
            Concat(F("given_name"), Value(" "), F("family_name"), Value(" "), F("case_number"))
        ),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["sort_key", "id"]
        verbose_name = "Teilnehmende Person"
        verbose_name_plural = "Teilnehmende"
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="newest_paper",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                declare=[("newest", "RECORD")],
                func="""
                    SELECT kind, valid_from, valid_until INTO newest FROM participants_residencestatus
                    WHERE participant_id = NEW.id AND withdrawn_at IS NULL
                    ORDER BY valid_from DESC, id DESC LIMIT 1;
                    NEW.newest_kind = newest.kind;
                    NEW.newest_from = newest.valid_from;
                    NEW.newest_until = newest.valid_until;
                    RETURN NEW;
                """,
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["kommune", "sort_key", "id"], name="participant_by_name"),
            models.Index(fields=["kommune", "phase", "sort_key", "id"], name="participant_by_phase"),
            models.Index(fields=["responsible", "phase"], name="participant_by_owner"),
            models.Index(fields=["nationality", "kommune"], name="participant_by_nationality"),
            # Counts, searches and the order of the list are answered from these three alone; none shows a
            # case that is sealed. The first is a tenth of the second, as a key stands in it only once.
            models.Index(
                fields=["phase", "kommune"],
                condition=Q(sealed_on__isnull=True),
                name="participant_phases",
            ),
            models.Index(
                fields=["phase", "kommune"],
                include=["id", "newest_kind", "newest_from", "newest_until"],
                condition=Q(sealed_on__isnull=True),
                name="participant_counts",
            ),
            models.Index(
                fields=["sort_key", "id"],
                include=[
                    *("kommune", "phase", "phase_since", "search_key"),
                    *("newest_kind", "newest_from", "newest_until"),
                ],
                condition=Q(sealed_on__isnull=True),
                name="participant_in_order",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="given_name_or_single_name",
                condition=~Q(given_name="") | Q(single_name=True),
                violation_error_message=(
                    "Geben Sie den Vornamen ein oder kreuzen Sie an, dass die Person nur einen Namen hat."
                ),
            ),
            models.CheckConstraint(
                name="consent_has_a_day",
                condition=~Q(consent=Einwilligung.LIEGT_VOR) | Q(consent_on__isnull=False),
                violation_error_message="Geben Sie an, von welchem Tag die Einwilligung ist.",
            ),
            models.CheckConstraint(
                name="withdrawal_has_a_day",
                condition=Q(consent=Einwilligung.WIDERRUFEN, consent_withdrawn_on__isnull=False)
                | (~Q(consent=Einwilligung.WIDERRUFEN) & Q(consent_withdrawn_on__isnull=True)),
                violation_error_message="Ein Widerruf braucht seinen Tag, und nur ein Widerruf hat einen.",
            ),
            models.CheckConstraint(
                name="entry_not_before_birth",
                condition=Q(entry_date__isnull=True)
                | Q(birth_date__isnull=True)
                | ~Q(entry_precision=DatePrecision.DAY)
                | ~Q(birth_precision=DatePrecision.DAY)
                | Q(entry_date__gte=F("birth_date")),
                violation_error_message="Die Einreise darf nicht vor der Geburt liegen.",
            ),
        ]

    def __str__(self) -> str:
        # Never a name: this ends up in logs and error pages.
        return self.case_number

    @property
    def birth(self) -> tuple[date, str] | None:
        """The birth date with how much of it is known, as forms and pages show it."""
        return (self.birth_date, self.birth_precision) if self.birth_date else None

    @property
    def entry(self) -> tuple[date, str] | None:
        return (self.entry_date, self.entry_precision) if self.entry_date else None

    def get_nationality_display(self) -> str:
        return nationality_name(self.nationality)

    @property
    def full_name(self) -> str:
        """As in lists: family name first."""
        return f"{self.family_name}, {self.given_name}" if self.given_name else self.family_name

    def clean(self) -> None:
        super().clean()
        if self.single_name and self.given_name:
            raise ValidationError(
                {"given_name": "Lassen Sie den Vornamen leer, wenn die Person nur einen Namen hat."}
            )
        if self.birth_precision == DatePrecision.MONTH:
            raise ValidationError(
                {"birth_date": "Geben Sie den ganzen Tag oder nur das Jahr der Geburt ein."}
            )
        entry, birth = self.entry, self.birth
        if entry and birth and _last_possible_day(*entry) < birth[0]:
            raise ValidationError({"entry_date": "Die Einreise darf nicht vor der Geburt liegen."})
        if self.consent_withdrawn_on and self.consent_on and self.consent_withdrawn_on < self.consent_on:
            raise ValidationError(
                {"consent_withdrawn_on": "Der Widerruf darf nicht vor der Einwilligung liegen."}
            )


def _last_possible_day(day: date, precision: str) -> date:
    if precision == DatePrecision.YEAR:
        return date(day.year, 12, 31)
    if precision == DatePrecision.MONTH:
        return date(day.year, day.month, monthrange(day.year, day.month)[1])
    return day


class CaseNumberSeries(models.Model):
    """The last running number per Kommune and year; its row is locked while a number is taken."""

    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "Nummernkreis"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kommune", "year"], name="one_series_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
