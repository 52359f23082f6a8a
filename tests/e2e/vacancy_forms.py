"""The forms of open positions; see every_form.py."""

from datetime import date

from network import services
from network.models import Vacancy
from tests.e2e.every_form import Opened, Town, found, word
from tests.e2e.network_forms import new_partner, of_partner

LAST = date(2099, 1, 31)


def new_vacancy(town: Town) -> Vacancy:
    return services.add_vacancy(
        new_partner(town), by=town.koordination, title=word(), kldb_code="54101", valid_until=LAST
    )


def vacancy_add(town: Town) -> Opened:
    row = new_partner(town)
    return of_partner(
        town,
        "vacancy_add",
        row.pk,
        typed={"title": word(), "kldb_code": "29301", "places": "2", "place": word(), "note": word()},
        stored=found(
            Vacancy.objects.filter(organisation=row), title="title", kldb_code="kldb_code", place="place"
        ),
        wrong={"kldb_code": "293"},
    )


def vacancy_edit(town: Town) -> Opened:
    row = new_vacancy(town)
    return of_partner(
        town,
        "vacancy_edit",
        row.pk,
        typed={"title": word(), "hours_from": "20"},
        theirs={"title": word(), "hours_from": "30"},
        stored=found(Vacancy.objects.filter(pk=row.pk), title="title", hours_from="hours_from"),
        wrong={"valid_until": "31.02.2024"},
    )


def vacancy_close(town: Town) -> Opened:
    row = new_vacancy(town)
    return of_partner(
        town,
        "vacancy_close",
        row.pk,
        typed={"closed_because": "besetzt", "closed_on": "12.03.2024"},
        stored=found(
            Vacancy.objects.filter(pk=row.pk, closed_on=date(2024, 3, 12)), closed_because="closed_because"
        ),
        wrong={"closed_on": "31.02.2024"},
        is_final=True,
    )


FORMS = [vacancy_add, vacancy_edit, vacancy_close]
EDITS = [vacancy_edit]
