"""The words of the daily work, of the Clearing and of the plan: appointments, sections, needs, measures."""

from django.db.models import TextChoices


class Abschnitt(TextChoices):
    """The six sections of a Clearing talk, in their order; any order of filling them is right."""

    RAHMEN = "rahmen", "Rahmen"
    AUFENTHALT = "aufenthalt", "Aufenthalt und Identität"
    SPRACHE = "sprache", "Sprache"
    BILDUNG = "bildung", "Schule, Ausbildung, Beruf, Kompetenzen"
    LEBENSLAGE = "lebenslage", "Lebenslage"
    WUENSCHE = "wuensche", "Wünsche und Ziele"


class Stand(TextChoices):
    OFFEN = "offen", "noch offen"
    ANGEFANGEN = "angefangen", "angefangen"
    FERTIG = "fertig", "fertig"


class Gespraechsort(TextChoices):
    BUERO = "buero", "im Büro"
    UNTERKUNFT = "unterkunft", "in der Unterkunft"
    PARTNER = "partner", "bei einer Partnerstelle"
    TELEFON = "telefon", "am Telefon"
    VIDEO = "video", "per Video"
    ANDERER = "anderer", "an einem anderen Ort"


class Verstaendigung(TextChoices):
    DEUTSCH = "deutsch", "auf Deutsch"
    VOR_ORT = "vor_ort", "mit Sprachmittlung vor Ort"
    FERN = "fern", "mit Sprachmittlung per Telefon oder Video"
    ANDERE = "andere", "in anderer gemeinsamer Sprache"


class Identitaetsschritt(TextChoices):
    """The six acts that § 60b Abs. 3 S. 1 AufenthG calls reasonable, in its order."""

    ANTRAG = "antrag", "an der Ausstellung oder Verlängerung eines Passes mitgewirkt"
    VORSPRACHE = "vorsprache", "persönlich vorgesprochen, Angaben und Erklärungen abgegeben"
    FREIWILLIGKEIT = "freiwilligkeit", "Erklärung zur freiwilligen Ausreise abgegeben"
    WEHRPFLICHT = "wehrpflicht", "Erklärung zur Wehrpflicht abgegeben"
    GEBUEHREN = "gebuehren", "übliche Gebühren gezahlt"
    ERNEUT = "erneut", "Bemühungen auf Aufforderung wiederholt"


class Nachweisort(TextChoices):
    PERSON = "person", "bei der Person"
    BEHOERDE = "behoerde", "bei der Ausländerbehörde"
    KEINER = "keiner", "noch kein Nachweis"


class Bedarf(TextChoices):
    ALPHABETISIERUNG = "alphabetisierung", "Alphabetisierung"
    SPRACHKURS = "sprachkurs", "Sprachkurs"
    ANERKENNUNG = "anerkennung", "Anerkennung ausländischer Abschlüsse"
    SCHULABSCHLUSS = "schulabschluss", "Schulabschluss"
    AUSBILDUNG = "ausbildung", "Ausbildung"
    WEITERBILDUNG = "weiterbildung", "Weiterbildung, Teilqualifizierung"
    ARBEIT = "arbeit", "Arbeit, Vermittlung"
    ORIENTIERUNG = "orientierung", "Berufsorientierung"
    DIGITALES = "digitales", "Digitales"
    KINDERBETREUUNG = "kinderbetreuung", "Kinderbetreuung"
    FAMILIE = "familie", "Familie, Elternzeit"
    WOHNUNG = "wohnung", "Wohnung"
    GESUNDHEIT = "gesundheit", "Gesundheit"
    FUEHRERSCHEIN = "fuehrerschein", "Führerschein"
    MOBILITAET = "mobilitaet", "Mobilität, Wohnsitzauflage"
    SCHULDEN = "schulden", "Schulden"
    LEISTUNGEN = "leistungen", "Leistungen, Rechtskreiswechsel"
    IDENTITAETSDOKUMENTE = "identitaetsdokumente", "Identitätsdokumente"
    AUFENTHALTSRECHT = "aufenthaltsrecht", "Aufenthaltsrecht"
    ERLAUBNIS = "erlaubnis", "Beschäftigungserlaubnis"


class Bedarfsende(TextChoices):
    """Why a need was closed; KEIN_ANGEBOT feeds the statistic of gaps."""

    GEDECKT = "gedeckt", "gedeckt"
    VERWIESEN = "verwiesen", "an eine andere Stelle verwiesen"
    NICHT_MEHR = "nicht_mehr", "nicht mehr relevant"
    KEIN_ANGEBOT = "kein_angebot", "kein Angebot vorhanden"
    NICHT_GEWUENSCHT = "nicht_gewuenscht", "von der Person nicht gewünscht"


