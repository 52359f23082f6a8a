"""A person goes to another Kommune with what they allowed: offered, decided once, counted on both sides."""

from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection

from clearing import services as plans
from clearing.models import Packet
from clearing.packets import services
from clearing.packets.catalogue import DAYS_OPEN, Ablehnung, Paketstand, Paketteil
from clearing.packets.content import frozen, in_sections
from clearing.services import take_back_purpose
from participants import services as people
from participants.choices import Abschluss, Einwilligung, EventKind, Phase, Zugang
from participants.models import Participant
from reports.erasure.retention import objection, with_retention
from reports.erasure.services import carry_out, order_erasure
from reports.monthly import monthly_figures
from spurwechsel.models import Kommune, User
from tests.built_once import once
from tests.clearing.packing import ALL, TODAY, accept, offer
from tests.factories import make_participant, make_user, move_to
from tests.world import build_case


@pytest.fixture(autouse=True, scope="module")
def _in_april() -> Any:
    with time_machine.travel("2024-04-16 09:00+02:00", tick=False):
        yield


@once
def there(potsdam: Kommune) -> User:
    return make_user("koordination", potsdam, name="P. Annahme")


@once
def person(cottbus: Kommune, coordinator: User) -> Participant:
    """With everything a case can have, in Clearing."""
    kept = {"street": "Neumarkt 5", "postcode": "03046", "town": "Cottbus", "phone": "0355 612-0"}
    for name, value in (kept | {"email": "a@example.org", "privacy_contact": "b@example.org"}).items():
        setattr(cottbus, name, value)
    cottbus.save()
    return build_case(coordinator, lambda label: f"{label} zwxq")


def refusal(function: Any, *args: Any, **fields: Any) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        function(*args, **fields)
    return refused.value.messages


# --- offering ---------------------------------------------------------------------------------------------


def test_offering_freezes_what_was_ticked(coordinator: User, potsdam: Kommune, person: Participant) -> None:
    packet = offer(person, coordinator, potsdam, sections=[Paketteil.PAPIERE])
    assert packet.sections == [Paketteil.STAMMDATEN, Paketteil.PAPIERE]
    assert set(packet.content) == {"person", "residence", "papers"}
    assert packet.expires_on == TODAY + timedelta(days=DAYS_OPEN)
    consent = packet.consent
    assert consent is not None
    assert (consent.partner, consent.given_on) == ("Spurwechsel Landeshauptstadt Potsdam", TODAY)
    event = person.events.get(kind=EventKind.PACKET_OFFERED)
    assert (event.summary, event.by) == ("Wechsel angeboten: Landeshauptstadt Potsdam", coordinator)
    person.refresh_from_db()
    assert (person.phase, person.sealed_on) == (Phase.CLEARING, None)


def test_no_note_and_no_letter_goes(coordinator: User, person: Participant) -> None:
    text = str(frozen(person, ALL, TODAY))
    gone = ("Notiz", "Begründung", "Entwurf", "Straße", "Ziel", "Aufgabe", "Verweisstelle", "Stelle")
    assert [word for word in gone if f"{word} zwxq" in text] == []
    assert "Familienname zwxq" in text
    told = dict(in_sections(frozen(person, ALL, TODAY)))
    assert list(told) == [part.label for part in Paketteil]
    assert ("Familienname", "Familienname zwxq") in told["Stammdaten"][0].pairs


def test_the_preview_hides_nothing_that_goes(person: Participant) -> None:
    """A „nein“ and a 0 are facts of the person as well."""
    content = frozen(person, ALL, TODAY)
    shown = [row for _, rows in in_sections(content) for row in rows]
    goes = [
        value
        for rows in content.values()
        for values in rows
        for name, value in values.items()
        if value is not None and value not in ("", []) and not name.endswith("_precision")
    ]
    assert sum(len(row.pairs) for row in shown) == len(goes)
    assert False in goes
    words = [word for row in shown for _, word in row.pairs]
    assert words.count("nein") == sum(value is False for value in goes)


