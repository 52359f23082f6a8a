"""What all records of a case share: whose they are and who may see them."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from spurwechsel.checked import CheckedAtOnce


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(participant__kommune_id__in=user.kommune_ids, participant__sealed_on__isnull=True)


class CaseRecord(CheckedAtOnce):
    """A record of one person, with its author and a version for simultaneous edits."""

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="%(class)ss")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        abstract = True
