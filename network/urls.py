"""Addresses below /netzwerk/."""

from django.urls import path

from . import views

urlpatterns = [path("", views.network_overview, name="network_overview")]
