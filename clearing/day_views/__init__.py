"""The pages of the daily work: appointments, contacts, calendar, tasks, leave."""

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
from .calendar import calendar, calendar_day, calendar_month
from .contacts import contact_add, contact_withdraw

__all__ = [
    "appointment_add",
    "appointment_detail",
    "appointment_edit",
    "appointment_interpreting",
    "appointment_list",
    "appointment_move",
    "appointment_reopen",
    "appointment_state",
    "calendar",
    "calendar_add",
    "calendar_day",
    "calendar_month",
    "contact_add",
    "contact_withdraw",
]
