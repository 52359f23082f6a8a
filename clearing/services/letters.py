"""Printing letters and keeping them, and the versions of their texts."""

import hashlib
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from participants.choices import EventKind, Language
from participants.models import Participant
from participants.services import record_event
from participants.services.log import moment_of_recording
from spurwechsel.conflict import check_version
from spurwechsel.pdf import PdfRefused, PdfUnavailable

from ..catalogue import Terminstand
from ..letter_catalogue import WITH_APPOINTMENT, Briefart
from ..letter_text import refuse_unknown
from ..letter_words import german_of, why_not, words_of
from ..models import Appointment, BulkRun, Letter, LetterText
from ..models.letters import GERMAN
from ..paper_letter import LetterOrder, PaperLetter, print_paper
from .attempts import count_letter


@transaction.atomic
def print_letter(order: LetterOrder, *, by: Any) -> Letter:
    """Makes the PDF and keeps it in the case, byte by byte; one that invites is an attempt to reach somebody.

    Raises ValidationError with one sentence for everything that is missing; nothing is kept then.
    """
    people = Participant.objects.select_related("kommune", "responsible", "address")
    person = people.select_for_update(of=("self",)).get(pk=order.participant.pk)
    paper = PaperLetter(LetterOrder(**(vars(order) | {"participant": person})))
    if obstacles := paper.obstacles():
        raise ValidationError([each.text for each in obstacles])
    now = moment_of_recording()
    letter = Letter(
        participant=person,
        kind=order.kind,
        delivery=order.delivery,
        printed_on=order.day,
        language=order.language,
        appointment=order.appointment,
        text_version=paper.german.label,
        translation_version=paper.translation.label if paper.translation else "",
        recorded_by=by,
        recorded_at=now,
    )
    try:
        letter.pdf = print_paper(paper, created=now)
    except (PdfUnavailable, PdfRefused) as error:
        raise ValidationError(str(error)) from error
    letter.sha256 = hashlib.sha256(letter.pdf).hexdigest()
    letter.full_clean()
    letter.save()
    record_event(EventKind.LETTER_PRINTED, participant=person, by=by, summary=_told(letter))
    count_letter(letter, by=by)
    return letter


def _told(letter: Letter) -> str:
    beside = f", Deutsch und {letter.get_language_display()}" if letter.language else ""
    return f"{letter.get_kind_display()}{beside}, {letter.get_delivery_display()}"


def letter_of_run(participant: Participant, run: BulkRun) -> int:
    """One letter of many, for the worker: to the next planned appointment, in the language of the person.

    The parameters of the run are `kind`, `delivery` and whether `german_only`. Where the translation may not
    go out, German alone goes. Raises ValidationError like print_letter.
    """
    wanted = run.parameters
    order = LetterOrder(
        participant=participant,
        kind=wanted["kind"],
        day=run.on,
        delivery=wanted["delivery"],
        language="" if wanted["german_only"] else _language_beside(participant, wanted["kind"]),
        appointment=_next_appointment(participant, run.on) if wanted["kind"] in WITH_APPOINTMENT else None,
    )
    return int(print_letter(order, by=run.started_by).pk)


def _language_beside(participant: Participant, kind: str) -> str:
    kommune, language = participant.kommune, participant.language
    if language == GERMAN or why_not(german_of(kommune, kind), words_of(kommune, kind, language)):
        return ""
    return str(language)


def _next_appointment(participant: Participant, day: date) -> Appointment | None:
    planned = participant.appointments.filter(state=Terminstand.GEPLANT, day__gte=day)
    row: Appointment | None = planned.order_by("day", "begins").first()
    return row


@transaction.atomic
def save_letter_text(
    kommune: Any,
    *,
    by: Any,
    kind: str,
    language: str,
    version: int,
    subject: str,
    body: str,
    translator: str = "",
    source: str = "",
    translated_on: date | None = None,
) -> LetterText:
    """Keeps a text of the Kommune as its next version; `version` is the number of the one seen.

    A translation belongs to the German version of now, and may be used once `translator`, `source` and
    `translated_on` are there. Raises Conflict on a newer version, ValidationError for an unknown placeholder.
    """
    refuse_unknown(kind, "subject", subject)
    refuse_unknown(kind, "body", body)
    text = LetterText(
        kommune=kommune,
        kind=kind,
        language=language,
        number=_next_number(kommune, kind, language, version),
        subject=subject,
        body=body,
        german_number=None if language == GERMAN else german_of(kommune, kind).number,
        translator=translator,
        source=source,
        translated_on=translated_on,
        saved_by=by,
        saved_at=moment_of_recording(),
    )
    text.full_clean()
    text.save()
    state = "" if language == GERMAN else ", geprüft" if translator else ", noch nicht geprüft"
    what = f"{Briefart(kind).label}, {Language(language).label}, Fassung {text.number}{state}"
    record_event(EventKind.SETTINGS_CHANGED, by=by, kommune_id=kommune.pk, summary=f"Brieftext: {what}")
    return text


def _next_number(kommune: Any, kind: str, language: str, seen: int) -> int:
    # The lock makes two people who save at the same time count on from each other.
    type(kommune).objects.select_for_update().get(pk=kommune.pk)
    rows = LetterText.objects.filter(kommune=kommune, kind=kind, language=language)
    newest = rows.order_by("-number").first() or LetterText(number=0)
    check_version(newest, seen)
    return newest.number + 1
