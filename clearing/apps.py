"""Registers the app with Django, and what others ask it: deadlines, deputies, the words of the directory."""

from django.apps import AppConfig


class ClearingConfig(AppConfig):
    name = "clearing"

    def ready(self) -> None:
        from network import vocabulary
        from participants.choices import Aufenthaltsstatus, Beruf, Language, Niveau
        from participants.owners import LOOKED_AFTER
        from participants.radar import SOURCES
        from participants.services.consents import STOPPING
        from participants.steps import FURTHER

        from .catalogue import Bedarf
        from .deadlines import drafts, later_questions, unanswered
        from .packets.services import stop_packets
        from .services import stop_placements, stop_transfers
        from .worklist import first_steps, looked_after

        SOURCES.extend((drafts, later_questions, unanswered))
        STOPPING.extend((stop_transfers, stop_placements, stop_packets))
        LOOKED_AFTER.append(looked_after)
        FURTHER.append(first_steps)
        vocabulary.lend(
            needs=Bedarf.choices,
            statuses=Aufenthaltsstatus.choices,
            languages=Language.choices,
            levels=Niveau.choices,
            occupations=Beruf.choices,
        )
