"""What forms say: sentences about days, and what a service refused beside its field."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


def past(what: str) -> dict[str, str]:
    """The error message of a date field whose day lies ahead; it stands alone in the summary."""
    return {"future": f"{what} muss heute oder in der Vergangenheit liegen."}


def add_refusal(form: forms.Form, error: ValidationError, **places: str) -> None:
    """Sentences for a field the form lacks, or for none, go where `places` says, else above the form.

    `places` maps a field of the model to a field of the form; `otherwise` names the field for the rest.
    """
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, messages in by_field.items():
        place = places.get(name, name)
        if place not in form.fields:
            place = places.get("otherwise", "")
        for message in messages:
            form.add_error(place or None, message)