def test_the_open_offer_says_the_same_in_the_same_order(
    coordinator: User, potsdam: Kommune, person: Participant
) -> None:
    """The database returns the keys of frozen values in an order of its own."""
    packet = offer(person, coordinator, potsdam)
    packet.refresh_from_db()
    assert in_sections(packet.content) == in_sections(frozen(person, ALL, TODAY))


def test_a_consent_that_holds_is_used(coordinator: User, potsdam: Kommune, person: Participant) -> None:
    known = people.give_purpose(
        person,
        by=coordinator,
        purpose="weitergabe",
        partner=services.partner_of(potsdam),
        given_on=date(2024, 3, 1),
        language="prs",
    )
    assert offer(person, coordinator, potsdam).consent == known


def test_what_changed_since_the_preview_is_not_offered(
    coordinator: User, potsdam: Kommune, person: Participant
) -> None:
    messages = refusal(offer, person, coordinator, potsdam, seen="0" * 64)
    assert messages == [
        "Inzwischen hat sich an den Angaben etwas geändert. Prüfen Sie die Vorschau noch einmal."
    ]
    assert (Packet.objects.count(), person.purposeconsents.filter(given_on=TODAY).count()) == (0, 0)


def test_one_packet_at_a_time(coordinator: User, potsdam: Kommune, person: Participant) -> None:
    offer(person, coordinator, potsdam)
    assert refusal(offer, person, coordinator, potsdam) == [
        "Für diesen Fall wartet schon ein Wechsel auf die Entscheidung."
    ]


def test_nobody_is_offered_to_their_own_kommune_or_after_the_end(
    cottbus: Kommune, coordinator: User, potsdam: Kommune
) -> None:
    person = make_participant(coordinator)
    assert refusal(offer, person, coordinator, cottbus) == ["Wählen Sie eine andere Kommune aus."]
    move_to(person, Phase.ABGESCHLOSSEN, by=coordinator, on=date(2024, 2, 1))
    assert refusal(offer, person, coordinator, potsdam) == [
        "Der Fall ist beendet und kann nicht mehr übergeben werden."
    ]


# --- accepting --------------------------------------------------------------------------------------------


def test_the_case_goes_on_there_and_ends_here(
    coordinator: User, potsdam: Kommune, there: User, person: Participant
) -> None:
    new = accept(offer(person, coordinator, potsdam), there)
    person.refresh_from_db()
    packet = Packet.objects.get()
    assert (new.kommune, new.phase, new.phase_since) == (potsdam, Phase.TERMINVEREINBARUNG, TODAY)
    assert (new.full_name, new.channel, new.responsible) == (person.full_name, Zugang.ANDERE_KOMMUNE, there)
    assert new.consent == Einwilligung.WIRD_EINGEHOLT
    assert new.residence.get().kind == person.residence.get().kind
    assert new.employments.get().employer == "Betrieb zwxq"
    assert new.certificategaineds.get().level == "A2"
    assert [str(need) for need in new.needs.all()] == ["Sprachkurs B1"]
    event = new.events.get(kind=EventKind.TAKEN_OVER)
    assert event.summary == f"Übernommen von Stadt Cottbus/Chóśebuz, dort {person.case_number}"
    assert event.reason == ""
    assert (person.phase, person.phase_since, person.sealed_on) == (Phase.ABGESCHLOSSEN, TODAY, TODAY)
    last = person.phase_changes.latest("id")
    assert (last.outcome, last.reason) == (Abschluss.UEBERGEBEN, "Übernommen von Landeshauptstadt Potsdam.")
    measure = person.measures.get()
    assert (measure.ended_on, measure.break_off) == (TODAY, "umzug")
    need = person.needs.get()
    assert (need.closed_on, need.closed_because) == (TODAY, "nicht_mehr")
    assert (packet.state, packet.content, packet.decided_by) == (Paketstand.ANGENOMMEN, {}, there)
    assert (packet.case_number, packet.new_case_number) == (person.case_number, new.case_number)
    assert packet.days_in_words == [
        "Terminvereinbarung 10.01.2024 bis 31.01.2024",
        "Clearing 01.02.2024 bis 15.04.2024",
    ]


