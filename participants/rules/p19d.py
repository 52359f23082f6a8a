"""§ 19d AufenthG: Aufenthaltserlaubnis für qualifizierte Geduldete; soll, bis 29.02.2024 kann."""

from .answers import (
    ASYL_WORTE,
    asylum_pending,
    authority,
    both,
    elsewhere,
    excused,
    identity_and_passport,
    no,
    not_needed,
    share,
    status_in,
    unknown,
    weigh,
    yes,
)
from .calendar import german
from .case import Case
from .criterion import Answer, criterion, note
from .facts import Anerkennung, Asylverfahren, Beschaeftigung, Niveau, Status
from .general import barred_by_rejection, gesperrt_durch_104c
from .integration import german_level
from .outlook import Modus
from .status import ABSCHNITT_5, DULDUNG, NAMEN
from .verdict import Outcome
from .ways import way
from .work_time import run, worked

SINCE = "2020-03-01"
OLD_END = "2024-02-29"
NEW = "2024-03-01"

ermessen = note(
    "19d-0",
    "Die Erlaubnis kann erteilt werden.",
    source="§ 19d Abs. 1 AufenthG a.F.",
    since=SINCE,
    until=OLD_END,
)
soll = note("19d-0", "Die Erlaubnis soll erteilt werden.", source="§ 19d Abs. 1 AufenthG", since=NEW)

OHNE_SPERRE_DES_SATZES_2 = frozenset({Asylverfahren.UNANFECHTBAR_ABGELEHNT, Asylverfahren.ZURUECKGENOMMEN})
SONSTIGE = frozenset({Status.SONSTIGE})


@criterion("19d-00", source="§ 19d Abs. 1 AufenthG a.F.", since=SINCE, until=OLD_END)
def geduldet(case: Case) -> Answer:
    return status_in(case, DULDUNG)


@criterion("19d-00", source="§ 19d Abs. 1, 4 AufenthG", since=NEW)
def geduldet_oder_abschnitt_5(case: Case) -> Answer:
    """Geduldet, or a title of Abschnitt 5 granted after rejection or withdrawal (Abs. 4)."""
    kind, asylum = case.kind, case.facts.asylverfahren
    if kind is None or kind in DULDUNG or kind not in ABSCHNITT_5 | SONSTIGE:
        return status_in(case, DULDUNG)
    text = f"Status am {german(case.day)}: {NAMEN[kind]}."
    if asylum is None:
        return unknown(f"{text} Der Stand des Asylverfahrens ist nicht bekannt.")
    said = f"{text} {ASYL_WORTE[asylum]}."
    if asylum not in OHNE_SPERRE_DES_SATZES_2:
        return no(said)
    return unknown(said) if kind == Status.SONSTIGE else yes(said)


@criterion("19d-1a", source="§ 19d Abs. 1 Nr. 1 Buchst. a AufenthG", since=SINCE, group="any:19d-1")
def abschluss_im_bundesgebiet(case: Case) -> Answer:
    known = case.facts.bildung
    if known.ausbildung_de or known.studium_de:
        what = "Berufsausbildung" if known.ausbildung_de else "Studium"
        return yes(f"In Deutschland abgeschlossen: {what}.")
    if known.ausbildung_de is None or known.studium_de is None:
        return unknown("Ob Ausbildung oder Studium in Deutschland abgeschlossen sind, ist nicht bekannt.")
    return no("In Deutschland ist weder eine Ausbildung noch ein Studium abgeschlossen.")


@criterion("19d-1a2", source="§ 19d Abs. 1 Nr. 1 Buchst. a AufenthG", since=NEW, group="any:19d-1")
def pflegehilfe(case: Case) -> Answer:
    return weigh(
        case.facts.bildung.pflegehilfe_de,
        "Eine anerkannte Pflegehilfsausbildung ist in Deutschland abgeschlossen.",
        "Eine anerkannte Pflegehilfsausbildung ist in Deutschland nicht abgeschlossen.",
        "Ob eine anerkannte Pflegehilfsausbildung abgeschlossen ist, ist nicht bekannt.",
    )


