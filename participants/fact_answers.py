"""The commands that judge facts files: the day, the file, a person after the other, JSON or one sentence."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, TextIO

from .fact_files import FactsRefused, parse_day, read_persons
from .rules import Facts

Judge = Callable[[Facts, date], dict[str, Any]]


def answer(path: str | None, am: str | None, judge: Judge, out: TextIO, err: TextIO, *, today: date) -> int:
    """Judge every person of a file for the day and write JSON; the exit status, 2 for a refusal.

    The day asked for may lie before a birth, which is not known then; nobody is born after `today`.
    """
    try:
        day = parse_day(am or "")
        if not path:
            raise FactsRefused("Der Name der Faktendatei fehlt.")
        if day is None:
            raise FactsRefused("Die Angabe --am muss ein Kalendertag in der Form JJJJ-MM-TT sein.")
        persons, is_list = read_persons(path)
        _check_born(persons, today, is_list=is_list)
    except FactsRefused as refusal:
        err.write(f"{refusal}\n")
        return 2
    answers = [{"id": person.id, **judge(person, day)} for person in persons]
    out.write(json.dumps(answers if is_list else answers[0], ensure_ascii=False, indent=2) + "\n")
    return 0


def _check_born(persons: list[Facts], today: date, *, is_list: bool) -> None:
    for number, person in enumerate(persons, 1):
        if person.geburtsdatum and person.geburtsdatum > today:
            where = f" (Person {number})" if is_list else ""
            raise FactsRefused(f"geburtsdatum liegt in der Zukunft{where}.")
