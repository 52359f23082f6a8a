"""A Kommune with its sender, a person with an address, and an appointment, for the tests of letters."""

import re
import subprocess
from datetime import UTC, date, datetime, time
from xml.etree import ElementTree

import time_machine

from clearing import services
from clearing.catalogue import Gespraechsort, Terminart
from clearing.letter_catalogue import WITH_APPOINTMENT, Briefart, Versand
from clearing.letter_words import shipped
from clearing.paper_letter import LetterOrder
from participants import services as people
from tests.factories import make_participant

DAY = date(2024, 3, 20)
MOMENT = datetime(2024, 3, 20, 8, tzinfo=UTC)
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


def printed(person, by, kind=Briefart.KENNENLERNEN, **fields):
    if kind in WITH_APPOINTMENT and "appointment" not in fields:
        fields["appointment"] = meet(person, by)
    if kind == Briefart.EINWILLIGUNG:
        fields["delivery"] = Versand.UEBERGABE
    with time_machine.travel(MOMENT, tick=False):
        return services.print_letter(order(person, kind, **fields), by=by)


def text_of(pdf):
    found = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=bytes(pdf), capture_output=True, check=True
    )
    return re.sub(r"\s+", " ", found.stdout.decode())


def boxes(pdf):
    """Every word of the first page with left, top, right and bottom in millimetres."""
    found = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", "-", "-"], input=bytes(pdf), capture_output=True, check=True
    )
    words = ElementTree.fromstring(found.stdout).iter("{http://www.w3.org/1999/xhtml}word")
    edges = ("xMin", "yMin", "xMax", "yMax")
    return [(word.text, *(float(word.get(edge)) * 25.4 / 72 for edge in edges)) for word in words]
