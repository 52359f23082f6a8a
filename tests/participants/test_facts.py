"""What was true of a person on a day, on both sides of every boundary."""

from datetime import date, timedelta

import pytest

from participants import services
from participants.choices import Aufenthaltsstatus, DatePrecision, Einwilligung, Identitaetsklaerung
from participants.facts import consent_on, facts_of, full_facts_of
from participants.models import LifeProfile, Participant
from participants.rules import facts as vocabulary
from tests.factories import make_participant

DAY = date(2024, 3, 27)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def test_a_person_as_facts(caseworker):
    person = make_participant(
        caseworker,
        nationality="AF",
        entry_date=date(2016, 9, 14),
        residence_until=date(2024, 4, 8),
    )
    facts = facts_of(person, DAY)
    assert facts == vocabulary.Facts(
        id=person.case_number,
        geburtsdatum=date(1991, 7, 14),
        einreise=date(2016, 9, 14),
        staatsangehoerigkeit="AF",
        status=(
            # Of the years before the first paper nothing is entered.
            vocabulary.StatusPeriod(bis=date(2024, 1, 9)),
            vocabulary.StatusPeriod(
                art=vocabulary.Status.DULDUNG_60A, von=date(2024, 1, 10), bis=date(2024, 4, 8)
            ),
        ),
        einwilligung=True,
    )


@pytest.mark.parametrize("precision", [DatePrecision.MONTH, DatePrecision.YEAR])
def test_a_date_of_which_only_a_part_is_known_stays_unknown(caseworker, precision):
    person = make_participant(caseworker, entry_date=date(2016, 1, 1), entry_precision=precision)
    person.birth_precision = DatePrecision.YEAR
    facts = facts_of(person, DAY)
    assert (facts.geburtsdatum, facts.einreise) == (None, None)


@pytest.mark.parametrize(("day", "known"), [(BEFORE, 0), (DAY, 1), (AFTER, 1)])
def test_a_paper_is_a_fact_from_its_first_day(caseworker, day, known):
    person = make_participant(caseworker, residence_from=DAY)
    assert len(facts_of(person, day).status) == known


def test_an_expired_paper_stays_a_fact_and_a_withdrawn_one_does_not(caseworker):
    person = make_participant(caseworker, residence_until=date(2024, 2, 1))
    assert facts_of(person, DAY).status[-1].bis == date(2024, 2, 1)
    services.withdraw_residence_status(person.residence.get(), by=caseworker, version=1, reason="Falsch.")
    assert facts_of(person, DAY).status == ()


@pytest.mark.parametrize(
    ("entry", "since", "unrecorded"),
    [
        (date(2023, 12, 1), date(2024, 1, 1), None),
        (date(2023, 12, 1), date(2024, 1, 2), date(2024, 1, 1)),
        (None, date(2024, 1, 2), None),
        (None, None, date(2024, 1, 9)),
    ],
)
def test_time_before_the_first_paper_is_open(caseworker, entry, since, unrecorded):
    """Open is not no: nobody knows which papers there were."""
    person = make_participant(caseworker, entry_date=entry, residence_from=since)
    before = [each.bis for each in facts_of(person, DAY).status if each.art is None]
    assert before == ([unrecorded] if unrecorded else [])


def test_a_beginning_found_out_later_closes_it(caseworker):
    person = make_participant(caseworker)
    paper = person.residence.get()
    assert paper.begin_unknown
    fields = {"valid_from": date(2019, 5, 2), "begin_unknown": False}
    services.correct_residence_status(paper, by=caseworker, version=1, reason="Pass gesehen.", **fields)
    (period,) = facts_of(Participant.objects.get(), DAY).status
    assert period.von == date(2019, 5, 2)


def test_papers_come_in_the_order_of_their_days(caseworker):
    person = make_participant(caseworker, residence_from=date(2024, 1, 1), residence_until=date(2024, 2, 1))
    for kind, start in (
        (Aufenthaltsstatus.AE_25B, date(2024, 3, 1)),
        (Aufenthaltsstatus.AE_104C, date(2023, 1, 1)),
    ):
        services.record_residence_status(
            person, by=caseworker, kind=kind, valid_from=start, valid_until=start + timedelta(days=20)
        )
    kinds = [each.art for each in facts_of(person, DAY).status]
    assert kinds == [vocabulary.Status.AE_104C, vocabulary.Status.DULDUNG_60A, vocabulary.Status.AE_25B]


