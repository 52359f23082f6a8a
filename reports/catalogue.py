"""One definition per figure: who is counted, in which unit, when; printed with the numbers as „Methodik“."""

from datetime import date

from participants.choices import Aufenthaltsstatus as Status
from participants.choices import Gender, Phase
from spurwechsel.german import format_day

from .figures import About

PERSONS = "Personen"

# One line each beside the numbers; the full meaning stands in participants.choices.PHASE_MEANINGS.
STATUS_MEANINGS: dict[str, str] = {
    Phase.TERMINVEREINBARUNG: "Gespräch über einen Termin hat stattgefunden",
    Phase.CLEARING: "Bedarfe und Kompetenzen werden ermittelt",
    Phase.BETREUUNG: "Maßnahmen laufen oder werden gesucht",
    Phase.KEINE_BEDARFE: "zurzeit kein Bedarf, den das Projekt bearbeiten kann",
    Phase.UNVEREINBARKEIT: "Bedarf besteht, zurzeit keine Kapazität; kein Versäumnis",
}
# Rows of the breakdown by residence status, in the order of the programme's groups.
RESIDENCE_GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ae_104c", "§\u00a0104c AufenthG", (Status.AE_104C,)),
    ("ae_25_5", "§\u00a025 Abs.\u00a05 AufenthG", (Status.AE_25_5,)),
    ("ae_23_1", "§\u00a023 Abs.\u00a01 AufenthG", (Status.AE_23_1,)),
    (
        "duldung",
        "§\u00a060a AufenthG (Duldung)",
        (Status.DULDUNG_60A, Status.DULDUNG_60B, Status.DULDUNG_60C, Status.DULDUNG_60D),
    ),
    ("gestattung", "§\u00a055 AsylG (Gestattung)", (Status.GESTATTUNG_55,)),
    (
        "fiktion",
        "Fiktionsbescheinigung",
        (Status.FIKTION_81_3, Status.FIKTION_81_3_S2, Status.FIKTION_81_4),
    ),
    (
        "andere",
        "anderer Titel",
        (Status.AE_25A, Status.AE_25B, Status.AE_16G, Status.AE_19D, Status.SONSTIGE),
    ),
)
# Bands of the ESF+ questionnaire; the upper age belongs to the band.
AGE_BANDS: tuple[tuple[str, str, int, int], ...] = (
    ("unter_18", "unter 18 Jahre", 0, 17),
    ("18_24", "18 bis 24 Jahre", 18, 24),
    ("25_29", "25 bis 29 Jahre", 25, 29),
    ("30_54", "30 bis 54 Jahre", 30, 54),
    ("ab_55", "55 Jahre und älter", 55, 200),
)
GENDERS: tuple[tuple[str, str], ...] = tuple(
    (str(code), label) for code, label in Gender.choices if code != Gender.KEINE_ANGABE
)
UNKNOWN = ("ohne_angabe", "ohne Angabe")


# Tables below the five statuses; a Förderprogramm may leave any of them out.
TABLES: tuple[tuple[str, str], ...] = (
    ("residence", "Aufenthaltsstatus"),
    ("age", "Alter"),
    ("gender", "Geschlecht"),
    ("expiry", "Geltung der Papiere"),
    ("nationality", "Staatsangehörigkeit"),
    ("german", "Deutsch"),
    ("schooling", "Schulbildung"),
    ("measures", "Maßnahmen"),
    ("needs", "Offene Bedarfe"),
    ("gaps", "Bedarfe ohne Angebot"),
    ("obstacles", "Hindernisse"),
    ("results", "Ergebnisse"),
    ("kept", "Nach sechs Monaten noch in Arbeit oder Ausbildung"),
    ("titles", "Neue Aufenthaltstitel"),
    ("attempts", "Kontaktversuche bis zum ersten Gespräch"),
    ("waiting", "Wartezeit vom ersten Kontakt bis zum Clearing"),
    ("referrals", "Verweisberatungen"),
    ("brief", "Kurzkontakte"),
    ("chance", "Aufenthaltserlaubnisse nach §\u00a0104c AufenthG"),
    ("ever", "Jemals in einem Status"),
    ("esf_labour", "ESF+: Lage auf dem Arbeitsmarkt bei Eintritt"),
    ("esf_education", "ESF+: höchste Bildung bei Eintritt"),
    ("esf_entry", "ESF+: weitere Merkmale bei Eintritt"),
    ("esf_exit", "ESF+: Ergebnisse bei Austritt"),
    ("esf_later", "ESF+: Ergebnisse sechs Monate nach Austritt"),
)


def on_day(day: date) -> str:
    return f"Stand {format_day(day)}"


def in_period(first: date, last: date) -> str:
    begin = f"{first:%d.%m.}" if first.year == last.year else format_day(first)
    return f"{begin} bis {format_day(last)}"


def reached(day: date) -> About:
    return About(
        "Wer am Stichtag einen der fünf Status hat. Nicht gezählt werden Personen vor dem ersten Gespräch, "
        "abgeschlossene Fälle und reine Verweisberatungen.",
        PERSONS,
        on_day(day),
    )


def identified(day: date) -> About:
    return About(
        "mögliche Teilnehmende vor Ort, abgestimmt mit Sozialamt, Ausländerbehörde, Jobcenter und Agentur "
        "für Arbeit; nicht aus Einzelfällen gezählt.",
        PERSONS,
        on_day(day),
    )


def statuses(day: date) -> About:
    return About(
        "Maßgeblich ist der Tag, an dem eine Änderung wirksam wurde, nicht der Tag des Eintrags.",
        PERSONS,
        on_day(day),
    )


def bridge(first: date, last: date) -> About:
    return About(
        "Zugang ist der Eintritt in einen der fünf Status, Abgang der Austritt aus allen fünf, Wechsel der "
        "Übergang von einem in einen anderen.",
        "Übergänge",
        in_period(first, last),
    )


def exceptions(first: date, last: date) -> About:
    return About(
        "Die Koordination hat eine nicht erfüllte Bedingung des Programms mit Begründung übergangen.",
        "Entscheidungen",
        in_period(first, last),
    )


def residence(day: date) -> About:
    return About(
        "das zuletzt begonnene Papier, auch wenn es abgelaufen und noch kein neues eingetragen ist; "
        "§\u00a060a einschließlich §§\u00a060b bis 60d AufenthG.",
        PERSONS,
        on_day(day),
    )


def age(day: date) -> About:
    return About(
        "vollendete Lebensjahre; ist nur das Geburtsjahr bekannt, gilt der 1. Juli.", PERSONS, on_day(day)
    )


def gender(day: date) -> About:
    return About("eigene Angabe der Person.", PERSONS, on_day(day))
