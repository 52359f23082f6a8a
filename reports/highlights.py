"""Writes „Das Wichtigste“: four to five sentences with the main figures in words."""

from spurwechsel.german import format_day, grouped

from .figures import MonthlyFigures


def highlights(figures: MonthlyFigures) -> str:
    """The rule-written text; the Koordination may edit it before release."""
    day = format_day(figures.stichtag)
    if figures.total == 0:
        return f"Am {day} war noch keine Person erschlossen. {_flows(figures)}"
    return " ".join(
        [
            _reached(figures, day),
            _care(figures.persons("betreuung"), figures.persons("clearing")),
            _appointments(figures.persons("terminvereinbarung")),
            _resting(figures.persons("keine_bedarfe"), figures.persons("unvereinbarkeit")),
            _flows(figures),
        ]
    )


def _reached(figures: MonthlyFigures, day: str) -> str:
    verb = "war" if figures.total == 1 else "waren"
    return f"Am {day} {verb} {people(figures.total)} erschlossen{_compared(figures)}."


def _compared(figures: MonthlyFigures) -> str:
    changes = [row.change for row in figures.statuses]
    if figures.compared_with is None or None in changes:
        return ""
    change, day = sum(change or 0 for change in changes), format_day(figures.compared_with)
    if change == 0:
        return f", ebenso viele wie am {day}"
    return f", {people(abs(change))} {'mehr' if change > 0 else 'weniger'} als am {day}"


def _care(betreuung: int, clearing: int) -> str:
    if not betreuung and not clearing:
        return "Davon ist niemand in Betreuung oder im Clearing."
    first = f"wird {people(1)} betreut" if betreuung == 1 else f"werden {count(betreuung)} betreut"
    if not betreuung:
        first = "wird niemand betreut"
    second = f"{count(clearing)} {'ist' if clearing < 2 else 'sind'} im Clearing"
    return f"Davon {first}, {second}."


def _appointments(number: int) -> str:
    if not number:
        return "Zurzeit ist mit niemandem ein Beratungsgespräch abgesprochen."
    return f"Mit {people(number, dative=True)} ist ein Beratungsgespräch abgesprochen."


def _resting(without_need: int, without_capacity: int) -> str:
    parts = []
    if without_need:
        verb = "hat" if without_need == 1 else "haben"
        parts.append(f"{people(without_need)} {verb} zurzeit keinen Bedarf, den das Projekt bearbeiten kann")
    if without_capacity:
        verb = "hat" if without_capacity == 1 else "haben"
        parts.append(f"{people(without_capacity)} {verb} Bedarf, aber zurzeit keine Kapazität dafür")
    return f"{'; '.join(parts)}." if parts else "Niemand ist ohne Bedarf oder ohne Kapazität."


def _flows(figures: MonthlyFigures) -> str:
    entered = sum(row.entered for row in figures.bridge)
    left = sum(row.left for row in figures.bridge)
    if not entered and not left:
        return "Im Berichtsmonat kam niemand hinzu, niemand schied aus."
    first = f"{'kam' if entered < 2 else 'kamen'} {people(entered)} hinzu"
    second = f"{people(left)} {'schied' if left < 2 else 'schieden'} aus"
    return f"Im Berichtsmonat {first}, {second}."


def people(number: int, *, dative: bool = False) -> str:
    """„keine Person“, „1 Person“, „31 Personen“; the number keeps its noun beside it at a line end."""
    if number == 0:
        return "keiner Person" if dative else "keine Person"
    return f"{count(number)}\u00a0{'Person' if number == 1 else 'Personen'}"


def count(number: int) -> str:
    return "niemand" if number == 0 else grouped(number)
