"""Heute: what awaits the person who logs in. Roles without casework go on to their own first page."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clearing.models import Packet
from clearing.my_day import my_day
from participants.choices import FIVE_PHASES, Aufenthaltsstatus, Phase
from participants.models import Event, Participant
from participants.owners import looked_after_by
from participants.steps import next_steps
from reports.models import ReportDraft
from spurwechsel import german

PAPER_AHEAD = timedelta(days=90)
ROWS = 8
RECENT = 5

# The first page of the roles that do no casework, by what they may do.
FIRST_PAGES = (
    ("reports.view_issued", "report_list"),
    ("spurwechsel.manage_users", "user_list"),
    ("spurwechsel.view_log", "log_list"),
)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm("participants.view_cases"):
        return _first_page(request)
    today = timezone.localdate()
    people = Participant.objects.visible_to(request.user)
    page = {
        "today": today,
        "closed": closed_days(today),
        "day": my_day(request.user, today),
        "mine": my_cases(request.user, people, today),
        "recent": recently_edited(request.user),
        "town": of_the_town(request.user, people, today)
        if request.user.has_perm("reports.prepare")
        else None,
    }
    return render(request, "spurwechsel/home.html", page)


def _first_page(request: HttpRequest) -> HttpResponse:
    for permission, url_name in FIRST_PAGES:
        if request.user.has_perm(permission):
            return redirect(url_name)
    raise PermissionDenied


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """The public holidays of Brandenburg within a week, and when work goes on after the first of them."""

    holidays: list[tuple[date, str]]
    last_day_before: date
    next_working_day: date


def closed_days(today: date) -> ClosedDays | None:
    """None where the next seven days bring no holiday."""
    ahead = german.holidays_ahead(today)
    if not ahead:
        return None
    first = before = ahead[0][0]
    while before > today and not german.is_working_day(before):
        before -= timedelta(days=1)
    return ClosedDays(ahead, before, german.next_working_day(first))


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with a deadline and what to do about it now."""

    person: Any
    kind: str
    action: str
    page: str


@dataclass(frozen=True, slots=True)
class MyCases:
    """Papers with deadlines, also of absent colleagues; how many own cases stand where, the newest."""

    papers: list[Paper]
    paper_count: int
    counts: list[tuple[str, str, int]]
    identified: int
    newest: list[Participant]

    @property
    def total(self) -> int:
        return sum(number for _phase, _label, number in self.counts)


def my_cases(user: Any, people: QuerySet[Participant], today: date) -> MyCases:
    """Papers that ran out or do so within 90 days, the most urgent first."""
    known = people.filter(responsible=user).exclude(phase=Phase.ABGESCHLOSSEN)
    looked_after = people.filter(responsible__in=looked_after_by(user, today), phase__in=FIVE_PHASES)
    papers = looked_after.with_paper(today).filter(paper_until__lte=today + PAPER_AHEAD)
    numbers = known.aggregate(**{phase: Count("pk", filter=Q(phase=phase)) for phase in Phase})
    most_urgent = papers.order_by("paper_until", "sort_key", "id")[:ROWS]
    return MyCases(
        papers=[_paper(person, today) for person in most_urgent],
        paper_count=papers.count(),
        counts=[(phase.value, phase.label, numbers[phase]) for phase in FIVE_PHASES],
        identified=numbers[Phase.IDENTIFIZIERT],
        newest=list(known.order_by("-phase_since", "-id")[:RECENT]),
    )


def _paper(person: Any, today: date) -> Paper:
    steps = next_steps(
        phase=person.phase,
        follow_up_on=None,
        consent="",
        paper_kind=person.paper_kind,
        paper_until=person.paper_until,
        day=today,
    )
    step = next((each for each in steps if each.page.startswith("residence_")), None)
    action, page = (step.text, step.page) if step else ("Aufenthalt ansehen", "residence_list")
    return Paper(person, Aufenthaltsstatus(person.paper_kind).label, action, page)


def recently_edited(user: Any) -> list[Participant]:
    """The five people for whom the user recorded something last, the latest first."""
    touched = (
        Event.objects.visible_to(user)
        .filter(by=user)
        .order_by()
        .values("participant")
        .annotate(last=Max("at"))
        .order_by("-last", "participant")
    )
    ids = [row["participant"] for row in touched[:RECENT]]
    found = Participant.objects.visible_to(user).in_bulk(ids)
    return [found[each] for each in ids if each in found]


@dataclass(frozen=True, slots=True)
class Town:
    """What the Koordination looks after: cases without anybody, all that is due, what others ask of it."""

    unassigned: list[Participant]
    unassigned_count: int
    due_count: int
    offered_count: int
    # Put up by somebody else for release.
    reports: list[ReportDraft]


def of_the_town(user: Any, people: QuerySet[Participant], today: date) -> Town:
    """Those who wait longest for somebody first."""
    people = people.filter(phase__in=FIVE_PHASES)
    numbers = people.aggregate(
        nobody=Count("pk", filter=Q(responsible__isnull=True)),
        due=Count("pk", filter=Q(follow_up_on__lte=today)),
    )
    waiting = people.filter(responsible__isnull=True).order_by("phase_since", "sort_key", "id")
    offered = Packet.objects.incoming(user).waiting().filter(expires_on__gte=today).count()
    reports = ReportDraft.objects.visible_to(user).waiting_for(user).select_related("saved_by")
    return Town(list(waiting[:RECENT]), numbers["nobody"], numbers["due"], offered, list(reports))
