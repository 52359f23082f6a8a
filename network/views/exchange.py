"""The directory as a table: saving it, and reading one in."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from .. import services
from ..forms import ImportForm
from ..forms.exchange import TYPE
from ..labels import group_labels
from ..models import Organisation
from ..services.imports import Imported
from ..sheet import tables_of
from ..workbook import read_tables, write_tables

# More are told as a number: who reads so many has to look into the file anyway.
SHOWN = 100


@permission_required("network.manage", raise_exception=True)
@require_safe
def directory_export(request: HttpRequest) -> HttpResponse:
    """The own organisations that are not laid aside, as they can be read in again."""
    kommune = request.user.kommune
    own = Organisation.objects.visible_to(request.user).filter(kommune=kommune, active=True)
    rows = own.prefetch_related("services", "contacts")
    content = write_tables(tables_of(rows, group_labels(kommune)))
    response = HttpResponse(content, content_type=TYPE)
    name = f"Spurwechsel_Netzwerk_{timezone.localdate():%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@permission_required("network.manage", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def directory_import(request: HttpRequest) -> HttpResponse:
    """Checks a table or enters all of it; with one wrong row nothing is entered."""
    sent = request.method == "POST"
    form = ImportForm(request.POST if sent else None, request.FILES if sent else None)
    result = _read(request, form) if form.is_valid() else None
    if result is not None and not result.errors and "pruefen" not in request.POST:
        messages.success(request, f"Eingelesen. {result.summary}.")
        return redirect("network_overview")
    page = {"form": form, "result": result}
    if result is not None:
        page |= {"errors": result.errors[:SHOWN], "hidden": max(len(result.errors) - SHOWN, 0)}
    return render(request, "network/import.html", page)


def _read(request: HttpRequest, form: ImportForm) -> Imported | None:
    try:
        return services.import_directory(
            request.user.kommune,
            read_tables(form.cleaned_data["datei"].read()),
            by=request.user,
            on=timezone.localdate(),
            only_check="pruefen" in request.POST,
        )
    except ValidationError as error:
        form.add_error("datei", error)
        return None
