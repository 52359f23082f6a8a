"""What is to be done again and again without anybody asking: each is a command that knows --probelauf."""

from typing import NamedTuple


class Chore(NamedTuple):
    """`cron` is in UTC, so that no night of a change of clocks misses or doubles it."""

    command: str
    title: str
    what: str
    often: str
    cron: str
    needs_mail: bool = False


CHORES = (
    Chore(
        "aufraeumen",
        "Abgelaufenes löschen",
        "Sitzungen, gerettete Formulare, erledigte Aufträge, die niemand mehr braucht",
        "jede Nacht",
        "20 0 * * *",
    ),
    Chore(
        "entwuerfe_aufraeumen",
        "Alte Entwürfe löschen",
        "Entwürfe von Gesprächen, die lange niemand angefasst hat",
        "jede Nacht",
        "40 0 * * *",
    ),
    Chore(
        "kurzkontakte_aufraeumen",
        "Alte Kurzkontakte löschen",
        "Kurzkontakte nach drei Monaten; ihre Zahl nach Monat und Thema bleibt",
        "jede Nacht",
        "50 0 * * *",
    ),
    Chore(
        "loeschungen_ausfuehren",
        "Bestätigte Löschungen ausführen",
        "Fälle, deren Löschung die Koordination bestätigt hat; ihre Zahlen bleiben",
        "jede Nacht",
        "55 0 * * *",
    ),
    Chore(
        "antworten_nachfassen",
        "An Antworten von Stellen erinnern",
        "nach 7 und 14 Tagen eine E-Mail an die Stelle oder eine Aufgabe, danach gilt der Link nicht mehr",
        "jeden Morgen",
        "10 4 * * *",
    ),
    Chore(
        "lesemodelle_pruefen",
        "Status gegen den Verlauf prüfen",
        "ob Status und Zeiträume jedes Falls aus seinem Verlauf folgen",
        "jede Nacht",
        "0 1 * * *",
    ),
    Chore(
        "fristen_mail",
        "Fristen der Woche verschicken",
        "an jede zuständige Person die Zahl ihrer Fristen und ein Link",
        "montags früh",
        "30 4 * * 1",
        needs_mail=True,
    ),
)
BY_COMMAND = {chore.command: chore for chore in CHORES}