def test_a_measure_that_never_began_stands_in_the_way_of_nothing(
    coordinator: User, potsdam: Kommune, there: User
) -> None:
    person = make_participant(coordinator)
    need = plans.open_need(person, by=coordinator, kind="sprachkurs", opened_on=TODAY, target_level="B1")
    plans.plan_measure(need, by=coordinator, kind="deutschkurs_land", provider="Träger")
    accept(offer(person, coordinator, potsdam), there)
    measure = person.measures.get()
    assert (measure.ended_on, measure.result) == (TODAY, "nicht_angetreten")


def test_what_was_not_ticked_stays(
    coordinator: User, potsdam: Kommune, there: User, person: Participant
) -> None:
    new = accept(offer(person, coordinator, potsdam, sections=[]), there)
    rows = (new.residence, new.employments, new.certificategaineds, new.needs, new.languageprofiles)
    assert [each.count() for each in rows] == [0] * 5


def test_both_reports_balance(
    cottbus: Kommune, coordinator: User, potsdam: Kommune, there: User, person: Participant
) -> None:
    others = make_participant(coordinator), make_participant(there)
    accept(offer(person, coordinator, potsdam), there)
    for day in (TODAY - timedelta(days=1), TODAY, date(2024, 4, 30), date(2024, 5, 31)):
        here, away = monthly_figures(cottbus, day), monthly_figures(potsdam, day)
        assert (here.sum_errors(), away.sum_errors()) == ([], [])
        # Never both, never neither.
        assert here.total + away.total == len(others) + 1
    left = {row.key: row.left for row in monthly_figures(cottbus, date(2024, 4, 30)).bridge if row.left}
    came = {row.key: row.entered for row in monthly_figures(potsdam, date(2024, 4, 30)).bridge if row.entered}
    assert (left, came) == ({"clearing": 1}, {"terminvereinbarung": 1})


def counted(kommune: Kommune, day: date = date(2024, 4, 30)) -> tuple[dict[str, int], dict[str, int]]:
    """Zugang and Abgang of the month by status, without the zeros."""
    rows = monthly_figures(kommune, day).bridge
    return {row.key: row.entered for row in rows if row.entered}, {
        row.key: row.left for row in rows if row.left
    }


def test_somebody_not_met_yet_is_identified_there_too(
    cottbus: Kommune, coordinator: User, potsdam: Kommune, there: User
) -> None:
    person = make_participant(coordinator, talk_held=False)
    packet = offer(person, coordinator, potsdam)
    new = accept(packet, there)
    packet.refresh_from_db()
    assert (packet.talk_held, new.phase) == (False, Phase.IDENTIFIZIERT)
    assert new.phase_changes.get().reason == (
        "Übernommen von Stadt Cottbus/Chóśebuz. "
        "Das Gespräch über einen persönlichen Termin hat noch nicht stattgefunden."
    )
    # Nobody of the five before, nobody of the five after.
    assert (counted(cottbus), counted(potsdam)) == (({}, {}), ({}, {}))


def test_with_the_talk_the_packet_speaks_of_the_person_is_in_terminvereinbarung(
    cottbus: Kommune, coordinator: User, potsdam: Kommune, there: User
) -> None:
    packet = offer(make_participant(coordinator), coordinator, potsdam)
    new = accept(packet, there)
    assert (packet.talk_held, new.phase) == (True, Phase.TERMINVEREINBARUNG)
    assert new.phase_changes.get().reason == (
        "Übernommen von Stadt Cottbus/Chóśebuz. "
        "Das Gespräch über einen persönlichen Termin hat dort stattgefunden."
    )
    one = {"terminvereinbarung": 1}
    assert (counted(cottbus), counted(potsdam)) == (({}, one), (one, {}))


