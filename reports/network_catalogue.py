"""Rows and definitions of the tables on referrals, short contacts and the titles of § 104c."""

from datetime import date

from clearing.referral_catalogue import Kurzthema
from network.choices import Partnergruppe

from .catalogue import PERSONS, in_period, on_day
from .numbers import CONTACTS, About
from .profile_catalogue import EXPIRIES, LONGER

GROUPS: tuple[tuple[str, str], ...] = (
    *((each.value, str(each.label)) for each in Partnergruppe),
    ("ohne_gruppe", "andere Stellen"),
)
TOPICS: tuple[tuple[str, str], ...] = tuple((each.value, str(each.label)) for each in Kurzthema)
CHANCE_ROWS: tuple[tuple[str, str], ...] = (*((key, label) for key, label, _ in EXPIRIES), LONGER)


def referrals(first: date, last: date) -> About:
    return About(
        "Verweise an Stellen nach der Gruppe, zu der die Stelle am Tag des Verweises gehörte; gezählt sind "
        "Verweise, nicht Personen.",
        "Verweise",
        in_period(first, last),
    )


def brief(first: date, last: date) -> About:
    return About(
        "kurze Beratung ohne Namen, nach dem Thema; Kontakte, nicht Personen, und in keiner anderen Zahl "
        "enthalten.",
        CONTACTS,
        in_period(first, last),
    )


def chance(day: date) -> About:
    return About(
        "Personen, deren zuletzt begonnenes Papier eine Aufenthaltserlaubnis nach §\u00a0104c AufenthG ist, "
        "danach, wie lange es nach dem Stichtag noch gilt.",
        PERSONS,
        on_day(day),
    )
