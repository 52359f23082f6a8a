"""Everything that changes talks and what follows from them; each function is one transaction."""

from .drafts import EMPTY_PAGE, OpenPage, discard_draft, expire_drafts, mark_of, save_draft
from .identity import record_identity_step, withdraw_identity_step
from .talks import STATEMENTS, columns_of_frame, end_interview, save_section, start_interview

__all__ = [
    "EMPTY_PAGE",
    "STATEMENTS",
    "OpenPage",
    "columns_of_frame",
    "discard_draft",
    "end_interview",
    "expire_drafts",
    "mark_of",
    "record_identity_step",
    "save_draft",
    "save_section",
    "start_interview",
    "withdraw_identity_step",
]
