"""The whole catalogue as it prints itself on the page „Methodik“: each number once, whoever shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from . import (
    catalogue,
    esf_catalogue,
    ever,
    network_catalogue,
    outcomes_catalogue,
    profile_catalogue,
    reach_catalogue,
    work_catalogue,
)
from .numbers import About
from .statistics import definitions

ON_A_DAY, IN_A_PERIOD = "Stichtag", "Zeitraum"
# Any day: definitions do not depend on it.
_DAY = date(2024, 1, 31)
_REPORT, _BOTH, _STATISTICS = "Bericht", "Bericht, Statistik", "Statistik"


@dataclass(frozen=True)
class Method:
    """``key`` is that of the table in the report; ``shown`` says where the number appears."""

    key: str
    name: str
    definition: str
    unit: str
    time: str
    shown: str


def _at(key: str, name: str, about: Callable[[date], About], shown: str = _REPORT) -> Method:
    found = about(_DAY)
    return Method(key, name, found.definition, found.unit, ON_A_DAY, shown)


def _during(key: str, name: str, about: Callable[[date, date], About], shown: str = _REPORT) -> Method:
    found = about(_DAY.replace(day=1), _DAY)
    return Method(key, name, found.definition, found.unit, IN_A_PERIOD, shown)


_NAMES = dict(catalogue.TABLES)
METHODS: tuple[Method, ...] = (
    _at("reached", "Erschlossene Teilnehmende", catalogue.reached, "Übersicht, Liste, Bericht, Statistik"),
    _at("identified", "Mögliche Teilnehmende", catalogue.identified, "Übersicht, Bericht"),
    _at("status", "Die fünf Status", catalogue.statuses, "Übersicht, Liste, Bericht, Statistik"),
    _during("bridge", "Zugang, Abgang, Wechsel", catalogue.bridge, _BOTH),
    _during("exceptions", "Einzelfallentscheidungen", catalogue.exceptions),
    _at("residence", _NAMES["residence"], catalogue.residence, "Liste, Bericht"),
    _at("age", _NAMES["age"], catalogue.age),
    _at("gender", _NAMES["gender"], catalogue.gender),
    _at("expiry", _NAMES["expiry"], profile_catalogue.expiry),
    _at("nationality", _NAMES["nationality"], profile_catalogue.nationality),
    _at("german", _NAMES["german"], profile_catalogue.german),
    _at("schooling", _NAMES["schooling"], profile_catalogue.schooling),
    _during("measures", _NAMES["measures"], work_catalogue.measures, _BOTH),
    _at("needs", _NAMES["needs"], work_catalogue.needs, _BOTH),
    _during("gaps", _NAMES["gaps"], work_catalogue.gaps),
    _at("obstacles", _NAMES["obstacles"], outcomes_catalogue.obstacles),
    _during("results", _NAMES["results"], work_catalogue.results, _BOTH),
    _during("kept", _NAMES["kept"], outcomes_catalogue.kept, _BOTH),
    _during("titles", _NAMES["titles"], work_catalogue.titles, _BOTH),
    _during("attempts", _NAMES["attempts"], reach_catalogue.attempts),
    _during("waiting", _NAMES["waiting"], reach_catalogue.waiting),
    _during("median", reach_catalogue.MEDIAN, reach_catalogue.median),
    _during("referrals", _NAMES["referrals"], network_catalogue.referrals),
    _during("brief", _NAMES["brief"], network_catalogue.brief),
    _at("chance", _NAMES["chance"], network_catalogue.chance),
    _during("ever", _NAMES["ever"], ever.about),
    _during("esf_labour", _NAMES["esf_labour"], esf_catalogue.entry),
    _during("esf_education", _NAMES["esf_education"], esf_catalogue.entry),
    _during("esf_entry", _NAMES["esf_entry"], esf_catalogue.answers),
    _during("esf_exit", _NAMES["esf_exit"], esf_catalogue.answers),
    _during("esf_later", _NAMES["esf_later"], esf_catalogue.answers),
    _during("stock", "Bestand am Ende des Monats", definitions.stock, _STATISTICS),
    _during("transitions", "Wechsel zwischen den Status", definitions.transitions, _STATISTICS),
    _during("durations", "Dauer in einem Status", definitions.durations, _STATISTICS),
)
