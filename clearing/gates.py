"""What to think of before a measure, by its kind and the status of the day: hints with their source.

A hint never says no. It says what opens the way, and where the rules read a time, from when.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from participants.rules import Facts, Finding, Outcome, assess_courses
from participants.rules.answers import lasting
from participants.rules.case import Case
from participants.rules.facts import Status
from participants.rules.status import DULDUNG, DULDUNG_60B, FIKTION, GEDULDET, TITEL
from participants.rules.verdict import law

from .catalogue import Massnahmenart as Art

GESTATTUNG = frozenset({Status.GESTATTUNG_55})
# Of § 52 Abs. 2 S. 3 SGB III: who came before this day waits three months instead of nine.
EARLY_ENTRY = date(2019, 8, 1)


class Gate(NamedTuple):
    """One hint; `source` is the paragraph or the programme behind it."""

    text: str
    source: str


def gates(kind: str, facts: Facts, day: date) -> tuple[Gate, ...]:
    """The hints on a kind of measure for somebody with these facts on the day; never a refusal."""
    case = Case(facts, day)
    found = [*_access(kind, case), *_permit(kind, case)]
    if kind in STANDING:
        found.append(STANDING[kind])
    return tuple(Gate(law(gate.text), law(gate.source)) for gate in found)


def _access(kind: str, case: Case) -> list[Gate]:
    judge = ACCESS.get(kind)
    if judge is None:
        return []
    if case.kind is None:
        return [Gate("Der Aufenthaltsstatus ist noch unklar. Von ihm hängt der Zugang ab.", "Aufenthalt")]
    return judge(case)


# --- German courses ---

OTHER_COURSES = Gate(
    "Ohne Zugang über das BAMF bleiben Deutschkurse für Geflüchtete (ESF+), Kurse der Kommune und die"
    " Volkshochschule.",
    "Landesprogramm Deutschkurse für Geflüchtete, KIM",
)


def _courses(case: Case, *ids: str) -> list[Gate]:
    findings = [each for each in assess_courses(case.facts, case.day) if each.id in ids]
    return [_softened(each) for each in findings if each.outcome is not Outcome.ENTFAELLT]


def _softened(finding: Finding) -> Gate:
    if finding.outcome is Outcome.ERFUELLT:
        return Gate(finding.text, finding.source)
    return Gate(
        f"{finding.text} Fragen Sie den Träger oder die Regionalkoordination des BAMF.", finding.source
    )


def _integration_course(case: Case) -> list[Gate]:
    found = _courses(case, "L1", "L2", "L2s")
    if case.kind == Status.AE_25B:
        return [gate for gate in found if "44 Abs. 4" not in gate.source.replace("\u00a0", " ")]
    return [*found, OTHER_COURSES]


def _job_course(case: Case) -> list[Gate]:
    if case.kind in DULDUNG:
        return [*_courses(case, "L3"), OTHER_COURSES]
    if case.kind in TITEL or case.kind in FIKTION:
        return [
            Gate("Mit Titel in der Regel möglich, ab B1 oder als Spezialkurs A2 und B1.", "§§ 4, 13 DeuFöV")
        ]
    return [
        Gate(
            "Mit Gestattung über Agentur für Arbeit oder BAMF: arbeitsuchend gemeldet, in Arbeit oder in"
            " Ausbildung.",
            "§ 4 Abs. 1 DeuFöV",
        ),
        OTHER_COURSES,
    ]


# --- promotion of training ---


def _after(case: Case, months: int, what: str, source: str) -> list[Gate]:
    kinds = GESTATTUNG if case.kind in GESTATTUNG else GEDULDET
    answer = lasting(case, case.stay(kinds), months, what)
    return [Gate(answer.text, source)]


def _preparation(case: Case) -> list[Gate]:
    source = "§ 52 Abs. 2 SGB III"
    if case.kind in GEDULDET:
        early = case.facts.einreise is not None and case.facts.einreise < EARLY_ENTRY
        return _after(case, 3 if early else 9, "Geduldet", source)
    if case.kind in GESTATTUNG:
        language = Gate("Dazu Deutsch so gut, dass eine Ausbildung erreichbar ist.", source)
        return [*_after(case, 15, "Gestattet", source), language]
    return [Gate("Mit Aufenthaltstitel möglich, wenn Arbeit erlaubt ist.", source)]


def _training_grant(case: Case) -> list[Gate]:
    source = "§ 60 Abs. 3 SGB III"
    if case.kind in GEDULDET:
        return _after(case, 15, "Geduldet", source)
    if case.kind in GESTATTUNG:
        text = "Mit Gestattung sichern Leistungen nach dem AsylbLG die Ausbildung; das Sozialamt berät."
        return [Gate(text, source)]
    return [Gate("Mit Aufenthaltstitel wie für Deutsche, wenn der Titel § 8 BAföG entspricht.", source)]


ACCESS: dict[str, Callable[[Case], list[Gate]]] = {
    Art.INTEGRATIONSKURS: _integration_course,
    Art.BERUFSSPRACHKURS: _job_course,
    Art.BERUFSVORBEREITUNG: _preparation,
    Art.AUSBILDUNGSBEIHILFE: _training_grant,
}

# --- permission to work ---

WITH_PERMIT = frozenset(
    {
        *(Art.PRAKTIKUM, Art.FREIWILLIGENDIENST, Art.ARBEITSAUFNAHME, Art.AUSBILDUNGSAUFNAHME),
        *(
            Art.EINSTIEGSQUALIFIZIERUNG,
            Art.AUSSERBETRIEBLICH,
            Art.EINGLIEDERUNGSZUSCHUSS,
            Art.ASSISTIERTE_AUSBILDUNG,
        ),
    }
)
WITHOUT_AGENCY = {
    Art.AUSBILDUNGSAUFNAHME: "Eine Berufsausbildung braucht keine Zustimmung der Bundesagentur.",
    Art.PRAKTIKUM: "Orientierungs- und Pflichtpraktika brauchen keine Zustimmung der Bundesagentur.",
    Art.FREIWILLIGENDIENST: "Ein Freiwilligendienst braucht keine Zustimmung der Bundesagentur.",
}
PAPER_COUNTS = "Maßgeblich ist die Nebenbestimmung auf dem Papier."


def _permit(kind: str, case: Case) -> list[Gate]:
    if kind not in WITH_PERMIT:
        return []
    if case.kind is None:
        return [Gate(f"Der Aufenthaltsstatus ist noch unklar. {PAPER_COUNTS}", "§ 4a Abs. 5 AufenthG")]
    if case.kind in TITEL:
        return [Gate(f"Mit Titel ist Arbeit in der Regel erlaubt. {PAPER_COUNTS}", "§ 4a Abs. 1 AufenthG")]
    if case.kind in FIKTION:
        return [Gate(f"Mit Fiktion gilt meist der bisherige Titel weiter. {PAPER_COUNTS}", "§ 81 AufenthG")]
    if case.kind in DULDUNG_60B:
        text = (
            "Zuerst die Mitwirkung an der Identitätsklärung nachholen: Damit endet die Duldung nach § 60b,"
            " und die Erlaubnis wird möglich."
        )
        return [Gate(text, "§ 60b Abs. 2, 5 AufenthG")]
    apply = "Vor dem Beginn die Erlaubnis für genau diese Stelle bei der Ausländerbehörde beantragen."
    source = "§ 61 AsylG" if case.kind in GESTATTUNG else "§ 60a Abs. 5b AufenthG, § 32 BeschV"
    found = [Gate(apply, source)]
    if kind in WITHOUT_AGENCY:
        found.append(Gate(WITHOUT_AGENCY[Art(kind)], "§ 32 Abs. 2 BeschV"))
    return found


# --- what holds whatever the status ---

REGISTERED = "Vorher bei Agentur für Arbeit oder Jobcenter arbeitslos oder arbeitsuchend melden."
STANDING: dict[str, Gate] = {
    Art.DEUTSCHKURS_LAND: Gate("Offen ohne Zugang über das BAMF.", "ESF+, Landesprogramm"),
    Art.SPRACHFOERDERUNG_KIM: Gate("Niedrigschwellig, offen für alle Teilnehmenden.", "KIM"),
    Art.AKTIVIERUNG: Gate(f"{REGISTERED} Im Betrieb höchstens sechs Wochen.", "§ 45 SGB III"),
    Art.VERMITTLUNGSBUDGET: Gate(
        f"{REGISTERED} Vor der Ausgabe beantragen: Bewerbung, Fahrt, Übersetzung.", "§ 44 SGB III"
    ),
    Art.WEITERBILDUNG: Gate("Beratung und Bildungsgutschein vor dem Beginn.", "§ 81 SGB III"),
    Art.TEILQUALIFIZIERUNG: Gate("Beratung und Bildungsgutschein vor dem Beginn.", "§ 81 SGB III"),
    Art.EINSTIEGSQUALIFIZIERUNG: Gate(
        "Vier bis zwölf Monate, mindestens 20 Stunden pro Woche; der Betrieb beantragt vor dem Beginn.",
        "§ 54a SGB III",
    ),
    Art.ASSISTIERTE_AUSBILDUNG: Gate(
        "Auch als Vorphase; die Agentur für Arbeit weist zu.", "§§ 74, 75a SGB III"
    ),
    Art.AUSSERBETRIEBLICH: Gate("Die Agentur für Arbeit weist zu.", "§ 76 SGB III"),
    Art.EINGLIEDERUNGSZUSCHUSS: Gate("Der Betrieb beantragt vor dem Arbeitsvertrag.", "§ 88 SGB III"),
    Art.ARBEITSGELEGENHEIT: Gate(
        "Über das Sozialamt, mit Titel über das Jobcenter.", "§ 5 AsylbLG, § 16d SGB II"
    ),
    Art.ANERKENNUNGSVERFAHREN: Gate(
        "Unabhängig vom Aufenthaltsstatus; die Anerkennungsberatung (IQ) klärt Stelle und Kosten.", "BQFG"
    ),
    Art.RECHTSBERATUNG: Gate("Nur bei einer externen Stelle; hier steht kein Inhalt der Beratung.", "RDG"),
    Art.GESUNDHEITSANGEBOT: Gate("Nur bei einer externen Stelle; hier steht keine Diagnose.", "Art. 9 DSGVO"),
}
