"""The log of the pipeline, which is the truth, and the periods derived from it for as-of questions."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from spurwechsel.checked import CheckedAtOnce

from ..choices import Abschluss, ParkReason, Phase


class PhaseChangeQuerySet(models.QuerySet["PhaseChange"]):
    def in_force(self) -> Self:
        """Without the entries that were revoked as mistakes."""
        return self.filter(revoked_at__isnull=True)

    def in_brief(self) -> Self:
        """Without texts and findings, which are fetched from each row that is asked for them."""
        return self.only(
            *("participant", "kommune", "phase", "effective_on", "park_reason", "follow_up_on"),
            *("recorded_at", "recorded_by"),
        )

    def known_at(self, moment) -> Self:
        """What the log said at that moment: recorded by then and not yet revoked."""
        return self.filter(recorded_at__lte=moment).filter(
            Q(revoked_at__isnull=True) | Q(revoked_at__gt=moment)
        )

    def chronological(self) -> Self:
        """By effective day; of several on one day the one recorded last comes last and counts."""
        return self.order_by("participant_id", "effective_on", "id")


class PhaseChange(CheckedAtOnce):
    """One step of one person. Never edited: a mistake is revoked, and the revocation is the only update."""

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="phase_changes")
    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="+")
    phase = models.CharField("Status", max_length=20, choices=Phase.choices)
    effective_on = models.DateField("wirksam ab")
    reason = models.TextField("Begründung", max_length=2000)
    outcome = models.CharField("Ergebnis", max_length=20, choices=Abschluss.choices, blank=True)
    park_reason = models.CharField("Grund", max_length=20, choices=ParkReason.choices, blank=True)
    follow_up_on = models.DateField("Wiedervorlage am", null=True, blank=True)
    no_follow_up = models.BooleanField("keine Wiedervorlage gewünscht", default=False)
    exception_reason = models.TextField("Einzelfallentscheidung", max_length=2000, blank=True)
    findings = models.JSONField(default=list, editable=False)
    rule_version = models.CharField(max_length=40, blank=True, editable=False)
    recorded_at = models.DateTimeField("eingetragen am", default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    revoke_reason = models.CharField(max_length=500, blank=True, editable=False)

    objects = PhaseChangeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-effective_on", "-id"]
        verbose_name = "Statusänderung"
        verbose_name_plural = "Statusänderungen"
        indexes: ClassVar = [
            models.Index(F("participant"), F("effective_on"), F("id"), name="log_of_a_person"),
            models.Index(fields=["kommune", "effective_on"], name="log_of_a_kommune"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="outcome_only_at_the_end",
                condition=(Q(phase=Phase.ABGESCHLOSSEN) & ~Q(outcome=""))
                | (~Q(phase=Phase.ABGESCHLOSSEN) & Q(outcome="")),
                violation_error_message="Ein Abschluss braucht ein Ergebnis, und nur er hat eines.",
            ),
            models.CheckConstraint(
                name="parked_with_reason_and_follow_up",
                condition=(
                    Q(phase__in=(Phase.KEINE_BEDARFE, Phase.UNVEREINBARKEIT))
                    & ~Q(park_reason="")
                    & (
                        Q(follow_up_on__isnull=False, no_follow_up=False)
                        | Q(follow_up_on=None, no_follow_up=True)
                    )
                )
                | (
                    ~Q(phase__in=(Phase.KEINE_BEDARFE, Phase.UNVEREINBARKEIT))
                    & Q(park_reason="", follow_up_on__isnull=True, no_follow_up=False)
                ),
                violation_error_message=(
                    "Keine Bedarfe und Unvereinbarkeit brauchen einen Grund und eine Wiedervorlage"
                    " oder die Angabe, dass keine gewünscht ist."
                ),
            ),
            models.CheckConstraint(
                name="revoked_completely",
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True, revoke_reason="")
                | (Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoke_reason="")),
                violation_error_message="Eine Rücknahme braucht Person, Zeitpunkt und Begründung.",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="only_revocable", exclude=["revoked_at", "revoked_by", "revoke_reason"]),
            pgtrigger.Protect(
                name="revoked_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__revoked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_phase_display()} ab {self.effective_on:%d.%m.%Y}"

    @property
    def is_back_dated(self) -> bool:
        return self.effective_on < timezone.localtime(self.recorded_at).date()


def in_order(changes: Iterable[PhaseChange]) -> list[PhaseChange]:
    """Saved changes of one person, like chronological() has them."""
    return sorted(changes, key=lambda change: (change.effective_on, change.pk))


class PhasePeriodQuerySet(models.QuerySet["PhasePeriod"]):
    def on(self, day: date) -> Self:
        return self.filter(from_day__lte=day).filter(Q(until_day__isnull=True) | Q(until_day__gte=day))


class PhasePeriod(models.Model):
    """Who was in which phase from when until when, both days included; derived from PhaseChange."""

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="phase_periods")
    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="+")
    phase = models.CharField(max_length=20, choices=Phase.choices)
    from_day = models.DateField()
    until_day = models.DateField(null=True)

    objects = PhasePeriodQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["participant", "from_day"]
        verbose_name = "Statuszeitraum"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="phase_period_end_after_start",
                condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")),
            ),
            models.UniqueConstraint(fields=["participant", "from_day"], name="one_phase_starts_a_day"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["kommune", "from_day", "until_day"],
                include=["phase", "participant"],
                name="phases_as_of_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_phase_display()} ab {self.from_day:%d.%m.%Y}"
