"""Measures with planned and actual days, and who was there."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from participants.choices import Language, Niveau

from ..catalogue import Abbruchgrund, Anwesenheit, Finanzierung, Massnahmenart, Massnahmenergebnis
from .cases import CaseRecord
from .plan import Goal, Need


@pghistory.track(model_name="MeasureVersion", obj_field=pghistory.ObjForeignKey(related_name="versions"))
class Measure(CaseRecord):
    need = models.ForeignKey(Need, models.PROTECT, related_name="measures", verbose_name="Bedarf")
    goal = models.ForeignKey(
        Goal, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name="Ziel"
    )
    kind = models.CharField("Maßnahme", max_length=24, choices=Massnahmenart.choices)
    name = models.CharField("Bezeichnung", max_length=160, blank=True)
    provider = models.CharField("Träger", max_length=160, blank=True)
    planned_from = models.DateField("geplanter Beginn", null=True, blank=True)
    planned_until = models.DateField("geplantes Ende", null=True, blank=True)
    started_on = models.DateField("begonnen am", null=True, blank=True)
    ended_on = models.DateField("beendet am", null=True, blank=True)
    review_on = models.DateField("nächste Prüfung", null=True, blank=True)
    hours = models.PositiveSmallIntegerField(
        "Stunden pro Woche",
        null=True,
        blank=True,
        validators=[MaxValueValidator(168, "Eine Woche hat 168 Stunden; prüfen Sie die Angabe.")],
    )
    level = models.CharField("Niveau", max_length=5, choices=Niveau.choices, blank=True)
    language = models.CharField("Sprache", max_length=6, choices=Language.choices, blank=True)
    funding = models.CharField("Finanzierung", max_length=12, choices=Finanzierung.choices, blank=True)
    result = models.CharField("Ergebnis", max_length=18, choices=Massnahmenergebnis.choices, blank=True)
    break_off = models.CharField(
        "Grund des Abbruchs", max_length=16, choices=Abbruchgrund.choices, blank=True
    )
    note = models.TextField("Notiz", max_length=20_000, blank=True)

    class Meta:
        ordering: ClassVar = ["need", "planned_from", "id"]
        verbose_name = "Maßnahme"
        verbose_name_plural = "Maßnahmen"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="measure_planned_end_after_start",
                condition=Q(planned_from__isnull=True)
                | Q(planned_until__isnull=True)
                | Q(planned_until__gte=F("planned_from")),
                violation_error_message="Das geplante Ende darf nicht vor dem geplanten Beginn liegen.",
            ),
            models.CheckConstraint(
                name="measure_ended_after_started",
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                violation_error_message="Das Ende darf nicht vor dem Beginn liegen.",
            ),
            models.CheckConstraint(
                name="measure_result_with_end",
                condition=Q(result="", ended_on__isnull=True) | (~Q(result="") & Q(ended_on__isnull=False)),
                violation_error_message="Ein Ergebnis braucht den Tag des Endes und umgekehrt.",
            ),
            models.CheckConstraint(
                name="break_off_has_a_reason",
                condition=Q(result=Massnahmenergebnis.ABGEBROCHEN) & ~Q(break_off="")
                | ~Q(result=Massnahmenergebnis.ABGEBROCHEN) & Q(break_off=""),
                violation_error_message="Ein Abbruch braucht einen Grund, und nur ein Abbruch hat einen.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.get_kind_display()


class Attendance(models.Model):
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="attendances")
    day = models.DateField("Tag")
    state = models.CharField("Anwesenheit", max_length=15, choices=Anwesenheit.choices)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-day"]
        verbose_name = "Anwesenheit"
        verbose_name_plural = "Anwesenheiten"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["measure", "day"], name="one_attendance_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}: {self.get_state_display()}"