ANERKANNT = frozenset({Anerkennung.GLEICHWERTIG, Anerkennung.VERGLEICHBAR})


def recognised(case: Case) -> bool | None:
    """A foreign qualification that is recognised or comparable."""
    known = case.facts.bildung
    state = known.anerkennung
    return both(known.abschluss_ausland, None if state is None else state in ANERKANNT)


def adequate(job: Beschaeftigung) -> bool | None:
    return job.angemessen


def qualified(job: Beschaeftigung) -> bool | None:
    return job.qualifiziert


@criterion("19d-1b", source="§ 19d Abs. 1 Nr. 1 Buchst. b AufenthG", since=SINCE, group="any:19d-1 time")
def auslaendischer_abschluss(case: Case) -> Answer:
    degree = recognised(case)
    if degree is False:
        return no("Ein anerkannter oder vergleichbarer ausländischer Hochschulabschluss liegt nicht vor.")
    work = worked(case, run(case, adequate), 24, "Dem Abschluss angemessen beschäftigt")
    if degree:
        return work
    missing = f"{work.text} Ob ein anerkannter ausländischer Hochschulabschluss vorliegt, ist nicht bekannt."
    if work.outcome is Outcome.NICHT_ERFUELLT:
        return no(missing, vague=work.ab is not None)
    return unknown(missing)


@criterion("19d-1c", source="§ 19d Abs. 1 Nr. 1 Buchst. c AufenthG", since=SINCE, group="any:19d-1 time")
def qualifizierte_beschaeftigung(case: Case) -> Answer:
    return worked(case, run(case, qualified), 36, "Qualifiziert beschäftigt")


@criterion("19d-1c2", source="§ 19d Abs. 1 Nr. 1 Buchst. c AufenthG", since=SINCE, group="with:19d-1c")
def ohne_oeffentliche_mittel(case: Case) -> Answer:
    """Kosten der Unterkunft are harmless; which benefits are drawn, the authority sees."""
    drawn = case.facts.leistungen_sgb
    if drawn is None:
        return unknown("Ob der Haushalt im letzten Jahr öffentliche Mittel bezog, ist nicht bekannt.")
    if drawn:
        return elsewhere("Der Haushalt bezog öffentliche Mittel; ob sie schaden, prüft die Ausländerbehörde.")
    return yes("Der Haushalt bezog im letzten Jahr keine öffentlichen Mittel.")


@criterion("19d-2", source="§ 19d Abs. 1 Nr. 2, § 2 Abs. 4 AufenthG", since=SINCE)
def wohnraum(case: Case) -> Answer:
    return housing(case)


def housing(case: Case) -> Answer:
    return weigh(
        case.facts.wohnraum_ausreichend,
        "Ausreichender Wohnraum ist vorhanden.",
        "Ausreichender Wohnraum ist nicht vorhanden.",
        "Ob der Wohnraum ausreicht, ist nicht bekannt.",
    )


@criterion("19d-3", source="§ 19d Abs. 1 Nr. 3, § 2 Abs. 11 AufenthG", since=SINCE)
def deutsch_b1(case: Case) -> Answer:
    return german_level(case, Niveau.B1)


taeuschung = criterion("19d-4", source="§ 19d Abs. 1 Nr. 4 AufenthG", since=SINCE, group="bar")(
    authority("Ob die Ausländerbehörde vorsätzlich getäuscht worden ist, prüft sie selbst.")
)
verzoegerung = criterion("19d-5", source="§ 19d Abs. 1 Nr. 5 AufenthG", since=SINCE, group="bar")(
    authority("Ob die Ausreise vorsätzlich verzögert worden ist, prüft die Ausländerbehörde.")
)
extremismus = criterion("19d-6", source="§ 19d Abs. 1 Nr. 6 AufenthG", since=SINCE, group="bar")(
    authority("Bezüge zu Extremismus oder Terrorismus prüft die Ausländerbehörde.")
)
straftaten = criterion("19d-7", source="§ 19d Abs. 1 Nr. 7 AufenthG", since=SINCE, group="bar")(
    authority("Ob Verurteilungen entgegenstehen, prüft die Ausländerbehörde.")
)


