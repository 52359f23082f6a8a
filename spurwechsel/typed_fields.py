"""What somebody typed into a form that was refused, under the German labels of that form."""

import inspect
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.apps import apps
from django.urls import Resolver404, resolve
from django.utils.choices import flatten_choices

from .formfields import REOPENED, SpurForm

# What must never be shown again, however it was typed.
_NOT_ECHOED = ("csrfmiddlewaretoken", "login", "code", "version", "edition", "seen", "einmal", REOPENED)
NO_LABEL = "Angabe"

Fields = list[tuple[str, str]]


def readable(sent: Fields, path: str) -> Fields:
    """What was typed, under German labels, without what only the page needs and numbers of rows."""
    known = forms_of(path, [name for name, _ in sent])
    return [
        (label_of(name, known), _words(name, text, known))
        for name, text in sent
        if text and not name.startswith(_NOT_ECHOED) and not _is_row(name, text)
    ]


def forms_of(path: str, names: Iterable[str]) -> list[type[SpurForm]]:
    """The forms that the module of the view knows: those of the view itself first, then by the fields."""
    try:
        view = inspect.unwrap(resolve(path.partition("?")[0]).func)
    except Resolver404:
        return []
    near = vars(sys.modules[view.__module__]).values()
    found = {each for each in near if inspect.isclass(each) and issubclass(each, SpurForm)}
    own, asked = getattr(view, "__code__", _NO_CODE).co_names, set(names)

    def fits(form: type[SpurForm]) -> tuple[bool, int, str]:
        shared = len(asked & set(form.base_fields))
        return not (shared and form.__name__ in own), -shared, form.__name__

    return sorted(found, key=fits)


_NO_CODE = (lambda: None).__code__


def all_forms(kind: type[SpurForm] = SpurForm) -> Iterator[type[SpurForm]]:
    for form in kind.__subclasses__():
        yield form
        yield from all_forms(form)


def label_of(name: str, known: Iterable[type[SpurForm]]) -> str:
    """The label in the forms known, else the one it mostly has elsewhere; never a name of the code."""
    for form in known:
        if name in form.base_fields and form.base_fields[name].label:
            return str(form.base_fields[name].label)
    said = [str(field.verbose_name) for field in _model_fields(name)]
    said += [str(form.base_fields[name].label or "") for form in all_forms() if name in form.base_fields]
    # A field without a name of its own is called like the column.
    german = Counter(each for each in said if each and each != name.replace("_", " "))
    return max(german, key=lambda each: german[each], default=NO_LABEL)


def _model_fields(name: str) -> list[Any]:
    return [field for model in apps.get_models() for field in model._meta.fields if field.name == name]


def _words(name: str, text: str, known: Iterable[type[SpurForm]]) -> str:
    """What a choice was called in the form."""
    if text == "on":
        return "ja"
    lists = [flatten_choices(field.choices) for field in _lists(name, known)]
    lists += [field.flatchoices for field in _model_fields(name)]
    return str(next((label for each in lists for value, label in each if str(value) == text), text))


def _lists(name: str, known: Iterable[type[SpurForm]]) -> Iterator[forms.ChoiceField]:
    """Not those that are read from the database: they are cut to what the user may see only in a page."""
    for form in known:
        field = form.base_fields.get(name)
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            yield field


def _is_row(name: str, text: str) -> bool:
    return text.isdecimal() and any(field.is_relation for field in _model_fields(name))
