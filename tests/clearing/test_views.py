"""The decision page: who may, what is shown before the click, what is refused, nothing typed is lost."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse

from clearing import pipeline
from participants.choices import Aufenthaltsstatus, Phase
from participants.rules.verdict import law
from participants.services import note_exclusion, note_identity
from spurwechsel.formfields import STALE_PAGE
from spurwechsel.roles import Role
from tests.built_once import once
from tests.factories import hold_talk, make_participant, make_user, move_to

NOW = datetime(2024, 3, 27, 9, 0, tzinfo=UTC)
TODAY = date(2024, 3, 27)


@pytest.fixture(autouse=True, scope="module")
def _on_27_march():
    with time_machine.travel(NOW, tick=False):
        yield


@once
def person(caseworker):
    person = make_participant(caseworker, family_name="Özdemir", given_name="Ayşe")
    move_to(person, Phase.CLEARING, on=date(2024, 3, 20), by=caseworker)
    hold_talk(person, on=date(2024, 3, 20), by=caseworker)
    return person


def url(person, name="case_move", *args):
    return reverse(name, args=[person.case_number, *args])


def typed(person, **changes):
    """What the page sends when everything is filled in for Betreuung."""
    fields = {
        "seen": pipeline.last_step(person).pk,
        "to": Phase.BETREUUNG,
        "reason": "Sprachkurs beginnt.",
        "effective_on": "heute",
        "follow_up_on": "",
        "reason_keine_bedarfe": "",
        "reason_unvereinbarkeit": "",
        "outcome": "",
        "exception_reason": "",
    }
    return fields | changes


def told(response):
    return [(str(message), message.extra_tags) for message in get_messages(response.wsgi_request)]


# --- before the click -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("taken_in", "days"),
    [
        (TODAY, "heute."),
        (date(2024, 3, 26), "heute oder 26.03.2024, frühestens 26.03.2024."),
        (date(2023, 3, 29), "heute oder 26.03.2024, frühestens 29.03.2023."),
        (date(2023, 3, 27), "heute oder 26.03.2024, frühestens 28.03.2023."),
    ],
)
def test_the_days_that_may_be_typed_begin_with_the_case(caseworker, login, taken_in, days):
    person = make_participant(caseworker, on=taken_in)
    hint = login(caseworker).get(url(person)).context["form"].fields["effective_on"].help_text
    assert hint.startswith(f"Zum Beispiel {days} Berichte zählen nach diesem Tag.")


def test_page_shows_what_was_checked_and_the_open_steps(person, caseworker, login):
    note_identity(person, by=caseworker, state="geklaert", stated_on=date(2024, 2, 1))
    note_exclusion(person, by=caseworker, state="klaerung_extern", stated_on=date(2024, 2, 1))
    response = login(caseworker).get(url(person))
    assert response.status_code == 200
    findings = response.context["findings"]
    assert [(each["outcome"], each["text"]) for each in findings] == [
        ("erfuellt", law("§ 60a AufenthG (Duldung) gehört zur geförderten Gruppe.")),
        ("erfuellt", "Die Identität ist seit dem 01.02.2024 geklärt."),
        ("anderswo", "Eine Klärung außerhalb des Projekts ist nötig, etwa mit einer Rechtsberatung."),
        ("erfuellt", "Die Person nimmt freiwillig teil; ihre Einwilligung liegt vor."),
        ("erfuellt", "Ein Clearing-Gespräch ist geführt, zuletzt am 20.03.2024."),
    ]
    steps = [value for value, _label in response.context["form"].fields["to"].choices]
    assert steps == list(pipeline.MOVES[Phase.CLEARING])
    assert response.content.decode().count('type="radio"') == 5
    assert response.content.decode().count(" checked") == 0


def test_open_facts_lead_to_where_they_are_entered(person, caseworker, login):
    findings = login(caseworker).get(url(person)).context["findings"]
    assert [(each["outcome"], each.get("link")) for each in findings] == [
        ("erfuellt", None),
        ("offen", (url(person, "identity_note"), "Stand der Identitätsklärung eintragen")),
        ("offen", (url(person, "exclusion_note"), "Ausschlusshinweis eintragen")),
        ("erfuellt", None),
        ("erfuellt", None),
    ]


def test_a_missing_talk_stands_against_the_betreuung_and_leads_to_the_talk(caseworker, login):
    person = make_participant(caseworker)
    move_to(person, Phase.CLEARING, on=date(2024, 3, 20), by=caseworker)
    response = login(caseworker).get(url(person))
    missing = response.context["findings"][-1]
    assert (missing["outcome"], missing["link"]) == (
        "nicht_erfuellt",
        (url(person, "talk_list"), "Clearing-Gespräch beginnen"),
    )
    form = response.context["form"]
    assert [step for step in form.steps if form.against(step)] == [Phase.BETREUUNG]
    stopped = login(caseworker).post(url(person), typed(person))
    assert stopped.context["findings"] == [missing]
    assert stopped.content.decode().count("Noch kein Clearing-Gespräch festgehalten.") == 1
    person.refresh_from_db()
    assert person.phase == Phase.CLEARING


def test_of_a_talk_nothing_is_said_where_no_step_asks_for_it(caseworker, login):
    person = make_participant(caseworker)
    assert len(login(caseworker).get(url(person)).context["findings"]) == 4


def test_objection_stands_beside_its_step_only(caseworker, login):
    person = make_participant(caseworker, residence_kind=Aufenthaltsstatus.FIKTION_81_3)
    move_to(person, Phase.CLEARING, on=date(2024, 3, 20), by=caseworker)
    hold_talk(person, on=date(2024, 3, 20), by=caseworker)
    response = login(caseworker).get(url(person))
    form = response.context["form"]
    assert {step: len(form.against(step)) for step in form.steps} == {
        Phase.BETREUUNG: 1,
        Phase.KEINE_BEDARFE: 0,
        Phase.UNVEREINBARKEIT: 0,
        Phase.TERMINVEREINBARUNG: 0,
        Phase.ABGESCHLOSSEN: 0,
    }
    (text,) = form.against(Phase.BETREUUNG)
    assert response.content.decode().count(f"{text} Nur die Koordination") == 1
    page = response.content.decode()
    assert page.count("Zurzeit nicht vorgesehen:") == 1
    assert page.count("Nur die Koordination kann den Einzelfall entscheiden.") == 1


@pytest.mark.parametrize("phase", [Phase.IDENTIFIZIERT, Phase.TERMINVEREINBARUNG, Phase.ABGESCHLOSSEN])
def test_questions_of_other_steps_are_not_in_the_form(caseworker, login, phase):
    person = make_participant(caseworker, talk_held=phase != Phase.IDENTIFIZIERT)
    if phase == Phase.ABGESCHLOSSEN:
        move_to(person, Phase.ABGESCHLOSSEN, on=date(2024, 3, 20), by=caseworker)
    fields = login(caseworker).get(url(person)).context["form"].fields
    asked = {"follow_up_on", "no_follow_up", "reason_keine_bedarfe", "reason_unvereinbarkeit", "outcome"}
    expected = set() if phase == Phase.ABGESCHLOSSEN else {"outcome"}
    assert asked & set(fields) == expected


def test_looking_at_another_day_keeps_what_was_typed(person, caseworker, login):
    data = typed(person, to=Phase.CLEARING, effective_on="1.2.24", ansehen="1")
    response = login(caseworker).post(url(person), data)
    form = response.context["form"]
    assert (form.day, form.errors) == (date(2024, 2, 1), {})
    # The Clearing of 20 March stays, so only what leads on to it is open on that day.
    assert [value for value, _label in form.fields["to"].choices] == [Phase.CLEARING, Phase.ABGESCHLOSSEN]
    assert form["reason"].value() == "Sprachkurs beginnt."
    person.refresh_from_db()
    assert person.phase_since == date(2024, 3, 20)


def test_looking_at_a_day_that_cannot_be_read(person, caseworker, login):
    response = login(caseworker).post(
        url(person), typed(person, reason="", effective_on="Ostern", ansehen="1")
    )
    form = response.context["form"]
    assert list(form.errors) == ["effective_on"]
    assert (form.day, form["effective_on"].value()) == (TODAY, "Ostern")


# --- the step -------------------------------------------------------------------------------------


def test_step_is_taken_and_can_be_undone(person, caseworker, login):
    client = login(caseworker)
    response = client.post(url(person), typed(person))
    assert (response.status_code, response["Location"]) == (302, url(person, "participant_detail"))
    step = pipeline.last_step(person)
    assert (step.phase, step.effective_on, step.reason) == (Phase.BETREUUNG, TODAY, "Sprachkurs beginnt.")
    undo = url(person, "case_undo", step.pk)
    assert told(response) == [("Status: Betreuung.", f"undo:{undo}")]
    # With the message first, then in the page until the end of the day; never twice.
    for page in (url(person, "participant_detail"), url(person, "participant_detail"), url(person)):
        assert client.get(page).content.decode().count(f'action="{undo}"') == 1
    client.post(undo)
    person.refresh_from_db()
    assert person.phase == Phase.CLEARING


def test_back_dated_step_is_told_as_such(person, caseworker, login):
    response = login(caseworker).post(url(person), typed(person, effective_on="22.3.24"))
    assert told(response)[0][0] == "Status: Betreuung, rückwirkend ab 22.03.2024."


def test_rest_with_a_reason_and_a_day(person, caseworker, login):
    data = typed(
        person,
        to=Phase.UNVEREINBARKEIT,
        reason_unvereinbarkeit="kinderbetreuung",
        reason_keine_bedarfe="kein_bedarf",
        follow_up_on="+90",
        outcome="arbeit",
    )
    assert login(caseworker).post(url(person), data).status_code == 302
    step = pipeline.last_step(person)
    assert (step.park_reason, step.follow_up_on, step.outcome) == ("kinderbetreuung", date(2024, 6, 25), "")


def test_rest_without_a_follow_up(person, caseworker, login):
    data = typed(person, to=Phase.KEINE_BEDARFE, reason_keine_bedarfe="kein_bedarf", no_follow_up="on")
    assert login(caseworker).post(url(person), data).status_code == 302
    step = pipeline.last_step(person)
    assert (step.park_reason, step.follow_up_on, step.no_follow_up) == ("kein_bedarf", None, True)


def test_end_with_an_outcome(person, caseworker, login):
    data = typed(person, to=Phase.ABGESCHLOSSEN, outcome="spurwechsel", no_follow_up="on")
    assert login(caseworker).post(url(person), data).status_code == 302
    assert pipeline.last_step(person).outcome == "spurwechsel"


ONE_OR_OTHER = "Geben Sie einen Tag ein oder kreuzen Sie an, dass keine Wiedervorlage gewünscht ist."


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"to": ""}, {"to": "Wählen Sie aus, wie es weitergeht."}),
        ({"to": "quatsch"}, {"to": "Wählen Sie einen Schritt, der am 27.03.2024 offen ist."}),
        ({"to": Phase.CLEARING}, {"to": "Wählen Sie einen Schritt, der am 27.03.2024 offen ist."}),
        ({"reason": " "}, {"reason": "Begründen Sie den Schritt in ein bis zwei Sätzen."}),
        (
            {"reason": "x" * 2001},
            {"reason": "Kürzen Sie den Text auf höchstens 2.000 Zeichen. Es sind 2.001."},
        ),
        ({"effective_on": "31.2.24"}, {"effective_on": "Prüfen Sie den Tag. Den 31.02.2024 gibt es nicht."}),
        (
            {"effective_on": "28.3.24"},
            {"effective_on": "Wählen Sie heute oder einen Tag in der Vergangenheit."},
        ),
        ({"effective_on": "26.3.23"}, {"effective_on": "Rückwirkend geht es höchstens 365 Tage."}),
        (
            {"effective_on": "9.1.24"},
            {"effective_on": "Die Person ist erst seit dem 10.01.2024 aufgenommen."},
        ),
        ({"seen": "abc"}, {"seen": STALE_PAGE}),
        ({"seen": "99999999999999999999"}, {"seen": STALE_PAGE}),
        ({"to": Phase.ABGESCHLOSSEN}, {"outcome": "Wählen Sie aus, wie die Teilnahme geendet hat."}),
        (
            {"to": Phase.UNVEREINBARKEIT},
            {
                "reason_unvereinbarkeit": "Wählen Sie den Grund für Unvereinbarkeit aus.",
                "follow_up_on": ONE_OR_OTHER,
            },
        ),
        (
            {"to": Phase.KEINE_BEDARFE, "follow_up_on": "1.7.24", "no_follow_up": "on"},
            {
                "reason_keine_bedarfe": "Wählen Sie den Grund für Keine Bedarfe aus.",
                "follow_up_on": "Lassen Sie den Tag leer oder nehmen Sie das Kreuz weg.",
            },
        ),
        (
            {"to": Phase.KEINE_BEDARFE, "reason_keine_bedarfe": "umzug", "follow_up_on": "heute"},
            {
                "reason_keine_bedarfe": "Wählen Sie einen Eintrag aus der Liste aus.",
                "follow_up_on": "Wählen Sie für die Wiedervorlage einen Tag nach heute.",
            },
        ),
    ],
)
def test_wrong_input_comes_back_filled(person, caseworker, login, changes, errors):
    data = typed(person, **changes)
    response = login(caseworker).post(url(person), data)
    form = response.context["form"]
    assert response.status_code == 200
    assert {name: " ".join(messages) for name, messages in form.errors.items()} == errors
    for name in ("reason", "effective_on", "follow_up_on"):
        assert form[name].value() == data[name]
    person.refresh_from_db()
    assert person.phase == Phase.CLEARING


# --- not provided for, and too late ---------------------------------------------------------------


@pytest.fixture
def with_fiktion(caseworker):
    person = make_participant(caseworker, residence_kind=Aufenthaltsstatus.FIKTION_81_3)
    move_to(person, Phase.CLEARING, on=date(2024, 3, 20), by=caseworker)
    hold_talk(person, on=date(2024, 3, 20), by=caseworker)
    return person


def test_caseworker_is_told_who_can_decide(with_fiktion, caseworker, coordinator, login):
    client = login(caseworker)
    response = client.post(url(with_fiktion), typed(with_fiktion))
    assert response.status_code == 200
    assert [each["text"].split(" nach ")[0] for each in response.context["findings"]] == [
        "Fiktionsbescheinigung"
    ]
    assert response.context["deciders"] == ["K. Muster"]
    page = response.content.decode()
    assert page.count("<textarea") == 0
    assert page.count("Sprachkurs beginnt.") == 2
    # The way back brings the filled page.
    back = client.post(url(with_fiktion), typed(with_fiktion, zurueck="1"))
    assert (back.context["form"].errors, back.context["form"]["reason"].value()) == (
        {},
        "Sprachkurs beginnt.",
    )
    with_fiktion.refresh_from_db()
    assert with_fiktion.phase == Phase.CLEARING


def test_caseworker_cannot_decide_an_exception(with_fiktion, caseworker, login):
    data = typed(with_fiktion, einzelfall="1", exception_reason="Titel ist zugesagt.")
    response = login(caseworker).post(url(with_fiktion), data)
    assert response.content.decode().count('name="einzelfall"') == 0
    with_fiktion.refresh_from_db()
    assert with_fiktion.phase == Phase.CLEARING


def test_coordination_decides_an_exception_with_its_own_reason(with_fiktion, coordinator, login):
    client = login(coordinator)
    asked = client.post(url(with_fiktion), typed(with_fiktion, exception_reason="Von früher."))
    assert asked.content.decode().count('name="einzelfall"') == 1
    empty = client.post(url(with_fiktion), typed(with_fiktion, einzelfall="1", exception_reason=" "))
    assert empty.context["form"].errors == {
        "exception_reason": ["Begründen Sie die Einzelfallentscheidung in ein bis zwei Sätzen."]
    }
    data = typed(with_fiktion, einzelfall="1", exception_reason="Titel ist zugesagt.")
    assert client.post(url(with_fiktion), data).status_code == 302
    step = pipeline.last_step(with_fiktion)
    assert (step.phase, step.exception_reason) == (Phase.BETREUUNG, "Titel ist zugesagt.")


def test_who_comes_too_late_sees_what_happened_and_keeps_the_text(person, caseworker, coordinator, login):
    data = typed(person)
    client = login(caseworker)
    move_to(person, Phase.UNVEREINBARKEIT, on=TODAY, by=coordinator, reason="Kein Hortplatz.")
    response = client.post(url(person), data)
    assert response.status_code == 409
    assert response.context["overtaken"] == (
        "Inzwischen hat K. Muster am 27.03.2024 um 10:00 Uhr Unvereinbarkeit ab 27.03.2024 eingetragen."
        " Prüfen Sie den neuen Stand und entscheiden Sie dann."
    )
    form = response.context["form"]
    assert (form.errors, form["reason"].value()) == ({}, "Sprachkurs beginnt.")
    assert response.content.decode().count("Begründung: „Kein Hortplatz.“") == 1
    # The page now starts from the new state, so a second click decides.
    assert client.post(url(person), data | {"seen": form["seen"].value()}).status_code == 302
    person.refresh_from_db()
    assert person.phase == Phase.BETREUUNG


def test_two_who_choose_the_same_step_are_told_who_was_first(person, caseworker, coordinator, login):
    data = typed(person)
    move_to(person, Phase.BETREUUNG, on=TODAY, by=coordinator, reason="Kurs gefunden.")
    response = login(caseworker).post(url(person), data)
    assert (response.status_code, response.context["overtaken"]) == (
        409,
        "Inzwischen hat K. Muster am 27.03.2024 um 10:00 Uhr Betreuung ab 27.03.2024 eingetragen."
        " Prüfen Sie den neuen Stand und entscheiden Sie dann.",
    )
    assert response.context["form"]["reason"].value() == "Sprachkurs beginnt."


# --- who may, and how -----------------------------------------------------------------------------

PAGES = ("case_move", "case_undo", "case_revoke", "follow_up_done")


def of_page(person, name):
    numbered = name in ("case_undo", "case_revoke")
    return url(person, name, *([pipeline.last_step(person).pk] if numbered else []))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", [Role.AUSWERTUNG, Role.FACHADMINISTRATION, Role.DATENSCHUTZ])
def test_roles_without_casework_may_not(person, login, name, role):
    client = login(make_user(role))
    assert client.get(of_page(person, name)).status_code == 403
    assert client.post(of_page(person, name), typed(person)).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_a_case_of_another_kommune_does_not_exist(person, potsdam, login, name):
    client = login(make_user(Role.KOORDINATION, potsdam))
    assert client.post(of_page(person, name), typed(person)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_without_log_in_no_page(person, client, name):
    assert client.get(of_page(person, name)).status_code == 302


@pytest.mark.parametrize("name", PAGES)
def test_wrong_method(person, caseworker, login, name):
    assert login(caseworker).put(of_page(person, name)).status_code == 405
    if name == "case_undo":
        assert login(caseworker).get(of_page(person, name)).status_code == 405
