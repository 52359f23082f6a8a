"""Who the partners are and what they do."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .choices import LEISTUNGEN, Partnergruppe


@require_safe
@permission_required("participants.view_cases", raise_exception=True)
def network_overview(request: HttpRequest) -> HttpResponse:
    """The seven groups with their services, the own projects under the name the Kommune uses."""
    own_label = request.user.kommune.own_projects_label
    groups = [(group_label(group, own_label), services) for group, services in LEISTUNGEN.items()]
    return render(request, "network/overview.html", {"groups": groups})


def group_label(group: Partnergruppe, own_label: str) -> str:
    return own_label if group == Partnergruppe.EIGENE_PROJEKTE else group.label