class Massnahmenart(TextChoices):
    INTEGRATIONSKURS = "integrationskurs", "Integrationskurs"
    BERUFSSPRACHKURS = "berufssprachkurs", "Berufssprachkurs"
    DEUTSCHKURS_LAND = "deutschkurs_land", "Deutschkurs für Geflüchtete (ESF+)"
    SPRACHFOERDERUNG_KIM = "sprachfoerderung_kim", "niedrigschwellige Sprachförderung (KIM)"
    SPRACHKURS_SONST = "sprachkurs_sonst", "anderer Sprachkurs (VHS, Ehrenamt)"
    AKTIVIERUNG = "aktivierung", "Maßnahme zur Aktivierung, AVGS"
    VERMITTLUNGSBUDGET = "vermittlungsbudget", "Vermittlungsbudget"
    WEITERBILDUNG = "weiterbildung", "berufliche Weiterbildung, Bildungsgutschein"
    TEILQUALIFIZIERUNG = "teilqualifizierung", "Teilqualifizierung"
    EINSTIEGSQUALIFIZIERUNG = "einstiegsqualifizierung", "Einstiegsqualifizierung"
    BERUFSVORBEREITUNG = "berufsvorbereitung", "Berufsvorbereitende Bildungsmaßnahme"
    ASSISTIERTE_AUSBILDUNG = "assistierte_ausbildung", "Assistierte Ausbildung"
    AUSBILDUNGSBEIHILFE = "ausbildungsbeihilfe", "Berufsausbildungsbeihilfe"
    AUSSERBETRIEBLICH = "ausserbetrieblich", "außerbetriebliche Ausbildung"
    EINGLIEDERUNGSZUSCHUSS = "eingliederungszuschuss", "Eingliederungszuschuss"
    ARBEITSGELEGENHEIT = "arbeitsgelegenheit", "Arbeitsgelegenheit"
    ANERKENNUNGSVERFAHREN = "anerkennungsverfahren", "Anerkennungsverfahren, Anpassungslehrgang"
    PRAKTIKUM = "praktikum", "Praktikum"
    FREIWILLIGENDIENST = "freiwilligendienst", "Freiwilligendienst"
    ARBEITSAUFNAHME = "arbeitsaufnahme", "Begleitung in Arbeit"
    AUSBILDUNGSAUFNAHME = "ausbildungsaufnahme", "Begleitung in Ausbildung"
    SCHULE = "schule", "Schule, Oberstufenzentrum, VHS"
    KOMPETENZFESTSTELLUNG = "kompetenzfeststellung", "Kompetenzfeststellung"
    JOBCOACHING = "jobcoaching", "Jobcoaching"
    RECHTSBERATUNG = "rechtsberatung", "Verfahrens- und Aufenthaltsberatung (extern)"
    GESUNDHEITSANGEBOT = "gesundheitsangebot", "psychosoziales Angebot (extern)"
    SONSTIGE = "sonstige", "andere Maßnahme"


class Massnahmenergebnis(TextChoices):
    BEENDET = "beendet", "regulär beendet"
    ZERTIFIKAT = "zertifikat", "mit Zertifikat beendet"
    ABGEBROCHEN = "abgebrochen", "abgebrochen"
    VERLEGT = "verlegt", "verlegt"
    NICHT_ANGETRETEN = "nicht_angetreten", "nicht angetreten"


class Abbruchgrund(TextChoices):
    """Neutral on purpose: AUFENTHALT carries no details."""

    ARBEIT = "arbeit", "Arbeit aufgenommen"
    UMZUG = "umzug", "Umzug"
    TRAEGER = "traeger", "Träger hat beendet"
    GESUNDHEIT = "gesundheit", "Gesundheit"
    KINDERBETREUUNG = "kinderbetreuung", "Kinderbetreuung"
    UEBERFORDERUNG = "ueberforderung", "Überforderung"
    AUFENTHALT = "aufenthalt", "aufenthaltsbedingt"
    MOTIVATION = "motivation", "Motivation"
    SONSTIGES = "sonstiges", "anderer Grund"


class Finanzierung(TextChoices):
    BAMF = "bamf", "BAMF"
    AGENTUR = "agentur", "Agentur für Arbeit"
    JOBCENTER = "jobcenter", "Jobcenter"
    SOZIALAMT = "sozialamt", "Sozialamt"
    LAND = "land", "Land Brandenburg, ESF+"
    KOMMUNE = "kommune", "Kommune"
    BETRIEB = "betrieb", "Betrieb"
    SELBST = "selbst", "selbst bezahlt"
    KOSTENFREI = "kostenfrei", "kostenfrei"


class Anwesenheit(TextChoices):
    ANWESEND = "anwesend", "anwesend"
    ENTSCHULDIGT = "entschuldigt", "entschuldigt gefehlt"
    UNENTSCHULDIGT = "unentschuldigt", "ohne Nachricht gefehlt"


