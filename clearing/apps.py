"""Registers the app with Django."""

from django.apps import AppConfig


class ClearingConfig(AppConfig):
    name = "clearing"
