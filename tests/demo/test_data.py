"""The demonstration: its published figures, its cases, its log-ins, and that a second run changes nothing."""

import json
import stat
from collections import Counter
from datetime import date, datetime
from io import StringIO
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from clearing.pipeline import objections
from participants.choices import (
    FIVE_PHASES,
    Abschluss,
    Aufenthaltsstatus,
    DatePrecision,
    Einwilligung,
    Gender,
    Phase,
)
from participants.models import Event, Participant, PhaseChange, PhasePeriod, ResidenceStatus
from participants.services import periods_of
from reports.models import Foerderprogramm
from reports.monthly import monthly_figures
from spurwechsel.demo import edge_papers, edge_people, edge_steps, ways
from spurwechsel.demo.build import tell
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role

TODAY = date(2026, 9, 16)
STICHTAG = date(2024, 3, 27)
BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2024, 3, 27, 12, tzinfo=BERLIN)
PUBLISHED = {
    Phase.TERMINVEREINBARUNG: 32,
    Phase.CLEARING: 12,
    Phase.BETREUUNG: 31,
    Phase.KEINE_BEDARFE: 38,
    Phase.UNVEREINBARKEIT: 12,
}
# Named in public sources about the project; nobody in the data may bear their family names.
REAL_PEOPLE = {"Rau", "Ranft", "Meier", "Nonnemacher", "Lange", "Wilke", "Keller", "Redmann", "Klement"}


pytestmark = pytest.mark.django_db


def person(name: tuple[str, str], kommune: str = "cottbus") -> Participant:
    family, given = name
    return Participant.objects.get(family_name=family, given_name=given, kommune__key=kommune)


def paper(name: tuple[str, str], **fields: object) -> ResidenceStatus:
    return person(name).residence.in_force().get(**fields)


# --- the published figures --------------------------------------------------------------------------------


def test_cottbus_stands_as_published_on_the_stichtag():
    counts = Counter(
        PhasePeriod.objects.on(STICHTAG).filter(kommune__key="cottbus").values_list("phase", flat=True)
    )
    assert {phase: counts[phase] for phase in FIVE_PHASES} == PUBLISHED
    assert counts[Phase.IDENTIFIZIERT] == 25


def test_the_log_said_the_same_at_noon_of_the_stichtag():
    log = PhaseChange.objects.known_at(NOON).filter(kommune__key="cottbus").chronological()
    counts: Counter[str] = Counter()
    for _, changes in groupby(log, key=lambda change: change.participant_id):
        last = periods_of(changes)[-1]
        counts[last.phase] += last.start <= STICHTAG
    assert {phase: counts[phase] for phase in FIVE_PHASES} == PUBLISHED


@pytest.mark.parametrize("cutoff", [None, NOON])
def test_the_report_of_the_stichtag_shows_the_published_figures(cutoff):
    figures = monthly_figures(Kommune.objects.get(key="cottbus"), STICHTAG, cutoff)
    assert {row.key: row.persons for row in figures.statuses} == PUBLISHED
    assert figures.reached.persons == 125
    assert figures.identified.persons == 150
    assert all(row.balances() for row in figures.bridge)


def test_potsdam_has_the_figures_of_2023_and_2024():
    potsdam = Kommune.objects.get(key="potsdam")
    estimate = potsdam.estimate_on(date(2024, 4, 21))
    assert (estimate.count, estimate.tolerated_in_town) == (300, 685)
    accompanied = PhasePeriod.objects.filter(kommune=potsdam, phase=Phase.BETREUUNG)
    assert accompanied.on(date(2024, 4, 21)).count() == 15
    in_2024 = accompanied.filter(from_day__lte=date(2024, 12, 31)).exclude(until_day__lt=date(2024, 1, 1))
    assert in_2024.values("participant").distinct().count() == 82


def test_cottbus_was_estimated_twice_in_2024():
    estimates = Kommune.objects.get(key="cottbus").estimates.filter(day__lte=STICHTAG).order_by("day")
    assert list(estimates.values_list("day", "count")) == [(date(2024, 1, 10), 151), (STICHTAG, 150)]


@pytest.mark.parametrize("today", [date(2025, 3, 3), date(2025, 12, 1), TODAY, date(2027, 3, 1)])
def test_the_number_of_people_reached_stays_plausible(today):
    reached = Counter(story.kommune for story in tell(2024, today) if story.is_reached)
    assert 105 <= reached["cottbus"] <= 150


