"""Where letters to a person go."""

from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms

from spurwechsel.formfields import CleanCharField, SpurForm

from ..models import PostalAddress

LINE = 60


class AddressForm(SpurForm):
    """An address in Germany as it stands on an envelope."""

    care_of = CleanCharField(
        label="Wohnt bei (c/o)",
        max_length=LINE,
        required=False,
        help_text="Name am Briefkasten, wenn es ein anderer ist, oder der Name der Unterkunft",
    )
    street = CleanCharField(
        label="Straße und Hausnummer",
        max_length=LINE,
        required_message="Geben Sie Straße und Hausnummer ein.",
    )
    postcode = CleanCharField(
        label="Postleitzahl",
        max_length=20,
        required_message="Geben Sie die Postleitzahl ein.",
        widget=forms.TextInput(attrs={"class": "sp-input--short", "inputmode": "numeric"}),
    )
    town = CleanCharField(label="Ort", max_length=LINE, required_message="Geben Sie den Ort ein.")

    def __init__(self, *args: Any, address: PostalAddress | None, **kwargs: Any) -> None:
        kwargs["initial"] = self.recorded(address) if address else {}
        super().__init__(*args, version=address.version if address else 0, **kwargs)
        self.helper.layout = Layout("care_of", "street", Row("postcode", "town"))

    @staticmethod
    def recorded(address: PostalAddress) -> dict[str, str]:
        """What is stored now, as the fields of the form hold it."""
        return {name: getattr(address, name) for name in ("care_of", "street", "postcode", "town")}

    def clean_postcode(self) -> str:
        postcode = str(self.cleaned_data["postcode"]).replace(" ", "")
        if len(postcode) != 5 or not (postcode.isascii() and postcode.isdigit()):
            raise forms.ValidationError("Eine Postleitzahl hat fünf Ziffern, zum Beispiel 03046.")
        return postcode
