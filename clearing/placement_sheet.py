"""The sheet an employer gets: released items in words, and the name only while the release of it holds."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.text import capfirst

from .models import Placement
from .placement_catalogue import Profilangabe, Vermittlungsstand
from .placement_profiles import recorded_of, with_release
from .services import name_may_go

# The employer has a new sheet no more after these.
_OVER = (Vermittlungsstand.BEENDET,)


@dataclass
class IntroductionSheet:
    """What stands on the sheet on a day; nothing of the person that was not released."""

    placement: Placement
    day: date

    @cached_property
    def name(self) -> str:
        """Empty until the person released it for this employer, and again once that was taken back."""
        if not name_may_go(self.placement, self.day):
            return ""
        person = self.placement.participant
        return f"{person.given_name} {person.family_name}".strip()

    @property
    def title(self) -> str:
        return self.name or f"Profil Nr. {self.placement.pk}"

    @cached_property
    def rows(self) -> list[tuple[str, str]]:
        """Label and words of every item that is released and known."""
        participant = self.placement.participant
        people = type(participant).objects.filter(pk=participant.pk)
        profile = participant.placementprofiles.first()
        if self.placement.state in _OVER or not profile or not with_release(people, self.day).exists():
            return []
        words = recorded_of(participant, self.day).words(self.day)
        return [
            (capfirst(item.label), words[item])
            for item in Profilangabe
            if item in profile.items and item in words
        ]

    @property
    def text(self) -> str:
        """Every word of the person on the sheet, to see whether it can be printed."""
        return "\n".join([self.title, *(value for _, value in self.rows)])
