"""Results beside work and titles: certificates, recognitions, and what became of people later."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from participants.choices import Anerkennung, Niveau

from ..catalogue import Verbleib
from .cases import CaseQuerySet, CaseRecord
from .measures import Measure


class CertificateQuerySet(CaseQuerySet):
    def in_force(self) -> Self:
        """Without the entries that were withdrawn as mistakes."""
        return self.filter(withdrawn_at__isnull=True)


class CertificateGained(CaseRecord):
    """A language certificate or the outcome of a recognition, gained on a day."""

    measure = models.ForeignKey(
        Measure, models.PROTECT, null=True, blank=True, related_name="certificates", verbose_name="Maßnahme"
    )
    gained_on = models.DateField("Datum")
    level = models.CharField("Sprachniveau", max_length=5, choices=Niveau.choices, blank=True)
    recognition = models.CharField("Anerkennung", max_length=15, choices=Anerkennung.choices, blank=True)
    name = models.CharField("Bezeichnung", max_length=160, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-gained_on", "-id"]
        verbose_name = "Zertifikat oder Anerkennung"
        verbose_name_plural = "Zertifikate und Anerkennungen"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="certificate_says_one_thing",
                condition=Q(level="") ^ Q(recognition=""),
                violation_error_message="Geben Sie ein Sprachniveau oder eine Anerkennung an.",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.level or self.get_recognition_display()


class FollowUp(CaseRecord):
    """What became of somebody 3, 6 or 12 months after the start of work or training."""

    since = models.DateField("gefragt nach Beginn am")
    months = models.PositiveSmallIntegerField("Monate danach", choices=[(3, "3"), (6, "6"), (12, "12")])
    asked_on = models.DateField("gefragt am")
    answer = models.CharField("Antwort", max_length=15, choices=Verbleib.choices)

    class Meta:
        ordering: ClassVar = ["-asked_on", "-id"]
        verbose_name = "Nachfrage"
        verbose_name_plural = "Nachfragen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["participant", "since", "months"], name="one_answer_a_follow_up")
        ]

    def __str__(self) -> str:
        return f"nach {self.months} Monaten: {self.get_answer_display()}"
