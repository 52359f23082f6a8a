"""The six sections of a talk: what is asked, in which order, and what contradicts itself."""

from typing import Any

from participants.choices import Asylverfahren, Identitaetsklaerung, Niveau, Partnerschaft, Sprachnachweis
from participants.models import LanguageProfile
from spurwechsel.german import age_on, format_day

from ..catalogue import Abschnitt, Verstaendigung
from .base import SectionForm

_LEVELS = list(Niveau.values)
_ROLE_ONLY = "Nur die Rolle, zum Beispiel Tochter, Anwältin, Vertrauensperson. Keine Namen."


class FrameForm(SectionForm):
    section = Abschnitt.RAHMEN
    groups = (
        ("Das Gespräch", (("held_on", "minutes"), "place")),
        ("Verständigung", ("understanding", ("interpreting_language", "interpreter"))),
        ("Wer noch dabei war und wie es weitergeht", ("companions", "next_on", "note")),
    )
    hints = {
        "interpreter": "Name der Stelle oder der Person, die übersetzt hat",
        "companions": _ROLE_ONLY,
        "next_on": "Zum Beispiel 15.4.2024 oder +14 für heute in 14 Tagen",
    }
    past_days = ("held_on",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].required = True

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        held, following = values.get("held_on"), values.get("next_on")
        if held and following and following <= held:
            self.add_error("next_on", "Das nächste Gespräch muss nach diesem liegen.")
        translated = values.get("understanding") in (Verstaendigung.VOR_ORT, Verstaendigung.FERN)
        if translated and not values.get("interpreting_language"):
            self.add_error("interpreting_language", "Wählen Sie aus, in welche Sprache übersetzt wurde.")
        return values


class PapersForm(SectionForm):
    section = Abschnitt.AUFENTHALT
    groups = (
        ("Asylverfahren", ("asylum_procedure", ("asylum_filed_on", "in_reception_centre"))),
        ("Pass und Identität", ("passport", ("passport_until", "steps_in_time"))),
        (
            "Für Anträge auf einen Aufenthaltstitel",
            ("residence_obligation", "commitment_signed", "hardship_request", "integration_forecast"),
        ),
        ("Sonst noch wichtig", ("note",)),
    )
    hints = {
        "asylum_procedure": "Nur der Stand. Gründe für den Antrag gehören nirgends hin.",
        "passport": "Keine Nummern, keine Kopien.",
        "steps_in_time": "Wichtig für die Beschäftigungsduldung",
    }
    past_days = ("asylum_filed_on",)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        filed, birth = values.get("asylum_filed_on"), self.participant.birth_date
        if filed and values.get("asylum_procedure") == Asylverfahren.NIE:
            self.add_error(
                "asylum_filed_on", "Lassen Sie den Tag leer, wenn nie ein Asylantrag gestellt wurde."
            )
        if filed and birth and filed < birth:
            self.add_error("asylum_filed_on", "Der Asylantrag darf nicht vor der Geburt liegen.")
        if values.get("passport_until") and values.get("passport") == "keiner":
            self.add_error("passport_until", "Lassen Sie den Tag leer, wenn es keinen Pass gibt.")
        return values


class LanguageForm(SectionForm):
    section = Abschnitt.SPRACHE
    groups = (
        ("Deutsch", ("listening", "speaking", "reading", "writing", "literacy")),
        ("Weitere Sprachen", ("other_languages",)),
        ("Nachweis", ("evidence", ("evidence_level", "evidence_on"), "society_test")),
        (
            "Kurse",
            (
                ("course_obliged", "course_finished"),
                "course_permit_until",
                ("current_course", "course_until"),
            ),
        ),
        ("Sonst noch wichtig", ("note",)),
    )
    hints = {
        "other_languages": "Auch die Muttersprache",
        "listening": "Fragen Sie nach dem Alltag: Arzt, Amt, Arbeit.",
        "course_permit_until": "Steht auf dem Bescheid des BAMF oder der Arbeitsagentur",
        "current_course": "Zum Beispiel Integrationskurs, VHS, Modul 3",
    }
    past_days = ("evidence_on",)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        evidence, level = values.get("evidence"), values.get("evidence_level")
        if evidence == Sprachnachweis.ZERTIFIKAT and not level:
            self.add_error("evidence_level", "Geben Sie an, welches Niveau das Zertifikat nachweist.")
        if values.get("evidence_on") and not evidence:
            self.add_error("evidence", "Wählen Sie aus, woher das Niveau bekannt ist.")
        if evidence == Sprachnachweis.ZERTIFIKAT and level:
            self._refuse_below(level, values)
            self._refuse_below_earlier(level)
        return values

    def _refuse_below(self, proven: str, values: dict[str, Any]) -> None:
        for name in ("listening", "speaking", "reading", "writing"):
            said = values.get(name)
            if said and _LEVELS.index(said) < _LEVELS.index(proven):
                self.add_error(
                    name,
                    f"Nachgewiesen ist {proven}. Wählen Sie mindestens {proven} oder prüfen Sie den Beleg.",
                )

    def _refuse_below_earlier(self, level: str) -> None:
        proven = self._proven_before()
        if proven and _LEVELS.index(level) < _LEVELS.index(proven.evidence_level):
            self.add_error(
                "evidence_level",
                f"Seit dem {format_day(proven.stated_on)} ist schon {proven.evidence_level} nachgewiesen."
                f" Wählen Sie mindestens {proven.evidence_level}.",
            )

    def _proven_before(self) -> LanguageProfile | None:
        """The highest certificate stated before the day of this talk; that of today may be corrected."""
        proven = self.participant.languageprofiles.filter(
            evidence=Sprachnachweis.ZERTIFIKAT, stated_on__lt=self.interview.held_on
        ).exclude(evidence_level="")
        return max(proven, key=lambda each: _LEVELS.index(each.evidence_level), default=None)


