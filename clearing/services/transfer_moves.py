"""How a referral with data gets from state to state: step, referral, need, link and task follow at once."""

from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone

from participants.choices import EventKind
from participants.services import record_event
from participants.services.log import moment_of_recording
from spurwechsel.german import format_day

from ..catalogue import Aufgabenherkunft, Bedarfsende
from ..models import AnswerLink, Referral, Transfer, TransferStep
from ..referral_catalogue import IN_VAIN
from ..transfer_catalogue import MOVES, Ablehnungsgrund, Ausgang, Stand, Wer, result_of
from .plan import resume_need
from .referrals import TITLE_LENGTH
from .rows import locked, put, store
from .tasks import ensure_task, finish_tasks_of

# What tasks of a transfer are about, beside the states that a partner answers.
WAITING, EXPIRED = "frist", "ende"


class Mover(NamedTuple):
    """Who moves a transfer; `user` stands in the history, `name` is what a partner typed."""

    who: Wer
    user: Any
    name: str = ""
    link: AnswerLink | None = None


def moved(row: Transfer, mover: Mover, *, state: str, on: date, reason: str = "", **answer: str) -> Transfer:
    """Takes a locked row to the next state, with its step, its referral, its link and its tasks.

    `answer` holds decline_reason and outcome where the state asks for them.
    """
    refuse_move(row, state, mover.who)
    if on < last_day(row):
        raise ValidationError({"on": f"Der letzte Stand ist vom {format_day(last_day(row))}."})
    row.state = state
    row.decline_reason = answer.get("decline_reason", "") if state == Stand.ABGELEHNT else ""
    row.outcome = answer.get("outcome", "") if state == Stand.BEENDET else ""
    store(row)
    keep_step(row, mover, on)
    said = f" (Antwort von {mover.name})" if mover.name else ""
    summary = f"{row}: {in_words(row)}{said}"[:300]
    tell(row, EventKind.PARTNER_ANSWERED, mover.user, summary, reason=reason)
    end_tasks(row, mover.user)
    if not row.is_under_way:
        end_links(row)
    _follow(row, on, mover.user)
    return row


def in_words(row: Transfer) -> str:
    """The state with its reason or its outcome."""
    more = row.get_decline_reason_display() if row.decline_reason else row.get_outcome_display()
    return f"{row.get_state_display()}, {more}" if more else row.get_state_display()


def end_tasks(row: Transfer, by: Any) -> None:
    """Whatever was to be done before this step is overtaken by it."""
    for about in (WAITING, EXPIRED, *Stand):
        finish_tasks_of(row.participant, by=by, origin_key=origin_key(row, about))


def end_links(row: Transfer) -> int:
    """Ends the links of a transfer, so that one is in force at most."""
    return row.links.filter(revoked_at__isnull=True).update(revoked_at=moment_of_recording())


def ask_owner(row: Transfer, title: str, *, by: Any, due: date, about: str) -> None:
    """A task for whoever is responsible for the case; one at a time for each subject."""
    ensure_task(
        row.participant,
        by=by,
        title=title[:TITLE_LENGTH],
        due=due,
        origin=Aufgabenherkunft.VERWEIS,
        origin_key=origin_key(row, about),
    )


def sender(row: Transfer) -> Any:
    """Who sent it; stands in the history for what the partner or time alone did."""
    return row.referral.recorded_by if row.referral else row.recorded_by


def next_task(row: Transfer) -> str:
    """What the owner has to do after an answer of the partner; empty where there is nothing."""
    place = row.organisation
    if row.state == Stand.ANGENOMMEN:
        return f"Person Bescheid geben: {place} nimmt sie auf"
    if row.state == Stand.ABGELEHNT:
        return f"Anderes Angebot suchen: {place}, {Ablehnungsgrund(row.decline_reason).label}"
    if row.state == Stand.BEENDET:
        return f"Wie geht es weiter? {place}: {Ausgang(row.outcome).label}"
    return ""


def origin_key(row: Transfer, about: str) -> str:
    return f"uebermittlung-{row.pk}-{about}"


def refuse_move(row: Transfer, to: str, who: Wer) -> None:
    if who not in MOVES.get((Stand(row.state), Stand(to)), ()):
        label = Stand(to).label
        raise ValidationError(
            f"Das geht nicht: Die Übermittlung ist {row.get_state_display()}, nicht {label}."
        )


def last_day(row: Transfer) -> date:
    last = row.steps.last()
    return last.on if last else timezone.localdate(row.recorded_at)


def keep_step(row: Transfer, mover: Mover, on: date) -> None:
    step = TransferStep(
        transfer=row,
        state=row.state,
        on=on,
        at=moment_of_recording(),
        by=mover.user if mover.who in (Wer.TEAM, Wer.WIDERRUF) else None,
        answered_by=mover.name,
        link=mover.link,
    )
    step.full_clean()
    step.save()


def _follow(row: Transfer, on: date, by: Any) -> None:
    """The referral says the same, and a need that was closed with it is open again if it was in vain."""
    referral = row.referral
    if referral is None:
        return
    referral = locked(referral)
    result = result_of(row.state, row.outcome, referral.result)
    days = {"result_on": max(on, referral.referred_on) if result else None}
    if put(referral, {"result": result, **days}):
        store(referral)
    if result in IN_VAIN:
        _reopen(referral, by)


def _reopen(referral: Referral, by: Any) -> None:
    need = referral.need
    if need is None or need.closed_because != Bedarfsende.VERWIESEN:
        return
    if not any(each.settles for each in need.referrals.all()):
        resume_need(need, by=by, version=need.version)


def tell(row: Transfer, kind: EventKind, by: Any, summary: str, **more: Any) -> None:
    record_event(kind, participant=row.participant, by=by, summary=summary[:300], **more)