def test_every_outcome_occurs_in_cottbus():
    endings = PhaseChange.objects.filter(kommune__key="cottbus", phase=Phase.ABGESCHLOSSEN)
    assert set(endings.values_list("outcome", flat=True)) == set(Abschluss.values)


@pytest.mark.parametrize("key", ["cottbus", "potsdam"])
def test_every_day_of_the_project_has_its_programme(key):
    programmes = Foerderprogramm.objects.filter(kommune__key=key).order_by("valid_from")
    assert [row.valid_from for row in programmes][1:] == [date(2024, 12, 11), date(2026, 1, 1)]
    assert {row.funding_code.split("-")[0] for row in programmes} == {"MUSTER"}


# --- log, events and read models ---------------------------------------------------------------------------


def test_what_is_derived_equals_the_log():
    for each in Participant.objects.prefetch_related("phase_changes", "phase_periods"):
        log = sorted(
            (change for change in each.phase_changes.all() if change.revoked_at is None),
            key=lambda change: (change.effective_on, change.pk),
        )
        derived = [
            (row.phase, row.kommune_id, row.from_day, row.until_day)
            for row in sorted(each.phase_periods.all(), key=lambda row: row.from_day)
        ]
        assert derived == [tuple(period) for period in periods_of(log)]
        assert (each.phase, each.phase_since, each.follow_up_on) == (
            derived[-1][0],
            derived[-1][2],
            log[-1].follow_up_on,
        )


def test_every_step_has_its_event_at_the_same_moment():
    steps = Counter(PhaseChange.objects.values_list("participant_id", "recorded_at"))
    events = Counter(
        Event.objects.filter(kind__in=("aufnahme", "status", "wiedervorlage")).values_list(
            "participant_id", "at"
        )
    )
    assert steps == events


def test_nothing_was_entered_after_yesterday_or_before_the_project():
    moments = Event.objects.exclude(participant=None).values_list("at", flat=True)
    assert min(moments).date() >= date(2023, 10, 1)
    assert max(moments).date() < TODAY


def test_some_entries_are_back_dated():
    back_dated = [change for change in PhaseChange.objects.all() if change.is_back_dated]
    assert 20 < len(back_dated) < PhaseChange.objects.count() / 5


def test_no_real_person_and_no_real_telephone():
    assert not REAL_PEOPLE & set(Participant.objects.values_list("family_name", flat=True))
    assert not Participant.objects.exclude(phone="").exclude(phone__startswith="030 23125 ").exists()


# --- the cases of which each must be there ------------------------------------------------------------------


def test_somebody_turns_27_in_four_months():
    assert person(edge_papers.TURNS_27).birth_date == date(2000, 1, 16)


def test_the_last_chance_ends_in_may_2027():
    assert paper(edge_papers.CHANCE_UNTIL_MAY_2027, kind=Aufenthaltsstatus.AE_104C).valid_until == date(
        2027, 5, 31
    )


def test_duldung_60b_entered_the_clearing_after_the_refusal_was_made_good():
    who = person(edge_papers.DULDUNG_60B)
    states = list(who.identitynotes.order_by("stated_on").values_list("state", flat=True))
    assert (who.phase, states) == (Phase.CLEARING, ["mitwirkung_verweigert", "in_klaerung"])


def test_a_georgian_is_geduldet_since_2022():
    first = person(edge_papers.GEORGIAN).residence.earliest("valid_from")
    assert (first.kind, first.valid_from) == (Aufenthaltsstatus.DULDUNG_60A, date(2022, 9, 1))
    assert person(edge_papers.GEORGIAN).nationality == "GE"


def test_a_turk_came_in_2023():
    who = person(edge_papers.TURKISH_2023)
    assert (who.nationality, who.entry_date.year) == ("TR", 2023)


def test_a_beschaeftigungsduldung_is_in_its_29th_month():
    assert paper(edge_papers.MONTH_29_OF_60D, kind=Aufenthaltsstatus.DULDUNG_60D).valid_from == date(
        2024, 5, 6
    )


def test_somebody_is_here_for_five_years_and_eleven_months():
    who = person(edge_papers.ALMOST_SIX_YEARS)
    papers = list(who.residence.order_by("valid_from"))
    assert papers[0].valid_from == date(2020, 10, 16)
    assert all((later.valid_from - earlier.valid_until).days == 1 for earlier, later in pairwise(papers))


