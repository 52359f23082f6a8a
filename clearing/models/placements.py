"""Placement with employers: what a person released of the profile, and the steps to a contract."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from network.models import Vacancy
from participants.models import Employment

from ..placement_catalogue import UNDER_WAY, Profilangabe, Vermittlungsende, Vermittlungsstand
from .cases import CaseQuerySet, CaseRecord


def _items(label: str) -> ArrayField:
    return ArrayField(
        models.CharField(max_length=14, choices=Profilangabe.choices),
        verbose_name=label,
        default=list,
        blank=True,
    )


@pghistory.track(
    model_name="PlacementProfileVersion", obj_field=pghistory.ObjForeignKey(related_name="versions")
)
class PlacementProfile(CaseRecord):
    """Which items a person released on which day; what they say stands with the statements of the case."""

    items = _items("freigegebene Angaben")
    released_on = models.DateField("freigegeben am")

    class Meta:
        verbose_name = "Profil für die Vermittlung"
        verbose_name_plural = "Profile für die Vermittlung"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["participant"], name="one_placement_profile_a_person")
        ]

    def __str__(self) -> str:
        return f"Profil, Stand {self.released_on:%d.%m.%Y}"


class PlacementQuerySet(CaseQuerySet):
    def under_way(self) -> "PlacementQuerySet":
        return self.filter(state__in=UNDER_WAY)


@pghistory.track(model_name="PlacementVersion", obj_field=pghistory.ObjForeignKey(related_name="versions"))
class Placement(CaseRecord):
    """One person and one position, in the state of the last step."""

    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="placements", verbose_name="Stelle")
    state = models.CharField("Stand", max_length=12, choices=Vermittlungsstand.choices)
    state_on = models.DateField("Stand vom")
    # The employer as it was called when the person released the name; the consent bears its key.
    partner = models.CharField("freigegeben für", max_length=160, blank=True)
    introduced_items = _items("vorgestellt mit")
    employment = models.ForeignKey(
        Employment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Beschäftigung"
    )
    ended_because = models.CharField("Grund", max_length=10, choices=Vermittlungsende.choices, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-state_on", "-id"]
        verbose_name = "Vermittlung"
        verbose_name_plural = "Vermittlungen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "vacancy"],
                condition=Q(state__in=UNDER_WAY),
                name="one_open_placement_a_vacancy",
                violation_error_message="Für diese Stelle ist die Person schon vorgeschlagen.",
            ),
            models.CheckConstraint(
                name="placement_ended_with_reason",
                condition=Q(state=Vermittlungsstand.BEENDET) ^ Q(ended_because=""),
                violation_error_message="Zum Ende gehört der Grund.",
            ),
            models.CheckConstraint(
                name="placement_contract_with_employment",
                condition=Q(state=Vermittlungsstand.VERTRAG) ^ Q(employment__isnull=True),
                violation_error_message="Zum Vertrag gehört die Beschäftigung.",
            ),
            models.CheckConstraint(
                name="placement_released_for_somebody",
                condition=Q(state__in=(Vermittlungsstand.VORSCHLAG, Vermittlungsstand.BEENDET))
                | ~Q(partner=""),
                violation_error_message="Erst gibt die Person ihren Namen frei.",
            ),
        ]

    def __str__(self) -> str:
        return f"Vermittlung: {self.vacancy}"

    @property
    def introduced_words(self) -> str:
        return ", ".join(Profilangabe(each).label for each in self.introduced_items)

    @property
    def is_open(self) -> bool:
        return self.state in UNDER_WAY


class PlacementStep(models.Model):
    """Append-only: every state with its day, and who entered it when."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="steps")
    state = models.CharField("Stand", max_length=12, choices=Vermittlungsstand.choices)
    on = models.DateField("Tag")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name = "Schritt einer Vermittlung"
        verbose_name_plural = "Schritte einer Vermittlung"
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} am {self.on:%d.%m.%Y}"
