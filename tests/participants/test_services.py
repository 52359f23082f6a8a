"""Each service: the effect, the refusal, the event; the log and what is derived from it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participants import services
from participants.choices import (
    Aufenthaltsstatus,
    DatePrecision,
    Einwilligung,
    EventKind,
    ParkReason,
    Phase,
)
from participants.models import Event, ParticipantVersion, PhaseChange
from spurwechsel.conflict import Conflict
from tests.factories import make_participant, make_user

DAY = date(2024, 3, 27)


def last_event() -> tuple[str, str]:
    event = Event.objects.order_by("-pk")[0]
    return event.kind, event.summary


# --- register ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("talk_held", "phase"), [(True, Phase.TERMINVEREINBARUNG), (False, Phase.IDENTIFIZIERT)]
)
def test_register_starts_the_log(caseworker, talk_held, phase):
    person = make_participant(caseworker, on=DAY, talk_held=talk_held)
    change = person.phase_changes.get()
    assert (person.phase, person.phase_since) == (phase, DAY)
    assert (change.phase, change.effective_on, change.recorded_by) == (phase, DAY, caseworker)
    assert [(each.phase, each.from_day, each.until_day) for each in person.phase_periods.all()] == [
        (phase, DAY, None)
    ]
    assert last_event() == (EventKind.REGISTERED, f"Aufgenommen mit Status {phase.label}")


def test_case_numbers_run_per_kommune_and_year(cottbus, potsdam):
    here, there = make_user(kommune=cottbus), make_user(kommune=potsdam)
    numbers = [
        make_participant(by, on=on).case_number
        for by, on in ((here, DAY), (here, DAY), (there, DAY), (here, date(2025, 1, 1)), (here, DAY))
    ]
    assert numbers == [
        *("SW-CB-2024-0001", "SW-CB-2024-0002", "SW-P-2024-0001", "SW-CB-2025-0001", "SW-CB-2024-0003")
    ]


def test_a_refused_person_takes_no_number(caseworker):
    with pytest.raises(ValidationError), transaction.atomic():
        make_participant(caseworker, given_name="")
    assert make_participant(caseworker).case_number.endswith("-0001")


@pytest.mark.parametrize(
    ("until", "start"),
    [(DAY, DAY), (DAY + timedelta(days=1), DAY), (DAY - timedelta(days=1), DAY - timedelta(days=1))],
)
def test_a_paper_that_had_run_out_is_recorded_with_its_last_day(caseworker, until, start):
    status = make_participant(caseworker, on=DAY, residence_until=until).residence.get()
    assert (status.valid_from, status.valid_until) == (start, until)


def test_without_a_paper_none_is_recorded(caseworker):
    assert not make_participant(caseworker, residence_kind="").residence.exists()


# --- correct and consent --------------------------------------------------------------------------------


def test_correct_keeps_old_and_new_in_words(caseworker, coordinator):
    person = make_participant(caseworker)
    services.correct(
        person,
        by=coordinator,
        version=1,
        birth_date=date(1991, 1, 1),
        birth_precision=DatePrecision.YEAR,
        language="ar",
        needs_interpreting=False,
        responsible=coordinator,
        phone="0355 612-0",
    )
    person.refresh_from_db()
    assert (person.version, person.birth_precision, person.responsible) == (2, "year", coordinator)
    event = Event.objects.order_by("-pk")[0]
    assert event.by == coordinator
    assert event.changes == {
        "Geburtsdatum": ["14.07.1991", "1991"],
        "Sprache für Gespräche": ["Dari", "Arabisch"],
        "Sprachmittlung nötig": ["ja", "nein"],
        "Zuständig": ["A. Beispiel", "K. Muster"],
        "Telefon": ["keine Angabe", "0355 612-0"],
    }
    assert ParticipantVersion.objects.filter(pgh_obj=person).count() > 1


def test_correct_without_a_change_leaves_no_trace(caseworker):
    person = make_participant(caseworker)
    services.correct(person, by=caseworker, version=1, family_name="Muster")
    person.refresh_from_db()
    assert (person.version, last_event()[0]) == (1, EventKind.REGISTERED)


def test_the_second_saver_is_told(caseworker):
    person = make_participant(caseworker)
    services.correct(person, by=caseworker, version=1, phone="1234")
    with pytest.raises(Conflict) as conflict:
        services.correct(person, by=caseworker, version=1, phone="5678")
    assert (conflict.value.current.phone, conflict.value.current.version) == ("1234", 2)
    with pytest.raises(Conflict):
        services.record_consent(person, by=caseworker, version=1, consent="nicht_erteilt")


def test_withdrawal_keeps_what_was_signed(caseworker):
    person = make_participant(caseworker)
    signed = {"consent_on": date(2024, 1, 10), "consent_language": "prs", "consent_form": "Fassung 2"}
    services.record_consent(person, by=caseworker, version=1, consent=Einwilligung.LIEGT_VOR, **signed)
    services.record_consent(
        person,
        by=caseworker,
        version=2,
        consent=Einwilligung.WIDERRUFEN,
        consent_withdrawn_on=date(2024, 1, 10),
    )
    person.refresh_from_db()
    assert {name: getattr(person, name) for name in signed} == signed
    assert last_event() == (EventKind.CONSENT_CHANGED, "Einwilligung: widerrufen")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"consent": Einwilligung.LIEGT_VOR}, "von welchem Tag"),
        ({"consent": Einwilligung.WIDERRUFEN}, "Ein Widerruf braucht seinen Tag"),
        (
            {"consent": Einwilligung.WIDERRUFEN, "consent_withdrawn_on": date(2024, 1, 9)},
            "nicht vor der Einwilligung",
        ),
    ],
)
def test_refused_consent(caseworker, fields, message):
    person = make_participant(caseworker)
    with pytest.raises(ValidationError, match=message):
        services.record_consent(person, by=caseworker, version=1, **fields)
    assert last_event()[0] == EventKind.REGISTERED


def test_only_what_was_given_can_be_withdrawn(caseworker):
    person = make_participant(
        caseworker, consent=Einwilligung.WIRD_EINGEHOLT, consent_on=None, consent_language=""
    )
    with pytest.raises(ValidationError, match="Nur eine erteilte Einwilligung"):
        services.record_consent(
            person, by=caseworker, version=1, consent="widerrufen", consent_withdrawn_on=DAY
        )


# --- papers and notes -------------------------------------------------------------------------------------


def paper(person, by, **fields):
    defaults = {"kind": Aufenthaltsstatus.AE_25B, "valid_from": date(2024, 3, 1)}
    return services.record_residence_status(person, by=by, **(defaults | fields))


def test_a_new_title_can_end_the_one_before(caseworker):
    person = make_participant(caseworker)
    paper(person, caseworker, ends_previous=True)
    old = person.residence.get(kind=Aufenthaltsstatus.DULDUNG_60A)
    assert (old.valid_until, old.version) == (date(2024, 2, 29), 2)
    kind, summary = last_event()
    assert kind == EventKind.RESIDENCE_RECORDED
    assert summary.endswith(
        "ab 01.03.2024; § 60a AufenthG (Duldung) endet am 29.02.2024".replace("§ ", "§\u00a0")
    )


@pytest.mark.parametrize(("start", "refused"), [(date(2024, 2, 29), True), (date(2024, 3, 1), False)])
def test_papers_do_not_overlap_by_a_single_day(caseworker, start, refused):
    person = make_participant(caseworker, residence_until=date(2024, 2, 29))
    if refused:
        with pytest.raises(ValidationError, match="schon ein Aufenthaltsstatus"):
            paper(person, caseworker, valid_from=start)
    else:
        paper(person, caseworker, valid_from=start)
    assert person.residence.count() == (1 if refused else 2)


def test_a_correction_needs_a_reason_and_keeps_both_words(caseworker):
    status = make_participant(caseworker, residence_until=DAY).residence.get()
    with pytest.raises(ValidationError, match="Begründen Sie"):
        services.correct_residence_status(status, by=caseworker, version=1, reason=" ", valid_until=None)
    services.correct_residence_status(
        status, by=caseworker, version=1, reason="Verlesen.", valid_until=date(2024, 4, 27)
    )
    event = Event.objects.order_by("-pk")[0]
    assert (event.kind, event.reason) == (EventKind.RESIDENCE_CORRECTED, "Verlesen.")
    assert event.changes == {"gültig bis": ["27.03.2024", "27.04.2024"]}
    with pytest.raises(Conflict):
        services.correct_residence_status(status, by=caseworker, version=1, reason="Doch.", valid_until=None)


def test_a_withdrawn_paper_makes_room_and_cannot_be_touched_again(caseworker):
    person = make_participant(caseworker)
    status = person.residence.get()
    with pytest.raises(ValidationError, match="Begründen Sie"):
        services.withdraw_residence_status(status, by=caseworker, version=1, reason="")
    services.withdraw_residence_status(status, by=caseworker, version=1, reason="Nie gehabt.")
    assert last_event()[0] == EventKind.RESIDENCE_WITHDRAWN
    paper(person, caseworker, valid_from=date(2024, 1, 10))
    for attempt in (services.withdraw_residence_status, services.correct_residence_status):
        with pytest.raises(ValidationError, match="schon zurückgenommen"):
            attempt(status, by=caseworker, version=2, reason="Noch einmal.")


def test_notes_bear_the_role_and_nothing_else(caseworker, coordinator):
    person = make_participant(caseworker)
    note = services.note_exclusion(person, by=coordinator, state="klaerung_extern", stated_on=DAY)
    assert (note.recorded_role, note.recorded_by, str(note)) == (
        "koordination",
        coordinator,
        "Klärung extern nötig, Stand 27.03.2024",
    )
    assert last_event() == (
        EventKind.EXCLUSION_RECORDED,
        "Ausschlusshinweis: Klärung extern nötig, Stand 27.03.2024",
    )
    services.note_identity(person, by=caseworker, state="in_klaerung", stated_on=DAY)
    assert last_event() == (
        EventKind.IDENTITY_RECORDED,
        "Identitätsklärung: wird geklärt, Stand 27.03.2024",
    )
    for service in (services.note_exclusion, services.note_identity):
        with pytest.raises(ValidationError):
            service(person, by=caseworker, state="bestraft", stated_on=DAY)


def test_history_can_be_built_after_the_fact(caseworker):
    moment = datetime(2023, 11, 2, 9, 30, tzinfo=UTC)
    with services.recording_at(moment):
        person = make_participant(caseworker, on=date(2023, 11, 2))
    assert {person.phase_changes.get().recorded_at, person.events.get().at} == {moment}
    assert make_participant(caseworker).events.get().at > moment


# --- the log --------------------------------------------------------------------------------------------

START = date(2024, 1, 10)
# Few days, so that entries meet on one.
DAYS = 8
_entry = st.tuples(st.sampled_from(Phase), st.integers(0, DAYS), st.integers(0, 4))


def append(person, by, phase, offset):
    details = {"outcome": "arbeit"} if phase == Phase.ABGESCHLOSSEN else {}
    if phase in (Phase.KEINE_BEDARFE, Phase.UNVEREINBARKEIT):
        details = {"park_reason": ParkReason.SONSTIGES, "follow_up_on": START + timedelta(days=offset + 90)}
    on = START + timedelta(days=offset)
    return services.append_phase(person, phase, on=on, by=by, reason="Besprochen.", **details)


def phase_in(log: list[PhaseChange], day: date) -> str | None:
    known = [change for change in log if change.effective_on <= day]
    latest = max(known, key=lambda change: (change.effective_on, change.pk), default=None)
    return latest and latest.phase


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(entries=st.lists(_entry, min_size=1, max_size=7))
def test_periods_equal_the_log_on_every_day(caseworker, entries):
    """Whatever is entered in whatever order, back-dated and revoked: the read models follow the log."""
    with transaction.atomic():
        person = make_participant(caseworker, on=START)
        for phase, offset, coin in entries:
            change = append(person, caseworker, phase, offset)
            if coin == 0:
                services.revoke_phase(change, by=caseworker, reason="Irrtum.")
        person.refresh_from_db()
        periods = list(person.phase_periods.order_by("from_day"))
        log = list(PhaseChange.objects.filter(participant=person, revoked_at=None))
        for offset in range(-1, DAYS + 2):
            day = START + timedelta(days=offset)
            derived = [each.phase for each in person.phase_periods.on(day)]
            assert derived == [phase for phase in [phase_in(log, day)] if phase]
        assert (person.phase, person.phase_since) == (periods[-1].phase, periods[-1].from_day)
        assert person.phase == phase_in(log, START + timedelta(days=DAYS))
        transaction.set_rollback(True)
