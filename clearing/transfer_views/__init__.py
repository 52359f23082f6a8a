"""The pages of a referral with data: those of the case, that of the partner, the figures."""

from .answers import answer, answer_thanks
from .figures import network_figures
from .links import (
    plan_transfer_coded_letter,
    plan_transfer_letter,
    plan_transfer_link,
    plan_transfer_link_revoke,
)
from .transfers import (
    plan_transfer,
    plan_transfer_add,
    plan_transfer_edit,
    plan_transfer_send,
    plan_transfer_state,
    plan_transfer_withdraw,
)

__all__ = [
    "answer",
    "answer_thanks",
    "network_figures",
    "plan_transfer",
    "plan_transfer_add",
    "plan_transfer_coded_letter",
    "plan_transfer_edit",
    "plan_transfer_letter",
    "plan_transfer_link",
    "plan_transfer_link_revoke",
    "plan_transfer_send",
    "plan_transfer_state",
    "plan_transfer_withdraw",
]
