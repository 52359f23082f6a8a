"""Rows and definitions of the tables of the work; fixed rows, so that a missing one tells nothing."""

from datetime import date

from clearing.catalogue import Bedarf, Bedarfsende, Massnahmenergebnis
from clearing.catalogue import Massnahmenart as Art
from participants.choices import Anerkennung, Beschaeftigungsart, Niveau
from participants.choices import Aufenthaltsstatus as Status

from .catalogue import PERSONS, in_period, on_day
from .numbers import About

NEEDS: tuple[tuple[str, str], ...] = tuple((each.value, str(each.label)) for each in Bedarf)
NO_OFFER = Bedarfsende.KEIN_ANGEBOT
FINISHED = (Massnahmenergebnis.BEENDET, Massnahmenergebnis.ZERTIFIKAT)
BROKEN_OFF = Massnahmenergebnis.ABGEBROCHEN
MEASURE_COLUMNS = ("laufen am Stichtag", "begonnen", "beendet", "abgebrochen")
PERIODS = ("im Monat", "seit Januar")
# In the report of a year, which may begin later than in January.
OF_A_YEAR = ("im Jahr",)
IN_THE_MONTH = "Davon im Berichtsmonat"

MEASURES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("integrationskurs", "Integrationskurs", (Art.INTEGRATIONSKURS,)),
    ("berufssprachkurs", "Berufssprachkurs", (Art.BERUFSSPRACHKURS,)),
    (
        "andere_sprachkurse",
        "andere Sprachkurse",
        (Art.DEUTSCHKURS_LAND, Art.SPRACHFOERDERUNG_KIM, Art.SPRACHKURS_SONST),
    ),
    ("schule", "Schule", (Art.SCHULE,)),
    (
        "ausbildung",
        "Ausbildung und Vorbereitung darauf",
        (
            *(Art.AUSBILDUNGSAUFNAHME, Art.ASSISTIERTE_AUSBILDUNG, Art.AUSBILDUNGSBEIHILFE),
            *(Art.AUSSERBETRIEBLICH, Art.EINSTIEGSQUALIFIZIERUNG, Art.BERUFSVORBEREITUNG),
        ),
    ),
    (
        "weiterbildung",
        "Weiterbildung, Anerkennung, Kompetenzen",
        (
            *(Art.WEITERBILDUNG, Art.TEILQUALIFIZIERUNG, Art.ANERKENNUNGSVERFAHREN),
            Art.KOMPETENZFESTSTELLUNG,
        ),
    ),
    (
        "praktikum",
        "Praktikum, Arbeitsgelegenheit, Freiwilligendienst",
        (Art.PRAKTIKUM, Art.ARBEITSGELEGENHEIT, Art.FREIWILLIGENDIENST),
    ),
    (
        "arbeit",
        "Vermittlung und Begleitung in Arbeit",
        (
            *(Art.ARBEITSAUFNAHME, Art.JOBCOACHING, Art.AKTIVIERUNG, Art.VERMITTLUNGSBUDGET),
            Art.EINGLIEDERUNGSZUSCHUSS,
        ),
    ),
    ("extern", "externe Beratung und Gesundheit", (Art.RECHTSBERATUNG, Art.GESUNDHEITSANGEBOT)),
    ("sonstige", "andere", (Art.SONSTIGE,)),
)

RESULTS: tuple[tuple[str, str], ...] = (
    ("job", "Arbeit, SV-pflichtig"),
    ("minijob", "Minijob"),
    ("self", "Selbständigkeit"),
    ("training", "Ausbildung"),
    ("german_a", "Deutsch A1 oder A2"),
    ("german_b1", "Deutsch B1"),
    ("german_b2", "Deutsch B2 oder höher"),
    ("recognised", "Anerkennung, auch teilweise"),
)
# Praktikum, Arbeitsgelegenheit and Freiwilligendienst are measures and no results.
JOBS: dict[str, str] = {
    Beschaeftigungsart.SV: "job",
    Beschaeftigungsart.MINIJOB: "minijob",
    Beschaeftigungsart.SELBSTAENDIG: "self",
}
_LEVELS: dict[str, str] = {
    Niveau.A1: "german_a",
    Niveau.A2: "german_a",
    Niveau.B1: "german_b1",
    Niveau.B2: "german_b2",
    Niveau.C1: "german_b2",
    Niveau.C2: "german_b2",
}
_RECOGNISED = (Anerkennung.TEILWEISE, Anerkennung.GLEICHWERTIG, Anerkennung.VERGLEICHBAR)


