"""How the ways to a title and their results are called on pages and sheets."""

from .rules import Aussicht, Modus

WORDS = {
    Aussicht.MOEGLICH: "möglich",
    Aussicht.FEHLT_NOCH: "fehlt noch etwas",
    Aussicht.UNKLAR: "noch unklar",
    Aussicht.GESPERRT: "geschlossen",
}
SIGNS = {
    Aussicht.MOEGLICH: "erfuellt",
    Aussicht.FEHLT_NOCH: "terminvereinbarung",
    Aussicht.UNKLAR: "offen",
    Aussicht.GESPERRT: "nicht_erfuellt",
}
# Unclear is nearer than missing: nothing is known to stand against it.
NEARNESS = (Aussicht.MOEGLICH, Aussicht.UNKLAR, Aussicht.FEHLT_NOCH, Aussicht.GESPERRT)
# Which way people with a Duldung or § 104c go first where several are as near: the right to stay,
# training (the title before the Duldung), work; then what asks for a family, for years or for a degree.
USUAL = (
    "25a",
    "25b",
    "16g",
    "60c",
    "60d",
    "25_5",
    "19d",
    "28",
    "26_4",
    "einbuergerung",
    "18a_18b",
    "19c2",
    "18g",
    "104c",
    "23a",
)
MODES = {
    Modus.ANSPRUCH: ("Anspruch", "Sind alle Voraussetzungen erfüllt, muss die Behörde erteilen."),
    Modus.SOLL: ("soll", "Die Behörde soll erteilen; nur in atypischen Fällen darf sie ablehnen."),
    Modus.REGEL: ("in der Regel", "Im Regelfall ist zu erteilen; nur ein atypischer Fall erlaubt anderes."),
    Modus.KANN: ("kann", "Die Behörde entscheidet nach Ermessen."),
    Modus.DARF: ("darf", "Die oberste Landesbehörde darf anordnen; einen Anspruch gibt es nicht."),
}
# What of an open way rests with the authority, where that is the heart of it.
REST = {
    "25_5": (
        "Was wir beurteilen können, passt. Ob die Ausreise unmöglich ist und die Person nichts dafür kann,"
        " prüft allein die Ausländerbehörde."
    )
}
# What a way is in plain words, for those who do not know the paragraphs.
PLAIN = {
    "25a": "Bleiberecht für Jugendliche und junge Erwachsene",
    "25b": "Bleiberecht bei guter Integration",
    "60d": "Duldung, um weiter zu arbeiten",
    "60c": "Duldung für eine Ausbildung",
    "16g": "Aufenthaltserlaubnis für eine Ausbildung",
    "19d": "Aufenthaltserlaubnis mit Abschluss und passender Arbeit",
    "25_5": "Aufenthaltserlaubnis, wenn die Ausreise nicht möglich ist",
    "23a": "Härtefall",
    "18a_18b": "Aufenthaltserlaubnis als Fachkraft",
    "18g": "Blaue Karte für Menschen mit Studium",
    "19c2": "Aufenthaltserlaubnis mit viel Berufserfahrung",
    "28": "Aufenthaltserlaubnis mit deutscher Familie",
    "26_4": "Niederlassungserlaubnis, unbefristet",
    "einbuergerung": "Deutsche Staatsangehörigkeit",
    "104c": "Chancen-Aufenthalt",
}
# Where the wording of the paragraph itself leaves room beyond its mode.
DISCRETION = {
    "25a": "„Soll“ lässt Raum für atypische Fälle; ob sich jemand einfügen wird, schätzt die Behörde ein.",
    "25b": (
        "„Setzt regelmäßig voraus“ lässt Raum: Wer eine Voraussetzung knapp verfehlt, kann nach einer"
        " Gesamtbetrachtung trotzdem nachhaltig integriert sein."
    ),
    "25_5": "Ob die Ausreise unmöglich und unverschuldet ist, beurteilt allein die Ausländerbehörde.",
    "23a": "Ein Härtefall ist eine Gnadenentscheidung; gegen eine Ablehnung gibt es kein Rechtsmittel.",
    "19c2": "Die Behörde darf auch bei erfüllten Voraussetzungen ablehnen.",
    "26_4": "Von einzelnen Voraussetzungen kann nach Ermessen abgesehen werden.",
    "einbuergerung": "Kürzere Zeiten bei besonderer Integration stehen im Ermessen.",
}
