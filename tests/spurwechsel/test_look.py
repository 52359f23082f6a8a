"""Frame, components, crispy pack and style sheets, without a browser."""

import gzip
import hashlib
import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from crispy_forms.layout import HTML, ButtonHolder, Column, Div, Field, Fieldset, Layout, Row, Submit
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from pytest_django.asserts import assertHTMLEqual

from participants.choices import Phase
from participants.rules.verdict import Outcome
from spurwechsel.formfields import (
    CleanCharField,
    GermanDateField,
    OptionCards,
    PlainInput,
    PlainSelect,
    SingleChoice,
    SpurForm,
)
from spurwechsel.roles import PERMISSIONS, Role
from spurwechsel.templatetags import spurwechsel as tags

KERN_SHA256 = "cd3f71d341847e38f03b96c978679ecd82203daffe3fed1535281652356cfa62"
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
ON_SCREEN = [path for path in TEMPLATES if "reports" not in path.parts and path.name != "print.html"]
TODAY = date(2024, 3, 27)


def squeeze(html: str) -> str:
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", html)).strip()


def rendered(template: str, **context) -> str:
    return squeeze(Template(template).render(Context(context)))


def crispy(form: forms.Form) -> str:
    return rendered("{% load crispy_forms_tags %}{% crispy form %}", form=form)


# --- style sheets ---


def test_kern_is_the_version_we_looked_at():
    assert hashlib.sha256(Path(finders.find("kern/kern.min.css")).read_bytes()).hexdigest() == KERN_SHA256


def test_scripts_stay_small():
    scripts = settings.BASE_DIR / "static/js"
    js = sum(len(gzip.compress(path.read_bytes())) for path in scripts.glob("*.js"))
    assert js < 20_000


