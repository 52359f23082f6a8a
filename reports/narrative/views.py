"""Writing the Sachbericht of a year beside its figures, and its PDF."""

from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from spurwechsel.conflict import Conflict, differences
from spurwechsel.pdf import PdfRefused, PdfUnavailable, render_pdf

from ..disclosure import protect
from ..exports import to_csv
from ..figures import MonthlyFigures
from ..issued_views import file_answer
from ..models import Foerderprogramm, IssuedReport, Sachbericht
from ..naming import people_named
from ..preparation import programme_on
from ..wording import Letterhead
from . import services
from .figures import last_day, of_the_year, year_figures
from .forms import COLUMNS, SachberichtForm
from .sheet import YearSheet, build_year_sheet

_coordinates = permission_required("reports.prepare", raise_exception=True)


class Opened(NamedTuple):
    """One year of the own Kommune; ``row`` is None where nothing is written yet."""

    kommune: Any
    year: int
    today: date
    figures: MonthlyFigures
    letterhead: Letterhead
    row: Sachbericht | None
    # The first day of the first Förderprogramm.
    began: date

    @property
    def values(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in COLUMNS} if self.row else {}

    @property
    def sheet(self) -> YearSheet:
        return build_year_sheet(
            self.figures, self.letterhead, self.values, began=self.began, today=self.today
        )


def _opened(request: HttpRequest, year: int) -> Opened:
    """Not found for a year that has not begun or has no programme."""
    user: Any = request.user
    today = timezone.localdate()
    try:
        last = last_day(user.kommune, year, today=today)
    except ValidationError as error:
        raise Http404(error.messages[0]) from error
    programme = programme_on(user.kommune, last)
    figures = protect(year_figures(user.kommune, last).without(programme.left_out), programme.cell_threshold)
    row = Sachbericht.objects.visible_to(user).filter(kommune=user.kommune, year=year).first()
    first = Foerderprogramm.objects.filter(kommune=user.kommune).order_by("valid_from")[0]
    letterhead = Letterhead.of(user.kommune, programme)
    return Opened(user.kommune, year, today, figures, letterhead, row, first.valid_from)


@_coordinates
@require_safe
def narrative_start(request: HttpRequest) -> HttpResponse:
    """Leads to the last year that is over, or to this one where there was no programme before."""
    user: Any = request.user
    this = timezone.localdate().year
    programmes = Foerderprogramm.objects.visible_to(user).filter(kommune=user.kommune)
    had_one = programmes.during(date(this - 1, 12, 31), date(this - 1, 12, 31)).exists()
    return redirect("narrative_edit", this - 1 if had_one else this)


@_coordinates
@require_http_methods(["GET", "HEAD", "POST"])
def narrative_edit(request: HttpRequest, year: int) -> HttpResponse:
    """Goals and texts, with the figures of the year and what the monthly reports said."""
    opened = _opened(request, year)
    form = SachberichtForm(
        request.POST if request.method == "POST" else None,
        initial=opened.values,
        version=opened.row.version if opened.row else 0,
    )
    if form.is_valid():
        try:
            services.save_sachbericht(
                opened.kommune,
                year,
                by=request.user,
                today=opened.today,
                version=form.cleaned_data["version"],
                fields=form.values,
            )
        except Conflict as conflict:
            return _conflict(request, form, conflict.current)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Sachbericht {year} gespeichert.")
            return redirect("narrative_edit", year)
    page = {
        "form": form,
        "year": year,
        "sheet": opened.sheet,
        "findings": people_named(form.shown_texts, user=request.user),
        "months": _told_by_month(request, opened),
        "has_row": opened.row is not None,
    }
    return render(request, "reports/narrative_edit.html", page)


def _told_by_month(request: HttpRequest, opened: Opened) -> list[IssuedReport]:
    """The newest edition of each month of the year that has text blocks, to write from."""
    reports = IssuedReport.objects.visible_to(request.user).without_files().filter(kommune=opened.kommune)
    newest = reports.filter(stichtag__year=opened.year, replaced_by__isnull=True).exclude(blocks_json={})
    return list(newest.order_by("stichtag"))


def _conflict(request: HttpRequest, form: SachberichtForm, current: Any) -> HttpResponse:
    rows = differences(form, current)
    form.renew_version(current.version)
    page = {"rows": rows, "form": form, "back_url": request.path, "saved": current}
    return render(request, "409.html", page, status=409)


@_coordinates
@require_safe
def narrative_pdf(request: HttpRequest, year: int) -> HttpResponse:
    """What is saved, printed with the figures of today."""
    opened = _opened(request, year)
    sheet = opened.sheet
    try:
        pdf = render_pdf(
            "reports/narrative_pdf.html",
            {"sheet": sheet},
            title=f"{sheet.letterhead.programme}: {sheet.title}, {sheet.letterhead.kommune}",
            author=sheet.letterhead.kommune,
            created=timezone.now(),
            csv=to_csv(of_the_year(opened.figures)),
        )
    except (PdfUnavailable, PdfRefused) as error:
        messages.error(request, str(error))
        return redirect("narrative_edit", year)
    return file_answer(pdf, "application/pdf", f"Spurwechsel_Sachbericht_{year}.pdf")
