"""Who a person is, which papers they hold, where they stand, and what was decided when."""

from .assessments import ExclusionNote, IdentityNote
from .events import Event
from .people import CaseNumberSeries, Participant
from .phases import PhaseChange, PhasePeriod
from .profile import EducationProfile, LanguageProfile, LifeProfile, PapersProfile, WishProfile
from .residence import ResidenceStatus
from .work import Employment, Training

__all__ = [
    "CaseNumberSeries",
    "EducationProfile",
    "Employment",
    "Event",
    "ExclusionNote",
    "IdentityNote",
    "LanguageProfile",
    "LifeProfile",
    "PapersProfile",
    "Participant",
    "PhaseChange",
    "PhasePeriod",
    "ResidenceStatus",
    "Training",
    "WishProfile",
]