def test_fonts_are_the_two_of_kern():
    tokens = Path(finders.find("css/base.css")).read_text()
    fonts = re.findall(r'url\("\.\./(.+?)"\)', tokens)
    assert fonts == [
        f"{folder}/FiraSans-{cut}.woff2"
        for cut in ("Regular", "SemiBold")
        for folder in ("fonts", "kern/fonts/fira-sans")
    ]
    assert [font for font in fonts if not finders.find(font)] == []


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(sign * 2 for sign in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


TOKENS = dict(re.findall(r"--sp-([\w-]+): (#\w+);", Path(finders.find("css/base.css")).read_text()))
TEXT_ON = [
    *[(name, "white") for name in ("text", "muted", "action", "action-strong", "error", "error-link")],
    *[(name, "surface") for name in ("text", "muted", "action", "action-strong")],
    *[("text", ground) for ground in ("error-bg", "warn-bg", "ok-bg", "info-bg", "selected")],
    *[("action", ground) for ground in ("warn-bg", "ok-bg", "info-bg", "selected")],
    ("muted", "selected"),
    *[(f"phase-{phase}", f"phase-{phase}-bg") for phase in Phase.values],
    *[(f"phase-{phase}", "surface") for phase in Phase.values],
]
SHAPE_ON = [
    (name, "white") for name in ("input-border", "line-strong", "focus", "error", "warn", "ok", "info")
]


@pytest.mark.parametrize(("name", "ground"), TEXT_ON)
def test_text_can_be_read(name, ground):
    assert contrast(TOKENS[name], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize(("name", "ground"), SHAPE_ON)
def test_shapes_can_be_seen(name, ground):
    assert contrast(TOKENS[name], TOKENS[ground]) >= 3


# --- templates ---


@pytest.mark.parametrize("path", ON_SCREEN, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_template_keeps_to_the_rules(path):
    text = path.read_text(encoding="utf-8")
    inline = re.findall(r'\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+="|\|safe\b', text)
    assert (inline, len(text.splitlines()) <= 120) == ([], True)


@pytest.mark.parametrize("name", ["400", "403", "404", "409", "419", "429", "500", "503"])
def test_error_page_shows_without_user_and_context(name):
    html = render_to_string(f"{name}.html")
    assert (html.count("<h1>"), html.count('<html lang="de"')) == (1, 1)


@pytest.mark.parametrize("phase", Phase.values)
def test_every_phase_has_icon_and_colours(phase):
    icons = render_to_string("components/icons.html")
    assert icons.count(f'id="i-{phase}"') == 1
    assert {f"phase-{phase}", f"phase-{phase}-bg"} <= TOKENS.keys()


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_icon_and_word(outcome):
    icons = render_to_string("components/icons.html")
    assert icons.count(f'id="i-{tags.outcome_icon(outcome)}"') == 1
    assert tags.OUTCOMES[outcome]


def test_typed_text_is_shown_whole_and_escaped():
    html = render_to_string("419.html", {"typed": [("note", "<b>Zeile 1\nZeile 2 & mehr")]})
    assert re.search(r"<pre[^>]*>(.*?)</pre>", html, re.S)[1] == "&lt;b&gt;Zeile 1\nZeile 2 &amp; mehr"


# --- navigation ---


def user_with(role: Role) -> SimpleNamespace:
    return SimpleNamespace(has_perm=lambda permission: permission in PERMISSIONS[role])


def request_at(view_name: str):
    request = RequestFactory().get("/")
    request.resolver_match = SimpleNamespace(view_name=view_name)
    return request


@pytest.mark.parametrize(
    ("view_name", "current"),
    [("home", ["Heute"]), ("network_overview", ["Netzwerk"]), ("report_barrier", []), ("help", [])],
)
def test_navigation_marks_where_one_is(view_name, current):
    items = tags.main_navigation(request_at(view_name), user_with(Role.FALLBEGLEITUNG))
    assert [item["label"] for item in items if item["current"]] == current


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        (Role.FALLBEGLEITUNG, {"Zugänge", "Verwaltung", "Protokoll"}),
        (
            Role.FACHADMINISTRATION,
            {"Heute", "Teilnehmende", "Übersicht", "Netzwerk", "Berichte", "Protokoll"},
        ),
        (Role.DATENSCHUTZ, {"Heute", "Teilnehmende", "Übersicht", "Netzwerk", "Berichte", "Verwaltung"}),
    ],
)
def test_navigation_shows_what_the_role_may_do(role, hidden):
    shown = {item["label"] for item in tags.main_navigation(request_at("help"), user_with(role))}
    assert (shown & hidden, bool(shown)) == (set(), True)


# --- tags and components ---


@pytest.mark.parametrize(
    ("day", "kind", "mark", "text"),
    [
        (date(2024, 3, 20), "paper", "over", "seit 7 Tagen abgelaufen"),
        (date(2024, 3, 26), "paper", "over", "seit 1 Tag abgelaufen"),
        (TODAY, "paper", "soon", "läuft heute ab"),
        (date(2024, 3, 28), "paper", "soon", "läuft morgen ab"),
        (date(2024, 4, 26), "paper", "soon", "noch 30 Tage"),
        (date(2024, 4, 27), "paper", "", "noch 31 Tage"),
        (date(2024, 3, 26), "task", "over", "seit 1 Tag überfällig"),
        (TODAY, "task", "soon", "fällig heute"),
        (date(2024, 3, 28), "task", "", "fällig morgen"),
        (date(2024, 3, 29), "task", "", "noch 2 Tage"),
    ],
)
def test_due_days(day, kind, mark, text):
    assert tags.due_state(day, TODAY, kind) == {"mark": mark, "text": text}


def test_due_component():
    html = squeeze(render_to_string("components/due.html", {"day": date(2024, 3, 20), "today": TODAY}))
    assert html == (
        '<span class="sp-due sp-due--over"><time class="sp-date" datetime="2024-03-20">20.03.2024</time>'
        '<span class="sp-due__words">seit 7 Tagen abgelaufen</span></span>'
    )


def test_pagination_keeps_the_filters():
    page = Paginator(range(30), 10).page(2)
    html = render_to_string(
        "components/pagination.html", {"page_obj": page, "query": QueryDict("status=clearing&seite=2&q=a+b")}
    )
    assert re.findall(r'href="(.+?)"', html) == [
        "?status=clearing&amp;seite=1&amp;q=a+b",
        "?status=clearing&amp;seite=3&amp;q=a+b",
    ]
    assert squeeze(html).count("11 bis 20 von 30") == 1


def test_breadcrumb_ends_without_link():
    html = rendered(
        '{% pairs "Teilnehmende" "/t/" "SW-1" as items %}'
        '{% include "components/breadcrumb.html" with items=items only %}'
    )
    assert re.findall(r"<li.*?</li>", html) == [
        '<li><a href="/t/">Teilnehmende</a></li>',
        '<li aria-current="page">SW-1</li>',
    ]


@pytest.mark.parametrize(
    ("tag", "url"),
    [("undo:/fall/", "/fall/"), ("undo:https://a.b/", ""), ("undo:", ""), ("", ""), (None, "")],
)
def test_undo_goes_to_our_own_pages_only(tag, url):
    assert tags.undo_url(SimpleNamespace(extra_tags=tag)) == url


# --- crispy pack ---


class SmallForm(SpurForm):
    name = CleanCharField(label="Name", required_message="Geben Sie den Namen ein.")
    day = GermanDateField(label="Tag", required=False, help_text="Zum Beispiel heute")
    to = SingleChoice(
        label="Wohin?", choices=[("b", "Betreuung")], widget=OptionCards(descriptions={"b": "Was."})
    )


def test_field_with_error_says_so_to_everybody():
    html = crispy(SmallForm({"to": "b"}))
    assert (
        html.count(
            '<div class="kern-form-input kern-form-input--error" id="div_id_name">'
            '<label class="kern-label" for="id_name">Name</label>'
            '<input type="text" name="name" class="kern-form-input__input kern-form-input__input--error" '
            'aria-invalid="true" aria-describedby="id_name_error" id="id_name">'
            '<p class="kern-error" id="id_name_error">'
            '<span class="kern-icon kern-icon--danger" aria-hidden="true"></span>'
            '<span class="kern-body">Geben Sie den Namen ein.</span></p></div>'
        )
        == 1
    )


class SmallFilter(SpurForm):
    search = CleanCharField(
        label="Name & Nummer", widget=PlainInput, required=False, help_text="Zum Beispiel A"
    )
    to = SingleChoice(label="Wohin?", choices=[("b", "Betreuung <1>")], widget=PlainSelect)


def test_filters_stand_side_by_side():
    form = SmallFilter({"search": '"A" <b>', "to": "x"})
    assert tags.filter_control(form["search"]) == (
        '<div class="kern-form-input">\n<label class="kern-label" for="id_search">Name &amp; Nummer</label>\n'
        '<div class="kern-hint" id="id_search_helptext">Zum Beispiel A</div>\n'
        '<input aria-describedby="id_search_helptext" class="kern-form-input__input" id="id_search" '
        'name="search" type="text" value="&quot;A&quot; &lt;b&gt;">\n</div>'
    )
    assert tags.filter_control(form["to"]) == (
        '<div class="kern-form-input kern-form-input--error">\n'
        '<label class="kern-label" for="id_to">Wohin?</label>\n'
        '<div class="kern-form-input__select-wrapper">'
        '<select aria-describedby="id_to_error" aria-invalid="true" '
        'class="kern-form-input__select kern-form-input__select--error" id="id_to" name="to">'
        '<option value="b">Betreuung &lt;1&gt;</option></select></div>'
        '<p class="kern-error" id="id_to_error"><span class="kern-icon kern-icon--danger" aria-hidden="true">'
        '</span><span class="kern-body">Wählen Sie einen Eintrag aus der Liste aus.</span></p>\n\n</div>'
    )


def test_optional_field_has_help_above():
    assert (
        crispy(SmallForm()).count(
            '<label class="kern-label" for="id_day">Tag <span class="sp-optional">(freiwillig)</span></label>'
            '<div class="kern-hint" id="id_day_helptext">Zum Beispiel heute</div>'
            '<input type="text" name="day" class="kern-form-input__input sp-input--date" inputmode="numeric" '
            'aria-describedby="id_day_helptext" id="id_day">'
        )
        == 1
    )


def test_group_is_a_fieldset_with_described_cards():
    html = crispy(SmallForm({"name": "x"}))
    assert re.findall(r"<fieldset.*?>|<input .*?>|<p id.*?</p>", html[html.index("<fieldset") :]) == [
        '<fieldset class="sp-group sp-group--error" id="div_id_to" aria-describedby="id_to_error">',
        '<input aria-describedby="id_to_0_hint" class="kern-form-check__radio kern-form-check__radio--error" '
        'id="id_to_0" name="to" type="radio" value="b">',
        '<p id="id_to_0_hint">Was.</p>',
    ]


@pytest.mark.parametrize("widget", [forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_a_button_of_a_group_says_what_django_says(widget):
    choices = [("", "?"), ("a", "A"), ('"<b>', "B")]
    form = forms.Form({"to": "a"})
    form.fields["to"] = forms.ChoiceField(choices=choices, required=False, widget=widget)
    for option in form["to"].subwidgets:
        assertHTMLEqual(tags.option_control(form["to"], option), option.tag())


def test_layout_objects():
    form = SmallForm()
    form.helper.layout = Layout(
        Fieldset("Person", Row("name", Column("day"))),
        Div(Field("to", wrapper_class="sp-inline"), css_class="box"),
        ButtonHolder(Submit("save", "Speichern"), HTML("<i>frei</i>")),
    )
    html = crispy(form)
    opening = re.findall(
        r'<(?:fieldset|div|button) [^>]*class="(?:sp-|box|kern-btn)[^>]*>|<legend>Person', html
    )
    assert opening == [
        '<fieldset class="sp-fieldset">',
        "<legend>Person",
        '<div class="sp-row">',
        '<div class="sp-col">',
        '<div class="box">',
        '<fieldset class="sp-group sp-inline" id="div_id_to">',
        '<div class="sp-group__options">',
        '<div class="sp-opt">',
        '<div class="sp-actions">',
        '<button type="submit" name="save" value="Speichern" id="submit-id-save" '
        'class="kern-btn kern-btn--primary">',
    ]
    assert html.count("<i>frei</i>") == 1


@pytest.mark.parametrize(("count", "heading"), [(1, "1 Angabe<"), (2, "2 Angaben<")])
def test_error_summary_counts_and_links(count, heading):
    form = SmallForm({"name": "x"} if count == 1 else {})
    html = squeeze(render_to_string("components/error_summary.html", {"form": form}))
    assert html.count(f"Bitte prüfen Sie {heading}") == 1
    assert re.findall(r'href="#(.+?)"', html) == ["id_name", "id_to_0"][-count:]


def test_error_summary_follows_the_layout():
    form = SmallForm({"day": "bald"})
    form.helper.layout = Layout("to", "day", "name")
    assert [error["anchor"] for error in tags.error_list(form)] == ["id_to_0", "id_day", "id_name"]


def test_error_summary_names_errors_of_no_field():
    form = SmallForm({"name": "x", "to": "b"}, version=1)
    form.add_error(None, "Zu spät.")
    errors = tags.error_list(form)
    assert [(error["message"][:9], error["anchor"]) for error in errors] == [
        ("Zu spät.", ""),
        ("Diese Sei", ""),
    ]


def test_foreign_forms_lose_placeholder_and_required():
    class Foreign(forms.Form):
        login = forms.EmailField(widget=forms.EmailInput(attrs={"placeholder": "E-Mail"}))

    html = rendered("{% load crispy_forms_tags %}{{ form|crispy }}", form=Foreign())
    assert re.findall(r"placeholder|required", html) == []
