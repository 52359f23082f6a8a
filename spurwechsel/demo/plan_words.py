"""Words of plans: goals as people say them, why something has to wait, and which need a sentence tells of."""

from clearing.catalogue import Bedarf
from participants.choices import ParkReason

GOALS: dict[str, tuple[str, ...]] = {
    Bedarf.SPRACHKURS: (
        "Ich will die nächste Prüfung in Deutsch schaffen.",
        "Ich will beim Arzt allein sprechen.",
    ),
    Bedarf.ALPHABETISIERUNG: ("Ich will meine Briefe selbst lesen.",),
    Bedarf.ARBEIT: ("Ich will eine feste Arbeit finden.", "Ich will von meinem eigenen Lohn leben."),
    Bedarf.AUSBILDUNG: ("Ich will einen Ausbildungsplatz finden.", "Ich will einen Beruf lernen."),
    Bedarf.ANERKENNUNG: ("Ich will wieder in meinem Beruf arbeiten.",),
    Bedarf.SCHULABSCHLUSS: ("Ich will meinen Schulabschluss machen.",),
    Bedarf.WEITERBILDUNG: ("Ich will mehr lernen und dann besser verdienen.",),
    Bedarf.ORIENTIERUNG: ("Ich will wissen, welcher Beruf zu mir passt.",),
    Bedarf.WOHNUNG: ("Wir wollen in eine eigene Wohnung ziehen.",),
    Bedarf.KINDERBETREUUNG: ("Mein Kind soll in die Kita gehen, dann lerne ich.",),
    Bedarf.FUEHRERSCHEIN: ("Ich will den Führerschein haben.",),
}
OTHER_GOALS = (
    "Ich will das in Ordnung bringen und dann weiterlernen.",
    "Ich will wissen, was ich tun kann, und es Schritt für Schritt machen.",
    "Ich will, dass meine Familie hier zur Ruhe kommt.",
)
WHY_NOT_ALL = (
    "Ein Teil ist geschafft, das Übrige geht ohne Begleitung weiter.",
    "Die ersten Schritte sind gemacht, der Rest braucht mehr Zeit.",
)
WHY_NOT_ALL_OF_THE_EXAM = (
    "Die Prüfung im mündlichen Teil bestanden, der schriftliche fehlt noch.",
    "Versteht und spricht besser, die Prüfung kommt später.",
)
CHANGED_PLANS = "Hat jetzt andere Pläne."
WHY_GIVEN_UP = (CHANGED_PLANS, "Eine feste Arbeit war wichtiger.")
DEFERRED: dict[str, str] = {
    ParkReason.KINDERBETREUUNG: "Zuerst braucht das Kind einen Platz in der Kita.",
    ParkReason.GESUNDHEIT: "Die Person braucht zurzeit Ruhe.",
    ParkReason.ARBEITSZEIT: "Die Arbeitszeiten lassen zurzeit nichts daneben zu.",
    ParkReason.WOHNSITUATION: "Zuerst soll die Wohnung geklärt sein.",
    ParkReason.UMZUG: "Nach dem Umzug geht es weiter.",
    ParkReason.KEIN_INTERESSE: "Die Person möchte zurzeit nichts beginnen.",
    ParkReason.SONSTIGES: "Die Person kümmert sich zurzeit um Angehörige.",
}
WAITING = (
    "Der nächste Kurs beginnt erst in einigen Monaten.",
    "Der Träger hat zurzeit keinen Platz, die Person steht auf der Liste.",
    "Zuerst muss die Beschäftigungserlaubnis da sein.",
)
NEED_NOTES = (
    "",
    "",
    "Termin gemeinsam vorbereiten.",
    "Unterlagen liegen vor.",
    "Möglichst am Vormittag.",
    "",
)

# Looked for in what caseworkers write when a case moves; the first ones are the more urgent ones.
TOLD: tuple[tuple[str, str], ...] = (
    ("Alphabetisierung", Bedarf.ALPHABETISIERUNG),
    ("Deutsch", Bedarf.SPRACHKURS),
    ("Berufssprachkurs", Bedarf.SPRACHKURS),
    ("B1", Bedarf.SPRACHKURS),
    ("anerkannt", Bedarf.ANERKENNUNG),
    ("Anerkennung", Bedarf.ANERKENNUNG),
    ("Diplom", Bedarf.ANERKENNUNG),
    ("Schulabschluss", Bedarf.SCHULABSCHLUSS),
    ("Abschluss nachholen", Bedarf.SCHULABSCHLUSS),
    ("Kita", Bedarf.KINDERBETREUUNG),
    ("Kinderbetreuung", Bedarf.KINDERBETREUUNG),
    ("Führerschein", Bedarf.FUEHRERSCHEIN),
    ("Ausbildung (", Bedarf.AUSBILDUNG),
    ("weiterbilden", Bedarf.WEITERBILDUNG),
    ("Pflegehelferkurs", Bedarf.WEITERBILDUNG),
    ("Praktikum", Bedarf.ORIENTIERUNG),
    ("Erlaubnis wird beantragt", Bedarf.ERLAUBNIS),
    ("Arbeitssuche", Bedarf.ARBEIT),
    ("Vermittlung", Bedarf.ARBEIT),
    ("Probearbeit", Bedarf.ARBEIT),
    ("in den erlernten Beruf", Bedarf.ARBEIT),
    ("eine Arbeit", Bedarf.ARBEIT),
    ("Antrag", Bedarf.AUFENTHALTSRECHT),
    ("Rechtsberatung", Bedarf.AUFENTHALTSRECHT),
    ("Verfahren", Bedarf.AUFENTHALTSRECHT),
    ("Wohnung", Bedarf.WOHNUNG),
)
PARKED_WITH: dict[str, str] = {
    ParkReason.KINDERBETREUUNG: Bedarf.KINDERBETREUUNG,
    ParkReason.GESUNDHEIT: Bedarf.GESUNDHEIT,
    ParkReason.WOHNSITUATION: Bedarf.WOHNUNG,
    ParkReason.UMZUG: Bedarf.MOBILITAET,
}


def needs_told(sentence: str) -> list[str]:
    """The needs of which a caseworker's sentence speaks, each once."""
    return list(dict.fromkeys(need for word, need in TOLD if word in sentence))
