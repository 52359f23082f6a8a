"""The calendar: a week, a month, and one day to be printed."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from ..calendar import WEEK, days_between, monday_of, month_of, next_month, week_of
from ..day_forms import CalendarQuery
from ..my_day import with_deputies
from ..presence import Presence
from ..worklist import worklist
from .tasks import whose_of


def _asked(request: HttpRequest, today: date) -> tuple[CalendarQuery, date]:
    form = CalendarQuery(request.GET, user=request.user, today=today)
    return form, form.chosen("tag") or today


def _link(form: CalendarQuery, day: date) -> str:
    return "?" + urlencode({"tag": f"{day:%d.%m.%Y}", "wer": form.who})


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """A week, Monday first, with the holidays of Brandenburg by name."""
    today = timezone.localdate()
    form, day = _asked(request, today)
    page: dict[str, Any] = {
        "days": week_of(request.user, day, form.user_id),
        "form": form,
        "first": monday_of(day),
        "links": {
            "before": _link(form, day - timedelta(days=WEEK)),
            "after": _link(form, day + timedelta(days=WEEK)),
            "same": _link(form, day),
        },
        "today": today,
    }
    return render(request, "clearing/calendar.html", page)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def calendar_month(request: HttpRequest) -> HttpResponse:
    """A month with the number of appointments on each day."""
    today = timezone.localdate()
    form, day = _asked(request, today)
    page: dict[str, Any] = {
        "weeks": month_of(request.user, day, form.user_id),
        "form": form,
        "first": day.replace(day=1),
        "links": {
            "before": _link(form, next_month(day, -1)),
            "after": _link(form, next_month(day, 1)),
            "same": _link(form, day),
        },
        "today": today,
    }
    return render(request, "clearing/calendar_month.html", page)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def calendar_day(request: HttpRequest) -> HttpResponse:
    """One day as a sheet to print, with the work that is due by then."""
    today = timezone.localdate()
    form, day = _asked(request, today)
    presence = Presence(day)
    due = [item for item in worklist(request.user, whose_of(form, presence)) if item.due <= day]
    page: dict[str, Any] = {
        "day": days_between(request.user, day, day, form.user_id)[0],
        "work": with_deputies(due, presence),
        "form": form,
        "links": {
            "before": _link(form, day - timedelta(days=1)),
            "after": _link(form, day + timedelta(days=1)),
            "same": _link(form, day),
        },
        "today": today,
    }
    return render(request, "clearing/calendar_day.html", page)
