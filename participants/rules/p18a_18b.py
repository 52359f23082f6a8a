"""§§ 18a, 18b AufenthG: Fachkräfte; Anspruch since 18.11.2023, kann before. Also what §§ 18 ff. share."""

from datetime import date

from .answers import (
    asylum_pending,
    authority,
    barred_by_asylum,
    elsewhere,
    euros,
    excused,
    identity_and_passport,
    no,
    not_needed,
    share,
    unknown,
    yes,
)
from .calendar import YEAR, age, german, holds_from
from .case import Case
from .criterion import Answer, criterion, note
from .dated import stichtag
from .facts import Asylverfahren
from .general import gesperrt_durch_104c
from .outlook import Modus
from .p19d import ANERKANNT, agency_consent, job_offer
from .values import at, declare
from .verdict import Outcome
from .ways import way

SINCE = "2020-03-01"
KANN_END = "2023-11-17"
ANSPRUCH = "2023-11-18"
NEW_BAR = "2023-12-23"
VISUM_STICHTAG = stichtag("2023-03-29", "fk-0b")

SGB_VI = "§ 160 Nr. 1 SGB VI, Anlage 2"
declare(
    "bbg_jahr",  # allgemeine Rentenversicherung, West until 2024: the line that the salary limits follow
    ("2020-01-01", 82_800, SGB_VI),
    ("2021-01-01", 85_200, SGB_VI),
    ("2022-01-01", 84_600, SGB_VI),
    ("2023-01-01", 87_600, SGB_VI),
    ("2024-01-01", 90_600, SGB_VI),
    ("2025-01-01", 96_600, SGB_VI),
    ("2026-01-01", 101_400, SGB_VI),
    ("2027-01-01", None, "noch nicht bekannt gemacht"),
    rules="fk-5 18g-1 18g-2 18g-3 19c-2",
)

ABGELEHNT = frozenset({Asylverfahren.UNANFECHTBAR_ABGELEHNT, Asylverfahren.ABGELEHNT_MIT_SPERRE})
ABGELEHNT_ODER_ZURUECK = ABGELEHNT | {Asylverfahren.ZURUECKGENOMMEN}


# The shares in thousandths that conditions ask for, by id and first day of the version.
SHARES_OF_BBG: dict[tuple[str, date], int] = {}


def share_of_bbg(id: str, since: str, per_mille: int) -> int:
    """Declare the share of a version, so that the Regelwerk can show the amount of each year."""
    SHARES_OF_BBG[id, date.fromisoformat(since)] = per_mille
    return per_mille


def salary(case: Case, per_mille: int, what: str = "Gehalt") -> Answer:
    """Gross pay per year against a share of the Beitragsbemessungsgrenze, in thousandths."""
    limit, held = at("bbg_jahr", case.law), case.facts.gehalt_jahr
    if limit is None:
        return unknown(f"{what}: Die Beitragsbemessungsgrenze für {case.law.year} ist noch nicht bekannt.")
    needed = limit * per_mille / 1000
    if held is None:
        return unknown(f"{what}: nicht bekannt; nötig sind {euros(needed)} im Jahr.")
    text = f"{what}: {euros(held)} im Jahr; nötig sind {euros(needed)}."
    return (yes if held >= needed else no)(text)


@criterion(
    "fk-0a", source="§ 10 Abs. 3 S. 1, 3, §§ 18a, 18b AufenthG a.F.", since=SINCE, until=KANN_END, group="bar"
)
def sperre_abgelehnt_oder_zurueck(case: Case) -> Answer:
    return barred_by_asylum(case, ABGELEHNT_ODER_ZURUECK)


@criterion("fk-0a", source="§ 10 Abs. 3 S. 4 AufenthG", since=NEW_BAR, group="bar")
def sperre_abgelehnt(case: Case) -> Answer:
    """From 18.11. to 22.12.2023 the Anspruch broke the bar; hence the gap before this version."""
    return barred_by_asylum(case, ABGELEHNT)


@criterion("fk-0b", source="§ 10 Abs. 3 S. 5 AufenthG", since=NEW_BAR, group="bar")
def sperre_zurueckgenommen(case: Case) -> Answer:
    asylum, entered = case.facts.asylverfahren, case.einreise
    if asylum is None:
        return unknown("Der Stand des Asylverfahrens ist nicht bekannt.")
    if asylum != Asylverfahren.ZURUECKGENOMMEN:
        return yes("Ein Asylantrag ist nicht zurückgenommen worden.")
    if entered is None:
        return unknown("Der Asylantrag ist zurückgenommen; der Tag der Einreise ist nicht bekannt.")
    text = f"Der Asylantrag ist zurückgenommen; Einreise am {german(entered)}"
    if entered >= VISUM_STICHTAG:
        return no(f"{text}, nicht vor dem {german(VISUM_STICHTAG)}: Vor der Ausreise gesperrt.")
    return yes(f"{text}, vor dem {german(VISUM_STICHTAG)}.")


@criterion("fk-0c", source="§ 10 Abs. 1 S. 1 AufenthG", since=SINCE, until=KANN_END, group="consent")
def laufendes_asylverfahren_kann(case: Case) -> Answer:
    return asylum_pending(case)


