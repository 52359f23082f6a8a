"""Offers of an organisation: entering, changing, and saying that all of it is still so."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from spurwechsel.german import format_day

from .. import services
from ..forms import ServiceForm
from ..models import Service
from .access import own_organisation, own_row, page_of, posted, settle


@permission_required("network.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def service_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new offer, checked today unless somebody says otherwise."""
    organisation = own_organisation(request, pk)
    return settle(
        request,
        ServiceForm(posted(request), initial={"checked_on": timezone.localdate()}),
        page_of(organisation, "Angebot anlegen", place="name"),
        lambda values: services.add_service(organisation, by=request.user, **values),
        lambda row: f"Angelegt: {row}.",
    )


@permission_required("network.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def service_edit(request: HttpRequest, pk: int, service_id: int) -> HttpResponse:
    service = own_row(request, Service, pk, service_id)
    return settle(
        request,
        ServiceForm(posted(request), row=service),
        page_of(service.organisation, "Angebot bearbeiten", place="name"),
        lambda values: services.change_service(service, by=request.user, **values),
        lambda row: f"Gespeichert: {row}.",
    )


@permission_required("network.edit", raise_exception=True)
@require_POST
def service_check(request: HttpRequest, pk: int, service_id: int) -> HttpResponse:
    """One click: everything about the offer is still so."""
    service, today = own_row(request, Service, pk, service_id), timezone.localdate()
    try:
        services.confirm_service(service, by=request.user, on=today)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"Geprüft am {format_day(today)}: {service}.")
    return redirect("organisation_detail", pk)
