"""Who changed what in the directory: one row per decision, never changed."""

from typing import ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

from ..choices import Vorgang
from .organisations import Organisation


class DirectoryEventQuerySet(models.QuerySet["DirectoryEvent"]):
    def visible_to(self, user) -> Self:
        """Those of the own Kommune: who works elsewhere is no business of the readers here."""
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(kommune_id__in=user.kommune_ids)


class DirectoryEvent(models.Model):
    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="events"
    )
    kind = models.CharField("Vorgang", max_length=24, choices=Vorgang.choices)
    summary = models.CharField("Was", max_length=300)
    # {"Feld": ["alt", "neu"]} in words.
    changes = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField("wann", default=timezone.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="wer")

    objects = DirectoryEventQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        verbose_name = "Vorgang im Verzeichnis"
        verbose_name_plural = "Vorgänge im Verzeichnis"
        indexes: ClassVar = [
            models.Index(F("organisation"), F("at").desc(), name="events_of_an_organisation")
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%d.%m.%Y}"