@pytest.mark.parametrize(
    ("day", "state", "clarified"),
    [
        (BEFORE, vocabulary.Stand.OFFEN, None),
        (DAY, vocabulary.Stand.GEKLAERT, DAY),
        (AFTER, vocabulary.Stand.GEKLAERT, DAY),
        (date(2024, 1, 31), None, None),
        (date(2024, 2, 1), vocabulary.Stand.OFFEN, None),
    ],
)
def test_the_latest_note_up_to_the_day_counts(caseworker, day, state, clarified):
    person = make_participant(caseworker)
    for stated, code in ((DAY, Identitaetsklaerung.GEKLAERT), (date(2024, 2, 1), Identitaetsklaerung.OFFEN)):
        services.note_identity(person, by=caseworker, state=code, stated_on=stated)
    known = facts_of(person, day).identitaet
    assert (known.stand, known.geklaert_am) == (state, clarified)


@pytest.mark.parametrize(
    ("states", "clarified"),
    [
        (("geklaert", "geklaert"), 0),
        (("geklaert", "offen", "geklaert"), 2),
        (("in_klaerung", "geklaert", "geklaert"), 1),
        (("geklaert", "in_klaerung"), None),
    ],
)
def test_stated_again_an_identity_is_not_clarified_anew(caseworker, states, clarified):
    person = make_participant(caseworker)
    days = [DAY + timedelta(number) for number in range(len(states))]
    for day, code in zip(days, states, strict=True):
        services.note_identity(person, by=caseworker, state=code, stated_on=day)
    known = facts_of(person, days[-1]).identitaet
    assert known.geklaert_am == (None if clarified is None else days[clarified])


@pytest.mark.parametrize(
    ("purpose", "ended", "because", "day", "filed"),
    [
        ("25a", None, "", DAY, True),
        ("25a", None, "", BEFORE, False),
        ("25a", AFTER, "abgelehnt", DAY, True),
        ("25a", AFTER, "abgelehnt", AFTER, False),
        ("25a", AFTER, "zurueckgenommen", AFTER, False),
        ("25a", AFTER, "erteilt", AFTER + timedelta(1), True),
        ("25a", AFTER, "irrtum", DAY, False),
        ("60d", None, "", DAY, True),
        ("verlaengerung", None, "", DAY, False),
        ("anderer", None, "", DAY, False),
    ],
)
def test_which_application_is_a_fact(caseworker, purpose, ended, because, day, filed):
    person = make_participant(caseworker)
    application = services.file_application(
        person.residence.get(), by=caseworker, purpose=purpose, filed_on=DAY, keeps_rights=False
    )
    if ended:
        services.end_application(application, by=caseworker, ended_on=ended, ended_because=because)
    known = full_facts_of(Participant.objects.get(pk=person.pk), day)
    assert known.antraege == ((vocabulary.Antrag(purpose, DAY),) if filed else ())
    assert known.antrag_am is None


@pytest.mark.parametrize(
    ("nationality", "fact"),
    [("", None), ("GE", "GE"), ("mehrere", "ungeklaert"), ("ungeklaert", "ungeklaert")],
)
def test_of_several_citizenships_none_decides(caseworker, nationality, fact):
    assert facts_of(make_participant(caseworker, nationality=nationality), DAY).staatsangehoerigkeit == fact


def test_the_identity_of_the_partner(caseworker):
    person = make_participant(caseworker)
    said = {"partner_identity": "geklaert", "partner_identity_on": BEFORE, "partner_steps_in_time": False}
    services.state(person, LifeProfile, by=caseworker, stated_on=DAY, partnership="im_haushalt", **said)
    assert full_facts_of(person, DAY).haushalt.partner_identitaet == vocabulary.Identitaet(
        vocabulary.Stand.GEKLAERT, BEFORE, False
    )


def test_of_two_notes_of_one_day_the_one_entered_last_counts(caseworker):
    person = make_participant(caseworker)
    for code in ("kein_hinweis", "klaerung_extern"):
        services.note_exclusion(person, by=caseworker, state=code, stated_on=DAY)
    assert facts_of(person, BEFORE).ausschluss_hinweis is None
    assert facts_of(person, DAY).ausschluss_hinweis == vocabulary.Ausschlusshinweis.KLAERUNG_EXTERN


@pytest.mark.parametrize(
    ("consent", "given", "withdrawn", "before", "on_the_day"),
    [
        (Einwilligung.LIEGT_VOR, DAY, None, None, True),
        (Einwilligung.WIRD_EINGEHOLT, None, None, None, None),
        (Einwilligung.NICHT_ERTEILT, None, None, False, False),
        (Einwilligung.WIDERRUFEN, date(2024, 1, 10), DAY, True, False),
        (Einwilligung.WIDERRUFEN, DAY, DAY, None, False),
    ],
)
def test_consent_counts_from_its_day_and_withdrawal_from_its_own(
    consent, given, withdrawn, before, on_the_day
):
    person = Participant(consent=consent, consent_on=given, consent_withdrawn_on=withdrawn)
    assert (consent_on(person, BEFORE), consent_on(person, DAY), consent_on(person, AFTER)) == (
        before,
        on_the_day,
        on_the_day,
    )
