"""How a Kommune reads its directory: after which time an offer counts as old, what the groups are called."""

from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from ..choices import Partnergruppe

STALE_MONTHS = 6


class OfAKommuneQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(kommune_id__in=user.kommune_ids)


class DirectorySettings(models.Model):
    """Without a row the defaults count."""

    kommune = models.OneToOneField("spurwechsel.Kommune", models.PROTECT, related_name="directory_settings")
    stale_months = models.PositiveSmallIntegerField(
        "Monate, nach denen ein Angebot neu zu prüfen ist",
        default=STALE_MONTHS,
        validators=[
            MinValueValidator(1, "Geben Sie mindestens einen Monat ein."),
            MaxValueValidator(36, "Geben Sie höchstens 36 Monate ein."),
        ],
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfAKommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "Einstellung des Verzeichnisses"
        verbose_name_plural = "Einstellungen des Verzeichnisses"

    def __str__(self) -> str:
        return f"neu zu prüfen nach {self.stale_months} Monaten"


class GroupLabel(models.Model):
    """What a Kommune calls one of the seven groups; that of the own projects stands with the Kommune."""

    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="group_labels")
    group = models.CharField("Gruppe", max_length=16, choices=Partnergruppe.choices)
    label = models.CharField("Bezeichnung", max_length=80)

    objects = OfAKommuneQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["kommune", "group"]
        verbose_name = "Bezeichnung einer Gruppe"
        verbose_name_plural = "Bezeichnungen der Gruppen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kommune", "group"], name="one_label_a_group"),
            models.CheckConstraint(
                name="own_projects_are_named_with_the_kommune",
                condition=~models.Q(group=Partnergruppe.EIGENE_PROJEKTE),
            ),
        ]

    def __str__(self) -> str:
        return self.label
