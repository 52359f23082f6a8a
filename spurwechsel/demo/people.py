"""Facts about people who never lived, in the shares that are known of Brandenburg."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

from participants.choices import Aufenthaltsstatus as Status
from participants.choices import DatePrecision, Gender, Zugang

from .deck import Deck
from .names import BY_CODE, ORIGINS, Origin, draw_name
from .workdays import months_later

GENDERS = {Gender.MAENNLICH: 67, Gender.WEIBLICH: 32, Gender.KEINE_ANGABE: 1}
AGES = {(18, 24): 20, (25, 34): 38, (35, 44): 26, (45, 54): 12, (55, 63): 4}
ENTRY_YEARS = {2014: 4, 2015: 17, 2016: 15, 2017: 8, 2018: 9, 2019: 8, 2020: 5, 2021: 9, 2022: 16, 2023: 6}
EARLY_YEARS = {2014: 3, 2015: 8, 2016: 7, 2017: 2}
# Kinds of which the law or practice says that somebody has been here for long.
EARLY = (Status.AE_104C, Status.AE_25_5, Status.AE_23_1, Status.FIKTION_81_4, Status.DULDUNG_60D)
PRECISIONS = {DatePrecision.DAY: 76, DatePrecision.MONTH: 14, DatePrecision.YEAR: 10}
CHANNELS = {
    Zugang.SOZIALAMT: 34,
    Zugang.AUSLAENDERBEHOERDE: 15,
    Zugang.JOBCENTER: 9,
    Zugang.AGENTUR: 9,
    Zugang.NETZWERK: 21,
    Zugang.EIGENER_WEG: 12,
}


def film_phone_numbers() -> Iterator[str]:
    """Numbers that belong to nobody: kept free for films by the Bundesnetzagentur (Mitteilung 148/2021)."""
    for number in count():
        yield f"030 23125 {number % 1000:03}"


class Population:
    """Draws people one by one; no two of them have the same name, unless names may return."""

    def __init__(
        self, rng: Random, phones: Iterator[str], taken: set[tuple[str, str]], *, unique: bool = True
    ) -> None:
        self._rng = rng
        self._phones = phones
        self._taken = taken
        self._unique = unique
        self._origins: Deck[str] = Deck(rng, {origin.code: origin.weight for origin in ORIGINS})
        self._genders, self._ages = Deck(rng, GENDERS), Deck(rng, AGES)
        self._channels, self._precisions = Deck(rng, CHANNELS), Deck(rng, PRECISIONS)

    def draw(self, kind: str, on: date) -> dict[str, Any]:
        """The facts that are asked when somebody with this kind of paper is registered on the day."""
        origin = BY_CODE["SY" if kind == Status.AE_23_1 else self._origins.deal()]
        gender = self._genders.deal()
        family, given = self._free_name(origin, gender)
        language = self._rng.choice(origin.languages)
        entry, entry_precision = self._entry(kind, on)
        birth, birth_precision = self._birth(on)
        return {
            "family_name": family,
            "given_name": given,
            "gender": gender,
            "nationality": origin.code,
            "language": language,
            "needs_interpreting": self._rng.random() < (0.25 if language in ("en", "fr") else 0.6),
            "phone": next(self._phones) if self._rng.random() < 0.8 else "",
            "birth_date": birth,
            "birth_precision": birth_precision,
            "entry_date": entry,
            "entry_precision": entry_precision,
            "channel": self._channels.deal(),
        }

    def _free_name(self, origin: Origin, gender: str) -> tuple[str, str]:
        for _ in range(200):
            name = draw_name(self._rng, origin, gender)
            if not self._unique or name not in self._taken:
                break
        else:
            name = (f"{name[0]}-{draw_name(self._rng, origin, gender)[0]}", name[1])
        self._taken.add(name)
        return name

    def _birth(self, on: date) -> tuple[date, str]:
        youngest, oldest = self._ages.deal()
        day = months_later(on, -12 * self._rng.randint(youngest, oldest)) - timedelta(
            days=self._rng.randint(1, 364)
        )
        if self._rng.random() < 0.05:
            return date(day.year, 1, 1), DatePrecision.YEAR
        return day, DatePrecision.DAY

    def _entry(self, kind: str, on: date) -> tuple[date, str]:
        if kind == Status.GESTATTUNG_55:
            day = on - timedelta(days=self._rng.randint(150, 1000))
        else:
            years = EARLY_YEARS if kind in EARLY else ENTRY_YEARS
            year = self._rng.choices(list(years), list(years.values()))[0]
            day = date(year, 1, 1) + timedelta(days=self._rng.randrange(300))
            day = min(day, on - timedelta(days=self._rng.randint(200, 600)))
        precision = self._precisions.deal()
        if precision == DatePrecision.YEAR:
            day = day.replace(month=1, day=1)
        elif precision == DatePrecision.MONTH:
            day = day.replace(day=1)
        return day, precision
