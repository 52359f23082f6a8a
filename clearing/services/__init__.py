"""Everything that changes appointments, tasks, talks and the plan; each function is one transaction."""

from .absences import (
    HandedOver,
    cancel_absence,
    change_absence,
    hand_over,
    held_targets,
    record_absence,
    set_targets,
)
from .answers import (
    answer_transfer,
    in_groups,
    is_code_of,
    make_answer_link,
    open_answer,
    revoke_answer_link,
)
from .appointments import (
    book_appointment,
    change_appointment,
    confirm_interpreting,
    move_appointment,
    state_appointment,
)
from .attempts import record_attempt, withdraw_attempt
from .brief import count_brief_contact, delete_brief_contact, expire_brief_contacts
from .bulk import retry_bulk, start_bulk, work_off
from .consents import take_back_purpose
from .drafts import EMPTY_PAGE, OpenPage, discard_draft, expire_drafts, mark_of, save_draft
from .identity import record_identity_step, withdraw_identity_step
from .letters import letter_of_run, print_letter, save_letter_text
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
from .referrals import change_referral, record_referral, state_referral, withdraw_referral
from .results import answer_esf, answer_follow_up, record_certificate, withdraw_certificate
from .talks import STATEMENTS, columns_of_frame, end_interview, save_section, start_interview
from .tasks import add_task, change_task, ensure_task, finish_task, postpone_task, reopen_task, take_task
from .transfer_chase import Chased, chase_transfers, stop_transfers
from .transfers import change_transfer, move_transfer, prepare_transfer, send_transfer, withdraw_transfer

__all__ = [
    "EMPTY_PAGE",
    "STATEMENTS",
    "Chased",
    "HandedOver",
    "OpenPage",
    "add_task",
    "agree_plan",
    "answer_esf",
    "answer_follow_up",
    "answer_transfer",
    "book_appointment",
    "cancel_absence",
    "change_absence",
    "change_appointment",
    "change_goal",
    "change_measure",
    "change_need",
    "change_referral",
    "change_task",
    "change_transfer",
    "chase_transfers",
    "close_need",
    "columns_of_frame",
    "confirm_interpreting",
    "count_brief_contact",
    "defer_need",
    "delete_brief_contact",
    "discard_draft",
    "end_interview",
    "end_measure",
    "ensure_task",
    "expire_brief_contacts",
    "expire_drafts",
    "finish_task",
    "hand_over",
    "held_targets",
    "in_groups",
    "is_code_of",
    "letter_of_run",
    "make_answer_link",
    "mark_attendance",
    "mark_of",
    "move_appointment",
    "move_transfer",
    "open_answer",
    "open_need",
    "plan_measure",
    "postpone_task",
    "prepare_transfer",
    "print_letter",
    "record_absence",
    "record_attempt",
    "record_certificate",
    "record_identity_step",
    "record_referral",
    "reopen_measure",
    "reopen_task",
    "resume_need",
    "retry_bulk",
    "revoke_answer_link",
    "save_draft",
    "save_letter_text",
    "save_section",
    "send_transfer",
    "set_goal",
    "set_targets",
    "start_bulk",
    "start_interview",
    "start_measure",
    "state_appointment",
    "state_goal",
    "state_referral",
    "stop_transfers",
    "take_back_purpose",
    "take_task",
    "withdraw_attempt",
    "withdraw_certificate",
    "withdraw_identity_step",
    "withdraw_referral",
    "withdraw_transfer",
    "work_off",
]
