"""„Antrag gestellt am …“: what was applied for, and how it ended."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from .. import services
from ..choices import FIKTIONEN
from ..forms import add_refusal
from ..forms.deadlines import ApplicationEndForm, ApplicationForm
from ..models import Application
from .access import visible_case


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def case_application_add(request: HttpRequest, case_number: str) -> HttpResponse:
    """For a paper the person holds or held last."""
    participant = visible_case(request, case_number)
    papers = {str(paper.pk): paper for paper in participant.residence.in_force().exclude(kind__in=FIKTIONEN)}
    form = ApplicationForm(request.POST if request.method == "POST" else None, papers=papers.values())
    if form.is_valid():
        values = dict(form.cleaned_data)
        paper = papers[values.pop("paper")]
        try:
            services.file_application(paper, by=request.user, **values)
        except ValidationError as error:
            add_refusal(form, error, otherwise="paper")
        else:
            messages.success(request, "Der Antrag ist eingetragen.")
            return redirect("case_deadlines", case_number)
    page = {"participant": participant, "form": form, "papers": papers}
    return render(request, "participants/deadlines_application.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def case_application_end(request: HttpRequest, case_number: str, application_id: int) -> HttpResponse:
    """The decision, or that the entry was a mistake."""
    participant = visible_case(request, case_number)
    applications = Application.objects.visible_to(request.user).select_related("paper", "participant")
    application = get_object_or_404(applications, pk=application_id, participant=participant)
    initial = {"ended_on": timezone.localdate()}
    form = ApplicationEndForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            services.end_application(application, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_refusal(form, error, otherwise="ended_on")
        else:
            messages.success(request, "Der Antrag ist abgeschlossen.")
            return redirect("case_deadlines", case_number)
    page = {"participant": participant, "form": form, "application": application}
    return render(request, "participants/deadlines_application_end.html", page)
