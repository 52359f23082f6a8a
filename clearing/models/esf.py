"""What the ESF+ asks of people, only where a programme asks for it; „keine Angabe“ is always an answer."""

from typing import ClassVar

import pghistory
from django.db import models

from ..catalogue import EsfAntwort, EsfArbeit, EsfBildung, EsfZeitpunkt
from .cases import CaseRecord


def _answer(label: str) -> models.CharField:
    return models.CharField(label, max_length=12, choices=EsfAntwort.choices, blank=True)


@pghistory.track(model_name="EsfAnswerVersion", obj_field=pghistory.ObjForeignKey(related_name="versions"))
class EsfAnswer(CaseRecord):
    """The answers of one moment. A column that the moment does not ask for stays empty."""

    moment = models.CharField("Zeitpunkt", max_length=12, choices=EsfZeitpunkt.choices)
    answered_on = models.DateField("beantwortet am")
    labour = models.CharField(
        "Lage auf dem Arbeitsmarkt", max_length=14, choices=EsfArbeit.choices, blank=True
    )
    education = models.CharField("höchste Bildung", max_length=12, choices=EsfBildung.choices, blank=True)
    foreign_origin = _answer("selbst oder ein Elternteil im Ausland geboren")
    homeless = _answer("wohnungslos oder von Wohnungslosigkeit bedroht")
    rural = _answer("wohnt im ländlichen Raum")
    # Art. 9 DSGVO: never required, and the page says so.
    disability = _answer("anerkannte Behinderung")
    minority = _answer("gehört einer Minderheit an")
    seeking_work = _answer("sucht jetzt Arbeit")
    in_education = _answer("in Schule, Ausbildung oder Weiterbildung")
    qualified = _answer("hat eine Qualifizierung erlangt")
    in_work = _answer("hat einen Arbeitsplatz, auch selbständig")
    improved = _answer("Lage auf dem Arbeitsmarkt verbessert")

    class Meta:
        ordering: ClassVar = ["participant", "answered_on", "id"]
        verbose_name = "ESF-Angaben"
        verbose_name_plural = "ESF-Angaben"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["participant", "moment"], name="one_esf_answer_a_moment")
        ]

    def __str__(self) -> str:
        return f"ESF-Angaben {self.get_moment_display()}"
