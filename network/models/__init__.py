"""The directory: organisations, contacts, services, how a Kommune reads them, and who changed what."""

from .events import DirectoryEvent
from .offers import CODES, Service
from .organisations import Contact, Organisation
from .settings import STALE_MONTHS, DirectorySettings, GroupLabel
from .vacancies import Vacancy

__all__ = [
    "CODES",
    "STALE_MONTHS",
    "Contact",
    "DirectoryEvent",
    "DirectorySettings",
    "GroupLabel",
    "Organisation",
    "Service",
    "Vacancy",
]
