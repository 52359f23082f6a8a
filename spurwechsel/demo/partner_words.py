"""How a partner and its offers are told."""

from typing import Any, NamedTuple

from participants.choices import Aufenthaltsstatus as Status


class Offer(NamedTuple):
    """An offer as it is told; `age` is how many days ago it was checked, None never. `more` are columns."""

    kind: str
    name: str
    needs: tuple[str, ...]
    age: int | None
    more: dict[str, Any]


class Partner(NamedTuple):
    """`posts` are functions of contacts; `more` are columns of the organisation."""

    group: str
    name: str
    posts: tuple[str, ...]
    more: dict[str, Any]
    offers: tuple[Offer, ...]


TOLERATED = [Status.DULDUNG_60A, Status.DULDUNG_60C, Status.DULDUNG_60D, Status.GESTATTUNG_55]
WITH_TITLE = [Status.AE_104C, Status.AE_25_5, Status.AE_25A, Status.AE_25B, Status.AE_23_1]
FREE = {"costs": "frei", "capacity": "frei", "access": "selbst"}
BY_JOBCENTER = {"costs": "frei", "access": "behoerde", "access_note": "Jobcenter"}


def offer(kind: str, name: str, needs: str, age: int | None = 40, **more: Any) -> Offer:
    return Offer(kind, name, tuple(needs.split()), age, more)


def partner(group: str, name: str, *offers: Offer, posts: tuple[str, ...] = (), **more: Any) -> Partner:
    return Partner(group, name, posts, more, offers)