def test_a_talk_while_the_packet_waits_counts_on_both_sides(
    cottbus: Kommune, coordinator: User, potsdam: Kommune, there: User
) -> None:
    person = make_participant(coordinator, talk_held=False)
    packet = offer(person, coordinator, potsdam)
    move_to(person, Phase.TERMINVEREINBARUNG, on=TODAY, by=coordinator)
    new = accept(packet, there)
    packet.refresh_from_db()
    assert (packet.talk_held, new.phase) == (True, Phase.TERMINVEREINBARUNG)
    # Here remains the one with everything a case can have.
    assert [monthly_figures(each, TODAY).total for each in (cottbus, potsdam)] == [1, 1]
    assert counted(potsdam)[0] == {"terminvereinbarung": 1}


def test_here_nobody_opens_the_case_any_more(
    coordinator: User, potsdam: Kommune, there: User, person: Participant, login: Any
) -> None:
    new = accept(offer(person, coordinator, potsdam), there)
    assert login(coordinator).get(f"/teilnehmende/{person.case_number}/").status_code == 404
    assert login(coordinator).get(f"/teilnehmende/{new.case_number}/").status_code == 404
    assert login(there).get(f"/teilnehmende/{person.case_number}/").status_code == 404
    assert login(there).get(f"/teilnehmende/{new.case_number}/").status_code == 200


def test_the_sealed_case_is_erased_in_time_and_the_trace_stays(
    coordinator: User, potsdam: Kommune, there: User, person: Participant
) -> None:
    packet = offer(person, coordinator, potsdam)
    accept(packet, there)
    found = with_retention(Participant.objects.erasable_by(coordinator)).get()
    assert objection(found, "aufbewahrung", date(2024, 10, 16)) != ""
    day = date(2024, 10, 17)
    assert objection(found, "aufbewahrung", day) == ""
    number = person.case_number
    with time_machine.travel("2024-10-17 09:00+02:00", tick=False):
        order_erasure(person, by=coordinator, reason="aufbewahrung", today=day)
        assert carry_out(coordinator.kommune, today=day) == 1
    packet.refresh_from_db()
    assert (packet.participant, packet.consent, packet.case_number) == (None, None, number)
    assert len(packet.status_days) == 2
    assert Participant.objects.get() == packet.new_participant


def test_who_waits_for_another_kommune_is_not_erased(coordinator: User, potsdam: Kommune) -> None:
    person = make_participant(coordinator, talk_held=False)
    offer(person, coordinator, potsdam)
    found = with_retention(Participant.objects.filter(pk=person.pk)).get()
    assert objection(found, "verlangen", TODAY) == (
        "Eine andere Kommune entscheidet noch über die Übernahme. Ziehen Sie das Angebot zuerst zurück."
    )


# --- not accepted -----------------------------------------------------------------------------------------


def test_refused_for_a_reason_of_the_list(
    coordinator: User, potsdam: Kommune, there: User, person: Participant
) -> None:
    packet = offer(person, coordinator, potsdam)
    services.refuse_packet(packet, by=there, reason=Ablehnung.KEINE_AUFNAHME, today=TODAY)
    packet.refresh_from_db()
    assert (packet.state, packet.content, packet.refusal) == ("abgelehnt", {}, "keine_aufnahme")
    person.refresh_from_db()
    assert (person.phase, person.sealed_on) == (Phase.CLEARING, None)
    task = person.tasks.get(origin_key=f"wechsel-{packet.pk}")
    assert (task.owner, task.due) == (coordinator, TODAY)
    assert refusal(accept, packet, there) == ["Über diesen Wechsel ist schon entschieden: abgelehnt."]
    assert offer(person, coordinator, potsdam).state == Paketstand.WARTET


