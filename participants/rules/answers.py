"""Answers that many paragraphs give: the small words, and time, identity, asylum, money."""

from collections.abc import Callable
from datetime import date

from .calendar import YEAR, german
from .case import Case, Stay
from .criterion import Answer
from .facts import Asylverfahren, Pass, Stand, Status
from .status import NAMEN, TITEL
from .verdict import Outcome, law

IN_ORDNUNG = frozenset({Pass.GUELTIG, Pass.ERSATZ})
PASS_WORTE = {
    Pass.GUELTIG: "ein gültiger Pass liegt vor",
    Pass.ERSATZ: "ein Passersatz liegt vor",
    Pass.ABGELAUFEN: "der Pass ist abgelaufen",
    Pass.KEINER: "ein Pass liegt nicht vor",
}
ABGELEHNT = frozenset({Asylverfahren.UNANFECHTBAR_ABGELEHNT, Asylverfahren.ABGELEHNT_MIT_SPERRE})
ASYL_WORTE = {
    Asylverfahren.LAUFEND: "Das Asylverfahren läuft",
    Asylverfahren.UNANFECHTBAR_ABGELEHNT: "Der Asylantrag ist unanfechtbar abgelehnt",
    Asylverfahren.ABGELEHNT_MIT_SPERRE: "Der Asylantrag ist mit Titelsperre abgelehnt",
    Asylverfahren.ZURUECKGENOMMEN: "Der Asylantrag ist zurückgenommen",
    Asylverfahren.NIE: "Ein Asylantrag ist nie gestellt worden",
}


def yes(text: str) -> Answer:
    return Answer(Outcome.ERFUELLT, text)


def no(text: str, ab: date | None = None, *, vague: bool = False) -> Answer:
    return Answer(Outcome.NICHT_ERFUELLT, text, ab, vague)


def unknown(text: str) -> Answer:
    return Answer(Outcome.OFFEN, text)


def elsewhere(text: str) -> Answer:
    return Answer(Outcome.ANDERSWO, text)


def not_needed(text: str) -> Answer:
    return Answer(Outcome.ENTFAELLT, text)


def authority(text: str) -> Callable[[Case], Answer]:
    """A condition that only the authority judges; nothing about it is stored."""
    answer = elsewhere(law(text))
    return lambda case: answer


def weigh(value: bool | None, met: str, unmet: str, missing: str) -> Answer:
    """Yes, no or unknown, each with its sentence."""
    if value is None:
        return unknown(missing)
    return yes(met) if value else no(unmet)


def both(first: bool | None, second: bool | None) -> bool | None:
    """And, where unknown stays unknown unless the other says no."""
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def either(first: bool | None, second: bool | None) -> bool | None:
    """Or, where unknown stays unknown unless the other says yes."""
    if first or second:
        return True
    return None if first is None or second is None else False


def status_in(case: Case, kinds: frozenset[Status]) -> Answer:
    """The status of the day is one of `kinds`; a title of unknown kind may be any title."""
    kind = case.kind
    if kind is None:
        return unknown(f"Der Aufenthaltsstatus am {german(case.day)} ist nicht bekannt.")
    if kind == Status.SONSTIGE and kinds & TITEL:
        return unknown("Welcher Aufenthaltstitel genau vorliegt, ist nicht bekannt.")
    return (yes if kind in kinds else no)(f"Status am {german(case.day)}: {NAMEN[kind]}.")


def lasting(case: Case, stay: Stay, months: int, what: str, on: date | None = None) -> Answer:
    """The uninterrupted time `what` lasts so many months on the day, or on an earlier one.

    `ab` is set where the time goes on by itself.
    """
    length = duration(months)
    if not stay.known:
        return unknown(f"{what}: Der Aufenthaltsstatus ist nicht lückenlos bis heute bekannt.")
    first = stay.complete_on(months)
    if first is None or stay.since is None:
        if stay.open:
            return unknown(f"{what}: Seit wann, ist nicht bekannt.")
        return no(f"{what}: Diese Zeit läuft zurzeit nicht.")
    off = f" (davon zählen {stay.skipped} Tage nicht)" if stay.skipped else ""
    begun = f"{what} seit dem {german(stay.since)}{off}"
    if first <= (on or case.day):
        return yes(f"{begun}; {length} sind seit dem {german(first)} erreicht.")
    ends = _end_of_104c(case)
    goes_on = stay.running and not (ends and ends < first)
    if stay.open:
        latest = f", spätestens erreicht ab dem {german(first)}" if goes_on else ""
        return unknown(f"{begun}; ob auch davor, ist nicht bekannt. Nötig sind {length}{latest}.")
    if not stay.running:
        return no(f"{begun}; {length} sind nicht erreicht, und die Zeit zählt zurzeit nicht weiter.")
    if ends and not goes_on:
        return no(law(f"{begun}; {length} sind nicht erreicht, bevor § 104c am {german(ends)} endet."))
    return no(f"{begun}; {length} sind ab dem {german(first)} erreicht.", first)


