"""§ 60d AufenthG: Beschäftigungsduldung, in der Regel zu erteilen, für 30 Monate."""

from datetime import date

from .answers import (
    authority,
    elsewhere,
    lasting,
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
from .facts import Niveau, Partner
from .integration import school_attended, spoken
from .outlook import Modus
from .p60d_identity import (
    EINREISE_2018,
    EINREISE_2022,
    NEW,
    OLD_END,
    SINCE,
    einreise_bis_2016,
    einreise_bis_2016_alt,
    einreise_bis_2022,
    einreise_bis_august_2018,
    ermessen_bei_massnahmen,
    hours_before_2024,
    identitaet_partner,
    massnahmen_fristgerecht,
)
from .status import DULDUNG, DULDUNG_60B, DULDUNG_OHNE_60B
from .verdict import Outcome
from .ways import way
from .work_time import insured, run, weekly_hours, worked

LUECKEN = "Kurze Lücken ohne Verschulden schaden nicht; das prüft die Ausländerbehörde."
SV_ARBEIT = "Sozialversicherungspflichtig mit genügend Wochenstunden beschäftigt"


def entered_by(case: Case, last: date) -> Answer:
    """Person and spouse in the household; without a spouse the person alone."""
    own, home = case.einreise, case.facts.haushalt
    partner = home.partner_einreise if home.partner == Partner.IM_HAUSHALT else None
    partner = None if partner and partner > case.day else partner
    late = [each for each in (own, partner) if each and each > last]
    if late:
        return no(f"Einreise am {german(late[0])}; Stichtag ist der {german(last)}.")
    if own is None:
        return unknown(f"Der Tag der Einreise ist nicht bekannt; Stichtag ist der {german(last)}.")
    said = f"Einreise am {german(own)}; Stichtag ist der {german(last)}."
    if home.partner is None or (home.partner == Partner.IM_HAUSHALT and partner is None):
        return unknown(f"{said} Ob ein Ehegatte im Haushalt ihn einhält, ist nicht bekannt.")
    return yes(said)


@criterion("60d-0", source="§ 60d Abs. 1 AufenthG a.F.", since=SINCE, until=OLD_END, group="all final")
def stichtag_2018(case: Case) -> Answer:
    return entered_by(case, EINREISE_2018)


@criterion("60d-0", source="§ 60d Abs. 1 AufenthG", since=NEW, group="all final")
def stichtag_2022(case: Case) -> Answer:
    return entered_by(case, EINREISE_2022)


@criterion("60d-00", source="§ 60d Abs. 1 AufenthG", since=SINCE)
def ausreisepflichtig(case: Case) -> Answer:
    return status_in(case, DULDUNG)


@criterion("60d-0p", source="§ 60d Abs. 1 AufenthG", since=SINCE)
def getrennter_partner(case: Case) -> Answer:
    partner = case.facts.haushalt.partner
    if partner is None:
        return unknown("Ob es Ehegatten oder Lebenspartner gibt, ist nicht bekannt.")
    if partner == Partner.GETRENNT:
        return elsewhere("Was für getrennt lebende Ehegatten gilt, prüft die Ausländerbehörde.")
    return not_needed("Getrennt lebende Ehegatten oder Lebenspartner gibt es nicht.")


@criterion("60d-2", source="§ 60d Abs. 1 Nr. 2 AufenthG", since=SINCE, group="all time")
def zwoelf_monate_duldung(case: Case) -> Answer:
    return lasting(case, case.stay(DULDUNG_OHNE_60B, DULDUNG_60B), 12, "Im Besitz einer Duldung")


def forgiving(answer: Answer) -> Answer:
    """Short gaps without fault are harmless (Abs. 3 S. 2); whether a gap is one, the authority judges."""
    unmet = answer.outcome is Outcome.NICHT_ERFUELLT
    return answer._replace(text=f"{answer.text} {LUECKEN}") if unmet else answer


@criterion(
    "60d-3a",
    source="§ 60d Abs. 1 Nr. 3, Abs. 3 S. 2 AufenthG a.F.",
    since=SINCE,
    until=OLD_END,
    group="all time",
)
def achtzehn_monate_arbeit(case: Case) -> Answer:
    least, possible = hours_before_2024(case)
    return forgiving(worked(case, run(case, insured, least, possible), 18, SV_ARBEIT))


@criterion("60d-3a", source="§ 60d Abs. 1 Nr. 3, Abs. 3 S. 2 AufenthG", since=NEW, group="all time")
def zwoelf_monate_arbeit(case: Case) -> Answer:
    return forgiving(worked(case, run(case, insured, 20.0), 12, SV_ARBEIT))


def hours_today(case: Case, least: float, possible_least: float) -> Answer:
    if case.facts.beschaeftigung is None:
        return unknown(f"Die Wochenstunden sind nicht bekannt; nötig sind {least:g}.")
    sure, possible = weekly_hours(case, case.day, insured)
    if sure >= least:
        return yes(f"{_hours(sure)} Wochenstunden am {german(case.day)}; nötig sind {least:g}.")
    if possible >= possible_least:
        return unknown(f"Die Wochenstunden sind nicht sicher bekannt; nötig sind {least:g}.")
    return no(f"{_hours(sure)} Wochenstunden am {german(case.day)}; nötig sind {least:g}.")


def _hours(hours: float) -> str:
    return f"{hours:g}".replace(".", ",")


@criterion("60d-3b", source="§ 60d Abs. 1 Nr. 3 AufenthG a.F.", since=SINCE, until=OLD_END)
def wochenstunden_35(case: Case) -> Answer:
    return hours_today(case, *hours_before_2024(case))


@criterion("60d-3b", source="§ 60d Abs. 1 Nr. 3 AufenthG", since=NEW)
def wochenstunden_20(case: Case) -> Answer:
    return hours_today(case, 20.0, 20.0)


@criterion("60d-4", source="§ 60d Abs. 1 Nr. 4 AufenthG", since=SINCE)
def lebensunterhalt_bisher(case: Case) -> Answer:
    return weigh(
        case.facts.lebensunterhalt.letzte_12_monate,
        "In den zwölf Monaten vor dem Antrag hat die Beschäftigung den Lebensunterhalt gesichert.",
        "In den zwölf Monaten vor dem Antrag hat die Beschäftigung den Lebensunterhalt nicht gesichert.",
        "Ob die Beschäftigung den Lebensunterhalt zwölf Monate lang gesichert hat, ist nicht bekannt.",
    )


@criterion("60d-5", source="§ 60d Abs. 1 Nr. 5 AufenthG", since=SINCE)
def lebensunterhalt_jetzt(case: Case) -> Answer:
    return share(case.facts.lebensunterhalt.eigener_anteil, "Eigener Lebensunterhalt durch Beschäftigung")


@criterion("60d-6", source="§ 60d Abs. 1 Nr. 6, § 2 Abs. 10 AufenthG", since=SINCE)
def deutsch_a2(case: Case) -> Answer:
    return spoken(case, Niveau.A2)


straftaten = criterion("60d-7", source="§ 60d Abs. 1 Nr. 7 AufenthG", since=SINCE, group="bar")(
    authority("Ob Verurteilungen der Person oder des Ehegatten entgegenstehen, prüft die Ausländerbehörde.")
)
extremismus = criterion("60d-8", source="§ 60d Abs. 1 Nr. 8 AufenthG", since=SINCE, group="bar")(
    authority("Bezüge zu Extremismus oder Terrorismus prüft die Ausländerbehörde.")
)
ausweisung = criterion("60d-9", source="§ 60d Abs. 1 Nr. 9 AufenthG", since=SINCE, group="bar")(
    authority("Eine Ausweisung oder eine Anordnung nach § 58a AufenthG prüft die Ausländerbehörde.")
)


@criterion("60d-10", source="§ 60d Abs. 1 Nr. 10 AufenthG", since=SINCE)
def schulbesuch(case: Case) -> Answer:
    return school_attended(case)


kinder = criterion("60d-10b", source="§ 60d Abs. 1 Nr. 10 AufenthG", since=SINCE, group="bar")(
    authority("Ob Verurteilungen der Kinder entgegenstehen, prüft die Ausländerbehörde.")
)


@criterion("60d-11", source="§ 60d Abs. 1 Nr. 11 AufenthG", since=SINCE)
def integrationskurs(case: Case) -> Answer:
    """For whom a course is compulsory; breaking it off without fault counts as completed."""
    course = case.facts.integrationskurs
    if course.verpflichtet is False:
        return not_needed("Eine Verpflichtung zum Integrationskurs besteht nicht.")
    if course.abgeschlossen:
        return yes("Der Integrationskurs ist abgeschlossen oder ohne Verschulden abgebrochen.")
    if course.verpflichtet is None or course.abgeschlossen is None:
        return unknown("Ob ein verpflichtender Integrationskurs abgeschlossen ist, ist nicht bekannt.")
    return no("Der verpflichtende Integrationskurs ist nicht abgeschlossen.")


CRITERIA = (
    stichtag_2018,
    stichtag_2022,
    ausreisepflichtig,
    getrennter_partner,
    einreise_bis_2016_alt,
    einreise_bis_2016,
    einreise_bis_august_2018,
    einreise_bis_2022,
    identitaet_partner,
    massnahmen_fristgerecht,
    ermessen_bei_massnahmen,
    zwoelf_monate_duldung,
    achtzehn_monate_arbeit,
    zwoelf_monate_arbeit,
    wochenstunden_35,
    wochenstunden_20,
    lebensunterhalt_bisher,
    lebensunterhalt_jetzt,
    deutsch_a2,
    straftaten,
    extremismus,
    ausweisung,
    schulbesuch,
    kinder,
    integrationskurs,
)

NOTES = (note("60d-X", "Die Duldung gilt 30 Monate.", source="§ 60d Abs. 1 AufenthG", since=SINCE),)

WAY = way("60d", "§ 60d AufenthG (Beschäftigungsduldung)", SINCE, Modus.REGEL, CRITERIA, notes=NOTES)
