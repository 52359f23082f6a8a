"""Form fields and the form base class: German in and out, and nothing typed is ever lost."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from spurwechsel import german

FILL_IN = "Füllen Sie dieses Feld aus."
CHOOSE = "Wählen Sie eine Antwort aus."
CHOOSE_FROM_LIST = "Wählen Sie einen Eintrag aus der Liste aus."
IN_THE_PAST = "Das Datum muss heute oder in der Vergangenheit liegen."
STALE_PAGE = "Diese Seite ist veraltet. Öffnen Sie sie neu und übernehmen Sie Ihren Text."
HIDDEN_SIGNS = (
    "Der Text enthielt unsichtbare Steuerzeichen. Sie sind jetzt entfernt. "
    "Prüfen Sie den Text und speichern Sie noch einmal."
)

# Signs that only break lines or pages become what they mean; all others of this class are refused.
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control signs, and those that turn the reading direction of everything behind them.
_HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufeff\ufff9-\ufffb\ud800-\udfff]")

_GERMAN_ERRORS = {
    "required": FILL_IN,
    "invalid_choice": CHOOSE_FROM_LIST,
    "invalid_pk_value": CHOOSE_FROM_LIST,
    "invalid_list": CHOOSE_FROM_LIST,
    "max_length": "Kürzen Sie den Text auf höchstens %(limit_value)d Zeichen. Es sind %(show_value)d.",
    "min_length": "Schreiben Sie mindestens %(limit_value)d Zeichen.",
    "max_value": "Geben Sie höchstens %(limit_value)s ein.",
    "min_value": "Geben Sie mindestens %(limit_value)s ein.",
}
_NOT_A_NUMBER = "Geben Sie eine Zahl ein."
_NOT_AN_EMAIL = "Geben Sie die E-Mail-Adresse so ein: name@beispiel.de."


def clean_text(text: str, *, multiline: bool = False) -> str:
    """The text as it is stored: NFC, plain line breaks, no control signs, no blanks at the ends."""
    text = _HIDDEN.sub("", _LINE_BREAKS.sub("\n", text))
    if not multiline:
        text = re.sub(r"[\n\t]+", " ", text)
    return unicodedata.normalize("NFC", text).strip()


class _Required:
    """Mixin for fields: ``required_message`` says what to do when nothing was entered."""

    def __init__(self, *, required_message: str = "", **kwargs: Any) -> None:
        if required_message:
            kwargs["error_messages"] = {
                "required": required_message,
                **(kwargs.get("error_messages") or {}),
            }
        super().__init__(**kwargs)


class CleanCharField(_Required, forms.CharField):
    """
    Text of people: any script, without control signs, one line unless the widget is a Textarea.

    Removed control signs are told once, with the cleaned text in the field, so that the next
    click saves. There is no ``maxlength`` in the page: browsers cut pasted text silently.
    """

    def to_python(self, value: Any) -> Any:
        return super().to_python(self._cleaned(value))

    def clean(self, value: Any) -> Any:
        if isinstance(value, str) and _HIDDEN.search(value):
            raise ValidationError(HIDDEN_SIGNS, code="hidden_signs")
        return super().clean(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        if isinstance(data, str) and _HIDDEN.search(data):
            return self._cleaned(data)
        return super().bound_data(data, initial)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        attrs.pop("minlength", None)
        if widget.attrs.get("rows") == "10":
            attrs["rows"] = "4"  # Django's own ten rows hide the rest of the form
        return attrs

    def _cleaned(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return clean_text(value, multiline=isinstance(self.widget, forms.Textarea))


class _DayInput(forms.TextInput):
    """One text box for a day; digits are enough (270324), so phones show the number pad.

    Not autocomplete="off": with it browsers empty the box on the way back from an error of the server.
    """

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        defaults = {"class": "sp-input--date", "inputmode": "numeric"}
        super().__init__({**defaults, **(attrs or {})})


class GermanDateField(_Required, forms.DateField):
    """
    A day typed freely and shown as 27.03.2024; with ``past`` it cannot be later than today.

    What was typed stays in the field when it cannot be read.
    """

    widget = _DayInput

    def __init__(
        self, *, past: bool = False, help_text: str = "Zum Beispiel 27.3.2024 oder heute", **kwargs: Any
    ) -> None:
        self.past = past
        super().__init__(help_text=help_text, **kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        if not str(value).strip():
            return None
        return _read(german.parse_day, str(value), past=self.past)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.past and value is not None and value > timezone.localdate():
            raise ValidationError(self.error_messages.get("future", IN_THE_PAST), code="future")

    def prepare_value(self, value: Any) -> Any:
        return german.format_day(value) if isinstance(value, date) else value


class PartialDateField(_Required, forms.Field):
    """A day, a month or a year; cleans to (first day of it, precision) or None if empty."""

    widget = _DayInput

    def __init__(
        self,
        *,
        past: bool = True,
        help_text: str = "Zum Beispiel 14.09.2016, 09.2016 oder 2016",
        **kwargs: Any,
    ) -> None:
        self.past = past
        super().__init__(help_text=help_text, **kwargs)

    def to_python(self, value: Any) -> tuple[date, str] | None:
        if value in self.empty_values or not isinstance(value, str):
            return value or None
        if not value.strip():
            return None
        return _read(german.parse_partial, value, past=self.past)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.past and value is not None and value[0] > timezone.localdate():
            raise ValidationError(self.error_messages.get("future", IN_THE_PAST), code="future")

    def prepare_value(self, value: Any) -> Any:
        return german.format_partial(*value) if isinstance(value, tuple | list) else value


class OptionCards(forms.RadioSelect):
    """Radio buttons as cards, each with a line that says what the choice means."""

    def __init__(
        self,
        attrs: Mapping[str, Any] | None = None,
        choices: Any = (),
        descriptions: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(attrs, choices)
        self.descriptions = dict(descriptions or {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["description"] = self.descriptions.get(str(value), "")
        return option


class PlainSelect(forms.Select):
    """A list to choose from, written without a template per entry: ten times faster where it is long."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = {str(each) for each in self.format_value(value)}
        # Nothing but parts that are safe already, so joining them needs no look at each.
        inside = SafeString("".join(self._parts(self.choices, chosen)))
        all_attrs = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html("<select{}>{}</select>", flatatt(all_attrs), inside)

    def _parts(self, choices: Any, chosen: set[str]) -> Iterator[SafeString]:
        for value, label in choices:
            if isinstance(label, list | tuple):
                inside = SafeString("".join(self._parts(label, chosen)))
                yield format_html('<optgroup label="{}">{}</optgroup>', value, inside)
            else:
                text = "" if value is None else str(value)
                yield _option(text, str(label), text in chosen)


