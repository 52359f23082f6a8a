"""Three walks through the pages: register a person, decide the Clearing, send the monthly PDF."""

import re
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
import time_machine
from django.test import Client

from participants.choices import FIVE_PHASES, Aufenthaltsstatus, EventKind, Phase
from participants.models import Participant
from reports import services as reports
from reports.models import IssuedReport
from spurwechsel.roles import Role
from tests.factories import make_participant, make_user, move_to

MORNING = datetime(2024, 3, 27, 7, 0, tzinfo=UTC)

NEW_PERSON = {
    "family_name": "Özdemir",
    "given_name": "Ayşe",
    "birth_date": "3.5.1990",
    "language": "tr",
    "needs_interpreting": "on",
    "residence_kind": Aufenthaltsstatus.AE_25_5,
    "residence_until": "24.6.24",
    "consent": "liegt_vor",
    "consent_on": "heute",
    "talk_held": "ja",
    "channel": "sozialamt",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


def follow(client: Client, page: str, label: str) -> str:
    """The text of the page behind the first link with this label."""
    link = re.search(rf'<a[^>]*href="([^"]+)"[^>]*>(?:<[^>]+>)*{re.escape(label)}', page)
    assert link, f"kein Link „{label}“"
    response = client.get(link[1].replace("&amp;", "&"))
    assert response.status_code == 200
    return response.content.decode()


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def test_register_a_person(caseworker, login):
    client = login(caseworker)
    today = client.get("/").content.decode()
    follow(client, today, "Person aufnehmen")
    response = client.post("/teilnehmende/neu/", NEW_PERSON | {"responsible": caseworker.pk}, follow=True)
    person = Participant.objects.get()
    assert response.redirect_chain == [(f"/teilnehmende/{person.case_number}/", 302)]
    assert (person.phase, person.case_number) == (Phase.TERMINVEREINBARUNG, "SW-CB-2024-0001")
    page = response.content.decode()
    assert page.count("§\u00a025 Abs.\u00a05 AufenthG gehört zur geförderten Gruppe.") == 1
    assert [event.kind for event in person.events.all()] == [EventKind.REGISTERED]
    # She is on Heute from now on: the paper runs out within 90 days.
    assert follow(client, page, "Heute").count("noch 89 Tage") == 1


def test_decide_the_clearing(caseworker, coordinator, login, clock):
    """Back-dated into the Clearing, stopped while there is only a Fiktion, decided with the title."""
    person = make_participant(
        caseworker, residence_kind=Aufenthaltsstatus.FIKTION_81_3, residence_until=date(2024, 6, 30)
    )
    client = login(caseworker)
    case = client.get(f"/teilnehmende/{person.case_number}/").content.decode()
    page = follow(client, case, "Status ändern")
    step = {"seen": hidden(page, "seen"), "to": Phase.CLEARING, "reason": "Termin am 20.3."}
    case = client.post(
        f"/teilnehmende/{person.case_number}/status/", step | {"effective_on": "20.3.24"}, follow=True
    )
    assert case.content.decode().count("Status: Clearing, rückwirkend ab 20.03.2024.") == 1

    page = follow(client, case.content.decode(), "Status ändern")
    assert page.count("Zurzeit nicht vorgesehen:") == 1
    decision = {"seen": hidden(page, "seen"), "to": Phase.BETREUUNG, "reason": "B1-Kurs, Anerkennung."}
    stopped = client.post(f"/teilnehmende/{person.case_number}/status/", decision | {"effective_on": "heute"})
    assert stopped.context["deciders"] == ["K. Muster"]
    assert [each["link"] for each in stopped.context["findings"] if "link" in each] == [
        (f"/teilnehmende/{person.case_number}/clearing/", "Clearing-Gespräch beginnen")
    ]
    client.post(f"/teilnehmende/{person.case_number}/clearing/beginnen/")

    clock.move_to(datetime(2024, 4, 8, 7, 0, tzinfo=UTC))
    client = login(caseworker)
    granted = client.post(
        f"/teilnehmende/{person.case_number}/aufenthalt/neu/",
        {"kind": Aufenthaltsstatus.AE_25_5, "valid_from": "5.4.24", "valid_until": "5.4.25"},
    )
    fiktion = person.residence.get(kind=Aufenthaltsstatus.FIKTION_81_3)
    ended = client.post(
        f"/teilnehmende/{person.case_number}/aufenthalt/{fiktion.pk}/",
        {
            "kind": Aufenthaltsstatus.FIKTION_81_3,
            "valid_from": "10.1.24",
            "valid_until": "4.4.24",
            "reason": "Titel erteilt.",
            "version": fiktion.version,
        },
    )
    assert (granted.status_code, ended.status_code) == (302, 302)
    decided = client.post(
        f"/teilnehmende/{person.case_number}/status/", decision | {"effective_on": "heute"}, follow=True
    )
    assert decided.content.decode().count("Status: Betreuung.") == 1
    person.refresh_from_db()
    assert (person.phase, person.phase_since) == (Phase.BETREUUNG, date(2024, 4, 8))
    frozen = person.phase_changes.latest("id").findings
    assert {finding["id"]: finding["ergebnis"] for finding in frozen} == {
        "titel": "erfuellt",
        "identitaet": "offen",
        "straffaelligkeit": "offen",
        "einwilligung": "erfuellt",
        "gespraech": "erfuellt",
    }


def test_monthly_pdf_in_three_clicks(caseworker, coordinator, cottbus, login, clock):
    reports.add_programme(
        cottbus,
        by=make_user(Role.FACHADMINISTRATION),
        name="Modellprojekt Spurwechsel",
        addressee="Ministerium",
        funder_line="Gefördert",
        logo_text="Land",
        funding_code="SW-1",
        valid_from=date(2023, 10, 1),
    )
    for number, phase in enumerate(FIVE_PHASES, start=1):
        for _ in range(number):
            person = make_participant(caseworker)
            for to in dict.fromkeys((Phase.CLEARING, phase)):
                if phase != Phase.TERMINVEREINBARUNG:
                    move_to(person, to, on=date(2024, 3, 1), by=caseworker)
    clock.move_to(datetime(2024, 4, 2, 7, 0, tzinfo=UTC))
    client = login(coordinator)
    overview = client.get("/uebersicht/").content.decode()
    page = follow(client, overview, "Monatsbericht erstellen")
    posted = {name: hidden(page, name) for name in ("stichtag", "edition", "version")}
    response = client.post(
        "/berichte/pruefen/freigeben/", posted | {"highlights": "Die Betreuung wächst."}, follow=True
    )
    report = IssuedReport.objects.get()
    assert (report.stichtag, report.version) == (date(2024, 3, 31), 1)
    pdf = client.get(f"{response.redirect_chain[-1][0].rstrip('/')}.pdf")
    assert (pdf.status_code, pdf["Content-Type"]) == (200, "application/pdf")
    first = b"".join(pdf) if pdf.streaming else pdf.content
    assert (first[:5], sha256(first).hexdigest()) == (b"%PDF-", report.sha256)
    # The board of the same day and the report say the same numbers.
    board = client.get("/uebersicht/", {"stand": "31.3.24"}).context["overview"]
    assert [lane.count for lane in board.lanes] == [1, 2, 3, 4, 5]
    assert [report.figures.persons(phase) for phase in FIVE_PHASES] == [1, 2, 3, 4, 5]
    # A later step does not change what was sent.
    move_to(person, Phase.BETREUUNG, on=date(2024, 3, 15), by=caseworker)
    again = client.get(f"{response.redirect_chain[-1][0].rstrip('/')}.pdf")
    assert (b"".join(again) if again.streaming else again.content) == first
