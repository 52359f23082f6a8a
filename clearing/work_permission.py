"""What the paper says about work and which permission a job needs, in sentences; a hint, never a flat no."""

from datetime import date

from participants.choices import Nebenbestimmung
from participants.facts import full_facts_of
from participants.facts_papers import paper_with_work_note
from participants.models import Participant
from participants.rules import Aussicht, Facts, Outcome, WayFinding, assess_work
from participants.rules.verdict import law

_OUTLOOK = {
    Aussicht.MOEGLICH: "Nach dem, was wir wissen, spricht nichts dagegen.",
    Aussicht.FEHLT_NOCH: "Es fehlt noch etwas, meist nur Zeit.",
    Aussicht.UNKLAR: "Ob sie erteilt wird, lässt sich noch nicht sagen: Es fehlen Angaben.",
    Aussicht.GESPERRT: "Ein Verbot könnte entgegenstehen; das prüft die Ausländerbehörde.",
}
# With these notes nobody has to be asked any more.
_FREE = {
    Nebenbestimmung.ERWERB_GESTATTET: "Eine weitere Erlaubnis braucht es nicht.",
    Nebenbestimmung.BESCHAEFTIGUNG_GESTATTET: (
        "Eine Anstellung braucht keine weitere Erlaubnis, selbständige Arbeit schon."
    ),
}
_TITLE = "arbeit_titel"


def work_hint(participant: Participant, day: date) -> str:
    return work_hint_from(participant, full_facts_of(participant, day), day)


def work_hint_from(participant: Participant, facts: Facts, day: date) -> str:
    """The Nebenbestimmung as copied from the paper, the permission that a job needs (§ 4a AufenthG,
    § 32 BeschV), and what W1 to W13 say about getting it. Asks nothing where `residence` is prefetched."""
    found = assess_work(facts, day)
    if found is None:
        return "Arbeitserlaubnis: Der Aufenthaltsstatus ist nicht bekannt. Es gilt, was auf dem Papier steht."
    paper = paper_with_work_note(participant, day)
    noted = Nebenbestimmung(paper.work_note) if paper else Nebenbestimmung.UNBEKANNT
    says = f"Arbeitserlaubnis: Auf dem Papier steht „{noted.label}“, das gilt."
    if noted == Nebenbestimmung.UNBEKANNT:
        says = "Arbeitserlaubnis: Was auf dem Papier als Nebenbestimmung steht, gilt; sie ist nicht bekannt."
    if noted in _FREE:
        return f"{says} {_FREE[noted]}"
    return f"{says} {_needed(noted, found)} {_OUTLOOK[found.ergebnis]}"


def _needed(noted: Nebenbestimmung, found: WayFinding) -> str:
    if noted == Nebenbestimmung.UNBEKANNT and found.key == _TITLE:
        return "Meist braucht es mit diesem Titel keine weitere Erlaubnis."
    other = noted == Nebenbestimmung.BESTIMMTER_ARBEITGEBER
    before = "Für einen anderen Betrieb" if other else "Für eine Arbeit"
    return f"{before} braucht es vor dem ersten Tag {law(_permission(found))}."


def _permission(found: WayFinding) -> str:
    if found.key == _TITLE:
        return "die Erlaubnis der Ausländerbehörde für diese Stelle (§ 4a AufenthG)"
    base = "die Beschäftigungserlaubnis der Ausländerbehörde für genau diese Stelle"
    if any(each.id == "W4" and each.outcome is Outcome.ERFUELLT for each in found.findings):
        return f"{base}, ohne Zustimmung der Bundesagentur für Arbeit (§ 32 Abs. 2 Nr. 5 BeschV)"
    return f"{base}, meist mit Zustimmung der Bundesagentur für Arbeit (§ 32 BeschV)"
