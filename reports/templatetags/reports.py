"""Template filters of the reports."""

import re
from collections.abc import Iterable

from django import template

from reports import bands as paper

register = template.Library()

BREAK_AFTER = 40
_LONG_RUN = re.compile(rf"(\S{{{BREAK_AFTER}}})(?=\S)")
_ZERO_WIDTH_SPACE = "\u200b"


@register.filter
def breakable(text: str) -> str:
    """
    Allow a line break after every 40 characters without a blank.

    One word of 100,000 characters otherwise keeps the layout of a PDF busy for minutes.
    """
    return _LONG_RUN.sub(rf"\1{_ZERO_WIDTH_SPACE}", str(text))


@register.filter
def bands(blocks: Iterable[paper.Block], further: Iterable[paper.Block] = ()) -> tuple[paper.Band, ...]:
    """Both lists of tables and sayings, one after the other, as they stand on paper."""
    return paper.bands([*blocks, *further])
