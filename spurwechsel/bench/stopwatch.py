"""Takes turns with all targets, round after round, so that a busy moment hits them alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import monotonic, perf_counter, process_time

LEAST_ROUNDS = 3


@dataclass
class Target:
    """One thing to measure. `sample` does it once and returns seconds.

    `goal` is a ratio to the target named `against`, or seconds where there is none; None is no goal.
    `once`: it takes so long that one time has to do, in the first round and without a trial.
    """

    name: str
    sample: Callable[[], float]
    against: str = "F"
    goal: float | None = None
    times: int = 5
    once: bool = False
    rounds: list[float] = field(default_factory=list)

    def run(self) -> None:
        if self.once and self.rounds:
            return
        self.rounds.append(median(self.sample() for _ in range(self.times)))


@dataclass(frozen=True)
class Result:
    name: str
    seconds: float
    against: str
    ratio: float | None
    goal: float | None

    @property
    def is_met(self) -> bool | None:
        """None where nothing is asked."""
        if self.goal is None:
            return None
        return (self.seconds if self.ratio is None else self.ratio) <= self.goal


def timed(action: Callable[[], object], clock: Callable[[], float] = perf_counter) -> Callable[[], float]:
    """The action as a sample; with `busy_time` only what it computes itself counts, not its waiting."""

    def sample() -> float:
        start = clock()
        action()
        return clock() - start

    return sample


busy_time = process_time


def take_turns(targets: Sequence[Target], *, rounds: int, seconds: float) -> list[Result]:
    """At most so many rounds, and no new one after so many seconds; medians of the rounds."""
    for target in targets:
        if not target.once:
            target.sample()  # not counted: the first time fills caches
    end = monotonic() + seconds
    for number in range(rounds):
        if number >= LEAST_ROUNDS and monotonic() > end:
            break
        for target in targets:
            target.run()
    by_name = {target.name: target for target in targets}
    return [_result(target, by_name.get(target.against)) for target in targets]


def _result(target: Target, reference: Target | None) -> Result:
    ratio = None
    if reference is not None and reference is not target:
        ratio = median(own / its for own, its in zip(target.rounds, reference.rounds, strict=True))
    return Result(target.name, median(target.rounds), target.against, ratio, target.goal)
