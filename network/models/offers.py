"""What an organisation offers: which needs it answers, whom it takes, and since when that is known."""

from datetime import date
from typing import ClassVar, Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from .. import vocabulary
from ..choices import Einzugsgebiet, Kosten, Leistung, Platzlage, Zugangsweg
from .organisations import Organisation, words_to_find


class ServiceQuerySet(models.QuerySet["Service"]):
    def visible_to(self, user) -> Self:
        return self.filter(organisation__in=Organisation.objects.visible_to(user))

    def editable_by(self, user) -> Self:
        return self.filter(organisation__in=Organisation.objects.editable_by(user))

    def in_use(self) -> Self:
        """Those that can be recommended: neither they nor their organisation are laid aside."""
        return self.filter(active=True, organisation__active=True)

    def answering(self, need: str) -> Self:
        """Those that answer a need, by its code."""
        return self.filter(needs__contains=[need])

    def stale(self, limit: date) -> Self:
        """Never checked, or for the last time before the limit (see freshness)."""
        return self.filter(Q(checked_on__isnull=True) | Q(checked_on__lt=limit))


def _codes(label: str, length: int) -> ArrayField:
    return ArrayField(models.CharField(max_length=length), verbose_name=label, default=list, blank=True)


def _age(label: str) -> models.PositiveSmallIntegerField:
    limit = MaxValueValidator(120, "Prüfen Sie das Alter: Es ist höher als 120 Jahre.")
    return models.PositiveSmallIntegerField(label, null=True, blank=True, validators=[limit])


@pghistory.track(
    model_name="ServiceVersion",
    obj_field=pghistory.ObjForeignKey(related_name="versions"),
    exclude=["search_key"],
)
class Service(models.Model):
    """One offer. An empty list or field says that nothing is known or asked, never that nobody may come."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="services", verbose_name="Organisation"
    )
    kind = models.CharField("Leistung", max_length=20, choices=Leistung.choices)
    name = models.CharField("Bezeichnung", max_length=160)
    needs = _codes("beantwortet Bedarfe", 22)
    statuses = _codes("für Aufenthaltsstatus", 20)
    level_from = models.CharField("Deutsch mindestens", max_length=5, blank=True)
    level_until = models.CharField("Deutsch höchstens", max_length=5, blank=True)
    age_from = _age("Alter ab")
    age_until = _age("Alter bis")
    languages = _codes("Sprachen des Angebots", 6)
    area = models.CharField("Einzugsgebiet", max_length=8, choices=Einzugsgebiet.choices, blank=True)
    area_note = models.CharField("Ort des Angebots", max_length=160, blank=True)
    capacity = models.CharField("Plätze", max_length=10, choices=Platzlage.choices, blank=True)
    waiting_weeks = models.PositiveSmallIntegerField(
        "Wartezeit in Wochen",
        null=True,
        blank=True,
        validators=[MaxValueValidator(208, "Eine Wartezeit von mehr als vier Jahren: Prüfen Sie die Zahl.")],
    )
    costs = models.CharField("Kosten", max_length=10, choices=Kosten.choices, blank=True)
    costs_note = models.CharField("zu den Kosten", max_length=160, blank=True)
    access = models.CharField("Zugang", max_length=10, choices=Zugangsweg.choices, blank=True)
    access_note = models.CharField("zum Zugang", max_length=160, blank=True)
    note = models.TextField("Beschreibung", max_length=2000, blank=True)
    checked_on = models.DateField("geprüft am", null=True, blank=True)
    active = models.BooleanField("im Verzeichnis", default=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    search_key = words_to_find("name", "note")

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["kind", "name", "id"]
        verbose_name = "Angebot"
        verbose_name_plural = "Angebote"
        indexes: ClassVar = [GinIndex(fields=["needs"], name="services_by_need")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                F("organisation"),
                Lower("name"),
                name="one_service_of_a_name",
                violation_error_message="Dieses Angebot hat die Organisation schon.",
            ),
            models.CheckConstraint(
                name="service_age_in_order",
                condition=Q(age_from__isnull=True)
                | Q(age_until__isnull=True)
                | Q(age_until__gte=F("age_from")),
                violation_error_message="Das höchste Alter darf nicht unter dem niedrigsten liegen.",
            ),
            models.CheckConstraint(
                name="waiting_time_with_waiting_list",
                condition=Q(waiting_weeks__isnull=True) | Q(capacity=Platzlage.WARTELISTE),
                violation_error_message="Eine Wartezeit gibt es nur mit einer Warteliste.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_stale(self, limit: date) -> bool:
        """Never checked, or for the last time before the limit (see freshness)."""
        return self.checked_on is None or self.checked_on < limit

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, ValidationError] = {}
        for column, name in CODES.items():
            value = getattr(self, column)
            codes = [value] if isinstance(value, str) else value
            try:
                vocabulary.refuse_unknown(name, filter(None, codes))
            except ValidationError as error:
                wrong[column] = error
        both = not wrong and self.level_from and self.level_until
        if both and vocabulary.rank(self.level_until) < vocabulary.rank(self.level_from):
            wrong["level_until"] = ValidationError(
                "Das höchste Niveau darf nicht unter dem niedrigsten liegen."
            )
        if wrong:
            raise ValidationError(wrong)


# The columns with codes of lent words, and which words those are.
CODES = {
    "needs": vocabulary.NEEDS,
    "statuses": vocabulary.STATUSES,
    "languages": vocabulary.LANGUAGES,
    "level_from": vocabulary.LEVELS,
    "level_until": vocabulary.LEVELS,
}
