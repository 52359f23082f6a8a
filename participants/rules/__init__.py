"""The Regelwerk: pure Python, facts and a day in, findings out. No database, no clock."""

from .facts import Facts
from .perspective import HINWEIS, assess_ways, perspective_as_dict
from .programme import assess_programme, obstacles
from .verdict import Ergebnis, Finding, Outcome, Verdict
from .version import RULE_VERSION
from .ways import Aussicht, Modus, WayFinding

__all__ = [
    "HINWEIS",
    "RULE_VERSION",
    "Aussicht",
    "Ergebnis",
    "Facts",
    "Finding",
    "Modus",
    "Outcome",
    "Verdict",
    "WayFinding",
    "assess_programme",
    "assess_ways",
    "obstacles",
    "perspective_as_dict",
]
