"""How people were reached before their first talk, and when their talks were agreed."""

from datetime import date, timedelta
from typing import Any

from participants.choices import Phase

from .diary import Diary
from .stays import Stay
from .workdays import workday_from

WAYS = ("brief", "telefon", "telefon", "netzwerk", "nachricht", "vor_ort", "brief")
SILENT = ("hinterlassen", "keine_antwort", "hinterlassen", "keine_antwort", "nicht_zustellbar")
ANSWERS = ("erreicht", "erreicht", "ueberlegt", "erreicht")
NEXT_TRY = timedelta(days=14)
# Of whom nobody has heard for so long, nobody tries again on a day.
NOT_FORGOTTEN = timedelta(days=30)
ROOMS = ("2.14", "2.15", "2.16", "Beratungsraum 1")


class Reaching:
    def __init__(self, diary: Diary) -> None:
        self._diary = diary

    def try_until(self, stay: Stay, today: date) -> None:
        """Attempts from a week after somebody became known; the last one before the talk reaches them."""
        if stay.phase != Phase.IDENTIFIZIERT:
            return
        hand, moment = self._diary.hand, stay.moment
        ends = stay.until or today
        number, day = hand.days(1, 3), workday_from(stay.on + timedelta(days=hand.days(4, 9)))
        for place in range(number):
            if day >= ends:
                return
            is_last = place == number - 1 and stay.then == Phase.TERMINVEREINBARUNG
            fields = self._attempt(day, is_last=is_last)
            if day < today - NOT_FORGOTTEN and place == number - 1:
                fields["next_on"] = None
            moment = self._diary.enter("attempt", day, after=moment, **fields)
            day = workday_from(day + timedelta(days=hand.days(8, 20)))

    def _attempt(self, day: date, *, is_last: bool) -> dict[str, Any]:
        hand = self._diary.hand
        result = hand.deal("Antwort", ANSWERS) if is_last else hand.deal("Stille", SILENT)
        return {
            "channel": hand.deal("Weg", WAYS),
            "result": result,
            "language": self._diary.story.facts["language"],
            "next_on": None if result == "erreicht" else workday_from(day + NEXT_TRY),
        }

    def agree_talks(self) -> None:
        """Every Clearing talk was an appointment first."""
        facts, hand = self._diary.story.facts, self._diary.hand
        for talk in [step for step in self._diary.story.work if step.verb == "talk"]:
            needs = facts["needs_interpreting"]
            self._diary.note(
                "appointment",
                talk.on,
                talk.moment - timedelta(minutes=2),
                hour=hand.days(8, 15),
                room=hand.deal("Raum", ROOMS),
                language=facts["language"] if needs else "",
            )
