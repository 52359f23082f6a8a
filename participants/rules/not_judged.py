"""Rules that are shown with a way but judged for nobody, each with the reason why not."""

FAMILY = "gilt für Angehörige; die Wege sind die der Person selbst"
RESULT = "beschreibt, was nach der Erteilung gilt, und ist keine Voraussetzung"
BY_ROW = "ist bei jedem Weg, für den es gilt, als eigene Voraussetzung beurteilt"
AUTHORITY = "hängt von Tatsachen ab, die nur die Behörde kennt"

NOT_JUDGED: dict[str, str] = {
    "G1": BY_ROW,
    "G2": BY_ROW,
    "G3": AUTHORITY,
    "G4": BY_ROW,
    "G5": AUTHORITY,
    "G6": BY_ROW,
    "G7": BY_ROW,
    "G8": AUTHORITY,
    "G9": AUTHORITY,
    "G10": AUTHORITY,
    "25b-1e": "steht in Verwaltungshinweisen, nicht im Gesetz; eine Lücke zählt deshalb als Lücke",
    "25b-F": FAMILY,
    "25b-X": RESULT,
    "25a-P1": FAMILY,
    "25a-P2": FAMILY,
    "25a-P3": FAMILY,
    "60d-X": RESULT,
    "60c-S": RESULT,
    "60c-X": RESULT,
    "16g-10b": "welche Förderung nach dem SGB III fließt, ist keine Angabe im Fall",
    "16g-11": RESULT,
    "16g-S": RESULT,
    "16g-X": RESULT,
    "28-1b": "wie die Familie lebt, wird bewusst nicht erfasst; das ist Sache einer Fachberatung",
    "28-5": RESULT,
    "255-X": RESULT,
    "104c-F": FAMILY,
    "104c-X": RESULT,
    "W4b": "welche Stelle gemeint ist, ist keine Angabe im Fall",
    "W7f": AUTHORITY,
    "W7g": AUTHORITY,
}
