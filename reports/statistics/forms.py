"""Which months of which Kommune the page is about."""

from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError

from spurwechsel.formfields import GermanDateField, SingleChoice, SpurForm

MOST_MONTHS = 36
USUAL_MONTHS = 12


class PeriodForm(SpurForm):
    """Without a word the twelve months up to the end of the last one, of the own Kommune."""

    mark_optional = False
    von = GermanDateField(
        label="Von Monat",
        required=False,
        past=True,
        help_text="Ein Tag im ersten Monat, zum Beispiel 1.1.2024",
    )
    bis = GermanDateField(
        label="Bis Tag", required=False, past=True, help_text="Der letzte Tag, der zählt, oder heute"
    )
    kommune = SingleChoice(label="Kommune", required=False)

    def __init__(self, *args: Any, user: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.kommunen = {
            kommune.key: kommune
            for kommune in apps.get_model("spurwechsel.Kommune").objects.filter(pk__in=user.kommune_ids)
        }
        self.own = user.kommune
        fields: dict[str, Any] = self.fields
        fields["kommune"].choices = [("", self.own.name)] + [
            (key, row.name) for key, row in self.kommunen.items() if row != self.own
        ]
        if len(self.kommunen) < 2:
            del self.fields["kommune"]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return values
        last = values["bis"] or self.today.replace(day=1) - timedelta(days=1)
        first = values["von"] or months_before(last, USUAL_MONTHS - 1)
        if first > last:
            raise ValidationError({"von": "Der erste Monat liegt nach dem letzten Tag."})
        if (last.year - first.year) * 12 + last.month - first.month + 1 > MOST_MONTHS:
            raise ValidationError({"von": f"Wählen Sie höchstens {MOST_MONTHS} Monate."})
        return {**values, "first": first.replace(day=1), "last": last}

    @property
    def chosen(self) -> dict[str, Any]:
        """What to count: Kommune, first day and last day."""
        values = self.cleaned_data
        kommune = self.kommunen.get(values.get("kommune") or "", self.own)
        return {"kommune": kommune, "first": values["first"], "last": values["last"]}


def months_before(day: date, months: int) -> date:
    """The first of the month so many months earlier."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)
