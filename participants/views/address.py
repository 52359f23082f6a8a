"""Where letters to a person go."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from spurwechsel.conflict import Conflict

from .. import services
from ..forms import AddressForm, add_refusal
from ..models import PostalAddress
from .access import both_versions, visible_case


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def address_edit(request: HttpRequest, case_number: str) -> HttpResponse:
    """The address for letters."""
    participant = visible_case(request, case_number)
    address = PostalAddress.objects.visible_to(request.user).filter(participant=participant).first()
    form = AddressForm(request.POST if request.method == "POST" else None, address=address)
    if form.is_valid():
        try:
            services.set_address(participant, by=request.user, **form.cleaned_data)
        except Conflict as conflict:
            stored = AddressForm.recorded(conflict.current)
            back = reverse("participant_detail", args=[case_number])
            return both_versions(request, form, conflict, stored, back)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, "Die Anschrift ist gespeichert.")
            return redirect("participant_detail", case_number)
    page = {"participant": participant, "form": form, "address": address}
    return render(request, "participants/address_edit.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_POST
def address_erase(request: HttpRequest, case_number: str) -> HttpResponse:
    """Deletes the address for good."""
    services.erase_address(visible_case(request, case_number), by=request.user)
    messages.success(request, "Die Anschrift ist gelöscht.")
    return redirect("participant_detail", case_number)
