"""Lines of letters, on paper and in the preview."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..letter_text import Line

register = template.Library()


@register.simple_tag
def letter_line(line: Line, rtl: bool) -> SafeString:
    """One line; between right-to-left words numbers and Latin words are held together.

    No template, which would end with a line break: a blank before <br> makes WeasyPrint break the line early.
    """
    pieces = (
        format_html('<span dir="ltr">{}</span>', segment.text) if rtl and segment.ltr else segment.text
        for segment in line
    )
    return format_html_join("", "{}", ((piece,) for piece in pieces))
