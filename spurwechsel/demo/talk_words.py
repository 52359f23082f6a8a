"""What is written down in talks: strengths first, wishes in the person's own words."""

from typing import NamedTuple

from participants.choices import Anerkennungsstelle, Language

COMPANIONS = (
    "",
    "",
    "",
    "Sozialarbeiterin der Unterkunft",
    "Ehepartner",
    "Schwester",
    "Ehrenamtlicher Begleiter",
    "",
    "Mitarbeiter der Migrationsberatung",
)
INTERPRETERS = (
    "Sprachmittlungspool der Stadt",
    "Gemeindedolmetschdienst Beispiel",
    "Videodolmetschen Muster",
    "Sprachmittlerin des Netzwerks",
)
FURTHER_LANGUAGES: tuple[tuple[str, ...], ...] = (
    (),
    (Language.ENGLISCH,),
    (),
    (Language.ENGLISCH, Language.FRANZOESISCH),
    (Language.RUSSISCH,),
    (Language.ARABISCH,),
    (Language.TUERKISCH, Language.ENGLISCH),
)
LANGUAGE_NOTES = (
    "Versteht im Alltag mehr, als beim Sprechen gelingt.",
    "Lernt mit einer App und einmal in der Woche im Sprachcafé.",
    "",
    "Möchte vor allem schreiben üben.",
    "Hat einen Kurs wegen der Arbeitszeit nicht beendet und will weitermachen.",
    "",
    "Spricht bei der Arbeit nur Deutsch.",
)


class Career(NamedTuple):
    """What somebody is good at, with fields of work and papers that fit it."""

    strengths: str
    # Main groups of the KldB 2010.
    fields: tuple[str, ...]
    trade: tuple[str, str]
    studies: str


_ABITUR = ("Abitur", Anerkennungsstelle.SCHULAMT.value)
_HWK, _IHK = Anerkennungsstelle.HWK.value, Anerkennungsstelle.IHK_FOSA.value
_ANDERE = Anerkennungsstelle.ANDERE.value
DRIVER = Career(
    "Fährt sicher Lkw und kennt sich mit der Wartung aus.",
    ("52", "51", "25"),
    ("Berufskraftfahrt mit Prüfung", _ANDERE),
    "Verkehrswesen, Bachelor",
)
AT_THE_COMPUTER = Career(
    "Findet sich schnell in neue Computerprogramme ein, hat Netzwerke eingerichtet.",
    ("43", "27", "23"),
    ("Netzwerktechnik, drei Jahre Ausbildung", _IHK),
    "Informatik, Bachelor",
)
# Thirteen, so that people with the same career are dealt different fields.
CAREERS = (
    Career(
        "Hat jahrelang einen kleinen Laden geführt: Einkauf, Kasse, Umgang mit Kundschaft.",
        ("62", "61", "72", "71"),
        ("Kaufmännische Ausbildung im Einzelhandel", _IHK),
        "Betriebswirtschaft, Bachelor",
    ),
    Career(
        "Handwerklich geschickt; hat das Haus der Familie mitgebaut und Leitungen verlegt.",
        ("34", "33", "26", "22"),
        ("Elektroinstallation, drei Jahre Ausbildung", _HWK),
        "Elektrotechnik, Bachelor",
    ),
    Career(
        "Kocht für viele und organisiert gern, zum Beispiel Feste in der Unterkunft.",
        ("29", "63"),
        ("Kochlehre mit Prüfung", _IHK),
        "Lebensmitteltechnik, Bachelor",
    ),
    Career(
        "Versorgt seit Jahren Angehörige, ist geduldig und zuverlässig.",
        ("82", "83", "54", "81"),
        ("Krankenpflege, staatliches Diplom", Anerkennungsstelle.LANDESBEHOERDE.value),
        "Soziale Arbeit, Bachelor",
    ),
    Career(
        "Sehr gut in Mathematik, hat jüngeren Geschwistern Nachhilfe gegeben.",
        ("41", "84", "27", "72"),
        _ABITUR,
        "Lehramt Mathematik",
    ),
    DRIVER,
    Career(
        "Spricht vier Sprachen und hilft anderen bei Terminen.",
        ("91", "73", "53", "63"),
        _ABITUR,
        "Anglistik, Bachelor",
    ),
    Career(
        "Näht und ändert Kleidung, hat in einer Schneiderei gearbeitet.",
        ("28", "93"),
        ("Schneiderei, drei Jahre Ausbildung", _HWK),
        "Textildesign, Bachelor",
    ),
    Career(
        "Arbeitet gern draußen; Erfahrung in Obstbau und Tierhaltung.",
        ("11", "12", "42"),
        ("Landwirtschaftliche Fachschule", _ANDERE),
        "Agrarwissenschaft, Master",
    ),
    Career(
        "Trainiert ehrenamtlich eine Jugendmannschaft im Fußball.",
        ("83", "53", "84"),
        _ABITUR,
        "Sportwissenschaft, Bachelor",
    ),
    AT_THE_COMPUTER,
    Career(
        "Hat auf dem Bau eine Gruppe angeleitet und liest Pläne.",
        ("32", "31", "21", "24"),
        ("Maurerlehre mit Prüfung", _HWK),
        "Bauingenieurwesen, Bachelor",
    ),
    Career(
        "Zeichnet und gestaltet, hat Schilder und Werbung gemalt.",
        ("92", "93", "94", "23"),
        ("Werbegestaltung, zwei Jahre Ausbildung", _IHK),
        "Grafikdesign, Bachelor",
    ),
)
# Fields in which people find work here, whatever they did before.
WISHED = ("82", "51", "63", "29", "54", "62", "32", "24", "83", "25", "26")
OWN_WORDS = (
    "„Ich möchte arbeiten und mein eigenes Geld verdienen.“",
    "„Ich will wieder in meinem Beruf arbeiten, dafür lerne ich gern noch einmal.“",
    "„Erst Deutsch, dann Ausbildung. Am liebsten in der Pflege.“",
    "„Meine Kinder sollen hier in Ruhe zur Schule gehen. Ich möchte ihnen zeigen, dass es geht.“",
    "„Ich will den Führerschein, dann kann ich überall arbeiten.“",
    "„Eine Wohnung für uns, und eine Arbeit, die bleibt.“",
    "„Ich möchte nicht mehr warten. Geben Sie mir eine Aufgabe.“",
    "„Irgendwann möchte ich einen eigenen kleinen Betrieb haben.“",
    "„Ich möchte meine Prüfung schaffen und B1 haben.“",
    "„Ich will zuerst sehen, welche Berufe es hier gibt.“",
    "„Ich möchte einen Schulabschluss machen, in der Heimat ging das nicht.“",
)
EARN, IN_MY_TRADE = OWN_WORDS[0], OWN_WORDS[1]
