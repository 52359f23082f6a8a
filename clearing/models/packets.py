"""A packet for another Kommune: frozen and sealed until it is taken, afterwards the trace of the move."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from participants.choices import Phase
from spurwechsel.german import format_day

from ..packets.catalogue import Ablehnung, Paketstand, Paketteil


class PacketQuerySet(models.QuerySet["Packet"]):
    def visible_to(self, user) -> Self:
        """For both sides, who see of it what the pages show: the content is for the sending side alone."""
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(Q(kommune_id__in=user.kommune_ids) | Q(to_id__in=user.kommune_ids))

    def outgoing(self, user) -> Self:
        return self.visible_to(user).filter(kommune_id__in=user.kommune_ids)

    def incoming(self, user) -> Self:
        """Those on which the user may decide."""
        if not user.has_perm("clearing.take_over"):
            return self.none()
        return self.visible_to(user).filter(to_id__in=user.kommune_ids)

    def waiting(self) -> Self:
        """Nobody has decided yet; the days may be over all the same."""
        return self.filter(state=Paketstand.WARTET)


class Packet(models.Model):
    # Both are emptied when the case is erased; numbers and days are the trace that stays.
    participant = models.ForeignKey(
        "participants.Participant", models.SET_NULL, null=True, related_name="packets"
    )
    consent = models.ForeignKey(
        "participants.PurposeConsent", models.SET_NULL, null=True, related_name="packets"
    )
    new_participant = models.ForeignKey(
        "participants.Participant", models.SET_NULL, null=True, related_name="came_with"
    )
    case_number = models.CharField("Fallnummer", max_length=20)
    new_case_number = models.CharField("neue Fallnummer", max_length=20, blank=True)
    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="+")
    to = models.ForeignKey(
        "spurwechsel.Kommune", models.PROTECT, related_name="+", verbose_name="An welche Kommune"
    )
    sections = ArrayField(models.CharField(max_length=12, choices=Paketteil.choices))
    # What the reports count: with it somebody begins there in Terminvereinbarung, else as Identifiziert.
    talk_held = models.BooleanField("Gespräch über einen persönlichen Termin", default=False)
    # Frozen when it is offered, gone when it is decided.
    content = models.JSONField(default=dict)
    offered_on = models.DateField("angeboten am")
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_on = models.DateField("letzter Tag")
    state = models.CharField("Stand", max_length=14, choices=Paketstand.choices, default=Paketstand.WARTET)
    decided_on = models.DateField("entschieden am", null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    refusal = models.CharField("Grund der Ablehnung", max_length=16, choices=Ablehnung.choices, blank=True)
    # [[status, first day, last day]], both included: what the reports counted here.
    status_days = models.JSONField(default=list)

    objects = PacketQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-offered_on", "-id"]
        verbose_name = "Wechsel der Kommune"
        verbose_name_plural = "Wechsel der Kommune"
        indexes: ClassVar = [
            models.Index(fields=["to"], condition=Q(state="wartet"), name="packets_to_decide"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(state="wartet"),
                name="one_waiting_packet_a_person",
                violation_error_message="Für diesen Fall wartet schon ein Wechsel auf die Entscheidung.",
            ),
            models.CheckConstraint(
                name="packet_goes_elsewhere",
                condition=~Q(to=F("kommune")),
                violation_error_message="Wählen Sie eine andere Kommune aus.",
            ),
            models.CheckConstraint(
                name="packet_sealed_while_waiting_only",
                condition=Q(state="wartet", decided_on__isnull=True)
                | (~Q(state="wartet") & Q(decided_on__isnull=False, content={})),
            ),
            models.CheckConstraint(
                name="packet_refused_with_reason",
                condition=Q(state="abgelehnt") & ~Q(refusal="") | ~Q(state="abgelehnt") & Q(refusal=""),
                violation_error_message="Eine Ablehnung braucht einen Grund.",
            ),
        ]

    def __str__(self) -> str:
        # Never a name: this ends up in logs.
        return f"Wechsel {self.case_number}"

    @property
    def section_labels(self) -> list[str]:
        return [Paketteil(each).label for each in self.sections]

    @property
    def first_phase(self) -> Phase:
        """In which status the case begins at the Kommune that takes it."""
        return Phase.TERMINVEREINBARUNG if self.talk_held else Phase.IDENTIFIZIERT

    @property
    def days_in_words(self) -> list[str]:
        """Of the trace: „Clearing 01.02.2024 bis 05.02.2024“."""
        return [
            f"{Phase(phase).label} {_german(first)} bis {_german(last)}"
            for phase, first, last in self.status_days
        ]

    def is_over(self, day) -> bool:
        """Whether the days to decide have passed."""
        return self.state == Paketstand.WARTET and self.expires_on < day


def _german(text: str) -> str:
    return format_day(models.DateField().to_python(text))
