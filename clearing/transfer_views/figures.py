"""Figures of the network: how partners answer, and where an offer is missing."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..network_figures import Total, gaps, partner_figures
from ..transfer_forms import PeriodQuery


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def network_figures(request: HttpRequest) -> HttpResponse:
    """For whoever works with the cases of the Kommune; exact, and never exported."""
    form = PeriodQuery(request.GET)
    period = form.period(timezone.localdate())
    rows = partner_figures(request.user, period)
    page = {
        "form": form,
        "period": period,
        "rows": rows,
        "total": Total(rows),
        "gaps": gaps(request.user, period),
    }
    return render(request, "clearing/network_figures.html", page)
