"""Certificates, questions asked later and the ESF+ set: the effect, the refusal, the event."""

from datetime import date, timedelta

import pytest

from clearing import services
from clearing.catalogue import (
    EsfZeitpunkt,
    Verbleib,
)
from clearing.models import EsfAnswer, FollowUp
from clearing.progress import proven_level
from participants import services as people
from participants.choices import Anerkennung, EventKind, Niveau, Phase, Sprachnachweis
from participants.facts import full_facts_of
from participants.models import EducationProfile, Employment, LanguageProfile
from participants.rules import facts as vocabulary
from spurwechsel.conflict import Conflict
from tests.built_once import once
from tests.clearing.plans import CONSENT, DAY, certify, last_event, refusal
from tests.factories import make_participant, move_to

pytestmark = pytest.mark.django_db


@once
def person(caseworker):
    return make_participant(caseworker, on=CONSENT)


# --- certificates ----------------------------------------------------------------------------------------


def test_a_language_certificate_becomes_a_statement(person, caseworker):
    people.state(
        person, LanguageProfile, by=caseworker, stated_on=CONSENT, speaking="B2", listening="A2", reading="A1"
    )
    certify(person, caseworker, "B1", DAY)
    assert last_event(person) == (EventKind.RESULT_RECORDED, "Sprachzertifikat B1 vom 27.03.2024")
    before, after = full_facts_of(person, DAY - timedelta(days=1)), full_facts_of(person, DAY)
    assert (before.deutsch.schriftlich, before.deutsch.nachweis) == (vocabulary.Niveau.A1, None)
    assert after.deutsch == vocabulary.Deutsch(
        muendlich=vocabulary.Niveau.B1,
        schriftlich=vocabulary.Niveau.B1,
        nachweis=vocabulary.Sprachnachweis.ZERTIFIKAT,
    )
    newest = person.languageprofiles.first()
    assert (newest.speaking, newest.listening, newest.evidence_level) == ("B2", "B1", "B1")


def test_a_later_talk_that_did_not_know_the_certificate_learns_of_it(person, caseworker):
    people.state(person, LanguageProfile, by=caseworker, stated_on=DAY, speaking="A2")
    certify(person, caseworker, "B1", CONSENT)
    newest = person.languageprofiles.latest_on(DAY).first()
    assert (newest.speaking, newest.evidence, newest.stated_on) == ("B1", Sprachnachweis.ZERTIFIKAT, DAY)


def test_an_older_certificate_takes_nothing_back(person, caseworker):
    certify(person, caseworker, "B1", DAY)
    certify(person, caseworker, "A2", CONSENT)
    assert person.languageprofiles.count() == 1
    assert (proven_level(person, DAY), proven_level(person, CONSENT)) == ("B1", "A2")


def test_impossible_certificates(person, caseworker):
    certify(person, caseworker, "B1", DAY)
    call = {"by": caseworker}
    after = DAY + timedelta(days=1)
    assert refusal(services.record_certificate, person, **call, gained_on=after, level="A2") == {
        "level": ["Bis dahin ist schon B1 nachgewiesen. Prüfen Sie Niveau und Tag."]
    }
    assert refusal(services.record_certificate, person, **call, gained_on=DAY, level="B1") == {
        "gained_on": ["Das ist für diesen Tag schon eingetragen."]
    }
    one = ["Wählen Sie ein Sprachniveau oder das Ergebnis einer Anerkennung, eines von beiden."]
    assert refusal(services.record_certificate, person, **call, gained_on=DAY) == {"level": one}
    both = {"level": "B2", "recognition": Anerkennung.GLEICHWERTIG}
    assert refusal(services.record_certificate, person, **call, gained_on=DAY, **both) == {"level": one}
    assert list(
        refusal(services.record_certificate, person, **call, gained_on=DAY, recognition=Anerkennung.ANTRAG)
    ) == ["recognition"]
    assert list(refusal(services.record_certificate, person, **call, gained_on=DAY, level=Niveau.KEINE)) == [
        "level"
    ]


def test_a_recognition_becomes_a_statement(person, caseworker):
    services.record_certificate(
        person, by=caseworker, gained_on=DAY, recognition=Anerkennung.GLEICHWERTIG, name="Elektroniker"
    )
    assert full_facts_of(person, DAY).bildung.anerkennung == vocabulary.Anerkennung.GLEICHWERTIG
    assert EducationProfile.objects.get().stated_on == DAY


