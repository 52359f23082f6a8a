"""Everything that changes people, papers and notes; each function is one transaction with one event."""

from .address import erase_address, set_address
from .consents import give_purpose, withdraw_purpose
from .deadlines import end_application, file_application, resume, set_steps, snooze, steps_of
from .log import append_phase, derive_phase, periods_of, record_event, recording_at, revoke_phase
from .notes import note_exclusion, note_identity
from .people import correct, record_consent, register, take_case_number
from .perspective import keep_perspective
from .residence import correct_residence_status, record_residence_status, withdraw_residence_status
from .statements import add_statement, columns_of, state
from .work import correct_episode, end_episode, record_episode, withdraw_episode

__all__ = [
    "add_statement",
    "append_phase",
    "columns_of",
    "correct",
    "correct_episode",
    "correct_residence_status",
    "derive_phase",
    "end_application",
    "end_episode",
    "erase_address",
    "file_application",
    "give_purpose",
    "keep_perspective",
    "note_exclusion",
    "note_identity",
    "periods_of",
    "record_consent",
    "record_episode",
    "record_event",
    "record_residence_status",
    "recording_at",
    "register",
    "resume",
    "revoke_phase",
    "set_address",
    "set_steps",
    "snooze",
    "state",
    "steps_of",
    "take_case_number",
    "withdraw_episode",
    "withdraw_purpose",
    "withdraw_residence_status",
]
