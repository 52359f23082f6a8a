"""The time of a person as a strip: what counts as Voraufenthalt, what does not, and why."""

from dataclasses import dataclass
from datetime import date, timedelta

from .calendar import german
from .case import Case, Span
from .facts import Facts, Status
from .p25b_stay import COUNTS, mit_60b
from .status import DULDUNG_60B, NAMEN
from .verdict import law

ONE_DAY = timedelta(days=1)
SECHZIG_B = law("zählt nicht (§ 60b Abs. 5 S. 1 AufenthG), unterbricht aber auch nicht")
NICHT_GEZAEHLT = law("zählt für § 25b AufenthG nicht und unterbricht")
DAVOR = "liegt vor einer Unterbrechung"


@dataclass(frozen=True, slots=True)
class Segment:
    """Days from `von` to `bis`, both included; `reason` says why they do not count."""

    von: date
    bis: date
    name: str
    counts: bool
    reason: str = ""


def stay_strip(facts: Facts, day: date) -> tuple[Segment, ...]:
    """The papers begun by the day in order, gaps between them included, as § 25b counts them.

    A paper without a known beginning has no place on the strip. Where a Fiktion lies beside its
    title, only the days after the title are shown as the Fiktion's.
    """
    case = Case(facts, day)
    counted = COUNTS | DULDUNG_60B if _holder(case) else COUNTS
    since = case.stay(counted, DULDUNG_60B).since
    segments: list[Segment] = []
    for span in sorted(case.spans, key=lambda each: (each.von or date.max, each.bis)):
        if span.von is None:
            continue
        von = max(span.von, segments[-1].bis + ONE_DAY) if segments else span.von
        bis = min(span.bis, day)
        if bis < von:
            continue
        if segments and (von - segments[-1].bis).days > 1:
            segments.append(_gap(segments[-1].bis + ONE_DAY, von - ONE_DAY))
        segments.append(_segment(span, von, bis, since, counted))
    if segments and segments[-1].bis < day:
        segments.append(
            Segment(segments[-1].bis + ONE_DAY, day, "Status nicht bekannt", False, "kein Papier erfasst")
        )
    return tuple(segments)


def _holder(case: Case) -> bool:
    return case.kind == Status.AE_104C and mit_60b.in_force(case.law)


def _gap(von: date, bis: date) -> Segment:
    days = (bis - von).days + 1
    length = "ein Tag" if days == 1 else f"{days} Tage"
    return Segment(von, bis, "Lücke", False, f"{length} ohne Papier: unterbricht")


def _segment(span: Span, von: date, bis: date, since: date | None, counted: frozenset[Status]) -> Segment:
    name = NAMEN[span.kind] if span.kind else "Status nicht bekannt"
    if span.kind is None:
        return Segment(von, bis, name, False, "Art des Papiers nicht bekannt")
    if span.kind not in counted:
        reason = SECHZIG_B if span.kind in DULDUNG_60B else NICHT_GEZAEHLT
        return Segment(von, bis, name, False, reason)
    if since is None or von < since:
        after = f" (gezählt wird ab dem {german(since)})" if since else ""
        return Segment(von, bis, name, False, DAVOR + after)
    return Segment(von, bis, name, True)
