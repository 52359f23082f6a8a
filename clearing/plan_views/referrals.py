"""Verweisberatung with a case: keeping a referral, its result, correcting and taking it back."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from .. import services
from ..models import Referral
from ..plan_forms import ReferralForm, ReferralQuery, ReferralResultForm, ReferralWithdrawForm
from .access import posted, settle, visible_case, visible_row
from .needs import plan_page


def _visible(request: HttpRequest, case_number: str, referral_id: int) -> Referral:
    row: Referral = visible_row(
        request, Referral, case_number, referral_id, "need", "organisation", "service__organisation", "task"
    )
    return row


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_referral_add(request: HttpRequest, case_number: str) -> HttpResponse:
    """A referral, filled in as far as ?bedarf=… and ?angebot=… say."""
    participant = visible_case(request, case_number)
    asked = ReferralQuery(request.GET, participant=participant)
    form = ReferralForm(
        posted(request),
        participant=participant,
        service=asked.service,
        today=timezone.localdate(),
        initial={"need": asked.need},
    )
    page = plan_page(participant, "Verweis festhalten", submit="Festhalten", places={"otherwise": "place"})

    def act(values: dict[str, Any]) -> Referral:
        return services.record_referral(participant, by=request.user, **values)

    return settle(request, form, page, act, lambda row: f"Festgehalten: {row}.")


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_referral(request: HttpRequest, case_number: str, referral_id: int) -> HttpResponse:
    """Target, kind, day and need of a referral, corrected with a reason."""
    row = _visible(request, case_number, referral_id)
    form = ReferralForm(posted(request), participant=row.participant, row=row, today=timezone.localdate())
    page = plan_page(row.participant, "Verweis berichtigen", places={"otherwise": "place"})
    return settle(
        request,
        form,
        page,
        lambda values: services.change_referral(row, by=request.user, **values),
        lambda changed: f"Gespeichert: {changed}.",
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_referral_result(request: HttpRequest, case_number: str, referral_id: int) -> HttpResponse:
    """What became of a referral, and when to ask again."""
    row = _visible(request, case_number, referral_id)
    form = ReferralResultForm(posted(request), row=row, today=timezone.localdate())
    page = plan_page(row.participant, "Ergebnis eintragen", lead=f"{row}.", places={"otherwise": "result"})
    return settle(
        request,
        form,
        page,
        lambda values: services.state_referral(row, by=request.user, **values),
        lambda stated: f"{stated}: {stated.get_result_display()}.",
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_referral_withdraw(request: HttpRequest, case_number: str, referral_id: int) -> HttpResponse:
    """Marks a referral as a mistake; it stays readable."""
    row = _visible(request, case_number, referral_id)
    form = ReferralWithdrawForm(posted(request), row=row, today=timezone.localdate())
    page = plan_page(
        row.participant,
        "Verweis zurücknehmen",
        submit="Zurücknehmen",
        lead=f"{row}. Der Eintrag bleibt lesbar, zählt aber nicht mehr.",
        places={"otherwise": "reason"},
    )
    return settle(
        request,
        form,
        page,
        lambda values: services.withdraw_referral(row, by=request.user, **values),
        lambda withdrawn: f"Zurückgenommen: {withdrawn}.",
    )
