"""For paper: the sheet to fill in by hand, the protocol for the person, and the list of own drafts."""

from html import unescape
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.views.decorators.http import require_safe

from participants.models import Participant
from spurwechsel.pdf import PdfRefused, PdfUnavailable, render_pdf, unprintable

from ..catalogue import Abschnitt
from ..models import Interview
from ..talk_dates import agreed_next
from ..talk_forms import FORMS, PaperForm, answers_for_the_person, as_answered, on_paper
from ..talk_overview import drafts_of
from .access import show, visible_case, visible_talk

# How the sections are called in the protocol, which the person reads.
FOR_THE_PERSON = {
    Abschnitt.WUENSCHE: "Das möchten Sie erreichen",
    Abschnitt.BILDUNG: "Das können Sie",
    Abschnitt.SPRACHE: "Ihre Sprachen",
    Abschnitt.LEBENSLAGE: "So leben Sie",
    Abschnitt.AUFENTHALT: "Ihr Aufenthalt",
}


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def talk_paper(request: HttpRequest, case_number: str) -> HttpResponse:
    """All six sections on paper, empty or as a talk left them."""
    participant = visible_case(request, case_number)
    choice = _choice(request, participant)
    talk = choice.chosen()
    page = {"participant": participant, "form": choice, "talk": talk, "sections": sheet_of(participant, talk)}
    return show(request, "clearing/talk_paper.html", page)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def talk_paper_pdf(request: HttpRequest, case_number: str) -> HttpResponse:
    """The same as a PDF."""
    participant = visible_case(request, case_number)
    talk = _choice(request, participant).chosen()
    page = {"participant": participant, "talk": talk, "sections": sheet_of(participant, talk)}
    try:
        return _as_file("talk_paper", page, title="Clearing-Gespräch", name="papierbogen")
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        query = f"?gespraech={talk.number}" if talk else ""
        return redirect(reverse("talk_paper", args=[participant.case_number]) + query)


def _choice(request: HttpRequest, participant: Participant) -> PaperForm:
    talks = list(participant.interviews.prefetch_related("sections"))
    for talk in talks:
        talk.participant = participant
    return PaperForm(request.GET, talks=talks)


def sheet_of(participant: Participant, talk: Interview | None) -> list[tuple[str, Any]]:
    """The questions of every section under their headings, with the answers of the talk, if there is one."""
    if talk is None:
        empty = Interview(participant=participant, held_on=timezone.localdate())
        forms = [FORMS[section](interview=empty, version=0) for section in Abschnitt]
    else:
        states = {state.section: state for state in talk.sections.all()}
        forms = [as_answered(talk, section, states.get(section)) for section in Abschnitt]
    return [(Abschnitt(form.section).label, on_paper(form)) for form in forms]


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def talk_protocol(request: HttpRequest, case_number: str, number: int) -> HttpResponse:
    """What was talked about, in plain German, to take home."""
    talk = visible_talk(request, case_number, number)
    return show(request, "clearing/talk_protocol.html", _protocol_page(talk))


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def talk_protocol_pdf(request: HttpRequest, case_number: str, number: int) -> HttpResponse:
    """The same as a PDF."""
    talk = visible_talk(request, case_number, number)
    page = _protocol_page(talk)
    try:
        return _as_file("talk_protocol", page, title="Das haben wir besprochen", name="protokoll")
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect("talk_protocol", case_number, number)


def _protocol_page(talk: Interview) -> dict[str, Any]:
    """`agreed` is the appointment for the next talk; a day that was only noted is no agreement."""
    return {
        "participant": talk.participant,
        "talk": talk,
        "agreed": agreed_next(talk),
        "sections": protocol_of(talk),
    }


def protocol_of(talk: Interview) -> list[tuple[str, list[tuple[str, str]]]]:
    """What was answered, without notes and without what could not be understood yet."""
    states = {state.section: state for state in talk.sections.all()}
    sections = []
    for section, title in FOR_THE_PERSON.items():
        answers = answers_for_the_person(as_answered(talk, section, states.get(section)))
        if answers:
            sections.append((title, answers))
    return sections


def _as_file(template: str, page: dict[str, Any], *, title: str, name: str) -> HttpResponse:
    """Raises ValidationError with the reason where there can be no PDF."""
    participant, now = page["participant"], timezone.now()
    context = {**page, "today": timezone.localdate(now)}
    text = strip_tags(render_to_string(f"clearing/{template}_words.html", context))
    if missing := unprintable(unescape(text)):
        raise ValidationError(
            f"Die Schrift des PDF kennt diese Zeichen nicht: {missing[:20]}"
            " Drucken Sie die Seite mit dem Browser."
        )
    author = participant.kommune.name
    try:
        document = render_pdf(
            f"clearing/{template}_pdf.html", context, title=title, author=author, created=now
        )
    except (PdfUnavailable, PdfRefused) as error:
        raise ValidationError(str(error)) from error
    response = HttpResponse(document, content_type="application/pdf")
    file_name = f"{name}-{participant.case_number}-{context['today']:%Y-%m-%d}.pdf"
    response["Content-Disposition"] = f'inline; filename="{file_name}"'
    return response


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def draft_list(request: HttpRequest) -> HttpResponse:
    """What the user has typed and not saved yet, in all cases."""
    today = timezone.localdate()
    return show(
        request, "clearing/draft_list.html", {"drafts": drafts_of(request.user, today), "today": today}
    )
