"""Suggesting a position, one placement with its steps, and one form for each of them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from network.models import Vacancy
from network.vacancy_words import Position

from .. import services
from ..deletions import Deletion, deletion_of_placement
from ..models import Placement
from ..placement_catalogue import Vermittlungsstand, may_move
from ..placement_forms import ContractForm, EndForm, ReleaseForm, StepForm, SuggestForm, SuggestQuery
from ..plan_views.access import FormPage, posted, settle, visible_case, visible_row
from ..work_permission import work_hint
from .pages import list_page


class Step(NamedTuple):
    to: Vermittlungsstand
    form: type[Any]
    act: Callable[..., Placement]
    title: str
    lead: str


STEPS = {
    "freigeben": Step(
        Vermittlungsstand.FREIGEGEBEN,
        ReleaseForm,
        services.release_to_employer,
        "Name freigeben",
        "Die Person ist einverstanden, dass dieser Betrieb ihren Namen und die freigegebenen Angaben bekommt."
        " Das wird als Einwilligung in die Weitergabe festgehalten und kann widerrufen werden.",
    ),
    "vorstellen": Step(
        Vermittlungsstand.VORGESTELLT,
        StepForm,
        services.introduce,
        "Im Betrieb vorgestellt",
        "Der Betrieb hat das Vorstellungsblatt bekommen. Festgehalten wird, welche Angaben darauf standen.",
    ),
    "probearbeit": Step(
        Vermittlungsstand.PROBEARBEIT,
        StepForm,
        services.start_trial,
        "Probearbeit beginnt",
        "Klären Sie vorher, ob auch die Probearbeit eine Erlaubnis braucht.",
    ),
    "vertrag": Step(
        Vermittlungsstand.VERTRAG,
        ContractForm,
        services.conclude,
        "Vertrag eintragen",
        "Die Arbeit steht danach auch unter „Arbeit“ und zählt im Bericht.",
    ),
    "beenden": Step(
        Vermittlungsstand.BEENDET,
        EndForm,
        services.end_placement,
        "Vermittlung beenden",
        "Die Stelle bleibt davon unberührt.",
    ),
}


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def placement_suggest(request: HttpRequest, case_number: str) -> HttpResponse:
    """A position for a person, chosen already as far as ?stelle=… says; one past its day is refused aloud."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    seen = Vacancy.objects.visible_to(request.user)
    asked = SuggestQuery(request.GET, seen=seen).vacancy
    offered = seen.open_on(today) | seen.filter(pk=asked.pk) if asked else seen.open_on(today)
    form = SuggestForm(posted(request), offered=offered, today=today, initial={"vacancy": asked})
    page = list_page(
        participant,
        "Stelle vorschlagen",
        submit="Vorschlagen",
        lead="Der Betrieb erfährt davon noch nichts.",
        places={"otherwise": "vacancy"},
    )

    def act(values: dict[str, Any]) -> Placement:
        return services.suggest_vacancy(participant, by=request.user, **values)

    return settle(request, form, page, act, lambda row: f"Vorgeschlagen: {row.vacancy}.")


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def placement_step(request: HttpRequest, case_number: str, placement_id: int, step: str) -> HttpResponse:
    """The form of one step; one that is not the next is refused by the service."""
    row = visible_row(request, Placement, case_number, placement_id, "vacancy__organisation")
    chosen = STEPS[step]
    form = chosen.form(posted(request), row=row, today=timezone.localdate())
    return settle(
        request,
        form,
        _page(row, chosen),
        lambda values: chosen.act(row, by=request.user, **values),
        lambda moved: f"{moved}: {moved.get_state_display()}.",
    )


def _page(row: Placement, step: Step) -> FormPage:
    case = row.participant.case_number
    back = reverse("placement_detail", args=[case, row.pk])
    way = [("Vermittlung", reverse("placement_list", args=[case])), (str(row.vacancy), back)]
    lead = f"{row.vacancy}, {row.vacancy.organisation}. {step.lead}"
    return FormPage(row.participant, step.title, way, back, lead=lead, places={"otherwise": "on"})


class Hints(NamedTuple):
    """What to think of before the next step."""

    work: str
    is_full: bool
    deletion: Deletion | None


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def placement_detail(request: HttpRequest, case_number: str, placement_id: int) -> HttpResponse:
    """One placement: its steps, what comes next, and whether the employer may know the name."""
    related = ("vacancy__organisation", "vacancy__contact")
    row, today = visible_row(request, Placement, case_number, placement_id, *related), timezone.localdate()
    named = services.name_may_go(row, today)
    page = {
        "participant": row.participant,
        "placement": row,
        "position": Position(row.vacancy, today),
        "further": [(step, each.title) for step, each in STEPS.items() if may_move(row.state, each.to)],
        "named": named,
        "hints": Hints(
            work=work_hint(row.participant, today) if row.is_open else "",
            is_full=row.is_open and services.no_place_left(row.vacancy),
            deletion=deletion_of_placement(row, holds=named),
        ),
    }
    return render(request, "clearing/placement_detail.html", page)
