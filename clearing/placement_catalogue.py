"""The words of the Vermittlung: items to release, states of a placement, and the one table of moves."""

from django.db.models import TextChoices


class Profilangabe(TextChoices):
    """Single items, each released for itself; nothing else of a person is compared or shown."""

    WUNSCH = "wunsch", "Wunschberuf"
    ERFAHRUNG = "erfahrung", "Berufsfelder mit Erfahrung"
    KOMPETENZ = "kompetenz", "Niveau der Kompetenzen"
    ABSCHLUSS = "abschluss", "Abschluss oder gelernter Beruf"
    DEUTSCH = "deutsch", "Deutsch"
    FUEHRERSCHEIN = "fuehrerschein", "Führerschein"
    STUNDEN = "stunden", "Stunden pro Woche"
    SCHICHT = "schicht", "Schichtarbeit"
    BEGINN = "beginn", "verfügbar ab"
    WEG = "weg", "erreichbare Arbeitsorte"


class Vermittlungsstand(TextChoices):
    VORSCHLAG = "vorschlag", "vorgeschlagen"
    FREIGEGEBEN = "freigegeben", "von der Person freigegeben"
    VORGESTELLT = "vorgestellt", "im Betrieb vorgestellt"
    PROBEARBEIT = "probearbeit", "Probearbeit"
    VERTRAG = "vertrag", "Vertrag"
    BEENDET = "beendet", "beendet"


# Whatever is not here does not happen.
MOVES: dict[Vermittlungsstand, frozenset[Vermittlungsstand]] = {
    Vermittlungsstand.VORSCHLAG: frozenset({Vermittlungsstand.FREIGEGEBEN, Vermittlungsstand.BEENDET}),
    Vermittlungsstand.FREIGEGEBEN: frozenset({Vermittlungsstand.VORGESTELLT, Vermittlungsstand.BEENDET}),
    Vermittlungsstand.VORGESTELLT: frozenset(
        {Vermittlungsstand.PROBEARBEIT, Vermittlungsstand.VERTRAG, Vermittlungsstand.BEENDET}
    ),
    Vermittlungsstand.PROBEARBEIT: frozenset({Vermittlungsstand.VERTRAG, Vermittlungsstand.BEENDET}),
    # Only where it never was; a job that ended, ends with the case.
    Vermittlungsstand.VERTRAG: frozenset({Vermittlungsstand.BEENDET}),
    Vermittlungsstand.BEENDET: frozenset(),
}
UNDER_WAY = (
    Vermittlungsstand.VORSCHLAG,
    Vermittlungsstand.FREIGEGEBEN,
    Vermittlungsstand.VORGESTELLT,
    Vermittlungsstand.PROBEARBEIT,
)
# The employer may know the name as long as the consent holds.
WITH_NAME = (
    Vermittlungsstand.FREIGEGEBEN,
    Vermittlungsstand.VORGESTELLT,
    Vermittlungsstand.PROBEARBEIT,
    Vermittlungsstand.VERTRAG,
)
# Nobody at the employer has heard of the person yet.
BEFORE_THE_EMPLOYER = (Vermittlungsstand.VORSCHLAG, Vermittlungsstand.FREIGEGEBEN)


class Vermittlungsende(TextChoices):
    """Why it came to nothing; coded on purpose, without a word about anybody."""

    BETRIEB = "betrieb", "Absage des Betriebs"
    PERSON = "person", "Absage der Person"
    BESETZT = "besetzt", "Stelle anders besetzt"
    PROBE = "probe", "nach der Probearbeit kein Vertrag"
    ERLAUBNIS = "erlaubnis", "keine Beschäftigungserlaubnis"
    WIDERRUF = "widerruf", "Freigabe widerrufen"
    FALL = "fall", "Fall beendet"
    IRRTUM = "irrtum", "irrtümlich eingetragen"


# What nobody chooses: it follows from something else.
ENDS_BY_ITSELF = (Vermittlungsende.WIDERRUF, Vermittlungsende.FALL)


def may_move(state: str, to: str) -> bool:
    return Vermittlungsstand(to) in MOVES[Vermittlungsstand(state)]
