"""Residence papers as dated records, several over time, none ever overwritten silently."""

from datetime import date
from typing import ClassVar, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone

from ..choices import FIKTIONEN, OHNE_TITEL, Aufenthaltsstatus, Duldungsart, Nebenbestimmung
from ..periods import Period, PeriodQuerySet

# int8range instead of the bare foreign key, so that no PostgreSQL extension is needed.
_SAME_PERSON = Func(F("participant"), F("participant"), Value("[]"), function="int8range")
_DAYS = Func(
    F("valid_from"), F("valid_until"), Value("[]"), function="daterange", output_field=DateRangeField()
)
_IN_FORCE = Q(withdrawn_at__isnull=True)


class ResidenceStatusQuerySet(PeriodQuerySet):
    def visible_to(self, user) -> Self:
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(participant__kommune_id__in=user.kommune_ids, participant__sealed_on__isnull=True)

    def in_force(self) -> Self:
        """Without the entries that were withdrawn as mistakes."""
        return self.filter(withdrawn_at__isnull=True)

    def running_on(self, day: date) -> "ResidenceStatus | None":
        """The title, Duldung or Gestattung of that day; a Fiktion lies beside it and ends by itself."""
        return self.in_force().on(day).exclude(kind__in=FIKTIONEN).first()

    def ended_by(self, kind: str, start: date) -> Self:
        """What runs into a new paper and ends with it: only a title goes on, beside a Fiktion.

        A Fiktion lasts until the decision, § 81 Abs. 3 und 4 AufenthG, so every later paper ends it.
        """
        running = self.in_force().on(start).filter(valid_from__lt=start)
        return running.filter(kind__in=OHNE_TITEL) if kind in FIKTIONEN else running


@pghistory.track(
    model_name="ResidenceStatusVersion", obj_field=pghistory.ObjForeignKey(related_name="versions")
)
class ResidenceStatus(Period):
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="residence")
    kind = models.CharField("Aufenthaltsstatus", max_length=20, choices=Aufenthaltsstatus.choices)
    duldungsart = models.CharField(
        "Art der Duldung laut Papier", max_length=10, choices=Duldungsart.choices, blank=True
    )
    work_note = models.CharField(
        "Nebenbestimmung zur Arbeit", max_length=30, choices=Nebenbestimmung.choices, blank=True
    )
    # Then `valid_from` is the first day from which anybody knows of the paper.
    begin_unknown = models.BooleanField("Beginn nicht bekannt", default=False)
    document_seen_on = models.DateField("Dokument gesehen am", null=True, blank=True)
    recorded_at = models.DateTimeField("eingetragen am", default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="eingetragen von"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    withdrawn_reason = models.CharField(max_length=500, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ResidenceStatusQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering: ClassVar = ["-valid_from", "-id"]
        verbose_name = "Aufenthaltsstatus"
        verbose_name_plural = "Aufenthaltsstatus"
        triggers: ClassVar = [
            # The row of the person looks up its newest paper itself whenever it is written.
            pgtrigger.Trigger(
                name="newest_paper",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    UPDATE participants_participant SET newest_kind = NULL
                    WHERE id IN (NEW.participant_id, OLD.participant_id);
                    RETURN NULL;
                """,
            )
        ]
        indexes: ClassVar = [
            models.Index(
                F("participant"), F("valid_from").desc(), F("id").desc(), name="latest_paper_of_a_person"
            ),
            models.Index(fields=["valid_until"], name="papers_by_expiry"),
        ]
        constraints: ClassVar = [
            *Period.Meta.constraints,
            ExclusionConstraint(
                name="one_status_at_a_time",
                expressions=[(_SAME_PERSON, RangeOperators.OVERLAPS), (_DAYS, RangeOperators.OVERLAPS)],
                condition=_IN_FORCE & ~Q(kind__in=FIKTIONEN),
                violation_error_message=(
                    "In diesem Zeitraum ist schon ein Aufenthaltsstatus eingetragen."
                    " Prüfen Sie Beginn und Ende."
                ),
            ),
            # A Fiktion may lie beside the title that it continues, but beside nothing else: who has a
            # Duldung or a Gestattung holds no title that could go on.
            ExclusionConstraint(
                name="one_paper_without_title_at_a_time",
                expressions=[(_SAME_PERSON, RangeOperators.OVERLAPS), (_DAYS, RangeOperators.OVERLAPS)],
                condition=_IN_FORCE & Q(kind__in=OHNE_TITEL),
                violation_error_message=(
                    "In diesem Zeitraum ist schon eine Duldung, Gestattung oder Fiktionsbescheinigung"
                    " eingetragen. Eine Fiktionsbescheinigung kann nur neben einem Titel gelten."
                    " Prüfen Sie Beginn und Ende."
                ),
            ),
            models.CheckConstraint(
                name="duldungsart_only_with_60a",
                condition=Q(duldungsart="") | Q(kind=Aufenthaltsstatus.DULDUNG_60A),
                violation_error_message="Eine Art der Duldung gibt es nur bei § 60a AufenthG.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ab {self.valid_from:%d.%m.%Y}"

    def clean(self) -> None:
        super().clean()
        if self.duldungsart and self.kind != Aufenthaltsstatus.DULDUNG_60A:
            raise ValidationError({"duldungsart": "Eine Art der Duldung gibt es nur bei § 60a AufenthG."})

    def expired_on(self, day: date) -> bool:
        """Says that the paper is to be checked, never that somebody is without a title."""
        return self.valid_until is not None and self.valid_until < day
