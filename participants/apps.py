"""Registers the app with Django."""

from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = "Teilnehmende"