class Verbleib(TextChoices):
    """Answer to the question after 3, 6 and 12 months."""

    IN_ARBEIT = "in_arbeit", "in Arbeit"
    IN_AUSBILDUNG = "in_ausbildung", "in Ausbildung"
    NICHT_MEHR = "nicht_mehr", "nicht mehr in Arbeit oder Ausbildung"
    NICHT_ERREICHT = "nicht_erreicht", "nicht erreicht"


class Zielstand(TextChoices):
    OFFEN = "offen", "offen"
    ERREICHT = "erreicht", "erreicht"
    TEILWEISE = "teilweise", "teilweise erreicht"
    AUFGEGEBEN = "aufgegeben", "nicht weiter verfolgt"


class EsfZeitpunkt(TextChoices):
    """When the ESF+ asks: on entry, up to four weeks after the exit, and six months after it."""

    EINTRITT = "eintritt", "bei Eintritt"
    AUSTRITT = "austritt", "bei Austritt"
    SECHS_MONATE = "sechs-monate", "sechs Monate nach Austritt"


class EsfArbeit(TextChoices):
    """Situation on the labour market as Annex I of VO (EU) 2021/1057 divides it."""

    ARBEITSLOS = "arbeitslos", "arbeitslos, kürzer als zwölf Monate"
    LANGZEIT = "langzeit", "arbeitslos, zwölf Monate oder länger"
    NICHT_ERWERBSTAETIG = "nicht", "nicht erwerbstätig und nicht arbeitslos"
    ERWERBSTAETIG = "erwerbstaetig", "erwerbstätig, auch selbständig"
    KEINE_ANGABE = "keine_angabe", "keine Angabe"


class EsfBildung(TextChoices):
    ISCED_0_2 = "isced_0_2", "bis zur 10. Klasse (ISCED 0–2)"
    ISCED_3_4 = "isced_3_4", "Abitur oder Berufsausbildung (ISCED 3–4)"
    ISCED_5_8 = "isced_5_8", "Studium oder Meister (ISCED 5–8)"
    KEINE_ANGABE = "keine_angabe", "keine Angabe"


class EsfAntwort(TextChoices):
    JA = "ja", "ja"
    NEIN = "nein", "nein"
    KEINE_ANGABE = "keine_angabe", "keine Angabe"


class Terminart(TextChoices):
    """The first talk is the one that makes a person „erschlossen“."""

    ERSTGESPRAECH = "erstgespraech", "Erstgespräch"
    CLEARING = "clearing", "Clearing-Gespräch"
    BETREUUNG = "betreuung", "Gespräch in der Betreuung"
    TELEFONAT = "telefonat", "Telefonat"
    BEGLEITUNG = "begleitung", "Begleitung zu einer Stelle"
    PARTNER = "partner", "Termin bei einer Partnerstelle"
    ANDERER = "anderer", "anderer Termin"


class Terminstand(TextChoices):
    GEPLANT = "geplant", "geplant"
    WAHRGENOMMEN = "wahrgenommen", "wahrgenommen"
    ABGESAGT = "abgesagt", "rechtzeitig abgesagt"
    KURZFRISTIG = "kurzfristig", "kurzfristig abgesagt"
    NICHT_ERSCHIENEN = "nicht_erschienen", "nicht erschienen"
    VERLEGT = "verlegt", "verlegt"


class Kontaktweg(TextChoices):
    TELEFON = "telefon", "Telefon"
    BRIEF = "brief", "Brief"
    E_MAIL = "e_mail", "E-Mail"
    NACHRICHT = "nachricht", "SMS oder Messenger"
    VOR_ORT = "vor_ort", "persönlich vor Ort"
    NETZWERK = "netzwerk", "über eine andere Stelle"


class Kontaktergebnis(TextChoices):
    """Hesitating is not refusing: „möchte überlegen“ and „zurzeit nicht“ are answers, no failures."""

    ERREICHT = "erreicht", "erreicht"
    UEBERLEGT = "ueberlegt", "erreicht, möchte überlegen"
    ZURZEIT_NICHT = "zurzeit_nicht", "erreicht, möchte zurzeit nicht"
    HINTERLASSEN = "hinterlassen", "Nachricht hinterlassen oder zugestellt"
    KEINE_ANTWORT = "keine_antwort", "keine Antwort"
    NICHT_ZUSTELLBAR = "nicht_zustellbar", "Nummer oder Adresse stimmt nicht"


class Aufgabenherkunft(TextChoices):
    HAND = "hand", "selbst angelegt"
    REGEL = "regel", "aus einer Regel"
    TERMIN = "termin", "aus einem Termin"
    VERWEIS = "verweis", "aus einem Verweis"
    BERICHT = "bericht", "aus einem Bericht"
