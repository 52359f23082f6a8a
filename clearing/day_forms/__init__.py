"""Forms of the daily work: appointments, contacts, tasks, leave, handing over."""

from .appointments import (
    AppointmentForm,
    AppointmentStateForm,
    CalendarQuery,
    DayQuery,
    MoveAppointmentForm,
    NewAppointmentForm,
)
from .brief import BriefContactForm
from .contacts import ContactForm

__all__ = [
    "AppointmentForm",
    "AppointmentStateForm",
    "BriefContactForm",
    "CalendarQuery",
    "ContactForm",
    "DayQuery",
    "MoveAppointmentForm",
    "NewAppointmentForm",
]
