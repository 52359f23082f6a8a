"""Form fields: German in and out, and nothing typed is ever lost."""

from datetime import date

import pytest
import time_machine
from django import forms

from spurwechsel import formfields, german
from spurwechsel.formfields import CleanCharField, GermanDateField, PartialDateField, SpurForm

TODAY = "2024-03-27T12:00:00+01:00"


class PersonForm(SpurForm):
    name = CleanCharField(max_length=10, required_message="Geben Sie den Familiennamen ein.")
    born = GermanDateField(past=True, label="Geburtsdatum")
    entered = PartialDateField(required=False)
    note = CleanCharField(required=False, widget=forms.Textarea)
    place = formfields.SingleChoice(choices=[("", "Wählen Sie aus"), ("amt", "Im Amt")])
    talk = forms.ChoiceField(choices=[("ja", "ja")], widget=forms.RadioSelect)


def person_form(**changes):
    typed = {"name": "Rahimi", "born": "14.7.91", "place": "amt", "talk": "ja"}
    return PersonForm({**typed, **changes})


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


def test_valid_form_gives_clean_values():
    form = person_form(entered="9/2016", note="a\r\nb\x0bc")
    assert form.errors == {}
    assert form.cleaned_data == {
        "name": "Rahimi",
        "born": date(1991, 7, 14),
        "entered": (date(2016, 9, 1), german.MONTH),
        "note": "a\nb\nc",
        "place": "amt",
        "talk": "ja",
    }


def test_empty_form_says_what_to_do():
    assert PersonForm({}).errors == {
        "name": ["Geben Sie den Familiennamen ein."],
        "born": [formfields.FILL_IN],
        "place": [formfields.CHOOSE_FROM_LIST],
        "talk": [formfields.CHOOSE],
    }


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("born", "bald", german.HOW_TO_DAY),
        ("born", "28.03.2024", formfields.IN_THE_PAST),
        ("entered", "bald", german.HOW_TO_PARTIAL),
        ("entered", "2025", formfields.IN_THE_PAST),
        ("name", "a" * 11, "Kürzen Sie den Text auf höchstens 10 Zeichen. Es sind 11."),
        ("place", "mond", formfields.CHOOSE_FROM_LIST),
        ("talk", "vielleicht", formfields.CHOOSE_FROM_LIST),
    ],
)
def test_error_keeps_what_was_typed(field, typed, sentence):
    form = person_form(**{field: typed})
    assert form.errors == {field: [sentence]}
    assert form[field].value() == typed


@pytest.mark.parametrize("typed", ["27.03.2024", "heute"])
def test_today_is_not_in_the_future(typed):
    assert person_form(born=typed).errors == {}


def test_blank_dates_count_as_empty():
    form = person_form(born="  ", entered=" ")
    assert form.errors == {"born": [formfields.FILL_IN]}
    assert form.cleaned_data["entered"] is None


def test_stored_days_are_shown_in_german():
    form = PersonForm(initial={"born": date(1991, 7, 14), "entered": (date(2016, 9, 1), german.MONTH)})
    assert form["born"].value() == "14.07.1991"
    assert form["entered"].value() == "09.2016"


def test_unchanged_days_do_not_count_as_changed():
    initial = {"born": date(1991, 7, 14), "entered": (date(2016, 9, 1), german.MONTH)}
    form = PersonForm({"born": "14.7.91", "entered": "09.2016"}, initial=initial)
    assert {"born", "entered"}.isdisjoint(form.changed_data)


@pytest.mark.parametrize(
    ("sign", "field"), [("\x00", "name"), ("\x1b", "name"), ("\u202e", "name"), ("\x00", "note")]
)
def test_hidden_signs_are_removed_and_told_once(sign, field):
    form = person_form(**{field: f"Ra{sign}h"})
    assert form.errors == {field: [formfields.HIDDEN_SIGNS]}
    assert form[field].value() == "Rah"
    assert person_form(**{field: form[field].value()}).errors == {}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" Rahimi ", "Rahimi"),
        ("O'Neil-Żak", "O'Neil-Żak"),
        ("رحیمی", "رحیمی"),
        ("S\u0301wia", "\u015awia"),
        ("Ra\thi\nmi", "Ra hi mi"),
        ("\U0001f642", "\U0001f642"),
    ],
)
def test_names_of_any_script_are_kept(typed, stored):
    form = person_form(name=typed)
    assert form.errors == {}
    assert form.cleaned_data["name"] == stored


def test_line_breaks_are_plain_and_count_once():
    form = person_form(note="eins\r\nzwei\u2028drei")
    assert form.is_valid()
    assert form.cleaned_data["note"] == "eins\nzwei\ndrei"


def test_browser_neither_cuts_nor_blocks():
    html = "".join(str(field) for field in PersonForm())
    assert [word for word in ("maxlength", " required", "minlength") if word in html] == []


def test_date_box_shows_the_number_pad():
    assert str(PersonForm()["born"]) == (
        '<input type="text" name="born" class="sp-input--date" inputmode="numeric" '
        'aria-describedby="id_born_helptext" id="id_born">'
    )


def test_own_message_is_not_overwritten():
    class Form(SpurForm):
        age = forms.IntegerField(max_value=9, error_messages={"required": "Wie alt?"})
        mail = forms.EmailField()

    assert Form({"mail": "x"}).errors == {
        "age": ["Wie alt?"],
        "mail": ["Geben Sie die E-Mail-Adresse so ein: name@beispiel.de."],
    }
    assert Form({"age": "x", "mail": ""}).errors == {
        "age": ["Geben Sie eine Zahl ein."],
        "mail": [formfields.FILL_IN],
    }
    assert Form({"age": "10", "mail": "a@b.de"}).errors == {"age": ["Geben Sie höchstens 9 ein."]}


def test_version_comes_back_as_posted():
    form = PersonForm({"version": "3"}, version=4)
    form.is_valid()
    assert form.cleaned_data["version"] == 3
    assert str(form["version"]) == '<input type="hidden" name="version" value="3" id="id_version">'


@pytest.mark.parametrize("posted", ["", "x", "-1"])
def test_broken_version_asks_to_reopen(posted):
    form = PersonForm({"version": posted}, version=4)
    assert form.errors["version"] == [formfields.STALE_PAGE]


def test_option_cards_carry_descriptions():
    class Form(SpurForm):
        to = formfields.SingleChoice(
            choices=[("b", "Betreuung"), ("c", "Clearing")],
            widget=formfields.OptionCards(descriptions={"b": "Maßnahmen laufen."}),
        )

    options = [option.data["description"] for option in Form()["to"]]
    assert options == ["Maßnahmen laufen.", ""]


def test_helper_leaves_the_form_tag_to_the_page():
    helper = PersonForm().helper
    assert (helper.form_tag, helper.include_media, helper.render_hidden_fields) == (False, False, True)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2027-02-14", "14.02.2027"),
        ("2027-2-14", "2027-2-14"),
        ("2027-02-30", "2027-02-30"),
        ("14.2.27", "14.2.27"),
        ("heute", "heute"),
    ],
)
def test_a_day_of_an_address_is_shown_the_german_way(typed, shown):
    assert person_form(born=typed)["born"].value() == shown
