"""The directory as a list: searching, filtering, pages, all of it in the address; and on paper."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from spurwechsel.formfields import address_without, chips_of

from ..choices import LEISTUNGEN
from ..forms import DirectoryFilter
from ..labels import group_labels, limit_of
from ..models import Organisation, Service

PER_PAGE = 50
# What goes on paper at once; more is a book that nobody reads.
PRINTED = 300
_CHIPS = (
    *("suche", "gruppe", "leistung", "bedarf", "sprache", "aufenthalt", "niveau", "stand", "von"),
    "abgelegt",
)
_RARE = ("leistung", "sprache", "aufenthalt", "niveau", "stand", "von", "abgelegt")


class Row(NamedTuple):
    """An organisation in the list; `owner` is named where it is another Kommune."""

    organisation: Organisation
    group: str
    owner: str
    services: list[tuple[Service, bool]]


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def network_overview(request: HttpRequest) -> HttpResponse:
    """Search, filters, and one page of organisations with what they offer."""
    return render(request, "network/directory.html", {"listing": _listing(request, PER_PAGE)})


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def directory_print(request: HttpRequest) -> HttpResponse:
    """The same selection with addresses and contacts, to be printed."""
    listing = _listing(request, PRINTED, "contacts")
    return render(request, "network/print.html", {"listing": listing, "today": timezone.localdate()})


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def network_groups(request: HttpRequest) -> HttpResponse:
    """The seven groups with what each of them does, under the names the Kommune uses."""
    labels = group_labels(request.user.kommune)
    groups = [(labels[group], services) for group, services in LEISTUNGEN.items()]
    return render(request, "network/groups.html", {"groups": groups})


def _listing(request: HttpRequest, per_page: int, *related: str) -> "Listing":
    kommune = request.user.kommune
    labels, limit = group_labels(kommune), limit_of(kommune, timezone.localdate())
    found = DirectoryFilter(request.GET, user=request.user, labels=labels, limit=limit)
    return Listing(found, request.GET, labels, per_page, related)


class Listing:
    """Everything around the rows; links keep what is asked for and change one thing."""

    def __init__(
        self,
        found: DirectoryFilter,
        query: QueryDict,
        labels: dict[str, str],
        per_page: int,
        related: Iterable[str] = (),
    ) -> None:
        self.form, self.query, self.labels = found, query, labels
        offers = Prefetch("services", found.services().order_by("kind", "name", "id"), to_attr="fitting")
        rows = found.organisations().select_related("kommune").prefetch_related(offers, *related)
        self.page_obj = Paginator(rows, per_page).get_page(found.value("seite") or 1)
        self.rows = [self._row(each, found.limit) for each in self.page_obj]

    def _row(self, row: Any, limit: date) -> Row:
        owner = "" if row.kommune_id in self.form.user.kommune_ids else row.kommune.name
        services = [(each, each.is_stale(limit)) for each in row.fitting]
        return Row(row, self.labels[row.group], owner, services)

    @property
    def chips(self) -> list[tuple[str, str]]:
        return chips_of(self.form, _CHIPS, self.form.value, self._without)

    def _without(self, name: str) -> str:
        return address_without(self.query, name, "network_overview")

    @property
    def caption(self) -> str:
        total = self.page_obj.paginator.count
        return "1 Organisation" if total == 1 else f"{total} Organisationen, sortiert nach Name"

    @property
    def more_filters_open(self) -> bool:
        """The rarely used filters are in sight while one of them is in force or in error."""
        return any(self.form.value(name) or name in self.form.errors for name in _RARE)
