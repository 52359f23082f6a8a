"""Language, schooling, household and livelihood: the codes that rules and statistics read."""

from django.db.models import TextChoices


class Niveau(TextChoices):
    """Levels of the Gemeinsamer Europäischer Referenzrahmen (GER)."""

    KEINE = "keine", "noch keine Kenntnisse"
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


class Sprachnachweis(TextChoices):
    ZERTIFIKAT = "zertifikat", "Zertifikat"
    EINSTUFUNG = "einstufung", "Einstufungstest"
    SELBSTAUSKUNFT = "selbstauskunft", "eigene Einschätzung"


class Schriftkenntnis(TextChoices):
    """Literacy as course providers ask for it."""

    ALPHABETISIERT = "alphabetisiert", "liest und schreibt lateinische Schrift"
    ZWEITSCHRIFT = "zweitschrift", "liest und schreibt eine andere Schrift"
    FUNKTIONAL = "funktional", "liest und schreibt mit Mühe"
    PRIMAER = "primaer", "lernt Lesen und Schreiben neu"


class Grundkenntnisse(TextChoices):
    LEBEN_IN_DEUTSCHLAND = "leben_in_deutschland", "Test „Leben in Deutschland“"
    EINBUERGERUNGSTEST = "einbuergerungstest", "Einbürgerungstest"
    SCHULABSCHLUSS = "schulabschluss", "deutscher Schulabschluss"
    ORIENTIERUNGSKURS = "orientierungskurs", "Orientierungskurs"
    KEINE = "keine", "kein Nachweis"


class Schulbildung(TextChoices):
    """Highest schooling, in bands of ISCED 2011."""

    OHNE = "ohne", "kein Schulbesuch"
    PRIMAR = "primar", "Grundschule (ISCED 1)"
    SEKUNDAR_1 = "sekundar_1", "bis zur 9. oder 10. Klasse (ISCED 2)"
    SEKUNDAR_2 = "sekundar_2", "Abitur oder Berufsausbildung (ISCED 3–4)"
    TERTIAER = "tertiaer", "Studium oder Meister (ISCED 5–8)"


class Nachweislage(TextChoices):
    DOKUMENTIERT = "dokumentiert", "dokumentiert"
    ANGEGEBEN = "angegeben", "angegeben, ohne Unterlagen"


class Anerkennung(TextChoices):
    NICHT_NOETIG = "nicht_noetig", "nicht nötig"
    EMPFOHLEN = "empfohlen", "empfohlen"
    ANTRAG = "antrag", "Antrag gestellt"
    TEILWEISE = "teilweise", "teilweise gleichwertig"
    GLEICHWERTIG = "gleichwertig", "gleichwertig"
    VERGLEICHBAR = "vergleichbar", "vergleichbar (Hochschule)"
    ABGELEHNT = "abgelehnt", "abgelehnt"


class Anerkennungsstelle(TextChoices):
    HWK = "hwk", "Handwerkskammer"
    IHK_FOSA = "ihk_fosa", "IHK FOSA"
    ZAB = "zab", "Zentralstelle für ausländisches Bildungswesen"
    LANDESBEHOERDE = "landesbehoerde", "Landesbehörde (zum Beispiel Gesundheitsberufe)"
    SCHULAMT = "schulamt", "Staatliches Schulamt"
    ANDERE = "andere", "andere Stelle"


class Bildungsweg(TextChoices):
    SCHULE = "schule", "Schule"
    AUSBILDUNG = "ausbildung", "Ausbildung"
    STUDIUM = "studium", "Studium"


class ItKenntnisse(TextChoices):
    KEINE = "keine", "keine"
    HANDY = "handy", "Smartphone"
    GRUND = "grund", "Grundkenntnisse am Computer"
    SICHER = "sicher", "sicher am Computer"
    BERUF = "beruf", "IT als Beruf"


class Fuehrerschein(TextChoices):
    KEINER = "keiner", "keiner"
    AUSLAENDISCH = "auslaendisch", "ausländischer Führerschein"
    UMSCHREIBUNG = "umschreibung", "Umschreibung läuft"
    DEUTSCH = "deutsch", "deutscher Führerschein"


class Kompetenzverfahren(TextChoices):
    MYSKILLS = "myskills", "MYSKILLS"
    PROFILPASS = "profilpass", "ProfilPASS in Einfacher Sprache"
    KOMPETENZKARTEN = "kompetenzkarten", "Kompetenzkarten"
    VALIKOM = "valikom", "ValiKom"
    PROBEARBEIT = "probearbeit", "betriebliche Probearbeit"
    GESPRAECH = "gespraech", "Gespräch"


class Ergebnisstufe(TextChoices):
    EINSTIEG = "einstieg", "Einstieg: Tätigkeiten nach Anleitung"
    HELFER = "helfer", "Helferniveau"
    TEILWEISE = "teilweise", "Teile eines Berufs auf Fachkraftniveau"
    FACHKRAFT = "fachkraft", "Fachkraftniveau"
    EXPERTE = "experte", "Spezialisten- oder Expertenniveau"


class Asylverfahren(TextChoices):
    LAUFEND = "laufend", "läuft"
    ABGELEHNT = "unanfechtbar_abgelehnt", "unanfechtbar abgelehnt"
    ZURUECKGENOMMEN = "zurueckgenommen", "zurückgenommen"
    NIE = "nie", "nie ein Antrag gestellt"
    MIT_SPERRE = "abgelehnt_mit_sperre", "abgelehnt mit Sperre für Titel"


class Passlage(TextChoices):
    GUELTIG = "gueltig", "gültiger Pass"
    ABGELAUFEN = "abgelaufen", "abgelaufener Pass"
    ERSATZ = "ersatz", "Passersatz"
    KEINER = "keiner", "kein Pass"


class Partnerschaft(TextChoices):
    """Married or verpartnert, as far as a rule asks for it."""

    KEINER = "keiner", "nicht verheiratet oder verpartnert"
    IM_HAUSHALT = "im_haushalt", "verheiratet oder verpartnert, gemeinsamer Haushalt"
    GETRENNT = "getrennt", "verheiratet oder verpartnert, getrennt lebend"


class Unterhaltsausnahme(TextChoices):
    """Reasons why benefits are harmless for a while (§ 25b Abs. 1 S. 3 AufenthG)."""

    STUDIUM = "studium", "Studium"
    AUSBILDUNG = "ausbildung", "Ausbildung oder geförderte Berufsvorbereitung"
    FAMILIE = "familie", "Familie mit minderjährigen Kindern, ergänzende Leistungen"
    ALLEINERZIEHEND = "alleinerziehend", "alleinerziehend, Arbeit nicht zumutbar"
    PFLEGE = "pflege", "Pflege naher Angehöriger"
    KEINE = "keine", "keine davon"


class Wohnform(TextChoices):
    GEMEINSCHAFT = "gemeinschaft", "Gemeinschaftsunterkunft"
    WOHNVERBUND = "wohnverbund", "Wohnverbund"
    EIGENE = "eigene", "eigene Wohnung"
    AUFNAHME = "aufnahme", "Aufnahmeeinrichtung"
    SONSTIGE = "sonstige", "andere Wohnform"


class Mobilitaet(TextChoices):
    ORT = "ort", "nur am Wohnort"
    NAHVERKEHR = "nahverkehr", "mit Bus und Bahn in der Umgebung"
    AUTO = "auto", "mit dem Auto"
    UMZUG = "umzug", "auch mit Umzug"
