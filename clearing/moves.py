"""The steps of the pipeline: from where one can go where, and what follows from each in words."""

from participants.choices import Phase

_RESULTS = (Phase.BETREUUNG, Phase.KEINE_BEDARFE, Phase.UNVEREINBARKEIT)
_BACK = (Phase.CLEARING, Phase.TERMINVEREINBARUNG, Phase.ABGESCHLOSSEN)

# From where one can go where. Every way back is open; only the Clearing leads to a result.
MOVES: dict[str, tuple[Phase, ...]] = {
    Phase.IDENTIFIZIERT: (Phase.TERMINVEREINBARUNG, Phase.ABGESCHLOSSEN),
    Phase.TERMINVEREINBARUNG: (Phase.CLEARING, Phase.IDENTIFIZIERT, Phase.ABGESCHLOSSEN),
    Phase.CLEARING: (*_RESULTS, Phase.TERMINVEREINBARUNG, Phase.ABGESCHLOSSEN),
    Phase.BETREUUNG: (Phase.KEINE_BEDARFE, Phase.UNVEREINBARKEIT, *_BACK),
    Phase.KEINE_BEDARFE: (Phase.BETREUUNG, Phase.UNVEREINBARKEIT, *_BACK),
    Phase.UNVEREINBARKEIT: (Phase.BETREUUNG, Phase.KEINE_BEDARFE, *_BACK),
    Phase.ABGESCHLOSSEN: (Phase.CLEARING, Phase.TERMINVEREINBARUNG),
}

CONSEQUENCES: dict[str, str] = {
    Phase.IDENTIFIZIERT: "Die Person zählt dann nicht mehr zu den erschlossenen Teilnehmenden.",
    Phase.TERMINVEREINBARUNG: "Als Nächstes steht der Termin für das Clearing an.",
    Phase.CLEARING: "Am Ende steht ein Ergebnis: Betreuung, Keine Bedarfe oder Unvereinbarkeit.",
    Phase.BETREUUNG: "Der Weg zurück ins Clearing bleibt offen.",
    Phase.KEINE_BEDARFE: (
        "Der Fall ruht mit einer Wiedervorlage oder ohne. Ein Verweis an andere Stellen bleibt möglich."
    ),
    Phase.UNVEREINBARKEIT: "Der Fall ruht. Nennen Sie den Grund und eine Wiedervorlage.",
    Phase.ABGESCHLOSSEN: (
        "Die Person zählt dann nicht mehr zu den erschlossenen Teilnehmenden."
        " Sie kann jederzeit wiederkommen."
    ),
}
