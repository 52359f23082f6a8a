"""How a Förderprogramm lets its numbers be published: the method, and how many people must change first."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models

# What the attacks on series of editions were measured with; a programme may ask for more, never for less.
SMALLEST_CHANGE = 5
LARGEST_CHANGE = 50


class PublicMethod(models.TextChoices):
    """From the finest to the strictest."""

    FIVES = "fuenfer", "auf 5 gerundet, unter 50 Personen auf 10"
    TENS = "zehner", "alles auf 10 gerundet"
    TOTAL = "summe", "nur die gerundete Gesamtzahl"
    NONE = "keine", "es wird nichts veröffentlicht"


class PublicRules(NamedTuple):
    method: str = PublicMethod.FIVES
    smallest_change: int = SMALLEST_CHANGE

    @property
    def strictness(self) -> tuple[int, int]:
        """In the order of the columns; neither number may become smaller once something was published."""
        return PublicMethod.values.index(self.method), self.smallest_change


USUAL = PublicRules()


def check_not_looser(before: PublicRules, after: PublicRules) -> None:
    """What was published cannot be taken back, so what follows is never told more finely.

    Raises ValidationError keyed to the column of the Förderprogramm.
    """
    columns = ("public_method", "public_change")
    pairs = zip(columns, before.strictness, after.strictness, strict=True)
    looser = [column for column, old, new in pairs if new < old]
    if looser:
        sentence = (
            "Unter diesem Förderprogramm sind schon Zahlen veröffentlicht. Es kann nur strenger werden."
        )
        raise ValidationError(dict.fromkeys(looser, sentence))
