"""The two exclusion criteria as dated notes of the least content, each curable at any time."""

from datetime import date
from typing import ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone

from ..choices import Ausschlusshinweis, Identitaetsklaerung


class DatedNoteQuerySet(models.QuerySet):
    def latest_on(self, day: date) -> Self:
        """Newest first, nothing that was stated for a later day."""
        return self.filter(stated_on__lte=day).order_by("-stated_on", "-id")


class DatedNote(models.Model):
    """Append-only: what was known from a day on, until a newer note says otherwise."""

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="%(class)ss")
    stated_on = models.DateField("Stand vom")
    review_on = models.DateField("Wiedervorlage am", null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_role = models.CharField(max_length=20)

    objects = DatedNoteQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar = ["-stated_on", "-id"]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class IdentityNote(DatedNote):
    """Where the clarification of identity stands. Doubts, aliases and scans are never stored."""

    state = models.CharField("Identitätsklärung", max_length=30, choices=Identitaetsklaerung.choices)

    class Meta(DatedNote.Meta):
        verbose_name = "Stand der Identitätsklärung"

    def __str__(self) -> str:
        return f"{self.get_state_display()}, Stand {self.stated_on:%d.%m.%Y}"


class ExclusionNote(DatedNote):
    """All that Art. 10 DSGVO lets us keep about Straffälligkeit: one of three words, a day, a role."""

    state = models.CharField("Ausschlusshinweis", max_length=30, choices=Ausschlusshinweis.choices)

    class Meta(DatedNote.Meta):
        verbose_name = "Ausschlusshinweis"

    def __str__(self) -> str:
        return f"{self.get_state_display()}, Stand {self.stated_on:%d.%m.%Y}"
