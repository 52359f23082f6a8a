"""
Protects small numbers: no breakdown gives away how few people are behind one of its cells.

Covered are the breakdowns below the five statuses (residence status, age, gender); the tables of the work
have rules of their own (``tally_protection``, ``linked_protection``). Each divides all reached
people, and the only number they share is the total, which is published. The five statuses and their
bridge of entries and exits are published exactly, because they are the project's own headline figures.

A person who reads the report knows the total, all published cells, that every zero is published and that
each secret cell is therefore at least 1. With k secret cells that sum to S, one of them lies between 1 and
S − (k − 1), whatever the others are; both ends are reached. So the whole attack is S − k, and since the
total is no secret, protecting one breakdown can neither open nor close another.

A person who also knows these rules could ask which tables lead to the same page. Therefore the choice of the
partners does not look at the small values themselves, and cells of equal value are treated alike, so that
exchanging the values of two secret cells gives the same page.

Not covered here: that all people share one trait is visible (a cell equal to the total), and two reports
with few changes between them can be compared.
"""

from dataclasses import replace

from .cells import SMALLEST_BASE as SMALLEST_BASE
from .cells import SMALLEST_THRESHOLD as SMALLEST_THRESHOLD
from .cells import Protection
from .cells import choose as choose
from .figures import Breakdown, Cell, MonthlyFigures
from .linked_protection import KEY as LINKED
from .linked_protection import protect_linked
from .signs import kept_secret
from .tally_protection import protect_tally


def protect(figures: MonthlyFigures, threshold: int = SMALLEST_THRESHOLD) -> MonthlyFigures:
    """
    The same figures with every cell from 1 to ``threshold`` − 1 secret and as many others as that needs.

    Afterwards the smallest and the largest possible value of each secret cell are at least ``threshold``
    apart. The number of exceptions, which is about few people, is secret below the threshold as well.
    """
    exceptions = figures.exceptions
    if 0 < (exceptions.persons or 0) < threshold:
        exceptions = replace(exceptions, persons=None)
    breakdowns = tuple(protect_breakdown(table, threshold) for table in figures.breakdowns)
    work = tuple(tally if tally.key == LINKED else protect_tally(tally, threshold) for tally in figures.work)
    return replace(
        figures,
        exceptions=exceptions,
        breakdowns=breakdowns,
        work=protect_linked(work, figures.breakdowns, breakdowns, threshold),
    )


def protect_breakdown(table: Breakdown, threshold: int = SMALLEST_THRESHOLD) -> Breakdown:
    """One breakdown with its secret cells emptied and a German sentence why."""
    counts = [cell.persons or 0 for cell in table.cells]
    protection = choose(counts, threshold)
    if protection.withheld:
        cells = tuple(Cell(cell.key, cell.label, None) for cell in table.cells)
        return replace(table, cells=cells, withheld=True, explanation=_why_withheld(sum(counts)))
    cells = tuple(
        Cell(cell.key, cell.label, None if position in protection.hidden else cell.persons)
        for position, cell in enumerate(table.cells)
    )
    return replace(table, cells=cells, explanation=_why_hidden(protection, threshold))


def _why_hidden(protection: Protection, threshold: int) -> str:
    number = len(protection.hidden)
    if not number:
        return ""
    limit = "1 oder 2" if threshold == SMALLEST_THRESHOLD else f"1 bis {threshold - 1}"
    return (
        f"{kept_secret(number)}: Angaben zu {limit} Personen und weitere, damit sie nicht berechenbar sind."
    )


def _why_withheld(total: int) -> str:
    if total < SMALLEST_BASE:
        return f"Nicht veröffentlicht: Unter {SMALLEST_BASE} Personen gibt es keine Aufgliederung."
    return "Nicht veröffentlicht: Die Zahlen sind so klein, dass sie sich nicht einzeln schützen lassen."
