"""What was answered, in words: for two talks side by side, the paper form and the protocol."""

from typing import Any, NamedTuple

from django import forms

from spurwechsel.german import format_day

from .base import SectionForm
from .fields import YesNoField


class Answer(NamedTuple):
    """One question with its answer in words, empty where none was given."""

    name: str
    label: str
    words: str


def answers_in(form: SectionForm) -> list[Answer]:
    """Every question of a section; what could not be understood stands as it was typed."""
    return [Answer(name, str(form.fields[name].label), _answer(form, name)) for name in form.columns()]


def _answer(form: SectionForm, name: str) -> str:
    if not form.is_bound:
        return _words(form.fields[name], form.initial.get(name))
    if name in form.cleaned_data:
        return _words(form.fields[name], form.cleaned_data[name])
    return ", ".join(filter(None, form.data.getlist(name)))


def _words(field: forms.Field, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(field, YesNoField):
        return "ja" if value else "nein"
    if isinstance(field, forms.ChoiceField):
        labels = dict(field.choices)
        codes = value if isinstance(value, list) else [value]
        return ", ".join(str(labels.get(code, code)) for code in codes)
    if isinstance(field, forms.DateField):
        return format_day(value)
    return str(value).replace(".", ",") if isinstance(field, forms.DecimalField) else str(value)


class PaperField(NamedTuple):
    """One question on paper: boxes to tick, each with whether it is, or lines to write on."""

    label: str
    boxes: list[tuple[str, bool]]
    text: str
    is_long: bool


def on_paper(form: SectionForm) -> list[tuple[str, list[PaperField]]]:
    """The questions of a section under their headings, with the answers of a filled form."""
    answers = {answer.name: answer.words for answer in answers_in(form)}
    groups = []
    for legend, rows in form.groups:
        names = [name for row in rows for name in (row if isinstance(row, tuple) else (row,))]
        groups.append((legend, [_paper_field(form, name, answers[name]) for name in names]))
    return groups


def _paper_field(form: SectionForm, name: str, words: str) -> PaperField:
    field = form.fields[name]
    is_long = isinstance(field.widget, forms.Textarea)
    choices = getattr(field, "choices", [])
    # Long lists would fill the sheet; a line to write on does it.
    if not choices or len(choices) > 12:
        return PaperField(str(field.label), [], words, is_long)
    ticked = set(words.split(", ")) if isinstance(field, forms.MultipleChoiceField) else {words}
    boxes = [(str(label), bool(words) and str(label) in ticked) for code, label in choices if code]
    return PaperField(str(field.label), boxes, "", is_long)
