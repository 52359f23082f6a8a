"""Which cases are to be erased, were erased, and why: the proof that stays, without a name."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Loeschgrund(models.TextChoices):
    AUFBEWAHRUNG = "aufbewahrung", "Aufbewahrungsfrist abgelaufen"
    VERLANGEN = "verlangen", "Verlangen der Person"
    WIDERRUF = "widerruf", "Einwilligung widerrufen"
    FALSCH_ANGELEGT = "falsch_angelegt", "falsch oder doppelt angelegt"


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def visible_to(self, user: Any) -> Self:
        if not user.has_perm("participants.erase"):
            return self.none()
        return self.filter(kommune_id__in=user.kommune_ids)

    def waiting(self) -> Self:
        """Confirmed and not carried out yet."""
        return self.filter(done_on__isnull=True)


class Erasure(models.Model):
    """One case, first confirmed, then carried out. It points to nobody: the number is all that is kept."""

    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="+")
    case_number = models.CharField("Fallnummer", max_length=20)
    reason = models.CharField("Grund", max_length=20, choices=Loeschgrund.choices)
    ordered_on = models.DateField("bestätigt am")
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="bestätigt von"
    )
    done_on = models.DateField("gelöscht am", null=True, blank=True, editable=False)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-ordered_on", "-id"]
        verbose_name = "Löschung"
        verbose_name_plural = "Löschungen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case_number"],
                condition=Q(done_on__isnull=True),
                name="one_erasure_of_a_case",
                violation_error_message="Die Löschung dieses Falls ist schon bestätigt.",
            ),
            models.CheckConstraint(
                name="erasure_done_after_order",
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("ordered_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"Löschung {self.case_number}"
