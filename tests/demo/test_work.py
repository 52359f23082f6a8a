"""The work with the people of the demonstration: every word of the catalogue occurs, and it fits together."""

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256

import pytest
from django.db import models
from django.db.models import F, Q

from clearing import catalogue
from clearing.completeness import completeness_of
from clearing.models import (
    Attendance,
    BriefContact,
    CertificateGained,
    EsfAnswer,
    FollowUp,
    Goal,
    IdentityStep,
    Interview,
    Measure,
    Need,
    Placement,
    PlacementProfile,
    PlacementStep,
    PlanAgreement,
    Referral,
    SectionState,
    Task,
    Transfer,
    TransferStep,
)
from clearing.placement_catalogue import Vermittlungsstand
from clearing.progress import questions_for
from clearing.referral_catalogue import Kurzthema, Verweisart, Verweisergebnis
from clearing.services import chase_transfers, expire_brief_contacts
from clearing.talk_forms import as_answered
from clearing.transfer_catalogue import Stand
from network.models import Vacancy
from participants import choices
from participants.choices import Phase
from participants.models import (
    EducationProfile,
    Employment,
    Event,
    LanguageProfile,
    LifeProfile,
    PapersProfile,
    Participant,
    PhaseChange,
    Training,
    WishProfile,
)
from reports.models import IssuedReport
from reports.preparation import prepare
from reports.printing.services import printed
from spurwechsel.demo.releases import DAY_OF_RELEASE
from spurwechsel.demo.results import LATE, NOBODY_ASKS
from spurwechsel.models import Kommune

TODAY = date(2026, 9, 16)
# How late a question after months is asked at most, and a weekend.
LATEST = timedelta(days=max(LATE) + 7)
pytestmark = pytest.mark.django_db


# --- everything occurs -------------------------------------------------------------------------------------

WHERE: dict[type[models.TextChoices], list[tuple[type[models.Model], str]]] = {
    catalogue.Abschnitt: [(SectionState, "section")],
    catalogue.Stand: [(SectionState, "state")],
    catalogue.Gespraechsort: [(Interview, "place")],
    catalogue.Verstaendigung: [(Interview, "understanding")],
    catalogue.Identitaetsschritt: [(IdentityStep, "step")],
    catalogue.Nachweisort: [(IdentityStep, "proof")],
    catalogue.Bedarf: [(Need, "kind")],
    catalogue.Bedarfsende: [(Need, "closed_because")],
    catalogue.Massnahmenart: [(Measure, "kind")],
    catalogue.Massnahmenergebnis: [(Measure, "result")],
    catalogue.Abbruchgrund: [(Measure, "break_off")],
    catalogue.Finanzierung: [(Measure, "funding")],
    catalogue.Anwesenheit: [(Attendance, "state")],
    catalogue.Verbleib: [(FollowUp, "answer")],
    catalogue.Zielstand: [(Goal, "state")],
    catalogue.EsfZeitpunkt: [(EsfAnswer, "moment")],
    catalogue.EsfArbeit: [(EsfAnswer, "labour")],
    catalogue.EsfBildung: [(EsfAnswer, "education")],
    catalogue.EsfAntwort: [(EsfAnswer, "homeless"), (EsfAnswer, "in_work")],
}
STATED: dict[type[models.TextChoices], list[tuple[type[models.Model], str]]] = {
    choices.Niveau: [(LanguageProfile, "writing")],
    choices.Sprachnachweis: [(LanguageProfile, "evidence")],
    choices.Schriftkenntnis: [(LanguageProfile, "literacy")],
    choices.Grundkenntnisse: [(LanguageProfile, "society_test")],
    choices.Schulbildung: [(EducationProfile, "schooling")],
    choices.Nachweislage: [(EducationProfile, "degree_proof")],
    choices.Beruf: [
        (EducationProfile, "occupation"),
        (EducationProfile, "second_occupation"),
        (WishProfile, "wished_occupation"),
    ],
    choices.ItKenntnisse: [(EducationProfile, "it_skills")],
    choices.Fuehrerschein: [(EducationProfile, "driving_licence")],
    choices.Kompetenzverfahren: [(EducationProfile, "assessment")],
    choices.Ergebnisstufe: [(EducationProfile, "assessment_level")],
    choices.Asylverfahren: [(PapersProfile, "asylum_procedure")],
    choices.Passlage: [(PapersProfile, "passport")],
    choices.Partnerschaft: [(LifeProfile, "partnership")],
    choices.Wohnform: [(LifeProfile, "housing")],
    choices.Mobilitaet: [(LifeProfile, "mobility")],
    choices.Beschaeftigungsart: [(Employment, "kind")],
    choices.Ausbildungsart: [(Training, "kind")],
}


# Appointments, attempts to reach somebody and tasks are no part of the Clearing.
OF_APPOINTMENTS: set[type[models.TextChoices]] = {
    catalogue.Aufgabenherkunft,
    catalogue.Kontaktergebnis,
    catalogue.Kontaktweg,
    catalogue.Terminart,
    catalogue.Terminstand,
}


