"""Where the objects of the town of „fallbegleitung“ and „koordination“ are: the arguments of addresses."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from clearing.models import BriefContact, BulkRun, Packet
from clearing.models.bulk import BulkKind
from clearing.packets.content import digest, frozen
from clearing.packets.services import offer_packet
from clearing.services import start_bulk
from participants import services as people
from participants.choices import Antragsziel, Fristart
from participants.models import Participant, Snooze
from reports.batches.services import start_batch
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.factories import make_kommune, make_participant, make_user
from tests.world import World


def case(world: World) -> list[Any]:
    return [world.own.case.case_number]


def brief_contact(world: World) -> list[Any]:
    return [BriefContact.objects.get(kommune=world.own.kommune).pk]


def parked_case(world: World) -> list[Any]:
    return [world.own.parked.case_number]


def paper(world: World) -> list[Any]:
    return [world.own.case.case_number, world.own.case.residence.get().pk]


def parked_deadline(world: World) -> list[Any]:
    return [world.own.parked.case_number, "wiedervorlage-fall-2030-01-08"]


def put_off(world: World) -> list[Any]:
    """A deadline of the case that somebody put off."""
    case, known = world.own.case, Snooze.objects.filter(participant=world.own.case).first()
    row = known or people.snooze(
        case,
        by=world.own.fallbegleitung,
        key="papier-1-2030-01-08",
        kind=Fristart.PAPIER,
        due=date(2030, 1, 8),
        until=date(2030, 1, 1),
        reason="Termin steht.",
        today=date(2029, 12, 1),
    )
    return [case.case_number, row.pk]


def kept_perspective(world: World) -> list[Any]:
    case, by = world.own.case, world.own.fallbegleitung
    kept = case.keptperspectives.first() or people.keep_perspective(case, by=by, day=date(2024, 3, 1))
    return [case.case_number, kept.pk]


def bulk(world: World) -> list[Any]:
    """Work on many cases that the Fallbegleitung ordered and nobody has done yet."""
    by = world.own.fallbegleitung
    run = BulkRun.objects.filter(started_by=by).first() or start_bulk(
        BulkKind.LETTERS, [world.own.case], by=by, on=date(2024, 3, 1)
    )
    return [run.pk]


def report_batch(world: World) -> list[Any]:
    """All monthly reports of a month, ordered and not put together yet."""
    return [start_batch(date(2024, 3, 1), by=world.auswertung).pk]


def application(world: World) -> list[Any]:
    paper = world.own.case.residence.get()
    row = paper.applications.first() or people.file_application(
        paper,
        by=world.own.fallbegleitung,
        purpose=Antragsziel.P25B,
        filed_on=date(2024, 2, 1),
        keeps_rights=False,
    )
    return [world.own.case.case_number, row.pk]


def step(world: World) -> list[Any]:
    return [world.own.case.case_number, world.own.case.phase_changes.order_by("-id")[0].pk]


def talk(world: World) -> list[Any]:
    return [world.own.case.case_number, world.own.case.interviews.first().number]


def section(world: World) -> list[Any]:
    return [*talk(world), world.own.draft.section]


def talk_appointment(world: World) -> list[Any]:
    return [*talk(world), world.own.case.appointments.get().pk]


def identity_step(world: World) -> list[Any]:
    return [world.own.case.case_number, world.own.case.identitysteps.get().pk]


def of_case(rows: str) -> Callable[[World], list[Any]]:
    """The one row of that kind that the case has."""
    return lambda world: [world.own.case.case_number, getattr(world.own.case, rows).get().pk]


def referral(world: World) -> list[Any]:
    """The one that was entered by hand; a further one belongs to what was sent to the partner."""
    return [world.own.case.case_number, world.own.case.referrals.get(transfer=None).pk]


def purpose(world: World) -> list[Any]:
    """That for a place in words; a further one belongs to what was sent to the partner."""
    return [world.own.case.case_number, world.own.case.purposeconsents.order_by("pk")[0].pk]


def _third_town() -> User:
    """The Koordination of a town that is none of the two, for what goes from one town to another."""
    kommune = Kommune.objects.filter(key="brandenburg").first() or make_kommune("brandenburg")
    return User.objects.filter(kommune=kommune).first() or make_user(Role.KOORDINATION, kommune)


def _packet(person: Participant, to: Kommune, by: User) -> Packet:
    today = localdate()
    return offer_packet(
        person,
        by=by,
        to=to,
        sections=[],
        given_on=today,
        language="prs",
        seen=digest(frozen(person, [], today)),
        today=today,
    )


def offered(world: World) -> list[Any]:
    """A packet from a third town that waits for the decision of this one."""
    by, to = _third_town(), world.own.kommune
    known = Packet.objects.filter(kommune=by.kommune, to=to).first()
    return [(known or _packet(make_participant(by), to, by)).pk]


def offering(world: World) -> list[Any]:
    """A packet of this town for a third one."""
    person, by = world.own.parked, world.own.fallbegleitung
    known = Packet.objects.filter(participant=person).first()
    return [(known or _packet(person, _third_town().kommune, by)).pk]


def partner(world: World) -> list[Any]:
    return [world.own.partner.pk]


def of_partner(rows: str) -> Callable[[World], list[Any]]:
    """The one row of that kind that the organisation has."""
    return lambda world: [world.own.partner.pk, getattr(world.own.partner, rows).get().pk]


def vacancy(world: World) -> list[Any]:
    return [world.own.partner.vacancies.get().pk]


def placement(world: World) -> list[Any]:
    row = world.own.parked.placements.get()
    return [row.participant.case_number, row.pk]


def task(world: World) -> list[Any]:
    # Repeated absence made one of its own besides.
    return [world.own.case.tasks.order_by("pk")[0].pk]


def absence(world: World) -> list[Any]:
    return [world.own.fallbegleitung.absences.get().pk]


def job(world: World) -> list[Any]:
    return [world.own.case.case_number, "beschaeftigung", world.own.case.employments.get().pk]


def edition(world: World) -> list[Any]:
    report = world.own.report
    return [report.kommune.key, report.stichtag, report.version]


def published(world: World) -> list[Any]:
    report = world.own.report
    return [report.kommune.key, report.stichtag]


def programme(world: World) -> list[Any]:
    return [world.own.programme.pk]


def account(world: World) -> list[Any]:
    return [world.own.fallbegleitung.pk]


def town(world: World) -> list[Any]:
    return [world.own.kommune.key]
