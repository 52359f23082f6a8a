"""Everything a report needs before it is released: figures, programme, text, changes, hints."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localtime

from spurwechsel.german import format_day, format_month

from .correction import warning
from .disclosure import protect
from .figures import Change, MonthlyFigures
from .highlights import highlights as written_by_rule
from .models import Foerderprogramm, IssuedReport, ReportDraft
from .monthly import monthly_figures
from .sheet import Edition, Sheet, build_sheet
from .wording import Letterhead, Rewording, Words, rewordings


@dataclass(frozen=True)
class Preparation:
    """
    ``exact`` is for the people who prepare the report, ``published`` is what leaves the house.

    ``latest`` is the newest edition to this Stichtag, ``rival`` one to another Stichtag of the month.
    """

    kommune: Any
    stichtag: date
    programme: Foerderprogramm
    exact: MonthlyFigures
    published: MonthlyFigures
    latest: IssuedReport | None
    rival: IssuedReport | None
    draft: ReportDraft | None

    @property
    def version(self) -> int:
        """The number of the edition that would be released now."""
        return self.latest.version + 1 if self.latest else 1

    @property
    def number(self) -> str:
        return f"{self.kommune.case_prefix}-{self.stichtag:%Y-%m}/{self.version}"

    @property
    def submitted_by(self) -> Any:
        """Who put the report up for release; None where nobody did or one person is enough."""
        if self.draft is None or self.draft.submitted_at is None or not self.kommune.four_eyes:
            return None
        return self.draft.saved_by

    @property
    def highlights(self) -> str:
        """The text as edited last: in the draft, else in the newest edition, else by rule."""
        if self.draft:
            return self.draft.highlights
        if self.latest and not self.changes:
            return self.latest.highlights
        return self.rule_text

    @cached_property
    def words(self) -> Words:
        """What would be printed now; the blocks are those of the draft, else of the newest edition."""
        written = self.draft or self.latest or self.sketch
        return Words(self.highlights, written.words.blocks if written else {})

    @cached_property
    def sketch(self) -> ReportDraft | None:
        """A draft of the same month to another Stichtag, whose text blocks are not to be written again."""
        drafts = ReportDraft.objects.filter(kommune=self.kommune)
        return drafts.filter(stichtag__year=self.stichtag.year, stichtag__month=self.stichtag.month).first()

    @property
    def earlier_words(self) -> Words | None:
        """Of the report before, to look at while writing; None where there is none."""
        earlier = IssuedReport.objects.without_files().before(self.kommune, self.stichtag).first()
        return earlier.words if earlier else None

    @property
    def rule_text(self) -> str:
        return written_by_rule(self.published)

    @property
    def sum_in_words(self) -> str:
        """„32 + 12 + 31 + 38 + 12 = 125“."""
        parts = " + ".join(str(row.persons) for row in self.exact.statuses)
        return f"{parts} = {self.exact.total}"

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return self.latest.figures.differences(self.published) if self.latest else ()

    @cached_property
    def letterhead(self) -> Letterhead:
        return Letterhead.of(self.kommune, self.programme)

    def rewordings(self, words: Words) -> tuple[Rewording, ...]:
        """What the newest edition says in other words than one with these would."""
        if self.latest is None:
            return ()
        return rewordings((self.latest.letterhead, self.latest.words), (self.letterhead, words))

    @property
    def reworded(self) -> tuple[Rewording, ...]:
        return self.rewordings(self.words)

    @property
    def errors(self) -> list[str]:
        """What stands in the way of a release, as German sentences."""
        errors = self.exact.sum_errors()
        if self.rival:
            errors.append(
                f"Für {format_month(self.stichtag)} ist schon ein Bericht zum "
                f"{format_day(self.rival.stichtag)} freigegeben. Eine Korrektur ist nur zu diesem Stichtag "
                "möglich."
            )
        return errors

    @property
    def hints(self) -> list[str]:
        """What to look at before release; none of it stands in the way."""
        found = [] if not (few := warning(self.changes, self.programme.cell_threshold)) else [few]
        found += [
            f"{table.title}: {table.explanation}" for table in self.published.breakdowns if table.explanation
        ]
        if self.published.exceptions.persons is None:
            found.append(
                f"{self.exact.exceptions.label}: Die Zahl ({self.exact.exceptions.persons}) bleibt im "
                "Bericht geheim (·), weil dahinter zu wenige Personen stehen."
            )
        if self.exact.identified is None:
            found.insert(0, "Es gibt bis zum Stichtag keinen Schätzwert der möglichen Teilnehmenden.")
        return found

    def sheet(self, words: Words | None = None, issued_on: date | None = None) -> Sheet:
        """The page with these words or those of now; a draft as long as there is no day of release."""
        words = words or self.words
        corrects = self.latest.title if self.latest and issued_on else ""
        edition = Edition(
            self.number.partition("/")[0], self.version, issued_on, corrects, self.kommune.four_eyes
        )
        return build_sheet(
            self.published,
            self.letterhead,
            edition,
            words=words,
            changes=self.changes if issued_on else (),
            reworded=self.rewordings(words) if issued_on else (),
        )


def prepare(kommune: Any, stichtag: date, *, today: date, cutoff: datetime | None = None) -> Preparation:
    """Counts and protects. Raises ValidationError where there can be no report for that day."""
    programme = check_stichtag(kommune, stichtag, today=today)
    newest = IssuedReport.objects.without_files().of_month(kommune, stichtag).first()
    same = newest is not None and newest.stichtag == stichtag
    exact = monthly_figures(kommune, stichtag, cutoff).without(programme.left_out)
    return Preparation(
        kommune=kommune,
        stichtag=stichtag,
        programme=programme,
        exact=exact,
        published=protect(exact, programme.cell_threshold),
        latest=newest if same else None,
        rival=None if same else newest,
        draft=ReportDraft.objects.filter(kommune=kommune, stichtag=stichtag)
        .select_related("saved_by")
        .first(),
    )


def check_stichtag(kommune: Any, stichtag: date, *, today: date) -> Foerderprogramm:
    """The programme of the day. Raises ValidationError for a day in the future or outside any programme."""
    if stichtag > today:
        raise ValidationError(f"Der Stichtag {format_day(stichtag)} liegt in der Zukunft.")
    return programme_on(kommune, stichtag)


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


def sheet_of(report: IssuedReport) -> Sheet:
    """A released report on the screen, from its frozen figures and words."""
    corrects = report.replaces.title if report.replaces else ""
    day = localtime(report.issued_at).date()
    by_two = report.prepared_by_id is not None
    edition = Edition(report.number.partition("/")[0], report.version, day, corrects, by_two)
    return build_sheet(
        report.figures,
        report.letterhead,
        edition,
        words=report.words,
        changes=report.changes,
        reworded=report.rewordings,
    )
