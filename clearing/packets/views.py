"""Both sides of a move to another Kommune: offering, taking back, deciding, and what stays to be seen."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants.forms import add_refusal
from participants.models import Participant

from ..day_forms.tasks import GoBack
from ..day_views.access import settled
from ..models import Packet
from ..plan_views.access import posted, visible_case
from . import services
from .catalogue import Paketstand
from .content import Shown, digest, frozen, in_sections
from .forms import AcceptForm, OfferForm, PageQuery, RefuseForm, SeenForm

PAGE_SIZE = 40


class Offer(NamedTuple):
    """What a preview shows: where to, what the other side reads of it at once, what it reads later."""

    to: Any
    talk_held: bool
    shown: list[tuple[str, list[Shown]]]


@permission_required("clearing.take_over", raise_exception=True)
@require_safe
def packet_list(request: HttpRequest) -> HttpResponse:
    """What others offer, and what became of what was offered to others."""
    today = timezone.localdate()
    incoming = Packet.objects.incoming(request.user).select_related("kommune", "offered_by")
    outgoing = Packet.objects.outgoing(request.user).select_related("to", "offered_by")
    page = {
        "today": today,
        "to_decide": incoming.waiting().filter(expires_on__gte=today).order_by("expires_on", "id"),
        "taken": incoming.filter(state=Paketstand.ANGENOMMEN).order_by("-decided_on", "-id")[:PAGE_SIZE],
        "page_obj": Paginator(outgoing.defer("content"), PAGE_SIZE).get_page(PageQuery(request.GET).number),
    }
    return render(request, "clearing/packet_list.html", page)


@permission_required("clearing.move", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def packet_add(request: HttpRequest, case_number: str) -> HttpResponse:
    """Chooses what goes, shows exactly that, then offers it; one packet at a time."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    waiting = Packet.objects.outgoing(request.user).waiting().filter(participant=participant)
    open_packet = waiting.filter(expires_on__gte=today).select_related("to", "kommune", "offered_by").first()
    form = OfferForm(posted(request), participant=participant, today=today)
    page: dict[str, Any] = {"participant": participant, "form": form, "open": open_packet}
    if open_packet is not None:
        page["shown"] = in_sections(open_packet.content)
        return render(request, "clearing/packet_open.html", page)
    if form.is_valid() and not GoBack(request.POST).is_valid():
        return _previewed(request, form, page)
    return render(request, "clearing/packet_add.html", page)


def _previewed(request: HttpRequest, form: OfferForm, page: dict[str, Any]) -> HttpResponse:
    """The preview, or the offer where the preview was seen."""
    participant, today = page["participant"], timezone.localdate()
    values, seen = form.values(), SeenForm(request.POST).digest
    if seen:
        try:
            row = services.offer_packet(participant, by=request.user, seen=seen, today=today, **values)
        except ValidationError as error:
            if getattr(error, "code", "") != "changed":
                add_refusal(form, error, partner="to")
                return render(request, "clearing/packet_add.html", page)
            page["changed"] = error.messages[0]
        else:
            messages.success(request, f"Der Wechsel ist angeboten: {row.to}, bis {row.expires_on:%d.%m.%Y}.")
            return redirect("packet_add", participant.case_number)
    content = frozen(participant, values["sections"], today)
    page |= {"offer": Offer(values["to"], services.talk_held(participant), in_sections(content))}
    page["digest"] = digest(content)
    return render(request, "clearing/packet_preview.html", page)


@permission_required("clearing.move", raise_exception=True)
@require_POST
def packet_withdraw(request: HttpRequest, packet_id: int) -> HttpResponse:
    """Takes back what the other side has not decided yet."""
    row = get_object_or_404(Packet.objects.outgoing(request.user), pk=packet_id)
    # The case itself must be one that the user may see.
    get_object_or_404(Participant.objects.visible_to(request.user), pk=row.participant_id)

    def act() -> Packet:
        return services.withdraw_packet(row, by=request.user, today=timezone.localdate())

    settled(request, act, "Das Angebot ist zurückgezogen.")
    return redirect("packet_add", row.case_number)


def _to_decide(request: HttpRequest, packet_id: int) -> Packet:
    """Without its content, which nobody here sees before it is accepted."""
    rows = Packet.objects.incoming(request.user).select_related("kommune", "to", "offered_by")
    return get_object_or_404(rows.defer("content"), pk=packet_id)


@permission_required("clearing.take_over", raise_exception=True)
@require_safe
def packet_detail(request: HttpRequest, packet_id: int) -> HttpResponse:
    """What is needed to decide: number, from whom, since when, which sections. No name, no value."""
    row, today = _to_decide(request, packet_id), timezone.localdate()
    page = {"packet": row, "is_open": row.state == Paketstand.WARTET and not row.is_over(today)}
    return render(request, "clearing/packet_detail.html", page)


@permission_required("clearing.take_over", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def packet_accept(request: HttpRequest, packet_id: int) -> HttpResponse:
    """Opens the case here; there it ends the same day."""
    row, today = _to_decide(request, packet_id), timezone.localdate()
    form = AcceptForm(posted(request), kommune_id=row.to_id)
    if form.is_valid():
        try:
            new = services.accept_packet(row, by=request.user, today=today, **form.values())
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, f"Der Fall ist übernommen. Seine Nummer ist hier {new.case_number}.")
            return redirect("participant_detail", new.case_number)
    page = {"form": form, "packet": row, "title": "Fall übernehmen", "submit": "Übernehmen"}
    return render(request, "clearing/packet_decide.html", page | {"accepting": True})


@permission_required("clearing.take_over", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def packet_refuse(request: HttpRequest, packet_id: int) -> HttpResponse:
    """Refuses for a reason of the list; the packet is emptied unread."""
    row, today = _to_decide(request, packet_id), timezone.localdate()
    form = RefuseForm(posted(request))
    if form.is_valid():
        try:
            services.refuse_packet(row, by=request.user, today=today, **form.values())
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, "Der Wechsel ist abgelehnt. Die Angaben sind gelöscht, ungelesen.")
            return redirect("packet_list")
    page = {"form": form, "packet": row, "title": "Wechsel ablehnen", "submit": "Ablehnen"}
    return render(request, "clearing/packet_decide.html", page)
