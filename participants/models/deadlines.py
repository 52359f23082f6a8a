"""What silences a deadline, the steps of warning of a Kommune, and verdicts kept in a case."""

from typing import ClassVar, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from spurwechsel.checked import CheckedAtOnce

from ..choices import Antragsende, Antragsziel, Fristart


class OfACaseQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(participant__kommune_id__in=user.kommune_ids, participant__sealed_on__isnull=True)


class OfACase(CheckedAtOnce):
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="%(class)ss")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfACaseQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar = ["-recorded_at", "-id"]


class Application(OfACase):
    """„Antrag gestellt am …“: with Fiktionswirkung it silences the deadline of the paper until it ends."""

    paper = models.ForeignKey("participants.ResidenceStatus", models.PROTECT, related_name="applications")
    purpose = models.CharField("Beantragt ist", max_length=15, choices=Antragsziel.choices)
    filed_on = models.DateField("Antrag gestellt am")
    keeps_rights = models.BooleanField("mit Fiktionswirkung", default=False)
    ended_on = models.DateField("abgeschlossen am", null=True, blank=True)
    ended_because = models.CharField("Ausgang", max_length=15, choices=Antragsende.choices, blank=True)

    class Meta(OfACase.Meta):
        verbose_name = "Antrag"
        verbose_name_plural = "Anträge"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="application_ended_with_result",
                condition=Q(ended_on__isnull=True, ended_because="")
                | (Q(ended_on__isnull=False) & ~Q(ended_because="")),
                violation_error_message="Ein abgeschlossener Antrag braucht Tag und Ausgang.",
            ),
            models.CheckConstraint(
                name="application_ended_after_filed",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("filed_on")),
                violation_error_message="Ein Antrag kann nicht enden, bevor er gestellt wurde.",
            ),
            models.UniqueConstraint(
                fields=["paper"],
                condition=Q(ended_on__isnull=True),
                name="one_open_application_a_paper",
                violation_error_message="Zu diesem Papier ist schon ein offener Antrag eingetragen.",
            ),
        ]

    def __str__(self) -> str:
        return f"Antrag vom {self.filed_on:%d.%m.%Y}"


class Snooze(OfACase):
    """A deadline put off with a reason and a day; it stays readable and can be taken back at any time."""

    # Names one deadline with its day, so that a new day is a new deadline.
    key = models.SlugField(max_length=80)
    kind = models.CharField("Frist", max_length=20, choices=Fristart.choices)
    due = models.DateField("fällig am")
    until = models.DateField("wieder zeigen am")
    reason = models.CharField("Grund", max_length=300)
    resumed_at = models.DateTimeField(null=True, blank=True, editable=False)
    resumed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta(OfACase.Meta):
        verbose_name = "zurückgestellte Frist"
        verbose_name_plural = "zurückgestellte Fristen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "key"],
                condition=Q(resumed_at__isnull=True),
                name="one_snooze_a_deadline",
                violation_error_message="Diese Frist ist schon zurückgestellt.",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="only_resumable", exclude=["resumed_at", "resumed_by"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, bis {self.until:%d.%m.%Y}"


class StepsQuerySet(models.QuerySet["DeadlineStep"]):
    def visible_to(self, user) -> Self:
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(kommune_id__in=user.kommune_ids)


class DeadlineStep(models.Model):
    """How many days ahead a Kommune is warned of a kind of deadline; without a row the usual steps hold."""

    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="deadline_steps")
    kind = models.CharField("Frist", max_length=20, choices=Fristart.choices)
    days = ArrayField(models.PositiveSmallIntegerField(), verbose_name="Tage vorher")

    objects = StepsQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["kommune", "id"]
        verbose_name = "Vorwarnung"
        verbose_name_plural = "Vorwarnungen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kommune", "kind"], name="steps_once_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {', '.join(map(str, self.days))}"


class KeptPerspective(OfACase):
    """What the rules said of a person for a day, with the facts and the version they said it by."""

    day = models.DateField("geprüft für den")
    facts = models.JSONField()
    result = models.JSONField()
    rule_version = models.CharField(max_length=40)

    class Meta(OfACase.Meta):
        verbose_name = "festgehaltene Bleibeperspektive"
        verbose_name_plural = "festgehaltene Bleibeperspektiven"
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"Stand für den {self.day:%d.%m.%Y}"
