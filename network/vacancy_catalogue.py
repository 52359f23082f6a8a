"""The words of open positions, and the structure of a code of the Klassifikation der Berufe 2010."""

import re
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import IntegerChoices, TextChoices

from spurwechsel.german import format_day

from . import vocabulary

DIGITS = 5
# Managers and supervisors have this in place of the fourth digit.
LEADING = "9"
HOW_TO_CODE = "Geben Sie die fünf Ziffern der KldB 2010 ein, zum Beispiel 54101."


class Anforderung(IntegerChoices):
    """The fifth digit: what the work asks of whoever does it."""

    HELFER = 1, "Helfertätigkeit"
    FACHKRAFT = 2, "Fachkraft"
    SPEZIALIST = 3, "Spezialistin, Spezialist"
    EXPERTE = 4, "Expertin, Experte"


class Arbeitszeit(TextChoices):
    """When the work is; empty is not known."""

    TAG = "tag", "am Tag, ohne Schicht"
    SCHICHT = "schicht", "Schichtarbeit"
    NACHT = "nacht", "auch nachts"
    WOCHENENDE = "wochenende", "auch am Wochenende"


class Entfernung(TextChoices):
    """Where the work is, seen from the Kommune that entered it; empty is not known."""

    KOMMUNE = "kommune", "in der Kommune"
    UMGEBUNG = "umgebung", "in der Umgebung"
    WEIT = "weit", "weiter weg"


class Schliessgrund(TextChoices):
    BESETZT = "besetzt", "besetzt"
    ZURUECKGEZOGEN = "zurueckgezogen", "vom Betrieb zurückgezogen"
    IRRTUM = "irrtum", "irrtümlich eingetragen"


class OccupationCode(NamedTuple):
    """The parts of five digits: Bereich, Hauptgruppe, Gruppe, Untergruppe, Gattung with its level."""

    area: str
    main_group: str
    group: str
    subgroup: str
    level: Anforderung


def occupation_code(text: str) -> OccupationCode:
    """Reads „54101“, „541 01“ or „B 54101“.

    Raises ValidationError for anything but five digits, an unknown Hauptgruppe or a level other than 1 to 4.
    """
    digits = re.sub(r"\A[Bb]\s*(?=\d)|[\s.-]", "", text)
    if re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits) is None:
        raise ValidationError(HOW_TO_CODE, code="digits")
    main_group = digits[:2]
    if main_group not in {word.code for word in vocabulary.words(vocabulary.OCCUPATIONS)}:
        text = "Die KldB 2010 hat keine Hauptgruppe %(group)s. Prüfen Sie die ersten beiden Ziffern."
        raise ValidationError(text, params={"group": main_group}, code="group")
    if int(digits[4]) not in Anforderung.values:
        text = "Die letzte Ziffer ist das Anforderungsniveau: 1 Helfer, 2 Fachkraft, 3 Spezialist, 4 Experte."
        raise ValidationError(text, code="level")
    return OccupationCode(digits[0], main_group, digits[:3], digits[:4], Anforderung(int(digits[4])))


def code_in_words(code: str) -> str:
    """„54 Reinigung, Helfertätigkeit“; leading posts say so."""
    parts = occupation_code(code)
    group = vocabulary.label(vocabulary.OCCUPATIONS, parts.main_group)
    leading = ", mit Aufsicht oder Führung" if code[3] == LEADING else ""
    return f"{group}, {parts.level.label}{leading}"


def past_its_day(valid_until: date) -> str:
    """What somebody is told who suggests a person for a position that is over."""
    return (
        f"Diese Stelle war nur bis zum {format_day(valid_until)} offen."
        " Fragen Sie im Betrieb nach und verlängern Sie sie, bevor Sie jemanden vorschlagen."
    )
