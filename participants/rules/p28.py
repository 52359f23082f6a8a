"""§ 28 AufenthG: Familienangehörige von Deutschen, ein Anspruch.

Only that there is a family link is asked for; what lies behind it is for a specialised counsellor.
"""

from .answers import not_needed, unknown, weigh, yes
from .calendar import YEAR, age, holds_from
from .case import Case
from .criterion import Answer, criterion, note
from .facts import Niveau, Partner
from .general import gesperrt_durch_104c
from .integration import german_level
from .outlook import Modus
from .verdict import Outcome
from .ways import way

SINCE = "2005-01-01"


@criterion("28-1", source="§ 28 Abs. 1 S. 1 AufenthG", since=SINCE)
def familie(case: Case) -> Answer:
    return weigh(
        case.facts.familie_deutsch,
        "Es besteht ein familiärer Bezug zu Deutschen; eine Fachberatung ist sinnvoll.",
        "Ein familiärer Bezug zu Deutschen besteht nicht.",
        "Ob ein familiärer Bezug zu Deutschen besteht, ist nicht bekannt.",
    )


@criterion(
    "28-3",
    source="§ 28 Abs. 1 S. 5, § 30 Abs. 1 Nr. 1, 2 AufenthG",
    since="2007-08-28",
)
def ehegatten(case: Case) -> Answer:
    """A1 and 18 years, for spouses only; whether the link is a marriage we do not ask."""
    if case.facts.haushalt.partner == Partner.KEINER:
        return not_needed("Gilt nur für Ehegatten; die Person hat keinen.")
    level, born = german_level(case, Niveau.A1), case.geburtsdatum
    years = f"{age(born, case.day)} Jahre alt" if born else "Geburtsdatum nicht bekannt"
    text = f"{level.text} {years}; nötig sind 18 Jahre."
    adult = born is not None and case.day >= holds_from(born, 18 * YEAR)
    if level.outcome is Outcome.ERFUELLT and adult and case.facts.haushalt.partner:
        return yes(text)
    return unknown(f"{text} Gilt nur, wenn die deutsche Person der Ehegatte ist.")


CRITERIA = (familie, ehegatten, gesperrt_durch_104c)

NOTES = (
    note(
        "28-1b",
        "Eltern ohne Sorgerecht, die mit ihrem deutschen Kind familiär zusammenleben, kann die "
        "Erlaubnis erteilt werden.",
        source="§ 28 Abs. 1 S. 4 AufenthG",
        since=SINCE,
    ),
    note(
        "28-5",
        "Nach drei Jahren mit Aufenthaltserlaubnis und B1 folgt in der Regel die Niederlassungserlaubnis.",
        source="§ 28 Abs. 2 AufenthG",
        since=SINCE,
    ),
)

WAY = way("28", "§ 28 AufenthG (Familie von Deutschen)", SINCE, Modus.ANSPRUCH, CRITERIA, notes=NOTES)
