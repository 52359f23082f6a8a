"""What pages about a case show of the pipeline."""

from typing import Any

from django import template
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.http import urlencode

from clearing import pipeline
from spurwechsel.german import format_day

register = template.Library()


@register.inclusion_tag("clearing/undo_offer.html", takes_context=True)
def undo_offer(context: dict[str, Any], participant: Any, step: Any = None) -> dict[str, Any]:
    """The last step with a button that takes it back, for its author until the end of the day.

    Needs `today` in the context of the page; `step` where the page knows the last one already. Where a
    message already offers it, once is enough.
    """
    step = step or pipeline.last_step(participant)
    url = reverse("case_undo", args=[participant.case_number, step.pk])
    told = {message.extra_tags for message in get_messages(context["request"])}
    offered = f"undo:{url}" not in told and pipeline.can_undo(
        step, by=context["user"], today=context["today"]
    )
    return {"step": step if offered else None, "url": url, "csrf_token": context.get("csrf_token")}


@register.simple_tag
def people_url(*scopes: dict[str, str], **filters: Any) -> str:
    """The list of people with these filters on top of those that the page carries along."""
    return _with_query("participant_list", *scopes, filters)


@register.simple_tag
def overview_url(scope: dict[str, str], shown: Any = None, **choices: Any) -> str:
    """The overview of the same Kommune; of the day that is shown where the overview is given."""
    day = {"stand": format_day(shown.day)} if shown is not None and not shown.is_today else {}
    return _with_query("overview", scope, day, choices)


def _with_query(url_name: str, *parts: dict[str, Any]) -> str:
    query = urlencode({name: value for part in parts for name, value in part.items() if value})
    return reverse(url_name) + (f"?{query}" if query else "")