@lru_cache(maxsize=4096)
def _option(value: str, label: str, selected: bool) -> SafeString:
    """Page after page shows the same names of people, places and countries."""
    return format_html('<option value="{}"{}>{}</option>', value, " selected" if selected else "", label)


class SingleChoice(_Required, forms.ChoiceField):
    """One choice; pass ``widget=forms.RadioSelect`` or ``OptionCards(descriptions={…})``."""


class SingleModelChoice(_Required, forms.ModelChoiceField):
    """One row of a query set that is already cut to what the user may see."""

    def __init__(self, queryset: Any, *, empty_label: str = "Wählen Sie aus", **kwargs: Any) -> None:
        super().__init__(queryset=queryset, empty_label=empty_label, **kwargs)


class TickField(_Required, forms.BooleanField):
    """One box to tick; required means it has to be ticked."""


# The hidden field of a form that is to be shown with its text, not to be carried out.
REOPENED = "wieder_geoeffnet"


class SpurForm(forms.Form):
    """
    Base of all forms: crispy helper without form tag, German messages, no ``required`` attributes.

    ``version`` adds the hidden number of the row as it was opened; the posted number comes back
    in ``cleaned_data["version"]`` to tell whether somebody else saved in between.
    """

    use_required_attribute = False
    # Filter forms, where nothing is required, set this to False.
    mark_optional = True

    def __init__(self, *args: Any, version: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        if version is not None:
            stale = dict.fromkeys(("required", "invalid", "min_value"), STALE_PAGE)
            self.fields["version"] = forms.IntegerField(
                min_value=0, initial=version, widget=forms.HiddenInput, error_messages=stale
            )
        for field in self.fields.values():
            _speak_german(field)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.include_media = False
        self.helper.render_hidden_fields = True

    def is_valid(self) -> bool:
        """A form that was reopened with kept text is shown once more before it is carried out."""
        valid = super().is_valid()
        if self.is_bound and REOPENED in self.data:
            if valid:
                self.add_error(None, "Prüfen Sie Ihre Angaben und speichern Sie sie noch einmal.")
            return False
        return valid

    def renew_version(self, version: int) -> None:
        """After a conflict: the typed text with the version of now, so that it can be saved all the same."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = version


def _read(parse: Callable[..., Any], typed: str, *, past: bool) -> Any:
    try:
        return parse(typed, timezone.localdate(), past=past)
    except ValueError as error:
        raise ValidationError(str(error), code="invalid") from None


def _speak_german(field: forms.Field) -> None:
    """Put our sentences where the field still has Django's own."""
    ours = dict(_GERMAN_ERRORS)
    if isinstance(field, forms.ChoiceField):
        in_list = isinstance(field.widget, forms.Select)
        ours["required"] = CHOOSE_FROM_LIST if in_list else CHOOSE
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        ours["invalid"] = _NOT_A_NUMBER
    if isinstance(field, forms.EmailField):
        ours["invalid"] = _NOT_AN_EMAIL
    for code, message in ours.items():
        # Compared by identity: a look at Django's lazy sentences would translate each of them.
        present = field.error_messages.get(code)
        if present is None or present is _djangos_message(field, code):
            field.error_messages[code] = message


def _djangos_message(field: forms.Field, code: str) -> Any:
    for base in type(field).__mro__:
        if code in getattr(base, "default_error_messages", {}):
            return base.default_error_messages[code]
    return None
