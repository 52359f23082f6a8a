"""Regelwerk: every rule with versions and sources, the change calendar, and whom a change concerns."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..affected import Turn, affected
from ..assumptions import GAINS, LOSES, UNCLEAR
from ..forms.rulebook import ChangeForm, RulebookForm
from ..models import Participant
from ..rulebook import CHECKED_ON, change_calendar, chapters, matching, touched_ways
from ..rules import HINWEIS, RULE_VERSION


@require_safe
def rulebook(request: HttpRequest) -> HttpResponse:
    """For everybody who is logged in; no person is on this page."""
    form = RulebookForm(request.GET, chapters=[(chapter.key, chapter.heading) for chapter in chapters()])
    found = matching(form.chosen("suche"), form.chosen("weg"))
    page = {
        "form": form,
        "chapters": found,
        "count": sum(len(chapter.rules) for chapter in found),
        "searched": bool(form.chosen("suche") or form.chosen("weg")),
        "stand": {"checked_on": CHECKED_ON, "version": RULE_VERSION, "hinweis": HINWEIS},
    }
    return render(request, "participants/rulebook.html", page)


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom a change concerns, number and list; `people` is None for those who may see nobody.

    They get no number either: it is counted anew for every day that is asked, so the difference between
    two answers would show how a single person stands who came or went in between. What they learn of
    people stands in released reports.
    """

    touches: bool
    groups: tuple[tuple[str, list[Turn]], ...] = ()
    people: int | None = None


@require_safe
def rulebook_changes(request: HttpRequest) -> HttpResponse:
    """What changed and will change; for a chosen day the people it concerns."""
    today = timezone.localdate()
    form = ChangeForm(request.GET if "tag" in request.GET else None)
    day = form.cleaned_data["tag"] if form.is_valid() else None
    calendar = change_calendar()
    page = {
        "form": form,
        "day": day,
        "concerned": _concerned(request, day, today) if day else None,
        "ahead": [each for each in calendar if each.day > today],
        "past": [each for each in reversed(calendar) if each.day <= today],
    }
    return render(request, "participants/rulebook_changes.html", page)


def _concerned(request: HttpRequest, day: date, today: date) -> Concerned:
    if not touched_ways(day):
        return Concerned(touches=False)
    if not request.user.has_perm("participants.view_cases"):
        return Concerned(touches=True)
    found = affected(Participant.objects.visible_to(request.user), day, today)
    groups = tuple((what, [each for each in found if each.what == what]) for what in (GAINS, LOSES, UNCLEAR))
    return Concerned(True, groups, len({each.person.pk for each in found}))
