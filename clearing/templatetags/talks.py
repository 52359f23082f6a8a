"""What pages of a talk need to warn about words that do not belong into a note."""

from datetime import datetime

from django import template
from django.utils import timezone

from clearing.misplaced import PATTERN, misplaced_words
from clearing.talk_dates import dates_of

register = template.Library()
register.filter("misplaced_words", misplaced_words)
register.simple_tag(dates_of)


@register.filter
def moment(at: datetime) -> str:
    """As people say it: the hour for a moment of today, else with the day."""
    local = timezone.localtime(at)
    return f"{local:%H:%M} Uhr" if local.date() == timezone.localdate() else f"{local:%d.%m.%Y, %H:%M} Uhr"


@register.simple_tag
def misplaced_pattern() -> str:
    """The same pattern for the script."""
    return PATTERN
