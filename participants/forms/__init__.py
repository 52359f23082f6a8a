"""Forms for people, papers and notes, and the filter of the history."""

from .address import AddressForm
from .history import HistoryFilterForm
from .notes import ConsentForm, ExclusionForm, IdentityForm
from .papers import ResidenceCorrectionForm, ResidenceForm, ResidenceWithdrawalForm
from .people import ParticipantForm, RegisterForm
from .refusal import add_refusal

__all__ = [
    "AddressForm",
    "ConsentForm",
    "ExclusionForm",
    "HistoryFilterForm",
    "IdentityForm",
    "ParticipantForm",
    "RegisterForm",
    "ResidenceCorrectionForm",
    "ResidenceForm",
    "ResidenceWithdrawalForm",
    "add_refusal",
]
