"""The pages that take a step back, and the one that ticks off a Wiedervorlage."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from clearing import pipeline
from participants.choices import Phase
from tests.built_once import once
from tests.factories import make_participant, move_to
from tests.responses import told

NOW = datetime(2024, 3, 27, 9, 0, tzinfo=UTC)
TODAY = date(2024, 3, 27)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@once
def person(caseworker):
    with time_machine.travel(NOW, tick=False):
        person = make_participant(caseworker)
        move_to(person, Phase.CLEARING, on=date(2024, 3, 20), by=caseworker)
    return person


@pytest.fixture
def resting(person, caseworker):
    move_to(person, Phase.UNVEREINBARKEIT, on=date(2024, 3, 22), by=caseworker, follow_up_on=TODAY)
    return person


def url(person, name, *args):
    return reverse(name, args=[person.case_number, *args])


# --- undo -----------------------------------------------------------------------------------------


def test_undo(person, caseworker, login):
    step = pipeline.last_step(person)
    response = login(caseworker).post(url(person, "case_undo", step.pk))
    assert (response.status_code, response["Location"]) == (302, url(person, "participant_detail"))
    assert told(response) == ["Rückgängig gemacht. Der Status ist Terminvereinbarung."]
    person.refresh_from_db()
    assert person.phase == Phase.TERMINVEREINBARUNG


def test_undo_is_offered_to_the_author_until_midnight(person, caseworker, coordinator, login, clock):
    undo = url(person, "case_undo", pipeline.last_step(person).pk)
    page = url(person, "case_move")
    assert login(caseworker).get(page).content.decode().count(undo) == 1
    assert login(coordinator).get(page).content.decode().count(undo) == 0
    clock.move_to(datetime(2024, 3, 27, 22, 59, 59, tzinfo=UTC))
    assert login(caseworker).get(page).content.decode().count(undo) == 1
    clock.move_to(datetime(2024, 3, 27, 23, 0, tzinfo=UTC))
    assert login(caseworker).get(page).content.decode().count(undo) == 0
    response = login(caseworker).post(undo)
    assert told(response) == [
        "Rückgängig geht nur für den letzten eigenen Schritt und nur am selben Tag."
        " Nehmen Sie den Eintrag mit einer Begründung zurück."
    ]
    person.refresh_from_db()
    assert person.phase == Phase.CLEARING


def test_a_step_of_another_case_cannot_be_taken_back_here(person, caseworker, login):
    other = make_participant(caseworker)
    step = pipeline.last_step(person).pk
    assert login(caseworker).post(url(other, "case_undo", step)).status_code == 404
    assert login(caseworker).post(url(other, "case_revoke", step), {"reason": "Irrtum."}).status_code == 404


# --- revoke ---------------------------------------------------------------------------------------


def test_revoke_asks_and_keeps_the_step_readable(person, coordinator, login):
    step = pipeline.last_step(person)
    client = login(coordinator)
    asked = client.get(url(person, "case_revoke", step.pk))
    assert (asked.status_code, asked.context["change"]) == (200, step)
    response = client.post(url(person, "case_revoke", step.pk), {"reason": "Person verwechselt."})
    assert (response.status_code, response["Location"]) == (302, url(person, "participant_history"))
    assert told(response) == ["Zurückgenommen: Clearing ab 20.03.2024."]
    step.refresh_from_db()
    assert (step.revoked_by, step.revoke_reason) == (coordinator, "Person verwechselt.")
    again = client.get(url(person, "case_revoke", step.pk))
    assert again.content.decode().count("Dieser Schritt ist schon zurückgenommen") == 1
    assert again.content.decode().count("<textarea") == 0


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("  ", "Begründen Sie die Rücknahme in einem Satz."),
        ("x" * 501, "Kürzen Sie den Text auf höchstens 500 Zeichen. Es sind 501."),
    ],
)
def test_revoke_needs_a_reason_of_some_length(person, caseworker, login, reason, sentence):
    page = url(person, "case_revoke", pipeline.last_step(person).pk)
    response = login(caseworker).post(page, {"reason": reason})
    assert response.status_code == 200
    assert response.context["form"].errors == {"reason": [sentence]}
    assert response.context["form"]["reason"].value() == reason
    person.refresh_from_db()
    assert person.phase == Phase.CLEARING


def test_revoke_says_what_has_to_be_taken_back_before(resting, caseworker, login):
    clearing = resting.phase_changes.get(phase=Phase.CLEARING)
    response = login(caseworker).post(url(resting, "case_revoke", clearing.pk), {"reason": "Irrtum."})
    assert response.context["form"].non_field_errors() == [
        "Nehmen Sie zuerst Unvereinbarkeit ab 22.03.2024 zurück."
    ]
    assert response.context["form"]["reason"].value() == "Irrtum."


# --- Wiedervorlage --------------------------------------------------------------------------------


def typed(person, **changes):
    fields = {"seen": pipeline.last_step(person).pk, "note": "Hortplatz ab August.", "follow_up_on": "1.8.24"}
    return fields | changes


def test_follow_up_is_ticked_off(resting, caseworker, login):
    client = login(caseworker)
    assert client.get(url(resting, "follow_up_done")).status_code == 200
    response = client.post(url(resting, "follow_up_done"), typed(resting))
    assert (response.status_code, told(response)) == (302, ["Wiedervorlage erledigt."])
    resting.refresh_from_db()
    assert (resting.phase, resting.follow_up_on) == (Phase.UNVEREINBARKEIT, date(2024, 8, 1))


def test_follow_up_is_ticked_off_for_good(resting, caseworker, login):
    data = typed(resting, follow_up_on="", no_follow_up="on")
    assert login(caseworker).post(url(resting, "follow_up_done"), data).status_code == 302
    resting.refresh_from_db()
    assert resting.follow_up_on is None


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"note": ""}, "note", "Halten Sie in einem Satz fest, was sich ergeben hat."),
        (
            {"follow_up_on": "27.3.24"},
            "follow_up_on",
            "Wählen Sie für die Wiedervorlage einen Tag nach heute.",
        ),
        ({"follow_up_on": "bald"}, "follow_up_on", "Geben Sie das Datum so ein: 27.03.2024."),
        (
            {"follow_up_on": ""},
            "follow_up_on",
            "Geben Sie einen Tag ein oder kreuzen Sie an, dass keine Wiedervorlage gewünscht ist.",
        ),
        (
            {"no_follow_up": "on"},
            "follow_up_on",
            "Lassen Sie den Tag leer oder nehmen Sie das Kreuz weg.",
        ),
    ],
)
def test_follow_up_comes_back_filled(resting, caseworker, login, changes, field, sentence):
    data = typed(resting, **changes)
    response = login(caseworker).post(url(resting, "follow_up_done"), data)
    form = response.context["form"]
    assert (response.status_code, form.errors) == (200, {field: [sentence]})
    assert (form["note"].value(), form["follow_up_on"].value()) == (data["note"], data["follow_up_on"])


def test_follow_up_that_somebody_else_has_done(resting, caseworker, coordinator, login):
    data = typed(resting)
    pipeline.finish_follow_up(resting, by=coordinator, note="Angerufen.", next_on=date(2024, 5, 2))
    response = login(caseworker).post(url(resting, "follow_up_done"), data)
    assert response.status_code == 409
    assert response.context["overtaken"] == (
        "Inzwischen hat K. Muster am 27.03.2024 um 10:00 Uhr Unvereinbarkeit ab 22.03.2024 eingetragen."
        " Prüfen Sie den neuen Stand und entscheiden Sie dann."
    )
    form = response.context["form"]
    assert (form.errors, form["note"].value()) == ({}, "Hortplatz ab August.")
    resting.refresh_from_db()
    assert resting.follow_up_on == date(2024, 5, 2)


def test_follow_up_of_a_case_that_does_not_rest(person, caseworker, login):
    response = login(caseworker).get(url(person, "follow_up_done"))
    assert (response.status_code, response["Location"]) == (302, url(person, "participant_detail"))
    assert told(response) == ["Der Fall ruht nicht mehr; es gibt keine Wiedervorlage."]
