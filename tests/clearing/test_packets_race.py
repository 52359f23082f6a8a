"""Two who accept the same packet at the same moment: one takes the case, the other is told so."""

from threading import Barrier, Thread

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connections

from participants.models import Participant
from spurwechsel.roles import Role
from tests.clearing.packing import accept, offer
from tests.factories import make_kommune, make_participant, make_user


@pytest.mark.django_db(transaction=True)
@time_machine.travel("2024-04-16 09:00+02:00", tick=False)
def test_two_who_accept_at_once_take_one_case() -> None:
    here = make_user(Role.KOORDINATION, make_kommune("cottbus"))
    there = make_user(Role.KOORDINATION, potsdam := make_kommune("potsdam"))
    packet = offer(make_participant(here), here, potsdam)
    start, said = Barrier(2), []

    def take() -> None:
        try:
            start.wait()
            accept(packet, there)
            said.append("übernommen")
        except ValidationError as error:
            said.extend(error.messages)
        finally:
            connections.close_all()

    threads = [Thread(target=take) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert set(said) == {"übernommen", "Über diesen Wechsel ist schon entschieden: angenommen."}
    assert Participant.objects.filter(kommune=potsdam).count() == 1
