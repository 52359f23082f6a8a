"""The list of people with counts, filters in force, order and pages, all of it in the address."""

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from spurwechsel.formfields import chips_of
from spurwechsel.german import due_state, format_day

from ..choices import FIVE_PHASES, Aufenthaltsstatus, Phase
from ..filters import ALL_PHASES, PER_PAGE, SORTS, ParticipantFilter
from ..steps import Step, further_steps, next_steps

_CHIPS = ("suche", "status", "zustaendig", "aufenthalt", "frist", "anlass", "staat", "kommune")
_COLUMNS = (
    *("case_number", "family_name", "given_name", "phase", "phase_since", "follow_up_on", "consent"),
    *("pk", "newest_kind", "newest_until", "newest_from", "kommune_id"),
)
NOTHING = format_html('<span class="sp-muted">{}</span>', "–")
# In the place of the Kommune, where all cases are of the same.
ALL_OF_ONE = SafeString("")
_KIND_LABELS = dict(Aufenthaltsstatus.choices)
# A Row in the table of list_table.html. Here, because a template takes five times as long for fifty of them.
ROW = """
    <tr role="row">
      <th scope="row" role="rowheader"><a href="{0}/">{1}</a>\
<span class="sp-block sp-small sp-muted sp-nowrap">{0}</span>{4}</th>
      <td role="cell" data-label="Status">{2}</td>
      <td role="cell" data-label="Status seit">{3}</td>
      <td role="cell" data-label="Aufenthalt"><span>{5}</span></td>
      <td role="cell" data-label="Gültig bis">{6}</td>
      <td role="cell" data-label="Nächster Schritt"><span>{7}</span></td>
    </tr>"""


@cache
def _badge(phase: str) -> SafeString:
    """Seven badges in all, so none is written twice."""
    return render_to_string("components/phase_badge.html", {"phase": phase, "label": Phase(phase).label})


@cache
def _word(word: str) -> SafeString:
    """A word of our own vocabulary, escaped once and not fifty times a page."""
    return escape(word)


@lru_cache(maxsize=4096)
def _place(kommune: str) -> SafeString:
    """Whose case it is, for whoever sees those of several Kommunen."""
    return format_html('<span class="sp-block sp-small sp-muted">{}</span>', kommune)


@lru_cache(maxsize=4096)
def _date(day: date) -> SafeString:
    return format_html('<span class="sp-date">{}</span>', format_day(day))


@lru_cache(maxsize=4096)
def _due(text: str, day: date, today: date, kind: str) -> SafeString:
    """A day and how urgent it is; people share days, so few of them are written twice."""
    state = due_state(day, today, kind)
    css = f"sp-due sp-due--{state['mark']}" if state["mark"] else "sp-due"
    words = format_html('<span class="sp-due__words">{}</span>', state["text"])
    return format_html('<span class="{}">{}{}</span>', css, text, words)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def participant_list(request: HttpRequest) -> HttpResponse:
    """Counts that add up, search, filters, order and one page of people."""
    today = timezone.localdate()
    found = ParticipantFilter(request.GET, user=request.user, day=today)
    return render(
        request,
        "participants/participant_list.html",
        {"form": found.form, "listing": Listing(found, request.GET, today), "today": today},
    )


class Row(NamedTuple):
    """One person ready to be written."""

    case_number: SafeString
    name: SafeString
    badge: SafeString
    since: SafeString
    kommune: SafeString
    paper: SafeString
    until: SafeString
    step: SafeString


class Column(NamedTuple):
    label: str
    url: str = ""
    direction: str = ""

    @property
    def aria_sort(self) -> str:
        return {"up": "ascending", "down": "descending"}.get(self.direction, "")


class Count(NamedTuple):
    phase: str
    label: str
    number: int
    url: str
    current: bool


