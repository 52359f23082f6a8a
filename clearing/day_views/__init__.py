"""The pages of the daily work: appointments, contacts, calendar, tasks, leave."""

from .absences import absence_add, absence_cancel, absence_edit, absence_list, hand_over
from .appointments import (
    appointment_add,
    appointment_detail,
    appointment_edit,
    appointment_interpreting,
    appointment_list,
    appointment_move,
    appointment_reopen,
    appointment_state,
    calendar_add,
)
from .brief import brief_contact_delete, brief_contacts
from .calendar import calendar, calendar_day, calendar_month
from .contacts import contact_add, contact_withdraw
from .dwelling import dwelling_list, dwelling_targets
from .files import appointment_file
from .tasks import (
    task_add,
    task_done,
    task_edit,
    task_list,
    task_postpone,
    task_reopen,
    task_take,
    waiting_list,
)

__all__ = [
    "absence_add",
    "absence_cancel",
    "absence_edit",
    "absence_list",
    "appointment_add",
    "appointment_detail",
    "appointment_edit",
    "appointment_file",
    "appointment_interpreting",
    "appointment_list",
    "appointment_move",
    "appointment_reopen",
    "appointment_state",
    "brief_contact_delete",
    "brief_contacts",
    "calendar",
    "calendar_add",
    "calendar_day",
    "calendar_month",
    "contact_add",
    "contact_withdraw",
    "dwelling_list",
    "dwelling_targets",
    "hand_over",
    "task_add",
    "task_done",
    "task_edit",
    "task_list",
    "task_postpone",
    "task_reopen",
    "task_take",
    "waiting_list",
]
