"""Clearing talks: six sections that may stay half done, and drafts that survive whatever happens."""

from typing import ClassVar, Self

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from participants.choices import Language

from ..catalogue import Abschnitt, Gespraechsort, Identitaetsschritt, Nachweisort, Stand, Verstaendigung
from .cases import CaseRecord


class Interview(CaseRecord):
    """One talk. Section „Rahmen“ has its columns here; the others write statements about the person."""

    number = models.PositiveSmallIntegerField("Gespräch Nr.", editable=False)
    held_on = models.DateField("Datum des Gesprächs")
    minutes = models.PositiveSmallIntegerField(
        "Dauer in Minuten", null=True, blank=True, validators=[MaxValueValidator(600)]
    )
    place = models.CharField("Ort", max_length=12, choices=Gespraechsort.choices, blank=True)
    understanding = models.CharField(
        "Verständigung", max_length=10, choices=Verstaendigung.choices, blank=True
    )
    interpreting_language = models.CharField(
        "Sprache der Sprachmittlung", max_length=6, choices=Language.choices, blank=True
    )
    interpreter = models.CharField("Sprachmittlung durch", max_length=120, blank=True)
    companions = models.CharField("außerdem anwesend", max_length=160, blank=True)
    next_on = models.DateField("nächstes Gespräch", null=True, blank=True)
    note = models.TextField("Notiz", max_length=20_000, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["participant", "-number"]
        verbose_name = "Clearing-Gespräch"
        verbose_name_plural = "Clearing-Gespräche"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["participant", "number"], name="interviews_are_numbered")
        ]

    def __str__(self) -> str:
        return f"Gespräch {self.number} vom {self.held_on:%d.%m.%Y}"


@pghistory.track(model_name="SectionVersion", obj_field=pghistory.ObjForeignKey(related_name="versions"))
class SectionState(models.Model):
    """How far a section is, and exactly what was typed when it was last saved."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="sections")
    section = models.CharField(max_length=12, choices=Abschnitt.choices)
    state = models.CharField(max_length=12, choices=Stand.choices, default=Stand.OFFEN)
    # {field: [typed values]}, as a browser sends a form; also what could not be understood yet.
    typed = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["interview", "id"]
        verbose_name = "Abschnitt"
        verbose_name_plural = "Abschnitte"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interview", "section"], name="one_state_a_section")
        ]

    def __str__(self) -> str:
        return f"{self.get_section_display()}: {self.get_state_display()}"


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user) -> Self:
        """A draft belongs to its author alone, and only while the case is the author's to see."""
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(
            author=user,
            interview__participant__kommune_id__in=user.kommune_ids,
            interview__participant__sealed_on__isnull=True,
        )


class Draft(models.Model):
    """What an author has typed into a section and not saved yet; lives on the server only."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="drafts")
    section = models.CharField(max_length=12, choices=Abschnitt.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafts")
    typed = models.JSONField(default=dict)
    # The version of the section that the author saw: saving on top of a newer one shows both.
    base_version = models.PositiveIntegerField(default=0)
    # The open page that wrote last: a second window of the same author must not overwrite the first.
    writer = models.CharField(max_length=40, blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-saved_at"]
        verbose_name = "Entwurf"
        verbose_name_plural = "Entwürfe"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["interview", "section", "author"], name="one_draft_a_section_and_author"
            )
        ]

    def __str__(self) -> str:
        return f"Entwurf {self.get_section_display()}"


class IdentityStep(CaseRecord):
    """One effort to clarify the identity, which may be the best evidence a person has."""

    step = models.CharField("Schritt", max_length=15, choices=Identitaetsschritt.choices)
    done_on = models.DateField("Datum")
    proof = models.CharField("Nachweis liegt", max_length=10, choices=Nachweisort.choices)
    next_on = models.DateField("nächster Schritt am", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-done_on", "-id"]
        verbose_name = "Schritt zur Identitätsklärung"
        verbose_name_plural = "Schritte zur Identitätsklärung"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="next_step_after_this_one",
                condition=Q(next_on__isnull=True) | Q(next_on__gte=models.F("done_on")),
                violation_error_message="Der nächste Schritt darf nicht vor diesem liegen.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}, {self.done_on:%d.%m.%Y}"
