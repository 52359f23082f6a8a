"""The way every form of the directory takes: its row, one form, one service, one sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from spurwechsel.conflict import Conflict, differences
from spurwechsel.formfields import SpurForm

from ..models import Organisation


@dataclass(frozen=True)
class FormPage:
    """A page with one form. `way` are label and address of the pages above it, from the directory down.

    `back` is where it leads afterwards; `place` is the field for refusals that belong to none.
    """

    title: str
    way: list[tuple[str, str]]
    back: str
    submit: str = "Speichern"
    lead: str = ""
    place: str = ""


def page_of(organisation: Organisation, title: str, **options: Any) -> FormPage:
    """A page one step below an organisation."""
    url = reverse("organisation_detail", args=[organisation.pk])
    return FormPage(title=title, way=[(organisation.name, url)], back=url, **options)


def own_organisation(request: HttpRequest, pk: int) -> Organisation:
    """The organisation, if the user may change it; what others share is there to be read only."""
    rows = Organisation.objects.editable_by(request.user).select_related("kommune")
    return get_object_or_404(rows, pk=pk)


def own_row(request: HttpRequest, model: type[Any], pk: int, row_id: int) -> Any:
    """A contact or an offer of this organisation, if the user may change it."""
    rows = model.objects.editable_by(request.user).select_related("organisation__kommune")
    return get_object_or_404(rows, pk=row_id, organisation_id=pk)


def posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def settle(
    request: HttpRequest,
    form: Any,
    page: FormPage,
    act: Callable[[dict[str, Any]], Any],
    done: Callable[[Any], str],
    *,
    stored: Callable[[Any], dict[str, Any]] | None = None,
    then: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Shows the form until the service takes what was typed; nothing typed is lost on the way there.

    `act` gets the values of the form, `done` says in a sentence what it returned, `stored` gives the values
    of a row that somebody else saved in between, if the form itself cannot; `then` leads on instead of back.
    """
    if form.is_valid():
        try:
            row = act(form.values() if hasattr(form, "values") else form.cleaned_data)
        except Conflict as conflict:
            return both_versions(
                request, form, conflict, (stored or form.stored)(conflict.current), page.back
            )
        except ValidationError as error:
            add_refusal(form, error, page.place)
        else:
            messages.success(request, done(row))
            return redirect(then(row) if then else page.back)
    return render(request, "network/form.html", {"page": page, "form": form})


def add_refusal(form: SpurForm, error: ValidationError, place: str = "") -> None:
    """Sentences of a service beside their fields; those of none at `place`, else above the form."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, sentences in by_field.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else place or None, sentence)


def both_versions(
    request: HttpRequest, form: SpurForm, conflict: Conflict, stored: dict[str, Any], back_url: str
) -> HttpResponse:
    """What is stored now beside what was typed; a second click saves the typed one."""
    rows = differences(form, SimpleNamespace(**stored))
    form.renew_version(conflict.current.version)
    return render(request, "409.html", {"rows": rows, "form": form, "back_url": back_url}, status=409)
