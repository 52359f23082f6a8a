"""What happens with a person: talks and their sections, drafts, needs, goals, measures, results."""

from .bulk import BulkItem, BulkRun
from .esf import EsfAnswer
from .interviews import Draft, IdentityStep, Interview, SectionState
from .measures import Attendance, Measure
from .plan import Goal, Need, PlanAgreement
from .results import CertificateGained, FollowUp

__all__ = [
    "Attendance",
    "BulkItem",
    "BulkRun",
    "CertificateGained",
    "Draft",
    "EsfAnswer",
    "FollowUp",
    "Goal",
    "IdentityStep",
    "Interview",
    "Measure",
    "Need",
    "PlanAgreement",
    "SectionState",
]
