"""Forms of the directory."""

from .filters import DirectoryFilter
from .rows import ContactForm, DirectorySettingsForm, OrganisationForm, RemoveForm, ServiceForm

__all__ = [
    "ContactForm",
    "DirectoryFilter",
    "DirectorySettingsForm",
    "OrganisationForm",
    "RemoveForm",
    "ServiceForm",
]
