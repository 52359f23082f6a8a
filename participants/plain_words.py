"""The sentences of the sheet for the person: each condition and each deadline in plain German (B1)."""

from typing import NamedTuple

from .choices import Fristart

_ASYLUM = "Ihr Asylverfahren ist zu Ende. Läuft es noch, muss eine andere Behörde zustimmen."
_CHILDREN = "Ihre Kinder gehen zur Schule."
_COMMITMENT = "Sie haben unterschrieben: Sie stehen zu den demokratischen Regeln in Deutschland."
_DULDUNG = "Sie haben eine Duldung."
_IDENTITY = "Ihre Identität ist geklärt."
_IDENTITY_AND_PASSPORT = "Ihre Identität ist geklärt. Und Sie haben einen gültigen Pass."
_IDENTITY_IN_TIME = "Ihre Identität war rechtzeitig geklärt."
_FLAT = "Ihre Wohnung ist groß genug."
_OFFER = "Sie haben ein festes Angebot für eine Arbeit, die zu Ihrem Beruf passt."
_OWN_MONEY = "Sie können von Ihrem eigenen Geld leben."
_AGENCY = "Die Agentur für Arbeit stimmt der Arbeit zu."
_TEST = "Sie haben den Test „Leben in Deutschland“ bestanden. Ein deutscher Schulabschluss zählt auch."
_A2 = "Sie sprechen Deutsch auf dem Niveau A2."
_B1 = "Sie sprechen und schreiben Deutsch auf dem Niveau B1."
_TRAINING = {
    "1": (
        "Sie haben eine Duldung und beginnen eine Ausbildung."
        " Oder Sie machen eine Ausbildung weiter, die Sie im Asylverfahren begonnen haben."
    ),
    "2b": "Ihr Herkunftsland steht nicht auf der Liste der sicheren Länder.",
    "3": "Sie haben seit 3 Monaten eine Duldung.",
    **dict.fromkeys(("4a", "4b", "4c"), _IDENTITY_IN_TIME),
    "7": "Sie stellen den Antrag. Das geht frühestens 7 Monate vor der Ausbildung.",
    "7b": "Die Behörde entscheidet. Das geht frühestens 6 Monate vor der Ausbildung.",
    "8": "Sie haben einen Vertrag für die Ausbildung. Der Vertrag ist angemeldet.",
}

# Of an open way what the authority alone decides, where that is the heart of it.
PLAIN_REST = {
    "25_5": (
        "Das prüft nur die Behörde: Können Sie wirklich nicht ausreisen?"
        " Und ist das nicht Ihre Schuld? Fragen Sie vorher eine Rechtsberatung."
    ),
}

