"""What caseworkers write when a case moves; short, respectful, without health and without blame."""

from random import Random

from participants.choices import Abschluss, ParkReason, Phase

from .deck import Deck

COURSES = (
    "Alphabetisierung",
    "Deutsch A1",
    "Deutsch A2",
    "Deutsch B1",
    "Deutsch B2",
    "Berufssprachkurs B2",
)
FIELDS = (
    "Altenpflege",
    "Elektroinstallation",
    "Gastronomie",
    "Gebäudereinigung",
    "Hochbau",
    "Kfz-Werkstatt",
    "Lager und Versand",
    "Metallbau",
    "Personenverkehr",
    "Trockenbau",
    "Verkauf",
    "Wäscherei",
)
EMPLOYERS = (
    "einem Logistikbetrieb",
    "einem Pflegeheim",
    "einem Hotel",
    "einer Bäckerei",
    "einem Handwerksbetrieb",
    "einer Gebäudereinigung",
    "einem Baubetrieb",
    "einem Verkehrsbetrieb",
    "einer Großküche",
)

MOVES: dict[tuple[str, str], tuple[str, ...]] = {
    (Phase.IDENTIFIZIERT, Phase.TERMINVEREINBARUNG): (
        "Hat auf das Schreiben telefonisch geantwortet; ein Gespräch ist abgesprochen.",
        "War in der offenen Sprechstunde, wir haben einen Termin für ein Gespräch gesucht.",
        "Auf der Informationsveranstaltung angesprochen; möchte mehr über das Angebot wissen.",
        "Die Sozialarbeit der Unterkunft hat den Kontakt vermittelt, der Termin ist abgesprochen.",
        "Hat das zweite Schreiben beantwortet und wünscht ein persönliches Gespräch.",
        "Hat über Bekannte vom Spurwechsel gehört und selbst angerufen.",
        "Nach der Beratung im Jobcenter zu uns verwiesen; ein Termin ist abgesprochen.",
        "Rückruf am Nachmittag, mit Sprachmittlung am Telefon. Termin ist abgesprochen.",
        "Kam mit einem Schreiben in die Sprechstunde; Ablauf und Freiwilligkeit sind erklärt.",
    ),
    (Phase.TERMINVEREINBARUNG, Phase.CLEARING): (
        "Erstes Clearing-Gespräch geführt; Lebenslauf und Ziele sind aufgenommen.",
        "Termin wahrgenommen, Einwilligung erklärt. Die Kompetenzen erheben wir im zweiten Gespräch.",
        "Erstgespräch mit Sprachmittlung. Zeugnisse bringt die Person zum nächsten Termin mit.",
        "Die Bedarfe sind noch nicht klar: Berufswunsch {field}, Deutsch wird eingestuft.",
        "Hat den Termin wahrgenommen und viele Fragen zur Anerkennung gestellt; das Clearing beginnt.",
        "Erstgespräch geführt. Hat Erfahrung in: {field}. Möchte möglichst bald arbeiten.",
        "Nach zwei verschobenen Terminen heute ausführliches Gespräch; das Clearing beginnt.",
        "Gespräch gemeinsam mit der Migrationssozialarbeit; wir klären Bedarfe und Zuständigkeiten.",
        "Kompetenzen mit Bildkarten besprochen, Fortsetzung in zwei Wochen.",
    ),
    (Phase.CLEARING, Phase.BETREUUNG): (
        "Zwei Bedarfe bearbeitbar: {course} und Arbeitssuche ({field}). Möchte teilnehmen.",
        "Wir suchen einen Kursplatz ({course}); die Anmeldung beim Träger läuft.",
        "Der Abschluss soll anerkannt werden; Termin bei der Anerkennungsberatung steht.",
        "Hat eine Zusage für ein Praktikum bei {employer}; die Erlaubnis wird beantragt.",
        "Ziel ist eine Ausbildung ({field}). Nächster Schritt: {course}.",
        "Kinderbetreuung ist geklärt, jetzt kann {course} beginnen.",
        "Möchte in den erlernten Beruf zurück ({field}); Bewerbungsunterlagen entstehen.",
        "Bedarfe: {course}, Führerschein, Arbeitssuche. Wir beginnen mit dem Kurs.",
        "Will zuerst Geld verdienen und abends lernen; Vermittlung mit der Agentur abgesprochen.",
        "Vereinbarung unterschrieben: {course}, danach Probearbeit bei {employer}.",
        "Schulabschluss nachholen und nebenbei arbeiten; Beratungstermin ist vereinbart.",
    ),
    (Phase.BETREUUNG, Phase.CLEARING): (
        "Der Berufswunsch hat sich geändert; wir erheben die Bedarfe neu.",
        "Der Kurs ist beendet. Was jetzt hilft, klären wir in einem neuen Gespräch.",
        "Nach Ende des Praktikums neue Bestandsaufnahme.",
    ),
    (Phase.UNVEREINBARKEIT, Phase.CLEARING): (
        "Zur Wiedervorlage gesprochen: Jetzt ist Zeit da, wir nehmen die Bedarfe neu auf.",
        "Hat sich selbst gemeldet und möchte wieder einsteigen.",
        "Der Kita-Platz ist da; wir beginnen mit einem neuen Clearing-Gespräch.",
        "Die Arbeitszeit ist reduziert, ein Kurs am Vormittag ist möglich.",
    ),
    (Phase.UNVEREINBARKEIT, Phase.BETREUUNG): (
        "Wieder Kapazität: {course} kann wie besprochen beginnen.",
        "Der Umzug ist geschafft, die Arbeitssuche ({field}) geht weiter.",
        "Hat eine neue Arbeitszeit und besucht jetzt am Abend: {course}.",
    ),
    (Phase.KEINE_BEDARFE, Phase.CLEARING): (
        "Neuer Bedarf nach Ende der Beschäftigung; Clearing-Gespräch geführt.",
        "Zur Wiedervorlage gesprochen: möchte jetzt einen Abschluss nachholen.",
        "Sucht eine andere Arbeit mit besseren Zeiten; Bedarfe werden aufgenommen.",
        "Fragt nach {course}; wir klären, was dafür nötig ist.",
    ),
    (Phase.KEINE_BEDARFE, Phase.BETREUUNG): (
        "Ein Bedarf ist dazugekommen, den wir bearbeiten können: {course}.",
        "Möchte sich weiterbilden ({field}); die Beratung ist vereinbart.",
    ),
    (Phase.ABGESCHLOSSEN, Phase.CLEARING): (
        "Meldet sich wieder: Der Vertrag ist ausgelaufen, neue Bestandsaufnahme.",
        "Ist zurück in der Stadt und möchte das Begonnene fortsetzen.",
        "Hat es sich anders überlegt und kommt freiwillig wieder dazu.",
    ),
}
PARKING: dict[str, tuple[str, ...]] = {
    ParkReason.KEIN_BEDARF: (
        "Arbeitet in Vollzeit und ist zufrieden; zurzeit kein Bedarf.",
        "Besucht schon einen Sprachkurs und hat eine Zusage für die Zeit danach.",
        "Ist in Ausbildung; der Betrieb begleitet gut. Meldet sich, wenn etwas fehlt.",
        "Unbefristet beschäftigt, Deutsch B2 vorhanden. Kein Förderbedarf.",
        "Geht zur Schule und wird dort beraten.",
        "Alle Fragen aus dem Gespräch sind beantwortet; mehr wird zurzeit nicht gebraucht.",
    ),
    ParkReason.NICHT_BEARBEITBAR: (
        "Sucht eine größere Wohnung; das kann der Spurwechsel nicht bearbeiten. An die Beratung verwiesen.",
        "Wünscht Familiennachzug; an die Rechtsberatung verwiesen.",
        "Zurzeit stehen nur Fragen im laufenden Verfahren an; an die Verfahrensberatung verwiesen.",
    ),
    ParkReason.ANDERE_STELLE: (
        "Wird schon vom Jobcenter begleitet; doppelt beraten hilft niemandem.",
        "Die Migrationsberatung ist eng dran und führt weiter.",
        "Nimmt an einem Projekt eines freien Trägers teil; Austausch ist vereinbart.",
        "Der Jugendmigrationsdienst begleitet den Übergang in die Ausbildung.",
    ),
    ParkReason.KINDERBETREUUNG: (
        "Möchte lernen, hat aber noch keinen Kita-Platz. Auf der Warteliste seit dem Sommer.",
        "Betreut drei Kinder, der Partner arbeitet in Schicht. Meldet sich nach der Eingewöhnung.",
        "Das jüngste Kind kommt im Herbst in die Kita; dann soll {course} beginnen.",
    ),
    ParkReason.GESUNDHEIT: (
        "Braucht zurzeit Ruhe; wir melden uns zum vereinbarten Tag.",
        "Kann in den nächsten Monaten keinen Kurs besuchen und möchte danach weitermachen.",
    ),
    ParkReason.ARBEITSZEIT: (
        "Arbeitet in wechselnden Schichten bei {employer}; ein Kurs passt zurzeit nicht dazu.",
        "Vollzeit und langer Weg zur Arbeit, für {course} bleibt keine Zeit.",
        "Saisonarbeit bis zum Herbst, danach neues Gespräch.",
    ),
    ParkReason.WOHNSITUATION: (
        "Teilt sich ein Zimmer und findet keine Ruhe zum Lernen; erst soll die Wohnung geklärt sein.",
        "Wartet auf den Umzug aus der Unterkunft und möchte danach beginnen.",
    ),
    ParkReason.UMZUG: (
        "Zieht im nächsten Monat um; danach vereinbaren wir einen neuen Termin.",
        "Antrag auf Umverteilung läuft, bis dahin keine neuen Schritte.",
    ),
    ParkReason.KEIN_INTERESSE: (
        "Möchte zurzeit keine Unterstützung; die Tür bleibt offen.",
        "Hat andere Pläne und bittet um einen Anruf in einigen Monaten.",
    ),
    ParkReason.SONSTIGES: ("Kümmert sich zurzeit um Angehörige und bittet um Aufschub.",),
}
ENDINGS: dict[str, tuple[str, ...]] = {
    Abschluss.SPURWECHSEL: (
        "Der Aufenthaltstitel ist erteilt, der Lebensunterhalt gesichert. Glückwunsch!",
        "Neuer Titel, unbefristete Arbeit, eigene Wohnung: Begleitung im Einvernehmen beendet.",
        "Titel erteilt; die Beratung ist an das Jobcenter übergeben.",
        "Ziel erreicht: Titel und Arbeitsvertrag liegen vor.",
    ),
    Abschluss.ARBEIT: (
        "Arbeitsvertrag bei {employer}, Beginn am Ersten des Monats.",
        "Aus dem Praktikum übernommen ({field}).",
        "Unbefristete Stelle bei {employer}; möchte jetzt ohne Begleitung weitergehen.",
        "Arbeit gefunden ({field}), 30 Stunden. Deutsch lernt die Person am Abend weiter.",
        "Die Probezeit ist bestanden, Unterstützung wird nicht mehr gebraucht.",
        "Wechsel aus der Zeitarbeit in eine feste Stelle ({field}).",
    ),
    Abschluss.AUSBILDUNG: (
        "Ausbildungsvertrag unterschrieben ({field}).",
        "Beginnt eine Ausbildung bei {employer}; die Kammer hat den Vertrag eingetragen.",
        "Aus der Einstiegsqualifizierung in die Ausbildung übernommen ({field}).",
    ),
    Abschluss.VERZOGEN: (
        "Umverteilung in einen Landkreis ist bewilligt; Unterlagen sind mitgegeben.",
        "Zieht zur Familie in ein anderes Bundesland.",
        "Neue Arbeit an einem anderen Ort, deshalb Umzug.",
    ),
    Abschluss.EIGENER_WUNSCH: (
        "Möchte die Teilnahme beenden. Das ist jederzeit möglich und hat keine Folgen.",
        "Beendet die Teilnahme auf eigenen Wunsch; darf sich jederzeit wieder melden.",
        "Hat nach dem Gespräch über den Ablauf entschieden, nicht teilzunehmen.",
        "Sieht für sich zurzeit keinen Nutzen; freundlich verabschiedet.",
    ),
    Abschluss.WIDERRUF: ("Hat die Einwilligung widerrufen; die Begleitung endet heute.",),
    Abschluss.AUSGEREIST: (
        "Post kommt zurück, die Unterkunft meldet Auszug mit unbekanntem Ziel.",
        "Nach Auskunft der Familie ausgereist.",
    ),
    Abschluss.VERSTORBEN: ("Die Familie hat uns informiert. Die Akte wird geschlossen.",),
}
WITHOUT_A_TALK: dict[str, tuple[str, ...]] = {
    Abschluss.EIGENER_WUNSCH: (
        "Hat geschrieben, dass kein Gespräch gewünscht ist. Das hat keine Folgen.",
        "Am Telefon freundlich abgelehnt; darf sich jederzeit melden.",
        "Auf drei Schreiben keine Antwort; wir schreiben nicht weiter.",
    ),
    Abschluss.VERZOGEN: ("Vor dem ersten Gespräch in einen anderen Landkreis gezogen.",),
    Abschluss.AUSGEREIST: ("Das Schreiben kam als unzustellbar zurück.",),
}
FOLLOW_UPS = (
    "Angerufen: unverändert, erneut in einigen Monaten.",
    "Kurzes Gespräch in der Sprechstunde, zurzeit bleibt es so.",
    "Nicht erreicht, Nachricht mit Rückrufbitte hinterlassen.",
    "Gesprochen: Es geht gut, weiterhin kein Schritt gewünscht.",
    "Zur Wiedervorlage geschrieben, die Antwort kam am selben Tag.",
)
MISTAKES = (
    "Bei der falschen Person eingetragen.",
    "Der Termin wurde kurzfristig verschoben, das Gespräch fand nicht statt.",
    "Falscher Tag eingetragen, folgt neu.",
    "Verwechslung mit einer Person ähnlichen Namens.",
)


class Sentences:
    """Deals sentences so that the same one does not return until all were used."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._decks: dict[object, Deck[str]] = {}
        self._courses, self._fields = Deck(rng, COURSES), Deck(rng, FIELDS)
        self._employers = Deck(rng, EMPLOYERS)

    def move(self, before: str, to: str) -> str:
        return self._deal((before, to), MOVES[before, to])

    def parking(self, reason: str) -> str:
        return self._deal(reason, PARKING[reason])

    def ending(self, outcome: str, *, talk_held: bool = True) -> str:
        if not talk_held:
            return self._deal(("before", outcome), WITHOUT_A_TALK[outcome])
        return self._deal(outcome, ENDINGS[outcome])

    def follow_up(self) -> str:
        return self._deal("follow_up", FOLLOW_UPS)

    def mistake(self) -> str:
        return self._deal("mistake", MISTAKES)

    def _deal(self, key: object, texts: tuple[str, ...]) -> str:
        if key not in self._decks:
            self._decks[key] = Deck(self._rng, texts)
        text = self._decks[key].deal()
        return text.format(
            course=self._courses.deal() if "{course}" in text else "",
            field=self._fields.deal() if "{field}" in text else "",
            employer=self._employers.deal() if "{employer}" in text else "",
        )
