"""What is asked about a person."""

import unicodedata
from functools import cache

from django.db.models import TextChoices
from django.utils import translation
from django_countries import countries


class Gender(TextChoices):
    WEIBLICH = "w", "weiblich"
    MAENNLICH = "m", "männlich"
    DIVERS = "d", "divers"
    KEINE_ANGABE = "x", "keine Angabe"


class Zugang(TextChoices):
    """How the contact came about. The Ausländerbehörde writes itself and passes on no list."""

    SOZIALAMT = "sozialamt", "Sozialamt"
    AUSLAENDERBEHOERDE = "auslaenderbehoerde", "Schreiben der Ausländerbehörde"
    JOBCENTER = "jobcenter", "Jobcenter"
    AGENTUR = "agentur", "Agentur für Arbeit"
    NETZWERK = "netzwerk", "Netzwerk"
    ANDERE_KOMMUNE = "andere_kommune", "Spurwechsel einer anderen Kommune"
    EIGENER_WEG = "eigener_weg", "eigener Weg"


class Einwilligung(TextChoices):
    LIEGT_VOR = "liegt_vor", "liegt vor"
    WIRD_EINGEHOLT = "wird_eingeholt", "wird noch eingeholt"
    NICHT_ERTEILT = "nicht_erteilt", "nicht erteilt"
    WIDERRUFEN = "widerrufen", "widerrufen"


class Zweck(TextChoices):
    """What a person may allow beside taking part, each for itself; taking part is Einwilligung."""

    SPRACHMITTLUNG = "sprachmittlung", "Sprachmittlung"
    NACHFRAGE = "nachfrage", "Nachfrage, auch nach dem Ende"
    ESF = "esf", "Befragung für die Förderung (ESF+)"
    BEISPIEL = "beispiel", "Fallbeispiel ohne Namen"
    WEITERGABE = "weitergabe", "Weitergabe an eine Stelle"
    VERMITTLUNG = "vermittlung", "Vermittlung in Arbeit, ohne Namen"


class Identitaetsklaerung(TextChoices):
    """Same codes as the facts file; refusal counts only for the programme rule."""

    GEKLAERT = "geklaert", "geklärt"
    MASSNAHMEN_ERGRIFFEN = "massnahmen_ergriffen", "alle zumutbaren Schritte unternommen"
    IN_KLAERUNG = "in_klaerung", "wird geklärt"
    OFFEN = "offen", "noch offen"
    MITWIRKUNG_VERWEIGERT = "mitwirkung_verweigert", "Mitwirkung zurzeit verweigert"


class Ausschlusshinweis(TextChoices):
    """All that may be stored about Straffälligkeit (Art. 10 DSGVO): no offence, no court, no text."""

    KEIN_HINWEIS = "kein_hinweis", "kein Hinweis"
    KLAERUNG_EXTERN = "klaerung_extern", "Klärung extern nötig"
    DERZEIT_NICHT_MOEGLICH = "derzeit_nicht_moeglich", "derzeit nicht möglich"


class DatePrecision(TextChoices):
    """How much of a date is known; the stored date is the first day of the known month or year."""

    DAY = "day", "Tag bekannt"
    MONTH = "month", "nur Monat und Jahr bekannt"
    YEAR = "year", "nur Jahr bekannt"


