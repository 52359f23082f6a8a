"""Under which programme a Kommune reports to whom, what is being prepared, and what was released for ever."""

from datetime import date
from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.utils.timezone import localtime

from participants.periods import Period, PeriodQuerySet

from .batch_models import ReportBatch as ReportBatch
from .batch_models import ReportBatchItem as ReportBatchItem
from .blocks import LABELS, TEXT_LENGTH, blocks_of
from .catalogue import TABLES
from .disclosure import SMALLEST_THRESHOLD
from .edition_models import PublicEdition as PublicEdition
from .erasure_models import Erasure as Erasure
from .fact_models import ErasedCount as ErasedCount
from .figures import Change, MonthlyFigures
from .narrative_models import Sachbericht as Sachbericht
from .public_rules import LARGEST_CHANGE, SMALLEST_CHANGE, PublicMethod, PublicRules
from .wording import Letterhead, Rewording, Words, rewordings

# int8range instead of the bare foreign key, so that no PostgreSQL extension is needed.
_SAME_KOMMUNE = Func(F("kommune"), F("kommune"), Value("[]"), function="int8range")
_DAYS = Func(
    F("valid_from"), F("valid_until"), Value("[]"), function="daterange", output_field=DateRangeField()
)
LARGEST_THRESHOLD = 20


class Protection(models.TextChoices):
    ZELLSPERRUNG = "zellsperrung", "Zellsperrung"


