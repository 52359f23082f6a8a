"""A letter before it is printed: what stands in it, and every reason why it cannot go out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from math import ceil
from typing import NamedTuple

from participants.choices import FIVE_PHASES, Einwilligung, Language
from participants.models import Participant
from spurwechsel.german import format_day, weekday_name
from spurwechsel.pdf import LETTER, render_pdf, unprintable

from .catalogue import Gespraechsort
from .letter_catalogue import (
    LANGUAGE_TAGS,
    PLACEHOLDERS,
    RIGHT_TO_LEFT,
    WITH_APPOINTMENT,
    Briefart,
    Versand,
)
from .letter_text import Block, blocks_of, filled, placeholders_in
from .letter_words import Words, german_of, why_not, words_of
from .models import Appointment

# Longer texts do not fit beside each other on one page and follow one another.
SIDE_BY_SIDE = 1300
# So much is to be read through the window, at 11 pt on 78 mm.
LINES_IN_WINDOW, SIGNS_A_LINE = 6, 40
NO_ADDRESS = "Die Anschrift der Person fehlt."
STOPPED = (Einwilligung.NICHT_ERTEILT, Einwilligung.WIDERRUFEN)


@dataclass(frozen=True)
class LetterOrder:
    """What to print for whom; `language` is the one beside German, empty for German alone."""

    participant: Participant
    kind: str
    day: date
    delivery: str
    language: str = ""
    appointment: Appointment | None = None


class Obstacle(NamedTuple):
    """Why a letter cannot go out; `page` is the name of the page of the case that helps, or nothing."""

    text: str
    page: str = ""


class Version(NamedTuple):
    """The letter in one language, ready to be set."""

    subject: str
    blocks: list[Block]
    tag: str
    language: str
    rtl: bool


class PaperLetter:
    def __init__(self, order: LetterOrder) -> None:
        self.order = order
        self.participant, self.kommune = order.participant, order.participant.kommune

    # --- what stands in it ----------------------------------------------------------------------------------

    @cached_property
    def german(self) -> Words:
        return german_of(self.kommune, self.order.kind)

    @cached_property
    def translation(self) -> Words | None:
        if not self.order.language:
            return None
        return words_of(self.kommune, self.order.kind, self.order.language)

    @cached_property
    def values(self) -> dict[str, str]:
        """What stands in the place of each placeholder; empty where it is not known."""
        person, town, meeting = self.participant, self.kommune, self.order.appointment
        host = (meeting and meeting.host) or person.responsible
        return {
            "name": self.name,
            "kommune": town.name,
            "team": town.team,
            "anschrift": town.address_line,
            "telefon": town.phone,
            "email": town.email,
            "datenschutz": town.privacy_contact,
            "fallbegleitung": host.name if host else "",
            "heute": format_day(self.order.day),
            "wochentag": weekday_name(meeting.day) if meeting else "",
            "tag": format_day(meeting.day) if meeting else "",
            "uhrzeit": f"{meeting.begins:%H:%M}" if meeting else "",
            "dauer": str(meeting.minutes) if meeting else "",
            "ort": self._place(meeting) if meeting else "",
            "seit": self._since(),
        }

    @property
    def name(self) -> str:
        """As on an envelope: given name first."""
        return f"{self.participant.given_name} {self.participant.family_name}".strip()

    def _place(self, meeting: Appointment) -> str:
        own = self.kommune.address_line if meeting.place == Gespraechsort.BUERO else ""
        where = meeting.address or own or meeting.get_place_display()
        room = meeting.room if meeting.room.startswith("Raum") else meeting.room and f"Raum {meeting.room}"
        return ", ".join(filter(None, [meeting.partner, where, room]))

    def _since(self) -> str:
        begun = self.participant.phase_periods.filter(phase__in=FIVE_PHASES).order_by("from_day").first()
        return format_day(begun.from_day) if begun else ""

    @property
    def window(self) -> list[str]:
        """What is read through the window of the envelope, and nothing else."""
        if self.order.delivery == Versand.UEBERGABE:
            return [self.name]
        return [self.name, *self.participant.address.lines]

    @property
    def sender(self) -> str:
        """The return address without team and project: neighbours need not know who writes."""
        return f"{self.kommune.name}, {self.kommune.address_line}"

    @property
    def information(self) -> list[tuple[str, str]]:
        """Label and value beside the address, outside the window."""
        meeting, values = self.order.appointment, self.values
        rows = [
            ("Ansprechperson", values["fallbegleitung"]),
            ("Telefon", values["telefon"]),
            ("E-Mail", values["email"]),
            ("Unser Zeichen", self.participant.case_number),
            ("Datum", values["heute"]),
        ]
        if meeting and meeting.interpreting_language:
            rows.append(("Sprachmittlung", meeting.get_interpreting_language_display()))
        return [row for row in rows if row[1]]

    @property
    def versions(self) -> list[Version]:
        """German first, which is what counts in law."""
        return [self._version(each) for each in (self.german, self.translation) if each]

    def _version(self, words: Words) -> Version:
        return Version(
            filled(words.subject, self.values),
            blocks_of(words.body, self.values),
            LANGUAGE_TAGS.get(words.language, words.language),
            Language(words.language).label,
            words.language in RIGHT_TO_LEFT,
        )

    @property
    def side_by_side(self) -> bool:
        """Both languages on the first page, if they fit."""
        return all(len(words.body) <= SIDE_BY_SIDE for words in (self.german, self.translation) if words)

    # --- why it cannot go out -------------------------------------------------------------------------------

    def obstacles(self) -> list[Obstacle]:
        """Every reason against printing, in the order in which one would mend them; none if all is well."""
        found = [*self._of_consent(), *self._of_appointment(), *self._of_address(), *self._of_text()]
        return list(dict.fromkeys(found))

    def _of_consent(self) -> Iterator[Obstacle]:
        person, kind = self.participant, self.order.kind
        if person.consent in STOPPED and kind != Briefart.EINWILLIGUNG:
            state = person.get_consent_display()
            yield Obstacle(
                f"Die Einwilligung ist {state}. Briefe gehen nicht mehr an die Person.", "consent_edit"
            )
        elif kind == Briefart.BESTAETIGUNG:
            if person.consent != Einwilligung.LIEGT_VOR:
                yield Obstacle("Eine Bestätigung gibt es erst mit der Einwilligung.", "consent_edit")
            if person.phase not in FIVE_PHASES:
                yield Obstacle(f"Die Person nimmt zurzeit nicht teil (Status {person.get_phase_display()}).")

    def _of_appointment(self) -> Iterator[Obstacle]:
        meeting = self.order.appointment
        if meeting is None or self.order.kind not in WITH_APPOINTMENT:
            return
        if not meeting.is_planned:
            yield Obstacle(f"Der Termin findet nicht mehr statt: {meeting.get_state_display()}.")
        elif meeting.day < self.order.day:
            yield Obstacle(f"Der Termin am {format_day(meeting.day)} ist schon vorbei.")

    def _of_address(self) -> Iterator[Obstacle]:
        if self.order.delivery == Versand.POST and not hasattr(self.participant, "address"):
            yield Obstacle(NO_ADDRESS, "address_edit")
        elif sum(map(_height, self.window)) > LINES_IN_WINDOW:
            yield Obstacle("Die Anschrift ist zu lang für das Fenster. Kürzen Sie sie.", "address_edit")
        if not self.kommune.address_line:
            yield Obstacle(PLACEHOLDERS["anschrift"].missing)

    def _of_text(self) -> Iterator[Obstacle]:
        if self.order.language and (reason := why_not(self.german, self.translation)):
            label = Language(self.order.language).label
            yield Obstacle(f"{label}: {reason} Nur Deutsch ist möglich.")
        used = [words.subject + words.body for words in (self.german, self.translation) if words]
        for name in placeholders_in("".join(used)):
            if not self.values[name]:
                yield Obstacle(PLACEHOLDERS[name].missing, PLACEHOLDERS[name].page)
        lines = [] if self.order.delivery == Versand.UEBERGABE else self._address_lines()
        text = "\n".join([*used, *self.values.values(), *lines])
        if missing := unprintable(text, LETTER):
            yield Obstacle(f"Die Schriften der Briefe kennen diese Zeichen nicht: {missing[:20]}")

    def _address_lines(self) -> list[str]:
        return self.participant.address.lines if hasattr(self.participant, "address") else []


def _height(line: str) -> int:
    """On how many lines it comes to stand: a word that does not fit begins a new one."""
    rows, room = 1, SIGNS_A_LINE
    for word in line.split():
        if len(word) > room and room < SIGNS_A_LINE:
            rows, room = rows + 1, SIGNS_A_LINE
        further = ceil(len(word) / SIGNS_A_LINE) - 1
        rows, room = rows + further, room - (len(word) - further * SIGNS_A_LINE) - 1
    return rows


def print_paper(paper: PaperLetter, *, created: datetime) -> bytes:
    """The letter as PDF/UA; raises PdfUnavailable and PdfRefused. No name stands in its properties."""
    return render_pdf(
        "clearing/letter_pdf.html",
        {"paper": paper, "is_slip": paper.order.kind == Briefart.TERMINZETTEL},
        title=Briefart(paper.order.kind).label,
        author=paper.kommune.name,
        created=created,
        stylesheet=LETTER,
    )
