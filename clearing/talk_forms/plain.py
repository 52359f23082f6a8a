"""Questions and answers of a talk as the person reads them in the protocol: no terms of the office."""

import re

from .answers import answers_in
from .base import SectionForm

# What is not named here is plain already.
QUESTIONS = {
    "in_reception_centre": "Sie wohnen in einer Aufnahmeeinrichtung",
    "steps_in_time": "Schritte zur Klärung Ihrer Identität rechtzeitig gemacht",
    "residence_obligation": "Sie müssen an einem bestimmten Ort wohnen (Wohnsitzauflage)",
    "commitment_signed": "Bekenntnis zur Grundordnung in Deutschland abgegeben",
    "hardship_request": "Die Härtefallkommission bittet um einen Aufenthalt für Sie",
    "integration_forecast": "Bescheinigung, dass Sie sich hier gut einleben",
    "evidence": "Woher wir Ihr Deutsch kennen",
    "evidence_level": "Niveau im Nachweis",
    "society_test": "Test über das Leben in Deutschland",
    "course_obliged": "Sie müssen am Integrationskurs teilnehmen",
    "course_permit_until": "Sie dürfen an einem Kurs teilnehmen bis",
    "degree_proof": "Unterlagen dazu",
    "training_here": "Berufsausbildung in Deutschland abgeschlossen",
    "recognition": "Anerkennung in Deutschland",
    "recognition_body": "Diese Stelle prüft die Anerkennung",
    "attending": "Das machen Sie zurzeit",
    "occupation": "Ihr Arbeitsbereich",
    "second_occupation": "Ihr zweiter Arbeitsbereich",
    "months_relevant": "Monate Arbeit im gelernten Beruf in den letzten fünf Jahren",
    "assessment": "So haben wir festgestellt, was Sie können",
    "partner_entry": "Einreise Ihrer Partnerin oder Ihres Partners",
    "partner_identity": "Identität Ihrer Partnerin oder Ihres Partners",
    "minor_child": "Kind unter 18 Jahren im Haushalt",
    "school_attendance": "Nachweis, dass Ihre Kinder zur Schule gehen",
    "german_family": "Deutsche Angehörige (Ehe oder Kind)",
    "childcare_missing": "Es fehlt Betreuung für Ihr Kind",
    "mobility": "Dorthin kommen Sie zur Arbeit",
    "health_exemption": "Nachweis zu Krankheit, Behinderung oder Alter ist bei der Behörde",
    "support_wanted": "Sie möchten Unterstützung bei der Gesundheit",
    "share_work": "So viel von dem, was Sie brauchen, verdienen Sie mit Arbeit, in Prozent",
    "share_total": "So viel von dem, was Sie brauchen, haben Sie aus eigenem Geld, in Prozent",
    "share_own": "Ihr eigener Teil davon, in Prozent",
    "share_twelve_months": "Das war in den letzten zwölf Monaten durchgehend so",
    "forecast_positive": "Sie werden voraussichtlich ganz von eigenem Geld leben",
    "benefit_exception": "Grund, aus dem Sie Leistungen bekommen dürfen",
    "draws_benefits": "Ihr Haushalt bekommt Leistungen oder bekam sie im letzten Jahr",
    "monthly_means": "Ihr eigenes Geld im Monat in Euro",
    "own_words": "In Ihren Worten",
    "wished_occupation": "In diesem Bereich möchten Sie arbeiten",
    "hours": "So viele Stunden pro Woche möchten Sie arbeiten",
    "shifts": "Arbeit in Schichten ist möglich",
    "available_from": "Sie können anfangen ab",
    "job_offer": "Sie haben ein Angebot für eine Arbeit",
    "agency_approval": "Die Agentur für Arbeit hat zugestimmt",
    "yearly_salary": "Angebotener Lohn im Jahr in Euro, vor Abzügen",
    "pension_months": "So viele Monate haben Sie in die Rentenversicherung eingezahlt",
}
NO_ANSWERS_FOR_THE_PERSON = ("note",)
# Without the list beside it this says nothing.
OF_THE_LIST = "keine davon"
# The number of the KldB before an occupation, the band of ISCED after a school.
_CODES = re.compile(r"^\d\d (?=\D)| \(ISCED [^)]*\)")


def answers_for_the_person(form: SectionForm) -> list[tuple[str, str]]:
    """What was answered, without notes and without what could not be understood yet."""
    left_out = {*NO_ANSWERS_FOR_THE_PERSON, *form.errors}
    return [
        (QUESTIONS.get(each.name, each.label), _plain(form, each.name, each.words))
        for each in answers_in(form)
        if each.words not in ("", OF_THE_LIST) and each.name not in left_out
    ]


def _plain(form: SectionForm, name: str, words: str) -> str:
    """Codes go from the labels of lists; what somebody typed stays as it is."""
    return _CODES.sub("", words) if hasattr(form.fields[name], "choices") else words