class EducationForm(SectionForm):
    section = Abschnitt.BILDUNG
    groups = (
        ("Stärken zuerst", ("strengths",)),
        (
            "Beruf",
            (("occupation", "second_occupation"), ("years_abroad", "years_here"), "months_relevant"),
        ),
        (
            "Schule und Abschlüsse",
            (
                ("school_years_abroad", "school_years_here"),
                "schooling",
                "degree",
                "degree_proof",
                ("leaving_certificate_here", "training_here"),
                ("care_training_here", "degree_here"),
                ("degree_abroad", "attending"),
            ),
        ),
        ("Anerkennung", ("recognition", "recognition_body")),
        ("IT und Führerschein", ("it_skills", "driving_licence")),
        ("Kompetenzfeststellung", ("assessment", ("assessment_on", "assessment_level"))),
        ("Sonst noch wichtig", ("note",)),
    )
    hints = {
        "strengths": (
            "Was jemand kann, zählt mit und ohne Zeugnis: Berufe, Ehrenamt, Familie, Hobbys, Sprachen."
            " Keine Gesundheits-, Straf- oder Familienrechtsdetails."
        ),
        "occupation": "Die 37 Hauptgruppen der Klassifikation der Berufe",
        "recognition_body": "Welche Kammer oder Behörde für die Anerkennung zuständig ist",
        "months_relevant": "Nur Arbeit, die zum gelernten Beruf passt",
    }
    past_days = ("assessment_on",)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("assessment_on") and not values.get("assessment"):
            self.add_error("assessment", "Wählen Sie aus, womit die Kompetenzen festgestellt wurden.")
        birth = self.participant.birth_date
        if birth:
            age = age_on(birth, self.interview.held_on)
            self._refuse_more_than(age, ("years_abroad", "years_here"), "Berufsjahre", values)
            self._refuse_more_than(age, ("school_years_abroad", "school_years_here"), "Schuljahre", values)
        return values

    def _refuse_more_than(self, age: int, names: tuple[str, str], what: str, values: dict[str, Any]) -> None:
        total = sum(values.get(name) or 0 for name in names)
        if total > age:
            self.add_error(names[1], f"Zusammen sind das {total} {what}. Die Person ist {age} Jahre alt.")


class LifeForm(SectionForm):
    section = Abschnitt.LEBENSLAGE
    groups = (
        (
            "Familie",
            (
                "partnership",
                "partner_entry",
                ("partner_identity", "partner_identity_on"),
                "partner_steps_in_time",
                ("minor_child", "school_attendance"),
                ("german_family", "childcare_missing"),
            ),
        ),
        ("Wohnen und Wege", ("housing", "housing_sufficient", "mobility")),
        ("Gesundheit", (("support_wanted", "health_exemption"),)),
        (
            "Lebensunterhalt, wenn ein Aufenthaltstitel geprüft wird",
            (
                ("share_work", "share_total", "share_own"),
                ("share_twelve_months", "forecast_positive"),
                "benefit_exception",
                ("draws_benefits", "monthly_means"),
            ),
        ),
        ("Sonst noch wichtig", ("note",)),
    )
    hints = {
        "partner_identity": "Wichtig für die Beschäftigungsduldung",
        "support_wanted": "Nur ja oder nein. Keine Krankheiten, keine Befunde.",
        "health_exemption": "Nur ob der Nachweis bei der Behörde liegt",
        "share_work": "Zum Beispiel 60",
        "monthly_means": "Zum Beispiel 1250,50",
    }
    past_days = ("partner_entry", "partner_identity_on")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("partner_entry") and values.get("partnership") in ("", Partnerschaft.KEINER):
            self.add_error("partner_entry", "Lassen Sie den Tag leer oder wählen Sie die Partnerschaft aus.")
        if (
            values.get("partner_identity_on")
            and values.get("partner_identity") != Identitaetsklaerung.GEKLAERT
        ):
            self.add_error("partner_identity_on", "Lassen Sie den Tag leer, solange die Identität offen ist.")
        work, total = values.get("share_work"), values.get("share_total")
        if work is not None and total is not None and total < work:
            self.add_error("share_total", "Alle Mittel zusammen sind mindestens so viel wie die aus Arbeit.")
        return values


class WishForm(SectionForm):
    section = Abschnitt.WUENSCHE
    groups = (
        ("In eigenen Worten", ("own_words",)),
        ("Arbeit, die sich die Person wünscht", ("wished_occupation", ("hours", "available_from"), "shifts")),
        (
            "Was schon vorliegt",
            (("job_offer", "agency_approval"), ("yearly_salary", "pension_months")),
        ),
        ("Sonst noch wichtig", ("note",)),
    )
    hints = {
        "own_words": (
            "Schreiben Sie so, wie die Person es sagt oder wie es übersetzt wird."
            " Keine Gesundheits-, Straf- oder Familienrechtsdetails."
        ),
        "yearly_salary": "Zum Beispiel 31200",
    }


FORMS: dict[str, type[SectionForm]] = {
    form.section: form for form in (FrameForm, PapersForm, LanguageForm, EducationForm, LifeForm, WishForm)
}
