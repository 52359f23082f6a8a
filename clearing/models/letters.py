"""Texts of letters in every version, and the letters that were printed, byte by byte."""

from typing import ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from participants.choices import Language

from ..letter_catalogue import Briefart, Versand
from .appointments import Appointment
from .cases import CaseQuerySet, CaseRecord

GERMAN = Language.DEUTSCH


class LetterTextQuerySet(models.QuerySet["LetterText"]):
    def visible_to(self, user) -> Self:
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(kommune_id__in=user.kommune_ids)

    def newest(self) -> Self:
        """Of every kind and language of a Kommune only the version that counts now."""
        one = ("kommune_id", "kind", "language")
        return self.order_by(*one, "-number").distinct(*one)


class LetterText(models.Model):
    """One version of a text of a Kommune; saving makes the next one, none is ever changed.

    A translation names the German version it renders and, once it is checked, who made it, what it rests on
    and when. The version 0 is the text that comes with the software and has no row.
    """

    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="letter_texts")
    kind = models.CharField("Art", max_length=14, choices=Briefart.choices)
    language = models.CharField("Sprache", max_length=6, choices=Language.choices)
    number = models.PositiveIntegerField("Fassung")
    subject = models.CharField("Betreff", max_length=120)
    body = models.TextField("Text", max_length=8000)
    german_number = models.PositiveIntegerField("zur deutschen Fassung", null=True, blank=True)
    translator = models.CharField("Übersetzt von", max_length=120, blank=True)
    source = models.CharField("Grundlage", max_length=160, blank=True)
    translated_on = models.DateField("Übersetzt am", null=True, blank=True)
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = LetterTextQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["kommune", "kind", "language", "-number"]
        verbose_name = "Brieftext"
        verbose_name_plural = "Brieftexte"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kommune", "kind", "language", "number"], name="one_letter_text_a_version"
            ),
            models.CheckConstraint(
                name="letter_translation_names_its_original",
                condition=Q(language=GERMAN, german_number__isnull=True)
                | (~Q(language=GERMAN) & Q(german_number__isnull=False)),
            ),
            models.CheckConstraint(
                name="letter_translation_checked_in_full",
                condition=Q(translator="", source="", translated_on__isnull=True)
                | (~Q(translator="") & ~Q(source="") & Q(translated_on__isnull=False) & ~Q(language=GERMAN)),
                violation_error_message=(
                    "Geprüft ist eine Übersetzung nur mit Namen, Grundlage und Tag der Übersetzung."
                ),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_language_display()}, {self.label}"

    @property
    def version(self) -> int:
        """What two people who edit at the same time compare."""
        return self.number

    @property
    def label(self) -> str:
        return f"Fassung {self.number} vom {timezone.localtime(self.saved_at):%d.%m.%Y}"

    @property
    def is_checked(self) -> bool:
        return self.language == GERMAN or bool(self.translator)


class Letter(CaseRecord):
    """A letter as it was printed: its bytes, and which texts it was made of."""

    kind = models.CharField("Art", max_length=14, choices=Briefart.choices)
    delivery = models.CharField("Versand", max_length=9, choices=Versand.choices)
    printed_on = models.DateField("Tag")
    language = models.CharField("Sprache neben Deutsch", max_length=6, choices=Language.choices, blank=True)
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, null=True, blank=True, related_name="letters", verbose_name="Termin"
    )
    text_version = models.CharField("Text", max_length=80)
    translation_version = models.CharField("Übersetzung", max_length=400, blank=True)
    pdf = models.BinaryField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-recorded_at", "-id"]
        verbose_name = "Brief"
        verbose_name_plural = "Briefe"
        indexes: ClassVar = [
            models.Index(F("participant"), F("recorded_at").desc(), name="letters_of_a_case")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="letter_translation_with_its_version",
                condition=Q(language="") ^ ~Q(translation_version=""),
            )
        ]
        triggers: ClassVar = [pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} vom {self.printed_on:%d.%m.%Y}"
