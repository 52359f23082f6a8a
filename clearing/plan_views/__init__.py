"""The pages of plan, work and results."""

from .later import esf_edit, esf_list, work_follow_up
from .measures import (
    plan_measure,
    plan_measure_add,
    plan_measure_edit,
    plan_measure_end,
    plan_measure_reopen,
    plan_measure_start,
)
from .needs import (
    plan_detail,
    plan_goal,
    plan_goal_add,
    plan_goal_state,
    plan_need,
    plan_need_add,
    plan_need_close,
    plan_need_defer,
    plan_need_resume,
)
from .offers import plan_need_offers
from .papers import plan_agree, plan_agreed_pdf, plan_pdf, plan_print
from .referrals import plan_referral, plan_referral_add, plan_referral_result, plan_referral_withdraw
from .work import (
    work_add,
    work_certificate_add,
    work_certificate_withdraw,
    work_edit,
    work_end,
    work_list,
    work_withdraw,
)

__all__ = [
    "esf_edit",
    "esf_list",
    "plan_agree",
    "plan_agreed_pdf",
    "plan_detail",
    "plan_goal",
    "plan_goal_add",
    "plan_goal_state",
    "plan_measure",
    "plan_measure_add",
    "plan_measure_edit",
    "plan_measure_end",
    "plan_measure_reopen",
    "plan_measure_start",
    "plan_need",
    "plan_need_add",
    "plan_need_close",
    "plan_need_defer",
    "plan_need_offers",
    "plan_need_resume",
    "plan_pdf",
    "plan_print",
    "plan_referral",
    "plan_referral_add",
    "plan_referral_result",
    "plan_referral_withdraw",
    "work_add",
    "work_certificate_add",
    "work_certificate_withdraw",
    "work_edit",
    "work_end",
    "work_follow_up",
    "work_list",
    "work_withdraw",
]
