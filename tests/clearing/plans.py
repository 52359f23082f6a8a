"""Shortcuts to needs, measures and refusals for the tests of the plan."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from clearing import services
from clearing.catalogue import Bedarf, Massnahmenart

DAY = date(2024, 3, 27)
CONSENT = date(2024, 1, 10)


def language_need(person, by, **fields):
    known = {"kind": Bedarf.SPRACHKURS, "opened_on": DAY, "target_level": "B1"}
    return services.open_need(person, by=by, **(known | fields))


def plan(need, by, **fields):
    return services.plan_measure(need, by=by, **({"kind": Massnahmenart.DEUTSCHKURS_LAND} | fields))


def begun(need, by, **fields):
    return services.start_measure(plan(need, by, **fields), by=by, version=1, started_on=DAY)


def refusal(call, *args, **fields):
    with pytest.raises(ValidationError) as refused:
        call(*args, **fields)
    error = refused.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


def last_event(person):
    event = person.events.order_by("-pk")[0]
    return event.kind, event.summary


def certify(person, by, level, day):
    return services.record_certificate(person, by=by, gained_on=day, level=level)
