"""What a talk brings to light, as dated statements: each new one leaves the older ones readable.

Only what a rule or a statistic reads has a column of its own; every column may stay empty (unknown).
"""

from datetime import date
from typing import ClassVar, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone

from ..choices import (
    Anerkennung,
    Anerkennungsstelle,
    Asylverfahren,
    Beruf,
    Bildungsweg,
    Ergebnisstufe,
    Fuehrerschein,
    Grundkenntnisse,
    Identitaetsklaerung,
    ItKenntnisse,
    Kompetenzverfahren,
    Language,
    Mobilitaet,
    Nachweislage,
    Niveau,
    Partnerschaft,
    Passlage,
    Schriftkenntnis,
    Schulbildung,
    Sprachnachweis,
    Unterhaltsausnahme,
    Wohnform,
)

NOTE_LENGTH = 20_000


class StatementQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        if not user.has_perm("participants.view_cases"):
            return self.none()
        return self.filter(participant__kommune_id__in=user.kommune_ids, participant__sealed_on__isnull=True)

    def latest_on(self, day: date) -> Self:
        """Newest first, nothing that was stated for a later day."""
        return self.filter(stated_on__lte=day).order_by("-stated_on", "-id")


class Statement(models.Model):
    """Append-only: what was known from a day on, until a newer statement says otherwise."""

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="%(class)ss")
    stated_on = models.DateField("Stand vom")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.TextField("Notiz", max_length=NOTE_LENGTH, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering: ClassVar = ["-stated_on", "-id"]
        triggers: ClassVar = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}, Stand {self.stated_on:%d.%m.%Y}"


def _level(label: str) -> models.CharField:
    return models.CharField(label, max_length=5, choices=Niveau.choices, blank=True)


def _yes_no(label: str) -> models.BooleanField:
    return models.BooleanField(label, null=True, blank=True)


class PapersProfile(Statement):
    """Asylum procedure and passport, as far as a way to a title asks for them; no numbers, no scans."""

    asylum_procedure = models.CharField(
        "Asylverfahren", max_length=30, choices=Asylverfahren.choices, blank=True
    )
    asylum_filed_on = models.DateField("Asylantrag vom", null=True, blank=True)
    in_reception_centre = _yes_no("wohnt in einer Aufnahmeeinrichtung")
    passport = models.CharField("Pass", max_length=12, choices=Passlage.choices, blank=True)
    passport_until = models.DateField("Pass gültig bis", null=True, blank=True)
    steps_in_time = _yes_no("Schritte zur Identitätsklärung fristgerecht unternommen")
    residence_obligation = _yes_no("Wohnsitzauflage")
    commitment_signed = _yes_no("Bekenntnis zur freiheitlichen demokratischen Grundordnung abgegeben")
    hardship_request = _yes_no("Härtefallersuchen gestellt")
    integration_forecast = _yes_no("Einfügen in die Lebensverhältnisse bescheinigt")

    class Meta(Statement.Meta):
        verbose_name = "Aufenthalt und Identität"


class LanguageProfile(Statement):
    listening = _level("Deutsch verstehen")
    speaking = _level("Deutsch sprechen")
    reading = _level("Deutsch lesen")
    writing = _level("Deutsch schreiben")
    evidence = models.CharField("Nachweis", max_length=15, choices=Sprachnachweis.choices, blank=True)
    evidence_level = _level("nachgewiesenes Niveau")
    evidence_on = models.DateField("Nachweis vom", null=True, blank=True)
    literacy = models.CharField(
        "Lesen und Schreiben", max_length=15, choices=Schriftkenntnis.choices, blank=True
    )
    other_languages = ArrayField(
        models.CharField(max_length=6, choices=Language.choices),
        verbose_name="weitere Sprachen",
        default=list,
        blank=True,
    )
    society_test = models.CharField(
        "Kenntnisse der Rechts- und Gesellschaftsordnung",
        max_length=22,
        choices=Grundkenntnisse.choices,
        blank=True,
    )
    course_obliged = _yes_no("zum Integrationskurs verpflichtet")
    course_finished = _yes_no("Integrationskurs abgeschlossen")
    course_permit_until = models.DateField("Teilnahmeberechtigung gültig bis", null=True, blank=True)
    current_course = models.CharField("Kurs zurzeit", max_length=120, blank=True)
    course_until = models.DateField("Kurs bis", null=True, blank=True)

    class Meta(Statement.Meta):
        verbose_name = "Sprache"