class FoerderprogrammQuerySet(PeriodQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Casework sees what its own Kommunen report under, the Fachadministration all of them."""
        if user.has_perm("spurwechsel.manage_settings"):
            return self.all()
        return self.filter(kommune_id__in=user.kommune_ids)


class Foerderprogramm(Period):
    """
    Who pays and who is addressed, for a time. A ministry that is renamed is a new row, never an edit.

    Numbers of fewer people than ``cell_threshold`` are kept secret in the breakdowns of the report.
    """

    kommune = models.ForeignKey(
        "spurwechsel.Kommune", models.PROTECT, related_name="programmes", verbose_name="Kommune"
    )
    name = models.CharField("Name des Programms", max_length=120)
    subtitle = models.CharField("Untertitel des Berichts", max_length=160, blank=True)
    addressee = models.TextField(
        "Empfänger", max_length=400, help_text="So, wie es auf dem Brief steht, höchstens vier Zeilen"
    )
    funder_line = models.CharField("Hinweis auf die Förderung", max_length=200)
    logo_text = models.CharField("Pflichthinweis neben dem Logo", max_length=200, blank=True)
    funding_code = models.CharField("Förderkennzeichen", max_length=60, blank=True)
    cell_threshold = models.PositiveSmallIntegerField(
        "Kleinste veröffentlichte Zahl",
        default=SMALLEST_THRESHOLD,
        validators=[MinValueValidator(SMALLEST_THRESHOLD), MaxValueValidator(LARGEST_THRESHOLD)],
    )
    protection = models.CharField(
        "Verfahren der Geheimhaltung",
        max_length=20,
        choices=Protection.choices,
        default=Protection.ZELLSPERRUNG,
    )
    left_out = ArrayField(
        models.CharField(max_length=20, choices=TABLES),
        default=list,
        blank=True,
        verbose_name="Tabellen, die der Bericht weglässt",
    )
    public_method = models.CharField(
        "Zahlen zur Veröffentlichung", max_length=10, choices=PublicMethod.choices, default=PublicMethod.FIVES
    )
    public_change = models.PositiveSmallIntegerField(
        "Neue Zahlen nach so vielen geänderten Personen",
        default=SMALLEST_CHANGE,
        validators=[MinValueValidator(SMALLEST_CHANGE), MaxValueValidator(LARGEST_CHANGE)],
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FoerderprogrammQuerySet.as_manager()

    class Meta(Period.Meta):
        ordering: ClassVar = ["kommune", "-valid_from"]
        verbose_name = "Förderprogramm"
        verbose_name_plural = "Förderprogramme"
        constraints: ClassVar = [
            *Period.Meta.constraints,
            ExclusionConstraint(
                name="one_programme_at_a_time",
                expressions=[(_SAME_KOMMUNE, RangeOperators.OVERLAPS), (_DAYS, RangeOperators.OVERLAPS)],
                violation_error_message=(
                    "In diesem Zeitraum gilt für die Kommune schon ein Förderprogramm."
                    " Beenden Sie es zuerst oder prüfen Sie Beginn und Ende."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ab {self.valid_from:%d.%m.%Y}"

    @property
    def public_rules(self) -> PublicRules:
        return PublicRules(self.public_method, self.public_change)


class ReportDraftQuerySet(models.QuerySet["ReportDraft"]):
    def visible_to(self, user: Any) -> Self:
        if not user.has_perm("reports.prepare"):
            return self.none()
        return self.filter(kommune_id__in=user.kommune_ids)

    def waiting_for(self, user: Any) -> Self:
        """Put up for release by somebody else, where a second person releases."""
        submitted = self.filter(submitted_at__isnull=False, kommune__four_eyes=True)
        return submitted.exclude(saved_by=user)


class ReportDraft(models.Model):
    """The edited text of a report that is not released yet; its numbers are counted anew each time."""

    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="report_drafts")
    stichtag = models.DateField("Stichtag")
    highlights = models.TextField("Das Wichtigste", max_length=TEXT_LENGTH)
    successes = models.TextField(LABELS["successes"], max_length=TEXT_LENGTH, blank=True)
    problems = models.TextField(LABELS["problems"], max_length=TEXT_LENGTH, blank=True)
    obstacles = models.TextField(LABELS["obstacles"], max_length=TEXT_LENGTH, blank=True)
    outlook = models.TextField(LABELS["outlook"], max_length=TEXT_LENGTH, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Since when it waits for a second person; whoever saves it again takes it back.
    submitted_at = models.DateTimeField("vorgelegt am", null=True, blank=True, editable=False)

    objects = ReportDraftQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-stichtag"]
        verbose_name = "Berichtsentwurf"
        verbose_name_plural = "Berichtsentwürfe"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kommune", "stichtag"], name="one_draft_a_stichtag")
        ]

    def __str__(self) -> str:
        return f"Entwurf zum {self.stichtag:%d.%m.%Y}"

    @property
    def words(self) -> Words:
        return Words(self.highlights, blocks_of(self))


class IssuedReportQuerySet(models.QuerySet["IssuedReport"]):
    def visible_to(self, user: Any) -> Self:
        """Who belongs to a Kommune sees its reports; the Auswertung belongs to none and sees all."""
        if not user.has_perm("reports.view_issued"):
            return self.none()
        if user.kommune_id is None:
            return self.all()
        return self.filter(kommune_id__in=user.kommune_ids)

    def exchanged_with(self, user: Any) -> Self:
        """For the comparison alone: the Koordination of any Kommune sees the protected numbers of all."""
        return self.all() if user.has_perm("reports.prepare") else self.none()

    def without_files(self) -> Self:
        return self.defer("pdf", "csv", "replaces__pdf", "replaces__csv")

    def with_replaced(self) -> Self:
        """Annotates is_replaced: whether there is a newer edition."""
        return self.annotate(is_replaced=Exists(IssuedReport.objects.filter(replaces=OuterRef("pk"))))

    def of_month(self, kommune: Any, day: date) -> Self:
        """All editions of the month the day lies in, the newest first."""
        return self.filter(kommune=kommune, stichtag__year=day.year, stichtag__month=day.month).order_by(
            "-version"
        )

    def before(self, kommune: Any, day: date) -> Self:
        """Earlier reports of the Kommune, the nearest and its newest edition first."""
        return self.filter(kommune=kommune, stichtag__lt=day).order_by("-stichtag", "-version")


class IssuedReport(models.Model):
    """One edition as it left the house. The database refuses every change; a correction is a new edition."""

    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="issued_reports")
    programme = models.ForeignKey(Foerderprogramm, models.PROTECT, related_name="issued_reports")
    stichtag = models.DateField("Stichtag")
    version = models.PositiveSmallIntegerField("Fassung", validators=[MinValueValidator(1)])
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="ersetzt"
    )
    # Month and edition are in it, so being unique it also keeps a month to one Stichtag.
    number = models.CharField("Berichtsnummer", max_length=30, unique=True)
    # As published, so already protected.
    figures_json = models.JSONField("Kennzahlen")
    highlights = models.TextField("Das Wichtigste", max_length=TEXT_LENGTH)
    # By key those that say anything; none in reports from before there were any.
    blocks_json = models.JSONField("Textbausteine", default=dict, blank=True)
    # As the Kommune and the programme stood in the settings on the day of release.
    letterhead_json = models.JSONField("Briefkopf")
    changes_json = models.JSONField("Geänderte Werte", default=list, blank=True)
    pdf = models.BinaryField("PDF")
    csv = models.BinaryField("CSV")
    sha256 = models.CharField("SHA-256 des PDF", max_length=64)
    recorded_cutoff = models.DateTimeField("Kenntnisstand")
    rule_version = models.CharField("Regelstand", max_length=40)
    issued_at = models.DateTimeField("freigegeben am")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Empty where one person alone prepared and released.
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = IssuedReportQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-stichtag", "kommune", "-version"]
        verbose_name = "freigegebener Bericht"
        verbose_name_plural = "freigegebene Berichte"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kommune", "stichtag", "version"], name="one_edition_of_a_number"
            ),
            models.CheckConstraint(
                name="later_editions_replace_one",
                condition=Q(version=1, replaces__isnull=True) | Q(version__gt=1, replaces__isnull=False),
            ),
        ]
        triggers: ClassVar = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Bericht {self.number}"

    @property
    def figures(self) -> MonthlyFigures:
        return MonthlyFigures.from_json(self.figures_json)

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(Change(**change) for change in self.changes_json)

    @property
    def letterhead(self) -> Letterhead:
        return Letterhead.from_json(self.letterhead_json)

    @property
    def rewordings(self) -> tuple[Rewording, ...]:
        """What this edition says in other words than the one it replaces."""
        if self.replaces is None:
            return ()
        before = self.replaces.letterhead, self.replaces.words
        return rewordings(before, (self.letterhead, self.words))

    @property
    def words(self) -> Words:
        return Words(self.highlights, self.blocks_json)

    @property
    def title(self) -> str:
        """In words, for lists and sentences: „Fassung 1 vom 28.03.2024“."""
        return f"Fassung {self.version} vom {localtime(self.issued_at):%d.%m.%Y}"

    def file_name(self, ending: str) -> str:
        """Tells editions, days and Kommunen apart in one folder; nobody is in it."""
        day = f"{self.kommune.key}_{self.stichtag:%Y-%m-%d}"
        return f"Spurwechsel_Monatsbericht_{day}_Fassung-{self.version}.{ending}"
