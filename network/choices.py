"""The seven groups of partners, what each of them does for a case, and how an offer is described."""

from django.db.models import TextChoices


class Leistung(TextChoices):
    """What a partner can do for participants or for the project."""

    KOMPETENZBUENDELUNG = "kompetenzbuendelung", "Kompetenzbündelung"
    VERWEISBERATUNG = "verweisberatung", "Verweisberatung"
    ANERKENNUNG = "anerkennung", "Anerkennung von Qualifikationen"
    VERMITTLUNG = "vermittlung", "Vermittlung in den Arbeitsmarkt"
    BERATUNG = "beratung", "Beratung"
    UEBERPRUEFUNG = "ueberpruefung", "Überprüfung"
    TITELWECHSEL = "titelwechsel", "Änderung des Aufenthaltstitels"
    QUALIFIKATION = "qualifikation", "Qualifikation"
    ERFAHRUNGSAUSTAUSCH = "erfahrungsaustausch", "Erfahrungsaustausch"
    MONITORING = "monitoring", "Monitoring"
    SPRACHMITTLUNG = "sprachmittlung", "Sprach- und Kulturmittlung"


class Partnergruppe(TextChoices):
    """EIGENE_PROJEKTE bears the name that the Kommune itself uses, such as „Projekte FB 15“."""

    EIGENE_PROJEKTE = "eigene_projekte", "Eigene Projekte der Kommune"
    FREIE_TRAEGER = "freie_traeger", "Freie Träger"
    KAMMERN = "kammern", "Kammern"
    BEHOERDEN = "behoerden", "Behörden"
    WIRTSCHAFT = "wirtschaft", "Wirtschaft"
    ANDERE_KOMMUNEN = "andere_kommunen", "Spurwechsel in anderen Kommunen"
    MSO = "mso", "Migrantische Selbstorganisation"


LEISTUNGEN: dict[Partnergruppe, tuple[Leistung, ...]] = {
    Partnergruppe.EIGENE_PROJEKTE: (Leistung.KOMPETENZBUENDELUNG, Leistung.VERWEISBERATUNG),
    Partnergruppe.FREIE_TRAEGER: (Leistung.KOMPETENZBUENDELUNG, Leistung.VERWEISBERATUNG),
    Partnergruppe.KAMMERN: (Leistung.ANERKENNUNG, Leistung.VERMITTLUNG),
    Partnergruppe.BEHOERDEN: (
        Leistung.BERATUNG,
        Leistung.UEBERPRUEFUNG,
        Leistung.VERWEISBERATUNG,
        Leistung.VERMITTLUNG,
        Leistung.TITELWECHSEL,
    ),
    Partnergruppe.WIRTSCHAFT: (Leistung.QUALIFIKATION, Leistung.VERMITTLUNG),
    Partnergruppe.ANDERE_KOMMUNEN: (Leistung.ERFAHRUNGSAUSTAUSCH, Leistung.MONITORING),
    Partnergruppe.MSO: (Leistung.SPRACHMITTLUNG, Leistung.VERWEISBERATUNG),
}


class Datenschutzrolle(TextChoices):
    """How the organisation stands to the Kommune where it gets data of a person (Art. 4, 26, 28 DSGVO)."""

    EIGENER = "eigener", "eigener Verantwortlicher"
    AUFTRAG = "auftrag", "Auftragsverarbeitung (AVV)"
    GEMEINSAM = "gemeinsam", "gemeinsam verantwortlich"


class Einzugsgebiet(TextChoices):
    KOMMUNE = "kommune", "nur die Kommune"
    UMGEBUNG = "umgebung", "Kommune und Umgebung"
    LAND = "land", "ganz Brandenburg"
    ONLINE = "online", "überall, online oder am Telefon"


class Platzlage(TextChoices):
    FREI = "frei", "Plätze frei"
    WARTELISTE = "warteliste", "Warteliste"
    VOLL = "voll", "zurzeit voll"


class Kosten(TextChoices):
    FREI = "frei", "kostenfrei"
    FOERDERBAR = "foerderbar", "kostet, kann übernommen werden"
    SELBST = "selbst", "selbst zu zahlen"


class Zugangsweg(TextChoices):
    """Whether a person may come unasked or an authority has to allow or assign the place."""

    SELBST = "selbst", "Person meldet sich selbst"
    VERMITTELT = "vermittelt", "Fallbegleitung meldet an"
    BEHOERDE = "behoerde", "nur über eine Behörde"


class Vorgang(TextChoices):
    """What is recorded about a decision on the directory."""

    ORGANISATION_ADDED = "organisation", "Organisation angelegt"
    ORGANISATION_CHANGED = "organisation_geaendert", "Organisation geändert"
    CONTACT_CHANGED = "kontakt", "Kontakt geändert"
    SERVICE_ADDED = "angebot", "Angebot angelegt"
    SERVICE_CHANGED = "angebot_geaendert", "Angebot geändert"
    SERVICE_CHECKED = "angebot_geprueft", "Angebot geprüft"
    VACANCY_ADDED = "stelle", "Stelle angelegt"
    VACANCY_CHANGED = "stelle_geaendert", "Stelle geändert"
    VACANCY_CLOSED = "stelle_geschlossen", "Stelle geschlossen"
    VACANCY_REOPENED = "stelle_wieder_offen", "Stelle wieder geöffnet"
    IMPORTED = "einlesen", "Verzeichnis eingelesen"
    SETTINGS_CHANGED = "einstellung", "Einstellung geändert"
