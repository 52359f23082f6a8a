"""Addresses of the pipeline: below a case, and the overview."""

# Registers the converter „case“.
from django.urls import path

import participants.urls  # noqa: F401

from . import views

# Below teilnehmende/.
urlpatterns = [
    path("<case:case_number>/status/", views.case_move, name="case_move"),
    path("<case:case_number>/status/<int:change_id>/rueckgaengig/", views.case_undo, name="case_undo"),
    path("<case:case_number>/status/<int:change_id>/zuruecknehmen/", views.case_revoke, name="case_revoke"),
    path("<case:case_number>/wiedervorlage/", views.follow_up_done, name="follow_up_done"),
]

overview_urlpatterns = [path("uebersicht/", views.overview, name="overview")]
