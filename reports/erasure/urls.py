"""Addresses below /loeschungen/."""

from django.urls import path

# Registers the converter „case“.
import participants.urls  # noqa: F401

from . import views

urlpatterns = [
    path("", views.erasure_list, name="erasure_list"),
    path("<case:case_number>/", views.erasure_add, name="erasure_add"),
]
