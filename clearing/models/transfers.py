"""A referral with data of the person: what is to leave, what left, where it stands, who answered and when."""

from typing import ClassVar, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from network.models import Organisation, Service
from participants.models import PurposeConsent

from ..referral_catalogue import names_auslaenderbehoerde
from ..transfer_catalogue import UNDER_WAY, Ablehnungsgrund, Angabe, Ausgang, Stand
from .cases import CaseQuerySet, CaseRecord
from .plan import Need
from .referrals import Referral

NEVER_THERE = (
    "An die Ausländerbehörde gehen keine Daten (§\u00a087 AufenthG). "
    "Die Person geht selbst hin oder wird begleitet."
)
_NOT_SENT = Q(sent_on__isnull=True, consent__isnull=True, referral__isnull=True, answer_until__isnull=True)
_SENT = Q(sent_on__isnull=False, consent__isnull=False, referral__isnull=False, answer_until__isnull=False)


class TransferQuerySet(CaseQuerySet):
    def under_way(self) -> Self:
        """Data are with the partner, and something is still expected of it."""
        return self.filter(state__in=UNDER_WAY)

    def sent(self) -> Self:
        return self.filter(sent_on__isnull=False)


# Data that left the house cannot be called back, so nobody may rewrite what they were.
_FROZEN = pgtrigger.Protect(
    name="what_was_sent_stays",
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(old__sent_on__isnull=False)
    & (
        pgtrigger.Q(old__sent__df=pgtrigger.F("new__sent"))
        | pgtrigger.Q(old__organisation_id__df=pgtrigger.F("new__organisation_id"))
        | pgtrigger.Q(old__consent_id__df=pgtrigger.F("new__consent_id"))
        | pgtrigger.Q(old__sent_on__df=pgtrigger.F("new__sent_on"))
    ),
)
# The same as clean(), for whatever comes past it.
_NEVER_THERE = pgtrigger.Trigger(
    name="never_to_the_auslaenderbehoerde",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func=(
        "IF TG_OP = 'INSERT' OR OLD.sent_on IS DISTINCT FROM NEW.sent_on"
        " OR OLD.organisation_id IS DISTINCT FROM NEW.organisation_id THEN"
        " IF (SELECT auslaenderbehoerde FROM network_organisation WHERE id = NEW.organisation_id) THEN"
        " RAISE EXCEPTION 'no data to the Auslaenderbehoerde' USING ERRCODE = 'check_violation';"
        " END IF; END IF; RETURN NEW;"
    ),
)


