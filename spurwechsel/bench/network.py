"""The directory with many offers: which of them fit one person."""

from datetime import date, timedelta
from itertools import cycle, islice

from network.choices import Einzugsgebiet, Kosten, Platzlage, Zugangsweg
from network.freshness import stale_limit
from network.labels import STALE_MONTHS
from network.matching import Match, Offered, Seeker, match
from participants.choices import Aufenthaltsstatus, Language, Niveau

from .stopwatch import Target, busy_time, timed

OFFERS = 5000


def network_targets(day: date) -> list[Target]:
    person = Seeker(
        day=day,
        limit=stale_limit(day, STALE_MONTHS),
        kommune_id=1,
        status=Aufenthaltsstatus.DULDUNG_60A,
        level=Niveau.A2,
        ages=(32, 32),
        languages=(Language.DARI, Language.FARSI),
        needs_interpreting=True,
    )
    offers = many_offers(day)

    def judge() -> list[Match]:
        return match(offers, person)

    name = f"Passt zu dieser Person, {OFFERS} Angebote"
    return [Target(name, timed(judge, busy_time), against="", goal=0.5, times=1)]


def many_offers(day: date) -> list[Offered]:
    """Each asks for something of everything, in ever other combinations."""
    levels = cycle(["", *Niveau.values[:5]])
    statuses = cycle([[], [Aufenthaltsstatus.DULDUNG_60A], [Aufenthaltsstatus.AE_25_5]])
    languages = cycle([[Language.DEUTSCH], [Language.DARI, Language.DEUTSCH], [], [Language.RUSSISCH]])
    choices = zip(
        *(cycle(["", *each.values]) for each in (Einzugsgebiet, Platzlage, Kosten, Zugangsweg)), strict=False
    )
    return [
        Offered(
            pk=number,
            name=f"Angebot {number}",
            organisation_id=number // 5,
            organisation=f"Träger {number // 5}",
            kommune_id=number % 3,
            kommune="Musterstadt",
            statuses=next(statuses),
            level_from=next(levels),
            level_until="",
            age_from=number % 40 or None,
            age_until=None,
            languages=next(languages),
            area=area,
            area_note="",
            capacity=capacity,
            waiting_weeks=number % 30 if capacity == Platzlage.WARTELISTE else None,
            costs=costs,
            costs_note="",
            access=access,
            access_note="",
            checked_on=day - timedelta(days=number % 400),
        )
        for number, (area, capacity, costs, access) in enumerate(islice(choices, OFFERS))
    ]
