"""Addresses below /netzwerk/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.network_overview, name="network_overview"),
    path("einlesen/", views.directory_import, name="directory_import"),
    path("verzeichnis.xlsx", views.directory_export, name="directory_export"),
    path("druck/", views.directory_print, name="directory_print"),
    path("gruppen/", views.network_groups, name="network_groups"),
    path("einstellungen/", views.directory_settings, name="directory_settings"),
    path("stellen/", views.vacancy_list, name="vacancy_list"),
    path("stellen/<int:vacancy_id>/", views.vacancy_detail, name="vacancy_detail"),
    path("stellen/<int:vacancy_id>/bearbeiten/", views.vacancy_edit, name="vacancy_edit"),
    path("stellen/<int:vacancy_id>/schliessen/", views.vacancy_close, name="vacancy_close"),
    path("stellen/<int:vacancy_id>/oeffnen/", views.vacancy_reopen, name="vacancy_reopen"),
    path("neu/", views.organisation_add, name="organisation_add"),
    path("<int:pk>/", views.organisation_detail, name="organisation_detail"),
    path("<int:pk>/bearbeiten/", views.organisation_edit, name="organisation_edit"),
    path("<int:pk>/kontakte/neu/", views.contact_add, name="partner_contact_add"),
    path("<int:pk>/kontakte/<int:contact_id>/", views.contact_edit, name="partner_contact_edit"),
    path(
        "<int:pk>/kontakte/<int:contact_id>/entfernen/", views.contact_remove, name="partner_contact_remove"
    ),
    path("<int:pk>/stellen/neu/", views.vacancy_add, name="vacancy_add"),
    path("<int:pk>/angebote/neu/", views.service_add, name="service_add"),
    path("<int:pk>/angebote/<int:service_id>/", views.service_edit, name="service_edit"),
    path("<int:pk>/angebote/<int:service_id>/geprueft/", views.service_check, name="service_check"),
]
