"""The form of a Kurzkontakt: three answers, no name."""

from typing import Any

from crispy_forms.layout import Field, Layout, Row

from participants.choices import Language

from ..plan_forms.base import RowForm, choice, day, radios
from ..referral_catalogue import Kurzthema


class BriefContactForm(RowForm):
    begins_today = ("day",)
    topic = radios("Thema", Kurzthema.choices, required_message="Wählen Sie aus, worum es ging.")
    day = day("Tag", past=True)
    language = choice(
        "Sprache",
        Language.choices,
        empty="Wählen Sie aus",
        required=True,
        required_message="Wählen Sie aus, in welcher Sprache Sie gesprochen haben.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field("topic", wrapper_class="sp-columns"), Row("day", "language"))
