"""What is asked later: after 3, 6 and 12 months, and the set of the ESF+."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from participants.models import Participant
from spurwechsel.german import format_day

from .. import services
from ..catalogue import EsfZeitpunkt
from ..completeness import due_moments
from ..models import EsfAnswer, FollowUp
from ..plan_forms import AnswerForm, EsfForm
from .access import FormPage, posted, settle, visible_case
from .work import work_page


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def work_follow_up(request: HttpRequest, case_number: str, since: date, months: int) -> HttpResponse:
    """What became of the job or training that began on a day."""
    participant = visible_case(request, case_number)
    begun = [
        each.employer
        for rows in (participant.employments, participant.trainings)
        for each in rows.in_force().filter(valid_from=since)
    ]
    if not begun:
        raise Http404
    row = participant.followups.filter(since=since, months=months).first()
    form = AnswerForm(posted(request), row=row, version=row.version if row else 0, today=timezone.localdate())
    page = work_page(
        participant,
        f"Nachfrage nach {months} Monaten",
        lead=f"Beginn am {format_day(since)}: {' und '.join(begun)}",
        places={"otherwise": "answer"},
    )

    def act(values: dict[str, Any]) -> FollowUp:
        return services.answer_follow_up(participant, by=request.user, since=since, months=months, **values)

    return settle(request, form, page, act, lambda saved: f"Eingetragen: {saved}.")


def _asked_case(request: HttpRequest, case_number: str) -> Participant:
    """A case whose programme asks for the ESF+ set; elsewhere there is no such page."""
    participant = visible_case(request, case_number)
    if not participant.kommune.asks_esf_on(timezone.localdate()):
        raise Http404
    return participant


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def esf_list(request: HttpRequest, case_number: str) -> HttpResponse:
    """The three moments of the ESF+, which of them is due and which is answered."""
    participant, today = _asked_case(request, case_number), timezone.localdate()
    answered = {each.moment: each for each in participant.esfanswers.all()}
    due = due_moments(participant, today)
    moments = [
        (moment.value, moment.label, answered.get(moment.value), moment.value in due)
        for moment in EsfZeitpunkt
    ]
    page = {"participant": participant, "moments": moments, "today": today}
    return render(request, "clearing/plan_esf.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def esf_edit(request: HttpRequest, case_number: str, moment: str) -> HttpResponse:
    """The questions of one moment."""
    participant = _asked_case(request, case_number)
    row = participant.esfanswers.filter(moment=moment).first()
    form = EsfForm(
        posted(request),
        moment=moment,
        row=row,
        version=row.version if row else 0,
        today=timezone.localdate(),
    )
    url = reverse("esf_list", args=[case_number])
    page = FormPage(
        participant=participant,
        title=f"ESF-Angaben {EsfZeitpunkt(moment).label}",
        way=[("ESF+", url)],
        back=url,
        lead="„keine Angabe“ ist immer eine Antwort und hat für die Person keine Folgen.",
    )

    def act(values: dict[str, Any]) -> EsfAnswer:
        return services.answer_esf(participant, by=request.user, moment=moment, **values)

    return settle(request, form, page, act, lambda saved: f"Gespeichert: {saved}.")
