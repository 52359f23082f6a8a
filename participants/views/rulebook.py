"""Regelwerk: every rule with versions and sources, the change calendar, and whom a change concerns."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..affected import Turn, affected
from ..assumptions import GAINS, LOSES, UNCLEAR
from ..changes import change_calendar, days_of, not_compared, touched_ways
from ..forms.rulebook import ChangeForm, RulebookForm
from ..models import Participant
from ..rulebook import CHECKED_ON, chapters, matching, matching_values
from ..rules import HINWEIS, RULE_VERSION
from ..value_words import VALUES_HEADING, VALUES_KEY


@require_safe
def rulebook(request: HttpRequest) -> HttpResponse:
    """For everybody who is logged in; no person is on this page."""
    headings = [(chapter.key, chapter.heading) for chapter in chapters()]
    form = RulebookForm(request.GET, chapters=[*headings, (VALUES_KEY, VALUES_HEADING)])
    asked = form.chosen("suche"), form.chosen("weg")
    found = matching(*asked)
    page = {
        "form": form,
        "chapters": found,
        "values": matching_values(*asked),
        "count": sum(len(chapter.rules) for chapter in found),
        "searched": any(asked),
        "stand": {"checked_on": CHECKED_ON, "version": RULE_VERSION, "hinweis": HINWEIS},
    }
    return render(request, "participants/rulebook.html", page)


@dataclass(frozen=True, slots=True)
class Group:
    """Everybody who gains, loses or becomes unclear; one person may do so on several ways."""

    what: str
    turns: list[Turn]

    @property
    def people(self) -> int:
        return len({each.person.pk for each in self.turns})


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom a change concerns, number and list; `people` is None for those who may see nobody.

    `others` are the headings under which something changes for which nobody is compared.

    They get no number either: it is counted anew for every day that is asked, so the difference between
    two answers would show how a single person stands who came or went in between. What they learn of
    people stands in released reports.
    """

    touches: bool
    others: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    people: int | None = None
    ahead: bool = False


@require_safe
def rulebook_changes(request: HttpRequest) -> HttpResponse:
    """What changed and will change; for a chosen day the people it concerns."""
    today = timezone.localdate()
    form = ChangeForm(request.GET.dict() if "tag" in request.GET else None)
    day = form.cleaned_data["tag"] if form.is_valid() else None
    ahead, past = days_of(change_calendar(), today)
    page = {
        "form": form,
        "day": day,
        "concerned": _concerned(request, day, today) if day else None,
        "ahead": ahead,
        "past": past,
    }
    return render(request, "participants/rulebook_changes.html", page)


def _concerned(request: HttpRequest, day: date, today: date) -> Concerned:
    others = not_compared(day)
    if not touched_ways(day):
        return Concerned(False, others)
    if not request.user.has_perm("participants.view_cases"):
        return Concerned(True, others)
    found = affected(Participant.objects.visible_to(request.user), day, today)
    groups = (Group(what, [each for each in found if each.what == what]) for what in (GAINS, LOSES, UNCLEAR))
    shown = tuple(each for each in groups if each.turns)
    return Concerned(True, others, shown, len({each.person.pk for each in found}), ahead=day > today)
