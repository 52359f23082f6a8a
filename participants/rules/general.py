"""Rules that hold for every title unless its paragraph displaces them, and the bar of § 104c.

Most are judged in rows of the ways (livelihood, identity, passport, asylum); the others are shown.
"""

from .answers import barred_by_asylum, no, unknown, yes
from .calendar import german
from .case import Case
from .criterion import Answer, criterion, note
from .facts import Asylverfahren, Status
from .status import NAMEN

TITELSPERRE = frozenset({Asylverfahren.ABGELEHNT_MIT_SPERRE})


@criterion(
    "104c-S", source="§ 104c Abs. 3 S. 4 AufenthG a.F.", since="2022-12-31", until="2025-12-30", group="bar"
)
def gesperrt_durch_104c(case: Case) -> Answer:
    """Whoever held § 104c could be granted §§ 25a and 25b only."""
    kind = case.kind
    if kind is None:
        return unknown(f"Der Aufenthaltsstatus am {german(case.day)} ist nicht bekannt.")
    if kind == Status.SONSTIGE:
        return unknown("Welcher Aufenthaltstitel genau vorliegt, ist nicht bekannt.")
    if kind == Status.AE_104C:
        return no(
            f"{NAMEN[kind]}: Daneben sind nur Titel nach den Bleiberechten für gut Integrierte möglich."
        )
    return yes(f"Status am {german(case.day)}: {NAMEN[kind]}.")


def barred_by_rejection(case: Case) -> Answer:
    """No title at all before departure after a rejection under § 10 Abs. 3 S. 2."""
    return barred_by_asylum(case, TITELSPERRE)


SINCE = "2005-01-01"
NOTES = (
    note(
        "G1",
        "Der Lebensunterhalt muss gesichert sein. § 25b regelt ihn selbst, bei Kindern und Eltern von "
        "Deutschen entfällt er, bei Titeln nach Abschnitt 5 kann davon abgesehen werden.",
        source="§ 5 Abs. 1 Nr. 1, Abs. 3, § 2 Abs. 3 AufenthG",
        since=SINCE,
    ),
    note(
        "G2",
        "Identität und Staatsangehörigkeit müssen geklärt sein. Für § 16g gilt dies nicht, bei Titeln nach "
        "Abschnitt 5 kann davon abgesehen werden.",
        source="§ 5 Abs. 1 Nr. 1a, Abs. 3 AufenthG",
        since=SINCE,
    ),
    note(
        "G3",
        "Ein Ausweisungsinteresse darf nicht bestehen; bei Titeln nach Abschnitt 5 kann davon "
        "abgesehen werden.",
        source="§ 5 Abs. 1 Nr. 2, Abs. 3, § 54 AufenthG",
        since=SINCE,
    ),
    note(
        "G4",
        "Die Passpflicht muss erfüllt sein. Bei Titeln nach Abschnitt 5 und im Ermessensfall des § 16g kann "
        "davon abgesehen werden.",
        source="§ 5 Abs. 1 Nr. 4, Abs. 3, § 3 AufenthG",
        since=SINCE,
    ),
    note(
        "G5",
        "Die Einreise muss mit dem richtigen Visum erfolgt sein. Für §§ 16g und 25b gilt dies nicht, bei "
        "§ 19d und Titeln nach Abschnitt 5 kann davon abgesehen werden.",
        source="§ 5 Abs. 2, 3 AufenthG",
        since=SINCE,
    ),
    note(
        "G6",
        "Nach Ablehnung oder Rücknahme des Asylantrags sind vor der Ausreise nur Titel nach Abschnitt 5 "
        "möglich, während des Verfahrens nur mit Zustimmung. Ein Anspruch und § 16g gehen vor, bei § 19d "
        "kann abgewichen werden.",
        source="§ 10 Abs. 1, 3 S. 1, 3 AufenthG",
        since=SINCE,
    ),
    note(
        "G7",
        "Nach bestimmten Ablehnungen ist vor der Ausreise kein Titel möglich. Bei §§ 25a und 25b kann "
        "abgewichen werden, ein Anspruch geht vor; Duldungen betrifft dies nicht.",
        source="§ 10 Abs. 3 S. 2, 3, § 104 Abs. 19 AufenthG",
        since=SINCE,
    ),
    note(
        "G8",
        "Ein Einreise- und Aufenthaltsverbot steht entgegen; liegen die Voraussetzungen eines Titels nach "
        "Abschnitt 5 vor, soll es aufgehoben werden.",
        source="§ 11 Abs. 1, 4 S. 2 AufenthG",
        since=SINCE,
    ),
    note(
        "G9",
        "Bei Terrorbezug oder einer Anordnung nach § 58a ist jeder Titel ausgeschlossen.",
        source="§ 5 Abs. 4, § 54 Abs. 1 Nr. 2, 4 AufenthG",
        since=SINCE,
    ),
    note(
        "G10",
        "Läuft ein Ermittlungsverfahren, wird die Entscheidung ausgesetzt.",
        source="§ 79 Abs. 2, 4, 5 AufenthG",
        since=SINCE,
    ),
)
