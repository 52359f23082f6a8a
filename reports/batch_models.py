"""All monthly reports of a month in one go: who ordered it, and what became of it Kommune by Kommune."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from clearing.models.bulk import ItemState


class ReportBatchQuerySet(models.QuerySet["ReportBatch"]):
    def visible_to(self, user: Any) -> Self:
        """For those who read the reports of the whole Land."""
        return self.all() if user.has_perm("reports.view_land") else self.none()

    def with_counts(self) -> Self:
        """``total``, ``done`` and ``failed``, counted from the items, so they are right after a crash."""
        return self.annotate(
            total=Count("items"),
            done=Count("items", Q(items__state=ItemState.DONE)),
            failed=Count("items", Q(items__state=ItemState.FAILED)),
        )


class ReportBatch(models.Model):
    """One order; ``month`` is the first day of the month of the reports."""

    month = models.DateField("Monat")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ReportBatchQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-started_at", "-id"]
        verbose_name = "Zusammenstellung der Monatsberichte"
        verbose_name_plural = "Zusammenstellungen der Monatsberichte"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["month"], condition=Q(finished_at__isnull=True), name="one_open_batch_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"Zusammenstellung Nr. {self.pk}"


class ReportBatchItem(models.Model):
    """One Kommune: done with its report, or not, with the reason in a sentence."""

    batch = models.ForeignKey(ReportBatch, models.CASCADE, related_name="items")
    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    state = models.CharField("Ergebnis", max_length=15, choices=ItemState.choices, default=ItemState.OPEN)
    message = models.CharField("Grund", max_length=500, blank=True)
    report = models.ForeignKey(
        "reports.IssuedReport", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    # Counted before the work, so that a report that kills the worker does not come again for ever.
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering: ClassVar = ["batch", "position"]
        verbose_name = "Kommune einer Zusammenstellung"
        verbose_name_plural = "Kommunen einer Zusammenstellung"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "kommune"], name="once_a_kommune_in_a_batch"),
            models.CheckConstraint(
                name="batch_item_failed_with_reason", condition=Q(state=ItemState.FAILED) ^ Q(message="")
            ),
            models.CheckConstraint(
                name="batch_item_done_with_report",
                condition=Q(state=ItemState.DONE) ^ Q(report__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"Nr. {self.position} von {self.batch}"
