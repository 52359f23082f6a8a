"""Registers the app with Django, with the radar what it knows to run out, and who stands in for whom."""

from django.apps import AppConfig


class ClearingConfig(AppConfig):
    name = "clearing"

    def ready(self) -> None:
        from participants.owners import LOOKED_AFTER
        from participants.radar import SOURCES

        from .deadlines import drafts, later_questions
        from .worklist import looked_after

        SOURCES.extend((drafts, later_questions))
        LOOKED_AFTER.append(looked_after)
