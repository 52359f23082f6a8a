"""Needs, the person's goals, and the plan both sides agreed on."""

from typing import ClassVar

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from participants.choices import Niveau

from ..catalogue import Bedarf, Bedarfsende, Zielstand
from .cases import CaseRecord


@pghistory.track(model_name="NeedVersion", obj_field=pghistory.ObjForeignKey(related_name="versions"))
class Need(CaseRecord):
    """Every need ends in a measure, a referral or „zurzeit nicht bearbeitbar“."""

    interview = models.ForeignKey(
        "clearing.Interview", models.PROTECT, null=True, blank=True, related_name="needs"
    )
    kind = models.CharField("Bedarf", max_length=22, choices=Bedarf.choices)
    target_level = models.CharField("Zielniveau", max_length=5, choices=Niveau.choices, blank=True)
    priority = models.PositiveSmallIntegerField(
        "Dringlichkeit", default=2, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    note = models.TextField("Notiz", max_length=20_000, blank=True)
    opened_on = models.DateField("festgestellt am")
    deferred_reason = models.CharField("zurzeit nicht bearbeitbar, weil", max_length=300, blank=True)
    closed_on = models.DateField("erledigt am", null=True, blank=True)
    closed_because = models.CharField("Ausgang", max_length=18, choices=Bedarfsende.choices, blank=True)

    class Meta:
        ordering: ClassVar = ["priority", "opened_on", "id"]
        verbose_name = "Bedarf"
        verbose_name_plural = "Bedarfe"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="need_closed_with_reason",
                condition=Q(closed_on__isnull=True, closed_because="")
                | (Q(closed_on__isnull=False) & ~Q(closed_because="")),
                violation_error_message="Ein erledigter Bedarf braucht Tag und Ausgang.",
            ),
            models.CheckConstraint(
                name="need_closed_after_opened",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                violation_error_message="Ein Bedarf kann nicht enden, bevor er festgestellt wurde.",
            ),
            models.UniqueConstraint(
                fields=["participant", "kind", "target_level"],
                condition=Q(closed_on__isnull=True),
                name="one_open_need_of_a_kind",
                violation_error_message="Dieser Bedarf ist schon offen.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display() + (f" {self.target_level}" if self.target_level else "")


class Goal(CaseRecord):
    """In the person's own words, linked to the needs it answers."""

    text = models.TextField("Ziel in eigenen Worten", max_length=2000)
    needs = models.ManyToManyField(Need, blank=True, related_name="goals", verbose_name="gehört zu")
    set_on = models.DateField("vereinbart am")
    until = models.DateField("bis wann", null=True, blank=True)
    state = models.CharField("Stand", max_length=10, choices=Zielstand.choices, default=Zielstand.OFFEN)
    state_on = models.DateField("Stand vom", null=True, blank=True)
    state_reason = models.CharField("Warum", max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["set_on", "id"]
        verbose_name = "Ziel"
        verbose_name_plural = "Ziele"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="goal_until_after_set",
                condition=Q(until__isnull=True) | Q(until__gte=F("set_on")),
                violation_error_message="Das Ziel darf nicht enden, bevor es vereinbart ist.",
            ),
            models.CheckConstraint(
                name="goal_state_with_its_day",
                condition=Q(state=Zielstand.OFFEN) | Q(state_on__gte=F("set_on")),
                violation_error_message="Der Stand eines Ziels braucht einen Tag ab der Vereinbarung.",
            ),
        ]

    def __str__(self) -> str:
        return f"Ziel vom {self.set_on:%d.%m.%Y}"


class PlanAgreement(CaseRecord):
    """The day on which person and Fallbegleitung agreed on the plan, and the plan as it was printed."""

    agreed_on = models.DateField("vereinbart am")
    pdf = models.BinaryField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering: ClassVar = ["-agreed_on", "-id"]
        verbose_name = "vereinbarter Plan"
        verbose_name_plural = "vereinbarte Pläne"

    def __str__(self) -> str:
        return f"Plan vom {self.agreed_on:%d.%m.%Y}"
