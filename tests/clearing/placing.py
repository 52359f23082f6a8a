"""People who released a profile, and positions, for the tests of the Vermittlung."""

from datetime import date
from typing import Any

from clearing import services
from clearing.models import Placement
from network import services as network
from network.models import Vacancy
from participants.models import EducationProfile, LanguageProfile, LifeProfile, Participant, WishProfile
from participants.services import add_statement
from spurwechsel.models import User
from tests.factories import make_participant

DAY = date(2024, 3, 27)
EVERYTHING = [
    *("wunsch", "erfahrung", "kompetenz", "abschluss", "deutsch", "fuehrerschein"),
    *("stunden", "schicht", "beginn", "weg"),
]


def make_vacancy(by: User, *, employer: str = "Klinikdienste", **fields: Any) -> Vacancy:
    known = by.kommune.organisations.filter(name=employer).first()
    organisation = known or network.add_organisation(by.kommune, by=by, group="wirtschaft", name=employer)
    asked = {"title": "Reinigungskraft", "kldb_code": "54101", "valid_until": date(2024, 5, 31)}
    return network.add_vacancy(organisation, by=by, **(asked | fields))


def make_known(by: User, *, on: date = date(2024, 2, 1), **fields: Any) -> Participant:
    """Somebody of whom the Clearing recorded everything that matters for work."""
    person = make_participant(by, **fields)
    said = {
        LanguageProfile: {"speaking": "A2", "course_until": date(2024, 6, 28)},
        EducationProfile: {
            "occupation": "54",
            "assessment_level": "fachkraft",
            "driving_licence": "deutsch",
            "degree": "Gebäudereinigerin",
        },
        WishProfile: {
            "wished_occupation": "29",
            "hours": 30,
            "shifts": True,
            "available_from": date(2024, 4, 1),
        },
        LifeProfile: {"mobility": "nahverkehr"},
    }
    for kind, values in said.items():
        add_statement(person, kind, by=by, stated_on=on, **values)
    return person


def release(person: Participant, by: User, items: list[str] | None = None, on: date = DAY) -> None:
    row = person.placementprofiles.first()
    services.release_profile(
        person,
        by=by,
        version=row.version if row else 0,
        items=EVERYTHING if items is None else items,
        released_on=on,
        language="prs",
    )


def make_released(by: User, items: list[str] | None = None, **fields: Any) -> Participant:
    person = make_known(by, **fields)
    release(person, by, items)
    return person


def suggest(person: Participant, vacancy: Vacancy, by: User, on: date = DAY) -> Placement:
    return services.suggest_vacancy(person, by=by, vacancy=vacancy, on=on)


JOB = {"kind": "sv", "hours": 30, "valid_from": date(2024, 4, 15)}
STEPS = {
    "freigegeben": (services.release_to_employer, {"language": "prs"}),
    "vorgestellt": (services.introduce, {}),
    "probearbeit": (services.start_trial, {}),
    "vertrag": (services.conclude, JOB),
    "beendet": (services.end_placement, {"ended_because": "betrieb"}),
}


def go(row: Placement, *states: str, by: User, on: date = DAY) -> Placement:
    for state in states:
        act, values = STEPS[state]
        row = act(row, by=by, version=row.version, on=on, **values)
    return row
