"""Cottbus/Chóśebuz: from October 2023 to the published figures of 27.03.2024, and on to today."""

from collections.abc import Iterator
from datetime import date, timedelta

from participants.choices import FIKTIONEN, Aufenthaltsstatus, Phase

from .story import BOOKS_CLOSED_ON, Story
from .town import Town
from .workdays import some_workdays, workday_until

OPENED_ON = date(2023, 10, 4)
# As published for 27.03.2024; the others were known but not reached, or had left by then.
PUBLISHED = {
    Phase.TERMINVEREINBARUNG: 32,
    Phase.CLEARING: 12,
    Phase.BETREUUNG: 31,
    Phase.KEINE_BEDARFE: 38,
    Phase.UNVEREINBARKEIT: 12,
}
ONLY_IDENTIFIED, LEFT_EARLY = 25, 10
T, C, B, K, U, END = (
    Phase.TERMINVEREINBARUNG,
    Phase.CLEARING,
    Phase.BETREUUNG,
    Phase.KEINE_BEDARFE,
    Phase.UNVEREINBARKEIT,
    Phase.ABGESCHLOSSEN,
)
# The ways on which somebody may have come to a status in the first half-year; the plain one is frequent.
WAYS: dict[str, tuple[tuple[Phase, ...], ...]] = {
    Phase.IDENTIFIZIERT: ((),),
    T: ((T,),),
    C: ((T, C),) * 5 + ((T, C, U, C),),
    B: ((T, C, B),) * 6 + ((T, C, U, B), (T, C, K, B)),
    K: ((T, C, K),) * 6 + ((T, C, B, K),),
    U: ((T, C, U),) * 4 + ((T, C, B, U),),
    END: ((T, END), (T, C, END), (T, C, B, END)),
}
LATEST_START = {
    Phase.IDENTIFIZIERT: date(2024, 3, 20),
    T: date(2024, 3, 21),
    C: date(2024, 3, 8),
    B: date(2024, 2, 9),
    K: date(2024, 2, 16),
    U: date(2024, 2, 16),
    END: date(2024, 1, 15),
}
FIRST_FIKTIONEN = (
    Aufenthaltsstatus.FIKTION_81_4,
    Aufenthaltsstatus.FIKTION_81_3,
    Aufenthaltsstatus.FIKTION_81_4,
)
# The cases that are told one by one come on top.
STOCK = 96


def half_year(town: Town, special: list[Story]) -> list[Story]:
    """Everybody known by 27.03.2024 but the `special` ones, who are in Betreuung by then."""
    counts = PUBLISHED | {B: PUBLISHED[B] - len(special)}
    wanted = [phase for phase, count in counts.items() for _ in range(count)]
    wanted += [Phase.IDENTIFIZIERT] * ONLY_IDENTIFIED + [END] * LEFT_EARLY
    town.rng.shuffle(wanted)
    fiktionen = iter(FIRST_FIKTIONEN)
    return [_until_the_books_closed(town, phase, fiktionen) for phase in wanted]


def _until_the_books_closed(town: Town, target: Phase, fiktionen: Iterator[str]) -> Story:
    start = some_workdays(town.rng, OPENED_ON, LATEST_START[target], 1)[0]
    way = town.rng.choice(WAYS[target])
    story = town.story(_kind(town, target, start, fiktionen), start)
    talk_held = bool(way) and town.rng.random() < 0.6
    story.registered(start, talk_held=talk_held)
    steps = way[1:] if talk_held else way
    day = start
    for number, phase in enumerate(steps):
        left = (BOOKS_CLOSED_ON - day).days // (len(steps) - number)
        day = workday_until(day + timedelta(days=town.rng.randint(min(7, left), min(26, left))))
        town.flow.renew_until(story, day)
        town.flow.go(story, phase, day)
    town.flow.renew_until(story, BOOKS_CLOSED_ON)
    return story


def _kind(town: Town, target: Phase, day: date, fiktionen: Iterator[str]) -> str:
    """With a Fiktionsbescheinigung one comes as far as the Clearing."""
    kind = town.kind(day)
    if target in (T, C):
        return next(fiktionen, kind)
    while kind in FIKTIONEN:
        kind = town.kind(day)
    return kind


def tell(town: Town, special: list[Story], today: date) -> None:
    """All of Cottbus but the cases that are told one by one."""
    town.stories += half_year(town, special)
    town.flow.run(date(2024, 4, 2), today, stock=STOCK, pace=0.55)
