"""What a person allowed beside taking part, purpose by purpose, and when they took it back."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from ..choices import Language, Zweck
from .deadlines import OfACase, OfACaseQuerySet


class PurposeConsentQuerySet(OfACaseQuerySet):
    def in_force(self) -> Self:
        """Given and not taken back."""
        return self.filter(withdrawn_on__isnull=True)


class PurposeConsent(OfACase):
    """One purpose on one day. Taking part itself stands on the person; all of these rest on it."""

    purpose = models.CharField("Zweck", max_length=16, choices=Zweck.choices)
    # Passing on is allowed for one named organisation at a time.
    partner = models.CharField("an welche Stelle", max_length=160, blank=True)
    # The row of the directory, which this app does not know; a name may pass to another organisation.
    partner_key = models.PositiveBigIntegerField(null=True, blank=True, db_index=True, editable=False)
    given_on = models.DateField("Erteilt am")
    language = models.CharField("Sprache der Einwilligung", max_length=6, choices=Language.choices)
    form_version = models.CharField("Formular", max_length=200, blank=True)
    withdrawn_on = models.DateField("Widerrufen am", null=True, blank=True)

    objects = PurposeConsentQuerySet.as_manager()

    class Meta(OfACase.Meta):
        verbose_name = "Einwilligung in einen Zweck"
        verbose_name_plural = "Einwilligungen in Zwecke"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="passing_on_names_a_partner",
                condition=Q(purpose=Zweck.WEITERGABE) ^ Q(partner=""),
                violation_error_message="Geben Sie an, an welche Stelle weitergegeben werden darf.",
            ),
            models.CheckConstraint(
                name="purpose_withdrawn_after_given",
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                violation_error_message="Der Widerruf darf nicht vor der Einwilligung liegen.",
            ),
            models.UniqueConstraint(
                fields=["participant", "purpose", "partner"],
                condition=Q(withdrawn_on__isnull=True, partner_key__isnull=True),
                name="one_consent_a_purpose",
                violation_error_message="In diesen Zweck ist schon eingewilligt.",
            ),
            models.UniqueConstraint(
                fields=["participant", "purpose", "partner_key"],
                condition=Q(withdrawn_on__isnull=True, partner_key__isnull=False),
                name="one_consent_an_organisation",
                violation_error_message="In diesen Zweck ist schon eingewilligt.",
            ),
            models.CheckConstraint(
                name="only_passing_on_has_a_key",
                condition=Q(purpose=Zweck.WEITERGABE) | Q(partner_key__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        label = self.get_purpose_display()
        return f"{label} ({self.partner})" if self.partner else label
