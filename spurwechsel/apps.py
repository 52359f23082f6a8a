"""Registers the app with Django and its system checks."""

from django.apps import AppConfig


class SpurwechselConfig(AppConfig):
    name = "spurwechsel"
