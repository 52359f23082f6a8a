"""Filters and tags that the shared templates need, loaded everywhere as builtins."""

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.utils import flatatt
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from spurwechsel import german

register = template.Library()

register.filter("german_day", german.format_day)
register.filter("long_day", german.long_day)
register.filter("german_month", german.format_month)
register.filter("days_in_words", german.days_in_words)
register.filter("weekday", german.weekday_name)
due_state = register.simple_tag(german.due_state)


class Area(NamedTuple):
    """One item of the main navigation, shown to whoever has one of the permissions."""

    label: str
    url_name: str
    permissions: tuple[str, ...]
    # Beginnings of the names of all pages that belong to it.
    pages: tuple[str, ...]


AREAS = (
    Area("Heute", "home", ("participants.view_cases",), ("home",)),
    Area(
        "Teilnehmende",
        "participant_list",
        ("participants.view_cases",),
        (
            *("participant_", "residence_", "consent_", "identity_", "exclusion_", "case_", "follow_up_"),
            *("address_", "letter_", "packet_", "erasure_"),
            *("talk_", "plan_", "work_", "placement_", "esf_", "perspective", "appointment_", "contact_"),
        ),
    ),
    Area("Kalender", "calendar", ("participants.view_cases",), ("calendar",)),
    Area(
        "Aufgaben",
        "task_list",
        ("participants.view_cases",),
        ("task_", "waiting_list", "dwelling_", "absence_", "hand_over"),
    ),
    Area("Fristen", "deadline_list", ("participants.view_cases",), ("deadline_",)),
    Area("Übersicht", "overview", ("participants.view_cases",), ("overview",)),
    Area(
        "Netzwerk",
        "network_overview",
        ("participants.view_cases",),
        ("network_", "directory_", "organisation_", "partner_", "service_", "vacancy_"),
    ),
    Area("Berichte", "report_list", ("reports.view_issued",), ("report_", "edition_", "land_")),
    Area(
        "Regelwerk",
        "rulebook",
        (
            *("participants.view_cases", "reports.view_issued", "spurwechsel.manage_users"),
            "spurwechsel.view_log",
        ),
        ("rulebook",),
    ),
    Area("Zugänge", "user_list", ("spurwechsel.manage_users",), ("user_",)),
    Area(
        "Verwaltung",
        "settings_overview",
        ("spurwechsel.manage_settings",),
        ("settings_", "programme_", "job_"),
    ),
    Area("Protokoll", "log_list", ("spurwechsel.view_log",), ("log_",)),
)
# Service pages whose names begin like those of an area.
OUTSIDE_AREAS = ("report_barrier",)


SERVICE_PAGES = (
    ("Hilfe", "help"),
    ("Erklärung zur Barrierefreiheit", "accessibility"),
    ("Barriere melden", "report_barrier"),
    ("Datenschutz", "privacy"),
    ("Tastatur", "keyboard"),
)


@register.simple_tag
def service_pages() -> list[tuple[str, str]]:
    """Label and address of the pages that the footer of every page links."""
    return [(label, url) for label, name in SERVICE_PAGES if (url := _address(name))]


@register.simple_tag
def main_navigation(request: HttpRequest, user: Any) -> list[dict[str, Any]]:
    """Label, address and whether it is the current area, for the areas the user may see."""
    view_name = getattr(getattr(request, "resolver_match", None), "view_name", None) or ""
    items = []
    for area in AREAS:
        if not any(user.has_perm(permission) for permission in area.permissions):
            continue
        if url := _address(area.url_name):
            current = view_name.startswith(area.pages) and view_name not in OUTSIDE_AREAS
            items.append({"label": area.label, "url": url, "current": current})
    return items


