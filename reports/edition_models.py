"""What was published: one edition a Kommune and Stichtag, as it left the house."""

from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .publication import PublicFigures
from .wording import Letterhead


class PublicEditionQuerySet(models.QuerySet["PublicEdition"]):
    def visible_to(self, user: Any) -> Self:
        """Like the reports: casework sees those of its Kommunen, the Auswertung all of them."""
        if not user.has_perm("reports.view_issued"):
            return self.none()
        if user.kommune_id is None:
            return self.all()
        return self.filter(kommune_id__in=user.kommune_ids)

    def without_files(self) -> Self:
        return self.defer("pdf", "csv")


class PublicEdition(models.Model):
    """
    An edition for publication. The database refuses every change, and there is no second one of a Stichtag.

    ``counted_on`` and ``counted_cutoff`` tell of which day, and as known at which moment, its numbers are:
    its own, or those of the edition that it repeats.
    """

    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="public_editions")
    programme = models.ForeignKey("reports.Foerderprogramm", models.PROTECT, related_name="public_editions")
    stichtag = models.DateField("Stichtag")
    number = models.CharField("Berichtsnummer", max_length=30, unique=True)
    counted_on = models.DateField("Stand der Zahlen")
    counted_cutoff = models.DateTimeField("Kenntnisstand der Zahlen")
    figures_json = models.JSONField("Kennzahlen")
    # What the gate answered; for the Koordination, not for readers.
    reasons_json = models.JSONField("Geheimhaltung", default=list, blank=True)
    letterhead_json = models.JSONField("Briefkopf")
    pdf = models.BinaryField("PDF")
    csv = models.BinaryField("CSV")
    sha256 = models.CharField("SHA-256 des PDF", max_length=64)
    issued_at = models.DateTimeField("veröffentlicht am")
    # Empty where the command published it.
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PublicEditionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-stichtag", "kommune"]
        verbose_name = "Fassung zur Veröffentlichung"
        verbose_name_plural = "Fassungen zur Veröffentlichung"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kommune", "stichtag"], name="one_public_edition_a_stichtag"),
            models.CheckConstraint(
                name="public_numbers_are_not_newer", condition=Q(counted_on__lte=F("stichtag"))
            ),
        ]
        triggers: ClassVar = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Veröffentlichung {self.number}"

    @property
    def figures(self) -> PublicFigures:
        return PublicFigures.from_json(self.figures_json)

    @property
    def letterhead(self) -> Letterhead:
        return Letterhead.from_json(self.letterhead_json)

    @property
    def is_renewed(self) -> bool:
        return self.counted_on == self.stichtag

    def file_name(self, ending: str) -> str:
        """Tells days and Kommunen apart in one folder; nobody is in it."""
        return f"Spurwechsel_Veroeffentlichung_{self.kommune.key}_{self.stichtag:%Y-%m-%d}.{ending}"
