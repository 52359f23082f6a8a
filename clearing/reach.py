"""People who were contacted and have not had their first talk yet; how many attempts it took with others."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from participants.choices import Phase
from participants.models import Participant

from .catalogue import Kontaktergebnis
from .models import ContactAttempt

WITHOUT_ANSWER = (
    Kontaktergebnis.HINTERLASSEN,
    Kontaktergebnis.KEINE_ANTWORT,
    Kontaktergebnis.NICHT_ZUSTELLBAR,
)
GROUPS = {
    "reaktion": "Eingeladen, keine Reaktion",
    "antwort": "Erreicht, noch kein Gespräch",
    "neu": "Noch nicht angesprochen",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody without a first talk; `last` is the latest attempt, missing where there was none."""

    person: Any
    attempts: int
    last: ContactAttempt | None

    @property
    def group(self) -> str:
        if self.last is None:
            return "neu"
        return "reaktion" if self.last.result in WITHOUT_ANSWER else "antwort"

    @property
    def order(self) -> tuple[date, date, str]:
        """Who is to be tried again next comes first; then the longest silent without a next try."""
        since = self.last.tried_on if self.last else self.person.phase_since
        due = self.last.next_on if self.last else since
        return due or date.max, since, self.person.sort_key


def waiting(people: QuerySet[Participant]) -> dict[str, list[Waiting]]:
    """Those of the people who are identifiziert, by group as in GROUPS; two queries."""
    attempts = Prefetch("contactattempts", ContactAttempt.objects.in_force(), to_attr="attempts_in_force")
    rows = people.filter(phase=Phase.IDENTIFIZIERT).select_related("responsible").prefetch_related(attempts)
    found: dict[str, list[Waiting]] = {group: [] for group in GROUPS}
    for person in rows:
        tried: list[ContactAttempt] = person.attempts_in_force  # type: ignore[attr-defined]
        row = Waiting(person, len(tried), tried[0] if tried else None)
        found[row.group].append(row)
    return {group: sorted(rows, key=lambda row: row.order) for group, rows in found.items()}
