"""Who a person is, which papers they hold, where they stand, and what was decided when."""

from .assessments import ExclusionNote, IdentityNote
from .events import Event
from .people import CaseNumberSeries, Participant
from .phases import PhaseChange, PhasePeriod
from .residence import ResidenceStatus

__all__ = [
    "CaseNumberSeries",
    "Event",
    "ExclusionNote",
    "IdentityNote",
    "Participant",
    "PhaseChange",
    "PhasePeriod",
    "ResidenceStatus",
]