def _address(name: str, *args: str) -> str:
    """The address of a page, or nothing where this installation has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.filter
def partial_day(day: date, precision: str) -> str:
    return german.format_partial(day, precision)


@register.filter
def age_on(birth: date, day: date) -> int:
    return german.age_on(birth, day)


@register.filter
def error_list(form: forms.BaseForm) -> list[dict[str, str]]:
    """Every error of the form in the order of the page, with the id of the box to jump to."""
    found = [{"message": message, "anchor": ""} for message in form.non_field_errors()]
    for field in _fields_in_order(form):
        anchor = "" if field.is_hidden else first_input_id(field)
        found += [{"message": message, "anchor": anchor} for message in field.errors]
    return found


@register.filter
def first_input_id(field: BoundField) -> str:
    """The id that takes the focus: of a group of radio buttons that is the first one."""
    id_ = field.field.widget.attrs.get("id") or field.auto_id
    return f"{id_}_0" if isinstance(field.field.widget, forms.RadioSelect) else id_


def _fields_in_order(form: forms.BaseForm) -> Iterable[BoundField]:
    layout = getattr(getattr(form, "helper", None), "layout", None)
    placed = [pointer.name for pointer in layout.get_field_names()] if layout else []
    names = [name for name in placed if name in form.fields]
    return (form[name] for name in [*names, *(name for name in form.fields if name not in names)])


@register.simple_tag
def control(field: BoundField) -> str:
    """
    The input of a field with KERN's classes; Django sets aria-describedby and aria-invalid.

    Without placeholder, which vanishes while typing, and without the browser's own checks.
    """
    widget = field.field.widget
    field.form.use_required_attribute = False
    kern = "kern-form-input__input"
    if isinstance(widget, forms.CheckboxInput):
        kern = "kern-form-check__checkbox"
    elif isinstance(widget, forms.Select):
        kern = "kern-form-input__select"
    own = widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": _classes(kern, field, own), "placeholder": False})


@register.simple_tag
def filter_control(field: BoundField) -> str:
    """Label and input in a bar of filters; without a template, which takes longer than all the rest."""
    inside = control(field)
    if isinstance(field.field.widget, forms.Select):
        inside = format_html('<div class="kern-form-input__select-wrapper">{}</div>', inside)
    return format_html(
        '<div class="{}">\n<label class="kern-label" for="{}">{}</label>\n{}{}{}\n</div>',
        _classes("kern-form-input", field, ""),
        field.id_for_label,
        field.label,
        render_to_string("kern/layout/help_text.html", {"field": field}) if field.help_text else "",
        inside,
        render_to_string("kern/layout/field_errors.html", {"field": field}) if field.errors else "",
    )


@register.simple_tag
def option_control(field: BoundField, option: BoundWidget) -> str:
    """One radio button or box, without templates. The group carries the error, not each of its buttons."""
    data, attrs = option.data, option.data["attrs"]
    attrs.pop("aria-invalid", None)
    attrs["class"] = _classes(f"kern-form-check__{data['type']}", field, "")
    if data.get("description"):
        attrs["aria-describedby"] = f"{option.id_for_label}_hint"
    return format_html("<input{}>", flatatt(attrs | {key: data[key] for key in ("type", "name", "value")}))


def _classes(kern: str, field: BoundField, own: str) -> str:
    return " ".join(filter(None, [kern, f"{kern}--error" if field.errors else "", own]))


@register.filter
def has_password(form: forms.BaseForm) -> bool:
    return any(isinstance(field.widget, forms.PasswordInput) for field in form.fields.values())


@register.filter
def optional(field: BoundField) -> bool:
    """Whether to write „(freiwillig)“ beside the label; a form or a field says no with ``mark_optional``."""
    marked = getattr(field.field, "mark_optional", True) and getattr(field.form, "mark_optional", True)
    return marked and not field.field.required


@register.simple_tag
def page_query(query: QueryDict | None, name: str, value: Any) -> str:
    """The query string with one value replaced."""
    kept = dict(query.lists()) if query else {}
    return f"?{urlencode(kept | {name: [value]}, doseq=True)}"


@register.filter
def elided_pages(page_obj: Any) -> list[Any]:
    return list(page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1))


# Words for the outcomes of rules; one that is not known was not judged here.
OUTCOMES = {
    "erfuellt": "erfüllt",
    "nicht_erfuellt": "nicht erfüllt",
    "offen": "offen",
    "anderswo": "nicht geprüft",
    "entfaellt": "entfällt",
}


@register.filter
def outcome_word(outcome: str) -> str:
    return OUTCOMES.get(outcome, OUTCOMES["anderswo"])


@register.filter
def outcome_icon(outcome: str) -> str:
    """The end of the id of the symbol in components/icons.html."""
    return outcome if outcome in OUTCOMES else "anderswo"


@register.simple_tag
def pairs(*parts: Any) -> list[tuple[Any, Any]]:
    """(label, url) for breadcrumbs and buttons from a flat row; the last label may stand without url."""
    padded = [*parts, None] if len(parts) % 2 else list(parts)
    return list(zip(padded[::2], padded[1::2], strict=True))


@register.filter
def undo_url(message: Any) -> str:
    """The address that takes back what a message reports, from extra_tags „undo:/…“."""
    tags = message.extra_tags or ""
    return tags.removeprefix("undo:") if tags.startswith("undo:/") else ""


# Label, names of its page in order of preference, beginnings of the names of its pages.
CASE_TABS = (
    ("Überblick", ("participant_detail",), ("participant_detail",)),
    ("Aufenthalt", ("residence_list", "residence_add"), ("residence_",)),
    ("Bleibeperspektive", ("perspective",), ("perspective",)),
    ("Clearing", ("talk_list",), ("talk_",)),
    ("Plan", ("plan_detail",), ("plan_", "esf_")),
    ("Arbeit", ("work_list",), ("work_",)),
    ("Vermittlung", ("placement_list",), ("placement_",)),
    ("Termine", ("appointment_list",), ("appointment_", "contact_")),
    ("Briefe", ("letter_list",), ("letter_",)),
    ("Fristen", ("case_deadlines",), ("case_deadline", "case_application")),
    ("Verlauf", ("participant_history",), ("participant_history",)),
)


@register.simple_tag
def case_tabs(request: HttpRequest, participant: Any) -> list[dict[str, Any]]:
    """Label, address and whether it is the current part of a case."""
    view_name = getattr(getattr(request, "resolver_match", None), "view_name", None) or ""
    tabs = []
    for label, url_names, pages in CASE_TABS:
        url = next(filter(None, (_address(name, participant.case_number) for name in url_names)), "")
        if url:
            tabs.append({"label": label, "url": url, "current": view_name.startswith(pages)})
    return tabs


@register.simple_tag
def once() -> str:
    """A hidden number that makes two copies of the same sent form recognisable as one."""
    return format_html('<input type="hidden" name="einmal" value="{}">', secrets.token_hex(16))
