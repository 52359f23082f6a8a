"""What is to be done next for a case, derived from what is recorded and in the order of urgency."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from .choices import FIKTIONEN, Aufenthaltsstatus, Einwilligung, Phase

SOON = timedelta(days=30)
# An application for § 25a or § 25b needs preparation; § 104c itself cannot be extended.
HALF_A_YEAR = timedelta(days=183)


class Step(NamedTuple):
    """Something to do, until `due` where a day is set, on the page with the name `page`.

    `is_task` says that the day is one to do it by, and not the end of a paper.
    """

    text: str
    page: str
    due: date | None = None
    is_task: bool = False


# Apps above know of appointments and tasks: (ids of persons, day) → the first thing to do for each.
FURTHER: list[Callable[[Sequence[int], date], Mapping[int, Step]]] = []


def further_steps(ids: Sequence[int], day: date) -> dict[int, Step]:
    """What is to be done first for those for whom nothing follows from their data; no query for nobody."""
    found: dict[int, Step] = {}
    for asked in FURTHER if ids else ():
        found = {**asked(ids, day), **found}
    return found


_OF_PHASE = {
    Phase.IDENTIFIZIERT: ("Erstes Gespräch führen", "appointment_list"),
    Phase.TERMINVEREINBARUNG: ("Termin vereinbaren", "appointment_add"),
    Phase.CLEARING: ("Clearing fortsetzen", "talk_list"),
}


def next_steps(
    *,
    phase: str,
    follow_up_on: date | None,
    consent: str,
    paper_kind: str | None,
    paper_until: date | None,
    day: date,
) -> list[Step]:
    """What is due within 30 days, then what has no day, then what is due later; nothing after Abschluss."""
    if phase == Phase.ABGESCHLOSSEN:
        return []
    steps = _of_paper(paper_kind, paper_until, day)
    if follow_up_on is not None:
        steps.append(Step("Wiedervorlage", "follow_up_done", follow_up_on, is_task=True))
    if consent == Einwilligung.WIRD_EINGEHOLT:
        steps.append(Step("Einwilligung einholen", "consent_edit"))
    if phase in _OF_PHASE:
        steps.append(Step(*_OF_PHASE[Phase(phase)]))
    return sorted(steps, key=lambda step: _urgency(step, day))


def _of_paper(kind: str | None, until: date | None, day: date) -> list[Step]:
    if not kind:
        return [Step("Aufenthaltsstatus eintragen", "residence_add")]
    if until is None:
        return []
    if until < day:
        return [Step("Dokument prüfen", "residence_list", until)]
    if kind == Aufenthaltsstatus.AE_104C and until <= day + HALF_A_YEAR:
        return [Step("Antrag nach § 25a oder § 25b klären", "residence_list", until)]
    if until <= day + SOON:
        text = "Entscheidung erfragen" if kind in FIKTIONEN else "Verlängerung klären"
        return [Step(text, "residence_list", until)]
    return []


def _urgency(step: Step, day: date) -> tuple[int, date]:
    if step.due is None:
        return 1, date.max
    return (0 if step.due <= day + SOON else 2), step.due
