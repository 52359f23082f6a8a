"""What is known of a person, as the rules read it: the keys and codes of the facts files.

Every field is optional and None means unknown, never no. The names are the German keys of the
files, because they are the law's vocabulary; only `pass` carries an underscore. A code may also be
given as its plain string, so compare codes with == and never with `is`.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    AE_104C = "ae_104c"
    AE_25_5 = "ae_25_5"
    AE_23_1 = "ae_23_1"
    DULDUNG_60A = "duldung_60a"
    DULDUNG_60B = "duldung_60b"
    DULDUNG_60C = "duldung_60c"
    DULDUNG_60D = "duldung_60d"
    GESTATTUNG_55 = "gestattung_55"
    FIKTION_81_3 = "fiktion_81_3"
    FIKTION_81_3_S2 = "fiktion_81_3_s2"
    FIKTION_81_4 = "fiktion_81_4"
    AE_25A = "ae_25a"
    AE_25B = "ae_25b"
    AE_16G = "ae_16g"
    AE_19D = "ae_19d"
    SONSTIGE = "sonstige"


class Duldungsart(StrEnum):
    """The kind as printed on the paper. § 60a Abs. 2 S. 4 is missing: it must not be stored."""

    A2_S1 = "60a_2_s1"
    A2_S2 = "60a_2_s2"
    A2_S3 = "60a_2_s3"
    A2B = "60a_2b"
    A1 = "60a_1"
    VERFAHREN = "verfahren"


class Asylverfahren(StrEnum):
    LAUFEND = "laufend"
    UNANFECHTBAR_ABGELEHNT = "unanfechtbar_abgelehnt"
    ZURUECKGENOMMEN = "zurueckgenommen"
    NIE = "nie"
    ABGELEHNT_MIT_SPERRE = "abgelehnt_mit_sperre"


class Stand(StrEnum):
    """How far the identity is clarified; refusal counts only for the programme rule."""

    GEKLAERT = "geklaert"
    MASSNAHMEN_ERGRIFFEN = "massnahmen_ergriffen"
    IN_KLAERUNG = "in_klaerung"
    OFFEN = "offen"
    MITWIRKUNG_VERWEIGERT = "mitwirkung_verweigert"


class Pass(StrEnum):
    GUELTIG = "gueltig"
    ABGELAUFEN = "abgelaufen"
    ERSATZ = "ersatz"
    KEINER = "keiner"


class Partner(StrEnum):
    KEINER = "keiner"
    IM_HAUSHALT = "im_haushalt"
    GETRENNT = "getrennt"


class Niveau(StrEnum):
    KEINE = "keine"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"


class Sprachnachweis(StrEnum):
    ZERTIFIKAT = "zertifikat"
    EINSTUFUNG = "einstufung"
    SELBSTAUSKUNFT = "selbstauskunft"


class Grundkenntnisse(StrEnum):
    LEBEN_IN_DEUTSCHLAND = "leben_in_deutschland"
    EINBUERGERUNGSTEST = "einbuergerungstest"
    SCHULABSCHLUSS = "schulabschluss"
    ORIENTIERUNGSKURS = "orientierungskurs"
    KEINE = "keine"


class Ausnahme(StrEnum):
    """Reasons why benefits are harmless for a while (§ 25b Abs. 1 S. 3 AufenthG)."""

    STUDIUM = "studium"
    AUSBILDUNG = "ausbildung"
    FAMILIE = "familie"
    ALLEINERZIEHEND = "alleinerziehend"
    PFLEGE = "pflege"
    KEINE = "keine"


class Anerkennung(StrEnum):
    NICHT_NOETIG = "nicht_noetig"
    EMPFOHLEN = "empfohlen"
    ANTRAG = "antrag"
    TEILWEISE = "teilweise"
    GLEICHWERTIG = "gleichwertig"
    VERGLEICHBAR = "vergleichbar"
    ABGELEHNT = "abgelehnt"


class Bildungsweg(StrEnum):
    SCHULE = "schule"
    AUSBILDUNG = "ausbildung"
    STUDIUM = "studium"


class Ausbildungsart(StrEnum):
    QUALIFIZIERT = "qualifiziert"
    HELFER_ENGPASS = "helfer_engpass"


class Vertrag(StrEnum):
    EINGETRAGEN = "eingetragen"
    BEANTRAGT = "beantragt"
    SCHULE = "schule"
    ZUSTIMMUNG = "zustimmung"
    ZUSAGE = "zusage"


class Ausschlusshinweis(StrEnum):
    KEIN_HINWEIS = "kein_hinweis"
    KLAERUNG_EXTERN = "klaerung_extern"
    DERZEIT_NICHT_MOEGLICH = "derzeit_nicht_moeglich"


@dataclass(frozen=True, slots=True)
class StatusPeriod:
    """A residence paper; both days belong to the period, without `bis` it runs on."""

    art: Status | None = None
    von: date | None = None
    bis: date | None = None
    duldungsart: Duldungsart | None = None


@dataclass(frozen=True, slots=True)
class Identitaet:
    stand: Stand | None = None
    geklaert_am: date | None = None
    massnahmen_fristgerecht: bool | None = None


@dataclass(frozen=True, slots=True)
class Haushalt:
    minderjaehriges_lediges_kind: bool | None = None
    schulbesuch_nachgewiesen: bool | None = None
    partner: Partner | None = None
    partner_einreise: date | None = None
    partner_identitaet: Identitaet = Identitaet()


@dataclass(frozen=True, slots=True)
class Deutsch:
    muendlich: Niveau | None = None
    schriftlich: Niveau | None = None
    nachweis: Sprachnachweis | None = None


@dataclass(frozen=True, slots=True)
class Beschaeftigung:
    """A job; `stunden` are hours per week. Jobs may overlap, their hours add up."""

    von: date | None = None
    bis: date | None = None
    stunden: float | None = None
    sv_pflichtig: bool | None = None
    qualifiziert: bool | None = None
    angemessen: bool | None = None


@dataclass(frozen=True, slots=True)
class Lebensunterhalt:
    """Shares of the need as fractions: 0.62 stands for 62 percent."""

    anteil_erwerb: float | None = None
    anteil_gesamt: float | None = None
    eigener_anteil: float | None = None
    letzte_12_monate: bool | None = None
    prognose_positiv: bool | None = None
    ausnahme: Ausnahme | None = None


@dataclass(frozen=True, slots=True)
class Bildung:
    schuljahre_de: int | None = None
    abschluss_de: bool | None = None
    ausbildung_de: bool | None = None
    pflegehilfe_de: bool | None = None
    studium_de: bool | None = None
    abschluss_ausland: bool | None = None
    anerkennung: Anerkennung | None = None
    zurzeit: Bildungsweg | None = None


@dataclass(frozen=True, slots=True)
class Ausbildung:
    art: Ausbildungsart | None = None
    beginn: date | None = None
    vertrag: Vertrag | None = None
    als_asylbewerber_begonnen: bool | None = None


@dataclass(frozen=True, slots=True)
class Integrationskurs:
    verpflichtet: bool | None = None
    abgeschlossen: bool | None = None


@dataclass(frozen=True, slots=True)
class Antrag:
    """An application for the way with the key `weg`."""

    weg: str
    am: date


# Facts with this mark are known to the application alone; facts files have no key for them.
NOT_IN_FILES = {"in_files": False}


@dataclass(frozen=True, slots=True)
class Facts:
    """One person. Euros are gross per year (`gehalt_jahr`) and per month (`mittel_monat`).

    `antrag_am` is the day of application for every way, unless `antraege` names the way itself: who applied
    under § 25b has not applied under § 25a.
    """

    id: str | None = None
    geburtsdatum: date | None = None
    einreise: date | None = None
    staatsangehoerigkeit: str | None = None
    status: tuple[StatusPeriod, ...] = ()
    asylverfahren: Asylverfahren | None = None
    asylantrag_am: date | None = None
    in_aufnahmeeinrichtung: bool | None = None
    identitaet: Identitaet = Identitaet()
    pass_: Pass | None = None
    haushalt: Haushalt = Haushalt()
    deutsch: Deutsch = Deutsch()
    grundkenntnisse: Grundkenntnisse | None = None
    bekenntnis_fdgo: bool | None = None
    beschaeftigung: tuple[Beschaeftigung, ...] | None = None
    lebensunterhalt: Lebensunterhalt = Lebensunterhalt()
    bildung: Bildung = Bildung()
    ausbildung: Ausbildung = Ausbildung()
    arbeitsplatzangebot: bool | None = None
    wohnraum_ausreichend: bool | None = None
    gesundheit_ausnahme: bool | None = None
    familie_deutsch: bool | None = None
    integrationskurs: Integrationskurs = Integrationskurs()
    ba_zustimmung: bool | None = None
    gehalt_jahr: float | None = None
    berufserfahrung_monate: int | None = None
    rv_monate: int | None = None
    leistungen_sgb: bool | None = None
    mittel_monat: float | None = None
    haertefallersuchen: bool | None = None
    prognose_einfuegen: bool | None = None
    ausschluss_hinweis: Ausschlusshinweis | None = None
    einwilligung: bool | None = None
    antrag_am: date | None = None
    antraege: tuple[Antrag, ...] = field(default=(), metadata=NOT_IN_FILES)
