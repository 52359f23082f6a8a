"""The texts of the letters of the own Kommune: which there are, changing one, checking a translation."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from participants.choices import Language
from participants.forms import add_refusal
from participants.views.access import both_versions
from spurwechsel.conflict import Conflict

from .. import services
from ..letter_catalogue import (
    ALLOWED,
    LANGUAGE_TAGS,
    LETTER_MEANINGS,
    PLACEHOLDERS,
    RIGHT_TO_LEFT,
    Briefart,
)
from ..letter_forms import LetterTextForm, OtherLanguageForm, TranslationForm
from ..letter_text import blocks_of, filled, refuse_unknown
from ..letter_words import SAMPLE, Words, all_words, german_of, why_not, words_of
from ..models import LetterText
from ..models.letters import GERMAN
from ..plan_views.access import posted

# Of an invented person, for the preview.
SAMPLE_VALUES = {
    "name": "Kim Beispiel",
    "fallbegleitung": "A. Muster",
    "heute": "20.03.2024",
    "wochentag": "Mittwoch",
    "tag": "27.03.2024",
    "uhrzeit": "14:10",
    "dauer": "50",
    "ort": "Neumarkt 5, 03046 Cottbus/Chóśebuz, Raum 12",
    "seit": "10.01.2024",
}


class Translated(NamedTuple):
    """One translation in the list: may it go out, and if not, why."""

    language: str
    label: str
    version: str
    reason: str


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def letter_text_list(request: HttpRequest) -> HttpResponse:
    """Every text of the own Kommune with its version and its translations."""
    words = all_words(request.user.kommune)
    rows = [
        {
            "kind": kind,
            "meaning": LETTER_MEANINGS[kind],
            "german": words[kind, GERMAN],
            "translations": [
                Translated(language, Language(language).label, each.label, why_not(words[kind, GERMAN], each))
                for language in Language.values
                if language != GERMAN and (each := words.get((kind, language)))
            ],
        }
        for kind in Briefart
    ]
    page = {"rows": rows, "kommune": request.user.kommune, "form": OtherLanguageForm()}
    return render(request, "clearing/letter_text_list.html", page)


@permission_required("clearing.edit_letters", raise_exception=True)
@require_safe
def letter_text_pick(request: HttpRequest) -> HttpResponse:
    """The way to a translation that does not exist yet."""
    form = OtherLanguageForm(request.GET)
    if not form.is_valid():
        return redirect("letter_text_list")
    return redirect("letter_text_edit", form.cleaned_data["art"], form.cleaned_data["sprache"])


@permission_required("clearing.edit_letters", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def letter_text_edit(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """One text: previewed as often as wanted, saved as the next version."""
    kommune = request.user.kommune
    if kind not in Briefart.values or language not in Language.values or language == Language.ANDERE:
        raise Http404
    words = words_of(kommune, kind, language) or Words(kind, language, 0, "", "", "noch kein Text", False)
    form_class = LetterTextForm if language == GERMAN else TranslationForm
    form = form_class(posted(request), words=words)
    preview = None
    if form.is_valid():
        if "vorschau" in request.POST:
            preview = _preview(form, kommune, words)
        elif answer := _saved(request, form):
            return answer
    page = {"form": form, "preview": preview, **_around(kommune, words)}
    return render(request, "clearing/letter_text_edit.html", page)


def _saved(request: HttpRequest, form: LetterTextForm) -> HttpResponse | None:
    try:
        text = services.save_letter_text(request.user.kommune, by=request.user, **form.values())
    except Conflict as conflict:
        stored = form.recorded(conflict.current)
        return both_versions(request, form, conflict, stored, reverse("letter_text_list"))
    except ValidationError as error:
        add_refusal(form, error)
        return None
    messages.success(request, f"Gespeichert: {text}.")
    return redirect("letter_text_list")


def _preview(form: LetterTextForm, kommune: Any, words: Words) -> dict[str, Any] | None:
    """The typed text with an invented person in it; nothing is stored."""
    subject, body = form.cleaned_data["subject"], form.cleaned_data["body"]
    try:
        refuse_unknown(words.kind, "subject", subject)
        refuse_unknown(words.kind, "body", body)
    except ValidationError as error:
        add_refusal(form, error)
        return None
    own = {
        "kommune": kommune.name,
        "team": kommune.team,
        "anschrift": kommune.address_line,
        "telefon": kommune.phone,
        "email": kommune.email,
        "datenschutz": kommune.privacy_contact,
    }
    values = SAMPLE_VALUES | {name: value or f"[{name} fehlt]" for name, value in own.items()}
    return {"subject": filled(subject, values), "blocks": blocks_of(body, values)}


def _around(kommune: Any, words: Words) -> dict[str, Any]:
    rows = LetterText.objects.filter(kommune=kommune, kind=words.kind, language=words.language)
    german = german_of(kommune, words.kind)
    return {
        "text": {
            "kind": Briefart(words.kind).label,
            "language": Language(words.language).label,
            "label": words.label,
            "is_german": words.language == GERMAN,
            "rtl": words.language in RIGHT_TO_LEFT,
            "tag": LANGUAGE_TAGS.get(words.language, words.language),
            "warning": "" if words.language == GERMAN or words.number == 0 else why_not(german, words),
            "sample": SAMPLE if words.number == 0 and words.language != GERMAN and words.body else "",
        },
        "german": german,
        "placeholders": [(f"{{{name}}}", PLACEHOLDERS[name].meaning) for name in ALLOWED[words.kind]],
        "versions": rows.select_related("saved_by"),
    }
