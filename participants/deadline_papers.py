"""When residence papers run out, what replaces them, and what silences their deadline. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from spurwechsel.german import format_day

from .choices import FIKTIONEN, Aufenthaltsstatus, Fristart
from .deadline_words import Deadline, Holdings, Silence, applied
from .rules.calendar import holds_from
from .rules.p25b_stay import LAST_DAY_104C
from .rules.verdict import law

LASTS_104C = 18


def papers_of(held: Holdings, today: date) -> Iterator[Deadline]:
    """The title, Duldung or Gestattung that counts today, and a Fiktion beside it."""
    begun = [each for each in held.papers if each.valid_from <= today]
    plain = [each for each in begun if each.kind not in FIKTIONEN]
    paper = max(plain, key=lambda each: (each.valid_from, each.pk), default=None)
    paper = _renewed(paper, held.papers)
    fiktionen = [each for each in begun if each.kind in FIKTIONEN]
    fiktion = max(fiktionen, key=lambda each: (each.valid_from, each.pk), default=None)
    if fiktion and paper and paper.valid_from > fiktion.valid_from:
        fiktion = None  # what was waited for has been granted
    if fiktion and fiktion.valid_until:
        yield _of_paper(held.person, fiktion, fiktion.valid_until, today, "Entscheidung erfragen")
    if paper and (due := _ends(paper)):
        action = "Antrag nach § 25a oder § 25b klären" if _is_104c(paper) else "Verlängerung klären"
        running = _of_paper(held.person, paper, due, today, law(action))
        yield replace(running, silence=_silence(held, paper, fiktion, today))


def _renewed(paper: Any, papers: Sequence[Any]) -> Any:
    """The paper that is already entered for the day after, and so on."""
    following = {each.valid_from: each for each in papers if each.kind not in FIKTIONEN}
    while paper and paper.valid_until and paper.valid_until + timedelta(days=1) in following:
        paper = following[paper.valid_until + timedelta(days=1)]
    return paper


def _is_104c(paper: Any) -> bool:
    return bool(paper.kind == Aufenthaltsstatus.AE_104C)


def _ends(paper: Any) -> date | None:
    """The last day of a paper; § 104c lasts 18 months and leads on until 30.06.2027 at the latest."""
    if not _is_104c(paper):
        until: date | None = paper.valid_until
        return until
    end = paper.valid_until or holds_from(paper.valid_from, LASTS_104C) - timedelta(days=1)
    return min(end, LAST_DAY_104C)


def _of_paper(person: Any, paper: Any, due: date, today: date, action: str) -> Deadline:
    """An expired paper is to be checked; it never says that somebody is without a title."""
    what = str(Aufenthaltsstatus(paper.kind).label)
    if _is_104c(paper):
        what = f"{what}: nicht verlängerbar, letzter Tag für den Antrag {format_day(due)}"
    return Deadline(
        person=person,
        kind=Fristart.CHANCENAUFENTHALT if _is_104c(paper) else Fristart.PAPIER,
        ref=str(paper.pk),
        due=due,
        what=law(what),
        action="Dokument zu prüfen" if due < today else action,
        page="residence_list",
        paper_id=paper.pk,
    )


def _silence(held: Holdings, paper: Any, fiktion: Any, today: date) -> Silence | None:
    if fiktion and fiktion.holds_on(today):
        return Silence(
            "Fiktionsbescheinigung", f"ausgestellt ab {format_day(fiktion.valid_from)}", fiktion.valid_until
        )
    for application in held.applications:
        if application.paper_id == paper.pk and application.keeps_rights and not application.ended_on:
            return applied(application)
    return None
