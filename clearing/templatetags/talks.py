"""What pages of a talk need to warn about words that do not belong into a note."""

from django import template

from clearing.misplaced import PATTERN, misplaced_words

register = template.Library()
register.filter("misplaced_words", misplaced_words)


@register.simple_tag
def misplaced_pattern() -> str:
    """The same pattern for the script."""
    return PATTERN