def occurring(places: Iterable[tuple[type[models.Model], str]]) -> set[str]:
    return {value for model, name in places for value in model.objects.values_list(name, flat=True)} - {""}


def test_the_table_names_every_list_of_the_catalogue():
    lists = {
        each
        for each in vars(catalogue).values()
        if isinstance(each, type) and issubclass(each, models.TextChoices) and each.choices
    }
    assert set(WHERE) == lists - OF_APPOINTMENTS


@pytest.mark.parametrize("words", WHERE, ids=lambda words: words.__name__)
def test_every_word_of_the_catalogue_occurs(words):
    assert occurring(WHERE[words]) == set(words.values)


@pytest.mark.parametrize("words", STATED, ids=lambda words: words.__name__)
def test_every_word_that_is_stated_of_people_occurs(words):
    assert set(words.values) - occurring(STATED[words]) <= RARE.get(words, set())


# Hardly anybody writes like a native, the bar to titles concerns few, and nobody tells of the army.
RARE = {choices.Asylverfahren: {"abgelehnt_mit_sperre"}, choices.Niveau: {"C2"}, choices.Beruf: {"01"}}


# --- talks -------------------------------------------------------------------------------------------------


def test_everybody_in_betreuung_had_a_talk_before():
    for step in PhaseChange.objects.in_force().filter(phase=Phase.BETREUUNG):
        held = step.participant.interviews.filter(
            held_on__lte=step.effective_on, recorded_at__lte=step.recorded_at
        )
        assert held.exists()
        assert [each["ergebnis"] for each in step.findings if each["id"] == "gespraech"] == ["erfuellt"]


def test_what_was_typed_in_talks_is_what_the_forms_would_take():
    for talk in Interview.objects.order_by("id")[::6]:
        for state in talk.sections.all():
            form = as_answered(talk, state.section, state)
            assert (form.errors, state.section) == ({}, state.section)


def test_nobody_in_the_asylum_procedure_is_sent_to_the_embassy():
    running = PapersProfile.objects.filter(asylum_procedure="laufend").values("participant")
    assert IdentityStep.objects.filter(participant__in=running).count() == 0


# --- plan and results --------------------------------------------------------------------------------------


def test_days_follow_each_other():
    assert Need.objects.filter(closed_on__lt=F("opened_on")).count() == 0
    assert Measure.objects.filter(Q(started_on__lt=F("need__opened_on")) | Q(ended_on__gt=TODAY)).count() == 0
    assert CertificateGained.objects.filter(gained_on__gt=TODAY).count() == 0
    assert Event.objects.exclude(participant=None).filter(at__date__gte=TODAY).count() == 0


def test_where_nobody_works_on_them_no_needs_are_open():
    done = Participant.objects.filter(phase__in=(Phase.KEINE_BEDARFE, Phase.ABGESCHLOSSEN))
    assert Need.objects.filter(participant__in=done, closed_on=None).count() == 0
    resting = Participant.objects.filter(phase=Phase.UNVEREINBARKEIT)
    assert Need.objects.filter(participant__in=resting, closed_on=None, deferred_reason="").count() == 0


def test_everybody_in_betreuung_has_needs_and_a_goal():
    for person in Participant.objects.filter(phase=Phase.BETREUUNG):
        assert person.needs.exists()
        assert person.goals.exists()


def test_who_went_to_work_or_training_has_the_contract():
    for outcome, model in (("arbeit", Employment), ("ausbildung", Training)):
        ended = PhaseChange.objects.filter(
            outcome=outcome, effective_on__lt=date(2026, 8, 1), revoked_at=None
        )
        for step in ended:
            assert model.objects.filter(participant=step.participant).exists()


def test_only_potsdam_asks_for_the_esf_set():
    asked = {kommune.key for kommune in {row.participant.kommune for row in EsfAnswer.objects.all()}}
    assert asked == {"potsdam"}


def test_some_plans_were_agreed_and_printed():
    assert PlanAgreement.objects.count() >= 2
    assert {bytes(plan.pdf)[:5] for plan in PlanAgreement.objects.all()} == {b"%PDF-"}


def test_files_are_neither_empty_nor_perfect():
    people = Participant.objects.filter(phase=Phase.BETREUUNG, kommune__key="cottbus")
    shares = [found.known / found.total for person in people if (found := completeness_of(person, TODAY))]
    assert 0.6 < sum(shares) / len(shares) < 0.97


# --- reports -----------------------------------------------------------------------------------------------


def test_every_month_was_released_for_both_towns_up_to_the_last():
    released = [(row.kommune.key, row.stichtag, row.version) for row in IssuedReport.objects.all()]
    months = {(kommune, day.year, day.month) for kommune, day, _ in released}
    last = TODAY.replace(day=1) - timedelta(days=1)
    if TODAY.day <= DAY_OF_RELEASE:
        last = last.replace(day=1) - timedelta(days=1)
    number = (last.year - 2023) * 12 + last.month - 9
    assert (len(months), min(months), max(months)) == (
        2 * number,
        ("cottbus", 2023, 10),
        ("potsdam", last.year, last.month),
    )
    assert [row for row in released if row[2] > 1] == [("cottbus", date(2024, 4, 30), 2)]
    assert {("cottbus", date(2024, 3, 27), 1), ("potsdam", date(2024, 12, 10), 1)} < set(released)