# By the key of the alternatives or the id of the condition; only of the newest version of each.
CONDITIONS = {
    "25a-0": "Sie haben seit 12 Monaten eine Duldung. Oder Sie haben den Chancen-Aufenthalt.",
    "25a-1": "Sie leben seit 3 Jahren ohne Pause mit Papieren in Deutschland.",
    "25a-2": (
        "Sie sind in Deutschland 3 Jahre mit Erfolg zur Schule gegangen."
        " Oder Sie haben hier einen Abschluss gemacht."
    ),
    "25a-3": "Sie stellen den Antrag vor Ihrem 27. Geburtstag.",
    "25a-3b": "Sie sind mindestens 14 Jahre alt.",
    "25a-4": "Schule, Betrieb oder Verein bestätigen, dass Sie hier gut zurechtkommen.",
    "25a-LU": f"{_OWN_MONEY} In Schule, Ausbildung oder Studium ist das nicht nötig.",
    "25a-G1": _IDENTITY_AND_PASSPORT,
    "25a-S1": _ASYLUM,
    "25a-G2": _IDENTITY,
    "25b-0": "Sie haben eine Duldung oder den Chancen-Aufenthalt.",
    "25b-1": (
        "Sie leben seit 6 Jahren ohne Pause mit Papieren in Deutschland."
        " Mit einem Kind unter 18 Jahren zu Hause genügen 4 Jahre."
    ),
    "25b-2a": _COMMITMENT,
    "25b-2b": _TEST,
    "25b-3": (
        "Sie verdienen mehr als die Hälfte von dem Geld, das Sie zum Leben brauchen."
        " Es gibt Ausnahmen, zum Beispiel für Familien."
    ),
    "25b-4": _A2,
    "25b-5": _CHILDREN,
    "25b-S1": _ASYLUM,
    "25b-G1": _IDENTITY_AND_PASSPORT,
    "25b-G2": _IDENTITY,
    "60d-0": (
        "Sie sind bis zum 31.12.2022 nach Deutschland gekommen. Das gilt auch für Ihren Mann oder Ihre Frau."
    ),
    "60d-00": _DULDUNG,
    "60d-0p": "Wir müssen wissen, ob Sie verheiratet sind.",
    **dict.fromkeys(("60d-1a", "60d-1b"), _IDENTITY_IN_TIME),
    "60d-1p": "Auch die Identität von Ihrem Mann oder Ihrer Frau war rechtzeitig geklärt.",
    "60d-2": "Sie haben seit 12 Monaten eine Duldung.",
    "60d-3a": "Sie arbeiten seit 12 Monaten und zahlen in die Sozialversicherung.",
    "60d-3b": "Sie arbeiten mindestens 20 Stunden in der Woche.",
    "60d-4": "In den letzten 12 Monaten konnten Sie von Ihrer Arbeit leben.",
    "60d-5": "Sie können heute von Ihrer Arbeit leben.",
    "60d-6": _A2,
    "60d-10": _CHILDREN,
    "60d-11": "Mussten Sie einen Integrationskurs machen? Dann haben Sie ihn beendet.",
    **{f"60c-{id}": text for id, text in _TRAINING.items()},
    **{f"16g-{id}": text for id, text in _TRAINING.items()},
    "16g-LU": "Sie haben jeden Monat genug Geld. Das Geld aus der Ausbildung zählt mit.",
    "16g-G4": "Sie haben einen gültigen Pass.",
    "19d-00": "Sie haben eine Duldung. Oder Sie haben eine Aufenthaltserlaubnis nach dem Asylverfahren.",
    "19d-1": (
        "Sie haben in Deutschland eine Ausbildung oder ein Studium beendet."
        " Oder Sie haben lange in einem gelernten Beruf gearbeitet."
    ),
    "19d-2": _FLAT,
    "19d-3": _B1,
    "19d-8": _OFFER,
    "19d-8b": _AGENCY,
    "19d-LU": _OWN_MONEY,
    "19d-G": _IDENTITY_AND_PASSPORT,
    **dict.fromkeys(("19d-9", "19d-S1", "19d-S2"), _ASYLUM),
    "255-1": _DULDUNG,
    **dict.fromkeys(("255-S1", "255-S2"), _ASYLUM),
    "23a-1": _DULDUNG,
    "23a-2": "Ein Mitglied der Härtefallkommission nimmt Ihren Fall an.",
    **dict.fromkeys(("fk-0a", "fk-0b", "fk-0c", "fk-0d", "fk-0e"), _ASYLUM),
    "fk-1": _OFFER,
    "fk-2": _AGENCY,
    "fk-4": "Ihr Abschluss ist in Deutschland anerkannt.",
    "fk-5": "Sind Sie älter als 45 Jahre? Dann brauchen Sie ein hohes Gehalt.",
    "fk-LU": f"{_OWN_MONEY} {_IDENTITY_AND_PASSPORT}",
    "18g": "Sie haben studiert und bekommen ein hohes Gehalt.",
    "18g-4": "Sie haben ein Angebot für eine Arbeit, die mindestens 6 Monate dauert.",
    "19c-1": "Sie haben in den letzten 5 Jahren 2 Jahre in Ihrem Beruf gearbeitet.",
    "19c-2": "Sie bekommen für diese Arbeit genug Gehalt.",
    "19c-3": "Der Staat in Ihrem Herkunftsland hat Ihren Abschluss anerkannt.",
    "28-1": "Sie haben ein Kind, einen Mann oder eine Frau mit deutschem Pass.",
    "28-3": (
        "Ist Ihr Mann oder Ihre Frau deutsch? Dann müssen Sie beide 18 Jahre alt sein."
        " Und Sie sprechen Deutsch auf dem Niveau A1."
    ),
    "264-1": "Sie haben heute eine Aufenthaltserlaubnis, zum Beispiel ein Bleiberecht.",
    "264-2": "Sie haben seit 5 Jahren so eine Aufenthaltserlaubnis.",
    "264-3": "Sie haben 60 Monate in die Rentenversicherung gezahlt.",
    "264-4": _OWN_MONEY,
    "264-5": _B1,
    "264-6": _FLAT,
    "264-6b": _TEST,
    "stag-1": "Sie leben seit 5 Jahren mit einer Erlaubnis in Deutschland. Eine Duldung zählt nicht.",
    "stag-2": _IDENTITY,
    "stag-3": "Sie haben eine Aufenthaltserlaubnis, mit der man Deutsche oder Deutscher werden kann.",
    "stag-4": "Ihre Familie lebt ohne Bürgergeld und ohne Sozialhilfe.",
    "stag-6": f"{_B1} Und Sie haben den Einbürgerungstest bestanden.",
    "stag-7": _COMMITMENT,
}


class Words(NamedTuple):
    """What a day means, and what to do before it and after it."""

    what: str
    before: str
    after: str


_TALK = "Sprechen Sie mit uns."
# What the person should know of; our own follow-ups are not on their sheet.
ALONE = {
    Fristart.PAPIER: Words(
        "Ihr Papier für den Aufenthalt läuft ab.",
        "Gehen Sie vorher zur Ausländerbehörde und lassen Sie es verlängern.",
        "Lassen Sie das Papier prüfen. Wir helfen Ihnen.",
    ),
    Fristart.CHANCENAUFENTHALT: Words(
        "Ihr Chancen-Aufenthalt endet. Man kann ihn nicht verlängern.",
        "Stellen Sie vorher einen Antrag auf ein Bleiberecht. Wir helfen Ihnen.",
        "Lassen Sie das Papier prüfen. Wir helfen Ihnen.",
    ),
    Fristart.ERLAUBNIS: Words(
        "Ihre Erlaubnis für die Arbeit läuft ab.", "Beantragen Sie die Erlaubnis neu.", _TALK
    ),
    # Never straight to the embassy: while an asylum procedure runs that may do harm.
    Fristart.PASS: Words("Ihr Pass läuft ab.", f"{_TALK} Wir planen mit Ihnen den neuen Pass.", _TALK),
    Fristart.BERECHTIGUNG: Words(
        "Bis zu diesem Tag können Sie einen Deutschkurs beginnen.",
        "Melden Sie sich bei einer Sprachschule an.",
        "Sprechen Sie mit uns. Sie brauchen eine neue Erlaubnis für den Kurs.",
    ),
    Fristart.KURS: Words(
        "Ihr Deutschkurs endet.",
        "Sprechen Sie mit uns über die Prüfung und den nächsten Kurs.",
        "Bringen Sie uns Ihr Zeugnis.",
    ),
    Fristart.GEBURTSTAG: Words(
        "Letzter Tag für einen Antrag auf das Bleiberecht für junge Menschen.",
        "Sprechen Sie bald mit uns über den Antrag.",
        "Sprechen Sie mit uns über andere Wege.",
    ),
}
