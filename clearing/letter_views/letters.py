"""Letters of a case: what was printed, a further one, and the stored file."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from participants.forms import add_refusal
from participants.models import Participant

from .. import services
from ..letter_forms import LetterForm, LetterQuery
from ..models import Letter
from ..paper_letter import PaperLetter
from ..plan_views.access import posted

HELPS = {
    "address_edit": "Anschrift eintragen",
    "consent_edit": "Einwilligung ansehen",
    "participant_edit": "Zuständige Fallbegleitung eintragen",
    "appointment_add": "Termin vereinbaren",
}


def case_of_letters(request: HttpRequest, case_number: str) -> Participant:
    people = Participant.objects.visible_to(request.user)
    return get_object_or_404(
        people.select_related("kommune", "responsible", "address"), case_number=case_number
    )


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def letter_list(request: HttpRequest, case_number: str) -> HttpResponse:
    """Letters of a person, the newest first."""
    participant = case_of_letters(request, case_number)
    letters = Letter.objects.visible_to(request.user).filter(participant=participant).defer("pdf")
    page = {
        "participant": participant,
        "letters": letters.select_related("recorded_by"),
        "today": timezone.localdate(),
    }
    return render(request, "clearing/letter_list.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_add(request: HttpRequest, case_number: str) -> HttpResponse:
    """A further letter; everything that is missing for it is named at once, with the way there."""
    participant, today = case_of_letters(request, case_number), timezone.localdate()
    form = LetterForm(posted(request), participant=participant, today=today, query=LetterQuery(request.GET))
    helps: list[tuple[str, str]] = []
    if form.is_valid():
        try:
            letter = services.print_letter(form.order, by=request.user)
        except ValidationError as error:
            add_refusal(form, error)
            helps = _helps(PaperLetter(form.order), case_number)
        else:
            messages.success(request, f"Erstellt: {letter}. Öffnen Sie ihn in der Liste zum Drucken.")
            return redirect("letter_list", case_number)
    page = {"participant": participant, "form": form, "helps": helps}
    return render(request, "clearing/letter_form.html", page)


def _helps(paper: PaperLetter, case_number: str) -> list[tuple[str, str]]:
    pages = dict.fromkeys(each.page for each in paper.obstacles() if each.page)
    return [(HELPS[page], reverse(page, args=[case_number])) for page in pages]


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def letter_pdf(request: HttpRequest, case_number: str, letter_id: int) -> HttpResponse:
    """The letter byte by byte as it was printed."""
    letters = Letter.objects.visible_to(request.user).select_related("participant")
    letter: Any = get_object_or_404(letters, pk=letter_id, participant__case_number=case_number)
    response = HttpResponse(bytes(letter.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{file_name(letter)}"'
    return response


def file_name(letter: Letter) -> str:
    """The number of the case and of the letter, never a name."""
    return f"Spurwechsel_Brief_{letter.participant.case_number}_{letter.printed_on:%Y-%m-%d}_{letter.pk}.pdf"
