"""Who may take part in the project: the fundable groups, both exclusions, consent.

Only these rules guard a step. The Koordination may pass an unmet one with a stored reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .calendar import german
from .case import Case
from .criterion import Answer, Criterion, criterion, in_force
from .dated import wechsel
from .facts import Ausschlusshinweis, Facts, Stand, Status, StatusPeriod
from .status import FIKTION, NAMEN, TITEL
from .verdict import Ergebnis, Finding, Outcome, Verdict, law

GRUPPEN_QUELLE = law("Förderkonzept Spurwechsel Cottbus/Chóśebuz, Stand 03.04.2024: Zielgruppe")
AUSSCHLUSS_QUELLE = "Förderkonzept Spurwechsel Cottbus/Chóśebuz, Stand 03.04.2024: Ausschlusskriterien"
FREIWILLIG_QUELLE = "Förderkonzept Spurwechsel Cottbus/Chóśebuz, Stand 03.04.2024: freiwillige Teilnahme"


@dataclass(frozen=True, slots=True)
class Gruppe:
    """A fundable group from a day on. The list is under evaluation: a new title is one new row."""

    since: date
    name: str
    arten: frozenset[Status]
    source: str = GRUPPEN_QUELLE
    until: date | None = None

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def _gruppe(since: str, name: str, *arten: Status) -> Gruppe:
    return Gruppe(date.fromisoformat(since), law(name), frozenset(arten))


GRUPPEN: tuple[Gruppe, ...] = (
    _gruppe("2023-10-01", "§ 104c AufenthG (Chancen-Aufenthaltsrecht)", Status.AE_104C),
    _gruppe("2023-10-01", "§ 25 Abs. 5 AufenthG (humanitäre Gründe)", Status.AE_25_5),
    _gruppe("2023-10-01", "§ 23 Abs. 1 AufenthG (Landesaufnahme)", Status.AE_23_1),
    _gruppe(
        "2023-10-01",
        "§ 60a AufenthG (Duldung)",
        Status.DULDUNG_60A,
        Status.DULDUNG_60B,
        Status.DULDUNG_60C,
        Status.DULDUNG_60D,
    ),
    _gruppe("2023-10-01", "§ 55 AsylG (Gestattung)", Status.GESTATTUNG_55),
)

KEINE_104C_SEIT = wechsel(
    "2025-12-31",
    "titel",
    "Der Titel nach § 104c AufenthG wird nicht mehr neu erteilt; wer ihn hat, gehört weiter zur Gruppe.",
    source=GRUPPEN_QUELLE,
)


def _fundable(art: Status, day: date) -> Gruppe | None:
    return next((each for each in GRUPPEN if art in each.arten and each.in_force(day)), None)


def _belongs(art: Status, gruppe: Gruppe, day: date) -> str:
    name = NAMEN[art]
    if art == Status.AE_104C and day >= KEINE_104C_SEIT:
        closed = german(KEINE_104C_SEIT)
        return (
            f"{name} gehört zur geförderten Gruppe; neu erteilt wird der Titel seit dem {closed} nicht mehr."
        )
    if name == gruppe.name or len(gruppe.arten) == 1:
        return f"{name} gehört zur geförderten Gruppe."
    return f"{name} gehört zur geförderten Gruppe {gruppe.name}."


def _no_paper(case: Case) -> Answer:
    day, last = german(case.day), case.last_paper
    if last and last.art and last.bis:
        ended = german(last.bis)
        return Answer(
            Outcome.OFFEN,
            f"{NAMEN[last.art]} endete am {ended}; der Aufenthaltsstatus am {day} ist nicht bekannt.",
        )
    return Answer(Outcome.OFFEN, f"Der Aufenthaltsstatus am {day} ist nicht bekannt.")


def _continued(case: Case) -> Status | None:
    """The title that a Fiktion of the day continues: the one beside it, or the one right before."""
    beside = [each.art for each in case.papers if each.art in TITEL]
    if beside:
        return beside[0]
    fiktion = _fiktion(case)
    if fiktion is None or fiktion.art != Status.FIKTION_81_4 or fiktion.von is None:
        return None
    for each in case.facts.status:
        if each.art in TITEL and each.bis and (fiktion.von - each.bis).days == 1:
            return each.art
    return None


def _fiktion(case: Case) -> StatusPeriod | None:
    """The Fiktionsbescheinigung of the day, unless the title it waited for is granted."""
    held = next((each for each in case.papers if each.art in FIKTION), None)
    if (
        held
        and held.von
        and any(each.art in TITEL and each.von and each.von > held.von for each in case.papers)
    ):
        return None
    return held


def _latest(case: Case) -> Status | None:
    """The paper of the day; beside a Fiktion that has done its duty it is the title granted last."""
    papers = [each for each in case.papers if each.art not in FIKTION]
    return max(papers, key=lambda each: each.von or date.min).art


@criterion("titel", source=GRUPPEN_QUELLE, since="2023-10-01")
def titel(case: Case) -> Answer:
    if not case.papers:
        return _no_paper(case)
    fiktion = _fiktion(case)
    art = _continued(case) if fiktion else _latest(case)
    gruppe = _fundable(art, case.law) if art else None
    if art and gruppe:
        return Answer(Outcome.ERFUELLT, _belongs(art, gruppe, case.law))
    if fiktion:
        return Answer(Outcome.OFFEN, "Über den beantragten Aufenthaltstitel ist noch nicht entschieden.")
    name = NAMEN[art] if art else NAMEN[Status.SONSTIGE]
    return Answer(
        Outcome.NICHT_ERFUELLT,
        f"{name} gehört nicht zur geförderten Gruppe; in Frage kommt die Verweisberatung.",
    )


@criterion("fiktion", source=GRUPPEN_QUELLE, since="2023-10-01")
def fiktion(case: Case) -> Answer | None:
    """Clearing yes, Betreuung only after the title has been granted."""
    held = _fiktion(case)
    if held is None or held.art is None:
        return None
    until = f" gültig bis {german(held.bis)}" if held.bis else ""
    return Answer(
        Outcome.NICHT_ERFUELLT,
        f"Fiktionsbescheinigung nach {NAMEN[held.art]}{until}: Das Clearing ist möglich, "
        "die Betreuung erst, wenn der Titel erteilt ist.",
    )


@criterion("identitaet", source=AUSSCHLUSS_QUELLE, since="2023-10-01")
def identitaet(case: Case) -> Answer:
    """Curable at any time (§ 60b Abs. 4 AufenthG): the finding changes with the fact."""
    known = case.facts.identitaet
    if known.stand is None:
        return Answer(
            Outcome.OFFEN, "Ob die Person an der Klärung ihrer Identität mitwirkt, ist nicht bekannt."
        )
    if known.stand == Stand.MITWIRKUNG_VERWEIGERT:
        return Answer(
            Outcome.NICHT_ERFUELLT,
            "Die Mitwirkung an der Klärung der Identität ist zurzeit verweigert; "
            "sie kann jederzeit nachgeholt werden.",
        )
    if known.stand == Stand.GEKLAERT and not (known.geklaert_am and known.geklaert_am > case.day):
        on = f" seit dem {german(known.geklaert_am)}" if known.geklaert_am else ""
        return Answer(Outcome.ERFUELLT, f"Die Identität ist{on} geklärt.")
    return Answer(
        Outcome.ERFUELLT,
        "Die Identität ist noch nicht geklärt, eine Verweigerung der Mitwirkung liegt nicht vor.",
    )


@criterion("straffaelligkeit", source=AUSSCHLUSS_QUELLE, since="2023-10-01")
def straffaelligkeit(case: Case) -> Answer:
    """Nothing but the hint is stored (Art. 10 DSGVO); what lies behind it is judged elsewhere."""
    hint = case.facts.ausschluss_hinweis
    if hint is None:
        return Answer(Outcome.OFFEN, "Ob ein Hinweis auf einen Ausschluss besteht, ist nicht festgehalten.")
    if hint == Ausschlusshinweis.KEIN_HINWEIS:
        return Answer(Outcome.ERFUELLT, "Es besteht kein Hinweis auf einen Ausschluss.")
    if hint == Ausschlusshinweis.KLAERUNG_EXTERN:
        return Answer(
            Outcome.ANDERSWO,
            "Eine Klärung außerhalb des Projekts ist nötig, etwa mit einer Rechtsberatung.",
        )
    return Answer(Outcome.NICHT_ERFUELLT, "Die Teilnahme ist nach externer Klärung derzeit nicht möglich.")


@criterion("einwilligung", source=FREIWILLIG_QUELLE, since="2023-10-01")
def einwilligung(case: Case) -> Answer:
    consent = case.facts.einwilligung
    if consent is None:
        return Answer(Outcome.OFFEN, "Die Einwilligung zur Teilnahme ist noch nicht eingeholt.")
    if consent:
        return Answer(Outcome.ERFUELLT, "Die Person nimmt freiwillig teil; ihre Einwilligung liegt vor.")
    return Answer(
        Outcome.NICHT_ERFUELLT,
        "Eine Einwilligung liegt nicht vor; die Teilnahme ist freiwillig und ohne sie nicht möglich.",
    )


CRITERIA: tuple[Criterion, ...] = (titel, fiktion, identitaet, straffaelligkeit, einwilligung)

EXCLUDING = frozenset({"identitaet", "straffaelligkeit", "einwilligung"})


def assess_programme(facts: Facts, day: date) -> Verdict:
    """May this person take part on the day? Conditions in force that day, in the order above."""
    case = Case(facts, day)
    judged = ((each, each.judge(case)) for each in in_force(CRITERIA, day))
    findings = tuple(each.finding(answer) for each, answer in judged if answer)
    return Verdict(day, _ergebnis(findings), findings)


def _ergebnis(findings: tuple[Finding, ...]) -> Ergebnis:
    unmet = {each.id for each in findings if each.outcome is Outcome.NICHT_ERFUELLT}
    if unmet & EXCLUDING:
        return Ergebnis.AUSGESCHLOSSEN
    if "titel" in unmet:
        return Ergebnis.VERWEISBERATUNG
    if "fiktion" in unmet:
        return Ergebnis.NUR_CLEARING
    if not findings or any(each.outcome is not Outcome.ERFUELLT for each in findings):
        return Ergebnis.UNKLAR
    return Ergebnis.FOERDERFAEHIG


STEPS: dict[str, frozenset[str]] = {
    "clearing": EXCLUDING | {"titel"},
    "betreuung": EXCLUDING | {"titel", "fiktion"},
}


def obstacles(verdict: Verdict, to: str) -> tuple[Finding, ...]:
    """The findings that stand against a step to "clearing" or "betreuung".

    Only what is not met stands against a step; `offen` and `anderswo` are tasks. Other steps
    have no programme rule. A stored verdict can be asked as well as a fresh one.
    """
    guarding = STEPS.get(to, frozenset())
    return tuple(
        each for each in verdict.findings if each.id in guarding and each.outcome is Outcome.NICHT_ERFUELLT
    )


def fundable_on(day: date) -> Iterable[Gruppe]:
    """The groups in force on the day, for the page that lists them."""
    return (each for each in GRUPPEN if each.in_force(day))
