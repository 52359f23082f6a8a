"""Addresses of the daily work: below a case, and those of calendar, tasks and leave."""

from django.urls import path

# Registers the converter „case“.
import participants.urls  # noqa: F401

from . import day_views

_appointment = "<case:case_number>/termine/<int:appointment_id>/"
_contact = "<case:case_number>/kontaktversuche/"

# Below teilnehmende/.
urlpatterns = [
    path("<case:case_number>/termine/", day_views.appointment_list, name="appointment_list"),
    path("<case:case_number>/termine/neu/", day_views.appointment_add, name="appointment_add"),
    path(_appointment, day_views.appointment_detail, name="appointment_detail"),
    path(f"{_appointment}aendern/", day_views.appointment_edit, name="appointment_edit"),
    path(f"{_appointment}verlegen/", day_views.appointment_move, name="appointment_move"),
    path(f"{_appointment}stand/", day_views.appointment_state, name="appointment_state"),
    path(f"{_appointment}wieder-geplant/", day_views.appointment_reopen, name="appointment_reopen"),
    path(
        f"{_appointment}sprachmittlung/", day_views.appointment_interpreting, name="appointment_interpreting"
    ),
    path(f"{_contact}neu/", day_views.contact_add, name="contact_add"),
    path(f"{_contact}<int:attempt_id>/zuruecknehmen/", day_views.contact_withdraw, name="contact_withdraw"),
]

# Below /.
calendar_urlpatterns = [
    path("kalender/", day_views.calendar, name="calendar"),
    path("kalender/monat/", day_views.calendar_month, name="calendar_month"),
    path("kalender/tag/", day_views.calendar_day, name="calendar_day"),
    path("kalender/neu/", day_views.calendar_add, name="calendar_add"),
]
