"""§ 60c AufenthG: Ausbildungsduldung, ein Anspruch."""

from .answers import authority, measures_taken, no
from .calendar import german
from .case import Case
from .countries import safe_country_ban
from .criterion import Answer, criterion, note
from .facts import Ausbildungsart
from .identity_deadlines import steps_in_time
from .outlook import Modus
from .status import NAMEN, TITEL
from .training import (
    application_window,
    begun_as_asylum_seeker,
    contract,
    grant_window,
    identity_entry_since_2020,
    identity_entry_until_2016,
    identity_entry_until_2019,
    taken_up_with_duldung,
    three_months_of_duldung,
)
from .ways import way

SINCE = "2020-01-01"


def needs_no_duldung(case: Case) -> Answer | None:
    """Who holds a title is not ausreisepflichtig (§ 50 Abs. 1): there is no Abschiebung to suspend."""
    kind = case.kind
    if kind is None or kind not in TITEL:
        return None
    return no(f"Status am {german(case.day)}: {NAMEN[kind]}. Mit einem Titel wird keine Duldung erteilt.")


@criterion(
    "60c-1a",
    source="§ 60c Abs. 1 S. 1 Nr. 1 Buchst. a, § 2 Abs. 12a AufenthG",
    since=SINCE,
    group="any:60c-1",
)
def fortsetzung(case: Case) -> Answer:
    return needs_no_duldung(case) or begun_as_asylum_seeker(case, Ausbildungsart.QUALIFIZIERT)


@criterion("60c-1b", source="§ 60c Abs. 1 S. 1 Nr. 1 Buchst. b AufenthG", since=SINCE, group="any:60c-1")
def fortsetzung_helfer(case: Case) -> Answer:
    return needs_no_duldung(case) or begun_as_asylum_seeker(case, Ausbildungsart.HELFER_ENGPASS)


@criterion("60c-1c", source="§ 60c Abs. 1 S. 1 Nr. 2 AufenthG", since=SINCE, group="any:60c-1")
def aufnahme(case: Case) -> Answer:
    return needs_no_duldung(case) or taken_up_with_duldung(case)


erwerbsverbot = criterion("60c-2", source="§ 60c Abs. 2 Nr. 1 AufenthG", since=SINCE, group="bar")(
    authority(
        "Ob die Einreise dem Leistungsbezug galt oder die Person Hindernisse der Ausreise selbst "
        "zu vertreten hat, prüft die Ausländerbehörde."
    )
)


@criterion(
    "60c-2b",
    source="§ 60c Abs. 2 Nr. 1, § 60a Abs. 6 S. 1 Nr. 3, S. 3, § 104 Abs. 18 AufenthG",
    since=SINCE,
    group="bar",
)
def sicherer_herkunftsstaat(case: Case) -> Answer:
    return safe_country_ban(case)


@criterion("60c-3", source="§ 60c Abs. 2 Nr. 2 AufenthG", since=SINCE, group="all time if:60c-1c")
def drei_monate_duldung(case: Case) -> Answer:
    return three_months_of_duldung(case)


@criterion("60c-4a", source="§ 60c Abs. 2 Nr. 3 Buchst. a AufenthG", since=SINCE)
def identitaet_einreise_bis_2016(case: Case) -> Answer:
    return identity_entry_until_2016(case)


@criterion("60c-4b", source="§ 60c Abs. 2 Nr. 3 Buchst. b AufenthG", since=SINCE)
def identitaet_einreise_bis_2019(case: Case) -> Answer:
    return identity_entry_until_2019(case)


@criterion("60c-4c", source="§ 60c Abs. 2 Nr. 3 Buchst. c AufenthG", since=SINCE)
def identitaet_einreise_ab_2020(case: Case) -> Answer:
    return identity_entry_since_2020(case)


@criterion(
    "60c-4d", source="§ 60c Abs. 2 Nr. 3 Hs. 2 AufenthG", since=SINCE, group="waives:60c-4a,60c-4b,60c-4c"
)
def massnahmen_fristgerecht(case: Case) -> Answer:
    return steps_in_time(case)


@criterion("60c-4x", source="§ 60c Abs. 7 AufenthG", since=SINCE, group="kann:60c-4a,60c-4b,60c-4c")
def ermessen_bei_massnahmen(case: Case) -> Answer:
    """Discretion of the authority where the deadline is missed and the steps have been taken."""
    return measures_taken(case)


ausschluss = criterion("60c-5", source="§ 60c Abs. 2 Nr. 4 AufenthG", since=SINCE, group="bar")(
    authority("Extremismus, Verurteilungen oder eine Ausweisung prüft die Ausländerbehörde.")
)
konkrete_massnahmen = criterion(
    "60c-6", source="§ 60c Abs. 2 Nr. 5 AufenthG", since=SINCE, group="bar if:60c-1c"
)(authority("Ob Maßnahmen zur Aufenthaltsbeendigung konkret bevorstehen, prüft die Ausländerbehörde."))


@criterion("60c-7", source="§ 60c Abs. 3 S. 1 AufenthG", since=SINCE, group="all time")
def antrag_sieben_monate_vorher(case: Case) -> Answer:
    return application_window(case)


@criterion("60c-7b", source="§ 60c Abs. 3 S. 2 AufenthG", since=SINCE, group="all time if:60c-1c")
def erteilung_sechs_monate_vorher(case: Case) -> Answer:
    return grant_window(case)


@criterion("60c-8", source="§ 60c Abs. 3 S. 3 AufenthG", since=SINCE)
def vertrag(case: Case) -> Answer:
    return contract(case)


missbrauch = criterion("60c-9", source="§ 60c Abs. 1 S. 2 AufenthG", since=SINCE, group="consent")(
    authority("Bei offensichtlichem Missbrauch kann die Ausländerbehörde versagen.")
)

CRITERIA = (
    fortsetzung,
    fortsetzung_helfer,
    aufnahme,
    erwerbsverbot,
    sicherer_herkunftsstaat,
    drei_monate_duldung,
    identitaet_einreise_bis_2016,
    identitaet_einreise_bis_2019,
    identitaet_einreise_ab_2020,
    massnahmen_fristgerecht,
    ermessen_bei_massnahmen,
    ausschluss,
    konkrete_massnahmen,
    antrag_sieben_monate_vorher,
    erteilung_sechs_monate_vorher,
    vertrag,
    missbrauch,
)

NOTES = (
    note(
        "60c-S",
        "Nach einem Abbruch bleiben einmalig sechs Monate für die Suche einer neuen Ausbildung, "
        "nach dem Abschluss sechs Monate für die Suche einer Arbeit.",
        source="§ 60c Abs. 6 AufenthG",
        since=SINCE,
    ),
    note(
        "60c-X",
        "Nach dem Abschluss folgt eine Aufenthaltserlaubnis für zwei Jahre.",
        source="§ 19d Abs. 1a AufenthG",
        since="2020-03-01",
    ),
)

WAY = way("60c", "§ 60c AufenthG (Ausbildungsduldung)", SINCE, Modus.ANSPRUCH, CRITERIA, notes=NOTES)
