"""A Kommune with its sender, a person with an address, and an appointment, for the tests of letters."""

from datetime import date, time

from clearing import services
from clearing.catalogue import Gespraechsort, Terminart
from clearing.letter_catalogue import Briefart, Versand
from clearing.letter_words import shipped
from clearing.paper_letter import LetterOrder
from participants import services as people
from tests.factories import make_participant

DAY = date(2024, 3, 20)
MEETING = date(2024, 3, 27)
SENDER = {
    "department": "Dezernat Soziales",
    "team": "Koordination Spurwechsel",
    "street": "Neumarkt 5",
    "postcode": "03046",
    "town": "Cottbus/Chóśebuz",
    "phone": "0355 612-0",
    "email": "spurwechsel@example.org",
    "privacy_contact": "datenschutz@example.org",
}
ADDRESS = {"care_of": "Familie Amani", "street": "Ringstraße 5", "postcode": "03048", "town": "Cottbus"}


def with_sender(kommune):
    for name, value in SENDER.items():
        setattr(kommune, name, value)
    kommune.save()
    return kommune


def addressed(by, **fields):
    """Somebody with an address, in Terminvereinbarung since 10 January."""
    person = make_participant(by, on=date(2024, 1, 10), **fields)
    people.set_address(person, by=by, version=0, **ADDRESS)
    return person


def meet(person, by, **fields):
    known = {
        "kind": Terminart.CLEARING,
        "day": MEETING,
        "begins": time(14, 10),
        "ends": time(15, 0),
        "host": by,
        "place": Gespraechsort.BUERO,
        "room": "12",
        "interpreting_language": "prs",
    }
    return services.book_appointment(person, by=by, **(known | fields))


def order(person, kind=Briefart.KENNENLERNEN, **fields):
    return LetterOrder(person, kind, DAY, fields.pop("delivery", Versand.POST), **fields)


def check(kommune, by, kind, language, **fields):
    """The sample of a translation, marked as checked."""
    sample = shipped(kind, language) or shipped(kind, "de")
    known = {"subject": sample.subject, "body": sample.body, "version": 0}
    proof = {"translator": "Büro Beispiel", "source": "Auftrag 7", "translated_on": DAY}
    return services.save_letter_text(kommune, by=by, kind=kind, language=language, **(known | proof | fields))
