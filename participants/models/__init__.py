"""Who a person is, which papers they hold, where they stand, and what was decided when."""

from .address import PostalAddress
from .assessments import ExclusionNote, IdentityNote
from .consents import PurposeConsent
from .deadlines import Application, DeadlineStep, KeptPerspective, Snooze
from .events import Event
from .people import CaseNumberSeries, Participant
from .phases import PhaseChange, PhasePeriod
from .profile import EducationProfile, LanguageProfile, LifeProfile, PapersProfile, WishProfile
from .residence import ResidenceStatus
from .work import Employment, Training

__all__ = [
    "Application",
    "CaseNumberSeries",
    "DeadlineStep",
    "EducationProfile",
    "Employment",
    "Event",
    "ExclusionNote",
    "IdentityNote",
    "KeptPerspective",
    "LanguageProfile",
    "LifeProfile",
    "PapersProfile",
    "Participant",
    "PhaseChange",
    "PhasePeriod",
    "PostalAddress",
    "PurposeConsent",
    "ResidenceStatus",
    "Snooze",
    "Training",
    "WishProfile",
]