def _end_of_104c(case: Case) -> date | None:
    """It is not renewed, so time does not go on by itself after it."""
    if case.kind != Status.AE_104C:
        return None
    return max((each.bis for each in case.papers if each.art == Status.AE_104C and each.bis), default=None)


def duration(months: int) -> str:
    years, rest = divmod(months, YEAR)
    return f"{years} Jahre" if not rest and years > 1 else f"{months} Monate"


def share(value: float | None, what: str) -> Answer:
    """The livelihood is secured in full; `value` is the share of the need."""
    if value is None:
        return unknown(f"{what}: Der Anteil am Bedarf ist nicht bekannt.")
    return (yes if value >= 1 else no)(f"{what}: {percent(value)} des Bedarfs; nötig sind 100 %.")


def percent(value: float) -> str:
    """62,5 %, never rounded up across a threshold."""
    tenths = int(value * 1000 + 1e-9)
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest} %" if rest else f"{whole} %"


def euros(value: float) -> str:
    """45.934,20 Euro."""
    whole, cents = divmod(round(value * 100), 100)
    grouped = f"{whole:,}".replace(",", ".")
    return f"{grouped},{cents:02} Euro" if cents else f"{grouped} Euro"


def excused(answer: Answer) -> Answer:
    """A rule from which the authority may depart: what is not met is for it to judge."""
    if answer.outcome is not Outcome.NICHT_ERFUELLT:
        return answer
    return elsewhere(f"{answer.text} Davon kann die Ausländerbehörde absehen.")


def passport(case: Case) -> Answer:
    held = case.facts.pass_
    if held is None:
        return unknown("Ob ein gültiger Pass oder Passersatz vorliegt, ist nicht bekannt.")
    return (yes if held in IN_ORDNUNG else no)(f"Passpflicht: {PASS_WORTE[held]}.")


def identity(case: Case) -> Answer:
    known = case.facts.identitaet
    since = f" seit dem {german(known.geklaert_am)}" if known.geklaert_am else ""
    return weigh(
        case.identity_clear,
        f"Die Identität ist{since} geklärt.",
        "Die Identität ist nicht geklärt.",
        "Ob die Identität geklärt ist, ist nicht bekannt.",
    )


def identity_and_passport(case: Case) -> Answer:
    who, papers = identity(case), passport(case)
    text = f"{who.text} {papers.text}"
    if Outcome.NICHT_ERFUELLT in (who.outcome, papers.outcome):
        return no(text)
    return unknown(text) if Outcome.OFFEN in (who.outcome, papers.outcome) else yes(text)


def identity_and_passport_as_rule(case: Case) -> Answer:
    """As a rule from which the authority may depart (§ 5 Abs. 3 S. 2): never a no."""
    who, papers = identity(case), passport(case)
    if Outcome.OFFEN in (who.outcome, papers.outcome):
        return unknown(f"{who.text} {papers.text}")
    return excused(identity_and_passport(case))


def asylum_pending(case: Case) -> Answer:
    """Whether the consent of the oberste Landesbehörde is needed (§ 10 Abs. 1)."""
    outcome = case.facts.asylverfahren
    if outcome is None:
        return unknown("Der Stand des Asylverfahrens ist nicht bekannt.")
    if outcome == Asylverfahren.LAUFEND:
        return elsewhere("Das Asylverfahren läuft: Die oberste Landesbehörde muss zustimmen.")
    return not_needed(f"{ASYL_WORTE[outcome]}; eine Zustimmung ist nicht nötig.")


def barred_by_asylum(case: Case, outcomes: frozenset[Asylverfahren]) -> Answer:
    """A bar after certain outcomes of the asylum procedure."""
    outcome = case.facts.asylverfahren
    if outcome is None:
        return unknown("Der Stand des Asylverfahrens ist nicht bekannt.")
    if outcome in outcomes:
        return no(f"{ASYL_WORTE[outcome]}: Vor der Ausreise ist dieser Titel gesperrt.")
    return yes(f"{ASYL_WORTE[outcome]}; die Sperre greift nicht.")


def health(case: Case, reasons: str = "Krankheit, Behinderung oder Alter") -> Answer:
    """An exemption shown to the authority; the fact does not tell which reason it is."""
    return weigh(
        case.facts.gesundheit_ausnahme,
        f"Eine Ausnahme wegen {reasons} ist der Behörde gegenüber belegt.",
        f"Eine Ausnahme wegen {reasons} ist nicht belegt.",
        f"Ob eine Ausnahme wegen {reasons} besteht, ist nicht bekannt.",
    )


def measures_taken(case: Case) -> Answer:
    """The kann alternative: reasonable steps taken; clarified after the deadline is even more."""
    stand = case.facts.identitaet.stand
    if stand is None:
        return unknown("Ob die zumutbaren Schritte zur Klärung der Identität getan sind, ist nicht bekannt.")
    if stand == Stand.MASSNAHMEN_ERGRIFFEN:
        return yes("Die erforderlichen und zumutbaren Schritte zur Klärung der Identität sind getan.")
    if case.identity_clear:
        return yes("Die Identität ist inzwischen geklärt.")
    return no("Die zumutbaren Schritte zur Klärung der Identität sind noch nicht getan.")
