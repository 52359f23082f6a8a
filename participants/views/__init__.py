"""The pages about people: list, intake, case, papers, notes, history."""

from .cases import participant_detail, participant_history
from .listing import participant_list
from .notes import exclusion_note, identity_note
from .people import consent_edit, participant_edit, participant_register
from .residence import residence_add, residence_edit, residence_list, residence_withdraw

__all__ = [
    "consent_edit",
    "exclusion_note",
    "identity_note",
    "participant_detail",
    "participant_edit",
    "participant_history",
    "participant_list",
    "participant_register",
    "residence_add",
    "residence_edit",
    "residence_list",
    "residence_withdraw",
]
