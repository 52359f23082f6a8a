"""The course of one measure: planned, begun, attended, ended with its result."""

from datetime import date, timedelta
from typing import Any, NamedTuple, Protocol

from clearing.catalogue import Abbruchgrund, Anwesenheit
from clearing.catalogue import Massnahmenergebnis as Ergebnis
from participants.choices import Abschluss

from .diary import BREATH, Diary
from .offers import WITH_ATTENDANCE, Offer
from .stays import Stay
from .talks import Talks
from .workdays import is_workday, workday_from

ENDINGS = (*[Ergebnis.BEENDET] * 5, *[Ergebnis.ABGEBROCHEN] * 2, Ergebnis.VERLEGT)
EXAMS = (*[Ergebnis.ZERTIFIKAT] * 5, Ergebnis.BEENDET, *[Ergebnis.ABGEBROCHEN] * 2)
NOT_BEGUN = (Ergebnis.NICHT_ANGETRETEN, Ergebnis.VERLEGT)
PRESENCE = (*[Anwesenheit.ANWESEND] * 5, Anwesenheit.ENTSCHULDIGT, Anwesenheit.UNENTSCHULDIGT)
# Advice and company are broken off for fewer reasons than courses.
OF_ADVICE = (
    Abbruchgrund.TRAEGER,
    Abbruchgrund.MOTIVATION,
    Abbruchgrund.KINDERBETREUUNG,
    Abbruchgrund.GESUNDHEIT,
    Abbruchgrund.SONSTIGES,
)
ENDED_WITH: dict[str, str] = {
    Abschluss.ARBEIT: Abbruchgrund.ARBEIT,
    Abschluss.VERZOGEN: Abbruchgrund.UMZUG,
    Abschluss.AUSGEREIST: Abbruchgrund.AUFENTHALT,
}
PARKED_WITH: dict[str, str] = {
    "kinderbetreuung": Abbruchgrund.KINDERBETREUUNG,
    "gesundheit": Abbruchgrund.GESUNDHEIT,
    "umzug": Abbruchgrund.UMZUG,
    "arbeitszeit": Abbruchgrund.ARBEIT,
}


class Served(Protocol):
    """What a measure must know of its need, and what it changes of it."""

    name: str
    kind: str
    level: str
    moment: Any


class Course(NamedTuple):
    offer: Offer
    need: Served
    goal: str
    stay: Stay
    # From when on a place is looked for.
    wanted: date


def run(diary: Diary, course: Course, talks: Talks) -> bool:
    """Enters the whole course; True where the need is covered by it."""
    offer, need, goal, stay, wanted = course
    hand = diary.hand
    first = workday_from(wanted + timedelta(days=hand.days(6, 70)))
    last = first + timedelta(weeks=offer.weeks)
    name = f"measure {need.name} {wanted}"
    planned: dict[str, Any] = {
        "kind": offer.kind,
        "name": f"{offer.name} {need.level}".strip(),
        "provider": offer.provider,
        "funding": offer.funding,
        "hours": offer.hours,
        "planned_from": first,
        "planned_until": last,
        "level": need.level,
    }
    if offer.weeks > 10:
        planned["review_on"] = workday_from(first + timedelta(weeks=offer.weeks // 2))
    on = stay.last_before(wanted + timedelta(days=hand.days(0, 5)))
    need.moment = diary.enter("plan", on, after=need.moment, key=name, need=need.name, goal=goal, **planned)
    if stay.until and stay.until <= first:
        result = hand.deal("not begun", NOT_BEGUN)
        need.moment = diary.enter("end", stay.until, after=need.moment, key=name, result=result)
        return False
    need.moment = diary.enter("begin", first, after=need.moment, key=name)
    return _finish(diary, course, talks, name, first)


def _finish(diary: Diary, course: Course, talks: Talks, name: str, first: date) -> bool:
    offer, need, _, stay, _ = course
    last = first + timedelta(weeks=offer.weeks)
    result = diary.hand.deal("exam", EXAMS) if need.level else diary.hand.deal("ending", ENDINGS)
    if diary.story.succeeds_at:
        result = Ergebnis.ZERTIFIKAT if need.level else Ergebnis.BEENDET
    if result == Ergebnis.ABGEBROCHEN:
        last = first + timedelta(days=max(3, offer.weeks * 7 // 3))
    if stay.until and stay.until < last:
        last, result = stay.until, Ergebnis.ABGEBROCHEN
    last = max(last, first)
    _attend(diary, course, name, first, last)
    details: dict[str, str] = {"result": result}
    if result == Ergebnis.ABGEBROCHEN:
        details["break_off"] = _why(diary, offer, stay, last)
    if result == Ergebnis.ZERTIFIKAT:
        details["certificate"] = need.level
        talks.level, talks.certified = need.level, (need.level, last)
    need.moment = diary.enter("end", last, after=need.moment, key=name, **details)
    return result in (Ergebnis.BEENDET, Ergebnis.ZERTIFIKAT)


def _why(diary: Diary, offer: Offer, stay: Stay, last: date) -> str:
    if last == stay.until:
        known = ENDED_WITH.get(stay.details.get("outcome", "")) or PARKED_WITH.get(
            stay.details.get("park_reason", "")
        )
        if known:
            return known
    if offer.kind in WITH_ATTENDANCE:
        return diary.hand.deal("broken off", tuple(Abbruchgrund))
    return diary.hand.deal("advice broken off", OF_ADVICE)


def _attend(diary: Diary, course: Course, name: str, first: date, last: date) -> None:
    """The first days are noted for some; what comes later stands in the lists of the provider."""
    offer, need, _, stay, _ = course
    if offer.kind not in WITH_ATTENDANCE or not diary.hand.happens(0.12 if stay.until else 0.5):
        return
    days = [first + timedelta(days=number) for number in range(21)]
    noted = [day for day in days if day <= last and is_workday(day)][1:14:3]
    for day in noted:
        state = diary.hand.deal("presence", PRESENCE)
        need.moment = diary.enter("attend", day, after=need.moment + BREATH, key=name, state=state)