class Language(TextChoices):
    """Languages for talks, the most frequent ones of the field; ISO 639 codes."""

    ALBANISCH = "sq", "Albanisch"
    AMHARISCH = "am", "Amharisch"
    ARABISCH = "ar", "Arabisch"
    ARMENISCH = "hy", "Armenisch"
    ASERBAIDSCHANISCH = "az", "Aserbaidschanisch"
    BENGALISCH = "bn", "Bengalisch"
    DARI = "prs", "Dari"
    DEUTSCH = "de", "Deutsch"
    ENGLISCH = "en", "Englisch"
    FARSI = "fa", "Farsi"
    FRANZOESISCH = "fr", "Französisch"
    FULA = "ff", "Fula"
    GEORGISCH = "ka", "Georgisch"
    HINDI = "hi", "Hindi"
    KURMANDSCHI = "kmr", "Kurmandschi"
    PASCHTU = "ps", "Paschtu"
    POLNISCH = "pl", "Polnisch"
    PORTUGIESISCH = "pt", "Portugiesisch"
    PUNJABI = "pa", "Punjabi"
    ROMANES = "rom", "Romanes"
    RUMAENISCH = "ro", "Rumänisch"
    RUSSISCH = "ru", "Russisch"
    SERBISCH = "sr", "Bosnisch, Kroatisch, Serbisch"
    SOMALI = "so", "Somali"
    SORANI = "ckb", "Sorani"
    SPANISCH = "es", "Spanisch"
    SUAHELI = "sw", "Suaheli"
    TIGRINYA = "ti", "Tigrinya"
    TSCHETSCHENISCH = "ce", "Tschetschenisch"
    TUERKISCH = "tr", "Türkisch"
    UKRAINISCH = "uk", "Ukrainisch"
    URDU = "ur", "Urdu"
    VIETNAMESISCH = "vi", "Vietnamesisch"
    ANDERE = "andere", "andere Sprache"


# What depends on one country is open then; which ones they are nobody needs to store.
SEVERAL = "mehrere"


@cache
def nationality_choices() -> tuple[tuple[str, str], ...]:
    """ISO 3166-1 codes with German names, plus Kosovo and the answers that are no country.

    Kept, because putting 250 names in order takes longer than a page; commands run without a language.
    """
    with translation.override("de"):
        named = {code: str(name) for code, name in countries}
    named |= STATE_NAMES
    ordered = sorted(named.items(), key=lambda pair: _plain_letters(pair[1]))
    return (
        *ordered,
        (SEVERAL, "mehrere Staatsangehörigkeiten"),
        ("staatenlos", "staatenlos"),
        ("ungeklaert", "ungeklärt"),
    )


# Where nobody lives, and where people hold the nationality of the state that the place belongs to.
_WITHOUT_OWN_NATIONALITY = (
    "AQ BV GS HM IO TF UM"
    " AW AX BL BQ CC CW CX FO GF GG GL GP GU IM JE MF MP MQ NC NF PF PM PR RE SJ SX VI WF YT"
)


def offered_nationalities(stored: str = "") -> list[tuple[str, str]]:
    """What somebody can choose: the choices without places that have no nationality, but for a stored one."""
    left_out = {*_WITHOUT_OWN_NATIONALITY.split()} - {stored}
    return [each for each in nationality_choices() if each[0] not in left_out]


@cache
def _nationality_names() -> dict[str, str]:
    return dict(nationality_choices())


def nationality_name(code: str) -> str:
    """The German name; Django would look through all 250 each time."""
    return _nationality_names().get(code, code)


def _plain_letters(name: str) -> str:
    """Ä stands with A and Ô with O, as in a German index."""
    return unicodedata.normalize("NFD", name.casefold()).encode("ascii", "ignore").decode()


# Where the library has a misprint, an old name or none; as the Auswärtiges Amt calls them in German.
# The word that people look for comes first.
STATE_NAMES = {
    "AX": "Ålandinseln",
    "BN": "Brunei Darussalam",
    "CC": "Kokosinseln",
    "CD": "Kongo (Demokratische Republik)",
    "CG": "Kongo (Republik)",
    "CI": "Côte d’Ivoire",
    "CV": "Cabo Verde",
    "FK": "Falklandinseln",
    "FM": "Mikronesien",
    "FO": "Färöer",
    "GD": "Grenada",
    "HK": "Hongkong",
    "KI": "Kiribati",
    "MD": "Moldau (Republik)",
    "MP": "Nördliche Marianen",
    "MZ": "Mosambik",
    "PG": "Papua-Neuguinea",
    "PN": "Pitcairninseln",
    "PS": "Palästinensische Gebiete",
    "SA": "Saudi-Arabien",
    "SR": "Suriname",
    "ST": "São Tomé und Príncipe",
    "SZ": "Eswatini",
    "TL": "Timor-Leste",
    "UM": "Kleinere Amerikanische Überseeinseln",
    "XK": "Kosovo",
}
