"""Where letters to a person go: a row of its own, so that it can be erased without a trace of its words.

The person keeps versions of every change (pghistory), which is right for what decisions rest on. An address
decides nothing here; it is asked for nothing but letters, and kept nowhere else but in letters that were
printed. So there is no history of it, and events name the change but not the street.
"""

from typing import Self

from django.core.validators import RegexValidator
from django.db import models


class PostalAddressQuerySet(models.QuerySet["PostalAddress"]):
    def visible_to(self, user) -> Self:
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(participant__kommune_id__in=user.kommune_ids, participant__sealed_on__isnull=True)


class PostalAddress(models.Model):
    participant = models.OneToOneField("participants.Participant", models.PROTECT, related_name="address")
    care_of = models.CharField("wohnt bei", max_length=60, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=60)
    postcode = models.CharField(
        "Postleitzahl",
        max_length=5,
        validators=[RegexValidator(r"\A[0-9]{5}\Z", "Eine Postleitzahl hat fünf Ziffern.")],
    )
    town = models.CharField("Ort", max_length=60)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PostalAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "Anschrift"
        verbose_name_plural = "Anschriften"

    def __str__(self) -> str:
        # Never the street: this ends up in logs and error pages.
        return f"Anschrift Nr. {self.pk}"

    @property
    def lines(self) -> list[str]:
        """Below the name, as on an envelope."""
        care_of = [f"c/o {self.care_of}"] if self.care_of else []
        return [*care_of, self.street, f"{self.postcode} {self.town}"]
