"""Everything that changes users, Kommunen and barriers; each function is one transaction with one event."""

from .barriers import finish_barrier, report_barrier
from .calendar import make_calendar_link, revoke_calendar_link, user_of_calendar_link
from .forms import carry_out_once, keep_form, reopen_form
from .jobs import forget_expired, order_chore, retry_job, run_chore
from .kommunen import add_estimate, change_kommune, create_kommune, withdraw_estimate
from .users import (
    activate_user,
    change_user,
    create_user,
    deactivate_user,
    issue_password_link,
    open_case_count,
    reset_second_factor,
)

__all__ = [
    "activate_user",
    "add_estimate",
    "carry_out_once",
    "change_kommune",
    "change_user",
    "create_kommune",
    "create_user",
    "deactivate_user",
    "finish_barrier",
    "forget_expired",
    "issue_password_link",
    "keep_form",
    "make_calendar_link",
    "open_case_count",
    "order_chore",
    "reopen_form",
    "report_barrier",
    "reset_second_factor",
    "retry_job",
    "revoke_calendar_link",
    "run_chore",
    "user_of_calendar_link",
    "withdraw_estimate",
]
