"""The vocabulary of the field as code lists; the codes are stored, the labels shown."""

from django.db.models import TextChoices
from django_countries import countries


class Phase(TextChoices):
    """Where a person stands. Only FIVE are counted as „erschlossen“ in the report."""

    IDENTIFIZIERT = "identifiziert", "Identifiziert"
    TERMINVEREINBARUNG = "terminvereinbarung", "Terminvereinbarung"
    CLEARING = "clearing", "Clearing"
    BETREUUNG = "betreuung", "Betreuung"
    KEINE_BEDARFE = "keine_bedarfe", "Keine Bedarfe"
    UNVEREINBARKEIT = "unvereinbarkeit", "Unvereinbarkeit"
    ABGESCHLOSSEN = "abgeschlossen", "Abgeschlossen"


# In the order of the process, which is the order of every list, chart and table.
FIVE_PHASES = (
    Phase.TERMINVEREINBARUNG,
    Phase.CLEARING,
    Phase.BETREUUNG,
    Phase.KEINE_BEDARFE,
    Phase.UNVEREINBARKEIT,
)
PARKED_PHASES = (Phase.KEINE_BEDARFE, Phase.UNVEREINBARKEIT)

PHASE_MEANINGS = {
    Phase.IDENTIFIZIERT: "Die Person ist bekannt, ein erstes Gespräch hat noch nicht stattgefunden.",
    Phase.TERMINVEREINBARUNG: "Das Gespräch über einen persönlichen Termin hat stattgefunden.",
    Phase.CLEARING: "Bedarfe werden ermittelt und Kompetenzen erfasst.",
    Phase.BETREUUNG: "Konkrete Maßnahmen laufen oder werden gesucht.",
    Phase.KEINE_BEDARFE: (
        "Zurzeit besteht kein Förderbedarf oder keiner, den der Spurwechsel bearbeiten kann."
    ),
    Phase.UNVEREINBARKEIT: (
        "Bedarf besteht, die Person hat zurzeit keine Kapazität dafür. Das ist kein Versäumnis."
    ),
    Phase.ABGESCHLOSSEN: "Die Teilnahme ist beendet, das Ergebnis ist festgehalten.",
}


class Abschluss(TextChoices):
    """How a participation ended. There is deliberately no code for a deportation."""

    SPURWECHSEL = "spurwechsel", "Spurwechsel erreicht"
    ARBEIT = "arbeit", "Arbeit aufgenommen"
    AUSBILDUNG = "ausbildung", "Ausbildung aufgenommen"
    VERZOGEN = "verzogen", "verzogen"
    EIGENER_WUNSCH = "eigener_wunsch", "auf eigenen Wunsch"
    WIDERRUF = "widerruf", "Einwilligung widerrufen"
    AUSGEREIST = "ausgereist", "ausgereist oder unbekannt verzogen"
    VERSTORBEN = "verstorben", "verstorben"


class ParkReason(TextChoices):
    """Why a case rests: the first three belong to Keine Bedarfe, the others to Unvereinbarkeit."""

    KEIN_BEDARF = "kein_bedarf", "zurzeit kein Förderbedarf"
    NICHT_BEARBEITBAR = "nicht_bearbeitbar", "Bedarf, den der Spurwechsel nicht bearbeiten kann"
    ANDERE_STELLE = "andere_stelle", "wird von einer anderen Stelle begleitet"
    KINDERBETREUUNG = "kinderbetreuung", "Kinderbetreuung"
    GESUNDHEIT = "gesundheit", "Gesundheit"
    ARBEITSZEIT = "arbeitszeit", "Vollzeit- oder Schichtarbeit"
    WOHNSITUATION = "wohnsituation", "Wohnsituation"
    UMZUG = "umzug", "Umzug"
    KEIN_INTERESSE = "kein_interesse", "zurzeit kein Interesse"
    SONSTIGES = "sonstiges", "sonstiger Grund"


PARK_REASONS = {
    Phase.KEINE_BEDARFE: (ParkReason.KEIN_BEDARF, ParkReason.NICHT_BEARBEITBAR, ParkReason.ANDERE_STELLE),
    Phase.UNVEREINBARKEIT: (
        ParkReason.KINDERBETREUUNG,
        ParkReason.GESUNDHEIT,
        ParkReason.ARBEITSZEIT,
        ParkReason.WOHNSITUATION,
        ParkReason.UMZUG,
        ParkReason.KEIN_INTERESSE,
        ParkReason.SONSTIGES,
    ),
}


