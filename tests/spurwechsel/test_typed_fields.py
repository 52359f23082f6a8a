"""What was typed into a form that is refused: named as in that form, and never by a name of the code."""

import pytest
from django.apps import apps
from django.forms.utils import pretty_name
from django.urls import get_resolver

from spurwechsel.typed_fields import NO_LABEL, all_forms, forms_of, label_of, readable

CASE = "/teilnehmende/SW-CB-2024-0001"
# Words of the code that are German ones.
GERMAN = {
    *("ab", "am", "art", "aufenthalt", "bedarf", "bis", "code", "gruppe", "jahr", "kommune", "leistung"),
    *(
        "monat",
        "name",
        "organisation",
        "rolle",
        "sprache",
        "stand",
        "stichtag",
        "suche",
        "tag",
        "team",
        "termin",
        "von",
    ),
    *("vorgang", "weg", "wer", "zahl"),
}


@pytest.fixture
def fields():
    """Of every form there is; the addresses load the views, and these the forms."""
    assert get_resolver().url_patterns
    found = [(form, name, field) for form in all_forms() for name, field in form.base_fields.items()]
    assert len(found) > 500
    return found


def is_of_the_code(name, label):
    return name not in GERMAN and label in (name, name.replace("_", " "), pretty_name(name))


def test_every_field_of_every_form_is_named_as_on_its_page(fields):
    said = [(form.__name__, name, field.label, label_of(name, [form])) for form, name, field in fields]
    assert [each for each in said if each[2] and each[3] != str(each[2])] == []
    assert [each for each in said if is_of_the_code(each[1], each[3])] == []


def test_no_name_of_the_code_is_shown_where_the_form_is_not_known(fields):
    names = {field.name for model in apps.get_models() for field in model._meta.fields}
    shown = {name: label_of(name, []) for name in names | {name for _, name, _ in fields}}
    # A table of Django itself, no form of ours.
    assert [name for name, label in shown.items() if is_of_the_code(name, label)] == ["codename"]
    assert shown["language"] == "Sprache"


@pytest.mark.parametrize(
    ("path", "sent", "typed"),
    [
        (f"{CASE}/bearbeiten/", ("language", "fa"), ("Sprache für Gespräche", "Farsi")),
        (
            f"{CASE}/identitaet/",
            ("state", "geklaert"),
            ("Wie steht es um die Klärung der Identität?", "geklärt"),
        ),
        (f"{CASE}/bearbeiten/?zu=1", ("gender", "w"), ("Geschlecht", "weiblich")),
        ("/gibt-es-nicht/", ("family_name", "Abena"), ("Familienname", "Abena")),
        ("/gibt-es-nicht/", ("unbekannt", "Ein Satz."), (NO_LABEL, "Ein Satz.")),
        ("/gibt-es-nicht/", ("unbekannt", "on"), (NO_LABEL, "ja")),
    ],
)
def test_label_and_choice_are_those_of_the_form(path, sent, typed):
    assert readable([sent], path) == [typed]


def test_the_form_of_the_view_names_them():
    forms = forms_of(f"{CASE}/aufenthalt/neu/", ["kind", "valid_from", "valid_until"])
    assert (forms[0].__name__, label_of("kind", forms)) == ("ResidenceForm", "Aufenthaltsstatus")
    forms = forms_of(f"{CASE}/aufenthalt/7/", ["kind", "reason"])
    assert (forms[0].__name__, label_of("reason", forms)) == ("ResidenceCorrectionForm", "Was war falsch?")


def test_neither_secrets_nor_what_only_the_page_needs_is_shown():
    sent = [
        ("csrfmiddlewaretoken", "x"),
        ("version", "3"),
        ("einmal", "y"),
        ("responsible", "4"),
        ("note", ""),
    ]
    assert readable(sent, f"{CASE}/bearbeiten/") == []
