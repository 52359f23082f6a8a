"""Addresses below /berichte/alle/."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.batch_start, name="batch_start"),
    path("<int:pk>/", views.batch_detail, name="batch_detail"),
    path("<int:pk>/erneut/", views.batch_retry, name="batch_retry"),
    path("<int:pk>.zip", views.batch_zip, name="batch_zip"),
]
