"""Shortcuts to referrals with data for the tests: an organisation, a consent, a draft, a sent one, a code."""

from datetime import date, timedelta

from clearing import services
from network import services as network
from participants import services as people

DAY = date(2024, 3, 27)


def partner(by, name="Handwerkskammer", **fields):
    known = {"group": "kammern", "street": "Am Anger 1", "postcode": "03046", "town": "Cottbus"}
    return network.add_organisation(by.kommune, by=by, name=name, **(known | fields))


def consent(person, by, organisation, given_on=date(2024, 3, 1)):
    return people.give_purpose(
        person,
        by=by,
        purpose="weitergabe",
        partner=organisation.name,
        partner_key=organisation.pk,
        given_on=given_on,
        language="prs",
    )


def draft(person, by, organisation, **fields):
    known = {"shared": ["name", "ziel"], "goal": "Anerkennung als Köchin"}
    return services.prepare_transfer(person, by=by, organisation=organisation, **(known | fields))


def send(row, by, today=DAY):
    return services.send_transfer(row, by=by, version=row.version, today=today)


def sent(person, by, organisation, today=DAY, **fields):
    """With the consent that it needs, if there is none yet."""
    if not person.purposeconsents.in_force().filter(partner_key=organisation.pk).exists():
        consent(person, by, organisation)
    return send(draft(person, by, organisation, **fields), by, today)


def move(row, by, state, on=DAY, **fields):
    return services.move_transfer(row, by=by, version=row.version, state=state, on=on, **fields)


def code_of(row, by, today=DAY):
    return services.make_answer_link(row, by=by, today=today)


def answered(code, state="angenommen", today=DAY + timedelta(days=3), name="Frau Muster", **fields):
    return services.answer_transfer(code, today=today, name=name, state=state, **fields)
