"""Deadlines as lines of a page: the day in words, whose it is, what to do and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from spurwechsel.german import SOON_DAYS, days_in_words, due_state, format_day, weekday_name

from ..choices import Fristart
from ..deadline_words import Deadline, Silence


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One deadline ready to be written; `mark` is „over“, „soon“ or nothing."""

    person: str
    case_url: str
    kind: str
    day: date
    words: str
    mark: str
    hint: str
    what: str
    action: str
    url: str
    snooze_url: str
    application_url: str
    silence: Silence | None


def rows_of(deadlines: Iterable[Deadline], today: date) -> list[DeadlineRow]:
    return [row_of(each, today) for each in deadlines]


def row_of(deadline: Deadline, today: date) -> DeadlineRow:
    person, number = deadline.person, deadline.person.case_number
    mark, words = _said(deadline, today)
    of_paper = deadline.kind in (Fristart.PAPIER, Fristart.CHANCENAUFENTHALT)
    return DeadlineRow(
        person=person.full_name,
        case_url=reverse("participant_detail", args=[number]),
        kind=deadline.kind.label,
        day=deadline.due,
        words=words,
        mark=mark,
        hint=_hint(deadline, today),
        what=deadline.what,
        action=deadline.action,
        url=reverse(deadline.page, args=[number, *deadline.page_args]),
        snooze_url=reverse("case_deadline_snooze", args=[number, deadline.key]),
        application_url=reverse("case_application_add", args=[number]) if of_paper else "",
        silence=deadline.silence,
    )


def _said(deadline: Deadline, today: date) -> tuple[str, str]:
    """How urgent, and in words. An opened way is no failure, so it is never overdue."""
    if deadline.tone != "day":
        state = due_state(deadline.due, today, deadline.tone)
        return state["mark"], state["text"]
    near = (deadline.due - today).days <= SOON_DAYS
    late = deadline.due < today and deadline.kind != Fristart.WEG
    return "over" if late else "soon" if near else "", days_in_words(deadline.due, today)


def _hint(deadline: Deadline, today: date) -> str:
    """Offices are closed on such a day."""
    before = deadline.last_working_day
    if before is None or deadline.due < today or deadline.kind == Fristart.WEG:
        return ""
    return f"kein Arbeitstag; letzter davor: {weekday_name(before)}, {format_day(before)}"
