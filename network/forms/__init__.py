"""Forms of the directory."""

from .exchange import ImportForm
from .filters import DirectoryFilter
from .rows import ContactForm, DirectorySettingsForm, OrganisationForm, RemoveForm, ServiceForm

__all__ = [
    "ContactForm",
    "DirectoryFilter",
    "DirectorySettingsForm",
    "ImportForm",
    "OrganisationForm",
    "RemoveForm",
    "ServiceForm",
]
