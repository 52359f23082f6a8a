"""Facts with a beginning and an end. Both days belong to the period, as on German papers."""

from datetime import date
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from spurwechsel.checked import CheckedAtOnce


class PeriodQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        return self.filter(valid_from__lte=day).filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))

    def during(self, first: date, last: date) -> Self:
        """Periods that share at least one day with first to last, both included."""
        return self.filter(valid_from__lte=last).filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=first)
        )


class Period(CheckedAtOnce):
    """Something that holds from a day on, until a day or openly."""

    valid_from = models.DateField("gültig ab")
    valid_until = models.DateField("gültig bis", null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_end_after_start",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                violation_error_message="Das Ende darf nicht vor dem Beginn liegen.",
            )
        ]

    def clean(self) -> None:
        # Keyed to the field, so that Django does not go on to the exclusion constraint: PostgreSQL refuses
        # to build a range that ends before it starts.
        super().clean()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": "Das Ende darf nicht vor dem Beginn liegen."})

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or self.valid_until >= day)
