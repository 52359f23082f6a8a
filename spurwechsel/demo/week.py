"""What is ahead from today on: appointments of the week, tasks, leave with a deputy."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from clearing import services
from clearing.collisions import collisions_of
from clearing.models import Appointment
from participants.choices import Einwilligung, Phase
from participants.models import Participant
from participants.services import recording_at, set_address
from spurwechsel.models import Kommune, User

from .staff import CASEWORKERS
from .workdays import workday_from, workday_until

# Beginning, end, and what for; the second one is with a partner.
SLOTS = (
    (time(9), time(10), "clearing"),
    (time(11), time(11, 45), "partner"),
    (time(14, 30), time(15), "betreuung"),
)
PHASES = {
    "clearing": (Phase.TERMINVEREINBARUNG, Phase.CLEARING),
    "partner": (Phase.BETREUUNG, Phase.CLEARING),
    "betreuung": (Phase.BETREUUNG, Phase.KEINE_BEDARFE, Phase.UNVEREINBARKEIT),
}
DAYS_AHEAD = 5
TASKS = (
    ("Zeugnisse für die Anerkennungsberatung kopieren", -3),
    ("Rückmeldung der Handwerkskammer erfragen", 0),
    ("Kursplatz bestätigen lassen", 4),
)
FOR_NOBODY = "Dolmetscherliste prüfen"
# Who is written to; the streets are invented.
WRITTEN_TO = (Phase.IDENTIFIZIERT, Phase.TERMINVEREINBARUNG, Phase.CLEARING)
STREETS = ("Beispielweg", "Musterallee", "Probestraße", "Am Entwurf")
TOWNS = {"cottbus": ("03050", "Cottbus"), "potsdam": ("14478", "Potsdam")}
UNKNOWN = 5
AWAY, DEPUTY, AWAY_DAYS = "exempel", "probe", 9


def look_ahead(today: date, kommunen: Mapping[str, Kommune], staff: Mapping[str, User]) -> None:
    """Entered in the afternoon of the last working day."""
    eve = datetime.combine(workday_until(today - timedelta(days=1)), time(15, 45))
    with recording_at(timezone.make_aware(eve)):
        for town, workers in CASEWORKERS.items():
            for worker in workers:
                _note_addresses(staff[worker], kommunen[town])
                _fill_week(staff[worker], kommunen[town], today)
            services.add_task(
                by=staff[workers[0]],
                kommune_id=kommunen[town].pk,
                title=FOR_NOBODY,
                owner=None,
                due=today + timedelta(days=2),
            )
        services.record_absence(
            by=staff[AWAY],
            user=staff[AWAY],
            deputy=staff[DEPUTY],
            first_day=today,
            last_day=today + timedelta(days=AWAY_DAYS),
        )


def _fill_week(worker: User, kommune: Kommune, today: date) -> None:
    people = Participant.objects.filter(responsible=worker, kommune=kommune, consent=Einwilligung.LIEGT_VOR)
    known = list(people.order_by("case_number"))
    waiting = {kind: [each for each in known if each.phase in phases] for kind, phases in PHASES.items()}
    for begins, ends, kind, day in _slots(today):
        if waiting[kind]:
            person = waiting[kind].pop(0)
            for others in waiting.values():
                if person in others:
                    others.remove(person)
            _book(person, worker, kind, day, begins, ends)
    for (title, days), person in zip(TASKS, known, strict=False):
        services.add_task(
            by=worker,
            kommune_id=kommune.pk,
            participant=person,
            title=title,
            owner=worker,
            due=today + timedelta(days=days),
        )


def _note_addresses(worker: User, kommune: Kommune) -> None:
    """Of one in five nobody knows yet where letters should go."""
    people = Participant.objects.filter(responsible=worker, kommune=kommune, phase__in=WRITTEN_TO)
    postcode, town = TOWNS[kommune.key]
    for number, person in enumerate(people.order_by("case_number"), 1):
        if number % UNKNOWN:
            street = f"{STREETS[number % len(STREETS)]} {number}"
            set_address(person, by=worker, version=0, street=street, postcode=postcode, town=town)


def _slots(today: date) -> Iterator[tuple[time, time, str, date]]:
    day = workday_from(today)
    for _ in range(DAYS_AHEAD):
        for begins, ends, kind in SLOTS:
            yield begins, ends, kind, day
        day = workday_from(day + timedelta(days=1))


def _book(person: Participant, worker: User, kind: str, day: date, begins: time, ends: time) -> None:
    clock = {"day": day, "begins": begins, "ends": ends}
    # Everybody has a room, so nothing is taken twice.
    room = "" if kind == "partner" else f"2.{10 + worker.pk % 10}"
    language = person.language if person.needs_interpreting else ""
    services.book_appointment(
        person,
        by=worker,
        kind=kind,
        host=worker,
        place="partner" if kind == "partner" else "buero",
        room=room,
        partner="Handwerkskammer Musterland" if kind == "partner" else "",
        interpreting_language=language,
        interpreter_confirmed=bool(language) and begins == SLOTS[0][0],
        despite=_everything(person, worker, room=room, **clock),
        **clock,
    )


def _everything(person: Participant, worker: User, **fields: object) -> Iterable[str]:
    """Whatever speaks against the time was read."""
    return collisions_of(Appointment(participant=person, host=worker, **fields))
