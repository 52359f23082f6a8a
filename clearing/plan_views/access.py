"""The way every page of plan and work takes: its row, one form, one service, one sentence."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from participants.forms import add_refusal
from participants.models import Participant
from participants.views.access import both_versions
from spurwechsel.conflict import Conflict

from ..gates import Gate
from ..plan_forms.base import RowForm


@dataclass(frozen=True)
class FormPage:
    """A page with one form. `way` are label and address of the pages above it, from the plan down.

    `back` is where it leads afterwards; `places` says where refusals stand that belong to no field.
    """

    participant: Participant
    title: str
    way: list[tuple[str, str]]
    back: str
    submit: str = "Speichern"
    lead: str = ""
    gates: tuple[Gate, ...] = ()
    places: dict[str, str] = field(default_factory=dict)


def visible_case(request: HttpRequest, case_number: str) -> Participant:
    """The person with the number, if the user may see the case; otherwise there is no such page."""
    people = Participant.objects.visible_to(request.user).select_related("responsible", "kommune")
    return get_object_or_404(people, case_number=case_number)


def visible_row(request: HttpRequest, model: type[Any], case_number: str, pk: int, *related: str) -> Any:
    """A record of this case; `related` names what the page shows with it."""
    rows = model.objects.visible_to(request.user).select_related(
        "participant__kommune", "participant__responsible", *related
    )
    return get_object_or_404(rows, pk=pk, participant__case_number=case_number)


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def settle(
    request: HttpRequest,
    form: RowForm,
    page: FormPage,
    act: Callable[[dict[str, Any]], Any],
    done: Callable[[Any], str],
    *,
    undo: str = "",
) -> HttpResponse:
    """Shows the form until the service takes what was typed; nothing typed is lost on the way there.

    `act` gets the values of the form; `done` says in a sentence what it returned; `undo` is the address
    that takes it back.
    """
    if form.is_valid():
        try:
            row = act(form.values())
        except Conflict as conflict:
            return both_versions(request, form, conflict, form.stored(conflict.current), page.back)
        except ValidationError as error:
            add_refusal(form, error, **page.places)
        else:
            messages.success(request, done(row), extra_tags=f"undo:{undo}" if undo else "")
            return redirect(page.back)
    shown = {"participant": page.participant, "page": page, "form": form}
    return render(request, "clearing/plan_form.html", shown)
