"""§ 16g AufenthG: Aufenthaltserlaubnis zur Berufsausbildung, ein Anspruch."""

from .answers import authority, euros, excused, measures_taken, no, passport, share, unknown, yes
from .case import Case
from .countries import safe_country_ban
from .criterion import Answer, criterion, note
from .facts import Ausbildungsart
from .general import gesperrt_durch_104c
from .identity_deadlines import steps_in_time
from .outlook import Modus
from .training import (
    application_window,
    begun_as_asylum_seeker,
    contract,
    grant_window,
    identity_entry_since_2020,
    identity_entry_until_2016,
    identity_entry_until_2019,
    relies_on_measures,
    taken_up_with_duldung,
    three_months_of_duldung,
)
from .values import at, declare
from .ways import way

declare(
    "bafoeg_12",
    ("2022-08-01", 632, "§ 12 Abs. 2 BAföG a.F.: nicht bei den Eltern wohnend"),
    ("2024-08-01", 666, "§ 12 Abs. 2 BAföG: nicht bei den Eltern wohnend"),
    rules="16g-10",
)

SINCE = "2024-03-01"


@criterion(
    "16g-1a",
    source="§ 16g Abs. 1 S. 1 Nr. 1 Buchst. a, § 2 Abs. 12a AufenthG",
    since=SINCE,
    group="any:16g-1",
)
def fortsetzung(case: Case) -> Answer:
    return begun_as_asylum_seeker(case, Ausbildungsart.QUALIFIZIERT)


@criterion("16g-1b", source="§ 16g Abs. 1 S. 1 Nr. 1 Buchst. b AufenthG", since=SINCE, group="any:16g-1")
def fortsetzung_helfer(case: Case) -> Answer:
    return begun_as_asylum_seeker(case, Ausbildungsart.HELFER_ENGPASS)


@criterion("16g-1c", source="§ 16g Abs. 1 S. 1 Nr. 2 AufenthG", since=SINCE, group="any:16g-1")
def aufnahme(case: Case) -> Answer:
    return taken_up_with_duldung(case)


erwerbsverbot = criterion("16g-2", source="§ 16g Abs. 2 Nr. 1 AufenthG", since=SINCE, group="bar")(
    authority(
        "Ob die Einreise dem Leistungsbezug galt oder die Person Hindernisse der Ausreise selbst "
        "zu vertreten hat, prüft die Ausländerbehörde."
    )
)


@criterion(
    "16g-2b",
    source="§ 16g Abs. 2 Nr. 1, § 60a Abs. 6 S. 1 Nr. 3, S. 3, § 104 Abs. 18 AufenthG",
    since=SINCE,
    group="bar",
)
def sicherer_herkunftsstaat(case: Case) -> Answer:
    return safe_country_ban(case)


@criterion("16g-3", source="§ 16g Abs. 2 Nr. 2 AufenthG", since=SINCE, group="all time if:16g-1c")
def drei_monate_duldung(case: Case) -> Answer:
    return three_months_of_duldung(case)


@criterion("16g-4a", source="§ 16g Abs. 2 Nr. 3 Buchst. a AufenthG", since=SINCE)
def identitaet_einreise_bis_2016(case: Case) -> Answer:
    return identity_entry_until_2016(case)


@criterion("16g-4b", source="§ 16g Abs. 2 Nr. 3 Buchst. b AufenthG", since=SINCE)
def identitaet_einreise_bis_2019(case: Case) -> Answer:
    return identity_entry_until_2019(case)


@criterion("16g-4c", source="§ 16g Abs. 2 Nr. 3 Buchst. c AufenthG", since=SINCE)
def identitaet_einreise_ab_2020(case: Case) -> Answer:
    return identity_entry_since_2020(case)


@criterion(
    "16g-4d", source="§ 16g Abs. 2 Nr. 3 Hs. 2 AufenthG", since=SINCE, group="waives:16g-4a,16g-4b,16g-4c"
)
def massnahmen_fristgerecht(case: Case) -> Answer:
    return steps_in_time(case)


@criterion("16g-4x", source="§ 16g Abs. 6 AufenthG", since=SINCE, group="kann:16g-4a,16g-4b,16g-4c")
def ermessen_bei_massnahmen(case: Case) -> Answer:
    """Discretion of the authority where the deadline is missed and the steps have been taken."""
    return measures_taken(case)