def job_offer(case: Case) -> Answer:
    return weigh(
        case.facts.arbeitsplatzangebot,
        "Ein konkretes Arbeitsplatzangebot liegt vor.",
        "Ein konkretes Arbeitsplatzangebot liegt nicht vor.",
        "Ob ein konkretes Arbeitsplatzangebot vorliegt, ist nicht bekannt.",
    )


def agency_consent(case: Case) -> Answer:
    return weigh(
        case.facts.ba_zustimmung,
        "Die Bundesagentur für Arbeit hat zugestimmt.",
        "Die Bundesagentur für Arbeit hat nicht zugestimmt.",
        "Ob die Bundesagentur für Arbeit zustimmt, ist nicht bekannt.",
    )


@criterion("19d-8", source="§ 18 Abs. 2 Nr. 1, § 19d Abs. 1 AufenthG", since=SINCE)
def arbeitsplatz(case: Case) -> Answer:
    return job_offer(case)


@criterion("19d-8b", source="§ 18 Abs. 2 Nr. 2, § 39 AufenthG", since=SINCE)
def zustimmung(case: Case) -> Answer:
    return agency_consent(case)


@criterion("19d-LU", source="§ 5 Abs. 1 Nr. 1 AufenthG", since=SINCE)
def lebensunterhalt(case: Case) -> Answer:
    return excused(share(case.facts.lebensunterhalt.anteil_gesamt, "Lebensunterhalt"))


@criterion("19d-G", source="§ 5 Abs. 1 Nr. 1a, 4 AufenthG", since=SINCE)
def identitaet_und_pass(case: Case) -> Answer:
    return identity_and_passport(case)


@criterion(
    "19d-9", source="§ 19d Abs. 3, § 10 Abs. 3 S. 1, § 5 Abs. 2 AufenthG", since=SINCE, group="consent"
)
def abweichen_nach_ablehnung(case: Case) -> Answer:
    """The authority may depart from the Titelsperre and from the visa rule."""
    asylum = case.facts.asylverfahren
    if asylum is None:
        return unknown("Der Stand des Asylverfahrens ist nicht bekannt.")
    if asylum in OHNE_SPERRE_DES_SATZES_2:
        return elsewhere(
            f"{ASYL_WORTE[asylum]}: Die Ausländerbehörde kann von Titelsperre und Visum absehen."
        )
    return not_needed(f"{ASYL_WORTE[asylum]}; eine Abweichung ist dafür nicht nötig.")


@criterion("19d-S1", source="§ 10 Abs. 1 S. 1 AufenthG", since=SINCE, group="consent")
def laufendes_asylverfahren(case: Case) -> Answer:
    return asylum_pending(case)


@criterion(
    "19d-S2", source="§ 10 Abs. 3 S. 2, § 19d Abs. 3, § 104 Abs. 19 AufenthG", since=SINCE, group="bar"
)
def titelsperre(case: Case) -> Answer:
    return barred_by_rejection(case)


CRITERIA = (
    geduldet,
    geduldet_oder_abschnitt_5,
    abschluss_im_bundesgebiet,
    pflegehilfe,
    auslaendischer_abschluss,
    qualifizierte_beschaeftigung,
    ohne_oeffentliche_mittel,
    wohnraum,
    deutsch_b1,
    taeuschung,
    verzoegerung,
    extremismus,
    straftaten,
    arbeitsplatz,
    zustimmung,
    lebensunterhalt,
    identitaet_und_pass,
    abweichen_nach_ablehnung,
    laufendes_asylverfahren,
    titelsperre,
    gesperrt_durch_104c,
)


def mode(case: Case) -> Modus:
    return Modus.SOLL if soll.in_force(case.law) else Modus.KANN


WAY = way("19d", "§ 19d AufenthG (qualifizierte Geduldete)", SINCE, mode, CRITERIA, notes=(ermessen, soll))
