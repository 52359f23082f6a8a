"""Builds the whole demonstration in one transaction, or nothing of it."""

from datetime import date, datetime, time

from django.utils import timezone

from . import cottbus, edge_papers, edge_people, edge_steps, potsdam, ways
from .casebook import Casebook
from .haste import all_or_nothing
from .people import film_phone_numbers
from .play import Stage
from .staff import COTTBUS, POTSDAM, found
from .story import Story, in_order_of_entry
from .town import Town


def build(seed: int, today: date) -> int:
    """Everything up to yesterday evening; returns the number of entries.

    The past of one seed is the same on every day, only the cases that are told one by one move along.
    """
    midnight = timezone.make_aware(datetime.combine(today, time()))
    entries = list(in_order_of_entry(tell(seed, today), until=midnight))
    with all_or_nothing():
        Stage(*found(today)).play(entries)
    return len(entries)


def tell(seed: int, today: date) -> list[Story]:
    """All stories of both towns; those that are told one by one come first and keep their names."""
    phones = film_phone_numbers()
    taken: set[tuple[str, str]] = set()
    town, neighbour = Town(COTTBUS, seed, phones, taken), Town(POTSDAM, seed, phones, taken)
    special = ways.two_ways(town)
    book = Casebook(Town(COTTBUS, seed + 1, phones, taken), today)
    edge_papers.tell_papers(book)
    edge_people.tell_people(book)
    edge_steps.tell_steps(book)
    told = [*special, *book.stories]
    taken.update(story.name for story in told)
    cottbus.tell(town, special, today)
    potsdam.tell(neighbour, today)
    return [*told, *town.stories, *neighbour.stories]
