"""Kommunen, what is known about their size, and the people who work with the software."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from participants.models.people import Fold

from .roles import CASE_ROLES, PERMISSIONS, Role


class Kommune(models.Model):
    """A town or Landkreis that runs the programme; it owns its cases, staff and reports."""

    name = models.CharField("Name", max_length=120, unique=True)
    key = models.SlugField(
        "Kürzel in Adressen",
        max_length=40,
        unique=True,
        help_text="Nur Kleinbuchstaben, zum Beispiel cottbus",
    )
    case_prefix = models.CharField(
        "Kennung in Fallnummern",
        max_length=4,
        unique=True,
        validators=[RegexValidator(r"\A[A-Z]{1,4}\Z", "Verwenden Sie ein bis vier Großbuchstaben.")],
    )
    department = models.CharField("Dezernat oder Amt", max_length=160, blank=True)
    team = models.CharField("Team", max_length=160, blank=True)
    contact = models.CharField("Kontakt für Rückfragen zum Bericht", max_length=160, blank=True)
    # Letters bear these; none of them can be sent while one is missing that its text names.
    street = models.CharField("Straße und Hausnummer", max_length=60, blank=True)
    postcode = models.CharField(
        "Postleitzahl",
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"\A[0-9]{5}\Z", "Eine Postleitzahl hat fünf Ziffern.")],
    )
    town = models.CharField("Ort", max_length=60, blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail-Adresse", blank=True)
    privacy_contact = models.CharField("Kontakt zum Datenschutz", max_length=160, blank=True)
    own_projects_label = models.CharField(
        "Bezeichnung der eigenen Projekte",
        max_length=80,
        default="Eigene Projekte der Kommune",
        help_text="In Cottbus/Chóśebuz zum Beispiel „Projekte FB 15“",
    )
    esf_plus_from = models.DateField("ESF+-Angaben ab", null=True, blank=True)
    calendar_case_numbers = models.BooleanField("Fallnummern in Kalenderdateien", default=False)
    # Whoever prepares a report does not release it; where this is off, the report says so.
    four_eyes = models.BooleanField("Berichte gibt eine zweite Person frei", default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = "Kommune"
        verbose_name_plural = "Kommunen"

    def __str__(self) -> str:
        return self.name

    @property
    def address_line(self) -> str:
        """Street and town in one line; empty unless all of it is known."""
        complete = self.street and self.postcode and self.town
        return f"{self.street}, {self.postcode} {self.town}" if complete else ""

    def asks_esf_on(self, day: date) -> bool:
        """Whether the programme of the day wants the answers of the ESF+."""
        return self.esf_plus_from is not None and self.esf_plus_from <= day

    @property
    def has_two_who_release(self) -> bool:
        """Whether one can prepare a report and somebody else release it."""
        roles = [role for role, permissions in PERMISSIONS.items() if "reports.issue" in permissions]
        return self.users.filter(role__in=roles, is_active=True).count() > 1

    def estimate_on(self, day: date) -> "PotentialEstimate | None":
        """The latest estimate made up to and including the day."""
        return self.estimates.filter(day__lte=day).order_by("-day").first()


class PotentialEstimate(models.Model):
    """How many people of the town might take part („identifiziert“), as estimated on a day."""

    kommune = models.ForeignKey(Kommune, models.PROTECT, related_name="estimates", verbose_name="Kommune")
    day = models.DateField("Stand")
    count = models.PositiveIntegerField("mögliche Teilnehmende")
    tolerated_in_town = models.PositiveIntegerField("Geduldete vor Ort", null=True, blank=True)
    source = models.CharField("Grundlage der Schätzung", max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["kommune", "-day"]
        verbose_name = "Schätzwert"
        verbose_name_plural = "Schätzwerte"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kommune", "day"],
                name="one_estimate_a_day",
                violation_error_message="Für diesen Tag gibt es schon einen Schätzwert.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kommune}, {self.day:%d.%m.%Y}"


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def in_german_order(self) -> models.QuerySet["User"]:
        """By name; ä stands with a, which the order of the database does not know."""
        return self.order_by(Fold("name"), "id")


class User(AbstractBaseUser):
    """Somebody who logs in. What the role allows stands in roles.py; there are no groups and no superuser."""

    email = models.EmailField(
        "E-Mail-Adresse",
        max_length=254,
        unique=True,
        error_messages={"unique": "Für diese E-Mail-Adresse gibt es schon einen Zugang."},
    )
    name = models.CharField("Name", max_length=120)
    role = models.CharField("Rolle", max_length=20, choices=Role.choices)
    kommune = models.ForeignKey(
        Kommune, models.PROTECT, null=True, blank=True, related_name="users", verbose_name="Kommune"
    )
    further_kommunen = models.ManyToManyField(
        Kommune,
        blank=True,
        related_name="visiting_users",
        verbose_name="Vertretung in weiteren Kommunen",
    )
    is_active = models.BooleanField("aktiv", default=True)
    is_demo = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name", "role"]

    objects = UserManager()

    class Meta:
        ordering: ClassVar = ["name", "id"]
        verbose_name = "Zugang"
        verbose_name_plural = "Zugänge"
        constraints: ClassVar = [
            models.UniqueConstraint(
                models.functions.Lower("email"),
                name="email_unique",
                violation_error_message="Für diese E-Mail-Adresse gibt es schon einen Zugang.",
            ),
            models.CheckConstraint(
                name="case_roles_have_a_kommune",
                condition=Q(role__in=CASE_ROLES, kommune__isnull=False)
                | (~Q(role__in=CASE_ROLES) & Q(kommune__isnull=True)),
                violation_error_message=(
                    "Fallbegleitung und Koordination gehören zu einer Kommune, die anderen Rollen zu keiner."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.kommune_id and self.role not in CASE_ROLES:
            raise ValidationError({"kommune": "Diese Rolle gehört zu keiner Kommune."})
        if not self.kommune_id and self.role in CASE_ROLES:
            raise ValidationError({"kommune": "Wählen Sie die Kommune aus."})

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.is_active and perm in PERMISSIONS[self.role]

    def has_perms(self, perm_list: Iterable[str], obj: Any = None) -> bool:
        return all(self.has_perm(perm) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return any(perm.startswith(f"{app_label}.") for perm in PERMISSIONS[self.role])

    @cached_property
    def kommune_ids(self) -> frozenset[int]:
        """The Kommunen whose cases this person may see; only a Fallbegleitung can stand in elsewhere."""
        if self.kommune_id is None:
            return frozenset()
        if self.role != Role.FALLBEGLEITUNG:
            return frozenset({self.kommune_id})
        return frozenset({self.kommune_id, *self.further_ids})

    @cached_property
    def further_ids(self) -> list[int]:
        """Where the user stands in; of whoever asks for a page it is known already (see accounts.py)."""
        further = User.further_kommunen.through.objects.filter(user=self.pk)
        return list(further.values_list("kommune", flat=True))


class BarrierReport(models.Model):
    """What somebody could not do with the software. Anybody sends one, the Fachadministration reads it."""

    what = models.TextField("Was ging nicht?", max_length=2000)
    where = models.CharField("Auf welcher Seite?", max_length=200, blank=True)
    reply_to = models.EmailField("E-Mail-Adresse für die Antwort", blank=True)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-sent_at", "-id"]
        verbose_name = "gemeldete Barriere"
        verbose_name_plural = "gemeldete Barrieren"

    def __str__(self) -> str:
        return f"Nr. {self.pk}"


class RescuedPost(models.Model):
    """A form that came after the session ended: kept for its author, readable only with the link."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    token_digest = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-at"]
        verbose_name = "gerettetes Formular"
        verbose_name_plural = "gerettete Formulare"

    def __str__(self) -> str:
        return f"Formular vom {self.at:%d.%m.%Y}"


