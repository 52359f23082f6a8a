"""Appointments with their states, and the attempts to reach somebody who has not answered yet."""

from datetime import datetime, time
from typing import ClassVar, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from participants.choices import Language

from ..catalogue import Gespraechsort, Kontaktergebnis, Kontaktweg, Terminart, Terminstand
from .cases import CaseQuerySet, CaseRecord

# An appointment of these states takes time of nobody any more.
FREE_AGAIN = (Terminstand.ABGESAGT, Terminstand.KURZFRISTIG, Terminstand.VERLEGT)


class AppointmentQuerySet(CaseQuerySet):
    def taking_time(self) -> Self:
        """Those that occupy people and rooms: neither cancelled nor moved."""
        return self.exclude(state__in=FREE_AGAIN)


@pghistory.track(model_name="AppointmentVersion", obj_field=pghistory.ObjForeignKey(related_name="versions"))
class Appointment(CaseRecord):
    """A meeting of one person on one day, by the clock of Berlin; it begins and ends on the same day."""

    kind = models.CharField("Art", max_length=14, choices=Terminart.choices)
    day = models.DateField("Tag")
    begins = models.TimeField("Beginn")
    ends = models.TimeField("Ende")
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="appointments",
        verbose_name="Fallbegleitung",
    )
    place = models.CharField("Ort", max_length=12, choices=Gespraechsort.choices)
    address = models.CharField("Adresse", max_length=200, blank=True)
    room = models.CharField("Raum", max_length=60, blank=True)
    # Named as text; the directory of the network has its own rows.
    partner = models.CharField("mit welcher Stelle", max_length=160, blank=True)
    interpreting_language = models.CharField(
        "Sprache der Sprachmittlung", max_length=6, choices=Language.choices, blank=True
    )
    interpreter = models.CharField("Sprachmittlung durch", max_length=120, blank=True)
    interpreter_confirmed = models.BooleanField("Sprachmittlung ist bestätigt", default=False)
    note = models.TextField("Notiz", max_length=2000, blank=True)
    state = models.CharField(
        "Stand", max_length=16, choices=Terminstand.choices, default=Terminstand.GEPLANT, editable=False
    )
    moved_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="moved_to", editable=False
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["day", "begins", "id"]
        verbose_name = "Termin"
        verbose_name_plural = "Termine"
        indexes: ClassVar = [
            models.Index(fields=["day", "begins"], name="appointments_by_day"),
            models.Index(fields=["host", "day"], name="appointments_of_a_host"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="appointment_ends_after_it_begins",
                condition=Q(ends__gt=F("begins")),
                violation_error_message="Das Ende muss nach dem Beginn liegen.",
            ),
            models.CheckConstraint(
                name="confirmed_interpreting_has_a_language",
                condition=Q(interpreter_confirmed=False) | ~Q(interpreting_language=""),
                violation_error_message="Bestätigt sein kann nur eine Sprachmittlung mit ihrer Sprache.",
            ),
            models.UniqueConstraint(
                fields=["participant", "day", "begins"],
                condition=~Q(state__in=FREE_AGAIN),
                name="one_appointment_of_a_person_at_a_time",
                violation_error_message="Die Person hat an diesem Tag um diese Uhrzeit schon einen Termin.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} am {self.day:%d.%m.%Y}, {self.begins:%H:%M} Uhr"

    @property
    def minutes(self) -> int:
        """The duration by the clock."""
        return _minutes(self.ends) - _minutes(self.begins)

    @property
    def starts_at(self) -> datetime:
        """The moment it begins, with the time zone of Berlin."""
        return datetime.combine(self.day, self.begins, timezone.get_default_timezone())

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(self.day, self.ends, timezone.get_default_timezone())

    @property
    def is_planned(self) -> bool:
        return self.state == Terminstand.GEPLANT

    @property
    def lacks_interpreting(self) -> bool:
        """Interpreting is wanted and nobody has confirmed it yet."""
        return bool(self.interpreting_language) and not self.interpreter_confirmed


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


class AppointmentStep(models.Model):
    """When an appointment took a state, who entered it and why; never changed."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="steps")
    state = models.CharField("Stand", max_length=16, choices=Terminstand.choices)
    reason = models.CharField("Anmerkung", max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["appointment", "recorded_at", "id"]
        verbose_name = "Stand eines Termins"
        verbose_name_plural = "Stände von Terminen"
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class ContactAttemptQuerySet(CaseQuerySet):
    def in_force(self) -> Self:
        """Without the entries that were withdrawn as mistakes."""
        return self.filter(withdrawn_at__isnull=True)


class ContactAttempt(CaseRecord):
    """One attempt to reach a person, by whatever way, and when to try again."""

    tried_on = models.DateField("Tag")
    channel = models.CharField("Weg", max_length=10, choices=Kontaktweg.choices)
    language = models.CharField("Sprache", max_length=6, choices=Language.choices, blank=True)
    result = models.CharField("Ergebnis", max_length=16, choices=Kontaktergebnis.choices)
    next_on = models.DateField("nächster Versuch am", null=True, blank=True)
    note = models.CharField("Anmerkung", max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ContactAttemptQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-tried_on", "-id"]
        verbose_name = "Kontaktversuch"
        verbose_name_plural = "Kontaktversuche"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="next_attempt_after_this_one",
                condition=Q(next_on__isnull=True) | Q(next_on__gt=F("tried_on")),
                violation_error_message="Der nächste Versuch muss nach diesem liegen.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} am {self.tried_on:%d.%m.%Y}"
