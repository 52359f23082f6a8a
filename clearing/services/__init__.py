"""Everything that changes talks, the plan and what follows from them; each function is one transaction."""

from .bulk import retry_bulk, start_bulk, work_off
from .drafts import EMPTY_PAGE, OpenPage, discard_draft, expire_drafts, mark_of, save_draft
from .identity import record_identity_step, withdraw_identity_step
from .measures import (
    change_measure,
    end_measure,
    mark_attendance,
    plan_measure,
    reopen_measure,
    start_measure,
)
from .plan import (
    agree_plan,
    change_goal,
    change_need,
    close_need,
    defer_need,
    open_need,
    resume_need,
    set_goal,
    state_goal,
)
from .results import answer_esf, answer_follow_up, record_certificate, withdraw_certificate
from .talks import STATEMENTS, columns_of_frame, end_interview, save_section, start_interview

__all__ = [
    "EMPTY_PAGE",
    "STATEMENTS",
    "OpenPage",
    "agree_plan",
    "answer_esf",
    "answer_follow_up",
    "change_goal",
    "change_measure",
    "change_need",
    "close_need",
    "columns_of_frame",
    "defer_need",
    "discard_draft",
    "end_interview",
    "end_measure",
    "expire_drafts",
    "mark_attendance",
    "mark_of",
    "open_need",
    "plan_measure",
    "record_certificate",
    "record_identity_step",
    "reopen_measure",
    "resume_need",
    "retry_bulk",
    "save_draft",
    "save_section",
    "set_goal",
    "start_bulk",
    "start_interview",
    "start_measure",
    "state_goal",
    "withdraw_certificate",
    "withdraw_identity_step",
    "work_off",
]
