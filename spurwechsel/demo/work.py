"""What is done with a person beside the steps, told along the phases of the story."""

from collections.abc import Iterable
from datetime import date

from participants.choices import PARKED_PHASES, Phase

from .diary import Diary
from .hand import Hand
from .plans import Plans
from .reaching import Reaching
from .results import Results
from .stays import Stay, stays_of
from .story import Story
from .talks import Talks, next_course


def accompany(stories: Iterable[Story], *, seed: int, group: str, today: date) -> None:
    """Adds the work to every story; whoever has moved on to a Clearing has had a talk."""
    for place, story in enumerate(stories):
        _Work(story, Hand(seed, group, place), today).tell()


class _Work:
    def __init__(self, story: Story, hand: Hand, today: date) -> None:
        self._story = story
        diary = Diary(story, hand)
        self._talks = Talks(diary)
        self._plans = Plans(diary, self._talks, today)
        self._results = Results(diary, self._talks)
        self._reaching, self._today = Reaching(diary), today

    def tell(self) -> None:
        stays = stays_of(self._story)
        talks = [stay for stay in stays if stay.phase == Phase.CLEARING]
        for place, stay in enumerate(stays):
            if stay.phase == Phase.CLEARING:
                aim = next_course(_reason_of_betreuung(stays[place:]))
                matters = self._story.is_reached and stay is talks[-1]
                after = self._talks.hold(stay, everything=matters, aim=aim)
                self._plans.find(stay, after)
            elif stay.phase == Phase.BETREUUNG:
                self._plans.follow(stay)
                self._results.work_during(stay)
            elif stay.phase in PARKED_PHASES:
                self._results.rest(stay)
                self._plans.leave(stay)
            else:
                self._results.end(stay)
        self._results.ask_until(date.max)
        self._results.answer_esf(stays)
        for stay in stays:
            self._reaching.try_until(stay, self._today)
        self._reaching.agree_talks()
        self._results.catch_up()


def _reason_of_betreuung(stays: list[Stay]) -> str:
    return next((stay.reason for stay in stays if stay.phase == Phase.BETREUUNG), "")
