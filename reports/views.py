"""The list of reports and the check page before release."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from spurwechsel.conflict import Conflict, differences
from spurwechsel.german import format_day, format_month
from spurwechsel.pdf import PdfRefused, PdfUnavailable

from . import services
from .blocks import check_printable
from .forms import HighlightsForm, IssuedFilterForm, StichtagForm
from .issued_views import file_answer
from .models import IssuedReport, ReportDraft
from .naming import people_named
from .paper import print_sheet
from .preflight import preflight, unfinished
from .preparation import Preparation, last_complete_month, prepare

PAGE_SIZE = 40
_NAMED = (
    "Noch nicht freigegeben: Der Text nennt Teilnehmende. Sehen Sie unter „Prüfung“ nach und ändern Sie den "
    "Text. Ist jemand anderes gemeint, geben Sie den Bericht noch einmal frei."
)


@permission_required("reports.view_issued", raise_exception=True)
@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """What was released, newest first, and what is being prepared."""
    form = IssuedFilterForm(request.GET or None, user=request.user)
    chosen = form.cleaned_data if form.is_valid() else {}
    reports = IssuedReport.objects.visible_to(request.user).without_files().with_replaced()
    if chosen.get("jahr"):
        reports = reports.filter(stichtag__year=chosen["jahr"])
    if chosen.get("kommune"):
        reports = reports.filter(kommune__key=chosen["kommune"])
    next_month = format_month(last_complete_month(timezone.localdate()))
    pages = Paginator(reports.select_related("kommune"), PAGE_SIZE)
    page = {
        "form": form,
        "page_obj": pages.get_page(chosen.get("seite") or 1),
        "drafts": ReportDraft.objects.visible_to(request.user).select_related("saved_by"),
        "next_text": f"Der erste kann für {next_month} erstellt werden.",
        "shows_kommune": "kommune" in form.fields,
    }
    return render(request, "reports/report_list.html", page)


def _kommune(request: HttpRequest) -> Any:
    """Reports are prepared for the own Kommune only."""
    user: Any = request.user
    return user.kommune


@permission_required("reports.prepare", raise_exception=True)
@require_safe
def report_preview(request: HttpRequest) -> HttpResponse:
    """The check page: all numbers, the sums, what is kept secret and why, the text."""
    today = timezone.localdate()
    asked = StichtagForm(request.GET or None)
    day = asked.cleaned_data["stichtag"] if asked.is_valid() else None
    if asked.is_bound and not asked.is_valid():
        return _preview_without_figures(request, asked)
    try:
        prepared = prepare(_kommune(request), day or last_complete_month(today), today=today)
    except ValidationError as error:
        return _preview_without_figures(request, _refused(asked, error, today))
    form = HighlightsForm(
        initial={
            "highlights": prepared.highlights,
            **prepared.words.blocks,
            "stichtag": prepared.stichtag,
            "edition": prepared.version,
        },
        version=prepared.draft.version if prepared.draft else 0,
    )
    return _preview(request, prepared, form)


def _refused(asked: StichtagForm, error: ValidationError, today: date) -> StichtagForm:
    if not asked.is_bound:
        asked = StichtagForm({"stichtag": format_day(last_complete_month(today))})
    asked.add_error("stichtag", error.messages)
    return asked


def _preview_without_figures(request: HttpRequest, asked: StichtagForm) -> HttpResponse:
    return render(request, "reports/report_preview.html", {"form": asked, "day_form": asked})


def _preview(
    request: HttpRequest, prepared: Preparation, form: HighlightsForm, *, notice: str = "", status: int = 200
) -> HttpResponse:
    named = people_named(form.shown_texts.values(), user=request.user)
    form.mark_looked_at()
    # To another day of the month than the released one nothing can be released.
    early = () if prepared.rival else unfinished(prepared.stichtag, timezone.localdate())
    page = {
        "prepared": prepared,
        "findings": (*early, *preflight(prepared.exact, prepared.kommune, user=request.user), *named),
        "sheet": prepared.sheet(),
        "form": form,
        "day_form": StichtagForm(initial={"stichtag": prepared.stichtag}),
        "notice": notice,
    }
    return render(request, "reports/report_preview.html", page, status=status)


def _typed(request: HttpRequest) -> tuple[HighlightsForm, Preparation]:
    """The posted text and the report it is for; a page that is too old to tell is answered like a new one."""
    form = HighlightsForm(request.POST, version=0)
    form.is_valid()
    today = timezone.localdate()
    day = form.cleaned_data.get("stichtag") or last_complete_month(today)
    try:
        return form, prepare(_kommune(request), day, today=today)
    except ValidationError as error:
        raise Http404(error.messages[0]) from error


@permission_required("reports.prepare", raise_exception=True)
@require_POST
def report_save(request: HttpRequest) -> HttpResponse:
    """Keeps the edited text; a second person who saves sees both versions."""
    return _save(request, "Entwurf gespeichert", submit=False)


@permission_required("reports.prepare", raise_exception=True)
@require_POST
def report_submit(request: HttpRequest) -> HttpResponse:
    """Keeps the text and asks a second person to release it."""
    return _save(request, "Zur Freigabe vorgelegt", submit=True)


def _save(request: HttpRequest, done: str, *, submit: bool) -> HttpResponse:
    form, prepared = _typed(request)
    if not form.is_valid():
        return _preview(request, prepared, form)
    values = form.cleaned_data
    try:
        services.save_draft(
            _kommune(request),
            values["stichtag"],
            by=request.user,
            today=timezone.localdate(),
            highlights=values["highlights"],
            blocks=form.blocks,
            version=values["version"],
            submit=submit,
        )
    except Conflict as conflict:
        return _conflict(request, form, conflict.current)
    except ValidationError as error:
        _explain(form, error)
        return _preview(request, prepared, form)
    messages.success(request, f"{done}. Stichtag {format_day(values['stichtag'])}.")
    return redirect(_preview_url(values["stichtag"]))


def _conflict(request: HttpRequest, form: HighlightsForm, current: Any) -> HttpResponse:
    rows = differences(form, current)
    form.renew_version(current.version)
    page = {
        "form": form,
        "rows": rows,
        "back_url": _preview_url(current.stichtag),
        "saved": current,
    }
    return render(request, "409.html", page, status=409)


@permission_required("reports.issue", raise_exception=True)
@require_POST
def report_issue(request: HttpRequest) -> HttpResponse:
    """Releases the report; afterwards nobody can change it."""
    form, prepared = _typed(request)
    if not form.is_valid():
        return _preview(request, prepared, form)
    values = form.cleaned_data
    if not form.was_looked_at and people_named(form.shown_texts.values(), user=request.user):
        return _preview(request, prepared, form, notice=_NAMED)
    try:
        report = services.issue(
            _kommune(request),
            values["stichtag"],
            by=request.user,
            today=timezone.localdate(),
            highlights=values["highlights"],
            blocks=form.blocks,
            version=values["edition"],
        )
    except ValidationError as error:
        return _not_issued(request, prepared, form, error)
    except (PdfUnavailable, PdfRefused) as error:
        return _preview(request, prepared, form, notice=str(error), status=503)
    messages.success(
        request, f"Freigegeben: Monatsbericht {format_month(report.stichtag)}, Fassung {report.version}."
    )
    return redirect("report_detail", *_address(report))


def _not_issued(
    request: HttpRequest, prepared: Preparation, form: HighlightsForm, error: ValidationError
) -> HttpResponse:
    if getattr(error, "code", None) == "overtaken":
        form.renew_edition(prepared.version)
        return _preview(request, prepared, form, notice=error.messages[0], status=409)
    _explain(form, error)
    return _preview(request, prepared, form)


def _explain(form: HighlightsForm, error: ValidationError) -> None:
    if hasattr(error, "error_dict"):
        for name, problems in error.error_dict.items():
            form.add_error(name if name in form.fields else None, problems)
    else:
        form.add_error(None, error.messages)


@permission_required("reports.prepare", raise_exception=True)
@require_POST
def report_draft_pdf(request: HttpRequest) -> HttpResponse:
    """The PDF with the typed text, marked as a draft; nothing is saved."""
    form, prepared = _typed(request)
    if not form.is_valid():
        return _preview(request, prepared, form)
    try:
        check_printable({"highlights": form.words.highlights, **form.blocks})
        sheet = prepared.sheet(form.words)
        pdf = print_sheet(sheet, prepared.published, created=timezone.now())
    except ValidationError as error:
        _explain(form, error)
        return _preview(request, prepared, form)
    except (PdfUnavailable, PdfRefused) as error:
        return _preview(request, prepared, form, notice=str(error), status=503)
    name = f"Spurwechsel_Monatsbericht_{prepared.kommune.key}_{prepared.stichtag:%Y-%m-%d}_Entwurf.pdf"
    return file_answer(pdf, "application/pdf", name, inline=True)


def _preview_url(stichtag: date) -> str:
    return f"{reverse('report_preview')}?stichtag={stichtag:%d.%m.%Y}"


def _address(report: IssuedReport) -> tuple[Any, ...]:
    return report.kommune.key, report.stichtag, report.version
