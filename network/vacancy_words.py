"""An open position as lists and its page show it: what it asks for in words, and whether it is open."""

from datetime import date

from spurwechsel.german import format_day

from . import vocabulary
from .models import Vacancy
from .profile import span

Facts = list[tuple[str, str]]


class Position:
    """One position on a day; `fades` says that nobody can be suggested for it."""

    def __init__(self, vacancy: Vacancy, day: date) -> None:
        self.vacancy, self.day = vacancy, day
        self.fades = not vacancy.is_open(day)

    @property
    def state(self) -> str:
        row = self.vacancy
        if row.closed_on is not None:
            return f"geschlossen am {format_day(row.closed_on)} ({row.get_closed_because_display()})"
        if row.is_past(self.day):
            return f"abgelaufen am {format_day(row.valid_until)}"
        if not row.organisation.active:
            return "Betrieb abgelegt"
        return f"offen bis {format_day(row.valid_until)}"

    @property
    def is_closed(self) -> bool:
        return self.vacancy.closed_on is not None

    @property
    def is_past(self) -> bool:
        return self.vacancy.is_past(self.day)

    @property
    def hours(self) -> str:
        low, high = self.vacancy.hours_from, self.vacancy.hours_until
        return span(str(low or ""), str(high or ""), unit=" Stunden pro Woche")

    @property
    def asks(self) -> list[str]:
        """In short, for one cell of the list."""
        row = self.vacancy
        licence = "Führerschein" if row.needs_licence else ""
        german = f"Deutsch ab {vocabulary.label(vocabulary.LEVELS, row.level_from)}" if row.level_from else ""
        return [each for each in (german, self.hours, row.get_working_time_display(), licence) if each]

    @property
    def where(self) -> str:
        row = self.vacancy
        distance = row.get_distance_display()
        return f"{row.place} ({distance})" if row.place and distance else row.place or distance

    @property
    def facts(self) -> Facts:
        row = self.vacancy
        german = vocabulary.label(vocabulary.LEVELS, row.level_from) if row.level_from else "egal"
        return [
            ("Beruf (KldB 2010)", f"{row.kldb_code}: {row.occupation_words}"),
            ("Stunden", self.hours or "nicht bekannt"),
            ("Arbeitszeit", row.get_working_time_display() or "nicht bekannt"),
            ("Deutsch mindestens", german),
            ("Führerschein", "nötig" if row.needs_licence else "nicht nötig"),
            ("Arbeitsort", self.where or "nicht bekannt"),
            ("Beginn", format_day(row.starts_on) if row.starts_on else "sofort"),
            ("Freie Plätze", str(row.places)),
            ("Offen bis", format_day(row.valid_until)),
        ]
