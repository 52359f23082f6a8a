"""Registers the app with Django, and what it knows to run out with the radar."""

from django.apps import AppConfig


class ClearingConfig(AppConfig):
    name = "clearing"

    def ready(self) -> None:
        from participants.radar import SOURCES

        from .deadlines import drafts, later_questions

        SOURCES.extend((drafts, later_questions))
