"""Open positions of the invented employers, released profiles, and placements in every state."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from clearing import services
from clearing.matching_jobs import match_jobs
from clearing.models import Placement
from clearing.placement_catalogue import Profilangabe
from clearing.placement_matches import applicant_of, jobs_of
from clearing.placement_profiles import recorded_of
from network import services as network
from network.models import Organisation, Vacancy
from participants.choices import Einwilligung, Phase
from participants.models import Participant
from participants.services import recording_at
from spurwechsel.models import Kommune, User

from .staff import COORDINATORS
from .workdays import workday_from, workday_until


class Told(NamedTuple):
    """`employer` is the place among the employers of the town; `days` until or since the last day."""

    employer: int
    title: str
    code: str
    days: int
    more: dict[str, Any]


IN_TOWN = {"distance": "kommune", "place": "Innenstadt"}
NEARBY = {"distance": "umgebung", "place": "Gewerbepark Nord"}
FULL, PART = {"hours_from": 35, "hours_until": 40}, {"hours_from": 15, "hours_until": 25}
VACANCIES = (
    Told(0, "Reinigungskraft im Bettenhaus", "54101", 50, IN_TOWN | PART | {"level_from": "A1", "places": 3}),
    Told(0, "Küchenhilfe in der Klinikküche", "29301", 35, IN_TOWN | FULL | {"working_time": "schicht"}),
    Told(
        0, "Koch oder Köchin", "29302", 60, IN_TOWN | FULL | {"level_from": "A2", "working_time": "schicht"}
    ),
    Told(0, "Pflegehilfe auf Station", "81301", 40, IN_TOWN | {"level_from": "B1", "working_time": "nacht"}),
    Told(
        1,
        "Helfer oder Helferin im Hochbau",
        "32101",
        45,
        NEARBY | FULL | {"working_time": "tag", "places": 4},
    ),
    Told(1, "Helfer oder Helferin im Tiefbau", "32201", 28, NEARBY | FULL | {"needs_licence": True}),
    Told(1, "Malerin oder Maler", "33212", 90, NEARBY | FULL | {"level_from": "A2", "needs_licence": True}),
    Told(1, "Pflege von Grünanlagen", "12101", 21, IN_TOWN | PART | {"working_time": "tag"}),
    Told(
        2, "Hilfe im Lager", "51311", 55, NEARBY | {"hours_from": 20, "working_time": "schicht", "places": 2}
    ),
    Told(
        2,
        "Fahrerin oder Fahrer für die Auslieferung",
        "52182",
        30,
        {"needs_licence": True, "level_from": "B1"},
    ),
    Told(2, "Aushilfe im Büro", "71401", -12, IN_TOWN | PART | {"level_from": "B2"}),
    Told(
        2, "Reinigung der Schulungsräume", "54101", 14, IN_TOWN | {"hours_until": 12, "working_time": "tag"}
    ),
)
# The last of them nobody looks for any more.
CLOSED = "Pflege von Grünanlagen"
RELEASED, SOME = 14, (Profilangabe.WUNSCH, Profilangabe.DEUTSCH, Profilangabe.STUNDEN)
# How far each goes; the days lie two apart.
GOES = (
    (),
    ("freigegeben",),
    ("freigegeben", "vorgestellt"),
    ("freigegeben", "vorgestellt", "probearbeit"),
    ("freigegeben", "vorgestellt", "probearbeit", "vertrag"),
    ("freigegeben", "vorgestellt", "beendet"),
    ("beendet",),
    (),
)
ENDS = {1: "person", 3: "betrieb"}
BEGINS, BETWEEN = timedelta(days=20), timedelta(days=4)


def place_people(today: date, kommunen: Mapping[str, Kommune], staff: Mapping[str, User]) -> None:
    """Entered in the afternoon of the last working day, except for the positions, which came before."""
    last = workday_until(today - timedelta(days=1))
    eve = timezone.make_aware(datetime.combine(last, time(15, 40)))
    with recording_at(eve):
        for key, coordinator in COORDINATORS.items():
            vacancies = list(_vacancies(kommunen[key], staff[coordinator], today))
            people = list(_released(kommunen[key], last))
            left = {each.pk: each for each in vacancies}
            for steps, person in zip(GOES, people, strict=False):
                _place(person, left.pop(_best(person, left, last)), steps, last)
            _close(vacancies, staff[coordinator], last)


def _vacancies(kommune: Kommune, by: User, today: date) -> Iterator[Vacancy]:
    """Those that are open on the last days."""
    employers = Organisation.objects.filter(kommune=kommune, group="wirtschaft").order_by("pk")
    offered = [list(each.contacts.all()) for each in employers]
    for told in VACANCIES:
        place = told.employer % len(employers)
        row = network.add_vacancy(
            employers[place],
            by=by,
            title=told.title,
            kldb_code=told.code,
            valid_until=today + timedelta(days=told.days),
            contact=next(iter(offered[place]), None),
            starts_on=None if told.days < 40 else workday_from(today + timedelta(days=10)),
            **told.more,
        )
        if told.days > 0:
            yield row


def _released(kommune: Kommune, last: date) -> Iterator[Participant]:
    """Every third releases a few items only."""
    people = Participant.objects.filter(
        kommune=kommune,
        phase=Phase.BETREUUNG,
        responsible__isnull=False,
        consent=Einwilligung.LIEGT_VOR,
        consent_on__lte=last - BEGINS,
        employments__isnull=True,
        trainings__isnull=True,
        wishprofiles__isnull=False,
    ).exclude(wishprofiles__wished_occupation="")
    for place, person in enumerate(people.distinct().order_by("case_number")[:RELEASED]):
        known = list(recorded_of(person, last).words(last))
        services.release_profile(
            person,
            by=person.responsible,
            items=[each for each in known if place % 3 < 2 or each in SOME],
            released_on=workday_until(last - BEGINS),
            language=person.consent_language or person.language,
        )
        if known:
            yield person


def _best(person: Participant, vacancies: Mapping[int, Vacancy], last: date) -> int:
    """Of the positions that are left the one that fits best."""
    applicant = applicant_of(person, last)
    jobs = jobs_of(Vacancy.objects.filter(pk__in=vacancies))
    return match_jobs(jobs, applicant, last)[0].job.pk if applicant else min(vacancies)


def _place(person: Participant, vacancy: Vacancy, steps: tuple[str, ...], last: date) -> None:
    by: Any = person.responsible
    day = workday_until(last - BEGINS)
    row = services.suggest_vacancy(person, by=by, vacancy=vacancy, on=day)
    for place, step in enumerate(steps, start=1):
        day = workday_until(last - BEGINS + BETWEEN * place)
        row = _step(row, step, by, day, place, last)


def _step(row: Placement, step: str, by: Any, on: date, place: int, last: date) -> Placement:
    how: dict[str, Any] = {"by": by, "version": row.version, "on": on}
    if step == "freigegeben":
        return services.release_to_employer(row, language=row.participant.language, **how)
    if step == "vorgestellt":
        return services.introduce(row, **how)
    if step == "probearbeit":
        return services.start_trial(row, **how)
    if step == "beendet":
        return services.end_placement(row, ended_because=ENDS[place], **how)
    begins = workday_from(last + timedelta(days=14))
    return services.conclude(row, kind="sv", hours=30, valid_from=begins, permit="beantragt", **how)


def _close(vacancies: list[Vacancy], by: User, last: date) -> None:
    for row in vacancies:
        if row.title == CLOSED:
            row.refresh_from_db()
            network.close_vacancy(
                row, by=by, version=row.version, closed_on=last, closed_because="zurueckgezogen"
            )
