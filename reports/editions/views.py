"""What was published, for readers, and publishing for the Koordination."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_safe

from clearing.day_forms.tasks import GoBack
from clearing.packets.forms import SeenForm
from spurwechsel.pdf import PdfRefused, PdfUnavailable

from ..edition_models import PublicEdition
from ..issued_views import file_answer
from . import services
from .files import edition_json
from .forms import PageForm, PublishForm
from .sheet import build_public_sheet, total_in_words

PAGE_SIZE = 40


@permission_required("reports.view_issued", raise_exception=True)
@require_safe
def edition_list(request: HttpRequest) -> HttpResponse:
    """Newest Stichtag first."""
    asked = PageForm(request.GET)
    editions = PublicEdition.objects.visible_to(request.user).without_files().select_related("kommune")
    page_obj = Paginator(editions, PAGE_SIZE).get_page(asked.number)
    rows = [{"edition": edition, "total": total_in_words(edition.figures)} for edition in page_obj]
    return render(request, "reports/edition_list.html", {"page_obj": page_obj, "rows": rows})


@permission_required("reports.issue", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def edition_add(request: HttpRequest) -> HttpResponse:
    """First the day, then what would be published, then, where that was looked at, publishes it."""
    seen = SeenForm(request.POST).digest
    form = PublishForm(request.POST if request.method == "POST" else request.GET or None)
    notice = ""
    if form.is_valid() and not GoBack(request.GET).is_valid():
        if request.method == "POST" and not seen:
            # So that the way back from the preview sends no form again.
            return redirect(f"{reverse('edition_add')}?{urlencode({'stichtag': form['stichtag'].value()})}")
        try:
            return _previewed(request, form, seen)
        except ValidationError as error:
            form.add_error("stichtag", error.messages)
        except (PdfUnavailable, PdfRefused) as error:
            notice = str(error)
    page = {"form": form, "notice": notice}
    return render(request, "reports/edition_add.html", page, status=503 if notice else 200)


def _previewed(request: HttpRequest, form: PublishForm, seen: str) -> HttpResponse:
    """The preview, or the edition where the preview was seen; also where somebody else published it."""
    user: Any = request.user
    stichtag, today = form.cleaned_data["stichtag"], timezone.localdate()
    notice = ""
    if seen:
        try:
            edition = services.publish(user.kommune, stichtag, by=user, today=today, seen=seen)
        except ValidationError as error:
            if getattr(error, "code", "") != "changed":
                raise
            notice = error.messages[0]
        else:
            messages.success(request, f"Veröffentlicht: {edition.number}.")
            return redirect("edition_detail", edition.kommune.key, stichtag)
    editions = PublicEdition.objects.visible_to(user).without_files()
    if stored := editions.filter(kommune=user.kommune, stichtag=stichtag).first():
        messages.info(request, f"Schon veröffentlicht: {stored.number}.")
        return redirect("edition_detail", user.kommune.key, stichtag)
    outlook = services.look_ahead(user.kommune, stichtag, by=user, today=today)
    page = {"form": form, "outlook": outlook, "sheet": outlook.sheet, "notice": notice}
    return render(request, "reports/edition_preview.html", page, status=409 if notice else 200)


def _edition(request: HttpRequest, kommune: str, stichtag: date) -> PublicEdition:
    editions = PublicEdition.objects.visible_to(request.user).select_related("kommune", "issued_by")
    return get_object_or_404(editions, kommune__key=kommune, stichtag=stichtag)


@permission_required("reports.view_issued", raise_exception=True)
@require_safe
def edition_detail(request: HttpRequest, kommune: str, stichtag: date) -> HttpResponse:
    """The numbers as published, and for those who publish what was coarsened and why."""
    edition = _edition(request, kommune, stichtag)
    sheet = build_public_sheet(
        edition.figures,
        edition.letterhead,
        number=edition.number,
        issued_on=localtime(edition.issued_at).date(),
    )
    return render(request, "reports/edition_detail.html", {"edition": edition, "sheet": sheet})


@permission_required("reports.view_issued", raise_exception=True)
@require_safe
def edition_pdf(request: HttpRequest, kommune: str, stichtag: date) -> HttpResponse:
    edition = _edition(request, kommune, stichtag)
    return file_answer(bytes(edition.pdf), "application/pdf", edition.file_name("pdf"))


@permission_required("reports.view_issued", raise_exception=True)
@require_safe
def edition_csv(request: HttpRequest, kommune: str, stichtag: date) -> HttpResponse:
    edition = _edition(request, kommune, stichtag)
    return file_answer(bytes(edition.csv), "text/csv; charset=utf-8", edition.file_name("csv"))


@permission_required("reports.view_issued", raise_exception=True)
@require_safe
def edition_json_file(request: HttpRequest, kommune: str, stichtag: date) -> HttpResponse:
    edition = _edition(request, kommune, stichtag)
    return file_answer(edition_json(edition.figures), "application/json", edition.file_name("json"))
