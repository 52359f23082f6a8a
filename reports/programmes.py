"""The programmes and addressees that are publicly known so far, as rows to begin with."""

from datetime import date
from typing import TypedDict


class ProgrammeRow(TypedDict):
    name: str
    subtitle: str
    addressee: str
    funder_line: str
    logo_text: str
    valid_from: date
    valid_until: date


SUBTITLE = "Arbeitsmarktintegration und Bleibeperspektive"


PROGRAMMES = (
    ProgrammeRow(
        name="Modellprojekt Spurwechsel",
        subtitle=SUBTITLE,
        addressee=(
            "Ministerium für Soziales, Gesundheit, Integration\n"
            "und Verbraucherschutz des Landes Brandenburg (MSGIV)"
        ),
        funder_line="Gefördert durch das Ministerium für Soziales, Gesundheit, Integration und "
        "Verbraucherschutz des Landes Brandenburg",
        logo_text="",
        valid_from=date.min,  # from the day on which the Kommune joined
        valid_until=date(2024, 12, 10),
    ),
    ProgrammeRow(
        name="Modellprojekt Spurwechsel",
        subtitle=SUBTITLE,
        addressee="Ministerium des Innern und für Kommunales\ndes Landes Brandenburg (MIK)",
        funder_line="Modellprojekt des Landes Brandenburg",
        logo_text="",
        valid_from=date(2024, 12, 11),
        valid_until=date(2025, 12, 31),
    ),
    ProgrammeRow(
        name="Kommunale Integrationsmaßnahmen (KIM): Spurwechsel",
        subtitle=SUBTITLE,
        addressee="Investitionsbank des Landes Brandenburg (ILB)\nProgramm SIM, Förderung KIM",
        funder_line="Gefördert durch das Land Brandenburg",
        logo_text="Kofinanziert von der Europäischen Union",
        valid_from=date(2026, 1, 1),
        valid_until=date(2028, 12, 31),
    ),
)


def known_programmes(start: date) -> list[ProgrammeRow]:
    """
    The rows for a Kommune that joined on ``start``, oldest first, without a gap until the end of 2028.

    The social ministry MSGIV until the change of government of December 2024; then the interior ministry
    MIK, to which integration had moved; since 2026 the measure belongs to KIM in the ESF+ programme SIM,
    which the ILB administers.
    """
    return [
        ProgrammeRow(**{**row, "valid_from": max(row["valid_from"], start)})
        for row in PROGRAMMES
        if row["valid_until"] >= start
    ]
