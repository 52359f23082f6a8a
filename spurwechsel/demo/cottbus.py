"""Cottbus/Chóśebuz: from October 2023 to the published figures of 27.03.2024, and on to today."""

from datetime import date, timedelta

from participants.choices import Aufenthaltsstatus, Phase

from .story import BOOKS_CLOSED_ON, Story
from .town import Town
from .workdays import some_workdays

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
    T: date(2024, 3, 1),
    C: date(2024, 2, 20),
    B: date(2024, 1, 20),
    K: date(2024, 2, 1),
    U: date(2024, 2, 1),
    END: date(2024, 1, 15),
}
NEEDS_A_GRANT = (Aufenthaltsstatus.FIKTION_81_3, Aufenthaltsstatus.FIKTION_81_4)
# The cases that are told one by one come on top.
STOCK = 96


def half_year(town: Town, special: list[Story]) -> list[Story]:
    """Everybody known by 27.03.2024 but the `special` ones, who are in Betreuung by then."""
    counts = PUBLISHED | {B: PUBLISHED[B] - len(special)}
    wanted = [phase for phase, count in counts.items() for _ in range(count)]
    wanted += [Phase.IDENTIFIZIERT] * ONLY_IDENTIFIED + [END] * LEFT_EARLY
    town.rng.shuffle(wanted)
    return [_until_the_books_closed(town, phase) for phase in wanted]


def _until_the_books_closed(town: Town, target: Phase) -> Story:
    start = some_workdays(town.rng, OPENED_ON, LATEST_START[target], 1)[0]
    kind = town.kind(start)
    while kind in NEEDS_A_GRANT and target in (B, K, U, END):
        kind = town.kind(start)
    way = town.rng.choice(WAYS[target])
    story = town.story(kind, start)
    talk_held = bool(way) and town.rng.random() < 0.6
    story.registered(start, talk_held=talk_held)
    steps = way[1:] if talk_held else way
    last = BOOKS_CLOSED_ON - timedelta(days=town.rng.randint(0, 12))
    if steps:
        days = some_workdays(town.rng, start + timedelta(days=4), last, len(steps))
        for phase, day in zip(steps, days, strict=True):
            town.flow.renew_until(story, day)
            town.flow.go(story, phase, day)
    town.flow.renew_until(story, BOOKS_CLOSED_ON)
    return story


def tell(town: Town, special: list[Story], today: date) -> None:
    """All of Cottbus but the cases that are told one by one."""
    town.stories += half_year(town, special)
    town.flow.run(date(2024, 4, 2), today, stock=STOCK, pace=0.55)
