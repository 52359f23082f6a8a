"""The seven groups of partners and what each of them does for a case."""

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
