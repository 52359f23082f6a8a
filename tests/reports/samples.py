"""Figures made by hand: Cottbus on 27.03.2024 with the five published numbers."""

from dataclasses import replace
from datetime import date
from typing import Any

from reports import catalogue
from reports.figures import Breakdown, BridgeRow, Cell, Figure, MonthlyFigures, StatusRow
from reports.sheet import Edition, Letterhead

STICHTAG = date(2024, 3, 27)
FIRST = date(2024, 3, 1)

SEED = {
    "terminvereinbarung": ("Terminvereinbarung", 32),
    "clearing": ("Clearing", 12),
    "betreuung": ("Betreuung", 31),
    "keine_bedarfe": ("Keine Bedarfe", 38),
    "unvereinbarkeit": ("Unvereinbarkeit", 12),
}
FLOWS = {
    "terminvereinbarung": (33, 6, 0, 0, 7, 32),
    "clearing": (10, 0, 0, 7, 5, 12),
    "betreuung": (30, 0, 2, 3, 0, 31),
    "keine_bedarfe": (38, 0, 1, 1, 0, 38),
    "unvereinbarkeit": (11, 0, 0, 1, 0, 12),
}


def breakdown(key: str, title: str, counts: dict[str, int]) -> Breakdown:
    cells = tuple(Cell(label.lower(), label, count) for label, count in counts.items())
    return Breakdown(key, title, title, getattr(catalogue, key)(STICHTAG), cells)


def figures(**changes: Any) -> MonthlyFigures:
    statuses = tuple(
        StatusRow(key, label, catalogue.STATUS_MEANINGS[key], count, None)
        for key, (label, count) in SEED.items()
    )
    bridge = tuple(BridgeRow(key, SEED[key][0], *flow) for key, flow in FLOWS.items())
    sample = MonthlyFigures(
        kommune="Stadt Cottbus/Chóśebuz",
        kommune_key="cottbus",
        stichtag=STICHTAG,
        first_day=FIRST,
        compared_with=None,
        reached=Figure("Erschlossene Teilnehmende", 125, catalogue.reached(STICHTAG)),
        identified=Figure("Mögliche Teilnehmende", 150, catalogue.identified(date(2024, 1, 10))),
        exceptions=Figure("Einzelfallentscheidungen", 3, catalogue.exceptions(FIRST, STICHTAG)),
        statuses=statuses,
        status_about=catalogue.statuses(STICHTAG),
        bridge=bridge,
        bridge_about=catalogue.bridge(FIRST, STICHTAG),
        breakdowns=(
            breakdown(
                "residence",
                "Aufenthaltsstatus",
                {
                    "§\u00a0104c AufenthG": 47,
                    "§\u00a025 Abs.\u00a05 AufenthG": 19,
                    "§\u00a023 Abs.\u00a01 AufenthG": 20,
                    "§\u00a060a AufenthG (Duldung)": 22,
                    "§\u00a055 AsylG (Gestattung)": 11,
                    "Fiktionsbescheinigung": 4,
                    "anderer Titel": 2,
                    "ohne Angabe": 0,
                },
            ),
            breakdown(
                "age",
                "Alter",
                {
                    "unter 18 Jahre": 1,
                    "18 bis 24 Jahre": 22,
                    "25 bis 29 Jahre": 29,
                    "30 bis 54 Jahre": 66,
                    "55 Jahre und älter": 7,
                },
            ),
            breakdown(
                "gender", "Geschlecht", {"weiblich": 48, "männlich": 77, "divers": 0, "ohne Angabe": 0}
            ),
        ),
    )
    return replace(sample, **changes)


LETTERHEAD = Letterhead(
    kommune="Stadt Cottbus/Chóśebuz",
    department="Dezernat Soziales, Jugend, Bildung und Integration",
    team="Koordination Spurwechsel",
    contact="",
    programme="Modellprojekt Spurwechsel",
    subtitle="Arbeitsmarktintegration und Bleibeperspektive",
    addressee=(
        "Ministerium für Soziales, Gesundheit, Integration",
        "und Verbraucherschutz des Landes Brandenburg (MSGIV)",
    ),
    funder_line="Gefördert durch das MSGIV",
    logo_text="",
    funding_code="",
)
EDITION = Edition("CB-2024-03", 1, date(2024, 3, 28))
