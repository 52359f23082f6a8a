"""What §§ 25a, 25b, 60d and 104c AufenthG ask."""

GEDULDET = "Am Tag geduldet, auch bei einer Fiktion nach § 81 Abs. 3 S. 2."
INHABER = "Am Tag im Besitz einer Aufenthaltserlaubnis nach § 104c."
ZUSTIMMUNG = "Läuft ein Asylverfahren, muss die oberste Landesbehörde zustimmen."
AUSWEISE = (
    "In der Regel geklärte Identität und gültiger Pass oder Passersatz; die Behörde kann davon absehen."
)
MASSNAHMEN = (
    "Stattdessen kann die Behörde erteilen, wenn alle zumutbaren Schritte zur Klärung der Identität "
    "getan sind."
)
IN_DER_FRIST = (
    "Die Frist ist auch gewahrt, wenn alle zumutbaren Schritte in der Frist getan sind und die Klärung "
    "ohne eigenes Verschulden später kommt."
)
SCHULPFLICHT = "Schulpflichtige Kinder gehen tatsächlich zur Schule."
GRUNDORDNUNG = "Bekenntnis zur freiheitlichen demokratischen Grundordnung."
KENNTNISSE = "Grundkenntnisse der Rechts- und Gesellschaftsordnung, etwa der Test „Leben in Deutschland“."

