"""What a Sachbericht holds against the figures of its year, and which texts it has."""

from typing import NamedTuple

TEXT_LENGTH = 6000
LARGEST_GOAL = 100_000


class Goal(NamedTuple):
    """``key`` is the column; ``path`` that of the number in the figures (see ``figures.Entry``)."""

    key: str
    label: str
    path: str


GOALS = (
    Goal("goal_reached", "Erschlossene Teilnehmende am Ende", "reached"),
    Goal("goal_clearing", "Personen, die im Clearing waren", "work/ever/clearing/1"),
    Goal("goal_care", "Personen, die in Betreuung waren", "work/ever/betreuung/1"),
    Goal("goal_job", "Arbeit aufgenommen, SV-pflichtig", "work/results/job/1"),
    Goal("goal_training", "Ausbildung begonnen", "work/results/training/1"),
    Goal("goal_german_b1", "Deutsch B1 nachgewiesen", "work/results/german_b1/1"),
    Goal("goal_german_b2", "Deutsch B2 oder höher nachgewiesen", "work/results/german_b2/1"),
    Goal("goal_recognised", "Abschluss anerkannt, auch teilweise", "work/results/recognised/1"),
)


class YearText(NamedTuple):
    key: str
    label: str
    hint: str


TEXTS = (
    YearText("course", "Verlauf und Umsetzung", "Was im Jahr getan wurde, in der Reihenfolge des Antrags."),
    YearText(
        "attainment",
        "Zielerreichung",
        "Wo Ergebnisse von den Zielen abweichen und warum. Verfehlte Ziele sind zu begründen.",
    ),
    YearText("successes", "Erfolge", "Ein Beispiel nur so, dass niemand zu erkennen ist."),
    YearText("problems", "Probleme und Hindernisse", "Was schwierig war und was dagegen getan wurde."),
    YearText("outlook", "Ausblick", "Was im nächsten Jahr geplant ist."),
)
TEXT_LABELS: dict[str, str] = {text.key: text.label for text in TEXTS}
