"""Settings of the Kommunen, their estimates, and barriers that were reported."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants.models.people import Fold

from .. import services
from ..conflict import Conflict
from ..forms import EstimateForm, KommuneForm, NewKommuneForm, initial_of
from ..models import BarrierReport, Kommune, PotentialEstimate
from .errors import conflict

_manages_settings = permission_required("spurwechsel.manage_settings", raise_exception=True)


@require_safe
@_manages_settings
def settings_overview(request: HttpRequest) -> HttpResponse:
    estimates = PotentialEstimate.objects.order_by("-day")
    kommunen = Kommune.objects.order_by(Fold("name")).prefetch_related(
        Prefetch("estimates", estimates, to_attr="estimates_by_day")
    )
    barriers = BarrierReport.objects.filter(done_at__isnull=True)
    return render(request, "spurwechsel/settings_overview.html", {"kommunen": kommunen, "barriers": barriers})


@require_http_methods(["GET", "HEAD", "POST"])
@_manages_settings
def settings_kommune_add(request: HttpRequest) -> HttpResponse:
    form = NewKommuneForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            kommune = services.create_kommune(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{kommune.name} ist angelegt. Tragen Sie noch den Schätzwert ein.")
            return redirect("settings_kommune_edit", kommune.key)
    return render(request, "spurwechsel/settings_kommune_add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@_manages_settings
def settings_kommune_edit(request: HttpRequest, key: str) -> HttpResponse:
    kommune = get_object_or_404(Kommune, key=key)
    form = KommuneForm(
        request.POST if request.method == "POST" else None,
        initial=initial_of(kommune, KommuneForm),
        version=kommune.version,
    )
    if form.is_valid():
        try:
            services.change_kommune(kommune, by=request.user, **form.cleaned_data)
        except Conflict as other:
            return conflict(request, form, other.current, reverse("settings_kommune_edit", args=[key]))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Gespeichert. Neue Berichte nennen die Angaben ab sofort.")
            return redirect("settings_overview")
    context = {"form": form, "kommune": kommune, "estimates": kommune.estimates.order_by("-day")}
    return render(request, "spurwechsel/settings_kommune_edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_manages_settings
def settings_estimate_add(request: HttpRequest, key: str) -> HttpResponse:
    kommune = get_object_or_404(Kommune, key=key)
    form = EstimateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.add_estimate(kommune, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Der Schätzwert ist eingetragen.")
            return redirect("settings_kommune_edit", key)
    return render(request, "spurwechsel/settings_estimate_add.html", {"form": form, "kommune": kommune})


@require_POST
@_manages_settings
def settings_estimate_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    estimate = get_object_or_404(PotentialEstimate.objects.select_related("kommune"), pk=pk)
    try:
        services.withdraw_estimate(estimate, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, "Der Schätzwert ist entfernt.")
    return redirect("settings_kommune_edit", estimate.kommune.key)


@require_POST
@_manages_settings
def settings_barrier_done(request: HttpRequest, pk: int) -> HttpResponse:
    barrier = get_object_or_404(BarrierReport, pk=pk)
    try:
        services.finish_barrier(barrier, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, "Die Meldung ist als erledigt vermerkt.")
    return redirect("settings_overview")
