"""Registers the app with Django and its system checks."""

from django.apps import AppConfig


class SpurwechselConfig(AppConfig):
    name = "spurwechsel"

    def ready(self) -> None:
        from . import checks  # noqa: F401  importing registers them