@pghistory.track(model_name="TransferVersion", obj_field=pghistory.ObjForeignKey(related_name="versions"))
class Transfer(CaseRecord):
    """Prepared as a draft; sending freezes what leaves and makes the referral that counts for the need."""

    need = models.ForeignKey(
        Need, models.PROTECT, null=True, blank=True, related_name="transfers", verbose_name="Bedarf"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="Stelle")
    service = models.ForeignKey(
        Service, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Angebot"
    )
    shared = ArrayField(
        models.CharField(max_length=8, choices=Angabe.choices), verbose_name="Angaben", default=list
    )
    goal = models.CharField("Ziel", max_length=200, blank=True)
    meeting_on = models.DateField("Termin am", null=True, blank=True)
    meeting_at = models.TimeField("Uhrzeit", null=True, blank=True)
    state = models.CharField("Stand", max_length=14, choices=Stand.choices, default=Stand.ENTWURF)
    consent = models.ForeignKey(
        PurposeConsent, models.PROTECT, null=True, blank=True, related_name="transfers", editable=False
    )
    sent_on = models.DateField("gesendet am", null=True, blank=True, editable=False)
    # [[label, value], …] as it left, and the lines of the address it went to.
    sent = models.JSONField("gesendete Angaben", default=list, blank=True, editable=False)
    sent_to = models.JSONField("Anschrift", default=list, blank=True, editable=False)
    answer_until = models.DateField("Antwort bis", null=True, blank=True, editable=False)
    reminders = models.PositiveSmallIntegerField("Erinnerungen", default=0, editable=False)
    decline_reason = models.CharField("Grund", max_length=14, choices=Ablehnungsgrund.choices, blank=True)
    outcome = models.CharField("Ausgang", max_length=16, choices=Ausgang.choices, blank=True)
    referral = models.OneToOneField(
        Referral, models.PROTECT, null=True, blank=True, related_name="transfer", editable=False
    )

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = "Übermittlung"
        verbose_name_plural = "Übermittlungen"
        indexes: ClassVar = [models.Index(fields=["state", "sent_on"], name="transfers_by_state")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="transfer_sent_with_consent",
                condition=(_NOT_SENT & Q(state__in=[Stand.ENTWURF, Stand.ZURUECKGEZOGEN]))
                | (_SENT & ~Q(state=Stand.ENTWURF)),
            ),
            models.CheckConstraint(
                name="transfer_declined_with_reason",
                condition=Q(state=Stand.ABGELEHNT) ^ Q(decline_reason=""),
                violation_error_message="Eine Absage braucht einen Grund.",
            ),
            models.CheckConstraint(
                name="transfer_ended_with_outcome",
                condition=Q(state=Stand.BEENDET) ^ Q(outcome=""),
                violation_error_message="Ein Ende braucht einen Ausgang.",
            ),
            models.CheckConstraint(
                name="transfer_time_with_day",
                condition=Q(meeting_at__isnull=True) | Q(meeting_on__isnull=False),
                violation_error_message="Eine Uhrzeit braucht einen Tag.",
            ),
        ]
        triggers: ClassVar = [_FROZEN, _NEVER_THERE]

    def __str__(self) -> str:
        return f"Übermittlung an {self.organisation}"

    def clean(self) -> None:
        super().clean()
        if self.sent_on is None and never_to(self.organisation):
            raise ValidationError({"organisation": NEVER_THERE})

    @property
    def reference(self) -> str:
        """What stands on the letter and on the page of the partner instead of the person."""
        return f"V-{self.pk:05d}"

    @property
    def is_draft(self) -> bool:
        return self.state == Stand.ENTWURF

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY


def never_to(organisation: Organisation) -> bool:
    """Marked as an Ausländerbehörde, or called like one."""
    return organisation.auslaenderbehoerde or names_auslaenderbehoerde(organisation.name)


class AnswerLink(models.Model):
    """A link for one transfer and for nothing else; only the digest of its code is kept."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField("gilt bis")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name = "Link für die Antwort"
        verbose_name_plural = "Links für die Antwort"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["transfer"],
                condition=Q(revoked_at__isnull=True),
                name="one_answer_link_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"Link vom {timezone.localtime(self.made_at):%d.%m.%Y}"


class AnswerOpening(models.Model):
    """Every time somebody came with the code of a link: when, and whether it still led anywhere."""

    link = models.ForeignKey(AnswerLink, models.PROTECT, related_name="openings")
    at = models.DateTimeField("wann", default=timezone.now, editable=False)
    # Neither address nor device: who works at a partner is not watched here.
    admitted = models.BooleanField("galt noch")
    answered = models.BooleanField("mit Antwort", default=False)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        verbose_name = "Aufruf eines Links"
        verbose_name_plural = "Aufrufe von Links"
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"Aufruf vom {timezone.localtime(self.at):%d.%m.%Y, %H:%M}"


class TransferStep(models.Model):
    """One move of a transfer: where to, on which day, and who; never changed."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="steps")
    state = models.CharField("Stand", max_length=14, choices=Stand.choices)
    on = models.DateField("am")
    at = models.DateTimeField("eingetragen", default=timezone.now, editable=False)
    # Nobody of the team where the partner answered through the link or time alone ended it.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_by = models.CharField("Antwort von", max_length=80, blank=True)
    link = models.ForeignKey(AnswerLink, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name = "Schritt einer Übermittlung"
        verbose_name_plural = "Schritte einer Übermittlung"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="answer_through_link_names_somebody",
                condition=Q(link__isnull=True) | (~Q(answered_by="") & Q(by__isnull=True)),
                violation_error_message="Geben Sie Ihren Namen an.",
            )
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} am {self.on:%d.%m.%Y}"
