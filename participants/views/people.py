"""Recording a person, correcting what is recorded, and the consent."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from spurwechsel.conflict import Conflict

from .. import services
from ..choices import Einwilligung
from ..forms import ConsentForm, ParticipantForm, RegisterForm, add_refusal
from ..models import Participant
from .access import both_versions, visible_case

SHOWN = 6


@permission_required("participants.register", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def participant_register(request: HttpRequest) -> HttpResponse:
    """One page; who might be the same person is shown before anything is created."""
    form = RegisterForm(request.POST if request.method == "POST" else None, user=request.user)
    similar: list[Participant] = []
    if form.is_valid():
        similar = _not_seen_yet(request, form)
        if not similar:
            try:
                person = _register(request, form.values())
            except ValidationError as error:
                add_refusal(form, error, valid_until="residence_until", otherwise="family_name")
            else:
                messages.success(
                    request, f"{form.full_name} ist aufgenommen. Fallnummer {person.case_number}."
                )
                # The button „Aufnehmen und Termin vereinbaren“.
                after = "appointment_add" if "termin" in request.POST else "participant_detail"
                return redirect(after, person.case_number)
    page = {"form": form, "similar": similar[:SHOWN], "further": max(len(similar) - SHOWN, 0)}
    return render(request, "participants/participant_register.html", page)


def _not_seen_yet(request: HttpRequest, form: RegisterForm) -> list[Participant]:
    """Similar people, unless the user has looked at all of them; what was shown is noted in the form."""
    values = form.cleaned_data
    name = f"{values['given_name']} {values['family_name']}"
    people = Participant.objects.visible_to(request.user).select_related("responsible")
    similar = list(people.similar_to(name, values["birth_date"])[:50])
    seen = set(values["seen"].split())
    if all(person.case_number in seen for person in similar):
        return []
    form.note_as_seen(person.case_number for person in similar)
    return similar


def _register(request: HttpRequest, values: dict[str, Any]) -> Participant:
    kommune = values.pop("kommune")
    return services.register(kommune, by=request.user, on=timezone.localdate(), **values)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def participant_edit(request: HttpRequest, case_number: str) -> HttpResponse:
    """Master data of a person."""
    participant = visible_case(request, case_number)
    form = ParticipantForm(request.POST if request.method == "POST" else None, participant=participant)
    if form.is_valid():
        try:
            services.correct(participant, by=request.user, **form.values())
        except Conflict as conflict:
            stored = ParticipantForm.recorded(conflict.current)
            return both_versions(request, form, conflict, stored, _case_url(participant))
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, "Die Angaben sind gespeichert.")
            return redirect("participant_detail", participant.case_number)
    return render(request, "participants/participant_edit.html", _page(participant, form))


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def consent_edit(request: HttpRequest, case_number: str) -> HttpResponse:
    """Consent given, refused or withdrawn."""
    participant = visible_case(request, case_number)
    form = ConsentForm(request.POST if request.method == "POST" else None, participant=participant)
    if form.is_valid():
        try:
            person = services.record_consent(participant, by=request.user, **form.values())
        except Conflict as conflict:
            stored = ConsentForm.recorded(conflict.current)
            return both_versions(request, form, conflict, stored, _case_url(participant))
        except ValidationError as error:
            add_refusal(form, error, otherwise="consent")
        else:
            messages.success(request, _said(person))
            return redirect("participant_detail", participant.case_number)
    return render(request, "participants/consent_edit.html", _page(participant, form))


def _said(person: Participant) -> str:
    if person.consent == Einwilligung.WIDERRUFEN:
        return (
            "Der Widerruf ist festgehalten. Beenden Sie die Teilnahme über „Status ändern“"
            " mit dem Ergebnis „Einwilligung widerrufen“."
        )
    return f"Einwilligung: {person.get_consent_display()}."


def _case_url(participant: Participant) -> str:
    return reverse("participant_detail", args=[participant.case_number])


def _page(participant: Participant, form: Any) -> dict[str, Any]:
    return {"participant": participant, "form": form, "today": timezone.localdate()}