class Submission(models.Model):
    """A form that was carried out, so that its twin (double click, second try) does nothing again."""

    digest = models.CharField(max_length=64, unique=True)
    result_url = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-at"]
        verbose_name = "abgesandtes Formular"
        verbose_name_plural = "abgesandte Formulare"

    def __str__(self) -> str:
        return f"Formular vom {self.at:%d.%m.%Y}"


class ChoreRun(models.Model):
    """One run of a chore (see chores.py), with what it said in the end: numbers only, no names."""

    chore = models.CharField("Nachtarbeit", max_length=40)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    succeeded = models.BooleanField(null=True)
    message = models.CharField("Ergebnis", max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-started_at", "-id"]
        verbose_name = "Lauf einer Nachtarbeit"
        verbose_name_plural = "Läufe der Nachtarbeiten"
        indexes: ClassVar = [models.Index(fields=["chore", "-started_at"], name="chore_runs_by_chore")]

    def __str__(self) -> str:
        return f"{self.chore} am {self.started_at:%d.%m.%Y}"


class CalendarLink(models.Model):
    """The secret link under which a calendar program reads somebody's appointments; one a person."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_link")
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "Kalenderlink"
        verbose_name_plural = "Kalenderlinks"

    def __str__(self) -> str:
        return f"Kalenderlink vom {self.created_at:%d.%m.%Y}"