class EducationProfile(Statement):
    """Strengths first; what somebody can do counts with and without papers."""

    strengths = models.TextField("Stärken und Erfahrungen", max_length=NOTE_LENGTH, blank=True)
    school_years_abroad = models.PositiveSmallIntegerField(
        "Schuljahre im Ausland", null=True, blank=True, validators=[MaxValueValidator(20)]
    )
    school_years_here = models.PositiveSmallIntegerField(
        "erfolgreiche Schuljahre in Deutschland", null=True, blank=True, validators=[MaxValueValidator(20)]
    )
    schooling = models.CharField("höchste Bildung", max_length=12, choices=Schulbildung.choices, blank=True)
    leaving_certificate_here = _yes_no("Schul- oder Berufsabschluss in Deutschland")
    training_here = _yes_no("qualifizierte Berufsausbildung in Deutschland abgeschlossen")
    care_training_here = _yes_no("Pflegehilfeausbildung in Deutschland abgeschlossen")
    degree_here = _yes_no("Studium in Deutschland abgeschlossen")
    degree_abroad = _yes_no("Abschluss im Ausland")
    degree = models.CharField("Abschluss oder gelernter Beruf", max_length=160, blank=True)
    degree_proof = models.CharField("Unterlagen", max_length=15, choices=Nachweislage.choices, blank=True)
    recognition = models.CharField("Anerkennung", max_length=15, choices=Anerkennung.choices, blank=True)
    recognition_body = models.CharField(
        "zuständige Stelle", max_length=15, choices=Anerkennungsstelle.choices, blank=True
    )
    attending = models.CharField("zurzeit in", max_length=12, choices=Bildungsweg.choices, blank=True)
    occupation = models.CharField("Berufsfeld (KldB 2010)", max_length=2, choices=Beruf.choices, blank=True)
    second_occupation = models.CharField(
        "weiteres Berufsfeld (KldB 2010)", max_length=2, choices=Beruf.choices, blank=True
    )
    years_abroad = models.PositiveSmallIntegerField(
        "Berufsjahre im Ausland", null=True, blank=True, validators=[MaxValueValidator(60)]
    )
    years_here = models.PositiveSmallIntegerField(
        "Berufsjahre in Deutschland", null=True, blank=True, validators=[MaxValueValidator(60)]
    )
    months_relevant = models.PositiveSmallIntegerField(
        "einschlägige Berufserfahrung der letzten fünf Jahre in Monaten",
        null=True,
        blank=True,
        validators=[MaxValueValidator(60)],
    )
    it_skills = models.CharField("IT-Kenntnisse", max_length=8, choices=ItKenntnisse.choices, blank=True)
    driving_licence = models.CharField(
        "Führerschein", max_length=12, choices=Fuehrerschein.choices, blank=True
    )
    assessment = models.CharField(
        "Kompetenzfeststellung", max_length=16, choices=Kompetenzverfahren.choices, blank=True
    )
    assessment_on = models.DateField("festgestellt am", null=True, blank=True)
    assessment_level = models.CharField("Ergebnis", max_length=10, choices=Ergebnisstufe.choices, blank=True)

    class Meta(Statement.Meta):
        verbose_name = "Schule, Ausbildung, Beruf, Kompetenzen"


def _share(label: str) -> models.DecimalField:
    return models.DecimalField(
        label, max_digits=5, decimal_places=2, null=True, blank=True, validators=[MaxValueValidator(999)]
    )


