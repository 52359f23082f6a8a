"""For paper: the sheet to fill in by hand, the protocol for the person, and the list of own drafts."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..catalogue import Abschnitt
from ..models import Interview
from ..talk_forms import FORMS, PaperForm, answers_in, as_answered, on_paper
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
    talks = list(participant.interviews.prefetch_related("sections"))
    choice = PaperForm(request.GET or None, talks=talks)
    talk = choice.chosen() if choice.is_bound else None
    sheet = talk or Interview(participant=participant, held_on=timezone.localdate())
    sheet.participant = participant
    states = {state.section: state for state in talk.sections.all()} if talk else {}
    sections = [
        (
            section.label,
            on_paper(
                as_answered(sheet, section, states.get(section))
                if talk
                else FORMS[section](interview=sheet, version=0)
            ),
        )
        for section in Abschnitt
    ]
    page = {"participant": participant, "form": choice, "talk": talk, "sections": sections}
    return show(request, "clearing/talk_paper.html", page)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def talk_protocol(request: HttpRequest, case_number: str, number: int) -> HttpResponse:
    """What was talked about, in plain German, to take home."""
    talk = visible_talk(request, case_number, number)
    states = {state.section: state for state in talk.sections.all()}
    sections = []
    for section, title in FOR_THE_PERSON.items():
        form = as_answered(talk, section, states.get(section))
        # Without notes, and without what could not be understood yet.
        left_out = {"note", *form.errors}
        answers = [each for each in answers_in(form) if each.words and each.name not in left_out]
        said = [(answer.label, answer.words) for answer in answers]
        if said:
            sections.append((title, said))
    page = {"participant": talk.participant, "talk": talk, "sections": sections}
    return show(request, "clearing/talk_protocol.html", page)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def draft_list(request: HttpRequest) -> HttpResponse:
    """What the user has typed and not saved yet, in all cases."""
    today = timezone.localdate()
    return show(
        request, "clearing/draft_list.html", {"drafts": drafts_of(request.user, today), "today": today}
    )
