"""Publishes editions, each once and for ever."""

import json
from dataclasses import dataclass
from datetime import date, datetime
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
from ..publication import Decision, decide
from ..wording import Letterhead
from .files import edition_csv, print_edition
from .sheet import PublicSheet, build_public_sheet
from .turnover import changes_since

NOT_ALLOWED = "Berichte dieser Kommune veröffentlicht ihre Koordination."


CHANGED = (
    "Noch nicht veröffentlicht: Die Zahlen haben sich geändert, seit Sie sie angesehen haben. Prüfen Sie sie "
    "noch einmal."
)


@dataclass(frozen=True)
class Outlook:
    """What would be published: as it was known at ``moment``, and what the gate says of it."""

    kommune: Any
    programme: Any
    moment: datetime
    decision: Decision

    @property
    def reasons(self) -> tuple[str, ...]:
        return self.decision.reasons

    @property
    def letterhead(self) -> Letterhead:
        return Letterhead.of(self.kommune, self.programme)

    @property
    def number(self) -> str:
        return f"{self.kommune.case_prefix}-{self.decision.figures.stichtag:%Y-%m-%d}/V"

    @property
    def sheet(self) -> PublicSheet:
        return build_public_sheet(
            self.decision.figures,
            self.letterhead,
            number=self.number,
            issued_on=timezone.localdate(self.moment),
        )

    @property
    def digest(self) -> str:
        """Tells whether what was looked at is what is published."""
        shown = [self.decision.figures.to_json(), self.letterhead.to_json(), self.reasons]
        return sha256(json.dumps(shown, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def look_ahead(kommune: Any, stichtag: date, *, by: Any, today: date) -> Outlook:
    """What ``publish`` would store now; stores nothing. Raises ValidationError where that does."""
    _check_right(kommune, by)
    return _decided(kommune, stichtag, _published(kommune), today)


@transaction.atomic
def publish(
    kommune: Any, stichtag: date, *, by: Any | None, today: date, seen: str | None = None
) -> PublicEdition:
    """
    The edition for publication of that day: the stored one, or a new one through the gate.

    ``by`` is None where the command publishes and names nobody. ``seen`` is the digest of what was looked at
    before; with the code "changed" it is refused where something else would be published. Raises
    ValidationError with the reason in German for a day before the last edition or outside any programme,
    PdfUnavailable, PdfRefused; nothing is stored then.
    """
    if by is not None:
        _check_right(kommune, by)
    # One edition of a Kommune at a time; everybody else waits here.
    type(kommune).objects.select_for_update().get(pk=kommune.pk)
    earlier = _published(kommune)
    stored: PublicEdition | None = next((each for each in earlier if each.stichtag == stichtag), None)
    if stored:
        return stored
    outlook = _decided(kommune, stichtag, earlier, today)
    if seen is not None and seen != outlook.digest:
        raise ValidationError(CHANGED, code="changed")
    edition = _printed(outlook, earlier)
    edition.issued_by = by
    edition.full_clean()
    edition.save()
    _tell(edition, by)
    return edition


def _check_right(kommune: Any, by: Any) -> None:
    if not by.has_perm("reports.issue") or kommune.pk not in by.kommune_ids:
        raise ValidationError(NOT_ALLOWED, code="not_allowed")


def _published(kommune: Any) -> list[PublicEdition]:
    """Oldest Stichtag first."""
    return list(PublicEdition.objects.filter(kommune=kommune).order_by("stichtag").without_files())


def _tell(edition: PublicEdition, by: Any | None) -> None:
    how = "" if by else " mit dem Befehl monatsbericht"
    summary = f"Veröffentlicht zum {format_day(edition.stichtag)}{how}: {edition.number}"
    record_event(EventKind.REPORT_ISSUED, by=by, kommune_id=edition.kommune_id, summary=summary)


def _decided(kommune: Any, stichtag: date, earlier: list[PublicEdition], today: date) -> Outlook:
    programme = check_stichtag(kommune, stichtag, today=today)
    _check_order(stichtag, earlier)
    _check_wanted(programme)
    now = moment_of_recording()
    exact = monthly_figures(kommune, stichtag)
    if errors := exact.sum_errors():
        raise ValidationError(errors)
    published = [edition.figures for edition in earlier]
    changes = changes_since(kommune, stichtag, earlier)
    return Outlook(kommune, programme, now, decide(exact, published, changes, programme.public_rules))


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


def _printed(outlook: Outlook, earlier: list[PublicEdition]) -> PublicEdition:
    figures, moment = outlook.decision.figures, outlook.moment
    pdf = print_edition(outlook.sheet, figures, created=moment)
    return PublicEdition(
        kommune=outlook.kommune,
        programme=outlook.programme,
        stichtag=figures.stichtag,
        number=outlook.number,
        counted_on=figures.counted_on,
        counted_cutoff=moment if figures.is_renewed else earlier[-1].counted_cutoff,
        figures_json=figures.to_json(),
        reasons_json=list(outlook.reasons),
        letterhead_json=outlook.letterhead.to_json(),
        pdf=pdf,
        csv=edition_csv(figures),
        sha256=sha256(pdf).hexdigest(),
        issued_at=moment,
    )