def test_taken_back_before_the_decision(
    coordinator: User, potsdam: Kommune, there: User, person: Participant
) -> None:
    packet = offer(person, coordinator, potsdam)
    services.withdraw_packet(packet, by=coordinator, today=TODAY)
    packet.refresh_from_db()
    assert (packet.state, packet.content) == ("zurueckgezogen", {})
    assert refusal(accept, packet, there) == ["Über diesen Wechsel ist schon entschieden: zurückgezogen."]


def test_taking_back_the_consent_stops_it(
    coordinator: User, potsdam: Kommune, there: User, person: Participant
) -> None:
    packet = offer(person, coordinator, potsdam)
    assert packet.consent is not None
    take_back_purpose(packet.consent, by=coordinator, withdrawn_on=TODAY, today=TODAY)
    packet.refresh_from_db()
    assert (packet.state, packet.content) == ("widerrufen", {})
    sentence = "Über diesen Wechsel ist schon entschieden: gestoppt, Einwilligung widerrufen."
    assert refusal(accept, packet, there) == [sentence]


def test_taking_back_the_participation_stops_it(
    coordinator: User, potsdam: Kommune, person: Participant
) -> None:
    packet = offer(person, coordinator, potsdam)
    taken_back = {"consent": Einwilligung.WIDERRUFEN, "consent_withdrawn_on": TODAY}
    people.record_consent(person, by=coordinator, version=person.version, **taken_back)
    packet.refresh_from_db()
    assert packet.state == Paketstand.WIDERRUFEN


def test_both_sides_of_the_last_day(
    coordinator: User, potsdam: Kommune, there: User, person: Participant
) -> None:
    packet = offer(person, coordinator, potsdam)
    last = TODAY + timedelta(days=DAYS_OPEN)
    late = last + timedelta(days=1)
    assert refusal(accept, packet, there, today=late) == [f"Dieses Angebot galt bis zum {last:%d.%m.%Y}."]
    assert services.expire_packets(today=last) == 0
    assert services.expire_packets(today=late, dry_run=True) == 1
    assert services.expire_packets(today=late) == 1
    packet.refresh_from_db()
    assert (packet.state, packet.content, packet.decided_on) == ("abgelaufen", {}, late)


def test_accepted_on_the_last_day(
    coordinator: User, potsdam: Kommune, there: User, person: Participant
) -> None:
    packet = offer(person, coordinator, potsdam)
    last = TODAY + timedelta(days=DAYS_OPEN)
    with time_machine.travel(last, tick=False):
        assert accept(packet, there, today=last).phase_since == last


def test_a_case_that_ended_meanwhile_is_not_taken(
    coordinator: User, potsdam: Kommune, there: User, person: Participant
) -> None:
    packet = offer(person, coordinator, potsdam)
    move_to(person, Phase.ABGESCHLOSSEN, by=coordinator, on=TODAY)
    assert refusal(accept, packet, there) == ["Der Fall ist beendet und kann nicht mehr übergeben werden."]


def test_sealed_in_the_database_too(coordinator: User, potsdam: Kommune, person: Participant) -> None:
    """A decided packet cannot hold anything."""
    offer(person, coordinator, potsdam)
    services.withdraw_packet(Packet.objects.get(), by=coordinator, today=TODAY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content::text FROM clearing_packet")
        assert cursor.fetchall() == [("{}",)]


def test_planned_appointments_are_called_off(
    coordinator: User, potsdam: Kommune, there: User, person: Participant
) -> None:
    planned = {"kind": "betreuung", "day": TODAY + timedelta(days=1), "begins": time(9), "ends": time(10)}
    plans.book_appointment(person, by=coordinator, host=coordinator, place="partner", room="1", **planned)
    accept(offer(person, coordinator, potsdam), there)
    assert [row.state for row in person.appointments.filter(day__gte=TODAY)] == ["abgesagt"]
