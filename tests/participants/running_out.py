"""People whose papers run out, and what the radar says of them, for the tests of deadlines."""

from datetime import date, timedelta

from participants.choices import Aufenthaltsstatus
from participants.deadline_words import Deadline
from participants.models import Participant
from participants.radar import radar
from tests.factories import make_participant

TODAY = date(2026, 11, 25)
DAY = timedelta(days=1)
OLD = {"birth_date": date(1980, 1, 2)}
K = Aufenthaltsstatus


def person_with(by, kind=K.DULDUNG_60A, until=None, since=date(2026, 1, 10), **fields) -> Participant:
    return make_participant(
        by,
        on=date(2026, 1, 10),
        residence_kind=kind,
        residence_from=since,
        residence_until=until,
        **(OLD | fields),
    )


def lines(user, kind=None, today=TODAY):
    found = radar(Participant.objects.visible_to(user), user, today)
    return [line for line in found if kind is None or line.deadline.kind == kind]


def deadlines(user, kind=None, today=TODAY) -> list[Deadline]:
    return [line.deadline for line in lines(user, kind, today)]


def said(user, kind, today=TODAY):
    return [(each.due, each.action) for each in deadlines(user, kind, today)]
