"""Kurzkontakte: short advice without a name, counted and never linked to a person."""

from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models

from participants.choices import Language

from ..referral_catalogue import Kurzthema


class OfKommuneQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(kommune_id__in=user.kommune_ids)


class BriefContact(models.Model):
    """One of them, for as long as its row is kept; nobody's name, hour or place belongs here."""

    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="+")
    day = models.DateField("Tag")
    topic = models.CharField("Thema", max_length=12, choices=Kurzthema.choices)
    language = models.CharField("Sprache", max_length=6, choices=Language.choices)

    objects = OfKommuneQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-day", "-id"]
        verbose_name = "Kurzkontakt"
        verbose_name_plural = "Kurzkontakte"
        indexes: ClassVar = [models.Index(fields=["kommune", "day"], name="brief_contacts_by_day")]

    def __str__(self) -> str:
        return f"{self.get_topic_display()} am {self.day:%d.%m.%Y}"


class BriefContactSum(models.Model):
    """What stays of deleted rows: how many in a month on a topic."""

    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="+")
    month = models.DateField("erster Tag des Monats")
    topic = models.CharField("Thema", max_length=12, choices=Kurzthema.choices)
    number = models.PositiveIntegerField("Anzahl", validators=[MinValueValidator(1)])

    objects = OfKommuneQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["month", "topic"]
        verbose_name = "Summe von Kurzkontakten"
        verbose_name_plural = "Summen von Kurzkontakten"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kommune", "month", "topic"], name="one_sum_of_brief_contacts_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%m.%Y}, {self.get_topic_display()}: {self.number}"
