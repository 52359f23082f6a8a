"""Forms of the directory."""

from .exchange import ImportForm
from .filters import DirectoryFilter
from .rows import ContactForm, DirectorySettingsForm, OrganisationForm, RemoveForm, ServiceForm
from .vacancies import CloseVacancyForm, VacancyForm
from .vacancy_filter import VacancyFilter

__all__ = [
    "CloseVacancyForm",
    "ContactForm",
    "DirectoryFilter",
    "DirectorySettingsForm",
    "ImportForm",
    "OrganisationForm",
    "RemoveForm",
    "ServiceForm",
    "VacancyFilter",
    "VacancyForm",
]
