"""Rows and definitions of the ESF+ indicators (Annex I of VO (EU) 2021/1057)."""

from datetime import date

from clearing.catalogue import EsfArbeit, EsfBildung, EsfZeitpunkt

from .catalogue import PERSONS, in_period
from .numbers import About

LABOUR: tuple[tuple[str, str], ...] = tuple((each.value, str(each.label)) for each in EsfArbeit)
EDUCATION: tuple[tuple[str, str], ...] = tuple((each.value, str(each.label)) for each in EsfBildung)
# By moment the questions that are answered with yes or no, and what the yes is called.
YES: dict[str, tuple[tuple[str, str], ...]] = {
    EsfZeitpunkt.EINTRITT: (
        ("foreign_origin", "ausländische Herkunft"),
        ("homeless", "wohnungslos oder davon bedroht"),
        ("rural", "wohnt im ländlichen Raum"),
        ("disability", "anerkannte Behinderung"),
        ("minority", "gehört einer Minderheit an"),
    ),
    EsfZeitpunkt.AUSTRITT: (
        ("seeking_work", "sucht jetzt Arbeit"),
        ("in_education", "in Schule, Ausbildung oder Weiterbildung"),
        ("qualified", "hat eine Qualifizierung erlangt"),
        ("in_work", "hat einen Arbeitsplatz"),
    ),
    EsfZeitpunkt.SECHS_MONATE: (
        ("in_work", "hat einen Arbeitsplatz"),
        ("improved", "Lage auf dem Arbeitsmarkt verbessert"),
    ),
}
ANSWERED = "Personen mit Angaben"
# The funder asks for each indicator by gender; nowhere is a sum of these columns, from which the smallest one
# could be computed.
GENDERS = ("Frauen", "Männer", "divers oder ohne Angabe")
COLUMN_OF = {"w": 0, "m": 1}
# By moment the key and the title of the table of those answers.
TITLES: dict[str, tuple[str, str]] = {
    EsfZeitpunkt.EINTRITT: ("esf_entry", "ESF+: weitere Merkmale bei Eintritt"),
    EsfZeitpunkt.AUSTRITT: ("esf_exit", "ESF+: Ergebnisse bei Austritt"),
    EsfZeitpunkt.SECHS_MONATE: ("esf_later", "ESF+: Ergebnisse sechs Monate nach Austritt"),
}


def entry(first: date, last: date) -> About:
    return About(
        "Personen, deren ESF+-Fragebogen bei Eintritt in diesem Jahr beantwortet wurde, ohne wer die "
        "Einwilligung in ihn widerrufen hat.",
        PERSONS,
        in_period(first, last),
    )


def answers(first: date, last: date) -> About:
    return About(
        "Personen, die eine Frage des ESF+-Fragebogens mit Ja beantwortet haben, nach dem Tag der Antwort, "
        "ohne wer die Einwilligung in ihn widerrufen hat.",
        PERSONS,
        in_period(first, last),
    )
