"""The Regelwerk: pure Python, facts and a day in, findings out. No database, no clock."""

from .facts import Facts
from .programme import assess_programme, obstacles
from .verdict import Ergebnis, Finding, Outcome, Verdict
from .version import RULE_VERSION

__all__ = [
    "RULE_VERSION",
    "Ergebnis",
    "Facts",
    "Finding",
    "Outcome",
    "Verdict",
    "assess_programme",
    "obstacles",
]
