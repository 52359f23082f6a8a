"""Verweisberatung with a case: to whom somebody was referred, in what way, and what became of it."""

from typing import ClassVar, Self

import pghistory
from django.db import models
from django.db.models import F, Q

from network.choices import Partnergruppe
from network.models import Organisation, Service

from ..referral_catalogue import IN_VAIN, Verweisart, Verweisergebnis
from .cases import CaseQuerySet, CaseRecord
from .plan import Need
from .tasks import Task


class ReferralQuerySet(CaseQuerySet):
    def in_force(self) -> Self:
        """Without the entries that were withdrawn as mistakes."""
        return self.filter(withdrawn_at__isnull=True)


@pghistory.track(model_name="ReferralVersion", obj_field=pghistory.ObjForeignKey(related_name="versions"))
class Referral(CaseRecord):
    """To an organisation of the directory, or to a place that is named in words."""

    need = models.ForeignKey(
        Need, models.PROTECT, null=True, blank=True, related_name="referrals", verbose_name="Bedarf"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Organisation"
    )
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Angebot"
    )
    place = models.CharField("Stelle", max_length=160, blank=True)
    # As it was on the day; a place in words may belong to none of the seven.
    group = models.CharField("Gruppe", max_length=16, choices=Partnergruppe.choices, blank=True)
    referred_on = models.DateField("Tag")
    kind = models.CharField("Art", max_length=12, choices=Verweisart.choices)
    note = models.CharField("Anmerkung", max_length=300, blank=True)
    result = models.CharField("Ergebnis", max_length=18, choices=Verweisergebnis.choices, blank=True)
    result_on = models.DateField("Ergebnis bekannt am", null=True, blank=True)
    # The next contact is a task, which says by when and whose it is.
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-referred_on", "-id"]
        verbose_name = "Verweis"
        verbose_name_plural = "Verweise"
        indexes: ClassVar = [models.Index(fields=["referred_on"], name="referrals_by_day")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="referral_has_one_target",
                condition=Q(organisation__isnull=True) ^ Q(place=""),
                violation_error_message="Geben Sie an, an welche Stelle verwiesen wurde.",
            ),
            models.CheckConstraint(
                name="referral_service_with_organisation",
                condition=Q(service__isnull=True) | Q(organisation__isnull=False),
                violation_error_message="Ein Angebot gehört zu einer Organisation des Verzeichnisses.",
            ),
            models.CheckConstraint(
                name="referral_with_data_to_an_organisation",
                condition=~Q(kind=Verweisart.DATEN) | Q(organisation__isnull=False),
                violation_error_message="Daten gehen nur an eine Organisation des Verzeichnisses.",
            ),
            models.CheckConstraint(
                name="referral_result_with_its_day",
                condition=Q(result="", result_on__isnull=True)
                | (~Q(result="") & Q(result_on__gte=F("referred_on"))),
                violation_error_message="Ein Ergebnis braucht einen Tag ab dem Tag des Verweises.",
            ),
        ]

    def __str__(self) -> str:
        return f"Verweis an {self.target}"

    @property
    def target(self) -> str:
        """The name of the organisation or of the place, as it is called today."""
        return str(self.organisation) if self.organisation else self.place

    @property
    def is_open(self) -> bool:
        """Nobody knows yet what became of it."""
        return self.withdrawn_at is None and not self.result

    @property
    def settles(self) -> bool:
        """Whether the need is settled by it: for as long as nobody knows that it was in vain."""
        return self.withdrawn_at is None and self.result not in IN_VAIN
