"""The pages about people: list, intake, case, papers, notes, history, deadlines, ways to a title, rules."""

from .address import address_edit, address_erase
from .applications import case_application_add, case_application_end
from .cases import participant_detail, participant_history
from .deadlines import (
    case_deadline_resume,
    case_deadline_snooze,
    case_deadlines,
    deadline_list,
    deadline_steps,
)
from .listing import participant_list
from .notes import exclusion_note, identity_note
from .people import consent_edit, participant_edit, participant_register
from .perspective import (
    perspective,
    perspective_keep,
    perspective_kept,
    perspective_kept_list,
    perspective_pdf,
)
from .residence import residence_add, residence_edit, residence_list, residence_withdraw
from .rulebook import rulebook, rulebook_changes

__all__ = [
    "address_edit",
    "address_erase",
    "case_application_add",
    "case_application_end",
    "case_deadline_resume",
    "case_deadline_snooze",
    "case_deadlines",
    "consent_edit",
    "deadline_list",
    "deadline_steps",
    "exclusion_note",
    "identity_note",
    "participant_detail",
    "participant_edit",
    "participant_history",
    "participant_list",
    "participant_register",
    "perspective",
    "perspective_keep",
    "perspective_kept",
    "perspective_kept_list",
    "perspective_pdf",
    "residence_add",
    "residence_edit",
    "residence_list",
    "residence_withdraw",
    "rulebook",
    "rulebook_changes",
]
