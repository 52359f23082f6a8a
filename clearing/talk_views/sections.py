"""One section: filling it in, its draft, and what happens when two people or two windows write at once."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from participants.forms import add_refusal
from spurwechsel.conflict import Conflict
from spurwechsel.formfields import REOPENED

from .. import services
from ..catalogue import Abschnitt
from ..models import Draft, Interview
from ..talk_forms import FORMS, OpenSection, SectionForm, answers_in, as_posted
from ..talk_overview import must_not_see_the_embassy
from .access import CONVERSATION, show, visible_talk
from .conversation import COVERED

# Buttons that keep a draft and do something else; the one without a name saves the section.
KEEPING = ("entwurf", "ansicht", "verdecken")


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def talk_section(request: HttpRequest, case_number: str, number: int, section: str) -> HttpResponse:
    """A section to fill in, in any order and as far as it goes."""
    talk = visible_talk(request, case_number, number)
    opened = OpenSection(talk, section, request.user)
    if request.method != "POST":
        return _section_page(request, opened, opened.form)
    form = FORMS[section](request.POST, interview=talk, version=0)
    if REOPENED in request.POST or "version" not in request.POST or "version" in form.errors:
        # Kept while nobody was logged in, or not from one of our pages: to be looked at before it is saved.
        form.is_valid()
        return _section_page(request, opened, form)
    try:
        if any(button in request.POST for button in KEEPING):
            return _keep(request, opened, form)
        return _save(request, opened, form)
    except Conflict as conflict:
        return _both_versions(request, opened, form, conflict)


def _section_page(request: HttpRequest, opened: OpenSection, form: SectionForm) -> HttpResponse:
    participant, today = opened.interview.participant, timezone.localdate()
    about_papers = opened.section == Abschnitt.AUFENTHALT
    page = {
        "participant": participant,
        "opened": opened,
        "form": form,
        "papers": _papers(opened.interview, today) if about_papers else None,
    }
    return show(request, "clearing/talk_section.html", page)


def _papers(talk: Interview, today: Any) -> dict[str, Any]:
    """What is recorded elsewhere and only shown here: the paper of today and the identity steps."""
    participant = talk.participant
    return {
        "paper": participant.residence.running_on(today),
        "steps": participant.identitysteps.filter(withdrawn_at__isnull=True)[:6],
        "warned": must_not_see_the_embassy(participant, today),
        "today": today,
    }


def _save(request: HttpRequest, opened: OpenSection, form: SectionForm) -> HttpResponse:
    """What is valid becomes a statement about the person; the rest is kept as it was typed."""
    talk, section = opened.interview, opened.section
    try:
        state = _save_section(request, opened, form, valid=form.is_valid())
    except ValidationError as error:
        add_refusal(form, error)
        state = _save_section(request, opened, form, valid=False)
    if form.errors:
        messages.warning(
            request, "Gespeichert, so wie Sie es geschrieben haben. Einige Angaben sind noch zu prüfen."
        )
        return redirect("talk_section", talk.participant.case_number, talk.number, section)
    messages.success(request, f"Gespeichert: {opened.label}, {state.get_state_display()}.")
    if opened.next:
        return redirect("talk_section", talk.participant.case_number, talk.number, opened.next)
    return redirect("talk_detail", talk.participant.case_number, talk.number)


def _save_section(request: HttpRequest, opened: OpenSection, form: SectionForm, *, valid: bool) -> Any:
    return services.save_section(
        opened.interview,
        opened.section,
        by=request.user,
        version=form.base_version,
        typed=form.typed,
        finished=form.finished,
        values=form.values if valid else None,
        page=form.page,
    )


def _keep(request: HttpRequest, opened: OpenSection, form: SectionForm) -> HttpResponse:
    """The draft without script: kept, then closed, covered or shown in the other view."""
    talk, draft = opened.interview, _save_draft(request, opened, form)
    if "verdecken" in request.POST:
        request.session[COVERED] = request.path
        return redirect("screen_cover")
    if "ansicht" in request.POST:
        request.session[CONVERSATION] = request.POST["ansicht"] == "an"
        return redirect(request.path)
    at = timezone.localtime(draft.saved_at)
    messages.success(request, f"Als Entwurf gespeichert um {at:%H:%M} Uhr: {opened.label}.")
    return redirect("talk_detail", talk.participant.case_number, talk.number)


def _save_draft(request: HttpRequest, opened: OpenSection, form: SectionForm) -> Draft:
    return services.save_draft(
        opened.interview,
        opened.section,
        by=request.user,
        typed=form.typed,
        base_version=form.base_version,
        page=form.page,
    )


@permission_required("participants.edit", raise_exception=True)
@require_POST
def talk_draft(request: HttpRequest, case_number: str, number: int, section: str) -> HttpResponse:
    """What the script sends while somebody types; answers with the time of the server."""
    talk = visible_talk(request, case_number, number)
    form = FORMS[section](request.POST, interview=talk, version=0)
    if not request.POST.get("seite"):
        return JsonResponse({"fehler": "Diese Seite ist veraltet. Laden Sie sie neu."}, status=400)
    try:
        draft = _save_draft(request, OpenSection(talk, section, request.user), form)
    except Conflict:
        return JsonResponse(
            {"fehler": "Sie schreiben an diesem Abschnitt auch in einem anderen Fenster."}, status=409
        )
    return JsonResponse({"um": f"{timezone.localtime(draft.saved_at):%H:%M:%S}"})


@permission_required("participants.edit", raise_exception=True)
@require_POST
def talk_discard(request: HttpRequest, case_number: str, number: int, section: str) -> HttpResponse:
    """Deletes the own draft; what was saved before stays."""
    talk = visible_talk(request, case_number, number)
    draft = get_object_or_404(talk.drafts, section=section, author=request.user)
    services.discard_draft(draft, by=request.user)
    messages.success(request, f"Der Entwurf ist gelöscht: {draft.get_section_display()}.")
    return redirect("talk_section", case_number, number, section)


def _both_versions(
    request: HttpRequest, opened: OpenSection, form: SectionForm, conflict: Conflict
) -> HttpResponse:
    """What is stored beside what was typed; a second click saves what was typed."""
    stored: Any = conflict.current
    elsewhere = isinstance(stored, Draft)
    theirs = FORMS[opened.section](as_posted(stored.typed), interview=opened.interview, version=0)
    form.full_clean()
    theirs.full_clean()
    pairs = zip(answers_in(theirs), answers_in(form), strict=True)
    rows = [
        (one.label, one.words or "keine Angabe", two.words or "keine Angabe")
        for one, two in pairs
        if one.words != two.words
    ]
    fresh = OpenSection(opened.interview, opened.section, request.user)
    version = form.base_version if elsewhere else stored.version
    form.renew(version=version, draft=fresh.draft)
    page = {
        "participant": opened.interview.participant,
        "opened": fresh,
        "form": form,
        "rows": rows,
        "elsewhere": elsewhere,
    }
    return show(request, "clearing/talk_conflict.html", page, status=409)
