"""The only bridge from the database to the rules: what was true of a person on a day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import takewhile
from typing import Any, NamedTuple, TypeVar

from .choices import Antragsende, Antragsziel, Beschaeftigungsart, DatePrecision, Einwilligung
from .choices.person import SEVERAL
from .facts_papers import status_periods
from .models import (
    Application,
    EducationProfile,
    Employment,
    LanguageProfile,
    LifeProfile,
    PapersProfile,
    Participant,
    Training,
    WishProfile,
)
from .rules import Facts
from .rules import facts as vocabulary

# Of several citizenships one may be listed as safe and another not, so the rules leave it open.
UNKLAR = "ungeklaert"
_Code = TypeVar("_Code", bound=StrEnum)


def facts_of(participant: Participant, day: date) -> Facts:
    """What the programme rules read for the day, as known now.

    Dates of which only month or year is known stay unknown.
    """
    return Facts(
        id=participant.case_number,
        geburtsdatum=_exact(participant.birth_date, participant.birth_precision),
        einreise=_exact(participant.entry_date, participant.entry_precision),
        staatsangehoerigkeit=UNKLAR
        if participant.nationality == SEVERAL
        else participant.nationality or None,
        status=status_periods(participant, day),
        identitaet=_identity(participant, day),
        ausschluss_hinweis=_exclusion(participant, day),
        einwilligung=consent_on(participant, day),
    )


class Known(NamedTuple):
    """What the talks and the episodes of work say of a person on a day; empty where nothing does."""

    papers: PapersProfile
    language: LanguageProfile
    education: EducationProfile
    life: LifeProfile
    wishes: WishProfile
    jobs: Sequence[Employment]
    training: Training | None
    applications: Sequence[Application]


def full_facts_of(participant: Participant, day: date) -> Facts:
    """What the ways to a title read: the facts of the programme rules and the statements of the talks."""
    jobs = participant.employments.in_force().filter(valid_from__lte=day).order_by("valid_from", "id")
    known = Known(
        papers=participant.papersprofiles.latest_on(day).first() or PapersProfile(),
        language=participant.languageprofiles.latest_on(day).first() or LanguageProfile(),
        education=participant.educationprofiles.latest_on(day).first() or EducationProfile(),
        life=participant.lifeprofiles.latest_on(day).first() or LifeProfile(),
        wishes=participant.wishprofiles.latest_on(day).first() or WishProfile(),
        jobs=list(jobs),
        training=participant.trainings.in_force().order_by("-valid_from", "-id").first(),
        applications=list(participant.applications.all()),
    )
    return composed(participant, day, known)


def composed(participant: Participant, day: date, known: Known) -> Facts:
    """The facts of one person from rows that are already read."""
    facts, papers = facts_of(participant, day), known.papers
    return replace(
        facts,
        identitaet=replace(facts.identitaet, massnahmen_fristgerecht=papers.steps_in_time),
        asylverfahren=_code(vocabulary.Asylverfahren, papers.asylum_procedure),
        asylantrag_am=papers.asylum_filed_on,
        in_aufnahmeeinrichtung=papers.in_reception_centre,
        pass_=_passport(papers, day),
        bekenntnis_fdgo=papers.commitment_signed,
        haertefallersuchen=papers.hardship_request,
        prognose_einfuegen=papers.integration_forecast,
        beschaeftigung=_jobs(known.jobs),
        ausbildung=_training(known.training),
        antraege=_filed(known.applications, day),
        **_language(known.language),
        **_education(known.education),
        **_life(known.life),
        **_wishes(known.wishes),
    )


def consent_on(participant: Participant, day: date) -> bool | None:
    """True while it holds, False once refused or withdrawn, None while nobody has an answer.

    A withdrawal counts from its own day on.
    """
    if participant.consent_withdrawn_on and participant.consent_withdrawn_on <= day:
        return False
    if participant.consent == Einwilligung.NICHT_ERTEILT:
        return False
    if participant.consent_on and participant.consent_on <= day:
        return True
    return None


def _exact(value: date | None, precision: str) -> date | None:
    return value if precision == DatePrecision.DAY else None


def _code(codes: type[_Code], value: str) -> _Code | None:
    return codes(value) if value else None


def _identity(participant: Participant, day: date) -> vocabulary.Identitaet:
    notes = [note for note in participant.identitynotes.all() if note.stated_on <= day]
    if not notes:
        return vocabulary.Identitaet()
    notes.sort(key=lambda note: (note.stated_on, note.pk), reverse=True)
    # Stated again, an identity is not clarified anew: the first note since any that said otherwise counts.
    clear = list(takewhile(lambda note: note.state == vocabulary.Stand.GEKLAERT, notes))
    clarified = clear[-1].stated_on if clear else None
    return vocabulary.Identitaet(stand=vocabulary.Stand(notes[0].state), geklaert_am=clarified)


def _exclusion(participant: Participant, day: date) -> vocabulary.Ausschlusshinweis | None:
    notes = [note for note in participant.exclusionnotes.all() if note.stated_on <= day]
    if not notes:
        return None
    latest = max(notes, key=lambda note: (note.stated_on, note.pk))
    return vocabulary.Ausschlusshinweis(latest.state)


def _filed(applications: Sequence[Application], day: date) -> tuple[vocabulary.Antrag, ...]:
    """Applications for a way that are pending or granted; what was refused must be filed anew."""
    filed = [
        each
        for each in applications
        if Antragsziel(each.purpose).is_way
        and each.filed_on <= day
        and each.ended_because != Antragsende.IRRTUM
        and (each.ended_on is None or each.ended_on > day or each.ended_because == Antragsende.ERTEILT)
    ]
    filed.sort(key=lambda each: (each.filed_on, each.pk))
    return tuple(vocabulary.Antrag(each.purpose, each.filed_on) for each in filed)


def _passport(papers: PapersProfile, day: date) -> vocabulary.Pass | None:
    if papers.passport_until and papers.passport_until < day and papers.passport:
        return vocabulary.Pass.ABGELAUFEN
    return _code(vocabulary.Pass, papers.passport)


def _jobs(jobs: Sequence[Employment]) -> tuple[vocabulary.Beschaeftigung, ...] | None:
    found = tuple(
        vocabulary.Beschaeftigung(
            von=job.valid_from,
            bis=job.valid_until,
            stunden=float(job.hours),
            sv_pflichtig=job.kind == Beschaeftigungsart.SV,
            qualifiziert=job.is_qualified,
            angemessen=job.fits_degree,
        )
        for job in jobs
    )
    # No entry does not mean that somebody has no job, only that we know of none.
    return found or None


def _training(training: Training | None) -> vocabulary.Ausbildung:
    if training is None:
        return vocabulary.Ausbildung()
    return vocabulary.Ausbildung(
        art=vocabulary.Ausbildungsart(training.kind),
        beginn=training.valid_from,
        vertrag=_code(vocabulary.Vertrag, training.contract),
        als_asylbewerber_begonnen=training.begun_in_asylum_procedure,
    )


def _language(profile: LanguageProfile) -> dict[str, Any]:
    return {
        "deutsch": vocabulary.Deutsch(
            muendlich=_lower(profile.listening, profile.speaking),
            schriftlich=_lower(profile.reading, profile.writing),
            nachweis=_code(vocabulary.Sprachnachweis, profile.evidence),
        ),
        "grundkenntnisse": _code(vocabulary.Grundkenntnisse, profile.society_test),
        "integrationskurs": vocabulary.Integrationskurs(
            verpflichtet=profile.course_obliged, abgeschlossen=profile.course_finished
        ),
    }


def _lower(first: str, second: str) -> vocabulary.Niveau | None:
    """A skill has the level of its weaker half; with one half known, that one."""
    order = list(vocabulary.Niveau)
    known = [vocabulary.Niveau(value) for value in (first, second) if value]
    return min(known, key=order.index, default=None)


def _education(profile: EducationProfile) -> dict[str, Any]:
    return {
        "bildung": vocabulary.Bildung(
            schuljahre_de=profile.school_years_here,
            abschluss_de=profile.leaving_certificate_here,
            ausbildung_de=profile.training_here,
            pflegehilfe_de=profile.care_training_here,
            studium_de=profile.degree_here,
            abschluss_ausland=profile.degree_abroad,
            anerkennung=_code(vocabulary.Anerkennung, profile.recognition),
            zurzeit=_code(vocabulary.Bildungsweg, profile.attending),
        ),
        "berufserfahrung_monate": profile.months_relevant,
    }


def _life(profile: LifeProfile) -> dict[str, Any]:
    return {
        "haushalt": vocabulary.Haushalt(
            minderjaehriges_lediges_kind=profile.minor_child,
            schulbesuch_nachgewiesen=profile.school_attendance,
            partner=_code(vocabulary.Partner, profile.partnership),
            partner_einreise=profile.partner_entry,
            partner_identitaet=vocabulary.Identitaet(
                stand=_code(vocabulary.Stand, profile.partner_identity),
                geklaert_am=profile.partner_identity_on,
                massnahmen_fristgerecht=profile.partner_steps_in_time,
            ),
        ),
        "lebensunterhalt": vocabulary.Lebensunterhalt(
            anteil_erwerb=_fraction(profile.share_work),
            anteil_gesamt=_fraction(profile.share_total),
            eigener_anteil=_fraction(profile.share_own),
            letzte_12_monate=profile.share_twelve_months,
            prognose_positiv=profile.forecast_positive,
            ausnahme=_code(vocabulary.Ausnahme, profile.benefit_exception),
        ),
        "wohnraum_ausreichend": profile.housing_sufficient,
        "gesundheit_ausnahme": profile.health_exemption,
        "familie_deutsch": profile.german_family,
        "leistungen_sgb": profile.draws_benefits,
        "mittel_monat": _number(profile.monthly_means),
    }


def _wishes(profile: WishProfile) -> dict[str, Any]:
    return {
        "arbeitsplatzangebot": profile.job_offer,
        "ba_zustimmung": profile.agency_approval,
        "gehalt_jahr": _number(profile.yearly_salary),
        "rv_monate": profile.pension_months,
    }


def _fraction(percent: Decimal | None) -> float | None:
    return None if percent is None else float(percent) / 100


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
