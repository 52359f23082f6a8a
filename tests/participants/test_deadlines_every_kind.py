"""Every kind of deadline can be put off with a reason and comes back on its day; nothing disappears."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from clearing import services as clearing
from participants import radar as radars
from participants import services
from participants.choices import Einwilligung, Fristart, Phase
from participants.deadline_words import Deadline
from participants.models import Employment, LanguageProfile, PapersProfile, Participant, Training
from tests.clearing.sending import consent, draft, partner, send
from tests.factories import move_to
from tests.participants.running_out import DAY, TODAY, K, deadlines, person_with

SOON = TODAY + timedelta(20)


def a_paper(by):
    return person_with(by, until=SOON)


def a_104c(by):
    return person_with(by, K.AE_104C, until=SOON, since=date(2025, 6, 16))


def a_permission(by):
    job = {"employer": "Bäckerei", "kind": "sv", "hours": 30, "permit": "erteilt", "permit_until": SOON}
    services.record_episode(person_with(by), Employment, by=by, valid_from=date(2026, 9, 1), **job)


def a_passport(by):
    services.state(
        person_with(by), PapersProfile, by=by, stated_on=TODAY, passport="gueltig", passport_until=SOON
    )


def a_consent(by):
    person_with(by, consent=Einwilligung.WIRD_EINGEHOLT, consent_on=None, consent_language="")


def a_follow_up(by):
    person = person_with(by)
    move_to(person, Phase.CLEARING, on=date(2026, 2, 1), by=by)
    move_to(person, Phase.UNVEREINBARKEIT, on=date(2026, 3, 1), by=by, follow_up_on=SOON)


def a_review(by):
    services.note_identity(
        person_with(by), by=by, state="in_klaerung", stated_on=date(2026, 7, 1), review_on=SOON
    )


def a_course_permit(by):
    services.state(person_with(by), LanguageProfile, by=by, stated_on=TODAY, course_permit_until=SOON)


def a_course(by):
    services.state(person_with(by), LanguageProfile, by=by, stated_on=TODAY, course_until=SOON)


def a_birthday(by):
    person_with(by, birth_date=date(1999, 12, 20))


def a_way(by):
    person_with(by, since=SOON.replace(year=2020))


def a_draft(by):
    talk = clearing.start_interview(person_with(by), by=by, held_on=TODAY)
    with services.recording_at(datetime(2026, 11, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))):
        clearing.save_draft(
            talk,
            "wuensche",
            by=by,
            typed={"own_words": ["Elektrikerin"]},
            base_version=0,
            page=clearing.OpenPage("seite", ""),
        )


def a_later_question(by):
    services.record_episode(
        person_with(by),
        Training,
        by=by,
        employer="Klinikum",
        kind="qualifiziert",
        contract="eingetragen",
        valid_from=date(2026, 5, 10),
    )


def a_referral_without_answer(by):
    person, chamber = person_with(by), partner(by)
    consent(person, by, chamber, given_on=TODAY)
    send(draft(person, by, chamber), by, TODAY)


MAKERS = {
    Fristart.PAPIER: a_paper,
    Fristart.CHANCENAUFENTHALT: a_104c,
    Fristart.ERLAUBNIS: a_permission,
    Fristart.PASS: a_passport,
    Fristart.EINWILLIGUNG: a_consent,
    Fristart.WIEDERVORLAGE: a_follow_up,
    Fristart.PRUEFUNG: a_review,
    Fristart.BERECHTIGUNG: a_course_permit,
    Fristart.KURS: a_course,
    Fristart.GEBURTSTAG: a_birthday,
    Fristart.WEG: a_way,
    Fristart.ENTWURF: a_draft,
    Fristart.NACHFRAGE: a_later_question,
    Fristart.VERWEIS: a_referral_without_answer,
}


def put_off(deadline: Deadline, by, until: date):
    return services.snooze(
        deadline.person,
        by=by,
        key=deadline.key,
        kind=deadline.kind,
        due=deadline.due,
        until=until,
        reason="Termin steht.",
        today=TODAY,
    )


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind.value) for kind in MAKERS])
def test_put_off_and_back_on_its_day(caseworker, kind):
    MAKERS[kind](caseworker)
    deadline = deadlines(caseworker, kind)[0]
    assert deadline.silence is None
    until = TODAY + timedelta(10)
    row = put_off(deadline, caseworker, until)
    silence = next(each for each in deadlines(caseworker, kind) if each.key == deadline.key).silence
    assert (silence.by, silence.why, silence.until) == ("A. Beispiel", "Termin steht.", until)
    for day, silent in ((until - DAY, True), (until, False)):
        found = next(each for each in deadlines(caseworker, kind, day) if each.key == deadline.key)
        assert (found.silence is not None) is silent
    services.resume(row, by=caseworker)
    assert next(each for each in deadlines(caseworker, kind) if each.key == deadline.key).silence is None


@pytest.mark.parametrize("kind", list(Fristart))
def test_no_kind_is_forgotten_here(kind):
    assert kind in MAKERS


def test_a_source_of_an_app_above_is_treated_like_the_others(caseworker, coordinator, monkeypatch):
    """What is registered with `SOURCES` gets steps, snooze and the lists without further work."""
    person = person_with(caseworker)

    def unanswered(people, user, today):
        for each in people:
            yield Deadline(
                each,
                Fristart.WIEDERVORLAGE,
                "verweis-7",
                SOON,
                "Verweis ohne Antwort",
                "Nachfragen",
                "plan_detail",
            )

    monkeypatch.setattr(radars, "SOURCES", [*radars.SOURCES, unanswered])
    deadline = deadlines(caseworker, Fristart.WIEDERVORLAGE)[0]
    put_off(deadline, caseworker, TODAY + DAY)
    found = deadlines(coordinator, Fristart.WIEDERVORLAGE)
    assert [(each.person, each.what, each.silence.why) for each in found] == [
        (Participant.objects.get(pk=person.pk), "Verweis ohne Antwort", "Termin steht.")
    ]
