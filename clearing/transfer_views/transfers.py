"""Referrals with data below a case: preparing, sending, what the partner said, taking back."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spurwechsel.conflict import Conflict

from .. import services
from ..deletions import Deletion, deletion_of_transfer
from ..models import AnswerLink, Transfer
from ..plan_views.access import FormPage, posted, settle, visible_case, visible_row
from ..plan_views.needs import plan_page, plan_url
from ..transfer_catalogue import Stand, Wer, moves_from
from ..transfer_fields import Shared, fitting_consent, obstacles, shared_words, way_of
from ..transfer_forms import (
    TransferForm,
    TransferMoveForm,
    TransferQuery,
    TransferWithdrawForm,
    VersionForm,
)
from ..transfer_letter import letter_refusal

_PLACES = {"organisation": "place", "otherwise": "place"}
_CHANGED = (
    "Inzwischen hat jemand diese Übermittlung geändert. Prüfen Sie sie und senden Sie dann noch einmal."
)


def visible_transfer(request: HttpRequest, case_number: str, transfer_id: int) -> Transfer:
    row: Transfer = visible_row(
        request,
        Transfer,
        case_number,
        transfer_id,
        "need",
        "organisation",
        "service__organisation",
        "consent",
    )
    return row


def transfer_url(row: Transfer) -> str:
    return reverse("plan_transfer", args=[row.participant.case_number, row.pk])


@dataclass
class Shown:
    """What the page says of one transfer; `day` is today."""

    row: Transfer
    day: Any

    @cached_property
    def words(self) -> list[Shared]:
        """What would leave now, or what left."""
        if self.row.is_draft:
            return shared_words(self.row)
        return [Shared("", label, value) for label, value in self.row.sent]

    @cached_property
    def obstacles(self) -> list[str]:
        return obstacles(self.row, self.day) if self.row.is_draft else []

    @cached_property
    def lacks_consent(self) -> bool:
        row = self.row
        return row.is_draft and fitting_consent(row.participant, row.organisation, self.day) is None

    @property
    def way(self) -> str:
        return way_of(self.row.organisation)

    @cached_property
    def no_letter(self) -> str:
        return letter_refusal(self.row)

    @cached_property
    def steps(self) -> list[Any]:
        return list(self.row.steps.select_related("by"))

    @cached_property
    def link(self) -> AnswerLink | None:
        """The one in force."""
        return self.row.links.filter(revoked_at__isnull=True).first()

    @cached_property
    def openings(self) -> list[Any]:
        """The latest first; of all links there ever were."""
        found = [each for link in self.row.links.prefetch_related("openings") for each in link.openings.all()]
        return sorted(found, key=lambda each: (each.at, each.pk), reverse=True)[:10]

    @cached_property
    def deletion(self) -> Deletion | None:
        return deletion_of_transfer(self.row)

    @property
    def may_move(self) -> bool:
        return any(each != Stand.ZURUECKGEZOGEN for each in moves_from(self.row.state, Wer.TEAM))

    @property
    def may_withdraw(self) -> bool:
        return Stand.ZURUECKGEZOGEN in moves_from(self.row.state, Wer.TEAM)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def plan_transfer(request: HttpRequest, case_number: str, transfer_id: int) -> HttpResponse:
    """What leaves or left, where it stands, the link, who answered."""
    row, today = visible_transfer(request, case_number, transfer_id), timezone.localdate()
    page = {
        "participant": row.participant,
        "transfer": row,
        "shown": Shown(row, today),
        "form": VersionForm(version=row.version),
        "way": [("Plan", plan_url(row.participant))],
    }
    return render(request, "clearing/transfer_detail.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_transfer_add(request: HttpRequest, case_number: str) -> HttpResponse:
    """A draft, filled in as far as ?bedarf=… and ?angebot=… say; nothing leaves by saving it."""
    participant = visible_case(request, case_number)
    asked = TransferQuery(request.GET, participant=participant).cleaned_data
    form = TransferForm(
        posted(request),
        participant=participant,
        service=asked.get("angebot"),
        today=timezone.localdate(),
        initial={"need": asked.get("bedarf")},
    )
    page = plan_page(
        participant,
        "Daten übermitteln",
        submit="Weiter zur Prüfung",
        lead="Noch geht nichts hinaus: Auf der nächsten Seite sehen Sie genau, was die Stelle bekommt.",
        places=_PLACES,
    )
    # The way on is the page of the draft, which is only known once it is there.
    made: list[Transfer] = []

    def act(values: dict[str, Any]) -> Transfer:
        made.append(services.prepare_transfer(participant, by=request.user, **values))
        return made[0]

    answer = settle(request, form, page, act, lambda row: f"Vorbereitet: {row}. Noch ist nichts gesendet.")
    return redirect(transfer_url(made[0])) if made else answer


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_transfer_edit(request: HttpRequest, case_number: str, transfer_id: int) -> HttpResponse:
    """A draft once more; what was sent has no such page."""
    row = visible_transfer(request, case_number, transfer_id)
    if not row.is_draft:
        return redirect(transfer_url(row))
    form = TransferForm(posted(request), participant=row.participant, row=row, today=timezone.localdate())
    return settle(
        request,
        form,
        _page(row, "Entwurf ändern", places=_PLACES),
        lambda values: services.change_transfer(row, by=request.user, **values),
        lambda changed: f"Gespeichert: {changed}. Noch ist nichts gesendet.",
    )


@permission_required("participants.edit", raise_exception=True)
@require_POST
def plan_transfer_send(request: HttpRequest, case_number: str, transfer_id: int) -> HttpResponse:
    """Sends exactly what the page of the draft showed."""
    row = visible_transfer(request, case_number, transfer_id)
    form = VersionForm(request.POST, version=row.version)
    try:
        if not form.is_valid():
            raise ValidationError(_CHANGED)
        sent = services.send_transfer(
            row, by=request.user, version=form.cleaned_data["version"], today=timezone.localdate()
        )
    except Conflict:
        messages.error(request, _CHANGED)
    except ValidationError as refusal:
        for text in refusal.messages:
            messages.error(request, text)
    else:
        messages.success(request, f"Freigegeben: {sent}. Drucken Sie jetzt den Brief.")
    return redirect(transfer_url(row))


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_transfer_state(request: HttpRequest, case_number: str, transfer_id: int) -> HttpResponse:
    """An answer by telephone or on paper."""
    row = visible_transfer(request, case_number, transfer_id)
    if not Shown(row, None).may_move or row.is_draft:
        return redirect(transfer_url(row))
    form = TransferMoveForm(posted(request), row=row, today=timezone.localdate())
    page = _page(row, "Antwort eintragen", lead=f"{row}, {row.reference}.", places={"otherwise": "state"})
    return settle(
        request,
        form,
        page,
        lambda values: services.move_transfer(row, by=request.user, **values),
        lambda changed: f"Eingetragen: {changed.get_state_display()}.",
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_transfer_withdraw(request: HttpRequest, case_number: str, transfer_id: int) -> HttpResponse:
    """Takes it back; the link ends at once."""
    row = visible_transfer(request, case_number, transfer_id)
    if not Shown(row, None).may_withdraw:
        return redirect(transfer_url(row))
    sent = (
        "Der Link gilt dann nicht mehr. Was im Brief stand, hat die Stelle schon; eine Aufgabe erinnert"
        " daran, dort die Löschung zu erbitten."
    )
    lead = "Noch ist nichts gesendet." if row.is_draft else sent
    form = TransferWithdrawForm(posted(request), row=row, today=timezone.localdate())
    page = _page(
        row, "Übermittlung zurückziehen", submit="Zurückziehen", lead=lead, places={"otherwise": "reason"}
    )
    today = timezone.localdate()
    return settle(
        request,
        form,
        page,
        lambda values: services.withdraw_transfer(row, by=request.user, today=today, **values),
        lambda withdrawn: f"Zurückgezogen: {withdrawn}.",
    )


def _page(row: Transfer, title: str, **options: Any) -> FormPage:
    """A page one step below that of the transfer."""
    url = transfer_url(row)
    way = [("Plan", plan_url(row.participant)), (str(row), url)]
    return FormPage(participant=row.participant, title=title, way=way, back=url, **options)
