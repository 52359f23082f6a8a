"""One person on one day: the facts as they stood, with the status periods put in order."""

from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from .calendar import holds_from
from .facts import Facts, Stand, Status, StatusPeriod
from .status import TITEL

ONE_DAY = timedelta(days=1)
NONE: frozenset[Status] = frozenset()


def covers(period: StatusPeriod, day: date) -> bool:
    """Whether the period holds on the day; one without a known beginning is taken to have begun."""
    return (period.von is None or period.von <= day) and (period.bis is None or day <= period.bis)


class Span(NamedTuple):
    """A status period with a Fiktion resolved; without `kind` or `von` that much is unknown."""

    kind: Status | None
    von: date | None
    bis: date


class Stay(NamedTuple):
    """Uninterrupted time up to a day.

    `skipped` days within it do not count; `open` says that more may lie before it;
    `running` that it grows with time alone.
    """

    known: bool
    since: date | None = None
    skipped: int = 0
    open: bool = False
    running: bool = False

    def complete_on(self, months: int) -> date | None:
        """First day on which the counted time lasts so many months."""
        if self.since is None:
            return None
        return holds_from(self.since + timedelta(days=self.skipped), months)


class Case:
    """The facts of a person for one day, or for one way on the day where `way` names it.

    What is dated after the day does not exist yet. `law` is the day whose law judges them: the day itself,
    unless the same facts are to be seen by the law before a change.
    """

    def __init__(self, facts: Facts, day: date, way: str = "", *, law: date | None = None) -> None:
        self.facts = facts
        self.day = day
        self.way = way
        self.law = law or day
        self.memo: dict[object, object] = {}

    def for_way(self, key: str) -> "Case":
        """The case with the application for the way, if there is one of its own."""
        if key == self.way or not (self.way or any(each.weg == key for each in self.facts.antraege)):
            return self
        known = self.memo.get(("way", key))
        if not isinstance(known, Case):
            known = Case(self.facts, self.day, key, law=self.law)
            self.memo["way", key] = known
        return known

    @cached_property
    def _filed_on(self) -> date | None:
        own = [each.am for each in self.facts.antraege if each.weg == self.way] if self.way else []
        filed = min(own, default=self.facts.antrag_am)
        return filed if filed is not None and filed <= self.day else None

    @property
    def filed(self) -> bool:
        """Whether an application was filed before the day."""
        return self._filed_on is not None and self._filed_on < self.day

    @property
    def antrag(self) -> date:
        """The day of the application; the day itself where none is filed yet."""
        return self._filed_on or self.day

    @cached_property
    def papers(self) -> tuple[StatusPeriod, ...]:
        """Status periods of the day itself; a Fiktion may lie beside the title it continues."""
        return tuple(each for each in self.facts.status if each.art and covers(each, self.day))

    @cached_property
    def last_paper(self) -> StatusPeriod | None:
        """The paper that ran out last before the day."""
        ended = [each for each in self.facts.status if each.art and each.bis and each.bis < self.day]
        return max(ended, key=lambda each: each.bis or date.min, default=None)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Status periods begun by the day, the one that lasts longest first.

        A Fiktion of § 81 Abs. 4 has the kind of the title it continues; where none is known it is
        a title of unknown kind.
        """
        begun = [each for each in self.facts.status if each.von is None or each.von <= self.day]
        begun.sort(key=lambda each: each.von or date.min)
        spans: list[Span] = []
        for each in begun:
            if each.art == Status.FIKTION_81_4:
                spans.append(Span(_continued(each, spans), each.von, _until_granted(each, begun)))
            else:
                spans.append(Span(each.art, each.von, each.bis or date.max))
        return tuple(sorted(spans, key=lambda span: (span.bis, span.von or date.min), reverse=True))

    @cached_property
    def kind(self) -> Status | None:
        """The kind of status on the day, None where it is not known."""
        return self.kind_on(self.day)

    def kind_on(self, day: date) -> Status | None:
        """The kind of status on an earlier day, None where unknown or without one (see `known_on`)."""
        for span in self.spans:
            if span.kind and (span.von is None or span.von <= day) and day <= span.bis:
                return span.kind
        return None

    def known_on(self, day: date) -> bool:
        """Whether the history tells about the day: a paper, or a gap before a later paper."""
        if self.kind_on(day) is not None:
            return True
        covered = any((each.von is None or each.von <= day) and day <= each.bis for each in self.spans)
        return not covered and any(each.von is not None and each.von > day for each in self.spans)

    def stay(
        self,
        counts: frozenset[Status],
        skips: frozenset[Status] = NONE,
        maybe: frozenset[Status] = NONE,
        end: date | None = None,
    ) -> Stay:
        """Time without a gap up to `end` (the day itself unless given).

        Kinds in `skips` are no gap but do not count; whether those in `maybe` count is unknown.
        """
        last = end or self.day
        edge, skipped, more = last + ONE_DAY if last < date.max else last, 0, False
        for span in self.spans:
            if span.von is not None and span.von > last:
                continue
            bis = min(span.bis, last)
            if edge.toordinal() - bis.toordinal() > 1:
                break
            if span.kind is None or span.kind in maybe or span.von is None:
                edge = min(edge, bis) if span.kind in counts else edge
                more = span.kind is None or span.kind in maybe | counts
                break
            if span.kind not in counts and span.kind not in skips:
                break
            if span.kind in skips:
                skipped += min(bis.toordinal() + 1, edge.toordinal()) - span.von.toordinal()
            edge = min(edge, span.von)
        since = edge if edge <= last else None
        return Stay(self.known_on(last), since, skipped, more, self.kind_on(last) in counts)

    @cached_property
    def identity_clear(self) -> bool | None:
        """Whether the identity is clarified on the day."""
        known = self.facts.identitaet
        if known.stand is None:
            return None
        return known.stand == Stand.GEKLAERT and not (known.geklaert_am and known.geklaert_am > self.day)

    @cached_property
    def einreise(self) -> date | None:
        entered = self.facts.einreise
        return entered if entered and entered <= self.day else None

    @cached_property
    def geburtsdatum(self) -> date | None:
        born = self.facts.geburtsdatum
        return born if born and born <= self.day else None


def _continued(fiktion: StatusPeriod, before: list[Span]) -> Status:
    """The title beside the Fiktion or right before it; `before` is ordered by beginning."""
    for span in reversed(before):
        if span.kind not in TITEL or fiktion.von is None:
            continue
        if fiktion.von.toordinal() - span.bis.toordinal() <= 1:
            return span.kind or Status.SONSTIGE
    return Status.SONSTIGE


def _until_granted(fiktion: StatusPeriod, papers: list[StatusPeriod]) -> date:
    """A Fiktion ends where the title it waited for begins, whatever its paper says."""
    granted = [
        each.von - ONE_DAY
        for each in papers
        if each.art in TITEL and each.von and fiktion.von and each.von > fiktion.von
    ]
    return min([fiktion.bis or date.max, *granted])
