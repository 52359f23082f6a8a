"""Open positions of employers: the list, one of them, entering, changing, closing, opening again."""

from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spurwechsel.formfields import address_without, chips_of

from .. import services
from ..forms import CloseVacancyForm, VacancyFilter, VacancyForm
from ..models import Vacancy
from ..vacancy_words import Position
from .access import FormPage, own_organisation, page_of, posted, settle

PER_PAGE = 50
# How long a position stays open unless the employer says otherwise.
USUAL_DAYS = 60
_CHIPS = ("suche", "beruf", "niveau", "zeit", "schein", "stand")
_RARE = ("zeit", "schein", "stand")


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def vacancy_list(request: HttpRequest) -> HttpResponse:
    """Search, filters, and one page of positions; those past their day fade."""
    today = timezone.localdate()
    found = VacancyFilter(request.GET, user=request.user, day=today)
    return render(request, "network/vacancies.html", {"listing": Listing(found, request.GET, today)})


class Listing:
    """Everything around the rows; links keep what is asked for and change one thing."""

    def __init__(self, found: VacancyFilter, query: QueryDict, day: date) -> None:
        self.found, self.form, self.query = found, found.form, query
        rows = found.vacancies.select_related("organisation")
        self.page_obj = Paginator(rows, PER_PAGE).get_page(found.value("seite") or 1)
        self.rows = [Position(each, day) for each in self.page_obj]

    @cached_property
    def chips(self) -> list[tuple[str, str]]:
        return chips_of(self.form, _CHIPS, self.found.value, self._without)

    def _without(self, name: str) -> str:
        return address_without(self.query, name, "vacancy_list")

    @property
    def caption(self) -> str:
        total = self.page_obj.paginator.count
        return "1 Stelle" if total == 1 else f"{total} Stellen, die bald ablaufenden zuerst"

    @property
    def more_filters_open(self) -> bool:
        """The rarely used filters are in sight while one of them is in force or in error."""
        return any(self.found.value(name) or name in self.form.errors for name in _RARE)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def vacancy_detail(request: HttpRequest, vacancy_id: int) -> HttpResponse:
    """Everything about a position; who was suggested for it stands with the cases."""
    rows = Vacancy.objects.visible_to(request.user).select_related("organisation__kommune", "contact")
    vacancy = get_object_or_404(rows, pk=vacancy_id)
    page = {
        "position": Position(vacancy, timezone.localdate()),
        "own": vacancy.organisation.kommune_id in request.user.kommune_ids,
    }
    return render(request, "network/vacancy_detail.html", page)


def own_vacancy(request: HttpRequest, vacancy_id: int) -> Vacancy:
    """The position, if the user may change it."""
    rows = Vacancy.objects.editable_by(request.user).select_related("organisation__kommune", "contact")
    return get_object_or_404(rows, pk=vacancy_id)


def _page(vacancy: Vacancy, title: str, **options: Any) -> FormPage:
    """A page one step below a position."""
    back = reverse("vacancy_detail", args=[vacancy.pk])
    way = [("Stellen", reverse("vacancy_list")), (vacancy.title, back)]
    return FormPage(title=title, way=way, back=back, **options)


@permission_required("network.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def vacancy_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new position of an organisation, open for two months unless somebody says otherwise."""
    organisation, today = own_organisation(request, pk), timezone.localdate()
    usual = {"valid_until": today + timedelta(days=USUAL_DAYS), "places": 1}
    return settle(
        request,
        VacancyForm(posted(request), organisation=organisation, today=today, initial=usual),
        page_of(organisation, "Stelle anlegen", submit="Anlegen", place="title"),
        lambda values: services.add_vacancy(organisation, by=request.user, **values),
        lambda row: f"Angelegt: {row}.",
        then=lambda row: reverse("vacancy_detail", args=[row.pk]),
    )


@permission_required("network.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def vacancy_edit(request: HttpRequest, vacancy_id: int) -> HttpResponse:
    """Every column of a position, its last day included."""
    vacancy, today = own_vacancy(request, vacancy_id), timezone.localdate()
    return settle(
        request,
        VacancyForm(posted(request), organisation=vacancy.organisation, row=vacancy, today=today),
        _page(vacancy, "Stelle bearbeiten", place="title"),
        lambda values: services.change_vacancy(vacancy, by=request.user, **values),
        lambda row: f"Gespeichert: {row}.",
    )


@permission_required("network.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def vacancy_close(request: HttpRequest, vacancy_id: int) -> HttpResponse:
    """Nobody is suggested for it any more; what is under way goes on."""
    vacancy = own_vacancy(request, vacancy_id)
    form = CloseVacancyForm(posted(request), row=vacancy)
    form.initial["closed_on"] = vacancy.closed_on or timezone.localdate()
    page = _page(
        vacancy,
        "Stelle schließen",
        submit="Schließen",
        lead="Danach wird niemand mehr für diese Stelle vorgeschlagen. Laufende Vermittlungen bleiben offen.",
        place="closed_because",
    )
    return settle(
        request,
        form,
        page,
        lambda values: services.close_vacancy(vacancy, by=request.user, **values),
        lambda row: f"Geschlossen: {row}.",
    )


@permission_required("network.edit", raise_exception=True)
@require_POST
def vacancy_reopen(request: HttpRequest, vacancy_id: int) -> HttpResponse:
    """Takes closing back with one click."""
    vacancy = own_vacancy(request, vacancy_id)
    try:
        services.reopen_vacancy(vacancy, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"Wieder geöffnet: {vacancy}.")
    return redirect("vacancy_detail", vacancy_id)
