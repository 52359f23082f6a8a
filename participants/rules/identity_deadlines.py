"""Deadlines by which the identity must be clarified, as §§ 60c, 60d and 16g set them by day of entry."""

from datetime import date

from .answers import no, not_needed, unknown, weigh, yes
from .calendar import german
from .case import Case
from .criterion import Answer
from .facts import Identitaet, Stand


def clear_on(known: Identitaet, day: date) -> bool | None:
    """Whether an identity is clarified on a day; what is dated later does not exist yet."""
    if known.stand is None:
        return None
    return known.stand == Stand.GEKLAERT and not (known.geklaert_am and known.geklaert_am > day)


def clarified_by(case: Case, known: Identitaet, deadline: date, who: str = "die Identität") -> Answer:
    """Clarified on or before the deadline."""
    limit = f"Frist: {german(deadline)}."
    clear = clear_on(known, case.day)
    if clear is None:
        return unknown(f"Ob {who} geklärt ist, ist nicht bekannt. {limit}")
    subject = who[0].upper() + who[1:]
    if not clear:
        return no(f"{subject} ist nicht geklärt. {limit}")
    on = known.geklaert_am
    if on is None:
        text = f"{subject} ist geklärt; seit welchem Tag, ist nicht bekannt. {limit}"
        return yes(text) if deadline >= case.day else unknown(text)
    return (yes if on <= deadline else no)(f"{subject} ist seit dem {german(on)} geklärt. {limit}")


def for_entry(entered: date | None, first: date | None, last: date | None) -> Answer | None:
    """None where the entry lies between the days, both included; else why the row does not apply."""
    if entered is None:
        return unknown("Welche Frist gilt, hängt vom Tag der Einreise ab; er ist nicht bekannt.")
    if (first is None or entered >= first) and (last is None or entered <= last):
        return None
    return not_needed(f"Gilt nicht bei Einreise am {german(entered)}.")


def steps_in_time(case: Case) -> Answer:
    """All reasonable steps taken in time, and the delay is nobody's fault."""
    return weigh(
        case.facts.identitaet.massnahmen_fristgerecht,
        "Alle zumutbaren Schritte zur Klärung der Identität sind in der Frist getan.",
        "Nicht alle zumutbaren Schritte zur Klärung der Identität sind in der Frist getan.",
        "Ob alle zumutbaren Schritte zur Klärung in der Frist getan sind, ist nicht bekannt.",
    )