class Listing:
    """Everything around the rows; links keep what is asked for and change one thing."""

    def __init__(self, found: ParticipantFilter, query: QueryDict, day: date) -> None:
        self.found, self.query, self.day = found, query, day
        self.paginator = KnownPaginator(found.total)
        self.page_obj = self.paginator.get_page(found.value("seite") or 1)
        self.rows = list(self._rows(self.page_obj))

    def _rows(self, page: Page) -> Iterator[Row]:
        start = (page.number - 1) * PER_PAGE
        people = self.found.page_of_people(start, start + PER_PAGE)
        rows = list(people.values_list(*_COLUMNS, named=True))
        # Rarely is a paper entered before the day from which it holds; then the one before it is shown.
        early = [each.pk for each in rows if each.newest_from and each.newest_from > self.day]
        papers = self.found.queryset.filter(pk__in=early).papers_of(self.day) if early else {}
        shown = [(each, *papers.get(each.pk, (each.newest_kind, each.newest_until))) for each in rows]
        steps = {each.pk: self._step(each, kind, until) for each, kind, until in shown}
        further = further_steps([pk for pk, step in steps.items() if step is None], self.day)
        for each, kind, until in shown:
            yield self._row(each, kind, until, steps[each.pk] or further.get(each.pk))

    def _row(self, each: Any, kind: str | None, until: date | None, step: Step | None) -> Row:
        kommunen = self.found.kommunen
        return Row(
            escape(each.case_number),
            escape(f"{each.family_name}, {each.given_name}" if each.given_name else each.family_name),
            _badge(each.phase),
            _date(each.phase_since),
            _place(kommunen[each.kommune_id]) if kommunen else ALL_OF_ONE,
            _word(_KIND_LABELS.get(kind, "noch unklar")),
            self._until(until),
            self._said(step),
        )

    def _until(self, day: date | None) -> SafeString:
        if day is None:
            return NOTHING
        return _due(_date(day), day, self.day, "paper")

    def _step(self, each: Any, kind: str | None, until: date | None) -> Step | None:
        steps = next_steps(
            phase=each.phase,
            follow_up_on=each.follow_up_on,
            consent=each.consent,
            paper_kind=kind,
            paper_until=until,
            day=self.day,
        )
        return steps[0] if steps else None

    def _said(self, step: Step | None) -> SafeString:
        if step is None:
            return NOTHING
        if step.is_task and step.due:
            return _due(f"{step.text} {format_day(step.due)}", step.due, self.day, "task")
        return escape(step.text)

    def _url(self, **changes: str) -> str:
        kept = {name: values for name, values in self.query.lists() if name not in ("seite", *changes)}
        kept |= {name: [value] for name, value in changes.items() if value}
        return f"?{urlencode(kept, doseq=True)}" if kept else reverse("participant_list")

    @property
    def body(self) -> SafeString:
        """The rows as they stand in the table; a Row is safe already, so nothing in it is looked at again."""
        return SafeString("".join(ROW.format(*row) for row in self.rows))

    @property
    def counts(self) -> list[Count]:
        """„Alle“ is the sum of the five that follow it."""
        found = self.found
        together = sum(found.counts[phase] for phase in FIVE_PHASES)
        everybody = Count("", "Alle", together, self._url(status=""), not found.value("status"))
        return [everybody, *self._counts_of(*FIVE_PHASES)]

    @property
    def further_counts(self) -> list[Count]:
        """Those that do not count as erschlossen."""
        return self._counts_of(Phase.IDENTIFIZIERT, Phase.ABGESCHLOSSEN)

    def _counts_of(self, *phases: Phase) -> list[Count]:
        found = self.found
        return [
            Count(
                phase,
                str(phase.label),
                found.counts[phase],
                self._url(status=phase),
                found.value("status") == phase,
            )
            for phase in phases
        ]

    @property
    def chips(self) -> list[tuple[str, str]]:
        found = self.found
        return chips_of(found.form, _CHIPS, found.value, lambda name: self._url(**{name: ""}))

    @property
    def columns(self) -> list[Column]:
        """Headings; a click on the one in force turns the order round."""
        return [
            self._sortable("name"),
            self._sortable("status"),
            self._sortable("seit"),
            Column("Aufenthalt"),
            self._sortable("gueltig"),
            Column("Nächster Schritt"),
        ]

    def _sortable(self, name: str) -> Column:
        sorting = self.found.sorting
        if sorting == name:
            return Column(SORTS[name], self._url(sortierung=f"-{name}"), "up")
        direction = "down" if sorting == f"-{name}" else ""
        return Column(SORTS[name], self._url(sortierung="" if name == "name" else name), direction)

    @property
    def caption(self) -> str:
        page, total = self.page_obj, self.paginator.count
        whom = "1 Person" if total == 1 else f"{total} Teilnehmende"
        if self.paginator.num_pages > 1:
            whom = f"{page.start_index()} bis {page.end_index()} von {total} Teilnehmenden"
        order = dict(self.found.form.fields["sortierung"].choices)[self.found.sorting]
        return f"{whom}, sortiert nach {order}"

    @property
    def status(self) -> str:
        return self.found.value("status")

    @property
    def search(self) -> str:
        return self.found.value("suche")

    @property
    def more_filters_open(self) -> bool:
        """The rarely used filters are in sight while one of them is in force or in error."""
        names = ("aufenthalt", "anlass", "staat", "kommune", "sortierung")
        return any(self.found.value(name) or name in self.found.errors for name in names)

    @property
    def elsewhere(self) -> int:
        """How many more there are when the status is left aside."""
        return sum(self.found.counts.values()) - self.paginator.count

    @property
    def everywhere_url(self) -> str:
        return self._url(status=ALL_PHASES)

    @property
    def nobody_yet(self) -> bool:
        return not self.chips and not self.elsewhere


class KnownPaginator(Paginator):
    """Pages of a list whose length is already known; the rows are fetched by their places."""

    def __init__(self, total: int) -> None:
        super().__init__(range(total), PER_PAGE)
