"""Answers about integration that several paragraphs ask for: German, knowledge, pledge, school."""

from .answers import both, no, not_needed, unknown, weigh, yes
from .case import Case
from .criterion import Answer
from .facts import Grundkenntnisse, Niveau

LEVELS = {each: number for number, each in enumerate(Niveau)}


def spoken(case: Case, level: Niveau) -> Answer:
    """German, oral."""
    held = case.facts.deutsch.muendlich
    if held is None:
        return unknown(f"Das mündliche Deutschniveau ist nicht bekannt; nötig ist {level}.")
    met = LEVELS[held] >= LEVELS[level]
    return (yes if met else no)(f"Deutsch mündlich: {held}{_proof(case)}; nötig ist {level}.")


def german_level(case: Case, level: Niveau) -> Answer:
    """German, oral and written."""
    oral, written = case.facts.deutsch.muendlich, case.facts.deutsch.schriftlich
    oral_met = None if oral is None else LEVELS[oral] >= LEVELS[level]
    written_met = None if written is None else LEVELS[written] >= LEVELS[level]
    said = f"Deutsch mündlich: {oral or 'unbekannt'}, schriftlich: {written or 'unbekannt'}{_proof(case)}"
    text = f"{said}; nötig ist {level}."
    return weigh(both(oral_met, written_met), text, text, text)


def _proof(case: Case) -> str:
    proof = case.facts.deutsch.nachweis
    return f" ({proof.capitalize()})" if proof else ""


def pledge(case: Case) -> Answer:
    """The Bekenntnis zur freiheitlichen demokratischen Grundordnung."""
    return weigh(
        case.facts.bekenntnis_fdgo,
        "Das Bekenntnis zur freiheitlichen demokratischen Grundordnung liegt vor.",
        "Das Bekenntnis zur freiheitlichen demokratischen Grundordnung liegt nicht vor.",
        "Ob das Bekenntnis zur freiheitlichen demokratischen Grundordnung vorliegt, ist nicht bekannt.",
    )


KENNTNISSE = {
    Grundkenntnisse.LEBEN_IN_DEUTSCHLAND: "Test „Leben in Deutschland“",
    Grundkenntnisse.EINBUERGERUNGSTEST: "Einbürgerungstest",
    Grundkenntnisse.SCHULABSCHLUSS: "deutscher Schulabschluss",
    Grundkenntnisse.ORIENTIERUNGSKURS: "Orientierungskurs",
}


def basic_knowledge(case: Case) -> Answer:
    """Grundkenntnisse der Rechts- und Gesellschaftsordnung."""
    proof = case.facts.grundkenntnisse
    if proof is None:
        return unknown(
            "Ob Grundkenntnisse der Rechts- und Gesellschaftsordnung belegt sind, ist nicht bekannt."
        )
    if proof == Grundkenntnisse.KEINE:
        return no("Grundkenntnisse der Rechts- und Gesellschaftsordnung sind nicht belegt.")
    return yes(f"Grundkenntnisse der Rechts- und Gesellschaftsordnung: {KENNTNISSE[proof]}.")


def school_attended(case: Case) -> Answer:
    """Children of school age really go to school; without a child the row falls away."""
    home = case.facts.haushalt
    if home.minderjaehriges_lediges_kind is False:
        return not_needed("Ein minderjähriges lediges Kind gibt es nicht.")
    if home.schulbesuch_nachgewiesen:
        return yes("Der Schulbesuch der Kinder ist nachgewiesen.")
    if home.minderjaehriges_lediges_kind is None or home.schulbesuch_nachgewiesen is None:
        return unknown("Ob schulpflichtige Kinder tatsächlich zur Schule gehen, ist nicht bekannt.")
    return no("Der Schulbesuch der Kinder ist nicht nachgewiesen.")
