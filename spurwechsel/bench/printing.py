"""What it costs to print the reports of many Kommunen, with one process and with several."""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from time import perf_counter

import django

from reports.paper import print_sheet
from reports.preparation import Preparation

from .stopwatch import Target

# So much faster two processes are to be than one.
SPEED_UP = 1.7


def printing_targets(prepared: Preparation, moment: datetime, number: int) -> Iterable[Target]:
    """`number` reports each; every one is printed, none is reckoned from a few."""
    alone, together = (f"{number} Monatsberichte als PDF, {words}" for words in ("1 Prozess", "2 Prozesse"))
    printed = partial(_print_all, prepared, moment, number)
    yield Target(alone, partial(printed, 1), against="", times=1, once=True)
    yield Target(together, partial(printed, 2), against=alone, goal=1 / SPEED_UP, times=1, once=True)


def _print_all(prepared: Preparation, moment: datetime, number: int, processes: int) -> float:
    """Seconds for all of them; the start of the processes does not count, as a worker runs for days."""
    make = partial(print_sheet, prepared.sheet(), prepared.published, created=moment)
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=django.setup) as pool:
        for waiting in [pool.submit(make) for _ in range(processes)]:
            waiting.result()
        start = perf_counter()
        sizes = {len(done.result()) for done in [pool.submit(make) for _ in range(number)]}
        seconds = perf_counter() - start
    if len(sizes) != 1:
        raise AssertionError("The same figures gave different files.")
    return seconds
