"""§ 25b AufenthG: Aufenthalt bei nachhaltiger Integration, soll erteilt werden.

„Setzt regelmäßig voraus“ leaves room for atypical cases; that is for the authority to judge.
"""

from datetime import date

from .answers import (
    asylum_pending,
    authority,
    health,
    identity,
    identity_and_passport_as_rule,
    measures_taken,
    no,
    not_needed,
    percent,
    status_in,
    unknown,
    weigh,
    yes,
)
from .case import Case
from .criterion import Answer, criterion, note
from .facts import Asylverfahren, Ausnahme, Niveau, Status
from .integration import basic_knowledge, pledge, school_attended, spoken
from .outlook import Modus
from .p25b_stay import (
    END_104C,
    HOLDER_104C,
    LAST_DAY_104C,
    NEW,
    NR,
    NUR_104C,
    SINCE,
    acht_jahre,
    bruecke_60d,
    bruecke_schriftlich,
    bruecke_voraussetzungen,
    geduldet,
    inhaber_104c,
    luecke,
    mit_60b,
    ohne_60b,
    sechs_jahre,
    sechs_jahre_mit_kind,
    vier_jahre_mit_kind,
)
from .verdict import Outcome
from .ways import way

kann_nach_sperre = note(
    "25b-S2",
    "Nach einer Ablehnung mit Titelsperre kann die Erlaubnis erteilt werden, statt zu sollen.",
    source="§ 25b Abs. 5 S. 2, § 10 Abs. 3 S. 2, § 104 Abs. 19 AufenthG",
    since=SINCE,
)
familie = note(
    "25b-F",
    "Ehegatten, Lebenspartner und minderjährige ledige Kinder brauchen keine eigenen Jahre.",
    source="§ 25b Abs. 4 AufenthG",
    since=SINCE,
)
dauer = note("25b-X", "Erteilt wird für längstens zwei Jahre.", source="§ 25b Abs. 5 AufenthG", since=SINCE)


@criterion("25b-2a", source=f"{NR} Nr. 2 AufenthG", since=SINCE)
def bekenntnis(case: Case) -> Answer:
    return pledge(case)


@criterion("25b-2b", source=f"{NR} Nr. 2 AufenthG", since=SINCE)
def grundkenntnisse(case: Case) -> Answer:
    return basic_knowledge(case)


@criterion("25b-3a", source=f"{NR} Nr. 3 AufenthG", since=SINCE, group="any:25b-3")
def ueberwiegend_erwerb(case: Case) -> Answer:
    """More than half; Wohngeld is harmless."""
    value = case.facts.lebensunterhalt.anteil_erwerb
    if value is None:
        return unknown("Welcher Anteil des Bedarfs durch Erwerbstätigkeit gedeckt ist, ist nicht bekannt.")
    text = f"Durch Erwerbstätigkeit gedeckt: {percent(value)} des Bedarfs; nötig ist mehr als die Hälfte."
    return (yes if value > 0.5 else no)(text)


@criterion("25b-3b", source=f"{NR} Nr. 3 AufenthG", since=SINCE, group="any:25b-3")
def prognose(case: Case) -> Answer:
    return weigh(
        case.facts.lebensunterhalt.prognose_positiv,
        "Der volle Lebensunterhalt ist künftig zu erwarten.",
        "Der volle Lebensunterhalt ist künftig nicht zu erwarten.",
        "Ob der volle Lebensunterhalt künftig zu erwarten ist, ist nicht bekannt.",
    )


AUSNAHMEN = {
    Ausnahme.STUDIUM: "Studium",
    Ausnahme.AUSBILDUNG: "Ausbildung oder geförderte Berufsvorbereitung",
    Ausnahme.FAMILIE: "Familie mit minderjährigen Kindern und ergänzenden Leistungen",
    Ausnahme.ALLEINERZIEHEND: "alleinerziehend, Arbeit nicht zumutbar",
    Ausnahme.PFLEGE: "Pflege naher Angehöriger",
}


@criterion("25b-3c", source="§ 25b Abs. 1 S. 3 AufenthG", since=SINCE, group="any:25b-3")
def unschaedlicher_bezug(case: Case) -> Answer:
    """Harmless as a rule and for a while only."""
    exception = case.facts.lebensunterhalt.ausnahme
    if exception is None:
        return unknown("Ob ein vorübergehender Leistungsbezug unschädlich ist, ist nicht bekannt.")
    if exception == Ausnahme.KEINE:
        return no("Ein Grund, aus dem vorübergehender Leistungsbezug unschädlich wäre, liegt nicht vor.")
    return yes(f"Vorübergehender Leistungsbezug ist in der Regel unschädlich: {AUSNAHMEN[exception]}.")