def test_a_family_with_a_mother_who_waits_for_the_kita():
    mother, father = (person(name) for name in edge_papers.FAMILY)
    assert (mother.phase, father.phase) == (Phase.UNVEREINBARKEIT, Phase.BETREUUNG)
    assert mother.phase_changes.latest("effective_on").park_reason == "kinderbetreuung"


def test_a_gestattung_lasts_four_years():
    first = person(edge_papers.GESTATTUNG_FOUR_YEARS).residence.earliest("valid_from")
    assert (first.kind, first.valid_from) == (Aufenthaltsstatus.GESTATTUNG_55, date(2022, 8, 27))


def test_a_late_application_leads_to_the_clearing_only():
    who = person(edge_papers.LATE_FIKTION)
    assert who.residence.get().kind == Aufenthaltsstatus.FIKTION_81_3_S2
    assert [finding.id for finding in objections(who, Phase.BETREUUNG, TODAY)] == ["fiktion"]


def test_a_fiktion_lies_beside_its_title():
    kinds = person(edge_papers.FIKTION_BESIDE_TITLE).residence.on(TODAY).values_list("kind", flat=True)
    assert set(kinds) == {Aufenthaltsstatus.AE_25_5, Aufenthaltsstatus.FIKTION_81_4}


def test_a_paper_has_run_out():
    assert paper(edge_papers.EXPIRED).valid_until == date(2026, 9, 4)


def test_of_somebody_only_the_year_of_birth_is_known():
    assert person(edge_people.BIRTH_YEAR_ONLY).birth_precision == DatePrecision.YEAR


def test_two_people_have_one_name_only():
    assert [person(name).single_name for name in edge_people.ONE_WORD] == [True, True]


def test_two_entries_may_be_the_same_woman():
    births = {person(name).birth_date for name in edge_people.DOUBLE}
    found = Participant.objects.matching("muller elena").values_list("family_name", "given_name")
    assert births == {date(1989, 5, 17)}
    assert set(found) == set(edge_people.DOUBLE)


def test_few_people_of_a_kommune_share_a_birthday():
    """Or the search for people who are here already would name a dozen strangers."""
    known = Participant.objects.filter(birth_precision=DatePrecision.DAY).exclude(
        birth_date__day=1, birth_date__month=1
    )
    shared = Counter(known.values_list("kommune_id", "birth_date"))
    assert max(shared.values()) == 2


def test_few_people_share_the_day_of_their_entry():
    known = Participant.objects.filter(entry_precision=DatePrecision.DAY)
    assert max(Counter(known.values_list("entry_date", flat=True)).values()) <= 3


def test_a_consent_was_withdrawn_and_the_case_closed():
    who = person(edge_people.CONSENT_WITHDRAWN)
    assert (who.consent, who.phase) == (Einwilligung.WIDERRUFEN, Phase.ABGESCHLOSSEN)
    assert who.phase_changes.latest("id").outcome == Abschluss.WIDERRUF


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        (edge_people.DIVERS, "gender", Gender.DIVERS),
        (edge_people.STATELESS, "nationality", "staatenlos"),
        (edge_people.NATIONALITY_UNCLEAR, "nationality", "ungeklaert"),
        (edge_people.KOSOVO, "nationality", "XK"),
        (edge_people.CONSENT_REFUSED, "consent", Einwilligung.NICHT_ERTEILT),
        (edge_steps.RETURNED, "phase", Phase.CLEARING),
        (edge_steps.FOLLOW_UP_TODAY, "follow_up_on", TODAY),
        (edge_steps.FOLLOW_UP_OVERDUE, "follow_up_on", date(2026, 9, 7)),
        (edge_steps.FOLLOW_UP_LATER, "follow_up_on", date(2026, 10, 16)),
    ],
)
def test_a_single_fact_is_unusual(name, field, value):
    assert getattr(person(name), field) == value


def test_somebody_moved_from_cottbus_to_potsdam():
    before = person(edge_steps.MOVED_TO_POTSDAM)
    after = person(edge_steps.MOVED_TO_POTSDAM, kommune="potsdam")
    assert before.phase_changes.latest("id").outcome == Abschluss.VERZOGEN
    assert after.phase_since > before.phase_since


