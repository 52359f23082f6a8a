"""Who did what when and why: one row per decision, never changed."""

from typing import ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ..choices import EventKind


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, user) -> Self:
        """Casework sees the events of its own cases; the log page has its own right and shows no names."""
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(participant__kommune_id__in=user.kommune_ids, participant__sealed_on__isnull=True)


class Event(models.Model):
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, null=True, blank=True, related_name="events"
    )
    kommune = models.ForeignKey(
        "spurwechsel.Kommune", models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField("Vorgang", max_length=30, choices=EventKind.choices)
    summary = models.CharField("Was", max_length=300)
    reason = models.TextField("Warum", blank=True)
    # {"Feld": ["alt", "neu"]} in words, as shown in the history of a case.
    changes = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField("wann", default=timezone.now, editable=False)
    # Empty where a command of the server was given without a name; never in the history of a case.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wer"
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        verbose_name = "Vorgang"
        verbose_name_plural = "Vorgänge"
        indexes: ClassVar = [models.Index(F("participant"), F("at").desc(), name="events_of_a_case")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="somebody_did_what_happened_to_a_case",
                condition=Q(by__isnull=False) | Q(participant__isnull=True),
            )
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%d.%m.%Y}"