def test_what_was_counted_or_sent_to_partners_was_there_when_the_report_went_out():
    reports = IssuedReport.objects.filter(replaced_by=None, stichtag__gte=TODAY - timedelta(days=90))
    assert reports.count() == 6
    for report in reports.select_related("kommune"):
        told = {path for path in report.figures.table_paths if path in ("work/brief", "work/referrals")}
        changes = prepare(report.kommune, report.stichtag, today=TODAY).changes
        assert {change.path for change in changes if change.path.startswith(tuple(told))} == set()
        assert len(told) == 2


def test_a_report_is_printed_once_when_it_is_first_read():
    report = IssuedReport.objects.get(version=2)
    first = bytes(printed(report).pdf)
    assert (first[:5], report.sha256) == (b"%PDF-", sha256(first).hexdigest())
    again = printed(IssuedReport.objects.get(version=2))
    assert bytes(again.pdf) == first


def test_the_released_report_of_the_stichtag_shows_the_published_figures():
    report = IssuedReport.objects.get(stichtag=date(2024, 3, 27))
    assert [row.persons for row in report.figures.statuses] == [32, 12, 31, 38, 12]
    assert report.issued_at.date() == date(2024, 3, 28)


# --- referrals and short contacts --------------------------------------------------------------------------


def test_every_word_of_referrals_and_short_contacts_occurs():
    assert set(Referral.objects.values_list("kind", flat=True)) == set(Verweisart.values)
    assert set(Referral.objects.values_list("result", flat=True)) == {"", *Verweisergebnis.values}
    assert set(BriefContact.objects.values_list("topic", flat=True)) == set(Kurzthema.values)
    assert Need.objects.filter(closed_because="verwiesen").exists()


def test_every_state_of_a_transfer_occurs_in_both_towns():
    for kommune in Kommune.objects.filter(participants__isnull=False).distinct():
        rows = Transfer.objects.filter(participant__kommune=kommune)
        assert set(rows.values_list("state", flat=True)) == set(Stand.values)
    assert TransferStep.objects.filter(link__isnull=False).exclude(answered_by="").exists()
    assert not Transfer.objects.filter(sent_on__gte=TODAY).exists()
    assert chase_transfers(today=TODAY - timedelta(days=1), dry_run=True) == (0, 0)


def test_both_towns_refer_into_their_directory_and_beyond_it():
    for kommune in Kommune.objects.all():
        rows = Referral.objects.filter(participant__kommune=kommune)
        assert rows.filter(organisation__kommune=kommune, need__isnull=False).count() >= 5
        assert rows.filter(organisation=None).exclude(place="").exists()
        assert BriefContact.objects.filter(kommune=kommune).count() == 40


def test_what_is_not_known_yet_is_asked_for():
    # Of those with data the partner is asked, and the team only where its answer asks for something.
    waiting = Referral.objects.filter(result="", need__isnull=False, transfer__isnull=True)
    tasks = Task.objects.still_open().filter(origin="verweis", origin_key__startswith="verweis-")
    assert set(waiting.values_list("task", flat=True)) == set(tasks.values_list("pk", flat=True))


def test_nothing_lies_ahead_and_nothing_is_overdue_to_be_forgotten():
    assert not Referral.objects.filter(referred_on__gte=TODAY).exists()
    assert not BriefContact.objects.filter(day__gte=TODAY).exists()
    assert expire_brief_contacts(today=TODAY, dry_run=True) == 0


# --- placement ---------------------------------------------------------------------------------------------


def test_every_state_of_a_placement_occurs_in_cottbus():
    rows = Placement.objects.filter(participant__kommune__key="cottbus")
    assert set(rows.values_list("state", flat=True)) == set(Vermittlungsstand.values)
    assert set(rows.values_list("ended_because", flat=True)) == {"", "betrieb", "person"}
    assert not PlacementStep.objects.filter(on__gte=TODAY).exists()
    assert not Placement.objects.exclude(vacancy__organisation__kommune=F("participant__kommune")).exists()


def test_positions_are_open_past_their_day_or_closed():
    for kommune in Kommune.objects.all():
        rows = Vacancy.objects.filter(organisation__kommune=kommune)
        assert (rows.count(), rows.past_on(TODAY).count(), rows.exclude(closed_on=None).count()) == (12, 1, 1)


def test_some_release_everything_and_some_a_few_items():
    numbers = {len(row.items) for row in PlacementProfile.objects.all()}
    assert min(numbers) <= 3 < 8 <= max(numbers)


def test_questions_after_months_are_asked_within_weeks():
    nobody_asks = PhaseChange.objects.filter(outcome__in=NOBODY_ASKS, revoked_at=None)
    people = Participant.objects.exclude(pk__in=nobody_asks.values("participant"))
    waiting = questions_for(people, TODAY)
    assert waiting
    assert [each for each in waiting if each.question.due < TODAY - LATEST] == []
