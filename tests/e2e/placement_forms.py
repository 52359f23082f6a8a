"""The forms of the Vermittlung; see every_form.py."""

from datetime import date

from clearing.models import Placement, PlacementProfile
from participants.models import Employment, Participant
from tests.clearing.placing import go, make_known, make_released, suggest
from tests.e2e.every_form import Opened, Town, found, of_person, word
from tests.e2e.vacancy_forms import new_vacancy

DAY = date(2024, 3, 12)


def known(town: Town) -> Participant:
    return make_known(town.koordination, family_name=word())


def profile(town: Town) -> Opened:
    person = known(town)
    rows = PlacementProfile.objects.filter(participant=person)
    return of_person(
        town,
        "placement_profile",
        person,
        typed={"items": "deutsch", "released_on": "12.03.2024", "language": "tr"},
        stored=lambda typed: rows.filter(items=[typed["items"]], released_on=DAY).count(),
        wrong={"released_on": "31.02.2024"},
        comes_back=False,
    )


def suggestion(town: Town) -> Opened:
    person = make_released(town.koordination, family_name=word())
    return of_person(
        town,
        "placement_suggest",
        person,
        typed={"vacancy": str(new_vacancy(town).pk), "on": "27.03.2024"},
        stored=found(Placement.objects.filter(participant=person), vacancy="vacancy"),
        wrong={"on": "31.02.2024"},
    )


def _suggested(town: Town, *states: str) -> Placement:
    person = make_released(town.koordination, family_name=word())
    row = suggest(person, new_vacancy(town), town.koordination)
    return go(row, *states, by=town.koordination)


def _step(town: Town, row: Placement, step: str, **rest: object) -> Opened:
    return of_person(town, "placement_step", row.participant, row.pk, step, **rest)


def release_name(town: Town) -> Opened:
    row = _suggested(town)
    rows = Placement.objects.filter(pk=row.pk, state="freigegeben", state_on=date(2024, 4, 2))
    return _step(
        town,
        row,
        "freigeben",
        typed={"on": "02.04.2024", "language": "tr"},
        stored=lambda typed: rows.count(),
        wrong={"on": "31.02.2024"},
    )


def contract(town: Town) -> Opened:
    row = _suggested(town, "freigegeben", "vorgestellt")
    rows = Employment.objects.filter(participant=row.participant, valid_from=date(2024, 4, 15))
    return _step(
        town,
        row,
        "vertrag",
        typed={"on": "02.04.2024", "kind": "sv", "hours": "30", "valid_from": "15.04.2024"},
        stored=found(rows, kind="kind", hours="hours"),
        wrong={"hours": "200"},
    )


def end(town: Town) -> Opened:
    row = _suggested(town)
    return _step(
        town,
        row,
        "beenden",
        typed={"on": "02.04.2024", "ended_because": "person"},
        stored=found(Placement.objects.filter(pk=row.pk), ended_because="ended_because"),
        wrong={"on": "31.02.2024"},
    )


FORMS = [profile, suggestion, release_name, contract, end]