def test_a_mistake_was_revoked():
    who = person(edge_steps.REVOKED)
    assert who.phase == Phase.TERMINVEREINBARUNG
    assert who.phase_changes.exclude(revoked_at=None).get().phase == Phase.CLEARING


def test_a_step_was_entered_weeks_later():
    change = person(edge_steps.BACK_DATED).phase_changes.latest("id")
    assert change.is_back_dated
    assert (change.recorded_at.date() - change.effective_on).days >= 20


def test_the_koordination_passed_an_unmet_condition():
    changes = person(edge_steps.EXCEPTION).phase_changes.exclude(exception_reason="").order_by("id")
    assert [(change.phase, change.recorded_by.name) for change in changes] == [
        (Phase.CLEARING, "K. Muster"),
        (Phase.BETREUUNG, "K. Muster"),
    ]


def test_another_title_leads_to_the_verweisberatung():
    assert [finding.id for finding in objections(person(edge_steps.TO_REFER), Phase.CLEARING, TODAY)] == [
        "titel"
    ]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("oneill", edge_people.APOSTROPHE),
        ("swiatek", edge_steps.EXCEPTION),
        ("husayni", edge_people.TRANSLITERATED),
        ("straussberg", edge_steps.TO_REFER),
        ("dang", edge_steps.FOLLOW_UP_OVERDUE),
    ],
)
def test_names_are_found_without_their_diacritics(typed, name):
    found = Participant.objects.filter(kommune__key="cottbus").matching(typed)
    assert name in set(found.values_list("family_name", "given_name"))


@pytest.mark.parametrize("name", [ways.SPECIALIST, ways.ACTIVATED])
def test_the_two_ways_reach_their_aim(name):
    who = person(name)
    assert PhasePeriod.objects.on(STICHTAG).get(participant=who).phase == Phase.BETREUUNG
    assert who.phase_changes.latest("id").outcome == Abschluss.SPURWECHSEL


# --- log-ins ------------------------------------------------------------------------------------------------


def test_there_is_a_log_in_for_every_role_and_kommune(home):
    path = home / "demo-zugaenge.json"
    entries = json.loads(path.read_text())
    assert {(entry["rolle"], entry["kommune"]) for entry in entries} == {
        *(
            (role, kommune)
            for role in ("fallbegleitung", "koordination")
            for kommune in ("cottbus", "potsdam")
        ),
        *((role, None) for role in ("auswertung", "fachadministration", "datenschutz")),
    }
    assert (
        len({entry["email"] for entry in entries})
        == len({entry["passwort"] for entry in entries})
        == len(entries)
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_log_in_of_the_file_works(home):
    for entry in json.loads((home / "demo-zugaenge.json").read_text()):
        user = User.objects.get(email=entry["email"], role=entry["rolle"], is_demo=True)
        assert Client().login(email=entry["email"], password=entry["passwort"])
        assert (user.kommune.key if user.kommune else None) == entry["kommune"]


def test_one_fallbegleitung_stands_in_for_both_kommunen():
    visiting = [user for user in User.objects.filter(role=Role.FALLBEGLEITUNG) if len(user.kommune_ids) == 2]
    assert [user.name for user in visiting] == ["V. Vertretung"]


def test_a_second_run_changes_nothing(home):
    before, file = _rows(), (home / "demo-zugaenge.json").read_bytes()
    output = StringIO()
    call_command("demo_data", stdout=output)
    assert (_rows(), (home / "demo-zugaenge.json").read_bytes()) == (before, file)
    assert output.getvalue().startswith(f"Demodaten: {Participant.objects.count()} erfundene Personen")


def _rows() -> dict[str, list[object]]:
    models = (Kommune, User, Participant, PhaseChange, PhasePeriod, ResidenceStatus, Event, Foerderprogramm)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_a_lost_file_is_written_anew_with_valid_passwords(home):
    path = home / "demo-zugaenge.json"
    lost = path.read_bytes()
    path.unlink()
    call_command("demo_data", verbosity=0)
    written = json.loads(path.read_text())
    assert [entry["email"] for entry in written] == [entry["email"] for entry in json.loads(lost)]
    assert all(User.objects.get(email=entry["email"]).check_password(entry["passwort"]) for entry in written)
    path.write_bytes(lost)


def test_production_refuses_demo_data(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match=r"^Demodaten gehören nicht in den Betrieb"):
        call_command("demo_data")
