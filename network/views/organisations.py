"""One organisation: its page, entering and changing it and whom to call there."""

from typing import Any, NamedTuple

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from spurwechsel.formfields import SpurForm

from .. import services, vocabulary
from ..forms import ContactForm, OrganisationForm, RemoveForm
from ..labels import group_labels, limit_of
from ..models import Contact, DirectoryEvent, Organisation
from ..profile import Profile
from .access import FormPage, own_organisation, own_row, page_of, posted, settle

LAST_EVENTS = 20


class Entry(NamedTuple):
    """One line of the history, as the timeline shows it."""

    title: str
    at: Any
    by: str
    lines: list[str]


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def organisation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about an organisation; the history only where it is the own one."""
    rows = Organisation.objects.visible_to(request.user).select_related("kommune")
    organisation = get_object_or_404(rows, pk=pk)
    kommune, today = request.user.kommune, timezone.localdate()
    own = organisation.kommune_id in request.user.kommune_ids
    page = {
        "organisation": organisation,
        "group": group_labels(kommune)[organisation.group],
        "languages": vocabulary.labels(vocabulary.LANGUAGES, organisation.languages),
        "profile": Profile(organisation, limit_of(kommune, today)),
        "own": own,
        "entries": _entries(request, organisation) if own else [],
    }
    return render(request, "network/organisation_detail.html", page)


def _entries(request: HttpRequest, organisation: Organisation) -> list[Entry]:
    rows = DirectoryEvent.objects.visible_to(request.user).filter(organisation=organisation)
    return [
        Entry(
            row.summary,
            row.at,
            row.by.name,
            [f"{label}: {old} → {new}" for label, (old, new) in row.changes.items()],
        )
        for row in rows.select_related("by")[:LAST_EVENTS]
    ]


@permission_required("network.manage", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_add(request: HttpRequest) -> HttpResponse:
    """A new organisation of the own Kommune; its page is where the offers are entered."""
    kommune = request.user.kommune
    return settle(
        request,
        OrganisationForm(posted(request), labels=group_labels(kommune)),
        FormPage("Organisation anlegen", [], reverse("network_overview"), "Anlegen", place="name"),
        lambda values: services.add_organisation(kommune, by=request.user, **values),
        lambda row: f"Angelegt: {row}. Tragen Sie noch ein, was sie anbietet.",
        then=lambda row: reverse("organisation_detail", args=[row.pk]),
    )


@permission_required("network.manage", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Every column of an organisation, sharing and laying aside included."""
    organisation = own_organisation(request, pk)
    form = OrganisationForm(posted(request), row=organisation, labels=group_labels(organisation.kommune))
    return settle(
        request,
        form,
        page_of(organisation, "Organisation bearbeiten", place="name"),
        lambda values: services.change_organisation(organisation, by=request.user, **values),
        lambda row: f"Gespeichert: {row}.",
    )


@permission_required("network.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_add(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = own_organisation(request, pk)
    return settle(
        request,
        ContactForm(posted(request)),
        page_of(organisation, "Kontakt anlegen", place="phone"),
        lambda values: services.add_contact(organisation, by=request.user, **values),
        lambda row: f"Angelegt: {row.function}.",
    )


@permission_required("network.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_edit(request: HttpRequest, pk: int, contact_id: int) -> HttpResponse:
    contact = own_row(request, Contact, pk, contact_id)
    return settle(
        request,
        ContactForm(posted(request), row=contact),
        page_of(contact.organisation, "Kontakt bearbeiten", place="phone"),
        lambda values: services.change_contact(contact, by=request.user, **values),
        lambda row: f"Gespeichert: {row.function}.",
    )


@permission_required("network.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_remove(request: HttpRequest, pk: int, contact_id: int) -> HttpResponse:
    """Asked once more, because nothing of the contact is kept."""
    contact = own_row(request, Contact, pk, contact_id)
    page = page_of(
        contact.organisation,
        "Kontakt entfernen",
        submit="Entfernen",
        lead=f"„{contact}“ wird endgültig gelöscht. Das lässt sich nicht rückgängig machen.",
    )

    def act(values: dict[str, Any]) -> str:
        function = contact.function
        services.remove_contact(contact, by=request.user)
        return function

    form: SpurForm = RemoveForm(posted(request))
    return settle(request, form, page, act, lambda function: f"Entfernt: {function}.")
