"""Work and training: occupations, contracts, results of episodes."""

from django.db.models import TextChoices


class Beruf(TextChoices):
    """The 37 main groups (Berufshauptgruppen) of the Klassifikation der Berufe 2010."""

    K01 = "01", "01 Reguläre Streitkräfte"
    K11 = "11", "11 Land-, Tier- und Forstwirtschaft"
    K12 = "12", "12 Gartenbau und Floristik"
    K21 = "21", "21 Rohstoffgewinnung, Glas und Keramik"
    K22 = "22", "22 Kunststoff und Holz"
    K23 = "23", "23 Papier, Druck, technische Mediengestaltung"
    K24 = "24", "24 Metallerzeugung und Metallbau"
    K25 = "25", "25 Maschinen- und Fahrzeugtechnik"
    K26 = "26", "26 Mechatronik, Energie und Elektro"
    K27 = "27", "27 Technische Entwicklung und Produktionssteuerung"
    K28 = "28", "28 Textil und Leder"
    K29 = "29", "29 Lebensmittelherstellung und Küche"
    K31 = "31", "31 Bauplanung, Architektur, Vermessung"
    K32 = "32", "32 Hoch- und Tiefbau"
    K33 = "33", "33 Innenausbau"
    K34 = "34", "34 Gebäude- und Versorgungstechnik"
    K41 = "41", "41 Mathematik, Biologie, Chemie, Physik"
    K42 = "42", "42 Geologie, Geografie, Umweltschutz"
    K43 = "43", "43 Informatik und Kommunikationstechnik"
    K51 = "51", "51 Verkehr und Logistik (ohne Fahrzeugführung)"
    K52 = "52", "52 Führen von Fahrzeugen und Transportgeräten"
    K53 = "53", "53 Schutz, Sicherheit, Überwachung"
    K54 = "54", "54 Reinigung"
    K61 = "61", "61 Einkauf, Vertrieb, Handel"
    K62 = "62", "62 Verkauf"
    K63 = "63", "63 Tourismus, Hotel, Gaststätten"
    K71 = "71", "71 Unternehmensführung und -organisation"
    K72 = "72", "72 Finanzen, Rechnungswesen, Steuern"
    K73 = "73", "73 Recht und Verwaltung"
    K81 = "81", "81 Medizinische Gesundheitsberufe"
    K82 = "82", "82 Nichtmedizinische Gesundheit, Pflege, Körperpflege"
    K83 = "83", "83 Erziehung, Soziales, Hauswirtschaft"
    K84 = "84", "84 Lehre und Ausbildung"
    K91 = "91", "91 Sprach-, Geistes- und Gesellschaftswissenschaften"
    K92 = "92", "92 Werbung, Marketing, Medien"
    K93 = "93", "93 Produktdesign und Kunsthandwerk"
    K94 = "94", "94 Darstellende und unterhaltende Berufe"


class Beschaeftigungsart(TextChoices):
    SV = "sv", "sozialversicherungspflichtig"
    MINIJOB = "minijob", "Minijob"
    PRAKTIKUM = "praktikum", "Praktikum"
    AGH = "agh", "Arbeitsgelegenheit"
    FREIWILLIG = "freiwillig", "Freiwilligendienst"
    SELBSTAENDIG = "selbstaendig", "selbständig"


class Erlaubnis(TextChoices):
    """The Beschäftigungserlaubnis for this job, as told or seen; it is tied to the job."""

    NICHT_NOETIG = "nicht_noetig", "nicht nötig"
    BEANTRAGT = "beantragt", "beantragt"
    ERTEILT = "erteilt", "erteilt"
    ABGELEHNT = "abgelehnt", "abgelehnt"


class Beendigung(TextChoices):
    """Why a job or training ended; neutral words, no details."""

    VERTRAGSENDE = "vertragsende", "Vertrag ausgelaufen"
    BETRIEB = "betrieb", "Kündigung durch den Betrieb"
    PERSON = "person", "Kündigung durch die Person"
    ANDERE_ARBEIT = "andere_arbeit", "andere Arbeit oder Ausbildung"
    ABGESCHLOSSEN = "abgeschlossen", "erfolgreich abgeschlossen"
    AUFENTHALT = "aufenthalt", "aufenthaltsbedingt"
    SONSTIGES = "sonstiges", "anderer Grund"


class Ausbildungsart(TextChoices):
    QUALIFIZIERT = "qualifiziert", "qualifizierte Berufsausbildung (mindestens zwei Jahre)"
    HELFER_ENGPASS = "helfer_engpass", "Helferausbildung im Engpassberuf mit Zusage der Ausbildung"


class Ausbildungsvertrag(TextChoices):
    EINGETRAGEN = "eingetragen", "eingetragen bei der Kammer"
    BEANTRAGT = "beantragt", "Eintragung beantragt"
    SCHULE = "schule", "Vertrag mit der Schule"
    ZUSTIMMUNG = "zustimmung", "Zustimmung der Bildungseinrichtung"
    ZUSAGE = "zusage", "nur mündliche oder schriftliche Zusage"
