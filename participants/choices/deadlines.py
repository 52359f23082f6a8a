"""What may run out, and what may be applied for."""

from django.db.models import TextChoices


class Fristart(TextChoices):
    """Kinds of deadlines; each has its own steps of warning."""

    PAPIER = "papier", "Aufenthaltspapier"
    CHANCENAUFENTHALT = "chancenaufenthalt", "Chancen-Aufenthalt nach § 104c"
    ERLAUBNIS = "erlaubnis", "Beschäftigungserlaubnis"
    PASS = "pass", "Pass oder Passersatz"
    EINWILLIGUNG = "einwilligung", "Einwilligung ohne Antwort"
    WIEDERVORLAGE = "wiedervorlage", "Wiedervorlage"
    PRUEFUNG = "pruefung", "Wiedervorlage Identität und Ausschlusshinweis"
    KURS = "kurs", "Kursende"
    GEBURTSTAG = "geburtstag", "27. Geburtstag"
    WEG = "weg", "Ein Weg öffnet sich"
    ENTWURF = "entwurf", "Entwurf wird gelöscht"
    NACHFRAGE = "nachfrage", "Nachfrage nach Beginn von Arbeit oder Ausbildung"


class Antragsziel(TextChoices):
    """What was applied for, as far as it matters for the deadline of a paper."""

    VERLAENGERUNG = "verlaengerung", "Verlängerung des Papiers"
    P25A = "25a", "Aufenthaltserlaubnis nach § 25a AufenthG"
    P25B = "25b", "Aufenthaltserlaubnis nach § 25b AufenthG"
    ANDERER = "anderer", "ein anderer Aufenthaltstitel"


class Antragsende(TextChoices):
    """Why an application no longer silences a deadline; no reasons of the authority are kept."""

    ERTEILT = "erteilt", "erteilt"
    ABGELEHNT = "abgelehnt", "abgelehnt"
    ZURUECKGENOMMEN = "zurueckgenommen", "zurückgenommen"
    IRRTUM = "irrtum", "irrtümlich eingetragen"
