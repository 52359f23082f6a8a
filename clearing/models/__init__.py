"""What happens with a person: appointments, tasks, talks, drafts, needs, goals, measures, results."""

from .appointments import Appointment, AppointmentStep, ContactAttempt
from .brief import BriefContact, BriefContactSum
from .bulk import BulkItem, BulkRun
from .esf import EsfAnswer
from .interviews import Draft, IdentityStep, Interview, SectionState
from .letters import Letter, LetterText
from .measures import Attendance, Measure
from .packets import Packet
from .placements import Placement, PlacementProfile, PlacementStep
from .plan import Goal, Need, PlanAgreement
from .referrals import Referral
from .results import CertificateGained, FollowUp
from .tasks import Absence, StatusTarget, Task
from .transfers import AnswerLink, AnswerOpening, Transfer, TransferStep

__all__ = [
    "Absence",
    "AnswerLink",
    "AnswerOpening",
    "Appointment",
    "AppointmentStep",
    "Attendance",
    "BriefContact",
    "BriefContactSum",
    "BulkItem",
    "BulkRun",
    "CertificateGained",
    "ContactAttempt",
    "Draft",
    "EsfAnswer",
    "FollowUp",
    "Goal",
    "IdentityStep",
    "Interview",
    "Letter",
    "LetterText",
    "Measure",
    "Need",
    "Packet",
    "Placement",
    "PlacementProfile",
    "PlacementStep",
    "PlanAgreement",
    "Referral",
    "SectionState",
    "StatusTarget",
    "Task",
    "Transfer",
    "TransferStep",
]
