"""§ 25b Abs. 1 S. 1, S. 2 Nr. 1, Abs. 6, 7 AufenthG: who, how long, and the bridge from § 60d."""

from datetime import date

from .answers import elsewhere, lasting, no, status_in, unknown, weigh, yes
from .case import Case
from .criterion import Answer, Note, criterion, note
from .facts import Niveau, Status
from .integration import LEVELS
from .outlook import Aussicht
from .p60d import WAY as WAY_60D
from .status import DULDUNG_60B, DULDUNG_OHNE_60B, GEDULDET, TITEL
from .verdict import Outcome, law

SINCE = "2015-08-01"
OLD_END = "2022-12-30"
NEW = "2022-12-31"
END_104C = "2027-06-30"
LAST_DAY_104C = date.fromisoformat(END_104C)
NR = "§ 25b Abs. 1 S. 2"

COUNTS = DULDUNG_OHNE_60B | TITEL | {Status.GESTATTUNG_55, Status.FIKTION_81_3_S2}
HOLDER_104C = frozenset({Status.AE_104C})

ohne_60b = note(
    "25b-1c",
    "Zeiten einer Duldung nach § 60b zählen nicht mit; sie unterbrechen nicht.",
    source="§ 60b Abs. 5 S. 1 AufenthG",
    since="2019-08-21",
)
mit_60b = note(
    "25b-1d",
    "Bei Inhabern des § 104c zählen auch Zeiten einer Duldung nach § 60b.",
    source="§ 25b Abs. 7 AufenthG",
    since=NEW,
    until=END_104C,
)
luecke = note(
    "25b-1e",
    "Nach Verwaltungshinweisen schadet eine einmalige Lücke bis drei Monate nicht.",
    source="BMI, Anwendungshinweise zu § 25b AufenthG (2015)",
    since=SINCE,
)


@criterion("25b-0a", source="§ 25b Abs. 1 S. 1 AufenthG", since=SINCE, group="any:25b-0")
def geduldet(case: Case) -> Answer:
    return status_in(case, GEDULDET)


@criterion(
    "25b-0b",
    source="§ 25b Abs. 1 S. 1, § 81 Abs. 4, § 104c Abs. 2 S. 3 AufenthG",
    since=NEW,
    until=END_104C,
    group="any:25b-0",
)
def inhaber_104c(case: Case) -> Answer:
    return status_in(case, HOLDER_104C)


def counted_time(case: Case, counts: frozenset[Status], months: int, what: str, rule: Note) -> Answer:
    """§ 60b counts for holders of § 104c only, and only where the years end while `rule` is in force."""
    if case.kind == Status.AE_104C and rule.in_force(case.law):
        answer = lasting(case, case.stay(counts | DULDUNG_60B), months, what)
        if answer.ab is None or rule.in_force(answer.ab):
            return answer
    return lasting(case, case.stay(counts, DULDUNG_60B), months, what)


NUR_104C = law("Gilt nur für Inhaber einer Aufenthaltserlaubnis nach § 104c AufenthG.")
STAY = "Ununterbrochen geduldet, gestattet oder mit Aufenthaltserlaubnis"


@criterion("25b-1", source=f"{NR} Nr. 1 AufenthG a.F.", since=SINCE, until=OLD_END, group="any:25b-1 time")
def acht_jahre(case: Case) -> Answer:
    return counted_time(case, COUNTS, 96, STAY, mit_60b)


@criterion("25b-1", source=f"{NR} Nr. 1 AufenthG", since=NEW, group="any:25b-1 time")
def sechs_jahre(case: Case) -> Answer:
    return counted_time(case, COUNTS, 72, STAY, mit_60b)


def with_child(case: Case, months: int) -> Answer:
    child = case.facts.haushalt.minderjaehriges_lediges_kind
    if child is False:
        return no("Ein minderjähriges lediges Kind lebt nicht im Haushalt.")
    stay = counted_time(case, COUNTS, months, STAY, mit_60b)
    if child:
        return stay._replace(text=f"Mit minderjährigem ledigem Kind im Haushalt: {stay.text}")
    missing = "Ob ein minderjähriges lediges Kind im Haushalt lebt, ist nicht bekannt."
    if stay.outcome is Outcome.NICHT_ERFUELLT:
        return no(f"{stay.text} {missing}", vague=stay.ab is not None)
    return unknown(f"{stay.text} {missing}")


@criterion("25b-1b", source=f"{NR} Nr. 1 AufenthG a.F.", since=SINCE, until=OLD_END, group="any:25b-1 time")
def sechs_jahre_mit_kind(case: Case) -> Answer:
    return with_child(case, 72)


@criterion("25b-1b", source=f"{NR} Nr. 1 AufenthG", since=NEW, group="any:25b-1 time")
def vier_jahre_mit_kind(case: Case) -> Answer:
    return with_child(case, 48)


@criterion("25b-B", source="§ 25b Abs. 6 AufenthG", since="2020-01-01", group="any:25b-1 time")
def bruecke_60d(case: Case) -> Answer:
    """Thirty months of § 60d replace only the years of Nr. 1."""
    stay = case.stay(frozenset({Status.DULDUNG_60D}))
    return lasting(case, stay, 30, "Im Besitz einer Beschäftigungsduldung")


@criterion("25b-B2", source="§ 25b Abs. 6 AufenthG", since="2020-01-01", group="with:25b-B")
def bruecke_voraussetzungen(case: Case) -> Answer:
    judged = WAY_60D.judge(case).ergebnis
    text = "Die Voraussetzungen der Beschäftigungsduldung"
    if judged is Aussicht.UNKLAR:
        return unknown(f"{text} sind noch nicht alle bekannt.")
    return weigh(judged is Aussicht.MOEGLICH, f"{text} liegen vor.", f"{text} liegen nicht alle vor.", text)


@criterion("25b-B3", source="§ 25b Abs. 6 Hs. 2 AufenthG", since="2020-01-01", group="with:25b-B")
def bruecke_schriftlich(case: Case) -> Answer:
    """Only where an Integrationskurs could be attended; whether it could is for the authority."""
    written, course = case.facts.deutsch.schriftlich, case.facts.integrationskurs
    if written is not None and LEVELS[written] >= LEVELS[Niveau.A2]:
        return yes(f"Deutsch schriftlich: {written}; nötig ist A2.")
    if (course.verpflichtet or course.abgeschlossen) and written is None:
        return unknown("Das schriftliche Deutschniveau ist nicht bekannt; nötig ist A2.")
    return elsewhere(
        "A2 schriftlich ist nur nötig, wenn ein Integrationskurs besucht werden konnte; "
        "das beurteilt die Ausländerbehörde."
    )
