"""Which programme of a Kommune applies when, and on which days none does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from spurwechsel.german import format_day

from .models import Foerderprogramm

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Days from first to last, both included; an open end is None. Without a programme it is a gap."""

    first: date
    last: date | None
    programme: Foerderprogramm | None
    today: date

    @property
    def days(self) -> str:
        return days_in_words(self.first, self.last)

    @property
    def holds_today(self) -> bool:
        return self.first <= self.today and (self.last is None or self.today <= self.last)

    @property
    def state(self) -> str:
        if self.holds_today:
            return "gilt heute" if self.programme else "heute gilt keines"
        if not self.programme:
            return "Lücke"
        return "gilt noch nicht" if self.first > self.today else "beendet"


def spans(programmes: Iterable[Foerderprogramm], today: date) -> tuple[Span, ...]:
    """
    The programmes of one Kommune in their order, with a span without programme wherever none applies.

    The days before the first programme are no gap: the Kommune did not take part yet. Those after the last
    one are, unless it has no end.
    """
    found: list[Span] = []
    for programme in sorted(programmes, key=lambda row: row.valid_from):
        before = found[-1].last if found else None
        if before and programme.valid_from > before + _ONE_DAY:
            found.append(Span(before + _ONE_DAY, programme.valid_from - _ONE_DAY, None, today))
        found.append(Span(programme.valid_from, programme.valid_until, programme, today))
    if found and found[-1].last:
        found.append(Span(found[-1].last + _ONE_DAY, None, None, today))
    return tuple(found)


def days_in_words(first: date, last: date | None) -> str:
    """„01.01.2026 bis 31.12.2028“, „ab 01.01.2026“, and a single day as what it is."""
    if last is None:
        return f"ab {format_day(first)}"
    return format_day(first) if first == last else f"{format_day(first)} bis {format_day(last)}"
