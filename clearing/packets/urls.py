"""Addresses of a move to another Kommune: below a case, and those of the Koordination below /wechsel/."""

from django.urls import path

from . import views

# Below teilnehmende/.
urlpatterns = [path("<case:case_number>/wechsel/", views.packet_add, name="packet_add")]

# Below /.
decision_urlpatterns = [
    path("wechsel/", views.packet_list, name="packet_list"),
    path("wechsel/<int:packet_id>/", views.packet_detail, name="packet_detail"),
    path("wechsel/<int:packet_id>/annehmen/", views.packet_accept, name="packet_accept"),
    path("wechsel/<int:packet_id>/ablehnen/", views.packet_refuse, name="packet_refuse"),
    path("wechsel/<int:packet_id>/zurueckziehen/", views.packet_withdraw, name="packet_withdraw"),
]
