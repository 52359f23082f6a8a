"""What is asked of the server: lists, searches, a case, a step; each as one sample."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from time import time
from typing import Any

from clearing.catalogue import Abschnitt
from participants.choices import Aufenthaltsstatus, Phase
from participants.models import Participant

from .history import open_talk, person_of_five_years
from .stopwatch import Target
from .web import BenchError, Browser

FLOOR = "/tastatur/"
# In about one of thirty names, and in about one of five thousand.
COMMON, RARE = "ahmad", "krasniqi drita"
LIST = "/teilnehmende/"


def page_targets(everywhere: Browser, at_home: Browser, by: Any, day: date) -> list[Target]:
    """`everywhere` sees all Kommunen, `at_home` one of them. The goals are those of the project.

    `by` is the user behind `everywhere`.
    """
    case = _case_with_a_long_history()
    long_known = person_of_five_years(by, day)
    filtered = f"{LIST}?status={Phase.BETREUUNG}&aufenthalt={Aufenthaltsstatus.DULDUNG_60A}"
    return [
        Target("F", _page(everywhere, FLOOR), times=9),
        Target("Liste, Seite 1", _page(everywhere, LIST), goal=3.0),
        Target("Liste, gefiltert", _page(everywhere, filtered), goal=3.0),
        Target("Liste, Seite 300", _page(everywhere, f"{LIST}?seite=300"), goal=3.5),
        Target("Suche, häufig, überall", _page(everywhere, f"{LIST}?suche={COMMON}"), goal=6.0),
        Target("Suche, häufig, eine Kommune", _page(at_home, f"{LIST}?suche={COMMON}"), goal=3.0),
        Target(
            "Suche, selten, überall", _page(everywhere, f"{LIST}?suche={RARE.replace(' ', '+')}"), goal=6.0
        ),
        Target("Fallseite", _page(everywhere, f"{LIST}{case}/"), goal=4.5),
        Target("Fallseite, 5 Jahre Verlauf", _page(everywhere, f"{LIST}{long_known}/"), goal=4.5),
        Target("Übersicht", _page(at_home, "/uebersicht/")),
        Target("Status ändern", _step(everywhere, day), goal=3.0, times=3),
        Target("Entwurf speichern", _draft(everywhere, open_talk(long_known, by, day))),
    ]


def _page(browser: Browser, path: str) -> Callable[[], float]:
    def sample() -> float:
        answer = browser.get(path)
        if answer.status != 200:
            raise BenchError(f"{path} antwortet mit {answer.status} statt mit der Seite.")
        return answer.seconds

    return sample


def _case_with_a_long_history() -> str:
    people = Participant.objects.filter(phase=Phase.BETREUUNG, kommune__key__startswith="muster-")
    return people.order_by("-phase_since", "id").values_list("case_number", flat=True)[0]


def _step(browser: Browser, day: date) -> Callable[[], float]:
    """Each sample moves somebody else from Terminvereinbarung to the Clearing."""
    waiting = _waiting_people(day)

    def sample() -> float:
        case, seen = next(waiting)
        fields = {
            "to": Phase.CLEARING.value,
            "reason": "Erstes Gespräch geführt; die Bedarfe werden aufgenommen.",
            "effective_on": f"{day:%d.%m.%Y}",
            "seen": str(seen),
        }
        answer = browser.post(f"{LIST}{case}/status/", fields)
        if answer.status != 302:
            raise BenchError(f"Der Schritt bei {case} gelingt nicht: Antwort {answer.status}.")
        browser.get(FLOOR)  # takes the message of success out of the session
        return answer.seconds

    return sample


def _draft(browser: Browser, talk: Any) -> Callable[[], float]:
    """What the script sends while somebody types: the whole section with one more sentence."""
    path = f"{LIST}{talk.participant}/clearing/{talk.number}/{Abschnitt.SPRACHE.value}/entwurf/"
    turns = count(int(time()))

    def sample() -> float:
        turn = next(turns)
        note = f"Liest schon kurze Briefe, Schreiben fällt noch schwer ({turn}). " * 20
        fields = {"version": "0", "seite": "messung", "marke": "", "folge": str(turn), "note": note}
        answer = browser.post(path, fields)
        if answer.status != 200:
            raise BenchError(f"Der Entwurf lässt sich nicht speichern: Antwort {answer.status}.")
        return answer.seconds

    return sample


def _waiting_people(day: date) -> Iterator[tuple[str, int]]:
    waiting = Participant.objects.filter(phase=Phase.TERMINVEREINBARUNG, kommune__key__startswith="muster-")
    for person in waiting.filter(phase_since__lt=day).order_by("id")[:500]:
        yield person.case_number, person.phase_changes.in_force().latest("id").pk
    raise BenchError("Für diese Messung fehlen Personen in Terminvereinbarung.")