ASKS: dict[str, str | tuple[str, ...]] = {
    "25a-0a": (
        GEDULDET,
        "Seit 12 Monaten ununterbrochen im Besitz einer Duldung, Zeiten nach § 60b nicht gezählt.",
    ),
    "25a-0b": INHABER,
    "25a-1": (
        "Seit 4 Jahren ununterbrochen erlaubt, geduldet oder gestattet hier.",
        "Seit 3 Jahren ununterbrochen erlaubt, geduldet oder gestattet hier.",
    ),
    "25a-2": (
        "4 Jahre erfolgreicher Schulbesuch in Deutschland oder ein anerkannter Schul- oder Berufsabschluss.",
        "3 Jahre erfolgreicher Schulbesuch in Deutschland oder ein anerkannter Schul- oder Berufsabschluss.",
    ),
    "25a-2x": "Vom Schulbesuch wird bei Krankheit oder Behinderung abgesehen.",
    "25a-3": ("Antrag vor dem 21. Geburtstag.", "Antrag vor dem 27. Geburtstag."),
    "25a-3b": "In Brandenburg frühestens ab dem 14. Geburtstag.",
    "25a-4": "Es erscheint gewährleistet, dass die Person sich in die hiesigen Lebensverhältnisse einfügt.",
    "25a-5": "Keine konkreten Anhaltspunkte gegen das Bekenntnis zur Grundordnung.",
    "25a-LU": "In der Regel voller Lebensunterhalt (100 % des Bedarfs); die Behörde kann davon absehen.",
    "25a-G1": AUSWEISE,
    "25a-6": "In Schule, Ausbildung oder Studium schaden öffentliche Leistungen nicht.",
    "25a-V": "Die Abschiebung ist nicht wegen eigener falscher Angaben oder Täuschung ausgesetzt.",
    "25a-S1": ZUSTIMMUNG,
    "25a-G2": "Bei Inhabern des § 104c: geklärte Identität.",
    "25a-G3": f"Bei Inhabern des § 104c: {MASSNAHMEN}",
    "25b-0a": GEDULDET,
    "25b-0b": INHABER,
    "25b-1": (
        "Seit 8 Jahren ununterbrochen geduldet, gestattet oder mit Aufenthaltserlaubnis hier.",
        "Seit 6 Jahren ununterbrochen geduldet, gestattet oder mit Aufenthaltserlaubnis hier.",
    ),
    "25b-1b": (
        "Mit minderjährigem ledigem Kind im Haushalt: seit 6 Jahren ununterbrochen hier.",
        "Mit minderjährigem ledigem Kind im Haushalt: seit 4 Jahren ununterbrochen hier.",
    ),
    "25b-B": "Statt der Jahre: seit 30 Monaten im Besitz einer Beschäftigungsduldung (§ 60d).",
    "25b-B2": "Dazu: Die Voraussetzungen der Beschäftigungsduldung liegen am Tag vor.",
    "25b-B3": "Dazu: Deutsch A2 schriftlich, wenn ein Integrationskurs besucht werden konnte.",
    "25b-2a": GRUNDORDNUNG,
    "25b-2b": KENNTNISSE,
    "25b-3a": "Mehr als 50 % des Lebensunterhalts durch Erwerbstätigkeit; Wohngeld schadet nicht.",
    "25b-3b": "Oder: Der volle Lebensunterhalt ist künftig zu erwarten.",
    "25b-3c": (
        "Oder: vorübergehender Bezug von Leistungen bei Studium, Ausbildung, Familie mit minderjährigen "
        "Kindern, als Alleinerziehende oder bei Pflege naher Angehöriger."
    ),
    "25b-4": "Deutsch A2 mündlich.",
    "25b-5": SCHULPFLICHT,
    "25b-6": (
        "Von Lebensunterhalt und Deutsch wird bei Krankheit, Behinderung oder aus Altersgründen abgesehen."
    ),
    "25b-V1": (
        "Die Person verhindert die Ausreise nicht durch falsche Angaben, Täuschung oder fehlende Mitwirkung."
    ),
    "25b-V2": "Kein schweres Ausweisungsinteresse (§ 54 Abs. 1 oder Abs. 2 Nr. 1, 2).",
    "25b-S1": ZUSTIMMUNG,
    "25b-G1": AUSWEISE,
    "25b-G2": "Bei Inhabern des § 104c: geklärte Identität.",
    "25b-G3": f"Bei Inhabern des § 104c: {MASSNAHMEN}",
    "60d-0": (
        "Einreise bis zum 01.08.2018, auch des Ehegatten im Haushalt.",
        "Einreise bis zum 31.12.2022, auch des Ehegatten im Haushalt.",
    ),
    "60d-00": "Am Tag im Besitz einer Duldung, nicht einer Aufenthaltserlaubnis oder Gestattung.",
    "60d-0p": "Was für getrennt lebende Ehegatten gilt, prüft die Ausländerbehörde.",
    "60d-1a": (
        "Bei Einreise bis zum 31.12.2016: Identität geklärt bis zum Antrag, wenn am 01.01.2020 "
        "gearbeitet wurde, sonst bis zum 30.06.2020.",
        "Bei Einreise bis zum 31.12.2016: Identität geklärt bis zum Antrag.",
    ),
    "60d-1b": (
        "Bei Einreise vom 01.01.2017 bis zum 01.08.2018: Identität geklärt bis zum 30.06.2020.",
        "Bei Einreise vom 01.01.2017 bis zum 31.12.2022: Identität geklärt bis zum Antrag, spätestens "
        "bis zum 31.12.2024.",
    ),
    "60d-1p": (
        "Ehegatten im Haushalt halten dieselben Fristen nach ihrer eigenen Einreise ein (bis zum "
        "30.06.2020; seit dem 27.02.2024 bei Einreise ab 2017 bis zum 31.12.2024)."
    ),
    "60d-1c": IN_DER_FRIST,
    "60d-1x": (
        "Ist die Frist (30.06.2020 oder 31.12.2024) versäumt, kann die Behörde erteilen, wenn alle "
        "zumutbaren Schritte zur Klärung getan sind."
    ),
    "60d-2": "Seit 12 Monaten im Besitz einer Duldung, Zeiten nach § 60b nicht gezählt.",
    "60d-3a": (
        "Seit 18 Monaten sozialversicherungspflichtig beschäftigt, mindestens 35 Wochenstunden "
        "(Alleinerziehende 20).",
        "Seit 12 Monaten sozialversicherungspflichtig beschäftigt, mindestens 20 Wochenstunden.",
    ),
    "60d-3b": (
        "Am Tag mindestens 35 Wochenstunden, Alleinerziehende 20.",
        "Am Tag mindestens 20 Wochenstunden.",
    ),
    "60d-4": "In den 12 Monaten vor dem Antrag hat die Beschäftigung den Lebensunterhalt gesichert.",
    "60d-5": "Die Beschäftigung sichert den eigenen Lebensunterhalt (100 % des eigenen Bedarfs).",
    "60d-6": "Deutsch A2 mündlich.",
    "60d-7": (
        "Beide Ehegatten ohne Verurteilung wegen einer vorsätzlichen Straftat; Geldstrafen bis 90 "
        "Tagessätze wegen ausländerrechtlicher Taten schaden nicht."
    ),
    "60d-8": "Keine Bezüge zu Extremismus oder Terrorismus.",
    "60d-9": "Keine Ausweisung und keine Anordnung nach § 58a.",
    "60d-10": SCHULPFLICHT,
    "60d-10b": "Kinder ohne schwere Verurteilung (§ 54 Abs. 2 Nr. 1, 2, Betäubungsmittel).",
    "60d-11": "Ein verpflichtender Integrationskurs ist abgeschlossen oder ohne Verschulden abgebrochen.",
    "104c-0": "Am Tag geduldet.",
    "104c-1": (
        "Am 31.10.2022 seit 5 Jahren ununterbrochen geduldet, gestattet oder mit Aufenthaltserlaubnis hier."
    ),
    "104c-2": GRUNDORDNUNG,
    "104c-3": (
        "Keine Verurteilung wegen einer vorsätzlichen Straftat über 50 Tagessätze, bei "
        "ausländerrechtlichen Taten über 90."
    ),
    "104c-4": "Keine wiederholten vorsätzlichen Falschangaben, die eine Abschiebung verhindert haben.",
    "104c-T": ("Der Titel wird nicht mehr neu erteilt; wer ihn hat, kann nur in § 25a oder § 25b übergehen."),
}
