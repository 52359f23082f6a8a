"""An organisation as its page and its print show it: contacts, and offers as labels and values."""

from collections.abc import Iterable
from datetime import date

from spurwechsel.german import format_day

from . import vocabulary
from .models import Organisation, Service

Facts = list[tuple[str, str]]


class Offer:
    """One offer with its facts in words; `stale` says that it is to be checked again."""

    def __init__(self, service: Service, limit: date) -> None:
        self.service = service
        self.stale = service.is_stale(limit)

    @property
    def checked(self) -> str:
        day = self.service.checked_on
        return f"geprüft am {format_day(day)}" if day else "noch nie geprüft"

    @property
    def facts(self) -> Facts:
        """Only what is known."""
        each = self.service
        rows = [
            ("Leistung", each.get_kind_display()),
            ("Bedarfe", _listed(vocabulary.NEEDS, each.needs)),
            ("Aufenthaltsstatus", _listed(vocabulary.STATUSES, each.statuses)),
            ("Deutsch", span(each.level_from, each.level_until, vocabulary.LEVELS)),
            ("Alter", span(_text(each.age_from), _text(each.age_until), unit=" Jahre")),
            ("Sprachen", _listed(vocabulary.LANGUAGES, each.languages)),
            ("Einzugsgebiet", _beside(each.get_area_display(), each.area_note)),
            ("Plätze", _beside(each.get_capacity_display(), weeks(each.waiting_weeks))),
            ("Kosten", _beside(each.get_costs_display(), each.costs_note)),
            ("Zugang", _beside(each.get_access_display(), each.access_note)),
        ]
        return [(label, value) for label, value in rows if value]


class Profile:
    """Contacts and offers of one organisation; those laid aside come separately."""

    def __init__(self, organisation: Organisation, limit: date) -> None:
        self.contacts = list(organisation.contacts.all())
        offers = [Offer(each, limit) for each in organisation.services.all()]
        self.offers = [each for each in offers if each.service.active]
        self.laid_aside = [each for each in offers if not each.service.active]


def span(low: str, high: str, words: str = "", unit: str = "") -> str:
    """„ab A2“, „bis B1“, „A2 bis B1“, „B1“; empty without bounds."""
    low, high = (vocabulary.label(words, each) if words and each else each for each in (low, high))
    if low and high:
        return f"{low} bis {high}{unit}" if low != high else f"{low}{unit}"
    return f"ab {low}{unit}" if low else f"bis {high}{unit}" if high else ""


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def weeks(number: int | None) -> str:
    """„etwa 6 Wochen“."""
    if number is None:
        return ""
    return "etwa 1 Woche" if number == 1 else f"etwa {number} Wochen"


def _listed(words: str, codes: Iterable[str]) -> str:
    return ", ".join(vocabulary.labels(words, codes))


def _beside(value: str, note: str) -> str:
    return f"{value} ({note})" if value and note else value or note
