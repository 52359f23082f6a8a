"""Everything a report needs before it is released: figures, programme, text, changes, hints."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localtime

from spurwechsel.german import format_day, format_month

from .disclosure import protect
from .figures import Change, MonthlyFigures
from .highlights import highlights as written_by_rule
from .models import Foerderprogramm, IssuedReport, ReportDraft
from .monthly import monthly_figures
from .sheet import Edition, Letterhead


@dataclass(frozen=True)
class Preparation:
    """
    ``exact`` is for the people who prepare the report, ``published`` is what leaves the house.

    ``latest`` is the newest edition of the same report, if there is one; ``hints`` are German sentences.
    """

    kommune: Any
    stichtag: date
    programme: Foerderprogramm
    exact: MonthlyFigures
    published: MonthlyFigures
    latest: IssuedReport | None
    draft: ReportDraft | None

    @property
    def version(self) -> int:
        """The number of the edition that would be released now."""
        return self.latest.version + 1 if self.latest else 1

    @property
    def number(self) -> str:
        return f"{self.kommune.case_prefix}-{self.stichtag:%Y-%m}/{self.version}"

    @property
    def highlights(self) -> str:
        """The text as edited last: in the draft, else in the newest edition, else by rule."""
        if self.draft:
            return self.draft.highlights
        if self.latest and not self.changes:
            return self.latest.highlights
        return written_by_rule(self.published)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return self.latest.figures.differences(self.published) if self.latest else ()

    @property
    def errors(self) -> list[str]:
        return self.exact.sum_errors()

    @property
    def hints(self) -> list[str]:
        """What to look at before release; none of it stands in the way."""
        found = [
            f"{table.title}: {table.explanation}" for table in self.published.breakdowns if table.explanation
        ]
        if self.published.exceptions.persons is None:
            found.append(
                f"{self.exact.exceptions.label}: Die Zahl ({self.exact.exceptions.persons}) bleibt im "
                "Bericht geheim (·), weil dahinter zu wenige Personen stehen."
            )
        if missing := self._without("residence"):
            found.insert(0, f"{_persons(missing)} ohne Angabe zum Aufenthaltsstatus.")
        if self.exact.identified is None:
            found.insert(0, "Es gibt bis zum Stichtag keinen Schätzwert der möglichen Teilnehmenden.")
        return found

    def _without(self, key: str) -> int:
        table = next(table for table in self.exact.breakdowns if table.key == key)
        return table.cells[-1].persons or 0

    def letterhead(self) -> Letterhead:
        programme = self.programme
        return Letterhead(
            kommune=self.kommune.name,
            department=self.kommune.department,
            team=self.kommune.team,
            contact=self.kommune.contact,
            programme=programme.name,
            subtitle=programme.subtitle,
            addressee=tuple(line.strip() for line in programme.addressee.splitlines() if line.strip()),
            funder_line=programme.funder_line,
            logo_text=programme.logo_text,
            funding_code=programme.funding_code,
        )

    def edition(self, issued_on: date | None) -> Edition:
        corrects = self.latest.title if self.latest and issued_on else ""
        return Edition(self.number.partition("/")[0], self.version, issued_on, corrects)


def prepare(kommune: Any, stichtag: date, *, today: date, cutoff: datetime | None = None) -> Preparation:
    """Counts and protects. Raises ValidationError where there can be no report for that day."""
    check_stichtag(kommune, stichtag, today=today)
    programme = programme_on(kommune, stichtag)
    exact = monthly_figures(kommune, stichtag, cutoff)
    return Preparation(
        kommune=kommune,
        stichtag=stichtag,
        programme=programme,
        exact=exact,
        published=protect(exact, programme.cell_threshold),
        latest=IssuedReport.objects.without_files().of_month(kommune, stichtag).first(),
        draft=ReportDraft.objects.filter(kommune=kommune, stichtag=stichtag).first(),
    )


def check_stichtag(kommune: Any, stichtag: date, *, today: date) -> None:
    """Raises ValidationError for a day in the future and for a second Stichtag in a month."""
    if stichtag > today:
        raise ValidationError(f"Der Stichtag {format_day(stichtag)} liegt in der Zukunft.")
    other = (
        IssuedReport.objects.without_files().of_month(kommune, stichtag).exclude(stichtag=stichtag).first()
    )
    if other:
        raise ValidationError(
            f"Für {format_month(stichtag)} ist schon ein Bericht zum {format_day(other.stichtag)} "
            "freigegeben. Eine Korrektur ist nur zu diesem Stichtag möglich."
        )


def programme_on(kommune: Any, day: date) -> Foerderprogramm:
    """The Förderprogramm of the day. Raises ValidationError if there is none."""
    programme: Foerderprogramm | None = Foerderprogramm.objects.on(day).filter(kommune=kommune).first()
    if programme:
        return programme
    first = Foerderprogramm.objects.filter(kommune=kommune).order_by("valid_from").first()
    if first and first.valid_from > day:
        raise ValidationError(
            f"Am {format_day(day)} lief für {kommune.name} noch kein Förderprogramm. "
            f"Das erste gilt ab {format_day(first.valid_from)}."
        )
    raise ValidationError(f"Am {format_day(day)} gilt für {kommune.name} kein Förderprogramm.")


def last_complete_month(today: date) -> date:
    """The last day of the month before: what the next report is usually about."""
    return today.replace(day=1) - timedelta(days=1)


def issued_on(report: IssuedReport) -> date:
    return localtime(report.issued_at).date()


def _persons(number: int) -> str:
    return "1 Person" if number == 1 else f"{number} Personen"
