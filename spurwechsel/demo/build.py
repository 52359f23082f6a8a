"""Builds the whole demonstration in one transaction, or nothing of it."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from spurwechsel.models import Kommune, User

from . import cottbus, edge_papers, edge_people, edge_steps, potsdam, ways
from .casebook import Casebook
from .directory import fill_directory
from .haste import all_or_nothing
from .packets import hand_over_people
from .people import film_phone_numbers
from .placing import place_people
from .play import Stage
from .referring import count_contacts, refer_people
from .releases import Release, release, releases
from .sending import send_data
from .staff import COTTBUS, POTSDAM, found
from .story import Step, Story, in_order_of_entry
from .town import Town
from .week import look_ahead
from .work import accompany

# What was sent to partners since then is entered after everything else, and counted in these reports too.
LATELY = timedelta(days=90)


def build(seed: int, today: date) -> int:
    """Everything up to yesterday evening; returns the number of entries.

    The past of one seed is the same on every day, only the cases that are told one by one move along.
    """
    midnight = timezone.make_aware(datetime.combine(today, time()))
    entries = list(in_order_of_entry(tell(seed, today), until=midnight))
    with all_or_nothing():
        kommunen, staff = found(today)
        fill_directory(today, kommunen, staff)
        count_contacts(today, kommunen)
        told = [report for report in releases(today) if report.moment < entries[-1][1].moment]
        lately = [report for report in told if today - report.moment.date() < LATELY]
        _play(entries, told[: len(told) - len(lately)], kommunen, staff)
        refer_people(today, kommunen)
        send_data(today, kommunen)
        for report in lately:
            release(report, kommunen, staff, looking_back=True)
        place_people(today, kommunen, staff)
        hand_over_people(today, kommunen, staff)
        look_ahead(today, kommunen, staff)
    return len(entries)


def _play(
    entries: list[tuple[Story, Step]],
    reports: list[Release],
    kommunen: Mapping[str, Kommune],
    staff: Mapping[str, User],
) -> None:
    """Every report is released between what was entered before and what was entered after."""
    stage, done = Stage(kommunen, staff), 0
    for report in reports:
        later = bisect_right(entries, report.moment, key=lambda entry: entry[1].moment)
        stage.play(entries[done:later])
        done = later
        release(report, kommunen, staff)
    stage.play(entries[done:])


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
    # Each group by itself: who comes later changes nothing for those who were there.
    for group, stories in (("told", told), (COTTBUS, town.stories), (POTSDAM, neighbour.stories)):
        accompany(stories, seed=seed, group=group, today=today)
    return [*told, *town.stories, *neighbour.stories]
