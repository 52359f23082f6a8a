"""Everything that changes the directory; each function is one transaction with one event."""

from .imports import import_directory
from .log import record_event
from .offers import add_service, change_service, confirm_service
from .organisations import (
    add_contact,
    add_organisation,
    change_contact,
    change_organisation,
    remove_contact,
)
from .settings import change_directory_settings
from .vacancies import add_vacancy, change_vacancy, close_vacancy, reopen_vacancy

__all__ = [
    "add_contact",
    "add_organisation",
    "add_service",
    "add_vacancy",
    "change_contact",
    "change_directory_settings",
    "change_organisation",
    "change_service",
    "change_vacancy",
    "close_vacancy",
    "confirm_service",
    "import_directory",
    "record_event",
    "remove_contact",
    "reopen_vacancy",
]
