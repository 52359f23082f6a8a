"""§ 25a AufenthG: Aufenthalt bei gut integrierten Jugendlichen und jungen Volljährigen, soll."""

from datetime import date, timedelta

from .answers import (
    asylum_pending,
    authority,
    excused,
    health,
    identity_and_passport_as_rule,
    lasting,
    measures_taken,
    no,
    share,
    status_in,
    unknown,
    weigh,
    yes,
)
from .calendar import YEAR, age, german, holds_from
from .case import Case
from .criterion import Answer, criterion, note
from .facts import Asylverfahren, Bildungsweg, Status
from .outlook import Modus
from .p25b import identity_of_holder
from .p25b_stay import END_104C, HOLDER_104C, LAST_DAY_104C, counted_time
from .status import DULDUNG_60B, DULDUNG_OHNE_60B, GEDULDET, TITEL
from .ways import way

FIRST = "2011-07-01"
SINCE = "2015-08-01"
OLD_END = "2022-12-30"
NEW = "2022-12-31"
NR = "§ 25a Abs. 1 S. 1"

COUNTS = DULDUNG_OHNE_60B | TITEL | {Status.GESTATTUNG_55, Status.FIKTION_81_3, Status.FIKTION_81_3_S2}

ohne_60b = note(
    "25a-1c",
    "Zeiten einer Duldung nach § 60b zählen nicht mit; sie unterbrechen nicht.",
    source="§ 60b Abs. 5 S. 1 AufenthG",
    since="2019-08-21",
)
mit_60b = note(
    "25a-1d",
    "Bei Inhabern des § 104c zählen für die drei Jahre auch Zeiten einer Duldung nach § 60b.",
    source="§ 25a Abs. 5 AufenthG",
    since=NEW,
    until=END_104C,
)
kann_nach_sperre = note(
    "25a-S2",
    "Nach einer Ablehnung mit Titelsperre kann die Erlaubnis erteilt werden, statt zu sollen.",
    source="§ 25a Abs. 4, § 10 Abs. 3 S. 2, § 104 Abs. 19 AufenthG",
    since=SINCE,
)
eltern = (
    note(
        "25a-P1",
        "Eltern minderjähriger Inhaber: keine Täuschung, keine versäumte Mitwirkung.",
        source="§ 25a Abs. 2 S. 1 Nr. 1 AufenthG",
        since=FIRST,
    ),
    note(
        "25a-P2",
        "Eltern minderjähriger Inhaber: Lebensunterhalt durch eigene Erwerbstätigkeit.",
        source="§ 25a Abs. 2 S. 1 Nr. 2 AufenthG",
        since=FIRST,
    ),
    note(
        "25a-P3",
        "Eltern minderjähriger Inhaber: Verurteilungen können entgegenstehen.",
        source="§ 25a Abs. 3 AufenthG",
        since=FIRST,
    ),
)


@criterion("25a-0a", source=f"{NR} AufenthG a.F.", since=FIRST, until=OLD_END, group="any:25a-0")
def geduldet(case: Case) -> Answer:
    return status_in(case, GEDULDET)


@criterion("25a-0a", source=f"{NR} AufenthG", since=NEW, group="any:25a-0 time")
def zwoelf_monate_duldung(case: Case) -> Answer:
    return lasting(case, case.stay(DULDUNG_OHNE_60B, DULDUNG_60B), 12, "Im Besitz einer Duldung")


@criterion(
    "25a-0b",
    source=f"{NR}, § 81 Abs. 4, § 104c Abs. 2 S. 3 AufenthG",
    since=NEW,
    until=END_104C,
    group="any:25a-0",
)
def inhaber_104c(case: Case) -> Answer:
    return status_in(case, HOLDER_104C)


STAY = "Ununterbrochen erlaubt, geduldet oder gestattet"


@criterion("25a-1", source=f"{NR} Nr. 1 AufenthG a.F.", since=SINCE, until=OLD_END, group="all time")
def vier_jahre(case: Case) -> Answer:
    return counted_time(case, COUNTS, 48, STAY, mit_60b)


