"""A section as somebody opens it: what was typed last, else what is known; nothing is asked twice."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..catalogue import Abschnitt
from ..models import Draft, Interview, SectionState
from ..services import mark_of
from ..talk_dates import as_agreed
from .base import SectionForm, as_posted, new_page_id
from .sections import FORMS


@dataclass
class OpenSection:
    """One section of a talk for one author, with what the page says about it."""

    interview: Interview
    section: str
    author: Any

    @property
    def label(self) -> str:
        return Abschnitt(self.section).label

    @property
    def place(self) -> int:
        """From 1 to 6."""
        return list(Abschnitt).index(Abschnitt(self.section)) + 1

    @property
    def next(self) -> str:
        """The section after this one; empty after the last."""
        following = list(Abschnitt)[self.place :]
        return following[0].value if following else ""

    @cached_property
    def state(self) -> SectionState | None:
        states = self.interview.sections.select_related("saved_by")
        return states.filter(section=self.section).first()

    @cached_property
    def _drafts(self) -> list[Draft]:
        return list(self.interview.drafts.filter(section=self.section).select_related("author"))

    @property
    def draft(self) -> Draft | None:
        return next((each for each in self._drafts if each.author_id == self.author.pk), None)

    @property
    def others(self) -> list[Draft]:
        """Drafts of other authors; pages name author and time and never show the content."""
        return [each for each in self._drafts if each.author_id != self.author.pk]

    @property
    def overtaken(self) -> bool:
        """Somebody has saved the section since the own draft was begun."""
        return self.draft is not None and self.draft.base_version != self._version

    @property
    def _version(self) -> int:
        return self.state.version if self.state else 0

    @cached_property
    def form(self) -> SectionForm:
        """Filled from the own draft, else from what was saved, else from what is known of the person."""
        draft, state = self.draft, self.state
        version = draft.base_version if draft else self._version
        page = {"seite": new_page_id(), "marke": mark_of(draft), "folge": "0"}
        source = draft or (state if state and state.typed else None)
        if source is not None:
            posted = as_posted(source.typed, version=str(version), **page)
            return FORMS[self.section](posted, interview=self.interview, version=version)
        known = known_before(self.interview, self.section)
        if self.section == Abschnitt.RAHMEN:
            known = as_agreed(self.interview) | {name: value for name, value in known.items() if value}
        return FORMS[self.section](interview=self.interview, version=version, initial=known | page)


def known_before(interview: Interview, section: str) -> dict[str, Any]:
    """What the record says about a section on the day of the talk, as the form holds it."""
    form = FORMS[section]
    row: Any = interview
    if section != Abschnitt.RAHMEN:
        rows = form.model().objects.filter(participant=interview.participant_id)
        row = rows.latest_on(interview.held_on).first()
    return {name: getattr(row, name) for name in form.columns()} if row else {}


def as_answered(interview: Interview, section: str, state: SectionState | None) -> SectionForm:
    """The section as this talk left it, to be read and not to be sent; else what was known that day."""
    version = state.version if state else 0
    if state and state.typed:
        form = FORMS[section](as_posted(state.typed, version=str(version)), interview=interview, version=0)
        form.full_clean()
        return form
    return FORMS[section](interview=interview, version=0, initial=known_before(interview, section))