ausschluss = criterion("16g-5", source="§ 16g Abs. 2 Nr. 4 AufenthG", since=SINCE, group="bar")(
    authority("Extremismus, Verurteilungen oder eine Ausweisung prüft die Ausländerbehörde.")
)
konkrete_massnahmen = criterion(
    "16g-6", source="§ 16g Abs. 2 Nr. 5 AufenthG", since=SINCE, group="bar if:16g-1c"
)(authority("Ob Maßnahmen zur Aufenthaltsbeendigung konkret bevorstehen, prüft die Ausländerbehörde."))


@criterion("16g-7", source="§ 16g Abs. 3 S. 1 AufenthG", since=SINCE, group="all time")
def antrag_sieben_monate_vorher(case: Case) -> Answer:
    return application_window(case)


@criterion("16g-7b", source="§ 16g Abs. 3 S. 2 AufenthG", since=SINCE, group="all time if:16g-1c")
def erteilung_sechs_monate_vorher(case: Case) -> Answer:
    return grant_window(case)


@criterion("16g-8", source="§ 16g Abs. 3 S. 3 AufenthG", since=SINCE)
def vertrag(case: Case) -> Answer:
    return contract(case)


missbrauch = criterion("16g-9", source="§ 16g Abs. 1 S. 2 AufenthG", since=SINCE, group="consent")(
    authority("Bei offensichtlichem Missbrauch kann die Ausländerbehörde versagen.")
)


@criterion("16g-10", source="§ 2 Abs. 3 S. 5, § 5 Abs. 1 Nr. 1 AufenthG", since=SINCE, group="any:16g-LU")
def mittel(case: Case) -> Answer:
    """Which line of § 12 BAföG applies is no fact we hold: it is the one of those who live on their own."""
    held, needed = case.facts.mittel_monat, at("bafoeg_12", case.law)
    if held is None:
        return unknown(f"Die monatlichen Mittel sind nicht bekannt; nötig sind {euros(needed)}.")
    text = f"Monatliche Mittel: {euros(held)}; nötig sind {euros(needed)}."
    return (yes if held >= needed else no)(text)


@criterion("16g-10a", source="§ 5 Abs. 1 Nr. 1, § 2 Abs. 3 AufenthG", since=SINCE, group="any:16g-LU")
def lebensunterhalt(case: Case) -> Answer:
    return share(case.facts.lebensunterhalt.anteil_gesamt, "Lebensunterhalt")


@criterion("16g-G4", source="§ 5 Abs. 1 Nr. 4, § 16g Abs. 10 S. 2, 5 AufenthG", since=SINCE)
def passpflicht(case: Case) -> Answer:
    """May be waived only where the title is granted at discretion for steps taken (Abs. 6)."""
    held = passport(case)
    return excused(held) if relies_on_measures(case) else held


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
    mittel,
    lebensunterhalt,
    passpflicht,
    gesperrt_durch_104c,
)

NOTES = (
    note(
        "16g-10b",
        "Ausbildungsförderung nach dem SGB III ist keine schädliche öffentliche Leistung.",
        source="§ 16g Abs. 10 S. 3 AufenthG",
        since=SINCE,
    ),
    note(
        "16g-11",
        "Eine Nebenbeschäftigung ist bis 20 Stunden in der Woche erlaubt.",
        source="§ 16g Abs. 3a AufenthG",
        since=SINCE,
    ),
    note(
        "16g-S",
        "Nach einem Abbruch bleiben einmalig sechs Monate für die Suche einer neuen Ausbildung, "
        "nach dem Abschluss sechs Monate für die Suche einer Arbeit.",
        source="§ 16g Abs. 5 AufenthG",
        since=SINCE,
    ),
    note(
        "16g-X",
        "Nach dem Abschluss folgt eine Aufenthaltserlaubnis für zwei Jahre.",
        source="§ 16g Abs. 8 AufenthG",
        since=SINCE,
    ),
)

WAY = way("16g", "§ 16g AufenthG (Berufsausbildung)", SINCE, Modus.ANSPRUCH, CRITERIA, notes=NOTES)
