"""What is to be done by whom: tasks, Wiedervorlagen and next contacts in one list, on whoever is at work."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import connection
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse

from participants.choices import PARKED_PHASES, Phase
from participants.models import Participant
from participants.steps import Step
from spurwechsel.german import format_day

from .catalogue import Terminstand
from .models import Appointment, ContactAttempt, Task
from .presence import Presence
from .talk_dates import with_talk_to_agree

# By person one row of either table; only an appointment has a time. Written out, because the list of people
# asks it on every page and Django takes five times as long to write these two queries as they take.
_FIRST = """
    SELECT DISTINCT ON (participant_id) participant_id, day, begins, what FROM (
        SELECT participant_id, day, begins, kind AS what, id FROM clearing_appointment
        WHERE participant_id = ANY(%(ids)s) AND state = %(planned)s AND day <= %(day)s
        UNION ALL
        SELECT participant_id, due, NULL, title, id FROM clearing_task
        WHERE participant_id = ANY(%(ids)s) AND done_at IS NULL
    ) AS found
    ORDER BY participant_id, begins IS NULL, day, begins, id"""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to do by a day. `task` is missing where another page settles it."""

    what: str
    due: date
    owner: Any
    person: Any
    url: str
    task: Any = None

    @property
    def order(self) -> tuple[date, str, int]:
        return self.due, self.person.sort_key if self.person else "", self.task.pk if self.task else 0


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose work is asked for: the ids of owners, with or without what nobody has; None means everybody's."""

    owners: frozenset[int] | None
    with_nobodys: bool = False

    def among(self, column: str) -> Q:
        """The condition on the column that names the owner."""
        if self.owners is None:
            return Q()
        nobody = Q(**{f"{column}__isnull": True}) if self.with_nobodys else Q()
        return Q(**{f"{column}__in": self.owners}) | nobody


EVERYBODYS = Whose(None)


def looked_after(user: Any, day: date) -> frozenset[int]:
    """Ids of those whose cases lie with the user on the day."""
    return of_user(user.pk, Presence(day)).owners or frozenset()


def of_user(user_id: int, presence: Presence) -> Whose:
    """Own work unless away, and that of colleagues for whom the user stands in."""
    own = frozenset() if presence.is_away(user_id) else frozenset({user_id})
    return Whose(own | presence.stood_in_for(user_id))


def of_nobody(presence: Presence) -> Whose:
    """What has no owner, or one whose work nobody does on the day."""
    return Whose(presence.without_anybody(), with_nobodys=True)


def worklist(user: Any, whose: Whose) -> list[Item]:
    """Everything open that the user may see and that is `whose`, the earliest first; four queries."""
    people = Participant.objects.visible_to(user).select_related("responsible")
    found = [*_tasks(user, whose), *_follow_ups(people, whose), *_next_contacts(people, whose)]
    found += _next_talks(people, whose)
    return sorted(found, key=lambda item: item.order)


def _tasks(user: Any, whose: Whose) -> Iterator[Item]:
    rows = Task.objects.visible_to(user).still_open().filter(whose.among("owner"))
    for row in rows.select_related("owner", "participant"):
        yield Item(row.title, row.due, row.owner, row.participant, reverse("task_edit", args=[row.pk]), row)


def _follow_ups(people: Any, whose: Whose) -> Iterator[Item]:
    """Part of the status of a case that rests; ticked off there."""
    rows = people.filter(whose.among("responsible"), phase__in=PARKED_PHASES, follow_up_on__isnull=False)
    for person in rows:
        url = reverse("follow_up_done", args=[person.case_number])
        what = f"Wiedervorlage {person.get_phase_display()}"
        yield Item(what, person.follow_up_on, person.responsible, person, url)


def _next_contacts(people: Any, whose: Whose) -> Iterator[Item]:
    """The next try, as set by the latest attempt, for people who have not had their first talk yet."""
    latest = ContactAttempt.objects.in_force().filter(participant=OuterRef("pk")).order_by("-tried_on", "-id")
    rows = people.filter(whose.among("responsible"), phase=Phase.IDENTIFIZIERT)
    for person in rows.annotate(next_contact=Subquery(latest.values("next_on")[:1])).exclude(
        next_contact=None
    ):
        url = reverse("contact_add", args=[person.case_number])
        yield Item("Nächster Kontaktversuch", person.next_contact, person.responsible, person, url)


def _next_talks(people: Any, whose: Whose) -> Iterator[Item]:
    """A talk that the last one named a day for, until somebody has made an appointment."""
    for person in with_talk_to_agree(people.filter(whose.among("responsible"))):
        url = f"{reverse('appointment_add', args=[person.case_number])}?tag={format_day(person.next_talk)}"
        what = "Termin für das nächste Gespräch vereinbaren"
        yield Item(what, person.next_talk, person.responsible, person, url)


def open_work(people: Iterable[Participant], today: date) -> dict[int, tuple[int, int]]:
    """By person how many open tasks and coming appointments go along with the case; two queries."""
    ids = [person.pk for person in people]
    tasks = Task.objects.still_open().filter(participant__in=ids, owner=F("participant__responsible"))
    coming = Appointment.objects.filter(
        participant__in=ids, host=F("participant__responsible"), state=Terminstand.GEPLANT, day__gte=today
    )
    of_tasks, of_coming = (Counter(rows.values_list("participant", flat=True)) for rows in (tasks, coming))
    return {pk: (of_tasks[pk], of_coming[pk]) for pk in ids}


def first_steps(ids: Sequence[int], day: date) -> dict[int, Step]:
    """By person the first appointment without a result, else the first open task; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, {"ids": list(ids), "planned": Terminstand.GEPLANT, "day": day})
        return {person: _first_step(day, *found) for person, *found in cursor.fetchall()}


def _first_step(today: date, day: date, begins: time | None, what: str) -> Step:
    if begins is None:
        return Step(what, "task_list", day, is_task=True)
    return Step(to_tell(Appointment(day=day, begins=begins, kind=what), today), "appointment_list")


def to_tell(row: Appointment, today: date) -> str:
    """What is to be done about an appointment without a result; true before its hour and after it."""
    if row.day < today:
        return f"Eintragen, was daraus wurde: {row}"
    kind = row.get_kind_display()
    return f"Termin heute, {row.begins:%H:%M} Uhr: {kind}. Danach eintragen, was daraus wurde"