@criterion("fk-0c", source="§ 10 Abs. 1 S. 2 AufenthG", since=NEW_BAR, group="consent")
def laufendes_asylverfahren(case: Case) -> Answer:
    return asylum_pending(case)


ermessen = note(
    "fk-m",
    "Die Erlaubnis kann erteilt werden, nur für eine Beschäftigung, zu der die Qualifikation befähigt.",
    source="§§ 18a, 18b Abs. 1 AufenthG a.F.",
    since=SINCE,
    until=KANN_END,
)
anspruch = note(
    "fk-m",
    "Auf die Erlaubnis besteht ein Anspruch, für jede qualifizierte Beschäftigung.",
    source="§§ 18a, 18b AufenthG",
    since=ANSPRUCH,
)


@criterion("fk-1", source="§ 18 Abs. 2 Nr. 1 AufenthG", since=SINCE)
def arbeitsplatz(case: Case) -> Answer:
    return job_offer(case)


tatsaechlich = criterion("fk-1b", source="§ 18 Abs. 2 Nr. 4a AufenthG", since="2024-03-01")(
    authority("Dass die Beschäftigung tatsächlich ausgeübt wird, ist der Ausländerbehörde zu versichern.")
)


@criterion("fk-2", source="§ 18 Abs. 2 Nr. 2, § 39 AufenthG", since=SINCE)
def zustimmung(case: Case) -> Answer:
    return agency_consent(case)


berufsausuebung = criterion("fk-3", source="§ 18 Abs. 2 Nr. 3 AufenthG", since=SINCE)(
    authority("Verlangt der Beruf eine Berufsausübungserlaubnis, entscheidet darüber die Fachbehörde.")
)


@criterion("fk-4", source="§ 18 Abs. 2 Nr. 4, Abs. 3 AufenthG", since=SINCE)
def fachkraft(case: Case) -> Answer:
    known = case.facts.bildung
    if known.ausbildung_de or known.studium_de:
        return yes("Fachkraft mit Ausbildung oder Studium aus Deutschland.")
    if known.anerkennung in ANERKANNT:
        return yes(f"Fachkraft: Der ausländische Abschluss ist {known.anerkennung}.")
    if known.anerkennung is None or known.ausbildung_de is None or known.studium_de is None:
        return unknown("Ob eine Ausbildung, ein Studium oder eine Anerkennung vorliegt, ist nicht bekannt.")
    return no("Weder ein Abschluss aus Deutschland noch ein anerkannter ausländischer Abschluss liegt vor.")


AB_45 = share_of_bbg("fk-5", SINCE, 550)


@criterion("fk-5", source="§ 18 Abs. 2 S. 1 Nr. 5, S. 2 AufenthG", since=SINCE)
def gehalt_ab_45(case: Case) -> Answer:
    """At the first grant after completion of the 45th year; the authority may depart from it."""
    born = case.geburtsdatum
    if born is None:
        return unknown("Das Geburtsdatum ist nicht bekannt; nach dem 45. Geburtstag gilt ein Mindestgehalt.")
    if case.day < holds_from(born, 45 * YEAR):
        return not_needed(
            f"{age(born, case.day)} Jahre: Ein Mindestgehalt gilt erst nach dem 45. Geburtstag."
        )
    pay = salary(case, AB_45, "Gehalt nach dem 45. Geburtstag")
    if pay.outcome is not Outcome.NICHT_ERFUELLT:
        return pay
    return elsewhere(f"{pay.text} Ob eine Altersversorgung genügt, prüft die Ausländerbehörde.")


@criterion("fk-LU", source="§ 5 Abs. 1 Nr. 1, 1a, 4, Abs. 2, 3 S. 5 AufenthG", since=SINCE)
def allgemeine_voraussetzungen(case: Case) -> Answer:
    """Livelihood, identity, passport and visa; the authority may depart."""
    answers = (
        share(case.facts.lebensunterhalt.anteil_gesamt, "Lebensunterhalt"),
        identity_and_passport(case),
    )
    text = " ".join(each.text for each in answers)
    open_facts = case.identity_clear is None or case.facts.pass_ is None
    if open_facts or any(each.outcome is Outcome.OFFEN for each in answers):
        return unknown(text)
    return yes(text) if all(each.outcome is Outcome.ERFUELLT for each in answers) else excused(no(text))


CRITERIA = (
    sperre_abgelehnt_oder_zurueck,
    sperre_abgelehnt,
    sperre_zurueckgenommen,
    laufendes_asylverfahren_kann,
    laufendes_asylverfahren,
    arbeitsplatz,
    tatsaechlich,
    zustimmung,
    berufsausuebung,
    fachkraft,
    gehalt_ab_45,
    allgemeine_voraussetzungen,
    gesperrt_durch_104c,
)


def mode(case: Case) -> Modus:
    return Modus.ANSPRUCH if anspruch.in_force(case.law) else Modus.KANN


WAY = way("18a_18b", "§§ 18a, 18b AufenthG (Fachkräfte)", SINCE, mode, CRITERIA, notes=(ermessen, anspruch))
