"""What §§ 60c, 16g, 19d, 25 Abs. 5 and 23a AufenthG ask."""

from .bleiberecht import GEDULDET, IN_DER_FRIST, ZUSTIMMUNG

TITELSPERRE = "Gesperrt, wenn der Asylantrag mit Titelsperre abgelehnt ist"
NEBEN_104C = "Neben § 104c konnten nur §§ 25a und 25b erteilt werden; alle anderen Wege waren gesperrt."


# §§ 60c and 16g ask alike; these are the ends of the ids.
TRAINING: dict[str, str] = {
    "1a": (
        "Im Asylverfahren begonnene qualifizierte Berufsausbildung (mindestens 2 Jahre), die nach der "
        "Ablehnung fortgesetzt wird."
    ),
    "1b": (
        "Oder: im Asylverfahren begonnene Assistenz- oder Helferausbildung mit Anschluss an einen "
        "Engpassberuf und Zusage dafür, die nach der Ablehnung fortgesetzt wird."
    ),
    "1c": "Oder: im Besitz einer Duldung (nicht § 60b) und Aufnahme einer solchen Ausbildung.",
    "2": (
        "Kein Erwerbsverbot: Einreise nicht wegen der Leistungen, Hindernisse der Ausreise nicht selbst "
        "zu vertreten."
    ),
    "2b": (
        "Gesperrt bei sicherem Herkunftsstaat, wenn ein nach dem 31.08.2015 gestellter Asylantrag "
        "abgelehnt oder zurückgenommen oder keiner gestellt ist. Ausnahmen: Georgien und Moldau bei "
        "Duldung oder Antrag am 30.08.2023; Staaten der EU-Liste bei Duldung am 06.05.2025 oder "
        "Arbeitserlaubnis am 11.06.2026."
    ),
    "3": ("Bei Aufnahme mit Duldung: seit 3 Monaten im Besitz einer Duldung, wenn der Antrag gestellt wird."),
    "4a": "Bei Einreise bis zum 31.12.2016: Identität geklärt bis zum Antrag.",
    "4b": (
        "Bei Einreise vom 01.01.2017 bis zum 31.12.2019: Identität geklärt bis zum Antrag, spätestens "
        "bis zum 30.06.2020."
    ),
    "4c": "Bei Einreise ab dem 01.01.2020: Identität geklärt in den ersten 6 Monaten nach der Einreise.",
    "4d": IN_DER_FRIST,
    "4x": (
        "Ist die Frist versäumt, kann die Behörde erteilen, wenn alle zumutbaren Schritte zur Klärung "
        "getan sind."
    ),
    "5": (
        "Kein Extremismus, keine Ausweisung, keine Verurteilung wegen einer vorsätzlichen Straftat über "
        "50 Tagessätze, bei ausländerrechtlichen Taten über 90."
    ),
    "6": (
        "Bei Aufnahme mit Duldung: Zum Zeitpunkt des Antrags stehen keine konkreten Maßnahmen zur "
        "Aufenthaltsbeendigung bevor."
    ),
    "7": "Antrag frühestens 7 Monate vor dem Beginn der Ausbildung.",
    "7b": "Bei Aufnahme mit Duldung: Erteilung frühestens 6 Monate vor dem Beginn der Ausbildung.",
    "8": (
        "Der Vertrag ist eingetragen oder seine Eintragung beantragt, oder die Schule hat ihn "
        "geschlossen oder zugestimmt; eine Zusage allein genügt nicht."
    ),
    "9": "Kein offensichtlicher Missbrauch.",
}

