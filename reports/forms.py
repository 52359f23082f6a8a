"""Forms of the reports: which day, the text before release, what to list."""

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from django import forms
from django.core.exceptions import ValidationError

from spurwechsel.formfields import STALE_PAGE, CleanCharField, GermanDateField, SingleChoice, SpurForm
from spurwechsel.german import format_month

from .blocks import BLOCKS, LABELS, TEXT_LENGTH
from .models import IssuedReport
from .wording import Words


class StichtagForm(SpurForm):
    """The day the report counts for; its month is the month of the report."""

    mark_optional = False
    stichtag = GermanDateField(
        label="Stichtag",
        required=False,
        past=True,
        help_text="Zum Beispiel 27.3.2024. Der Bericht gilt für den Monat bis zu diesem Tag.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands on one page with the text, which has a Stichtag of its own.
        super().__init__(*args, auto_id="id_day_%s", **kwargs)


class BehindForm(SpurForm):
    """Which number of which day, and which page of the people behind it."""

    mark_optional = False
    zahl = CleanCharField(label="Zahl", max_length=120, required=False)
    stichtag = GermanDateField(label="Stichtag", required=False)
    seite = forms.IntegerField(required=False, min_value=1, max_value=10_000, widget=forms.HiddenInput)


class _HiddenDay(GermanDateField):
    """The Stichtag of the page the text was written for; nobody can repair it by hand."""

    def __init__(self) -> None:
        super().__init__(help_text="", widget=forms.HiddenInput)

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except ValidationError:
            raise ValidationError(STALE_PAGE) from None


class HighlightsForm(SpurForm):
    """
    The texts, and what they were written for: ``version`` of the draft (0 for none), the edition on offer.

    ``looked_at`` tells which texts somebody has seen with the names in them pointed out.
    """

    highlights = CleanCharField(
        label="Das Wichtigste",
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Vier bis fünf Sätze. Keine Namen, keine Fallnummern, keine Angaben zu einzelnen Personen.",
        required_message="Schreiben Sie in zwei bis fünf Sätzen, was am wichtigsten ist.",
    )
    stichtag = _HiddenDay()
    edition = forms.IntegerField(
        min_value=1,
        max_value=1000,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), STALE_PAGE),
    )
    looked_at = CleanCharField(max_length=20, required=False, widget=forms.HiddenInput)
    field_order = ("highlights", *LABELS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for block in BLOCKS:
            self.fields[block.key] = CleanCharField(
                label=block.label,
                max_length=TEXT_LENGTH,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=block.hint,
            )
        self.order_fields(self.field_order)

    @property
    def shown_texts(self) -> dict[str, str]:
        """What stands in the fields now, typed or stored, refused or not."""
        return {name: str(self[name].value() or "") for name in ("highlights", *LABELS)}

    @property
    def words(self) -> Words:
        """What was typed, after validation."""
        return Words(self.cleaned_data["highlights"], self.blocks)

    @property
    def blocks(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in LABELS}

    def mark_looked_at(self) -> None:
        """The page that is shown now points out the names in these texts."""
        if self.is_bound:
            posted: Any = self.data
            self.data = renewed = posted.copy()
            renewed["looked_at"] = mark_of(self.shown_texts)
        else:
            self.initial["looked_at"] = mark_of(self.shown_texts)

    @property
    def was_looked_at(self) -> bool:
        return bool(
            self.cleaned_data["looked_at"] == mark_of({"highlights": self.words.highlights, **self.blocks})
        )

    def renew_edition(self, edition: int) -> None:
        """After somebody else released: the typed text for the edition that is next now."""
        posted: Any = self.data
        self.data = renewed = posted.copy()
        renewed["edition"] = edition


def mark_of(texts: Mapping[str, str]) -> str:
    """The same for the same texts, however their lines end."""
    return str(crc32("\0".join("\n".join(text.split()) for text in texts.values()).encode()))


class IssuedFilterForm(SpurForm):
    """Year and Kommune of the list; only what the user may see can be chosen."""

    mark_optional = False
    jahr = SingleChoice(label="Jahr", required=False)
    kommune = SingleChoice(label="Kommune", required=False)
    seite = forms.IntegerField(required=False, min_value=1, max_value=10_000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visible = IssuedReport.objects.visible_to(user).order_by()
        years = sorted({day.year for day in visible.dates("stichtag", "year")}, reverse=True)
        kommunen = visible.values_list("kommune__key", "kommune__name").distinct()
        chosen: dict[str, Any] = self.fields
        chosen["jahr"].choices = [("", "Alle Jahre"), *((str(year), str(year)) for year in years)]
        chosen["kommune"].choices = [("", "Alle Kommunen"), *sorted(kommunen, key=lambda row: row[1])]
        if len(kommunen) < 2:
            del self.fields["kommune"]


class ExchangeForm(SpurForm):
    """A month in which one of these reports is released."""

    mark_optional = False
    monat = SingleChoice(label="Monat", required=False)

    def __init__(self, *args: Any, reports: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = reports.order_by().dates("stichtag", "month", order="DESC")
        field: Any = self.fields["monat"]
        field.choices = [(f"{day:%Y-%m}", format_month(day)) for day in months]


class MonthForm(ExchangeForm):
    """A month in which the user sees something released."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, reports=IssuedReport.objects.visible_to(user), **kwargs)