class Aufenthaltsstatus(TextChoices):
    """Residence papers by paragraph. A Duldung and a Gestattung are no titles, hence „Status“."""

    AE_104C = "ae_104c", "§ 104c AufenthG (Chancen-Aufenthaltsrecht)"
    AE_25_5 = "ae_25_5", "§ 25 Abs. 5 AufenthG"
    AE_23_1 = "ae_23_1", "§ 23 Abs. 1 AufenthG (Landesaufnahme)"
    DULDUNG_60A = "duldung_60a", "§ 60a AufenthG (Duldung)"
    DULDUNG_60B = "duldung_60b", "§ 60b AufenthG (Duldung, Identität ungeklärt)"
    DULDUNG_60C = "duldung_60c", "§ 60c AufenthG (Ausbildungsduldung)"
    DULDUNG_60D = "duldung_60d", "§ 60d AufenthG (Beschäftigungsduldung)"
    GESTATTUNG_55 = "gestattung_55", "§ 55 AsylG (Aufenthaltsgestattung)"
    FIKTION_81_3 = "fiktion_81_3", "Fiktionsbescheinigung § 81 Abs. 3 S. 1 AufenthG"
    FIKTION_81_3_S2 = "fiktion_81_3_s2", "Fiktionsbescheinigung § 81 Abs. 3 S. 2 AufenthG"
    FIKTION_81_4 = "fiktion_81_4", "Fiktionsbescheinigung § 81 Abs. 4 AufenthG"
    AE_25A = "ae_25a", "§ 25a AufenthG"
    AE_25B = "ae_25b", "§ 25b AufenthG"
    AE_16G = "ae_16g", "§ 16g AufenthG"
    AE_19D = "ae_19d", "§ 19d AufenthG"
    SONSTIGE = "sonstige", "anderer Aufenthaltstitel"


FIKTIONEN = (
    Aufenthaltsstatus.FIKTION_81_3,
    Aufenthaltsstatus.FIKTION_81_3_S2,
    Aufenthaltsstatus.FIKTION_81_4,
)


class Duldungsart(TextChoices):
    """The kind as printed on the paper of § 60a, never the reason. Satz 4 must not be stored."""

    A2_S1 = "60a_2_s1", "§ 60a Abs. 2 S. 1"
    A2_S2 = "60a_2_s2", "§ 60a Abs. 2 S. 2"
    A2_S3 = "60a_2_s3", "§ 60a Abs. 2 S. 3 (Ermessensduldung)"
    A2B = "60a_2b", "§ 60a Abs. 2b"
    A1 = "60a_1", "§ 60a Abs. 1 (Abschiebungsstopp)"
    VERFAHREN = "verfahren", "Verfahrensduldung"


class Nebenbestimmung(TextChoices):
    """The note on work as copied from the paper; whether somebody may work is never computed."""

    ERWERB_GESTATTET = "erwerb_gestattet", "Erwerbstätigkeit gestattet"
    BESCHAEFTIGUNG_GESTATTET = "beschaeftigung_gestattet", "Beschäftigung gestattet"
    MIT_ERLAUBNIS = "mit_erlaubnis", "Beschäftigung nur mit Erlaubnis der Ausländerbehörde"
    BESTIMMTER_ARBEITGEBER = "bestimmter_arbeitgeber", "nur bei bestimmtem Arbeitgeber gestattet"
    NICHT_GESTATTET = "nicht_gestattet", "Erwerbstätigkeit nicht gestattet"
    UNBEKANNT = "unbekannt", "unleserlich oder unbekannt"


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
    EIGENER_WEG = "eigener_weg", "eigener Weg"


class Einwilligung(TextChoices):
    LIEGT_VOR = "liegt_vor", "liegt vor"
    WIRD_EINGEHOLT = "wird_eingeholt", "wird noch eingeholt"
    NICHT_ERTEILT = "nicht_erteilt", "nicht erteilt"
    WIDERRUFEN = "widerrufen", "widerrufen"


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


class EventKind(TextChoices):
    REGISTERED = "aufnahme", "Aufnahme"
    CORRECTED = "stammdaten", "Stammdaten geändert"
    RESIDENCE_RECORDED = "aufenthalt", "Aufenthaltsstatus eingetragen"
    RESIDENCE_CORRECTED = "aufenthalt_berichtigt", "Aufenthaltsstatus berichtigt"
    RESIDENCE_WITHDRAWN = "aufenthalt_zurueckgenommen", "Aufenthaltsstatus zurückgenommen"
    CONSENT_CHANGED = "einwilligung", "Einwilligung geändert"
    IDENTITY_RECORDED = "identitaet", "Identitätsklärung eingetragen"
    EXCLUSION_RECORDED = "ausschlusshinweis", "Ausschlusshinweis eingetragen"
    MOVED = "status", "Status geändert"
    MOVE_REVOKED = "status_zurueckgenommen", "Statusänderung zurückgenommen"
    FOLLOW_UP_DONE = "wiedervorlage", "Wiedervorlage erledigt"
    USER_CHANGED = "zugang", "Zugang geändert"
    SETTINGS_CHANGED = "einstellung", "Einstellung geändert"
    REPORT_ISSUED = "bericht", "Bericht freigegeben"


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


def nationality_choices() -> list[tuple[str, str]]:
    """ISO 3166-1 codes with German names, plus Kosovo and the two answers that are no country."""
    named = dict(iter(countries))
    named.setdefault("XK", "Kosovo")
    ordered = sorted(named.items(), key=lambda pair: pair[1].translate(_UMLAUTS).casefold())
    return [*ordered, ("staatenlos", "staatenlos"), ("ungeklaert", "ungeklärt")]


_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U", "ß": "ss"})