@criterion("25a-1", source=f"{NR} Nr. 1 AufenthG", since=NEW, group="all time")
def drei_jahre(case: Case) -> Answer:
    return counted_time(case, COUNTS, 36, STAY, mit_60b)


def schooling(case: Case, years: int) -> Answer:
    """Successful schooling as a rule, or a certificate from Germany, vocational ones included."""
    known = case.facts.bildung
    if known.abschluss_de or known.ausbildung_de or known.studium_de:
        return yes("Ein anerkannter Schul- oder Berufsabschluss aus Deutschland liegt vor.")
    attended = known.schuljahre_de
    if attended is not None and attended >= years:
        return yes(f"{attended} Jahre erfolgreicher Schulbesuch in Deutschland; nötig sind {years}.")
    if attended is None or known.abschluss_de is None:
        return unknown(f"Ob {years} Jahre Schulbesuch oder ein Abschluss vorliegen, ist nicht bekannt.")
    return no(f"{attended} Jahre Schulbesuch in Deutschland und kein Abschluss; nötig sind {years}.")


@criterion("25a-2", source=f"{NR} Nr. 2 AufenthG a.F.", since=SINCE, until=OLD_END)
def schulbesuch_vier_jahre(case: Case) -> Answer:
    return schooling(case, 4)


@criterion("25a-2", source=f"{NR} Nr. 2 AufenthG", since=NEW)
def schulbesuch_drei_jahre(case: Case) -> Answer:
    return schooling(case, 3)


@criterion("25a-2x", source="§ 25a Abs. 1 S. 1 Nr. 2, S. 2 AufenthG", since=NEW, group="waives:25a-2")
def krankheit_oder_behinderung(case: Case) -> Answer:
    return health(case, "Krankheit oder Behinderung")


def before_birthday(case: Case, years: int) -> Answer:
    """The application before completion of that year of life."""
    born = case.geburtsdatum
    if born is None:
        return unknown(
            f"Das Geburtsdatum ist nicht bekannt; der Antrag muss vor dem {years}. Geburtstag sein."
        )
    birthday = holds_from(born, years * YEAR)
    text = f"{age(born, case.antrag)} Jahre am {german(case.antrag)}; der Antrag muss vor dem"
    return (yes if case.antrag < birthday else no)(f"{text} {german(birthday)} gestellt sein.")


@criterion("25a-3", source=f"{NR} Nr. 3 AufenthG a.F.", since=SINCE, until=OLD_END, group="all final")
def vor_21(case: Case) -> Answer:
    return before_birthday(case, 21)


@criterion("25a-3", source=f"{NR} Nr. 3 AufenthG", since=NEW, group="all final")
def vor_27(case: Case) -> Answer:
    return before_birthday(case, 27)


@criterion("25a-3b", source="AW-AuslR 2023.08 des Landes Brandenburg", since="2023-11-18", group="all time")
def ab_14(case: Case) -> Answer:
    """In Brandenburg a Jugendlicher from the 14th birthday on."""
    born = case.geburtsdatum
    if born is None:
        return unknown("Das Geburtsdatum ist nicht bekannt; nötig sind 14 Jahre.")
    first = holds_from(born, 14 * YEAR)
    text = f"{age(born, case.antrag)} Jahre am {german(case.antrag)}; nötig sind 14 Jahre."
    if case.antrag >= first:
        return yes(text)
    return no(text, None if case.filed else first)


@criterion("25a-4", source=f"{NR} Nr. 4 AufenthG", since=FIRST)
def einfuegen(case: Case) -> Answer:
    return weigh(
        case.facts.prognose_einfuegen,
        "Das Einfügen in die hiesigen Lebensverhältnisse ist bescheinigt.",
        "Das Einfügen in die hiesigen Lebensverhältnisse ist nicht gewährleistet.",
        "Ob das Einfügen in die hiesigen Lebensverhältnisse bescheinigt ist, ist nicht bekannt.",
    )


