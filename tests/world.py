"""Two Kommunen with one of everything, built once, for the tests that walk through all pages."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from clearing import services as talks
from clearing.catalogue import Abschnitt, Identitaetsschritt, Nachweisort
from clearing.letter_catalogue import Briefart, Versand
from clearing.models import Draft
from clearing.paper_letter import LetterOrder
from clearing.services import OpenPage
from network import services as network
from network.models import Organisation
from participants import services as people
from participants.choices import Ausschlusshinweis, Identitaetsklaerung, Phase
from participants.models import EducationProfile, Employment, Participant
from reports import services as reports
from reports.editions.services import publish
from reports.models import Foerderprogramm, IssuedReport
from spurwechsel import services
from spurwechsel.models import BarrierReport, Kommune, PotentialEstimate, User
from spurwechsel.roles import Role
from tests.factories import make_kommune, make_participant, make_user, move_to

STICHTAG = date(2024, 3, 27)
RELEASED = date(2024, 4, 2)


@dataclass
class Town:
    """A Kommune, who works there, and one case, one estimate, one programme and one released report."""

    kommune: Kommune
    fallbegleitung: User
    koordination: User
    case: Participant
    parked: Participant
    draft: Draft
    estimate: PotentialEstimate
    programme: Foerderprogramm
    report: IssuedReport
    partner: Organisation


@dataclass
class World:
    own: Town
    other: Town
    auswertung: User
    fachadministration: User
    datenschutz: User
    deactivated: User
    barrier: BarrierReport

    def users(self) -> dict[str, User]:
        """Every actor but the one who is not logged in."""
        return {
            "fallbegleitung": self.own.fallbegleitung,
            "fallbegleitung elsewhere": self.other.fallbegleitung,
            "koordination": self.own.koordination,
            "koordination elsewhere": self.other.koordination,
            "auswertung": self.auswertung,
            "fachadministration": self.fachadministration,
            "datenschutz": self.datenschutz,
            "deactivated": self.deactivated,
        }


def build_town(key: str, admin: User, mark: Any = lambda label: label) -> Town:
    """`mark` turns the label of a text into the text to plant."""
    texts = {label: mark(label) for label in ("Ort", "Amt", "Team", "Kontakt", "Projekte", "Grundlage")}
    kommune = make_kommune(
        key,
        name=texts["Ort"],
        department=texts["Amt"],
        team=texts["Team"],
        contact=texts["Kontakt"],
        own_projects_label=texts["Projekte"],
        esf_plus_from=date(2024, 1, 1),
        street="Neumarkt 5",
        postcode="03046",
        town="Cottbus",
        phone="0355 612-0",
        email="spurwechsel@example.org",
        privacy_contact="datenschutz@example.org",
    )
    fallbegleitung = make_user(
        Role.FALLBEGLEITUNG, kommune, name=mark("Fallbegleitung"), email=f"fb-{key}@example.org"
    )
    koordination = make_user(
        Role.KOORDINATION, kommune, name=mark("Koordination"), email=f"ko-{key}@example.org"
    )
    estimate = services.add_estimate(
        kommune, by=admin, day=date(2024, 1, 2), count=150, source=texts["Grundlage"]
    )
    case = build_case(fallbegleitung, mark)
    talks.record_absence(
        by=koordination,
        user=fallbegleitung,
        deputy=koordination,
        first_day=date(2030, 1, 7),
        last_day=date(2030, 1, 11),
    )
    talks.count_brief_contact(kommune, day=date(2024, 2, 1), topic="arbeit", language="ar")
    parked = make_participant(
        fallbegleitung, family_name=mark("Familienname ruht"), given_name=mark("Vorname ruht")
    )
    move_to(parked, Phase.CLEARING, on=date(2024, 2, 1), by=fallbegleitung, reason=mark("Grund ruht"))
    move_to(
        parked, Phase.UNVEREINBARKEIT, on=date(2024, 2, 5), by=koordination, follow_up_on=date(2030, 1, 8)
    )
    programme = reports.add_programme(
        kommune,
        by=admin,
        name=mark("Programm"),
        addressee=mark("Empfänger"),
        funder_line=mark("Förderhinweis"),
        logo_text=mark("Logo"),
        funding_code=mark("Kennzeichen"),
        valid_from=date(2023, 10, 1),
    )
    report = reports.issue(
        kommune, STICHTAG, by=koordination, today=RELEASED, highlights=mark("Das Wichtigste"), version=1
    )
    publish(kommune, STICHTAG, by=koordination, today=RELEASED)
    draft = Draft.objects.get(author=fallbegleitung)
    partner = build_partner(koordination, mark)
    build_transfer(case, fallbegleitung, partner, mark)
    build_placement(parked, fallbegleitung, partner, mark)
    return Town(
        kommune, fallbegleitung, koordination, case, parked, draft, estimate, programme, report, partner
    )


def build_placement(person: Participant, by: User, partner: Organisation, mark: Any) -> None:
    """A suggestion for the position of the partner, from a profile with a word of the person in it."""
    on = date(2024, 2, 8)
    people.add_statement(person, EducationProfile, by=by, stated_on=on, degree=mark("Abschluss"))
    released = {"items": ["abschluss", "deutsch"], "released_on": on, "language": "prs"}
    talks.release_profile(person, by=by, **released)
    talks.suggest_vacancy(person, by=by, vacancy=partner.vacancies.get(), on=on)


def build_partner(by: User, mark: Any) -> Organisation:
    """An organisation that no other Kommune sees, with a contact and an offer."""
    partner = network.add_organisation(
        by.kommune, by=by, group="freie_traeger", name=mark("Organisation"), note=mark("Netznotiz")
    )
    network.add_contact(partner, by=by, function=mark("Funktion"), name=mark("Ansprechperson"), phone="1")
    offer = {"kind": "verweisberatung", "name": mark("Angebot"), "needs": ["sprachkurs"]}
    network.add_service(partner, by=by, note=mark("Angebotsnotiz"), **offer)
    position = {"kldb_code": "54101", "valid_until": date(2099, 1, 1)}
    network.add_vacancy(partner, by=by, title=mark("Position"), note=mark("Stellennotiz"), **position)
    return partner


def build_transfer(case: Participant, by: User, partner: Organisation, mark: Any) -> None:
    """Data that went to the partner, and the link by which it can answer."""
    consent = {"purpose": "weitergabe", "given_on": date(2024, 2, 10), "language": "prs"}
    people.give_purpose(case, by=by, partner=partner.name, partner_key=partner.pk, **consent)
    draft = talks.prepare_transfer(
        case, by=by, organisation=partner, shared=["name", "ziel"], goal=mark("Übermitteltes Ziel")
    )
    sent = talks.send_transfer(draft, by=by, version=1, today=date(2024, 2, 12))
    talks.make_answer_link(sent, by=by, today=date(2024, 2, 12))


def build_case(by: User, mark: Any) -> Participant:
    """A case with everything a case can have."""
    case = make_participant(
        by, family_name=mark("Familienname"), given_name=mark("Vorname"), phone=mark("Telefon")[:40]
    )
    people.note_identity(case, by=by, state=Identitaetsklaerung.IN_KLAERUNG, stated_on=date(2024, 1, 20))
    people.note_exclusion(case, by=by, state=Ausschlusshinweis.KEIN_HINWEIS, stated_on=date(2024, 1, 20))
    move_to(case, Phase.CLEARING, on=date(2024, 2, 1), by=by, reason=mark("Begründung"))
    for day in (date(2024, 2, 1), date(2024, 2, 8)):
        talk = talks.start_interview(case, by=by, held_on=day)
        note = mark("Notiz")
        talks.save_section(
            talk,
            Abschnitt.SPRACHE,
            by=by,
            version=0,
            typed={"note": [note]},
            values={"note": note},
            finished=False,
        )
        talks.end_interview(talk, by=by)
    typed = {"note": [mark("Entwurf")]}
    talks.save_draft(talk, Abschnitt.BILDUNG, by=by, typed=typed, base_version=0, page=OpenPage("seite", ""))
    talks.record_identity_step(
        case,
        by=by,
        step=Identitaetsschritt.ANTRAG,
        done_on=date(2024, 2, 2),
        proof=Nachweisort.PERSON,
    )
    build_plan(case, by, mark)
    build_day(case, by, mark)
    build_letter(case, by, mark)
    return case


def build_letter(case: Participant, by: User, mark: Any) -> None:
    """An address with a letter that went to it, and a consent in one purpose."""
    address = {"care_of": mark("Wohnt bei"), "street": mark("Straße"), "postcode": "03046", "town": "Cottbus"}
    people.set_address(case, by=by, version=0, **address)
    purpose = {"purpose": "weitergabe", "given_on": date(2024, 2, 10), "language": "prs"}
    people.give_purpose(case, by=by, partner=mark("Stelle"), **purpose)
    talks.print_letter(LetterOrder(case, Briefart.KENNENLERNEN, date(2024, 2, 10), Versand.POST), by=by)


def build_day(case: Participant, by: User, mark: Any) -> None:
    """An appointment, an attempt to reach the person, a task."""
    talks.book_appointment(
        case,
        by=by,
        kind="partner",
        day=date(2024, 2, 7) + timedelta(weeks=by.appointments.count()),
        begins=time(9),
        ends=time(10),
        host=by,
        place="partner",
        room=mark("Raum"),
        address=mark("Adresse"),
        partner=mark("Partnerstelle"),
        interpreting_language="prs",
        interpreter=mark("Sprachmittlung"),
        note=mark("Terminnotiz"),
    )
    talks.record_attempt(
        case,
        by=by,
        tried_on=date(2024, 1, 15),
        channel="telefon",
        result="keine_antwort",
        note=mark("Kontaktnotiz"),
    )
    talks.add_task(
        by=by,
        kommune_id=case.kommune_id,
        participant=case,
        title=mark("Aufgabe"),
        owner=by,
        due=date(2024, 2, 9),
        note=mark("Aufgabennotiz"),
    )


def build_plan(case: Participant, by: User, mark: Any) -> None:
    """A need with goal and measure, a job, a certificate, an answer, an agreed plan."""
    need = talks.open_need(
        case, by=by, kind="sprachkurs", opened_on=date(2024, 2, 8), target_level="B1", note=mark("Bedarf")
    )
    talks.set_goal(case, by=by, text=mark("Ziel"), needs=[need], set_on=date(2024, 2, 8))
    measure = talks.plan_measure(need, by=by, kind="deutschkurs_land", provider=mark("Träger"))
    measure = talks.start_measure(measure, by=by, version=1, started_on=date(2024, 2, 12))
    for day in (date(2024, 2, 13), date(2024, 2, 14)):
        talks.mark_attendance(measure, by=by, day=day, state="unentschuldigt")
    place = {"place": mark("Verweisstelle"), "kind": "termin", "note": mark("Verweisnotiz")}
    talks.record_referral(case, by=by, need=need, referred_on=date(2024, 2, 9), **place)
    job = {"employer": mark("Betrieb"), "kind": "sv", "hours": 20, "valid_from": date(2024, 2, 12)}
    people.record_episode(case, Employment, by=by, **job)
    talks.record_certificate(case, by=by, gained_on=date(2024, 2, 9), level="A2", name=mark("Zertifikat"))
    talks.agree_plan(case, by=by, agreed_on=date(2024, 2, 9), document=b"%PDF-1.7")


def build_world(mark: Any = lambda label: label) -> World:
    """`mark` is asked for the texts of the other town only."""
    admin = make_user(Role.FACHADMINISTRATION, name="F. Verwaltung")
    own = build_town("cottbus", admin)
    return World(
        own=own,
        other=build_town("potsdam", admin, mark=lambda label: mark(f"{label} dort")),
        auswertung=make_user(Role.AUSWERTUNG, name="A. Auswertung"),
        fachadministration=admin,
        datenschutz=make_user(Role.DATENSCHUTZ, name="D. Schutz"),
        deactivated=make_user(Role.FALLBEGLEITUNG, own.kommune, name="W. Weg", is_active=False),
        barrier=services.report_barrier(what="Die Liste liest niemand vor."),
    )


def client_of(user: User | None, **options: Any) -> Client:
    client = Client(raise_request_exception=False, **options)
    if user is not None:
        client.force_login(user)
    return client


def asked(client: Client, method: str, address: str) -> HttpResponse:
    """One request without consequences, for the database as for the client."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = client.generic(method, address)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response