ASKS: dict[str, str | tuple[str, ...]] = {
    **{f"{way}-{part}": said for way in ("60c", "16g") for part, said in TRAINING.items()},
    "60c-1a": f"{TRAINING['1a']} Mit einem Aufenthaltstitel wird keine Duldung erteilt.",
    "16g-10": (
        "Monatliche Mittel mindestens in Höhe des Bedarfs nach § 12 BAföG (nicht bei den Eltern wohnend)."
    ),
    "16g-10a": "Oder: voller Lebensunterhalt (100 % des Bedarfs).",
    "16g-G4": (
        "Gültiger Pass oder Passersatz; im Ermessensfall bei der Identität kann die Behörde davon absehen."
    ),
    "19d-00": (
        "Am Tag im Besitz einer Duldung.",
        "Am Tag im Besitz einer Duldung, oder einer Aufenthaltserlaubnis nach Abschnitt 5, die nach "
        "Ablehnung oder Rücknahme des Asylantrags erteilt ist.",
    ),
    "19d-1a": "In Deutschland eine qualifizierte Berufsausbildung oder ein Studium abgeschlossen.",
    "19d-1a2": "Oder: in Deutschland eine anerkannte Pflegehilfsausbildung abgeschlossen.",
    "19d-1b": (
        "Oder: anerkannter oder vergleichbarer ausländischer Hochschulabschluss und seit 24 Monaten "
        "ununterbrochen angemessen beschäftigt."
    ),
    "19d-1c": "Oder: seit 36 Monaten ununterbrochen qualifiziert beschäftigt.",
    "19d-1c2": "Dazu: im letzten Jahr vor dem Antrag keine öffentlichen Mittel außer für die Unterkunft.",
    "19d-2": "Ausreichender Wohnraum.",
    "19d-3": "Deutsch B1.",
    "19d-4": "Keine vorsätzliche Täuschung der Ausländerbehörde.",
    "19d-5": "Kein vorsätzliches Hinauszögern oder Behindern der Ausreise.",
    "19d-6": "Keine Bezüge zu Extremismus oder Terrorismus.",
    "19d-7": (
        "Keine Verurteilung wegen einer vorsätzlichen Straftat über 50 Tagessätze, bei "
        "ausländerrechtlichen Taten über 90."
    ),
    "19d-8": "Konkretes Arbeitsplatzangebot, das der Qualifikation entspricht.",
    "19d-8b": "Zustimmung der Bundesagentur für Arbeit.",
    "19d-LU": "In der Regel voller Lebensunterhalt (100 % des Bedarfs).",
    "19d-G": "Geklärte Identität und gültiger Pass oder Passersatz.",
    "19d-9": (
        "Nach Ablehnung oder Rücknahme und ohne Visum kann die Behörde von Titelsperre und Visum absehen."
    ),
    "19d-S1": ZUSTIMMUNG,
    "19d-S2": f"{TITELSPERRE} (§ 10 Abs. 3 S. 2).",
    "255-1": GEDULDET,
    "255-2": "Die Ausreise ist rechtlich oder tatsächlich unmöglich, und das ändert sich nicht absehbar.",
    "255-4": "Ist die Abschiebung seit 18 Monaten ausgesetzt, soll statt kann.",
    "255-5": "Kein eigenes Verschulden am Hindernis: keine Täuschung, keine verweigerte Mitwirkung.",
    "255-S1": ZUSTIMMUNG,
    "255-S2": (
        f"{TITELSPERRE} (§ 30 Abs. 3 Nr. 1 bis 6 AsylG a.F.).",
        f"{TITELSPERRE} (§ 30 Abs. 1 Nr. 3 bis 7 AsylG a.F.; für Ablehnungen bis zum 27.02.2024 gilt der "
        "alte Text).",
        f"{TITELSPERRE} (Art. 42 Abs. 1 UAbs. 1 Buchst. c, d, f oder Abs. 3 Buchst. b der Verordnung "
        "(EU) 2024/1348).",
    ),
    "23a-1": GEDULDET,
    "23a-2": "Ersuchen der Härtefallkommission; ein Mitglied muss den Fall vortragen.",
    "23a-3": "Dringende humanitäre oder persönliche Gründe nach der Feststellung der Härtefallkommission.",
    "23a-4": (
        "In der Regel ausgeschlossen bei Straftaten von erheblichem Gewicht oder wenn der Termin der "
        "Rückführung schon konkret feststeht; das beurteilen die Härtefallkommission und die oberste "
        "Landesbehörde."
    ),
    "104c-S": NEBEN_104C,
}
