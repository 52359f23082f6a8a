"""The words of the Verweisberatung and of the Kurzkontakt."""

import re

from django.db.models import TextChoices

_ITS_NAMES = re.compile(
    r"ausl(ä|ae)nder(beh(ö|oe)rde|amt|wesen|angelegenheiten)|\bz?abh\b"
    r"|(zu|ein)wanderungs(beh(ö|oe)rde|amt)|landesamt f(ü|ue)r einwanderung",
    re.IGNORECASE,
)


class Verweisart(TextChoices):
    """How somebody was referred; data of the person leave the house by the last one only (see Transfer)."""

    INFORMATION = "information", "Information mitgegeben"
    TERMIN = "termin", "Termin vereinbart"
    BEGLEITET = "begleitet", "begleitet"
    SELBST = "selbst", "geht selbst (nur Ausländerbehörde)"
    DATEN = "daten", "Daten übermittelt"


# Entered in a form; data are sent by a page of their own.
BY_HAND = tuple(each for each in Verweisart.choices if each[0] != Verweisart.DATEN)

# § 87 AufenthG: people go there themselves or are accompanied.
AT_AUSLAENDERBEHOERDE = (Verweisart.SELBST, Verweisart.BEGLEITET)


def names_auslaenderbehoerde(place: str) -> bool:
    """Whether a place in words is one, by what these offices are called."""
    return bool(_ITS_NAMES.search(place))


class Verweisergebnis(TextChoices):
    ANGEKOMMEN = "angekommen", "angekommen"
    BEGONNEN = "begonnen", "Angebot begonnen"
    NICHT_ANGEKOMMEN = "nicht_angekommen", "nicht angekommen"
    ABGELEHNT = "abgelehnt", "von der Stelle abgelehnt"
    UNBEKANNT = "unbekannt", "unbekannt"
    KEINE_ANTWORT = "keine_antwort", "keine Antwort"
    ZURUECKGEZOGEN = "zurueckgezogen", "zurückgezogen"


# After these the need is as open as before.
IN_VAIN = (
    Verweisergebnis.NICHT_ANGEKOMMEN,
    Verweisergebnis.ABGELEHNT,
    Verweisergebnis.KEINE_ANTWORT,
    Verweisergebnis.ZURUECKGEZOGEN,
)
# The last two follow from a referral with data; nobody enters them.
RESULTS_BY_HAND = tuple(
    each
    for each in Verweisergebnis.choices
    if each[0] not in (Verweisergebnis.KEINE_ANTWORT, Verweisergebnis.ZURUECKGEZOGEN)
)


class Kurzthema(TextChoices):
    """Coarse on purpose: a Kurzkontakt tells nothing of whoever asked."""

    PROJEKT = "projekt", "das Projekt Spurwechsel"
    AUFENTHALT = "aufenthalt", "Aufenthalt, Papiere"
    SPRACHE = "sprache", "Deutschkurs"
    ARBEIT = "arbeit", "Arbeit, Ausbildung"
    ANERKENNUNG = "anerkennung", "Zeugnisse, Anerkennung"
    WOHNUNG = "wohnung", "Wohnung"
    FAMILIE = "familie", "Familie, Kinderbetreuung"
    GESUNDHEIT = "gesundheit", "Gesundheit"
    LEISTUNGEN = "leistungen", "Leistungen, Schulden"
    SONSTIGES = "sonstiges", "etwas anderes"
