"""Work, training and results: the list, entering, correcting, ending, taking back."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants import services as people
from participants.models import Employment, Participant, Training

from .. import services
from ..models import CertificateGained
from ..plan_forms import (
    CertificateForm,
    EmploymentForm,
    EndEpisodeForm,
    TrainingForm,
    WithdrawEpisodeForm,
)
from ..progress import questions_of
from .access import FormPage, posted, settle, visible_case, visible_row
from .measures import CHECK_STATEMENTS


class EpisodeKind(NamedTuple):
    """A kind of episode as the address names it."""

    model: type[Any]
    form: type[Any]
    word: str


EPISODES = {
    "beschaeftigung": EpisodeKind(Employment, EmploymentForm, "Arbeit"),
    "ausbildung": EpisodeKind(Training, TrainingForm, "Ausbildung"),
}


def work_page(participant: Participant, title: str, **options: Any) -> FormPage:
    """A page one step below the list of work."""
    url = reverse("work_list", args=[participant.case_number])
    return FormPage(participant=participant, title=title, way=[("Arbeit", url)], back=url, **options)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def work_list(request: HttpRequest, case_number: str) -> HttpResponse:
    """Jobs, trainings, certificates and questions of a person, the withdrawn entries marked."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    due, later = questions_of(participant, today)
    page = {
        "participant": participant,
        "episodes": [
            ("beschaeftigung", "Arbeit", participant.employments.select_related("recorded_by")),
            ("ausbildung", "Ausbildung", participant.trainings.select_related("recorded_by")),
        ],
        "certificates": participant.certificategaineds.select_related("measure", "recorded_by"),
        "questions": {"due": due, "later": later, "answered": participant.followups.all()},
        "today": today,
    }
    return render(request, "clearing/plan_work.html", page)


def _visible_episode(request: HttpRequest, case_number: str, art: str, pk: int) -> Any:
    """An episode of this case that still counts; a withdrawn one cannot be changed any more."""
    row = visible_row(request, EPISODES[art].model, case_number, pk)
    if row.withdrawn_at is not None:
        raise Http404
    return row


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def work_add(request: HttpRequest, case_number: str, art: str) -> HttpResponse:
    """A further job or training."""
    participant, kind = visible_case(request, case_number), EPISODES[art]
    form = kind.form(posted(request), today=timezone.localdate())
    page = work_page(
        participant, f"{kind.word} eintragen", submit="Eintragen", places={"otherwise": "valid_until"}
    )

    def act(values: dict[str, Any]) -> Any:
        return people.record_episode(participant, kind.model, by=request.user, **values)

    return settle(request, form, page, act, lambda row: f"Eingetragen: {row}.")


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def work_edit(request: HttpRequest, case_number: str, art: str, episode_id: int) -> HttpResponse:
    """A job or training that was entered wrongly."""
    row, kind = _visible_episode(request, case_number, art, episode_id), EPISODES[art]
    form = kind.form(posted(request), row=row, today=timezone.localdate())
    page = work_page(row.participant, f"{kind.word} berichtigen", places={"otherwise": "valid_until"})
    return settle(
        request,
        form,
        page,
        lambda values: people.correct_episode(row, by=request.user, **values),
        lambda saved: f"Berichtigt: {saved}.",
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def work_end(request: HttpRequest, case_number: str, art: str, episode_id: int) -> HttpResponse:
    """The last day of a job or training."""
    row, kind = _visible_episode(request, case_number, art, episode_id), EPISODES[art]
    form = EndEpisodeForm(posted(request), row=row, today=timezone.localdate())
    page = work_page(row.participant, f"{kind.word} beenden", lead=f"{row.employer}, {row}")
    return settle(
        request,
        form,
        page,
        lambda values: people.end_episode(row, by=request.user, **values),
        lambda saved: f"Beendet: {saved}.",
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def work_withdraw(request: HttpRequest, case_number: str, art: str, episode_id: int) -> HttpResponse:
    """A job or training that never was; the entry stays readable and counts for nothing."""
    row = _visible_episode(request, case_number, art, episode_id)
    form = WithdrawEpisodeForm(posted(request), row=row, today=timezone.localdate())
    page = work_page(
        row.participant, "Eintrag zurücknehmen", lead=f"{row.employer}, {row}", submit="Zurücknehmen"
    )
    return settle(
        request,
        form,
        page,
        lambda values: people.withdraw_episode(row, by=request.user, **values),
        lambda _: "Der Eintrag ist zurückgenommen.",
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def work_certificate_add(request: HttpRequest, case_number: str) -> HttpResponse:
    """A language certificate or the outcome of a recognition."""
    participant = visible_case(request, case_number)
    form = CertificateForm(posted(request), today=timezone.localdate())
    page = work_page(
        participant,
        "Zertifikat oder Anerkennung eintragen",
        submit="Eintragen",
        lead="Der Nachweis wird in die Angaben zu Sprache oder Beruf übernommen.",
        places={"otherwise": "level"},
    )

    def act(values: dict[str, Any]) -> CertificateGained:
        return services.record_certificate(participant, by=request.user, **values)

    return settle(request, form, page, act, lambda row: f"Eingetragen: {row}.")


@permission_required("participants.edit", raise_exception=True)
@require_POST
def work_certificate_withdraw(request: HttpRequest, case_number: str, certificate_id: int) -> HttpResponse:
    """Marks a certificate as a mistake; it stays readable."""
    rows = CertificateGained.objects.visible_to(request.user)
    row = get_object_or_404(rows, pk=certificate_id, participant__case_number=case_number)
    try:
        services.withdraw_certificate(row, by=request.user, version=row.version)
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
    else:
        messages.success(request, f"Zurückgenommen: {row}. {CHECK_STATEMENTS}")
    return redirect("work_list", case_number)
