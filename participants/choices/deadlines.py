"""What may run out, and what may be applied for."""

from django.db.models import TextChoices


class Fristart(TextChoices):
    """Kinds of deadlines; each has its own steps of warning."""

    PAPIER = "papier", "Aufenthaltspapier"
    CHANCENAUFENTHALT = "chancenaufenthalt", "Chancen-Aufenthalt nach § 104c"
    ERLAUBNIS = "erlaubnis", "Beschäftigungserlaubnis"
    PASS = "pass", "Pass oder Passersatz"
    EINWILLIGUNG = "einwilligung", "Einwilligung ohne Antwort"
    WIEDERVORLAGE = "wiedervorlage", "Wiedervorlage"
    PRUEFUNG = "pruefung", "Wiedervorlage Identität und Ausschlusshinweis"
    BERECHTIGUNG = "berechtigung", "Teilnahmeberechtigung für einen Kurs"
    KURS = "kurs", "Kursende"
    GEBURTSTAG = "geburtstag", "27. Geburtstag"
    WEG = "weg", "Ein Weg öffnet sich"
    ENTWURF = "entwurf", "Entwurf wird gelöscht"
    NACHFRAGE = "nachfrage", "Nachfrage nach Beginn von Arbeit oder Ausbildung"
    VERWEIS = "verweis", "Verweis ohne Antwort"


class Antragsziel(TextChoices):
    """What was applied for, as far as a deadline or a rule asks; a paragraph has the key of its way."""

    VERLAENGERUNG = "verlaengerung", "Verlängerung des Papiers"
    P25A = "25a", "Aufenthaltserlaubnis nach § 25a AufenthG"
    P25B = "25b", "Aufenthaltserlaubnis nach § 25b AufenthG"
    P16G = "16g", "Aufenthaltserlaubnis für eine Ausbildung nach § 16g AufenthG"
    P60C = "60c", "Ausbildungsduldung nach § 60c AufenthG"
    P60D = "60d", "Beschäftigungsduldung nach § 60d AufenthG"
    ANDERER = "anderer", "ein anderer Aufenthaltstitel"

    @property
    def is_way(self) -> bool:
        """Whether the rules judge a way to this title by the day of its application."""
        return self not in (Antragsziel.VERLAENGERUNG, Antragsziel.ANDERER)


class Antragsende(TextChoices):
    """Why an application no longer silences a deadline; no reasons of the authority are kept."""

    ERTEILT = "erteilt", "erteilt"
    ABGELEHNT = "abgelehnt", "abgelehnt"
    ZURUECKGENOMMEN = "zurueckgenommen", "zurückgenommen"
    IRRTUM = "irrtum", "irrtümlich eingetragen"
