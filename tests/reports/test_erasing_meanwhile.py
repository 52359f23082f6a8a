"""Somebody works on while a case is erased: what they record is no loss, and nobody waits for the erasure."""

from datetime import date
from threading import Thread

import pytest
from django.db import connections, transaction

from participants.choices import Phase
from reports.erasure.rows import delete_all, rows_of
from reports.erasure.services import keep_counts
from reports.fact_models import ErasedCount
from reports.facts import numbers_of
from reports.monthly import monthly_figures
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.factories import make_kommune, make_participant, make_user, move_to

NOW = "2024-12-20 09:00+01:00"
FIRST, TODAY = date(2024, 12, 10), date(2024, 12, 20)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cottbus(transactional_db: None) -> Kommune:
    """Not built once: another thread sees it."""
    return make_kommune("cottbus")


@pytest.fixture
def coordinator(cottbus: Kommune) -> User:
    return make_user(Role.KOORDINATION, cottbus)


def test_who_comes_meanwhile_is_counted_and_does_not_wait(cottbus: Kommune, coordinator: User) -> None:
    def register() -> None:
        make_participant(coordinator, on=TODAY)
        connections.close_all()

    person = make_participant(coordinator, on=FIRST)
    move_to(person, Phase.ABGESCHLOSSEN, by=coordinator, on=date(2024, 12, 16))
    make_participant(coordinator, on=FIRST)
    before = numbers_of(monthly_figures(cottbus, date(2024, 12, 15)))
    with transaction.atomic():
        keep_counts(cottbus, [person], today=TODAY)
        meanwhile = Thread(target=register)
        meanwhile.start()
        meanwhile.join(timeout=20)
        assert not meanwhile.is_alive()
        delete_all(rows_of([person]))
    assert ErasedCount.objects.exists()
    assert numbers_of(monthly_figures(cottbus, date(2024, 12, 15))) == before
    assert monthly_figures(cottbus, TODAY).total == 2
