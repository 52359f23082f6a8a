"""Work and training as dated episodes; several jobs at a time are allowed, their hours add up."""

from typing import ClassVar, Self

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ..choices import Ausbildungsart, Ausbildungsvertrag, Beendigung, Beruf, Beschaeftigungsart, Erlaubnis
from ..periods import Period, PeriodQuerySet


class EpisodeQuerySet(PeriodQuerySet):
    def visible_to(self, user) -> Self:
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(participant__kommune_id__in=user.kommune_ids, participant__sealed_on__isnull=True)

    def in_force(self) -> Self:
        """Without the entries that were withdrawn as mistakes."""
        return self.filter(withdrawn_at__isnull=True)


class Episode(Period):
    employer = models.CharField("Betrieb oder Einrichtung", max_length=160)
    occupation = models.CharField("Berufsfeld (KldB 2010)", max_length=2, choices=Beruf.choices, blank=True)
    ended_because = models.CharField("Grund des Endes", max_length=15, choices=Beendigung.choices, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(max_length=500, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EpisodeQuerySet.as_manager()

    class Meta(Period.Meta):
        abstract = True
        ordering: ClassVar = ["-valid_from", "-id"]
        constraints: ClassVar = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_reason_with_end",
                condition=Q(ended_because="") | Q(valid_until__isnull=False),
                violation_error_message="Einen Grund des Endes gibt es nur mit dem Tag des Endes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} ab {self.valid_from:%d.%m.%Y}"


@pghistory.track(model_name="EmploymentVersion", obj_field=pghistory.ObjForeignKey(related_name="versions"))
class Employment(Episode):
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="employments")
    kind = models.CharField("Art", max_length=12, choices=Beschaeftigungsart.choices)
    hours = models.DecimalField(
        "Stunden pro Woche",
        max_digits=4,
        decimal_places=1,
        validators=[
            MinValueValidator(1, "Geben Sie mindestens eine Stunde pro Woche an."),
            MaxValueValidator(168, "Eine Woche hat 168 Stunden; prüfen Sie die Angabe."),
        ],
    )
    is_qualified = models.BooleanField("qualifizierte Tätigkeit", null=True, blank=True)
    fits_degree = models.BooleanField("dem Abschluss angemessen", null=True, blank=True)
    permit = models.CharField("Beschäftigungserlaubnis", max_length=12, choices=Erlaubnis.choices, blank=True)
    permit_applied_on = models.DateField("Erlaubnis beantragt am", null=True, blank=True)
    permit_until = models.DateField("Erlaubnis gültig bis", null=True, blank=True)

    class Meta(Episode.Meta):
        verbose_name = "Beschäftigung"
        verbose_name_plural = "Beschäftigungen"


@pghistory.track(model_name="TrainingVersion", obj_field=pghistory.ObjForeignKey(related_name="versions"))
class Training(Episode):
    """A Berufsausbildung; it may begin in the future, which opens ways to a title."""

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="trainings")
    kind = models.CharField("Art", max_length=15, choices=Ausbildungsart.choices)
    contract = models.CharField("Vertrag", max_length=12, choices=Ausbildungsvertrag.choices, blank=True)
    begun_in_asylum_procedure = models.BooleanField("schon im Asylverfahren begonnen", null=True, blank=True)

    class Meta(Episode.Meta):
        verbose_name = "Ausbildung"
        verbose_name_plural = "Ausbildungen"
