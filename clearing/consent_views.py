"""Consent in single purposes beside taking part: what was allowed, a further one, taking one back."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from participants.choices import Zweck
from participants.models import Participant, PurposeConsent
from participants.services import give_purpose

from . import services
from .consent_forms import GivePurposeForm, PartnerQuery, TakeBackForm
from .letter_catalogue import Briefart
from .models import Letter
from .plan_views.access import FormPage, posted, settle, visible_case, visible_row


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def consent_purposes(request: HttpRequest, case_number: str) -> HttpResponse:
    """Every purpose with what holds now and what was taken back."""
    participant = visible_case(request, case_number)
    rows = list(participant.purposeconsents.select_related("recorded_by").order_by("given_on", "pk"))
    forms = Letter.objects.filter(participant=participant, kind=Briefart.EINWILLIGUNG).defer("pdf")
    page = {
        "participant": participant,
        "purposes": [(zweck.label, [row for row in rows if row.purpose == zweck]) for zweck in Zweck],
        "forms": forms,
        "today": timezone.localdate(),
    }
    return render(request, "clearing/consent_purposes.html", page)


def _page(participant: Participant, title: str, **options: Any) -> FormPage:
    back = reverse("consent_purposes", args=[participant.case_number])
    return FormPage(
        participant=participant, title=title, way=[("Einwilligungen", back)], back=back, **options
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def consent_give(request: HttpRequest, case_number: str) -> HttpResponse:
    """One purpose more."""
    participant = visible_case(request, case_number)
    asked = PartnerQuery(request.GET, participant=participant)
    form = GivePurposeForm(
        posted(request), participant=participant, partner=asked.partner, today=timezone.localdate()
    )
    page = _page(
        participant,
        "Einwilligung eintragen",
        lead="Tragen Sie nur ein, was die Person angekreuzt und unterschrieben hat.",
        places={"__all__": "purpose"},
    )

    def act(values: dict[str, Any]) -> PurposeConsent:
        return give_purpose(participant, by=request.user, **values)

    return settle(request, form, page, act, lambda row: f"Eingetragen: {row}.")


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def consent_take_back(request: HttpRequest, case_number: str, consent_id: int) -> HttpResponse:
    """Taking back one purpose; what rests on it stops at once."""
    row = visible_row(request, PurposeConsent, case_number, consent_id)
    today = timezone.localdate()
    form = TakeBackForm(posted(request), today=today)
    page = _page(
        row.participant,
        f"Widerruf: {row.get_purpose_display()}",
        submit="Widerruf eintragen",
        lead="Ein Widerruf braucht keinen Grund. Was auf dieser Einwilligung ruht, hört sofort auf.",
        places={"otherwise": "withdrawn_on"},
    )

    def act(values: dict[str, Any]) -> str:
        return services.take_back_purpose(row, by=request.user, today=today, **values)

    return settle(request, form, page, act, lambda stopped: f"Der Widerruf ist festgehalten. {stopped}")
