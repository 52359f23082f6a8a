"""Tasks with an owner and a day, who is away and who stands in, and how long a status should last."""

from typing import ClassVar, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone

from participants.choices import FIVE_PHASES, Phase
from spurwechsel.checked import CheckedAtOnce

from ..catalogue import Aufgabenherkunft

# int8range instead of the bare foreign key, so that no PostgreSQL extension is needed.
_SAME_USER = Func(F("user"), F("user"), Value("[]"), function="int8range")
_DAYS = Func(F("first_day"), F("last_day"), Value("[]"), function="daterange", output_field=DateRangeField())
ENDS_TOO_EARLY = "Der letzte Tag darf nicht vor dem ersten liegen."


class OfAKommuneQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(kommune_id__in=user.kommune_ids)


class OfAKommune(CheckedAtOnce):
    """Belongs to the work of a Kommune, with or without a person."""

    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfAKommuneQuerySet.as_manager()

    class Meta:
        abstract = True


class TaskQuerySet(OfAKommuneQuerySet):
    def visible_to(self, user) -> Self:
        return super().visible_to(user).exclude(participant__sealed_on__isnull=False)

    def still_open(self) -> Self:
        return self.filter(done_at__isnull=True)


@pghistory.track(model_name="TaskVersion", obj_field=pghistory.ObjForeignKey(related_name="versions"))
class Task(OfAKommune):
    """Something to do by a working day. The Wiedervorlage of a case that rests is part of its status."""

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    title = models.CharField("Aufgabe", max_length=160)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name="Zuständig",
    )
    due = models.DateField("fällig am")
    note = models.TextField("Notiz", max_length=2000, blank=True)
    origin = models.CharField(
        "Herkunft",
        max_length=8,
        choices=Aufgabenherkunft.choices,
        default=Aufgabenherkunft.HAND,
        editable=False,
    )
    # Names what a task came from, so that the same thing makes one open task and no second.
    origin_key = models.SlugField(max_length=80, blank=True, editable=False)
    postponed_because = models.CharField("verschoben, weil", max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["due", "id"]
        verbose_name = "Aufgabe"
        verbose_name_plural = "Aufgaben"
        indexes: ClassVar = [
            models.Index(
                fields=["kommune", "due"], condition=Q(done_at__isnull=True), name="open_tasks_of_a_kommune"
            ),
            models.Index(
                fields=["owner", "due"], condition=Q(done_at__isnull=True), name="open_tasks_of_an_owner"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="task_done_by_somebody",
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                violation_error_message="Eine erledigte Aufgabe braucht Zeitpunkt und Person.",
            ),
            models.UniqueConstraint(
                fields=["kommune", "origin_key"],
                condition=Q(done_at__isnull=True) & ~Q(origin_key=""),
                name="one_open_task_of_an_origin",
                violation_error_message="Diese Aufgabe ist schon offen.",
            ),
        ]

    def __str__(self) -> str:
        # Never the title: it may hold a name, and this ends up in logs.
        return f"Aufgabe {self.pk}"


class AbsenceQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """Those of colleagues in the user's Kommunen."""
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(user__kommune_id__in=user.kommune_ids)

    def in_force(self) -> Self:
        """Without the entries that were taken back."""
        return self.filter(cancelled_at__isnull=True)

    def on(self, day) -> Self:
        return self.filter(first_day__lte=day, last_day__gte=day)

    def during(self, first, last) -> Self:
        """Those that share at least one day with first to last, both included."""
        return self.filter(first_day__lte=last, last_day__gte=first)


class Absence(models.Model):
    """Somebody is away, both days included, and who stands in. The reason is nobody's business here."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="absences", verbose_name="Wer"
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="standing_in", verbose_name="Vertretung"
    )
    first_day = models.DateField("erster Tag")
    last_day = models.DateField("letzter Tag")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["first_day", "id"]
        verbose_name = "Abwesenheit"
        verbose_name_plural = "Abwesenheiten"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="absence_ends_after_it_begins",
                condition=Q(last_day__gte=F("first_day")),
                violation_error_message=ENDS_TOO_EARLY,
            ),
            models.CheckConstraint(
                name="nobody_is_the_own_deputy",
                condition=~Q(deputy=F("user")),
                violation_error_message="Wählen Sie für die Vertretung jemand anderen aus.",
            ),
            ExclusionConstraint(
                name="one_absence_at_a_time",
                expressions=[(_SAME_USER, RangeOperators.OVERLAPS), (_DAYS, RangeOperators.OVERLAPS)],
                condition=Q(cancelled_at__isnull=True),
                violation_error_message="In diesem Zeitraum ist schon eine Abwesenheit eingetragen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day:%d.%m.%Y} bis {self.last_day:%d.%m.%Y}"

    def clean(self) -> None:
        # Keyed to the field, so that Django does not go on to the exclusion constraint: PostgreSQL refuses
        # to build a range that ends before it starts.
        super().clean()
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": ENDS_TOO_EARLY})


class StatusTarget(models.Model):
    """Within how many days a Kommune wants to take the next step out of a status."""

    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="status_targets")
    phase = models.CharField("Status", max_length=20, choices=Phase.choices)
    days = models.PositiveSmallIntegerField(
        "Tage",
        validators=[
            MinValueValidator(1, "Geben Sie mindestens einen Tag an."),
            MaxValueValidator(1000, "Geben Sie höchstens 1000 Tage an."),
        ],
    )

    objects = OfAKommuneQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["kommune", "id"]
        verbose_name = "Zielwert für einen Status"
        verbose_name_plural = "Zielwerte für Status"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kommune", "phase"], name="one_target_a_status"),
            models.CheckConstraint(
                name="target_for_a_running_status",
                condition=Q(phase__in=(Phase.IDENTIFIZIERT, *FIVE_PHASES)),
                violation_error_message="Für einen beendeten Fall gibt es keinen Zielwert.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_phase_display()}: {self.days} Tage"
