"""The Regelwerk: pure Python, facts and a day in, findings out. No database, no clock."""

from .courses import assess_courses
from .facts import Facts
from .outlook import Aussicht, Modus, WayFinding
from .perspective import HINWEIS, assess_ways, perspective_as_dict
from .programme import assess_programme, obstacles
from .strip import Segment, stay_strip
from .verdict import Ergebnis, Finding, Outcome, Verdict
from .version import RULE_VERSION
from .work import assess_work

__all__ = [
    "HINWEIS",
    "RULE_VERSION",
    "Aussicht",
    "Ergebnis",
    "Facts",
    "Finding",
    "Modus",
    "Outcome",
    "Segment",
    "Verdict",
    "WayFinding",
    "assess_courses",
    "assess_programme",
    "assess_ways",
    "assess_work",
    "obstacles",
    "perspective_as_dict",
    "stay_strip",
]
