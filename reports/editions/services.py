"""Publishes editions, each once and for ever."""

import logging
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from participants.choices import EventKind
from participants.services import record_event
from participants.services.log import moment_of_recording
from spurwechsel.german import format_day

from ..edition_models import PublicEdition
from ..monthly import monthly_figures
from ..preparation import check_stichtag
from ..public_rules import PublicMethod
from ..publication import decide
from ..wording import Letterhead
from .files import edition_csv, print_edition
from .sheet import build_public_sheet
from .turnover import changes_since

logger = logging.getLogger(__name__)
NOT_ALLOWED = "Berichte dieser Kommune veröffentlicht ihre Koordination."


@transaction.atomic
def publish(kommune: Any, stichtag: date, *, by: Any | None, today: date) -> PublicEdition:
    """
    The edition for publication of that day: the stored one, or a new one through the gate.

    ``by`` is None where the command publishes. Raises ValidationError with the reason in German for a day
    before the last edition or outside any programme, PdfUnavailable, PdfRefused; nothing is stored then.
    """
    if by is not None and (not by.has_perm("reports.issue") or kommune.pk not in by.kommune_ids):
        raise ValidationError(NOT_ALLOWED, code="not_allowed")
    # One edition of a Kommune at a time; everybody else waits here.
    type(kommune).objects.select_for_update().get(pk=kommune.pk)
    earlier = list(PublicEdition.objects.filter(kommune=kommune).order_by("stichtag").defer("pdf", "csv"))
    stored: PublicEdition | None = next((each for each in earlier if each.stichtag == stichtag), None)
    if stored:
        return stored
    programme = check_stichtag(kommune, stichtag, today=today)
    _check_order(stichtag, earlier)
    _check_wanted(programme)
    edition = _build(kommune, programme, stichtag, earlier)
    edition.issued_by = by
    edition.full_clean()
    edition.save()
    if by is not None:
        summary = f"Veröffentlicht zum {format_day(stichtag)}: {edition.number}"
        record_event(EventKind.REPORT_ISSUED, by=by, kommune_id=kommune.pk, summary=summary)
    else:
        # The log of the house has a person in every line; this one goes into that of the server.
        logger.info("Mit dem Befehl monatsbericht veröffentlicht: %s", edition.number)
    return edition


def _check_order(stichtag: date, earlier: list[PublicEdition]) -> None:
    if earlier and stichtag < earlier[-1].stichtag:
        raise ValidationError(
            f"Die letzte Fassung zur Veröffentlichung gilt zum {format_day(earlier[-1].stichtag)}. Für einen "
            "früheren Stichtag wird keine mehr erstellt, weil der Vergleich Einzelne verraten könnte."
        )


def _check_wanted(programme: Any) -> None:
    if programme.public_method == PublicMethod.NONE:
        raise ValidationError(
            f"Unter dem Förderprogramm „{programme.name}“ werden keine Zahlen veröffentlicht. Ändern kann "
            "das die Fachadministration unter Förderprogramme."
        )


def _build(kommune: Any, programme: Any, stichtag: date, earlier: list[PublicEdition]) -> PublicEdition:
    now = moment_of_recording()
    exact = monthly_figures(kommune, stichtag)
    if errors := exact.sum_errors():
        raise ValidationError(errors)
    published = [edition.figures for edition in earlier]
    changes = changes_since(kommune, stichtag, earlier)
    decision = decide(exact, published, changes, programme.public_rules)
    figures, letterhead = decision.figures, Letterhead.of(kommune, programme)
    number = f"{kommune.case_prefix}-{stichtag:%Y-%m-%d}/V"
    sheet = build_public_sheet(figures, letterhead, number=number, issued_on=timezone.localdate(now))
    pdf = print_edition(sheet, figures, created=now)
    return PublicEdition(
        kommune=kommune,
        programme=programme,
        stichtag=stichtag,
        number=number,
        counted_on=figures.counted_on,
        counted_cutoff=now if figures.is_renewed else earlier[-1].counted_cutoff,
        figures_json=figures.to_json(),
        reasons_json=list(decision.reasons),
        letterhead_json=letterhead.to_json(),
        pdf=pdf,
        csv=edition_csv(figures),
        sha256=sha256(pdf).hexdigest(),
        issued_at=now,
    )
