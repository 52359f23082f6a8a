"""Positions for a person, people for a position, the released profile."""

from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from network.models import Vacancy
from network.vacancy_words import Position
from participants.choices import Zweck
from participants.consents import allows
from participants.models import Participant

from .. import services
from ..models import Placement, PlacementProfile
from ..placement_catalogue import Profilangabe
from ..placement_forms import ProfileForm
from ..placement_matches import people_for, vacancies_for, with_places_left
from ..placement_profiles import recorded_of
from ..plan_views.access import FormPage, posted, settle, visible_case
from ..work_permission import work_hint


class ProfileView:
    """What is known for the Vermittlung, and what of it is released on the day."""

    def __init__(self, participant: Participant, day: date) -> None:
        self.row: PlacementProfile | None = participant.placementprofiles.first()
        self.words = recorded_of(participant, day).words(day)
        self.consents = allows(participant, Zweck.VERMITTLUNG, day)

    @cached_property
    def released(self) -> list[tuple[str, str]]:
        if not self.row or not self.consents:
            return []
        return [
            (capfirst(item.label), self.words.get(item, "nicht mehr bekannt"))
            for item in Profilangabe
            if item in self.row.items
        ]

    @cached_property
    def kept_back(self) -> list[str]:
        """Known, but not released."""
        held = self.row.items if self.row and self.consents else []
        return [item.label for item in Profilangabe if item in self.words and item not in held]


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def placement_list(request: HttpRequest, case_number: str) -> HttpResponse:
    """The released profile, the placements so far, and the open positions with every reason."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    page = {
        "participant": participant,
        "today": today,
        "profile": ProfileView(participant, today),
        "placements": participant.placements.select_related("vacancy__organisation"),
        "groups": vacancies_for(participant, request.user, today),
        "work": work_hint(participant, today),
    }
    return render(request, "clearing/placement_list.html", page)


def list_page(participant: Participant, title: str, **options: Any) -> FormPage:
    """A page one step below the Vermittlung of a case."""
    url = reverse("placement_list", args=[participant.case_number])
    options.setdefault("back", url)
    return FormPage(participant=participant, title=title, way=[("Vermittlung", url)], **options)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def placement_profile(request: HttpRequest, case_number: str) -> HttpResponse:
    """One tick for each item; the consent in the Vermittlung comes with the first of them."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    known = ProfileView(participant, today)
    form = ProfileForm(
        posted(request),
        participant=participant,
        words=known.words,
        asks_consent=not known.consents,
        row=known.row,
        today=today,
    )
    page = list_page(
        participant,
        "Profil freigeben",
        lead="Die Angaben stammen aus dem Clearing. Ein Betrieb sieht sie ohne Namen; den Namen gibt die"
        " Person später für jeden Betrieb einzeln frei.",
        places={"otherwise": "released_on"},
    )

    def act(values: dict[str, Any]) -> PlacementProfile:
        return services.release_profile(participant, by=request.user, **values)

    return settle(request, form, page, act, lambda row: f"Gespeichert: {row}.")


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def vacancy_people(request: HttpRequest, vacancy_id: int) -> HttpResponse:
    """Who of the own cases fits a position, with every reason; what is not known counts against nobody."""
    rows = Vacancy.objects.visible_to(request.user).select_related("organisation")
    vacancy, today = get_object_or_404(rows, pk=vacancy_id), timezone.localdate()
    mine = Placement.objects.visible_to(request.user).filter(vacancy=vacancy)
    page = {
        "position": Position(vacancy, today),
        "groups": people_for(vacancy, request.user, today),
        "placements": mine.select_related("participant"),
        "is_full": not with_places_left(Vacancy.objects.filter(pk=vacancy.pk)).exists(),
    }
    return render(request, "clearing/placement_people.html", page)