@criterion("25b-4", source=f"{NR} Nr. 4 AufenthG", since=SINCE)
def deutsch_a2(case: Case) -> Answer:
    return spoken(case, Niveau.A2)


@criterion("25b-5", source=f"{NR} Nr. 5 AufenthG", since=SINCE)
def schulbesuch(case: Case) -> Answer:
    return school_attended(case)


@criterion("25b-6", source="§ 25b Abs. 3 AufenthG", since=SINCE, group="waives:25b-3a,25b-3b,25b-3c,25b-4")
def krankheit_oder_alter(case: Case) -> Answer:
    return health(case)


falsche_angaben = criterion("25b-V1", source="§ 25b Abs. 2 Nr. 1 AufenthG", since=SINCE, group="bar")(
    authority(
        "Ob die Person die Ausreise zurzeit durch eigene Falschangaben oder fehlende Mitwirkung "
        "verhindert, prüft die Ausländerbehörde."
    )
)
ausweisungsinteresse = criterion("25b-V2", source="§ 25b Abs. 2 Nr. 2 AufenthG", since=SINCE, group="bar")(
    authority("Ein schweres Ausweisungsinteresse prüft die Ausländerbehörde.")
)


@criterion("25b-S1", source="§ 10 Abs. 1 S. 1 AufenthG", since=SINCE, group="consent")
def laufendes_asylverfahren(case: Case) -> Answer:
    return asylum_pending(case)


@criterion("25b-G1", source="§ 5 Abs. 1 Nr. 1a, 4, Abs. 3 S. 2 AufenthG", since=SINCE)
def identitaet_und_pass(case: Case) -> Answer:
    return identity_and_passport_as_rule(case)


def identity_of_holder(case: Case) -> Answer:
    """Holders of § 104c: soll only with a clarified identity."""
    held = status_in(case, HOLDER_104C)
    if held.outcome is Outcome.NICHT_ERFUELLT:
        return not_needed(NUR_104C)
    return held if held.outcome is Outcome.OFFEN else identity(case)


@criterion("25b-G2", source="§ 25b Abs. 8 S. 1 AufenthG", since=NEW, until=END_104C)
def identitaet_104c(case: Case) -> Answer:
    return identity_of_holder(case)


@criterion("25b-G3", source="§ 25b Abs. 8 S. 2 AufenthG", since=NEW, until=END_104C, group="kann:25b-G2")
def massnahmen_104c(case: Case) -> Answer:
    """Discretion of the authority where the reasonable steps have been taken."""
    return measures_taken(case)


CRITERIA = (
    geduldet,
    inhaber_104c,
    acht_jahre,
    sechs_jahre,
    sechs_jahre_mit_kind,
    vier_jahre_mit_kind,
    bruecke_60d,
    bruecke_voraussetzungen,
    bruecke_schriftlich,
    bekenntnis,
    grundkenntnisse,
    ueberwiegend_erwerb,
    prognose,
    unschaedlicher_bezug,
    deutsch_a2,
    schulbesuch,
    krankheit_oder_alter,
    falsche_angaben,
    ausweisungsinteresse,
    laufendes_asylverfahren,
    identitaet_und_pass,
    identitaet_104c,
    massnahmen_104c,
)


def mode(case: Case) -> Modus:
    barred = case.facts.asylverfahren == Asylverfahren.ABGELEHNT_MIT_SPERRE
    return Modus.KANN if barred and kann_nach_sperre.in_force(case.law) else Modus.SOLL


def last_day(case: Case) -> date | None:
    """What § 25b offers to holders of § 104c ends with 30.06.2027."""
    return LAST_DAY_104C if case.kind == Status.AE_104C else None


NOTES = (ohne_60b, mit_60b, luecke, kann_nach_sperre, familie, dauer)
WAY = way(
    "25b",
    "§ 25b AufenthG",
    SINCE,
    mode,
    CRITERIA,
    notes=NOTES,
    last_day=last_day,
    leans_on=("60d",),  # the bridge of Abs. 6
)
