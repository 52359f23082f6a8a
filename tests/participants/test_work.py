"""Jobs and trainings: the effect, the refusal, the event; and what the rules read of them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from participants import services
from participants.choices import Ausbildungsart, Ausbildungsvertrag, Beendigung, Erlaubnis, EventKind
from participants.facts import full_facts_of
from participants.models import Employment, EmploymentVersion, Training
from participants.rules import facts as vocabulary
from spurwechsel.conflict import Conflict
from tests.factories import make_participant, make_user

DAY = date(2024, 3, 27)
START = date(2024, 3, 1)


@pytest.fixture
def person(caseworker):
    return make_participant(caseworker)


def job(person, by, **fields):
    known = {"employer": "Bäckerei Lehmann", "kind": "sv", "hours": Decimal("30"), "valid_from": START}
    return services.record_episode(person, Employment, by=by, **(known | fields))


def training(person, by, **fields):
    known = {"employer": "Elektro Noack", "kind": Ausbildungsart.QUALIFIZIERT, "valid_from": START}
    return services.record_episode(person, Training, by=by, **(known | fields))


def refusal(call, *args, **fields):
    with pytest.raises(ValidationError) as refused:
        call(*args, **fields)
    return refused.value.message_dict


def last_event(person):
    event = person.events.order_by("-pk")[0]
    return event.kind, event.summary


# --- recording ---------------------------------------------------------------------------------------------


def test_a_job_is_recorded_with_one_event(person, caseworker):
    before = person.events.count()
    episode = job(person, caseworker, valid_until=date(2024, 12, 31))
    assert (episode.participant, episode.recorded_by, episode.version) == (person, caseworker, 1)
    assert person.events.count() == before + 1
    summary = "Eingetragen: Arbeit bei Bäckerei Lehmann ab 01.03.2024 bis 31.12.2024"
    assert last_event(person) == (EventKind.WORK_RECORDED, summary)


def test_a_training_may_begin_in_the_future(person, caseworker):
    episode = training(person, caseworker, valid_from=date(2024, 9, 1), contract=Ausbildungsvertrag.ZUSAGE)
    assert person.trainings.get() == episode
    assert last_event(person)[1] == "Eingetragen: Ausbildung bei Elektro Noack ab 01.09.2024"


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"hours": Decimal("0.5")}, {"hours": ["Geben Sie mindestens eine Stunde pro Woche an."]}),
        ({"hours": Decimal("168.5")}, {"hours": ["Eine Woche hat 168 Stunden; prüfen Sie die Angabe."]}),
        (
            {"valid_until": date(2024, 2, 29)},
            {"valid_until": ["Das Ende darf nicht vor dem Beginn liegen."]},
        ),
        (
            {"valid_from": date(1991, 7, 13)},
            {"valid_from": ["Der Beginn darf nicht vor der Geburt liegen."]},
        ),
        (
            {"permit_applied_on": START},
            {"permit": ["Wählen Sie aus, was aus dem Antrag geworden ist."]},
        ),
        (
            {"permit": Erlaubnis.BEANTRAGT, "permit_until": DAY},
            {"permit_until": ["Nur eine erteilte Erlaubnis hat ein Ende."]},
        ),
        (
            {"permit": Erlaubnis.ERTEILT, "permit_until": date(2024, 2, 29)},
            {"permit_until": ["Die Erlaubnis darf nicht vor dem Beginn oder dem Antrag enden."]},
        ),
    ],
)
def test_impossible_jobs_are_refused_at_the_field(person, caseworker, fields, errors):
    assert refusal(job, person, caseworker, **fields) == errors
    assert (person.employments.count(), person.events.count()) == (0, 1)


@pytest.mark.parametrize(
    "fields",
    [
        {"hours": Decimal("1")},
        {"hours": Decimal("168"), "kind": "selbstaendig"},
        {"valid_until": START},
        {"valid_from": date(1991, 7, 14)},
        {"permit": Erlaubnis.ERTEILT, "permit_until": START},
    ],
)
def test_the_last_possible_values_are_taken(person, caseworker, fields):
    assert job(person, caseworker, **fields).pk


def test_an_entry_is_made_once(person, caseworker):
    job(person, caseworker)
    errors = {"employer": ["Das ist mit diesem Beginn schon eingetragen."]}
    assert refusal(job, person, caseworker, hours=Decimal("20")) == errors
    assert job(person, caseworker, kind="minijob", hours=Decimal("10")).pk


# --- the week has limits -----------------------------------------------------------------------------------


def test_sixty_hours_a_week_in_all_jobs_are_allowed_and_not_more(person, caseworker):
    job(person, caseworker, hours=Decimal("40"))
    job(person, caseworker, employer="Reinigung Blank", hours=Decimal("20"))
    text = (
        "Zusammen mit Bäckerei Lehmann und Reinigung Blank wären es ab dem 01.04.2024 61,5 Stunden pro Woche;"
        " erlaubt sind 60. Prüfen Sie die Stunden oder das Ende der anderen Arbeit."
    )
    third = {"employer": "Hotel", "hours": Decimal("1.5"), "valid_from": date(2024, 4, 1)}
    assert refusal(job, person, caseworker, **third) == {"hours": [text]}


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"valid_from": date(2024, 5, 31)}, True),  # the last day of the other job
        ({"valid_from": date(2024, 6, 1)}, False),
        ({"valid_from": date(2024, 1, 1), "valid_until": date(2024, 2, 29)}, False),
        ({"valid_from": date(2024, 1, 1), "valid_until": START}, True),
        ({"kind": "minijob"}, False),
    ],
)
def test_only_jobs_at_the_same_time_add_up(person, caseworker, fields, refused):
    job(person, caseworker, hours=Decimal("40"), valid_until=date(2024, 5, 31))
    call = {"employer": "Hotel", "hours": Decimal("30"), **fields}
    if refused:
        assert list(refusal(job, person, caseworker, **call)) == ["hours"]
    else:
        assert job(person, caseworker, **call).pk


def test_jobs_after_each_other_beside_a_long_one_do_not_add_up(person, caseworker):
    job(person, caseworker, hours=Decimal("20"), valid_until=date(2024, 3, 31))
    job(person, caseworker, employer="Hotel", hours=Decimal("20"), valid_from=date(2024, 4, 1))
    assert job(person, caseworker, employer="Lager", hours=Decimal("40")).pk


def test_one_training_at_a_time(person, caseworker):
    training(person, caseworker, valid_until=date(2024, 8, 31))
    text = (
        "In dieser Zeit ist schon eine Ausbildung bei Elektro Noack ab dem 01.03.2024 eingetragen."
        " Tragen Sie zuerst deren Ende ein."
    )
    overlapping = {"employer": "Dachbau", "valid_from": date(2024, 8, 31)}
    assert refusal(training, person, caseworker, **overlapping) == {"valid_from": [text]}
    assert training(person, caseworker, employer="Dachbau", valid_from=date(2024, 9, 1)).pk


# --- correcting, ending, withdrawing -----------------------------------------------------------------------


def test_a_correction_keeps_old_and_new_words(person, caseworker):
    episode = job(person, caseworker)
    row = services.correct_episode(
        episode, by=caseworker, version=1, reason="Verlesen.", hours=Decimal("25"), is_qualified=True
    )
    assert (row.hours, row.is_qualified, row.version) == (Decimal("25"), True, 2)
    event = person.events.order_by("-pk")[0]
    assert (event.kind, event.reason) == (EventKind.WORK_CORRECTED, "Verlesen.")
    assert event.changes == {
        "Stunden pro Woche": ["30", "25"],
        "qualifizierte Tätigkeit": ["keine Angabe", "ja"],
    }
    assert EmploymentVersion.objects.filter(pgh_obj=episode).count() == 2


def test_a_correction_needs_a_reason_and_the_current_version(person, caseworker):
    episode = job(person, caseworker)
    change = {"hours": Decimal("25")}
    assert refusal(services.correct_episode, episode, by=caseworker, version=1, reason=" ", **change) == {
        "reason": ["Begründen Sie die Änderung in einem Satz."]
    }
    services.correct_episode(episode, by=caseworker, version=1, reason="Verlesen.", **change)
    with pytest.raises(Conflict):
        services.correct_episode(episode, by=caseworker, version=1, reason="Verlesen.", **change)


def test_a_correction_obeys_the_limits(person, caseworker):
    job(person, caseworker, employer="Hotel")
    episode = job(person, caseworker)
    errors = refusal(
        services.correct_episode, episode, by=caseworker, version=1, reason="Mehr.", hours=Decimal("31")
    )
    assert list(errors) == ["hours"]
    assert not person.events.filter(kind=EventKind.WORK_CORRECTED).exists()


def test_nothing_changed_leaves_no_trace(person, caseworker):
    episode = job(person, caseworker)
    row = services.correct_episode(episode, by=caseworker, version=1, reason="Geprüft.", hours=Decimal("30"))
    assert (row.version, person.events.count()) == (1, 2)


def test_a_job_ends_with_day_and_reason(person, caseworker):
    episode = job(person, caseworker)
    end = {"by": caseworker, "version": 1, "valid_until": DAY}
    assert refusal(services.end_episode, episode, **end, ended_because="") == {
        "ended_because": ["Wählen Sie den Grund des Endes aus."]
    }
    early = end | {"valid_until": date(2024, 2, 29)}
    assert list(refusal(services.end_episode, episode, **early, ended_because=Beendigung.PERSON)) == [
        "valid_until"
    ]
    row = services.end_episode(episode, **end, ended_because=Beendigung.VERTRAGSENDE)
    assert (row.valid_until, row.ended_because, row.version) == (DAY, Beendigung.VERTRAGSENDE, 2)
    assert last_event(person)[1] == (
        "Beendet am 27.03.2024 (Vertrag ausgelaufen): Arbeit bei Bäckerei Lehmann"
    )


def test_a_withdrawn_entry_counts_for_nothing(person, caseworker):
    episode = job(person, caseworker, hours=Decimal("40"))
    services.withdraw_episode(episode, by=caseworker, version=1, reason="Andere Person.")
    episode.refresh_from_db()
    assert (episode.withdrawn_reason, episode.version) == ("Andere Person.", 2)
    assert last_event(person)[0] == EventKind.WORK_WITHDRAWN
    assert job(person, caseworker, hours=Decimal("40")).pk
    with pytest.raises(ValidationError, match="schon zurückgenommen"):
        services.withdraw_episode(episode, by=caseworker, version=2, reason="Noch einmal.")


def test_whose_episodes_are_seen(person, caseworker, potsdam):
    job(person, caseworker)
    training(person, caseworker)
    stranger = make_user(kommune=potsdam)
    for model in (Employment, Training):
        seen = [model.objects.visible_to(user).count() for user in (caseworker, stranger)]
        assert seen == [1, 0]


# --- what the rules read -----------------------------------------------------------------------------------


def test_the_rules_read_jobs_from_their_first_day(person, caseworker):
    assert full_facts_of(person, DAY).beschaeftigung is None
    job(person, caseworker, is_qualified=True, fits_degree=False, valid_until=date(2024, 12, 31))
    job(person, caseworker, employer="Hotel", kind="minijob", hours=Decimal("9.5"), valid_from=DAY)
    first = vocabulary.Beschaeftigung(
        von=START,
        bis=date(2024, 12, 31),
        stunden=30.0,
        sv_pflichtig=True,
        qualifiziert=True,
        angemessen=False,
    )
    second = vocabulary.Beschaeftigung(von=DAY, bis=None, stunden=9.5, sv_pflichtig=False)
    assert full_facts_of(person, date(2024, 2, 29)).beschaeftigung is None
    assert full_facts_of(person, date(2024, 3, 26)).beschaeftigung == (first,)
    assert full_facts_of(person, DAY).beschaeftigung == (first, second)


def test_the_rules_do_not_read_what_was_withdrawn(person, caseworker):
    episode = job(person, caseworker)
    apprenticeship = training(person, caseworker)
    for each in (episode, apprenticeship):
        services.withdraw_episode(each, by=caseworker, version=1, reason="Andere Person.")
    facts = full_facts_of(person, DAY)
    assert (facts.beschaeftigung, facts.ausbildung) == (None, vocabulary.Ausbildung())


def test_the_rules_read_a_training_before_it_begins(person, caseworker):
    training(
        person,
        caseworker,
        valid_from=date(2024, 9, 1),
        contract=Ausbildungsvertrag.EINGETRAGEN,
        begun_in_asylum_procedure=False,
    )
    assert full_facts_of(person, DAY).ausbildung == vocabulary.Ausbildung(
        art=vocabulary.Ausbildungsart.QUALIFIZIERT,
        beginn=date(2024, 9, 1),
        vertrag=vocabulary.Vertrag.EINGETRAGEN,
        als_asylbewerber_begonnen=False,
    )
