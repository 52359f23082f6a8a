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
    path(f"{_appointment}termin.ics", day_views.appointment_file, name="appointment_file"),
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
    path("aufgaben/", day_views.task_list, name="task_list"),
    path("aufgaben/neu/", day_views.task_add, name="task_add"),
    path("aufgaben/<int:task_id>/", day_views.task_edit, name="task_edit"),
    path("aufgaben/<int:task_id>/verschieben/", day_views.task_postpone, name="task_postpone"),
    path("aufgaben/<int:task_id>/erledigt/", day_views.task_done, name="task_done"),
    path("aufgaben/<int:task_id>/wieder-oeffnen/", day_views.task_reopen, name="task_reopen"),
    path("aufgaben/<int:task_id>/uebernehmen/", day_views.task_take, name="task_take"),
    path("eingeladen/", day_views.waiting_list, name="waiting_list"),
    path("verweildauer/", day_views.dwelling_list, name="dwelling_list"),
    path("verweildauer/zielwerte/", day_views.dwelling_targets, name="dwelling_targets"),
    path("abwesenheiten/", day_views.absence_list, name="absence_list"),
    path("abwesenheiten/neu/", day_views.absence_add, name="absence_add"),
    path("abwesenheiten/<int:absence_id>/", day_views.absence_edit, name="absence_edit"),
    path("abwesenheiten/<int:absence_id>/zuruecknehmen/", day_views.absence_cancel, name="absence_cancel"),
    path("kurzkontakte/", day_views.brief_contacts, name="brief_contacts"),
    path(
        "kurzkontakte/<int:contact_id>/loeschen/", day_views.brief_contact_delete, name="brief_contact_delete"
    ),
    path("uebergabe/", day_views.hand_over, name="hand_over"),
]
