"""What taking part, work permission and access to German courses ask."""

LISTE = (
    "wenn ein nach dem 31.08.2015 gestellter Asylantrag abgelehnt oder zurückgenommen oder keiner "
    "gestellt ist"
)
IN_EINRICHTUNG = "In einer Aufnahmeeinrichtung, mit Duldung"
NEU = "wenn keine konkreten Maßnahmen zur Aufenthaltsbeendigung bevorstehen"

ASKS: dict[str, str | tuple[str, ...]] = {
    "titel": (
        "Papier der geförderten Gruppe: § 104c, § 25 Abs. 5, § 23 Abs. 1, §§ 60a bis 60d AufenthG oder "
        "§ 55 AsylG; § 104c wird seit dem 31.12.2025 nicht mehr neu erteilt."
    ),
    "fiktion": "Mit Fiktionsbescheinigung ist das Clearing möglich, die Betreuung erst nach der Erteilung.",
    "identitaet": "Die Mitwirkung an der Klärung der Identität ist nicht verweigert.",
    "straffaelligkeit": "Kein Hinweis auf einen Ausschluss; gespeichert wird nichts weiter.",
    "einwilligung": "Die Person nimmt freiwillig teil und hat eingewilligt.",
    "W1": "Mit Aufenthaltstitel ist Arbeit erlaubt, soweit kein Gesetz sie verbietet.",
    "W13": (
        "Die Fiktion nach § 81 Abs. 4 erlaubt, was der bisherige Titel erlaubt hat; die nach Abs. 3 nichts."
    ),
    "W2": (
        "Außerhalb einer Aufnahmeeinrichtung kann die Beschäftigung mit Duldung erlaubt werden.",
        f"Außerhalb einer Aufnahmeeinrichtung soll die Beschäftigung mit Duldung erlaubt werden, {NEU}.",
    ),
    "W3": (
        "Zustimmung der Bundesagentur möglich nach 3 Monaten erlaubtem, geduldetem oder gestattetem "
        "Aufenthalt."
    ),
    "W4": "Nach 4 Jahren Aufenthalt braucht keine Beschäftigung mehr die Zustimmung der Bundesagentur.",
    "W6": (
        "Verbot, wenn die Einreise dem Bezug von Leistungen galt oder Hindernisse der Ausreise selbst "
        "zu vertreten sind."
    ),
    "W7": f"Verbot bei Staaten der Anlage II zum AsylG, {LISTE}.",
    "W7b": f"Verbot bei Staaten einer Rechtsverordnung nach § 29b AsylG, {LISTE}.",
    "W7c": f"Verbot bei Staaten der EU-Liste, {LISTE}.",
    "W7d": (
        "Ausnahme vom Verbot für Georgien und Moldau: Asylantrag bis zum 30.08.2023 oder an diesem Tag "
        "geduldet."
    ),
    "W7e": (
        "Ausnahme vom Verbot für Ägypten, Bangladesch, Indien, Kolumbien, Marokko, Tunesien und Türkei: "
        "am 06.05.2025 geduldet oder am 11.06.2026 mit Arbeitserlaubnis."
    ),
    "W8": "Eine Duldung nach § 60b schließt Arbeit aus; die Mitwirkung kann nachgeholt werden.",
    "W11": (
        f"{IN_EINRICHTUNG}: Nach 6 Monaten kann die Beschäftigung erlaubt werden.",
        f"{IN_EINRICHTUNG}: Nach 6 Monaten soll die Beschäftigung erlaubt werden, {NEU}.",
        f"{IN_EINRICHTUNG}: Nach 6 Monaten, mit gültigem Pass oder Ausbildung nach 3 Monaten, soll die "
        f"Beschäftigung erlaubt werden, {NEU}.",
    ),
    "W11b": f"{IN_EINRICHTUNG}: Was schon im Asylverfahren erlaubt war, ist weiter zu erlauben.",
    "W9": (
        "Außerhalb einer Aufnahmeeinrichtung kann die Beschäftigung nach 3 Monaten Gestattung erlaubt "
        "werden.",
        "Außerhalb einer Aufnahmeeinrichtung ist die Beschäftigung nach 3 Monaten Gestattung zu erlauben.",
    ),
    "W10": (
        "In einer Aufnahmeeinrichtung ist die Beschäftigung 9 Monate nach dem Asylantrag zu erlauben.",
        "In einer Aufnahmeeinrichtung ist die Beschäftigung 6 Monate nach dem Asylantrag zu erlauben.",
        "In einer Aufnahmeeinrichtung ist die Beschäftigung 3 Monate nach der Registrierung zu "
        "erlauben, in Dublin-Fällen nach 6.",
    ),
    "W12": "Verbot bei sicherem Herkunftsstaat und Asylantrag nach dem 31.08.2015.",
    "L1": (
        "Anspruch auf einen Integrationskurs für 1 Jahr nach der ersten Erteilung bestimmter Titel, "
        "etwa § 25b."
    ),
    "L2": (
        "Zulassung zum Integrationskurs auf freien Plätzen: Gestattung, Duldung nach § 60a Abs. 2 S. 3, "
        "§ 25 Abs. 5, § 104c, § 25a."
    ),
    "L2s": "Zulassungsstopp: Das BAMF lässt 2026 niemanden auf freie Plätze im Integrationskurs zu.",
    "L3": (
        "Berufssprachkurs mit Duldung: nach § 60a Abs. 2 S. 3 sofort, sonst nach 6 Monaten, wer "
        "arbeitet, in Ausbildung oder arbeitsuchend gemeldet ist."
    ),
}
