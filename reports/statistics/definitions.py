"""What the numbers over time mean, where the report has no such number."""

from datetime import date

from ..catalogue import PERSONS, in_period
from ..numbers import About

# Columns of the bridge whose sums over the five statuses are told month by month.
FLOW_COLUMNS = {"entered": "Zugang", "left": "Abgang", "moved_in": "Wechsel"}
DURATION_HEAD = ("Status", "beendet", "Median in Tagen", "läuft am letzten Tag", "Median bisher in Tagen")


def stock(first: date, last: date) -> About:
    return About(
        "Wer am letzten Tag des Monats einen der fünf Status hat, wie die Zahl der Erschlossenen im Bericht.",
        PERSONS,
        in_period(first, last),
    )


def transitions(first: date, last: date) -> About:
    return About(
        "Übergänge im Zeitraum von einem Status in den anderen, gezählt wie die Bewegung im Bericht; ohne "
        "inzwischen gelöschte Fälle.",
        "Übergänge",
        in_period(first, last),
    )


def durations(first: date, last: date) -> About:
    return About(
        "Zeiten ohne Unterbrechung in einem Status. Beendet: im Zeitraum, erster und letzter Tag zählen mit. "
        "Läuft: bis zum letzten Tag des Zeitraums, der erste zählt nicht mit. Ohne gelöschte Fälle.",
        "Zeiten",
        in_period(first, last),
    )
