"""The Sachbericht of a Kommune for a year as it is being written; its figures are counted anew each time."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models

from .narrative_catalogue import LARGEST_GOAL, TEXT_LABELS, TEXT_LENGTH


class SachberichtQuerySet(models.QuerySet["Sachbericht"]):
    def visible_to(self, user: Any) -> Self:
        if not user.has_perm("reports.prepare"):
            return self.none()
        return self.filter(kommune_id__in=user.kommune_ids)


def _goal() -> Any:
    """Empty where the Antrag names none."""
    return models.PositiveIntegerField(null=True, blank=True, validators=[MaxValueValidator(LARGEST_GOAL)])


def _text(key: str) -> Any:
    return models.TextField(TEXT_LABELS[key], max_length=TEXT_LENGTH, blank=True)


class Sachbericht(models.Model):
    """Goals as the Antrag names them, and the texts; see ``narrative_catalogue``."""

    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="sachberichte")
    year = models.PositiveSmallIntegerField("Jahr")
    goal_reached = _goal()
    goal_clearing = _goal()
    goal_care = _goal()
    goal_job = _goal()
    goal_training = _goal()
    goal_german_b1 = _goal()
    goal_german_b2 = _goal()
    goal_recognised = _goal()
    course = _text("course")
    attainment = _text("attainment")
    successes = _text("successes")
    problems = _text("problems")
    outlook = _text("outlook")
    version = models.PositiveIntegerField(default=1, editable=False)
    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = SachberichtQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-year", "kommune"]
        verbose_name = "Sachbericht"
        verbose_name_plural = "Sachberichte"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kommune", "year"], name="one_sachbericht_a_year")
        ]

    def __str__(self) -> str:
        return f"Sachbericht {self.year}"
