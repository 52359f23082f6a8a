"""Work on many cases at once: who started it, and what became of it case by case."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q, TextChoices
from django.utils import timezone


class BulkKind(TextChoices):
    LETTERS = "briefe", "Briefe"


class ItemState(TextChoices):
    OPEN = "offen", "steht noch aus"
    DONE = "erledigt", "erledigt"
    FAILED = "nicht_erledigt", "nicht erledigt"


class BulkRunQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """The runs of the user's Kommunen; which of their cases the user may see says BulkItem."""
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(kommune_id__in=user.kommune_ids)

    def with_counts(self) -> Self:
        """`total`, `done` and `failed`, counted from the items, so that they are right after a crash."""
        return self.annotate(
            total=Count("items"),
            done=Count("items", Q(items__state=ItemState.DONE)),
            failed=Count("items", Q(items__state=ItemState.FAILED)),
        )


class BulkRun(models.Model):
    """One order for many cases. `parameters` holds numbers and days only, never a word about a person."""

    kind = models.CharField("Art", max_length=20, choices=BulkKind.choices)
    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="bulk_runs")
    on = models.DateField("Tag")
    parameters = models.JSONField(default=dict, blank=True, editable=False)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = BulkRunQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-started_at", "-id"]
        verbose_name = "Sammelauftrag"
        verbose_name_plural = "Sammelaufträge"

    def __str__(self) -> str:
        return f"Sammelauftrag Nr. {self.pk}"


class BulkItemQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(participant__kommune_id__in=user.kommune_ids, participant__sealed_on__isnull=True)


class BulkItem(models.Model):
    """One case of a run: done with the number of what was made, or not, with the reason in a sentence."""

    run = models.ForeignKey(BulkRun, models.CASCADE, related_name="items")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    state = models.CharField("Ergebnis", max_length=15, choices=ItemState.choices, default=ItemState.OPEN)
    message = models.CharField("Grund", max_length=500, blank=True)
    result_id = models.BigIntegerField(null=True, blank=True, editable=False)
    # Counted before the work, so that a case that kills the worker does not come again for ever.
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = BulkItemQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["run", "position"]
        verbose_name = "Fall eines Sammelauftrags"
        verbose_name_plural = "Fälle eines Sammelauftrags"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "participant"], name="bulk_item_once_a_case"),
            models.CheckConstraint(
                name="bulk_item_failed_with_reason",
                condition=Q(state=ItemState.FAILED) ^ Q(message=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Nr. {self.position} von {self.run}"
