"""The way every form of the daily work takes, with a person or without."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from participants.forms import add_refusal
from participants.models import Participant, PhaseChange
from participants.views.access import both_versions
from spurwechsel.conflict import Conflict

from ..models import Appointment
from ..plan_forms.base import RowForm

Way = list[tuple[str, str]]


@dataclass(frozen=True)
class DayPage:
    """A page with one form. `way` are label and address of the pages above it; `back` is where it leads.

    `places` says where refusals stand that belong to no field of the form.
    """

    title: str
    way: Way
    back: str
    submit: str = "Speichern"
    lead: str = ""
    participant: Participant | None = None
    places: dict[str, str] = field(default_factory=dict)

    @property
    def crumbs(self) -> list[tuple[str, str | None]]:
        return [*self.way, (self.title, None)]

    @property
    def tab_title(self) -> str:
        """What the browser shows and remembers: a case number, never a name."""
        return f"{self.participant.case_number}: {self.title}" if self.participant else self.title


def way_of_case(participant: Participant) -> Way:
    """From the list of people down to the appointments of one of them."""
    number = participant.case_number
    return [
        ("Teilnehmende", reverse("participant_list")),
        (number, reverse("participant_detail", args=[number])),
        ("Termine", reverse("appointment_list", args=[number])),
    ]


def complete(
    request: HttpRequest,
    form: RowForm,
    page: DayPage,
    act: Callable[[dict[str, Any]], Any],
    done: Callable[[Any], tuple[str, str]],
) -> HttpResponse:
    """Shows the form until the service takes what was typed; nothing typed is lost on the way there.

    `act` gets the values of the form; `done` makes of what it returned a sentence and the address that takes
    it back, which may be empty.
    """
    if form.is_valid():
        try:
            row = act(form.values())
        except Conflict as conflict:
            return both_versions(request, form, conflict, form.stored(conflict.current), page.back)
        except ValidationError as error:
            if hasattr(form, "offer"):
                form.offer(error)
            add_refusal(form, error, **page.places)
        else:
            sentence, undo = done(row)
            messages.success(request, sentence, extra_tags=f"undo:{undo}" if undo else "")
            return redirect(page.back)
    shown = {"participant": page.participant, "page": page, "form": form}
    return render(request, "clearing/day_form.html", shown)


def settled(
    request: HttpRequest, act: Callable[[], Any], sentence: str | Callable[[Any], str], *, undo: str = ""
) -> None:
    """For a button without a form: does it and says so, or says why not.

    `sentence` may be a function of what `act` returns.
    """
    try:
        done = act()
    except Conflict:
        messages.warning(request, "Inzwischen hat jemand anderes gespeichert. Prüfen Sie den neuen Stand.")
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        said = sentence if isinstance(sentence, str) else sentence(done)
        messages.success(request, said, extra_tags=f"undo:{undo}" if undo else "")


def settled_sentence(result: tuple[Appointment, PhaseChange | None]) -> str:
    """What became of an appointment, and of the status by it."""
    row, change = result
    sentence = f"{row}: {row.get_state_display()}."
    return f"{sentence} Der Status ist jetzt {change.get_phase_display()}." if change else sentence
