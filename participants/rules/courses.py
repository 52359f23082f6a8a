"""Access to Integrationskurs and Berufssprachkurs as hints with reasons: L1 to L3."""

from datetime import date, timedelta

from .answers import lasting, no, not_needed, unknown, yes
from .calendar import deadline_after, german
from .case import Case
from .criterion import Answer, Criterion, criterion, in_force
from .facts import Duldungsart, Facts, Status
from .status import DULDUNG, NAMEN
from .verdict import Finding, Outcome, law
from .work_time import run

ZULASSUNG = frozenset({Status.GESTATTUNG_55, Status.AE_25_5, Status.AE_104C, Status.AE_25A})
# §§ 60c and 60d are granted as Duldung under § 60a Abs. 2 S. 3.
SATZ_3 = frozenset({Status.DULDUNG_60C, Status.DULDUNG_60D})
ANDERE_WEGE = (
    "Andere Wege: Verpflichtung durch das Sozialamt, Jobcenter, Deutschkurse für Geflüchtete, "
    "Kurse der Kommune, Volkshochschule."
)
STATUS_UNBEKANNT = "Der Aufenthaltsstatus ist nicht bekannt."


@criterion("L1", source="§ 44 Abs. 1, 2 AufenthG", since="2015-08-01")
def anspruch_integrationskurs(case: Case) -> Answer:
    """For one year after the first grant of certain titles, § 25b among those we know by kind."""
    kind = case.kind
    if kind is None:
        return unknown(STATUS_UNBEKANNT)
    if kind == Status.SONSTIGE:
        return unknown("Ob der Aufenthaltstitel einen Anspruch gibt, hängt von seiner Art ab.")
    if kind != Status.AE_25B:
        return no(f"{NAMEN[kind]} gibt keinen Anspruch auf einen Integrationskurs.")
    granted = case.stay(frozenset({Status.AE_25B})).since
    if granted is None:
        return unknown("Seit wann die Aufenthaltserlaubnis besteht, ist nicht bekannt.")
    last = deadline_after(granted, 12)
    text = f"{NAMEN[kind]} seit dem {german(granted)}: Der Anspruch besteht bis zum {german(last)}."
    return (yes if case.day <= last else no)(text)


def third_sentence(case: Case) -> bool | None:
    """Whether the Duldung of the day is one of § 60a Abs. 2 S. 3."""
    if case.kind in SATZ_3:
        return True
    kinds = {each.duldungsart for each in case.papers if each.art == Status.DULDUNG_60A}
    if None in kinds:
        return None
    return Duldungsart.A2_S3 in kinds


def admissible(case: Case) -> Answer:
    """The persons § 44 Abs. 4 names."""
    kind = case.kind
    if kind is None:
        return unknown(STATUS_UNBEKANNT)
    if kind == Status.SONSTIGE:
        return unknown("Ob der Aufenthaltstitel eine Zulassung erlaubt, hängt von seiner Art ab.")
    admitted = third_sentence(case) if kind in DULDUNG else kind in ZULASSUNG
    if admitted is None:
        return unknown("Welche Art der Duldung auf dem Papier steht, ist nicht bekannt.")
    word = "kann" if admitted else "kann nicht"
    answer = yes if admitted else no
    return answer(f"{NAMEN[kind]}: Die Person {word} auf freien Plätzen zugelassen werden.")


@criterion("L2", source="§ 44 Abs. 4 AufenthG", since="2022-12-31")
def zulassung_integrationskurs(case: Case) -> Answer:
    return admissible(case)


STOPP_LAST = "2026-12-31"
STOPP_ENDE = date.fromisoformat(STOPP_LAST) + timedelta(days=1)


@criterion("L2s", source="BAMF, Trägerrundschreiben 02/26", since="2026-02-09", until=STOPP_LAST, group="bar")
def zulassungsstopp(case: Case) -> Answer:
    """No admissions for the budget year; whoever could be admitted needs another way."""
    if admissible(case).outcome is Outcome.NICHT_ERFUELLT:
        return not_needed(f"Eine Zulassung kommt ohnehin nicht in Frage. {ANDERE_WEGE}")
    return no(f"Das BAMF lässt 2026 niemanden auf freie Plätze zu. {ANDERE_WEGE}", STOPP_ENDE)


@criterion("L3", source="§ 4 Abs. 1 S. 2 DeuFöV", since="2020-01-01")
def berufssprachkurs(case: Case) -> Answer:
    """Geduldete: those of S. 3 at once, others after six months and with work, training or search."""
    if case.kind is None:
        return unknown(STATUS_UNBEKANNT)
    if case.kind not in DULDUNG:
        return not_needed("Gilt nur mit einer Duldung.")
    if third_sentence(case):
        return yes(law("Duldung nach § 60a Abs. 2 S. 3 AufenthG: ein Berufssprachkurs ist sofort möglich."))
    waited = lasting(case, case.stay(DULDUNG), 6, "Geduldet")
    if waited.outcome is not Outcome.ERFUELLT:
        return waited
    if _active(case):
        return yes(f"{waited.text} Die Person arbeitet oder ist in Ausbildung.")
    return unknown(f"{waited.text} Ob sie arbeitsuchend gemeldet ist, ist nicht bekannt.")


def _active(case: Case) -> bool:
    begin = case.facts.ausbildung.beginn
    at_work = run(case, lambda job: True).sure is not None
    return at_work or (begin is not None and begin <= case.day)


CRITERIA: tuple[Criterion, ...] = (
    anspruch_integrationskurs,
    zulassung_integrationskurs,
    zulassungsstopp,
    berufssprachkurs,
)


def assess_courses(facts: Facts, day: date) -> tuple[Finding, ...]:
    """The hints on German courses in force on the day."""
    case = Case(facts, day)
    judged = ((each, each.judge(case)) for each in in_force(CRITERIA, day))
    return tuple(each.finding(answer) for each, answer in judged if answer)
