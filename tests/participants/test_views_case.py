"""The case page and its history: what they say, whose they are, what they cost."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clearing import pipeline
from clearing import services as clearing
from participants import services
from participants.choices import Aufenthaltsstatus, Einwilligung, Phase
from participants.rules.verdict import law
from spurwechsel.roles import Role
from tests.factories import make_participant, make_user, move_to

NOW = datetime(2024, 3, 27, 9, 0, tzinfo=UTC)
TODAY = date(2024, 3, 27)


@pytest.fixture(autouse=True)
def _on_27_march():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(login, caseworker):
    return login(caseworker)


@pytest.fixture
def person(caseworker):
    return make_participant(caseworker, family_name="Öztürk", given_name="Ayşe")


def page(client, person, name="participant_detail", query=""):
    response = client.get(reverse(name, args=[person.case_number]) + query)
    assert response.status_code == 200
    return response


def html(client, person, name="participant_detail", query="") -> str:
    return page(client, person, name, query).content.decode()


def test_no_name_in_title_or_address(client, person):
    text = html(client, person)
    title = text[text.index("<title>") : text.index("</title>")]
    assert title == f"<title>{person.case_number} – Spurwechsel"
    assert "<h1>Öztürk, Ayşe</h1>" in text


def test_next_steps_name_open_tasks_and_appointments_without_a_result(client, person, caseworker):
    half_an_hour = {"begins": time(9), "ends": time(9, 30), "host": caseworker, "place": "buero"}
    for day in (TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1)):
        clearing.book_appointment(person, by=caseworker, kind="telefonat", day=day, **half_an_hour)
    task = {"title": "Zeugnis erfragen", "owner": caseworker, "due": TODAY}
    clearing.add_task(by=caseworker, kommune_id=person.kommune_id, participant=person, **task)
    text = html(client, person)
    (appointment,) = person.appointments.filter(day__lt=TODAY)
    assert text.count(f">Eintragen, was daraus wurde: {appointment}</a>") == 1
    assert text.count(">Termin heute, 09:00 Uhr: Telefonat. Danach eintragen, was daraus wurde</a>") == 1
    assert text.count("was daraus wurde") == 2
    assert text.count(">Zeugnis erfragen</a>") == 1


def test_a_row_that_is_only_a_link_is_left_out_on_paper(client, person):
    assert html(client, person).count('<div class="sp-screen-only"><dt>Einzelne Zwecke</dt>') == 1


def test_open_facts_link_to_where_they_are_entered(client, caseworker):
    person = make_participant(
        caseworker,
        residence_kind="",
        consent=Einwilligung.WIRD_EINGEHOLT,
        consent_on=None,
        consent_language="",
    )
    verdict = page(client, person).context["case"].verdict
    base = f"/teilnehmende/{person.case_number}"
    assert verdict["title"] == "Noch offen"
    assert [finding.link for finding in verdict["findings"]] == [
        (f"{base}/aufenthalt/neu/", "Jetzt eintragen"),
        (f"{base}/identitaet/", "Jetzt eintragen"),
        (f"{base}/ausschlusshinweis/", "Jetzt eintragen"),
        (f"{base}/einwilligung/", "Jetzt eintragen"),
    ]


@pytest.mark.parametrize(
    ("kind", "note", "title"),
    [
        (Aufenthaltsstatus.AE_25_5, "geklaert", "Teilnahme möglich"),
        (Aufenthaltsstatus.FIKTION_81_3, "geklaert", "Clearing möglich"),
        (Aufenthaltsstatus.SONSTIGE, "geklaert", "Verweisberatung"),
        (Aufenthaltsstatus.AE_25_5, "mitwirkung_verweigert", "Teilnahme zurzeit nicht möglich"),
    ],
)
def test_the_verdict_in_words(client, caseworker, kind, note, title):
    person = make_participant(caseworker, residence_kind=kind)
    services.note_identity(person, by=caseworker, state=note, stated_on=TODAY)
    services.note_exclusion(person, by=caseworker, state="kein_hinweis", stated_on=TODAY)
    assert page(client, person).context["case"].verdict["title"] == title


@pytest.mark.parametrize(
    ("until", "expired"), [(date(2024, 3, 26), True), (date(2024, 3, 27), False), (None, False)]
)
def test_an_expired_paper_is_to_be_checked(client, caseworker, until, expired):
    text = html(client, make_participant(caseworker, residence_until=until))
    assert ("Dokument zu prüfen" in text) is expired
    assert "ohne Titel" not in text


def test_104c_is_not_extended(client, caseworker):
    person = make_participant(caseworker, residence_kind=Aufenthaltsstatus.AE_104C)
    sentence = law("Der Chancen-Aufenthalt nach § 104c wird nicht verlängert.")
    assert sentence in html(client, person)
    other = make_participant(caseworker, residence_kind=Aufenthaltsstatus.AE_25_5)
    assert sentence not in html(client, other)


def test_a_fiktion_stands_beside_its_title_and_earlier_papers_below(client, caseworker):
    person = make_participant(caseworker, on=date(2024, 1, 10), residence_until=date(2024, 2, 29))
    for kind, start in (
        (Aufenthaltsstatus.AE_25_5, date(2024, 3, 1)),
        (Aufenthaltsstatus.FIKTION_81_4, TODAY),
    ):
        services.record_residence_status(person, by=caseworker, kind=kind, valid_from=start)
    case = page(client, person).context["case"]
    assert [each.kind for each in case.current] == ["fiktion_81_4", "ae_25_5"]
    assert [each.kind for each in case.earlier] == ["duldung_60a"]
    assert case.upcoming == []


def test_a_paper_of_tomorrow_is_announced(client, person, caseworker):
    paper = {"kind": Aufenthaltsstatus.AE_25B, "valid_from": TODAY + timedelta(days=1), "ends_previous": True}
    services.record_residence_status(person, by=caseworker, **paper)
    case = page(client, person).context["case"]
    assert [each.kind for each in case.current] == ["duldung_60a"]
    assert [each.kind for each in case.upcoming] == ["ae_25b"]
    assert "<dt>Ab 28.03.2024</dt>" in html(client, person)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "liegt vor, 10.01.2024 (Dari)"),
        (
            {"consent": Einwilligung.WIRD_EINGEHOLT, "consent_on": None, "consent_language": ""},
            "wird noch eingeholt",
        ),
        (
            {"consent": Einwilligung.WIDERRUFEN, "consent_withdrawn_on": date(2024, 2, 1)},
            "widerrufen am 01.02.2024",
        ),
    ],
)
def test_consent_in_words(client, caseworker, fields, words):
    person = make_participant(caseworker, **fields)
    assert page(client, person).context["case"].consent == words


def test_the_latest_notes_are_shown(client, person, caseworker):
    for state, day in (("offen", date(2024, 2, 1)), ("in_klaerung", date(2024, 3, 1))):
        services.note_identity(person, by=caseworker, state=state, stated_on=day)
    assert str(page(client, person).context["case"].identity) == "wird geklärt, Stand 01.03.2024"


# --- history ------------------------------------------------------------------------------------------------


def test_history_shows_old_and_new_back_dated_and_revoked(client, person, caseworker, coordinator):
    with services.recording_at(NOW + timedelta(minutes=1)):
        move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    with services.recording_at(NOW + timedelta(minutes=2)):
        services.correct(person, by=coordinator, version=person.version, phone="0355 612-0")
    with services.recording_at(NOW + timedelta(minutes=3)):
        move_to(person, Phase.UNVEREINBARKEIT, on=TODAY, by=caseworker, follow_up_on=date(2024, 7, 1))
    with services.recording_at(NOW + timedelta(minutes=4)):
        pipeline.revoke(person.phase_changes.order_by("-id")[0], by=coordinator, reason="Verwechselt.")
    entries = page(client, person, "participant_history").context["entries"]
    assert [(each.title, each.by) for each in entries] == [
        ("Zurückgenommen: Unvereinbarkeit ab 27.03.2024", "K. Muster"),
        ("Status: Clearing → Unvereinbarkeit", "A. Beispiel"),
        ("Stammdaten geändert: Telefon", "K. Muster"),
        ("Status: Terminvereinbarung → Clearing", "A. Beispiel"),
        ("Aufgenommen mit Status Terminvereinbarung", "A. Beispiel"),
    ]
    _, taken_back, corrected, clearing, _ = entries
    assert taken_back.revoked == "27.03.2024, 10:04 Uhr, K. Muster. Verwechselt."
    assert taken_back.lines == (
        "Wirksam ab 27.03.2024 · Grund: Kinderbetreuung · Wiedervorlage am 01.07.2024",
    )
    assert clearing.lines == ("Wirksam ab 01.02.2024, rückwirkend eingetragen",)
    assert corrected.lines == ("Telefon: keine Angabe → 0355 612-0",)
    assert (taken_back.step, clearing.step) == (None, person.phase_changes.in_force().order_by("-id")[0].pk)


def test_history_can_be_narrowed(client, person, caseworker):
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    services.note_identity(person, by=caseworker, state="offen", stated_on=TODAY)
    titles = {
        group: [
            each.title
            for each in page(client, person, "participant_history", f"?art={group}").context["entries"]
        ]
        for group in ("status", "aufenthalt", "pruefung")
    }
    assert titles == {
        "status": ["Status: Terminvereinbarung → Clearing", "Aufgenommen mit Status Terminvereinbarung"],
        "aufenthalt": [],
        "pruefung": ["Identitätsklärung: noch offen, Stand 27.03.2024"],
    }


def test_a_step_can_be_revoked_from_the_history_but_not_the_first(client, person, caseworker):
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    last = person.phase_changes.order_by("-id")[0]
    text = html(client, person, "participant_history")
    assert text.count("Als Fehler zurücknehmen") == 1
    assert reverse("case_revoke", args=[person.case_number, last.pk]) in text


def test_history_has_pages_and_survives_garbage(client, person, caseworker):
    for number in range(31):
        services.correct(person, by=caseworker, version=number + 1, phone=f"0355 {number}")
    assert len(page(client, person, "participant_history").context["entries"]) == 30
    last = page(client, person, "participant_history", "?seite=99").context["entries"]
    assert [each.title for each in last][-1] == "Aufgenommen mit Status Terminvereinbarung"
    text = html(client, person, "participant_history", "?seite=x&art=quatsch")
    assert "Diese Seite des Verlaufs gibt es nicht. Sie sehen die erste." in text


# --- cost, access, methods ----------------------------------------------------------------------------------


def selects(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return sum(query["sql"].startswith(("SELECT", "(SELECT")) for query in queries)


def more_history(person, by, round_: int) -> None:
    services.correct(person, by=by, version=round_, phone=f"0355 {round_}")
    services.note_identity(person, by=by, state="offen", stated_on=TODAY)
    services.note_exclusion(person, by=by, state="kein_hinweis", stated_on=TODAY)
    start = TODAY + timedelta(days=round_)
    fields = {"kind": Aufenthaltsstatus.AE_25_5, "valid_from": start, "ends_previous": True}
    services.record_residence_status(person, by=by, **fields)
    to = Phase.CLEARING if round_ % 2 else Phase.TERMINVEREINBARUNG
    move_to(person, to, on=date(2024, 2, 2), by=by)


@pytest.mark.parametrize(("name", "limit"), [("participant_detail", 18), ("participant_history", 10)])
def test_the_cost_does_not_grow_with_the_history(client, person, caseworker, name, limit):
    url = reverse(name, args=[person.case_number])
    more_history(person, caseworker, 1)
    before = selects(client, url)
    for round_ in range(2, 6):
        more_history(person, caseworker, round_)
    assert selects(client, url) <= before <= limit


PAGES = ["participant_detail", "participant_history", "residence_list"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", Role.values)
def test_who_may_see_a_case(login, cottbus, person, role, name):
    allowed = role in (Role.FALLBEGLEITUNG, Role.KOORDINATION)
    response = login(make_user(role, cottbus)).get(reverse(name, args=[person.case_number]))
    assert response.status_code == (200 if allowed else 403)


@pytest.mark.parametrize("name", PAGES)
def test_a_case_of_another_kommune_does_not_exist(login, potsdam, person, client, name):
    url = reverse(name, args=[person.case_number])
    stranger = make_user(kommune=potsdam)
    assert login(stranger).get(url).status_code == 404
    visiting = make_user(kommune=potsdam)
    visiting.further_kommunen.add(person.kommune)
    assert login(visiting).get(url).status_code == 200
    assert client.post(url).status_code == 405


@pytest.mark.parametrize(
    "number",
    ["SW-CB-2024-9999", "SW-CB-24-0001", "sw-cb-2024-0001", "1", "SW-CB-2024-0001%00", "SW-CB-²024-0001"],
)
def test_unknown_numbers(client, person, number):
    assert client.get(f"/teilnehmende/{number}/").status_code == 404
