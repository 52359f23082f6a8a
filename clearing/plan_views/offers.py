"""Which offers of the network fit a person for one need, with every reason for and against."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.matching import Fit, Match

from ..fitting import offers_for
from ..models import Need
from .access import visible_row

# Of each group so many at once; who sees so many offers needs the filters of the directory.
SHOWN = 20
HEADINGS = {
    Fit.PASST: "Passt",
    Fit.KNAPP: "Passt knapp nicht",
    Fit.PASST_NICHT: "Passt nicht",
}


class Group(NamedTuple):
    heading: str
    matches: list[Match]
    total: int
    # What does not fit is there to be looked up, not to be read.
    folded: bool

    @property
    def hidden(self) -> int:
        return self.total - len(self.matches)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def plan_need_offers(request: HttpRequest, case_number: str, need_id: int) -> HttpResponse:
    """Every hit and every miss explained; what is not known counts against nobody."""
    need = visible_row(request, Need, case_number, need_id)
    groups = _grouped(offers_for(need, request.user, timezone.localdate()))
    page = {"participant": need.participant, "need": need, "groups": groups}
    return render(request, "clearing/plan_need_offers.html", page)


def _grouped(matches: Iterable[Match]) -> list[Group]:
    by_fit: dict[Fit, list[Match]] = {fit: [] for fit in Fit}
    for each in matches:
        by_fit[each.fit].append(each)
    return [
        Group(HEADINGS[fit], found[:SHOWN], len(found), fit is Fit.PASST_NICHT)
        for fit, found in by_fit.items()
        if found
    ]
