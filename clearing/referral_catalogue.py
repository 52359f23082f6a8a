"""The words of the Verweisberatung and of the Kurzkontakt."""

from django.db.models import TextChoices


class Verweisart(TextChoices):
    """How somebody was referred; no data of the person leave the house by any of them."""

    INFORMATION = "information", "Information mitgegeben"
    TERMIN = "termin", "Termin vereinbart"
    BEGLEITET = "begleitet", "begleitet"
    SELBST = "selbst", "geht selbst (nur Ausländerbehörde)"


# § 87 AufenthG: people go there themselves or are accompanied.
AT_AUSLAENDERBEHOERDE = (Verweisart.SELBST, Verweisart.BEGLEITET)


class Verweisergebnis(TextChoices):
    ANGEKOMMEN = "angekommen", "angekommen"
    BEGONNEN = "begonnen", "Angebot begonnen"
    NICHT_ANGEKOMMEN = "nicht_angekommen", "nicht angekommen"
    ABGELEHNT = "abgelehnt", "von der Stelle abgelehnt"
    UNBEKANNT = "unbekannt", "unbekannt"


# After these the need is as open as before.
IN_VAIN = (Verweisergebnis.NICHT_ANGEKOMMEN, Verweisergebnis.ABGELEHNT)


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