def certificate_row(level: str, recognition: str) -> str | None:
    """The row of a certificate; a recognition that was refused is no result."""
    return _LEVELS.get(level) or ("recognised" if recognition in _RECOGNISED else None)


_DULDUNG = (Status.DULDUNG_60A, Status.DULDUNG_60B, Status.DULDUNG_60C, Status.DULDUNG_60D)
_CHANCE = (Status.AE_104C,)
TITLES = (
    *(Status.AE_104C, Status.AE_25_5, Status.AE_23_1, Status.AE_25A, Status.AE_25B),
    *(Status.AE_16G, Status.AE_19D, Status.SONSTIGE),
)
# Key, label, from, to; the last row takes every other change into a title.
TITLE_ROWS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("chance_25b", "§\u00a0104c → §\u00a025b", _CHANCE, (Status.AE_25B,)),
    ("chance_25a", "§\u00a0104c → §\u00a025a", _CHANCE, (Status.AE_25A,)),
    ("duldung_104c", "Duldung → §\u00a0104c", _DULDUNG, _CHANCE),
    (
        "duldung_25ab",
        "Duldung → §\u00a025a, §\u00a025b",
        _DULDUNG,
        (Status.AE_25A, Status.AE_25B),
    ),
    (
        "duldung_work",
        "Duldung → §\u00a016g, §\u00a019d",
        _DULDUNG,
        (Status.AE_16G, Status.AE_19D),
    ),
    ("duldung_25_5", "Duldung → §\u00a025 Abs.\u00a05", _DULDUNG, (Status.AE_25_5,)),
    ("andere", "andere Wechsel", (), ()),
)


def title_row(before: str, after: str) -> str:
    """The row of a change from one paper to a title."""
    for key, _, from_, to in TITLE_ROWS:
        if before in from_ and after in to:
            return key
    return TITLE_ROWS[-1][0]


def needs(day: date) -> About:
    return About(
        "Personen in Clearing oder Betreuung mit einem offenen Bedarf, jede Person bei jeder Art des Bedarfs "
        "einmal; mehrere Bedarfe einer Person zählen mehrfach.",
        PERSONS,
        on_day(day),
    )


def measures(first: date, last: date) -> About:
    return About(
        "Teilnahmen an Maßnahmen, nicht Personen; beendet heißt regulär oder mit Zertifikat. Verlegte und "
        "nicht angetretene Maßnahmen zählen weder als beendet noch als abgebrochen.",
        "Teilnahmen",
        in_period(first, last),
    )


def results(first: date, last: date) -> About:
    return About(
        "Beginn von Arbeit oder Ausbildung, Tag des Nachweises. Personen, die an diesem Tag erschlossen "
        "waren, auch wenn ihre Teilnahme inzwischen beendet ist; je Zeile und Zeitraum einmal.",
        PERSONS,
        in_period(first, last),
    )


def titles(first: date, last: date) -> About:
    return About(
        "Beginn eines Titels nach dem AufenthG, dem ein Papier anderer Art vorausging; eine Fiktion "
        "dazwischen zählt nicht. Personen wie bei den Ergebnissen.",
        PERSONS,
        in_period(first, last),
    )


def gaps(first: date, last: date) -> About:
    return About(
        "Bedarfe, die mit „kein Angebot vorhanden“ abgeschlossen wurden.", "Bedarfe", in_period(first, last)
    )
