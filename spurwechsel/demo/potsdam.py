"""Potsdam: 15 people in April 2024, 82 accompanied in that year, a thin year 2025, a new start in 2026."""

from datetime import date, timedelta

from participants.choices import Aufenthaltsstatus, Phase

from .story import Story
from .town import Town
from .workdays import some_workdays, workday_from

OPENED_ON = date(2023, 10, 16)
PRESS_DAY = date(2024, 4, 21)
YEAR_END = date(2024, 12, 20)
T, C, B, K, U, END = (
    Phase.TERMINVEREINBARUNG,
    Phase.CLEARING,
    Phase.BETREUUNG,
    Phase.KEINE_BEDARFE,
    Phase.UNVEREINBARKEIT,
    Phase.ABGESCHLOSSEN,
)
# Published: 15 taking part in April 2024, 82 accompanied during 2024. The two others had left before.
ACTIVE_ON_PRESS_DAY, ACCOMPANIED_IN_2024, LEFT_BEFORE_PRESS_DAY = 15, 82, 2
NEVER_ACCOMPANIED: dict[tuple[Phase, ...], int] = {
    (): 24,
    (T,): 6,
    (T, C): 2,
    (T, C, K): 7,
    (T, C, U): 4,
    (T, END): 5,
}
NOT_YET_DECIDED = (Aufenthaltsstatus.FIKTION_81_3, Aufenthaltsstatus.FIKTION_81_4)
# The model project ended with 2024; one post went on. KIM began in January 2026.
STAY_IN_2025 = 0.3
STOCK_2025, STOCK_2026 = 24, 46


def tell(town: Town, today: date) -> None:
    early = ACTIVE_ON_PRESS_DAY + LEFT_BEFORE_PRESS_DAY
    for number in range(ACCOMPANIED_IN_2024):
        town.stories.append(_accompanied(town, early=number < early, left=number < LEFT_BEFORE_PRESS_DAY))
    for way, count in NEVER_ACCOMPANIED.items():
        town.stories += [_other(town, way) for _ in range(count)]
    town.rng.shuffle(town.stories)
    _end_of_the_model_project(town)
    town.flow.run(date(2025, 1, 6), min(today, date(2025, 12, 31)), stock=STOCK_2025, pace=0.4)
    if today >= date(2026, 1, 1):
        town.flow.run(date(2026, 1, 5), today, stock=STOCK_2026, pace=0.8)


def _accompanied(town: Town, *, early: bool, left: bool) -> Story:
    """Terminvereinbarung, Clearing, Betreuung; `early` before the press day, `left` gone by then as well."""
    begin = date(2024, 1, 10) if early else PRESS_DAY + timedelta(days=2)
    until = PRESS_DAY - timedelta(days=30) if early else YEAR_END - timedelta(days=25)
    accepted = some_workdays(town.rng, begin, until, 1)[0]
    start = workday_from(max(OPENED_ON, accepted - timedelta(days=town.rng.randint(35, 110))))
    story = _registered(town, start, talk_held=town.rng.random() < 0.5)
    _go(
        town,
        story,
        (T, C) if story.phase == Phase.IDENTIFIZIERT else (C,),
        start,
        accepted - timedelta(days=3),
    )
    town.flow.renew_until(story, accepted)
    town.flow.go(story, B, accepted)
    if left:
        _go(town, story, (END,), accepted + timedelta(days=14), PRESS_DAY - timedelta(days=3))
    return story


def _other(town: Town, way: tuple[Phase, ...]) -> Story:
    start = some_workdays(town.rng, OPENED_ON, date(2024, 9, 30), 1)[0]
    talk_held = bool(way) and town.rng.random() < 0.5
    story = _registered(town, start, talk_held=talk_held)
    _go(town, story, way[1:] if talk_held else way, start, YEAR_END - timedelta(days=20))
    return story


def _registered(town: Town, start: date, *, talk_held: bool) -> Story:
    kind = town.kind(start)
    while kind in NOT_YET_DECIDED:
        kind = town.kind(start)
    story = town.story(kind, start)
    story.registered(start, talk_held=talk_held)
    return story


def _go(town: Town, story: Story, way: tuple[Phase, ...], first: date, last: date) -> None:
    days = some_workdays(town.rng, first + timedelta(days=4), last, len(way)) if way else []
    for phase, day in zip(way, days, strict=True):
        town.flow.renew_until(story, day)
        town.flow.go(story, phase, day)


def _end_of_the_model_project(town: Town) -> None:
    """In the last weeks of 2024 most cases are closed with their result; some go on."""
    for story in town.stories:
        if story.phase in ("", END) or town.rng.random() < STAY_IN_2025:
            continue
        first = max(date(2024, 11, 11), story.since + timedelta(days=7))
        if first < YEAR_END:
            day = some_workdays(town.rng, first, YEAR_END, 1)[0]
            town.flow.renew_until(story, day)
            town.flow.go(story, END, day)
