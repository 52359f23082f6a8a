"""What is written down in talks: strengths first, wishes in the person's own words."""

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
STRENGTHS = (
    "Hat zehn Jahre lang einen kleinen Laden geführt: Einkauf, Kasse, Umgang mit Kundschaft.",
    "Handwerklich geschickt; hat das Haus der Familie mitgebaut und Leitungen verlegt.",
    "Kocht für viele und organisiert gern, zum Beispiel Feste in der Unterkunft.",
    "Versorgt seit Jahren Angehörige, ist geduldig und zuverlässig.",
    "Sehr gut in Mathematik, hat jüngeren Geschwistern Nachhilfe gegeben.",
    "Fährt sicher Lkw und kennt sich mit der Wartung aus.",
    "Spricht vier Sprachen und hilft anderen bei Terminen.",
    "Näht und ändert Kleidung, hat als Schneiderin gearbeitet.",
    "Arbeitet gern draußen; Erfahrung in Obstbau und Tierhaltung.",
    "Trainiert ehrenamtlich eine Jugendmannschaft im Fußball.",
    "Findet sich schnell in neue Computerprogramme ein, hat Netzwerke eingerichtet.",
    "War Vorarbeiter auf dem Bau und hat eine Gruppe angeleitet.",
    "Zeichnet und gestaltet, hat Schilder und Werbung gemalt.",
)
TRADES: tuple[tuple[str, str], ...] = (
    ("Elektriker", Anerkennungsstelle.HWK),
    ("Schneiderin, drei Jahre Ausbildung", Anerkennungsstelle.HWK),
    ("Bürokauffrau", Anerkennungsstelle.IHK_FOSA),
    ("Industriemechaniker", Anerkennungsstelle.IHK_FOSA),
    ("Krankenpflege, staatliches Diplom", Anerkennungsstelle.LANDESBEHOERDE),
    ("Abitur", Anerkennungsstelle.SCHULAMT),
    ("Kfz-Mechaniker", Anerkennungsstelle.HWK),
    ("Berufskraftfahrer", Anerkennungsstelle.ANDERE),
)
STUDIES: tuple[tuple[str, str], ...] = (
    ("Bauingenieurwesen, Bachelor", Anerkennungsstelle.ZAB),
    ("Betriebswirtschaft, Bachelor", Anerkennungsstelle.ZAB),
    ("Informatik, Bachelor", Anerkennungsstelle.ZAB),
    ("Lehramt Mathematik", Anerkennungsstelle.ZAB),
    ("Agrarwissenschaft, Master", Anerkennungsstelle.ZAB),
)
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
