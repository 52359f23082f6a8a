"""Open positions of employers, as they were told to us; nothing of a participant has a place here."""

from datetime import date
from typing import ClassVar, Self

import pghistory
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from .. import vocabulary
from ..vacancy_catalogue import (
    Arbeitszeit,
    Entfernung,
    OccupationCode,
    Schliessgrund,
    code_in_words,
    occupation_code,
)
from .organisations import Contact, Organisation, words_to_find


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    def visible_to(self, user) -> Self:
        return self.filter(organisation__in=Organisation.objects.visible_to(user))

    def editable_by(self, user) -> Self:
        return self.filter(organisation__in=Organisation.objects.editable_by(user))

    def open_on(self, day: date) -> Self:
        """Somebody can be suggested for them on the day; the last day is one of them."""
        return self.filter(closed_on__isnull=True, valid_until__gte=day, organisation__active=True)

    def past_on(self, day: date) -> Self:
        """Nobody closed them, but their last day is over."""
        return self.filter(closed_on__isnull=True, valid_until__lt=day)


def _hours(label: str) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label,
        null=True,
        blank=True,
        validators=[
            MinValueValidator(1, "Geben Sie mindestens eine Stunde pro Woche an."),
            MaxValueValidator(60, "Mehr als 60 Stunden pro Woche sind nicht erlaubt; prüfen Sie die Angabe."),
        ],
    )


@pghistory.track(
    model_name="VacancyVersion",
    obj_field=pghistory.ObjForeignKey(related_name="versions"),
    exclude=["search_key"],
)
class Vacancy(models.Model):
    """One position with one or more places. An empty field says that the employer has not told it."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="vacancies", verbose_name="Betrieb"
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="vacancies", verbose_name="Kontakt"
    )
    title = models.CharField("Bezeichnung", max_length=160)
    kldb_code = models.CharField("Beruf (KldB 2010)", max_length=5)
    hours_from = _hours("Stunden pro Woche ab")
    hours_until = _hours("Stunden pro Woche bis")
    place = models.CharField("Arbeitsort", max_length=120, blank=True)
    distance = models.CharField("Entfernung", max_length=8, choices=Entfernung.choices, blank=True)
    working_time = models.CharField("Arbeitszeit", max_length=10, choices=Arbeitszeit.choices, blank=True)
    level_from = models.CharField("Deutsch mindestens", max_length=5, blank=True)
    needs_licence = models.BooleanField("Führerschein nötig", default=False)
    starts_on = models.DateField("Beginn", null=True, blank=True)
    places = models.PositiveSmallIntegerField(
        "freie Plätze",
        default=1,
        validators=[
            MinValueValidator(1, "Geben Sie mindestens einen Platz an."),
            MaxValueValidator(500, "Mehr als 500 Plätze: Prüfen Sie die Zahl."),
        ],
    )
    valid_until = models.DateField("offen bis")
    note = models.TextField("Beschreibung", max_length=2000, blank=True)
    closed_on = models.DateField("geschlossen am", null=True, blank=True)
    closed_because = models.CharField("Grund", max_length=16, choices=Schliessgrund.choices, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    search_key = words_to_find("title", "place", "note")

    objects = VacancyQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-valid_until", "id"]
        verbose_name = "Stelle"
        verbose_name_plural = "Stellen"
        indexes: ClassVar = [models.Index(fields=["valid_until"], name="vacancies_by_last_day")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="vacancy_hours_in_order",
                condition=Q(hours_from__isnull=True)
                | Q(hours_until__isnull=True)
                | Q(hours_until__gte=F("hours_from")),
                violation_error_message="Die höchste Stundenzahl darf nicht unter der niedrigsten liegen.",
            ),
            models.CheckConstraint(
                name="vacancy_code_has_five_digits",
                condition=Q(kldb_code__regex=r"^[0-9]{5}$"),
                violation_error_message="Die KldB 2010 hat fünf Ziffern.",
            ),
            models.CheckConstraint(
                name="vacancy_closed_with_reason",
                condition=Q(closed_on__isnull=True, closed_because="")
                | (Q(closed_on__isnull=False) & ~Q(closed_because="")),
                violation_error_message="Zum Schließen gehören der Tag und der Grund.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def occupation(self) -> OccupationCode:
        return occupation_code(self.kldb_code)

    @property
    def occupation_words(self) -> str:
        return code_in_words(self.kldb_code)

    def is_open(self, day: date) -> bool:
        """Whether somebody can be suggested for it on the day; the last day is one of them."""
        return self.closed_on is None and self.valid_until >= day and self.organisation.active

    def is_past(self, day: date) -> bool:
        """Nobody closed it, but its last day is over."""
        return self.closed_on is None and self.valid_until < day

    def clean(self) -> None:
        super().clean()
        wrong: dict[str, ValidationError] = {}
        try:
            occupation_code(self.kldb_code)
        except ValidationError as error:
            wrong["kldb_code"] = error
        try:
            vocabulary.refuse_unknown(vocabulary.LEVELS, filter(None, [self.level_from]))
        except ValidationError as error:
            wrong["level_from"] = error
        if self.contact is not None and self.contact.organisation_id != self.organisation_id:
            wrong["contact"] = ValidationError("Dieser Kontakt gehört zu einem anderen Betrieb.")
        if wrong:
            raise ValidationError(wrong)