grundordnung = criterion("25a-5", source=f"{NR} Nr. 5 AufenthG", since=SINCE, group="bar")(
    authority("Anhaltspunkte gegen die Treue zur Grundordnung prüft die Ausländerbehörde.")
)


@criterion("25a-LU", source="§ 5 Abs. 1 Nr. 1, Abs. 3 S. 2, § 25a Abs. 1 S. 2 AufenthG", since=FIRST)
def lebensunterhalt(case: Case) -> Answer:
    return excused(share(case.facts.lebensunterhalt.anteil_gesamt, "Lebensunterhalt"))


@criterion("25a-G1", source="§ 5 Abs. 1 Nr. 1a, 4, Abs. 3 S. 2 AufenthG", since=FIRST)
def identitaet_und_pass(case: Case) -> Answer:
    return identity_and_passport_as_rule(case)


ORTE = {
    Bildungsweg.SCHULE: "in der Schule",
    Bildungsweg.AUSBILDUNG: "in einer Ausbildung",
    Bildungsweg.STUDIUM: "in einem Studium",
}


@criterion("25a-6", source="§ 25a Abs. 1 S. 2 AufenthG", since=FIRST, group="waives:25a-LU")
def in_ausbildung(case: Case) -> Answer:
    current = case.facts.bildung.zurzeit
    if current is None:
        return unknown("Ob die Person in Schule, Ausbildung oder Studium ist, ist nicht bekannt.")
    return yes(f"Zurzeit {ORTE[current]}: Öffentliche Leistungen schaden nicht.")


eigene_taeuschung = criterion("25a-V", source="§ 25a Abs. 1 S. 3 AufenthG", since=FIRST, group="bar")(
    authority("Ob die Person selbst über ihre Identität getäuscht hat, prüft die Ausländerbehörde.")
)


@criterion("25a-S1", source="§ 10 Abs. 1 S. 1 AufenthG", since=FIRST, group="consent")
def laufendes_asylverfahren(case: Case) -> Answer:
    return asylum_pending(case)


@criterion("25a-G2", source="§ 25a Abs. 6 S. 1 AufenthG", since=NEW, until=END_104C)
def identitaet_104c(case: Case) -> Answer:
    return identity_of_holder(case)


@criterion("25a-G3", source="§ 25a Abs. 6 S. 2 AufenthG", since=NEW, until=END_104C, group="kann:25a-G2")
def massnahmen_104c(case: Case) -> Answer:
    """Discretion of the authority where the reasonable steps have been taken."""
    return measures_taken(case)


CRITERIA = (
    geduldet,
    zwoelf_monate_duldung,
    inhaber_104c,
    vier_jahre,
    drei_jahre,
    schulbesuch_vier_jahre,
    schulbesuch_drei_jahre,
    krankheit_oder_behinderung,
    vor_21,
    vor_27,
    ab_14,
    einfuegen,
    grundordnung,
    lebensunterhalt,
    identitaet_und_pass,
    in_ausbildung,
    eigene_taeuschung,
    laufendes_asylverfahren,
    identitaet_104c,
    massnahmen_104c,
)


def mode(case: Case) -> Modus:
    barred = case.facts.asylverfahren == Asylverfahren.ABGELEHNT_MIT_SPERRE
    return Modus.KANN if barred and kann_nach_sperre.in_force(case.law) else Modus.SOLL


def last_day(case: Case) -> date | None:
    """The day before the 27th birthday unless the application is filed, and the end of § 104c."""
    ends = [LAST_DAY_104C] if case.kind == Status.AE_104C else []
    if case.geburtsdatum and not case.filed:
        ends.append(holds_from(case.geburtsdatum, 27 * YEAR) - timedelta(days=1))
    return min(ends, default=None)


NOTES = (ohne_60b, mit_60b, kann_nach_sperre, *eltern)
WAY = way("25a", "§ 25a AufenthG", FIRST, mode, CRITERIA, notes=NOTES, last_day=last_day)
