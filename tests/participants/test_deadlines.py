"""Every kind of deadline: when it is there, what silences it, what it says, and what it costs."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clearing import services as clearing
from clearing.models import FollowUp
from participants import services
from participants.choices import (
    DatePrecision,
    Einwilligung,
    Fristart,
    Phase,
)
from participants.deadline_words import Deadline, FirstDay
from participants.first_days import FEW
from participants.models import Employment, LanguageProfile, PapersProfile, Training
from tests.factories import make_user, move_to
from tests.participants.running_out import DAY, TODAY, K, deadlines, lines, person_with, said


class TestPapers:
    def test_a_paper_runs_out(self, caseworker):
        person_with(caseworker, until=date(2026, 12, 31))
        assert said(caseworker, Fristart.PAPIER) == [(date(2026, 12, 31), "Verlängerung klären")]

    def test_the_last_day_is_not_expired_and_the_day_after_is_to_be_checked(self, caseworker):
        person_with(caseworker, until=TODAY)
        assert said(caseworker, Fristart.PAPIER) == [(TODAY, "Verlängerung klären")]
        assert said(caseworker, Fristart.PAPIER, TODAY + DAY) == [(TODAY, "Dokument zu prüfen")]

    def test_a_paper_without_an_end_has_no_deadline(self, caseworker):
        person_with(caseworker)
        assert deadlines(caseworker, Fristart.PAPIER) == []

    def test_the_next_paper_replaces_the_one_before(self, caseworker):
        person = person_with(caseworker, until=TODAY)
        services.record_residence_status(
            person, by=caseworker, kind=K.DULDUNG_60A, valid_from=TODAY + DAY, valid_until=date(2027, 5, 25)
        )
        assert [each.due for each in deadlines(caseworker, Fristart.PAPIER)] == [date(2027, 5, 25)]

    def test_a_withdrawn_paper_and_a_closed_case_have_none(self, caseworker):
        person = person_with(caseworker, until=date(2026, 12, 1))
        services.withdraw_residence_status(person.residence.get(), by=caseworker, version=1, reason="Falsch.")
        closed = person_with(caseworker, until=date(2026, 12, 1))
        move_to(closed, Phase.ABGESCHLOSSEN, on=date(2026, 2, 1), by=caseworker)
        assert deadlines(caseworker, Fristart.PAPIER) == []

    def test_a_fiktion_silences_the_title_and_runs_out_itself(self, caseworker):
        person = person_with(caseworker, K.AE_25_5, until=date(2026, 12, 1))
        services.record_residence_status(
            person,
            by=caseworker,
            kind=K.FIKTION_81_4,
            valid_from=date(2026, 11, 20),
            valid_until=date(2027, 2, 19),
        )
        title, fiktion = deadlines(caseworker, Fristart.PAPIER)
        assert (title.due, title.silence.by, title.silence.until) == (
            date(2026, 12, 1),
            "Fiktionsbescheinigung",
            date(2027, 2, 19),
        )
        assert (fiktion.due, fiktion.action, fiktion.silence) == (
            date(2027, 2, 19),
            "Entscheidung erfragen",
            None,
        )
        later = deadlines(caseworker, Fristart.PAPIER, date(2027, 2, 20))
        assert [each.silence for each in later] == [None, None]

    def test_the_granted_title_ends_the_fiktion(self, caseworker):
        person = person_with(caseworker, K.AE_25_5, until=date(2026, 11, 1))
        for kind, start, end in (
            (K.FIKTION_81_4, date(2026, 10, 20), date(2027, 1, 19)),
            (K.AE_25B, date(2026, 11, 15), date(2028, 11, 14)),
        ):
            services.record_residence_status(
                person, by=caseworker, kind=kind, valid_from=start, valid_until=end
            )
        assert [each.due for each in deadlines(caseworker, Fristart.PAPIER)] == [date(2028, 11, 14)]


class TestChancenaufenthalt:
    @pytest.mark.parametrize(
        ("granted", "until", "due"),
        [
            (date(2025, 10, 1), date(2027, 3, 31), date(2027, 3, 31)),
            # 18 months, computed where the paper has no end.
            (date(2025, 8, 31), None, date(2027, 2, 28)),
            (date(2025, 10, 1), None, date(2027, 3, 31)),
            # Never later than the last day of the transition rule.
            (date(2025, 12, 30), date(2027, 7, 10), date(2027, 6, 30)),
            (date(2025, 12, 30), None, date(2027, 6, 29)),
        ],
    )
    def test_the_last_possible_day(self, caseworker, granted, until, due):
        person_with(caseworker, K.AE_104C, until=until, since=granted)
        assert said(caseworker, Fristart.CHANCENAUFENTHALT) == [
            (due, "Antrag nach §\xa025a oder §\xa025b klären")
        ]

    def test_it_is_counted_down_from_the_first_day(self, caseworker):
        person_with(caseworker, K.AE_104C, since=date(2025, 12, 1))
        line = lines(caseworker, Fristart.CHANCENAUFENTHALT, date(2025, 12, 1))[0]
        assert (line.deadline.due, line.step) == (date(2027, 5, 31), 548)


class TestOtherKinds:
    def test_work_permission(self, caseworker):
        person = person_with(caseworker)
        job = services.record_episode(
            person,
            Employment,
            by=caseworker,
            employer="Bäckerei",
            kind="sv",
            hours=30,
            valid_from=date(2026, 9, 1),
            permit="erteilt",
            permit_until=date(2026, 12, 31),
        )
        assert said(caseworker, Fristart.ERLAUBNIS) == [(date(2026, 12, 31), "Verlängerung klären")]
        services.end_episode(
            job, by=caseworker, version=1, valid_until=TODAY - DAY, ended_because="vertragsende"
        )
        assert deadlines(caseworker, Fristart.ERLAUBNIS) == []

    def test_passport(self, caseworker):
        person = person_with(caseworker)
        services.state(
            person,
            PapersProfile,
            by=caseworker,
            stated_on=TODAY,
            passport="gueltig",
            passport_until=date(2027, 1, 5),
        )
        assert [each.due for each in deadlines(caseworker, Fristart.PASS)] == [date(2027, 1, 5)]
        services.state(person, PapersProfile, by=caseworker, stated_on=TODAY, passport="keiner")
        assert deadlines(caseworker, Fristart.PASS) == []

    def test_consent_without_an_answer(self, caseworker):
        person = person_with(
            caseworker, consent=Einwilligung.WIRD_EINGEHOLT, consent_on=None, consent_language=""
        )
        assert [each.due for each in deadlines(caseworker, Fristart.EINWILLIGUNG)] == [date(2026, 2, 7)]
        services.record_consent(
            person, by=caseworker, version=1, consent=Einwilligung.LIEGT_VOR, consent_on=TODAY
        )
        assert deadlines(caseworker, Fristart.EINWILLIGUNG) == []

    def test_follow_up_of_the_case(self, caseworker):
        person = person_with(caseworker)
        move_to(person, Phase.CLEARING, on=date(2026, 2, 1), by=caseworker)
        move_to(
            person, Phase.UNVEREINBARKEIT, on=date(2026, 3, 1), by=caseworker, follow_up_on=date(2026, 12, 1)
        )
        assert said(caseworker, Fristart.WIEDERVORLAGE) == [(date(2026, 12, 1), "Wieder ansehen")]

    def test_only_the_latest_note_asks_for_a_review(self, caseworker):
        person = person_with(caseworker)
        for stated, review in ((date(2026, 2, 1), date(2026, 6, 1)), (date(2026, 7, 1), date(2026, 12, 1))):
            services.note_identity(
                person, by=caseworker, state="in_klaerung", stated_on=stated, review_on=review
            )
        services.note_exclusion(
            person,
            by=caseworker,
            state="klaerung_extern",
            stated_on=date(2026, 7, 1),
            review_on=date(2026, 12, 9),
        )
        assert [(each.ref, each.due) for each in deadlines(caseworker, Fristart.PRUEFUNG)] == [
            ("identitaet", date(2026, 12, 1)),
            ("hinweis", date(2026, 12, 9)),
        ]

    def test_course(self, caseworker):
        person = person_with(caseworker)
        services.state(
            person, LanguageProfile, by=caseworker, stated_on=TODAY, course_until=date(2026, 12, 18)
        )
        assert said(caseworker, Fristart.KURS) == [(date(2026, 12, 18), "Prüfung und nächsten Kurs klären")]
        assert said(caseworker, Fristart.KURS, date(2026, 12, 19)) == [
            (date(2026, 12, 18), "Ergebnis eintragen")
        ]

    def test_course_permit(self, caseworker):
        person = person_with(caseworker)
        stated = {"by": caseworker, "stated_on": TODAY}
        services.state(person, LanguageProfile, course_permit_until=TODAY, **stated)
        assert said(caseworker, Fristart.BERECHTIGUNG) == [(TODAY, "Für einen Kurs anmelden")]
        assert said(caseworker, Fristart.BERECHTIGUNG, TODAY + DAY) == [(TODAY, "Neue Berechtigung klären")]
        services.state(person, LanguageProfile, course_until=TODAY, **stated)
        assert said(caseworker, Fristart.BERECHTIGUNG) == []
        assert said(caseworker, Fristart.BERECHTIGUNG, TODAY + DAY) == [(TODAY, "Neue Berechtigung klären")]

    @pytest.mark.parametrize(
        ("born", "precision", "due"),
        [
            (date(2000, 3, 27), DatePrecision.DAY, date(2027, 3, 26)),
            (date(2000, 2, 29), DatePrecision.DAY, date(2027, 2, 28)),
            (date(2000, 1, 1), DatePrecision.YEAR, date(2026, 12, 31)),
        ],
    )
    def test_27th_birthday(self, caseworker, born, precision, due):
        person_with(caseworker, birth_date=born, birth_precision=precision)
        assert [each.due for each in deadlines(caseworker, Fristart.GEBURTSTAG)] == [due]

    @pytest.mark.parametrize(("days", "there"), [(0, True), (30, True), (31, False)])
    def test_a_birthday_that_has_passed_stays_for_30_days(self, caseworker, days, there):
        person_with(caseworker, birth_date=date(2000, 3, 27))
        found = deadlines(caseworker, Fristart.GEBURTSTAG, date(2027, 3, 26) + timedelta(days))
        assert bool(found) is there

    def test_no_birthday_without_a_birth_date_or_with_the_title(self, caseworker):
        person_with(caseworker, birth_date=None)
        person_with(caseworker, K.AE_25A, birth_date=date(2001, 3, 27))
        assert deadlines(caseworker, Fristart.GEBURTSTAG) == []

    def test_the_first_day_of_a_way(self, caseworker):
        person_with(caseworker, since=date(2021, 2, 14))
        found = {each.ref: each for each in deadlines(caseworker, Fristart.WEG)}
        assert found["25b"].due == date(2027, 2, 14)
        assert found["25b"].what.startswith("§\xa025b AufenthG: ab 14.02.2027 erfüllt: 6 Jahre; außerdem ")

    @pytest.mark.parametrize(
        ("number", "said"),
        [
            (0, ""),
            (1, "; außerdem fehlt noch 1 Voraussetzung"),
            (2, "; außerdem fehlen noch 2 Voraussetzungen"),
        ],
    )
    def test_what_a_way_lacks_besides_time(self, number, said):
        assert FirstDay("25b", "§\xa025b AufenthG", TODAY, "6 Jahre", number).besides == said

    @pytest.mark.parametrize(("days", "there"), [(-1, True), (0, True), (29, True), (30, False)])
    def test_a_way_that_has_opened_stays_for_a_month(self, caseworker, days, there):
        person_with(caseworker, since=date(2021, 2, 14))
        found = deadlines(caseworker, Fristart.WEG, date(2027, 2, 14) + timedelta(days))
        assert ("25b" in {each.ref for each in found}) is there

    def test_only_my_drafts(self, caseworker, coordinator):
        talk = clearing.start_interview(person_with(caseworker), by=caseworker, held_on=TODAY)
        with services.recording_at(datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))):
            clearing.save_draft(
                talk,
                "wuensche",
                by=caseworker,
                typed={"own_words": ["Elektrikerin"]},
                base_version=0,
                page=clearing.OpenPage("seite", ""),
            )
        assert [each.due for each in deadlines(caseworker, Fristart.ENTWURF)] == [date(2027, 1, 30)]
        assert deadlines(coordinator, Fristart.ENTWURF) == []

    @pytest.mark.parametrize(
        ("answered", "due"),
        [((), date(2026, 11, 10)), ((3,), date(2026, 11, 10)), ((6,), None)],
    )
    def test_the_question_after_some_months(self, caseworker, answered, due):
        person, since = person_with(caseworker), date(2026, 5, 10)
        services.record_episode(
            person,
            Training,
            by=caseworker,
            employer="Klinikum",
            kind="qualifiziert",
            contract="eingetragen",
            valid_from=since,
        )
        for months in answered:
            FollowUp.objects.create(
                participant=person,
                recorded_by=caseworker,
                since=since,
                months=months,
                asked_on=TODAY,
                answer="in_ausbildung",
            )
        found = [each.due for each in deadlines(caseworker, Fristart.NACHFRAGE)]
        assert found == ([due] if due else [])


def test_the_day_before_a_holiday_is_told(caseworker):
    person_with(caseworker, until=date(2026, 12, 26))
    assert deadlines(caseworker, Fristart.PAPIER)[0].last_working_day == date(2026, 12, 24)


def test_another_towns_deadlines_are_not_there(caseworker, potsdam):
    person_with(make_user("fallbegleitung", potsdam), until=date(2026, 12, 31))
    assert deadlines(caseworker) == []


@pytest.mark.parametrize("few", [2, 45])
def test_the_cost_does_not_grow_with_the_people(caseworker, django_assert_num_queries, few):

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            deadlines(caseworker)
        return len(asked)

    for _ in range(few):
        person_with(caseworker, until=date(2026, 12, 31))
    deadlines(caseworker)
    first = cost()
    person_with(caseworker, until=date(2026, 12, 31))
    deadlines(caseworker)
    assert cost() == first


def test_what_is_kept_of_many_follows_every_change(caseworker):
    people = [person_with(caseworker, since=date(2010, 1, 10)) for _ in range(FEW + 1)]
    assert deadlines(caseworker, Fristart.WEG) == []
    paper = people[0].residence.get()
    services.correct_residence_status(
        paper, by=caseworker, version=1, reason="Falsch gelesen.", valid_from=date(2021, 2, 14)
    )
    for _ in range(2):
        found = {(each.person.pk, each.ref): each.due for each in deadlines(caseworker, Fristart.WEG)}
        assert found[people[0].pk, "25b"] == date(2027, 2, 14)
        assert {pk for pk, _ in found} == {people[0].pk}


@pytest.mark.parametrize(
    ("kind", "days", "expected"),
    [
        (Fristart.CHANCENAUFENTHALT, -1, False),
        (Fristart.CHANCENAUFENTHALT, 0, True),
        (Fristart.CHANCENAUFENTHALT, 30, True),
        (Fristart.CHANCENAUFENTHALT, 31, False),
        (Fristart.GEBURTSTAG, 30, True),
        (Fristart.PAPIER, 0, False),
    ],
)
def test_what_is_lost_for_good_within_a_month(kind, days, expected):
    deadline = Deadline(None, kind, "1", TODAY + timedelta(days), "Was", "Was jetzt", "residence_list")
    assert deadline.is_last_chance(TODAY) is expected


def test_a_last_day_stands_above_what_is_overdue(caseworker):
    person_with(caseworker, until=date(2026, 8, 1))
    person_with(caseworker, K.AE_104C, until=TODAY + timedelta(2), since=date(2025, 5, 29))
    found = deadlines(caseworker)
    assert [each.kind for each in found[:2]] == [Fristart.CHANCENAUFENTHALT, Fristart.PAPIER]
