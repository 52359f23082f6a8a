"""What the forms of the six sections share: columns, layout, what was typed, which page it is."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from crispy_forms.layout import Field, Fieldset, Layout, Row
from django import forms
from django.http import QueryDict

from participants.services import columns_of
from spurwechsel.formfields import SingleChoice, SpurForm

from ..catalogue import Abschnitt
from ..models import Draft, Interview
from ..services import STATEMENTS, OpenPage, columns_of_frame, mark_of
from .fields import NO, YES, YesNoField, field_for

Rows = Sequence[str | tuple[str, ...]]
# What tells one open page from another; none of it was typed.
PAGE_FIELDS = ("version", "seite", "marke", "folge")


class SectionForm(SpurForm):
    """One section. Everything is optional; `groups` places the columns under headings, in rows."""

    section: ClassVar[Abschnitt]
    groups: ClassVar[Sequence[tuple[str, Rows]]]
    hints: ClassVar[Mapping[str, str]] = {}
    past_days: ClassVar[tuple[str, ...]] = ()
    mark_optional = False

    def __init__(self, *args: Any, interview: Interview, version: int, **kwargs: Any) -> None:
        self.interview = interview
        self.participant = interview.participant
        # Before the form itself is made, so that it treats them like declared ones.
        self.base_fields = self._all_fields()
        super().__init__(*args, version=version, **kwargs)
        self.helper.layout = Layout(*(self._group(*group) for group in self.groups), self._placed("fertig"))

    def _all_fields(self) -> dict[str, forms.Field]:
        fields = {name: self._field(name) for name in self.columns()}
        fields["fertig"] = SingleChoice(
            label="Ist dieser Abschnitt fertig?",
            choices=[(YES, "ja"), (NO, "nein, später weiter")],
            required=False,
            widget=forms.RadioSelect,
            initial=NO,
        )
        for name in PAGE_FIELDS[1:]:
            fields[name] = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
        return fields

    @classmethod
    def model(cls) -> type:
        return STATEMENTS.get(cls.section, Interview)

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The columns that the section asks for, in the order of the page."""
        known = columns_of_frame() if cls.section == Abschnitt.RAHMEN else columns_of(cls.model())
        placed = [name for _, rows in cls.groups for row in rows for name in _names(row)]
        return tuple(name for name in placed if name in known)

    def _field(self, name: str) -> forms.Field:
        field = field_for(self.model()._meta.get_field(name), past=name in self.past_days)
        if name in self.hints:
            field.help_text = self.hints[name]
        return field

    def _group(self, legend: str, rows: Rows) -> Fieldset:
        parts = [
            Row(*map(self._placed, row)) if isinstance(row, tuple) else self._placed(row) for row in rows
        ]
        return Fieldset(legend, *parts)

    def _placed(self, name: str) -> Field:
        field = self.fields[name]
        if isinstance(field.widget, forms.Textarea):
            return Field(name, template="clearing/talk_note.html")
        if isinstance(field, forms.MultipleChoiceField):
            return Field(name, wrapper_class="sp-columns")
        short = isinstance(field, YesNoField) or isinstance(field.widget, forms.RadioSelect)
        return Field(name, wrapper_class="sp-inline") if short else Field(name)

    @property
    def asked(self) -> tuple[str, ...]:
        """The names of everything a person can type here."""
        return (*self.columns(), "fertig")

    @property
    def typed(self) -> dict[str, list[str]]:
        """What was posted, exactly as the browser sent it."""
        return {name: self.data.getlist(name) for name in self.asked}

    @property
    def finished(self) -> bool:
        return self.data.get("fertig") == YES

    @property
    def values(self) -> dict[str, Any]:
        """The columns as the services take them; of a valid form only."""
        return {name: self.cleaned_data[name] for name in self.columns()}

    @property
    def page(self) -> OpenPage:
        """From which open page was posted; what cannot be read there counts as unknown."""
        turn = self.data.get("folge", "")
        return OpenPage(
            id=self.data.get("seite", "")[:32],
            seen=self.data.get("marke", "")[:64],
            turn=int(turn) if turn.isdecimal() and len(turn) < 7 else 0,
        )

    @property
    def base_version(self) -> int:
        """The version of the section as the page was opened."""
        version = self.data.get("version", "")
        return int(version) if version.isdecimal() and len(version) < 9 else 0

    def renew(self, *, version: int, draft: Draft | None) -> None:
        """After a conflict: the typed text as if the page had been opened from what is stored now."""
        self.renew_version(version)
        self.data["seite"], self.data["marke"], self.data["folge"] = new_page_id(), mark_of(draft), "0"


def _names(row: str | tuple[str, ...]) -> tuple[str, ...]:
    return row if isinstance(row, tuple) else (row,)


def new_page_id() -> str:
    return secrets.token_hex(8)


def as_posted(typed: Mapping[str, Sequence[str]], **page: str) -> QueryDict:
    """What was typed earlier, as a browser would send it from an open page."""
    posted = QueryDict(mutable=True)
    for name, texts in typed.items():
        posted.setlist(name, list(texts))
    for name, text in page.items():
        posted[name] = text
    return posted