class LifeProfile(Statement):
    """Household and livelihood only as far as a rule needs them; shares of the need in percent."""

    partnership = models.CharField("Partnerschaft", max_length=12, choices=Partnerschaft.choices, blank=True)
    partner_entry = models.DateField("Einreise der Partnerin oder des Partners", null=True, blank=True)
    partner_identity = models.CharField(
        "Identität der Partnerin oder des Partners",
        max_length=20,
        # A refusal counts only for the programme, so that of somebody else is nobody's business.
        choices=[each for each in Identitaetsklaerung.choices if each[0] != "mitwirkung_verweigert"],
        blank=True,
    )
    partner_identity_on = models.DateField("dort geklärt am", null=True, blank=True)
    partner_steps_in_time = _yes_no("Schritte dort fristgerecht unternommen")
    minor_child = _yes_no("minderjähriges lediges Kind im Haushalt")
    school_attendance = _yes_no("Schulbesuch der Kinder nachgewiesen")
    german_family = _yes_no("deutsche Angehörige (Ehe oder Kind)")
    childcare_missing = _yes_no("Kinderbetreuung fehlt")
    housing = models.CharField("Wohnform", max_length=12, choices=Wohnform.choices, blank=True)
    housing_sufficient = _yes_no("Wohnraum ausreichend")
    mobility = models.CharField(
        "erreichbar sind Arbeitsorte", max_length=10, choices=Mobilitaet.choices, blank=True
    )
    health_exemption = _yes_no("Nachweis zu Krankheit, Behinderung oder Alter liegt der Behörde vor")
    support_wanted = _yes_no("wünscht Unterstützung bei der Gesundheit")
    share_work = _share("Anteil des Bedarfs aus Arbeit in Prozent")
    share_total = _share("Anteil des Bedarfs aus allen eigenen Mitteln in Prozent")
    share_own = _share("eigener Anteil in Prozent")
    share_twelve_months = _yes_no("Anteil in den letzten zwölf Monaten durchgehend erreicht")
    forecast_positive = _yes_no("volle Sicherung des Lebensunterhalts zu erwarten")
    benefit_exception = models.CharField(
        "Ausnahme beim Lebensunterhalt", max_length=16, choices=Unterhaltsausnahme.choices, blank=True
    )
    draws_benefits = _yes_no(
        "Haushalt bezieht Leistungen (SGB II, SGB XII, AsylbLG) oder bezog sie im letzten Jahr"
    )
    monthly_means = models.DecimalField(
        "eigene Mittel im Monat in Euro", max_digits=8, decimal_places=2, null=True, blank=True
    )

    class Meta(Statement.Meta):
        verbose_name = "Lebenslage"


class WishProfile(Statement):
    """Wishes and goals in the person's own words, and what an employer would ask first."""

    own_words = models.TextField("Wünsche und Ziele in eigenen Worten", max_length=NOTE_LENGTH, blank=True)
    wished_occupation = models.CharField(
        "gewünschtes Berufsfeld (KldB 2010)", max_length=2, choices=Beruf.choices, blank=True
    )
    hours = models.PositiveSmallIntegerField(
        "gewünschte Stunden pro Woche", null=True, blank=True, validators=[MaxValueValidator(48)]
    )
    shifts = _yes_no("Schichtarbeit möglich")
    available_from = models.DateField("verfügbar ab", null=True, blank=True)
    job_offer = _yes_no("Arbeitsplatzangebot liegt vor")
    agency_approval = _yes_no("Zustimmung der Bundesagentur für Arbeit liegt vor")
    yearly_salary = models.DecimalField(
        "angebotenes Gehalt im Jahr brutto in Euro", max_digits=9, decimal_places=2, null=True, blank=True
    )
    pension_months = models.PositiveSmallIntegerField(
        "Monate mit Beiträgen zur Rentenversicherung",
        null=True,
        blank=True,
        validators=[MaxValueValidator(720)],
    )

    class Meta(Statement.Meta):
        verbose_name = "Wünsche und Ziele"
