"""The base of all forms: German messages, versions, and the text of a reopened form."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from .text import TOO_LONG

FILL_IN = "Füllen Sie dieses Feld aus."
CHOOSE = "Wählen Sie eine Antwort aus."
CHOOSE_FROM_LIST = "Wählen Sie einen Eintrag aus der Liste aus."
STALE_PAGE = "Diese Seite ist veraltet. Öffnen Sie sie neu und übernehmen Sie Ihren Text."

_GERMAN_ERRORS = {
    "required": FILL_IN,
    "invalid_choice": CHOOSE_FROM_LIST,
    "invalid_pk_value": CHOOSE_FROM_LIST,
    "invalid_list": CHOOSE_FROM_LIST,
    "max_length": TOO_LONG,
    "min_length": "Schreiben Sie mindestens %(limit_value)d Zeichen.",
    "max_value": "Geben Sie höchstens %(limit_value)s ein.",
    "min_value": "Geben Sie mindestens %(limit_value)s ein.",
}
_NOT_A_NUMBER = "Geben Sie eine Zahl ein."
_NOT_AN_EMAIL = "Geben Sie die E-Mail-Adresse so ein: name@beispiel.de."

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
