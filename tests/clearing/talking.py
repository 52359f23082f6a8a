"""Requests as a browser would send them from the page of a section."""

from django.urls import reverse


def address(talk, name="talk_section", *args):
    return reverse(name, args=[talk.participant.case_number, talk.number, *args])


def fields(form):
    """What a browser would send back unchanged."""
    sent = {}
    for field in form:
        value = field.value()
        ticks = field.widget_type == "checkboxselectmultiple"
        sent[field.html_name] = (value or []) if ticks else "" if value is None else value
    return sent


def opened(client, talk, section):
    return fields(client.get(address(talk, "talk_section", section)).context["form"])
