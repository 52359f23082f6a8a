"""What §§ 18a, 18b, 18g, 19c Abs. 2, 28, 26 Abs. 4 AufenthG and § 10 StAG ask."""

from .bleiberecht import GRUNDORDNUNG, KENNTNISSE, ZUSTIMMUNG

BBG = "der Beitragsbemessungsgrenze"
TITEL_NICHT_GENUEGEND = (
    "Duldung, Gestattung und Fiktion nach § 81 Abs. 3 genügen nicht, ebenso nicht Titel nach"
)
LISTE = "§§ 16a, 16b, 16d, 16e, 16f, 17,"
KEINE_STRAFE = "Keine Verurteilung über 90 Tagessätze oder 3 Monate auf Bewährung"
B1_TEST = "Deutsch B1 und Einbürgerungstest oder deutscher Schulabschluss"

ASKS: dict[str, str | tuple[str, ...]] = {
    "fk-0a": (
        "Gesperrt, wenn der Asylantrag unanfechtbar abgelehnt oder zurückgenommen ist.",
        "Gesperrt, wenn der Asylantrag unanfechtbar abgelehnt ist.",
    ),
    "fk-0b": (
        "Gesperrt, wenn der Asylantrag zurückgenommen ist und die Einreise nicht vor dem 29.03.2023 war."
    ),
    "fk-0c": (ZUSTIMMUNG, ZUSTIMMUNG.replace(".", ", auch wenn ein Anspruch besteht.")),
    "fk-0d": "Gesperrt, wenn der Asylantrag unanfechtbar abgelehnt oder zurückgenommen ist.",
    "fk-0e": ZUSTIMMUNG,
    "fk-1": "Konkretes Arbeitsplatzangebot.",
    "fk-1b": "Person und Arbeitgeber versichern, dass die Beschäftigung tatsächlich ausgeübt wird.",
    "fk-2": "Zustimmung der Bundesagentur für Arbeit.",
    "fk-3": "Berufsausübungserlaubnis, wenn der Beruf sie verlangt.",
    "fk-4": "Ausbildung oder Studium aus Deutschland oder ein anerkannter oder vergleichbarer Abschluss.",
    "fk-5": (
        f"Nach dem 45. Geburtstag bei der ersten Erteilung: Gehalt von mindestens 55 % {BBG} oder "
        "angemessene Altersversorgung; die Behörde kann davon absehen."
    ),
    "fk-LU": "In der Regel voller Lebensunterhalt, geklärte Identität, Pass und richtiges Visum.",
    "18g-1": f"Hochschulabschluss und Gehalt von mindestens 50 % {BBG}.",
    "18g-2": (
        "Oder: Hochschulabschluss in einem Engpassberuf oder höchstens 3 Jahre alt und mindestens 45,3 "
        f"% {BBG}; die Bundesagentur muss zustimmen."
    ),
    "18g-3": (
        "Oder: IT-Beruf ohne Abschluss mit 36 Monaten Erfahrung in den letzten 7 Jahren und mindestens "
        f"45,3 % {BBG}; die Bundesagentur muss zustimmen."
    ),
    "18g-4": "Das Arbeitsplatzangebot gilt für mindestens 6 Monate.",
    "19c-1": (
        "Nur IT-Berufe: 36 Monate Berufserfahrung in den letzten 7 Jahren.",
        "24 Monate Berufserfahrung in den letzten 5 Jahren.",
    ),
    "19c-2": (
        f"Gehalt von mindestens 60 % {BBG}.",
        f"Gehalt von mindestens 45 % {BBG}; entfällt bei Tarifbindung.",
    ),
    "19c-3": (
        "Deutsch B1; die Behörde kann im Einzelfall davon absehen.",
        "Staatlich anerkannter ausländischer Abschluss nach mindestens 2 Jahren Ausbildung oder "
        "Studium; nur IT-Berufe brauchen keinen.",
    ),
    "28-1": (
        "Ehegatte, minderjähriges Kind oder sorgeberechtigter Elternteil einer deutschen Person in "
        "Deutschland."
    ),
    "28-3": "Nur Ehegatten: Deutsch A1, beide mindestens 18 Jahre alt.",
    "264-1": "Am Tag im Besitz einer Aufenthaltserlaubnis nach Abschnitt 5 (§§ 22 bis 26, 104c).",
    "264-2": (
        "Seit 5 Jahren mit einer solchen Aufenthaltserlaubnis; das vorangegangene Asylverfahren zählt mit."
    ),
    "264-3": (
        "60 Monate Beiträge zur Rentenversicherung; nicht in Schule, Ausbildung oder Studium, bei "
        "Ehegatten genügt einer."
    ),
    "264-4": "Voller Lebensunterhalt (100 % des Bedarfs).",
    "264-5": "Deutsch B1.",
    "264-6": "Ausreichender Wohnraum und erlaubte Beschäftigung.",
    "264-6b": KENNTNISSE,
    "264-7": "Keine Gründe der öffentlichen Sicherheit oder Ordnung.",
    "264-8": (
        "Bei Krankheit oder Behinderung (nicht bei Alter) wird von Lebensunterhalt, Beiträgen, Deutsch "
        "und Grundkenntnissen abgesehen."
    ),
    "stag-1": (
        "Seit 8 Jahren rechtmäßiger Aufenthalt; Duldung zählt nicht, Gestattung nur nach Anerkennung.",
        "Seit 5 Jahren rechtmäßiger Aufenthalt; Duldung zählt nicht, Gestattung nur nach Anerkennung.",
    ),
    "stag-1i": "Oder: 7 Jahre mit abgeschlossenem Integrationskurs.",
    "stag-1s": "Oder im Ermessen: 6 Jahre bei besonderen Integrationsleistungen.",
    "stag-1s2": "Dazu: besondere Integrationsleistungen.",
    "stag-1t": "Oder im Ermessen: 3 Jahre bei besonderen Integrationsleistungen.",
    "stag-1t2": "Dazu: Deutsch C1.",
    "stag-1t3": "Dazu: Lebensunterhalt für sich und die Angehörigen (100 % des Bedarfs).",
    "stag-1t4": "Dazu: besonders gute schulische oder berufliche Leistungen oder Engagement.",
    "stag-2": "Identität und Staatsangehörigkeit geklärt.",
    "stag-3": (
        f"{TITEL_NICHT_GENUEGEND} {LISTE} 18d, 18f, 19, 19b, 19e, 20, 22, 23 Abs. 1, 23a, 24 und 25 Abs. "
        "3 bis 5.",
        f"{TITEL_NICHT_GENUEGEND} {LISTE} 18d, 18f, 19, 19b, 19e, 20, 22, 23 Abs. 1, 23a, 24, 25 Abs. 3 "
        "bis 5 und 104c.",
        f"{TITEL_NICHT_GENUEGEND} {LISTE} 18d, 18f, 19, 19b, 19e, 20, 20a, 22, 23 Abs. 1, 23a, 24, 25 "
        "Abs. 3 bis 5 und 104c.",
        f"{TITEL_NICHT_GENUEGEND} {LISTE} 18f, 19, 19b, 19e, 20, 20a, 22, 23a, 24, 25 Abs. 3 bis 5 und 104c.",
    ),
    "stag-4": (
        "Lebensunterhalt ohne SGB II und SGB XII, oder die Person hat den Bezug nicht zu vertreten "
        "(gilt für Anträge bis zum 23.08.2023 fort, wo es günstiger ist).",
        "Lebensunterhalt ohne SGB II und SGB XII; Ausnahmen: Vollzeit in 20 der letzten 24 Monate, "
        "deren Ehegatten mit minderjährigem Kind, Gastarbeitergeneration.",
    ),
    "stag-4b": "Aufgabe oder Verlust der bisherigen Staatsangehörigkeit.",
    "stag-5": (
        f"{KEINE_STRAFE}.",
        f"{KEINE_STRAFE}; bei antisemitischem oder rassistischem Motiv schadet jede.",
    ),
    "stag-6": (f"{B1_TEST}.", f"{B1_TEST}; Erleichterungen für die Gastarbeitergeneration."),
    "stag-6x": "Von Deutsch und Test wird bei Krankheit, Behinderung oder aus Altersgründen abgesehen.",
    "stag-7": GRUNDORDNUNG,
    "stag-7a": "Bekenntnis zur historischen Verantwortung Deutschlands.",
}