def test_a_withdrawn_certificate_proves_nothing(person, caseworker):
    gained = services.record_certificate(
        person, by=caseworker, gained_on=DAY, recognition=Anerkennung.TEILWEISE
    )
    row = services.withdraw_certificate(gained, by=caseworker, version=1)
    assert row.withdrawn_at
    assert last_event(person) == (
        EventKind.RESULT_WITHDRAWN,
        "Zurückgenommen: Anerkennung: teilweise gleichwertig vom 27.03.2024",
    )
    assert not person.certificategaineds.in_force().exists()
    assert refusal(services.withdraw_certificate, row, by=caseworker, version=2) == [
        "Dieser Eintrag ist schon zurückgenommen."
    ]


# --- asked later -----------------------------------------------------------------------------------------


@once
def job(person, caseworker):
    return people.record_episode(
        person, Employment, by=caseworker, employer="Bäckerei", kind="sv", hours=30, valid_from=CONSENT
    )


def ask(person, by, day=date(2024, 4, 10), **fields):
    known = {"since": CONSENT, "months": 3, "asked_on": day, "answer": Verbleib.IN_ARBEIT}
    return services.answer_follow_up(person, by=by, **(known | fields))


def test_an_answer_is_kept_once_and_corrected(person, caseworker, job):
    row = ask(person, caseworker)
    assert (row.answer, row.version) == (Verbleib.IN_ARBEIT, 1)
    assert last_event(person) == (EventKind.ASKED_LATER, "Beginn 10.01.2024, nach 3 Monaten: in Arbeit")
    with pytest.raises(Conflict):
        ask(person, caseworker, answer=Verbleib.NICHT_ERREICHT)
    row = ask(person, caseworker, answer=Verbleib.NICHT_MEHR, version=1)
    assert (FollowUp.objects.get(), row.version) == (row, 2)


def test_the_months_must_be_over(person, caseworker, job):
    assert refusal(ask, person, caseworker, date(2024, 4, 9)) == {
        "asked_on": ["Die 3 Monate sind erst am 10.04.2024 um."]
    }
    nothing = ["Zu diesem Tag ist keine Arbeit oder Ausbildung eingetragen."]
    assert refusal(ask, person, caseworker, months=4) == nothing
    assert refusal(ask, person, caseworker, since=DAY) == nothing


# --- ESF+ ------------------------------------------------------------------------------------------------


def esf(person, by, moment, day, **fields):
    return services.answer_esf(person, by=by, moment=moment, answered_on=day, **fields)


def test_esf_answers_are_kept_without_being_told(person, caseworker):
    row = esf(person, caseworker, EsfZeitpunkt.EINTRITT, DAY, labour="langzeit", disability="ja")
    assert (row.labour, row.disability, row.homeless, row.version) == ("langzeit", "ja", "", 1)
    event = person.events.order_by("-pk")[0]
    assert (event.summary, event.changes) == ("ESF-Angaben bei Eintritt", {})
    row = esf(person, caseworker, EsfZeitpunkt.EINTRITT, DAY, labour="nicht", version=1)
    assert (EsfAnswer.objects.get(), row.version) == (row, 2)


def test_esf_answers_have_their_time(person, caseworker):
    exit_, later = EsfZeitpunkt.AUSTRITT, EsfZeitpunkt.SECHS_MONATE
    assert refusal(esf, person, caseworker, exit_, DAY) == {
        "answered_on": ["Diese Angaben sind erst nach dem Abschluss dran."]
    }
    move_to(person, Phase.ABGESCHLOSSEN, on=DAY, by=caseworker)
    early = DAY - timedelta(days=1)
    assert refusal(esf, person, caseworker, exit_, early) == {
        "answered_on": ["Diese Angaben sind erst ab dem 27.03.2024 dran."]
    }
    assert esf(person, caseworker, exit_, DAY, in_work="ja").pk
    assert refusal(esf, person, caseworker, later, date(2024, 9, 26)) == {
        "answered_on": ["Diese Angaben sind erst ab dem 27.09.2024 dran."]
    }
    assert esf(person, caseworker, later, date(2024, 9, 27), in_work="keine_angabe").pk
