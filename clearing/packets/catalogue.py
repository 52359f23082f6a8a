"""The words of a move to another Kommune: what a packet holds, where it stands, why it is refused."""

from django.db.models import TextChoices


class Paketteil(TextChoices):
    """What can go along. Notes, letters, the history and the Ausschlusshinweis never do."""

    STAMMDATEN = "stammdaten", "Stammdaten"
    PAPIERE = "papiere", "Aufenthaltspapiere"
    PROFIL = "profil", "Clearing-Profil"
    ARBEIT = "arbeit", "Arbeit und Ausbildung"
    NACHWEISE = "nachweise", "Zertifikate und Anerkennungen"
    BEDARFE = "bedarfe", "offene Bedarfe"


TEXTS = {
    Paketteil.STAMMDATEN: "Name, Geburt, Staatsangehörigkeit, Sprache, Telefon, Einreise",
    Paketteil.PAPIERE: "Papiere mit Gültigkeit und Nebenbestimmung, Pass, Stand des Asylverfahrens",
    Paketteil.PROFIL: (
        "was zu Sprache, Bildung, Lebenslage und Wünschen festgehalten ist, auch zu Hilfe bei Gesundheit"
    ),
    Paketteil.ARBEIT: "Beschäftigungen und Ausbildungen",
    Paketteil.NACHWEISE: "was die Person schon erreicht hat",
    Paketteil.BEDARFE: "woran noch zu arbeiten ist",
}
# Without these there is no case to open.
ALWAYS = Paketteil.STAMMDATEN


class Paketstand(TextChoices):
    WARTET = "wartet", "wartet auf die Entscheidung"
    ANGENOMMEN = "angenommen", "angenommen"
    ABGELEHNT = "abgelehnt", "abgelehnt"
    ZURUECKGEZOGEN = "zurueckgezogen", "zurückgezogen"
    WIDERRUFEN = "widerrufen", "gestoppt, Einwilligung widerrufen"
    ABGELAUFEN = "abgelaufen", "abgelaufen"


class Ablehnung(TextChoices):
    KEINE_AUFNAHME = "keine_aufnahme", "zurzeit keine Aufnahme möglich"
    NICHT_ZUSTAENDIG = "nicht_zustaendig", "nicht zuständig, die Person wohnt nicht hier"
    SCHON_HIER = "schon_hier", "die Person ist hier schon aufgenommen"
    ANGABEN_FEHLEN = "angaben_fehlen", "wichtige Angaben fehlen"


# So many days the other side has; then the packet is empty.
DAYS_OPEN = 21
