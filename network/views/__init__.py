"""Pages of the directory."""

from .exchange import directory_export, directory_import
from .listing import directory_print, network_groups, network_overview
from .offers import service_add, service_check, service_edit
from .organisations import (
    contact_add,
    contact_edit,
    contact_remove,
    organisation_add,
    organisation_detail,
    organisation_edit,
)
from .settings import directory_settings
from .vacancies import (
    vacancy_add,
    vacancy_close,
    vacancy_detail,
    vacancy_edit,
    vacancy_list,
    vacancy_reopen,
)

__all__ = [
    "contact_add",
    "contact_edit",
    "contact_remove",
    "directory_export",
    "directory_import",
    "directory_print",
    "directory_settings",
    "network_groups",
    "network_overview",
    "organisation_add",
    "organisation_detail",
    "organisation_edit",
    "service_add",
    "service_check",
    "service_edit",
    "vacancy_add",
    "vacancy_close",
    "vacancy_detail",
    "vacancy_edit",
    "vacancy_list",
    "vacancy_reopen",
]
