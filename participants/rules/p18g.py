"""§ 18g AufenthG: Blaue Karte EU, ein Anspruch; a rejected asylum application does not bar it."""

from .answers import both, either, no, unknown, weigh
from .case import Case
from .criterion import Answer, criterion
from .general import gesperrt_durch_104c
from .outlook import Modus
from .p18a_18b import (
    allgemeine_voraussetzungen,
    arbeitsplatz,
    berufsausuebung,
    salary,
    share_of_bbg,
    tatsaechlich,
)
from .p19d import job_offer, recognised
from .verdict import Outcome
from .ways import way

SINCE = "2023-11-18"
HAELFTE = share_of_bbg("18g-1", SINCE, 500)
ENGPASS = share_of_bbg("18g-2", SINCE, 453)
IT = share_of_bbg("18g-3", SINCE, 453)


def degree(case: Case) -> bool | None:
    """A university degree: German, recognised or comparable."""
    return either(case.facts.bildung.studium_de, recognised(case))


def with_salary(case: Case, has: bool | None, per_mille: int, what: str) -> Answer:
    """A qualification and the pay that belongs to it."""
    pay = salary(case, per_mille)
    paid = None if pay.outcome is Outcome.OFFEN else pay.outcome is Outcome.ERFUELLT
    words = {True: "ja", False: "nein", None: "nicht bekannt"}
    text = f"{what}: {words[has]}. {pay.text}"
    return weigh(both(has, paid), text, text, text)


def with_agency(case: Case, answer: Answer, what: str) -> Answer:
    """Needs the consent of the BA, which checks what we hold no fact of."""
    if answer.outcome is not Outcome.ERFUELLT or case.facts.ba_zustimmung:
        return answer
    text = f"{answer.text} {what}"
    if case.facts.ba_zustimmung is None:
        return unknown(f"{text}: Die Zustimmung der Bundesagentur für Arbeit ist nicht bekannt.")
    return no(f"{text}: Die Bundesagentur für Arbeit hat nicht zugestimmt.")


@criterion("18g-1", source="§ 18g Abs. 1 S. 1 AufenthG", since=SINCE, group="any:18g")
def hochschule(case: Case) -> Answer:
    return with_salary(
        case, degree(case), HAELFTE, "Deutscher, anerkannter oder vergleichbarer Hochschulabschluss"
    )


@criterion("18g-2", source="§ 18g Abs. 1 S. 2 AufenthG", since=SINCE, group="any:18g")
def engpassberuf(case: Case) -> Answer:
    """For an Engpassberuf, or a degree not older than three years."""
    answer = with_salary(
        case, degree(case), ENGPASS, "Deutscher, anerkannter oder vergleichbarer Hochschulabschluss"
    )
    return with_agency(case, answer, "Engpassberuf oder Abschluss in den letzten drei Jahren")


@criterion("18g-3", source="§ 18g Abs. 2 AufenthG", since=SINCE, group="any:18g")
def it_beruf(case: Case) -> Answer:
    """IT without a degree: three years of experience in the last seven at that level."""
    months = case.facts.berufserfahrung_monate
    has = None if months is None else months >= 36
    answer = with_salary(case, has, IT, "Berufserfahrung von 36 Monaten auf Hochschulniveau")
    return with_agency(case, answer, "Beruf der Informations- und Kommunikationstechnik")


@criterion("18g-4", source="§ 18g Abs. 1, 3 AufenthG", since=SINCE)
def sechs_monate_arbeitsplatz(case: Case) -> Answer:
    offer = job_offer(case)
    return offer._replace(text=f"{offer.text} Es muss für mindestens sechs Monate gelten.")


CRITERIA = (
    arbeitsplatz,
    tatsaechlich,
    berufsausuebung,
    allgemeine_voraussetzungen,
    hochschule,
    engpassberuf,
    it_beruf,
    sechs_monate_arbeitsplatz,
    gesperrt_durch_104c,
)
WAY = way("18g", "§ 18g AufenthG (Blaue Karte EU)", SINCE, Modus.ANSPRUCH, CRITERIA)
