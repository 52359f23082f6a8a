"""Fields that the forms of the daily work share: clock times, colleagues, who to look at."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from participants.forms.people import responsible_users
from participants.models.people import Fold
from spurwechsel.formfields import CleanCharField, PlainSelect, SingleChoice, SingleModelChoice, SpurForm
from spurwechsel.german import parse_clock

MINE, TEAM, NOBODY = "ich", "team", "niemand"


class ClockField(CleanCharField):
    """A time of day typed freely and shown as 09:30; what cannot be read stays in the field."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "sp-input--date"}))
        kwargs.setdefault("help_text", "Zum Beispiel 9 oder 9:30")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, time):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_clock(text)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class SuggestingInput(forms.TextInput):
    """A line to type in that offers known names; anything else may be typed all the same."""

    suggestions: Iterable[str] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        place = f"{(attrs or {}).get('id', name)}_vorschlaege"
        box = super().render(name, value, {**(attrs or {}), "list": place}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((each,) for each in self.suggestions))
        return format_html('{}<datalist id="{}">{}</datalist>', box, place, options)


def colleague(label: str, *, empty: str = "Wählen Sie aus", **options: Any) -> SingleModelChoice:
    """Somebody who works for the Kommune; the form fills in who that is."""
    nobody_yet = get_user_model().objects.none()
    return SingleModelChoice(nobody_yet, label=label, empty_label=empty, widget=PlainSelect, **options)


def colleagues_of(kommunen: Iterable[int], current: int | None = None) -> Any:
    """Who can be chosen there, by name; `current` stays choosable."""
    return responsible_users(frozenset(kommunen), current).order_by(Fold("name"), "id")


class WhoQuery(SpurForm):
    """?wer=… of an address: mine, the team, nobody's, or those of one colleague."""

    mark_optional = False
    usual = MINE
    wer = SingleChoice(label="Wessen", required=False, widget=PlainSelect)

    def __init__(self, asked: Any, *args: Any, user: Any, **kwargs: Any) -> None:
        typed = asked.copy()
        typed.setdefault("wer", self.usual)
        self.user = user
        super().__init__(typed, *args, **kwargs)
        others = self.others().exclude(pk=user.pk)
        field = self.fields["wer"]
        field.choices = [*self.first_choices(), *((str(each.pk), each.name) for each in others)]
        field.error_messages["invalid_choice"] = "Diese Auswahl gibt es nicht. Sie sehen Ihre eigenen."

    def others(self) -> Any:
        """The colleagues who can be asked for."""
        return colleagues_of(self.user.kommune_ids)

    def first_choices(self) -> list[tuple[str, str]]:
        return [(MINE, "meine"), (TEAM, "alle im Team")]

    def chosen(self, name: str) -> Any:
        """What was asked for, or nothing where it cannot be read."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""

    @property
    def who(self) -> str:
        return self.chosen("wer") or self.usual

    @property
    def user_id(self) -> int | None:
        """The one colleague who was asked for, or oneself; None for the team and for nobody."""
        if self.who == MINE:
            return self.user.pk
        return int(self.who) if self.who.isdigit() else None
