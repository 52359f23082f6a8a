"""Saves drafts, releases reports for ever, and keeps the list of programmes."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from participants.choices import EventKind
from participants.rules.version import RULE_VERSION
from participants.services import record_event
from participants.services.changes import changes_between, snapshot
from participants.services.log import moment_of_recording
from spurwechsel.conflict import check_version
from spurwechsel.german import format_day, format_month

from .blocks import check_printable, check_texts, filled
from .exports import to_csv
from .models import Foerderprogramm, IssuedReport, PublicEdition, ReportDraft
from .naming import refuse_case_numbers
from .paper import print_sheet
from .preparation import Preparation, check_stichtag, prepare
from .public_rules import check_not_looser
from .wording import Words

NOT_ALLOWED = "Berichte dieser Kommune bereitet ihre Koordination vor."
# What a programme prints, which may be corrected at any time; released reports keep what they say.
WORDING = ("name", "subtitle", "addressee", "funder_line", "logo_text", "funding_code")
# What decides which reports a programme has and what they show.
_FIXED_BY_REPORTS = ("kommune", "valid_from", "cell_threshold", "protection")


@transaction.atomic
def save_draft(
    kommune: Any,
    stichtag: date,
    *,
    by: Any,
    today: date,
    highlights: str,
    blocks: Mapping[str, str] | None = None,
    version: int = 0,
    submit: bool = False,
) -> ReportDraft:
    """
    Keeps the edited texts of a report; ``version`` is that of the draft as it was opened, 0 for none.

    ``blocks`` are the text blocks by their key (see ``blocks``); None leaves them as they are.
    With ``submit`` it waits for a second person; saved without, it no longer does.
    Raises Conflict if somebody else saved in between, ValidationError where there can be no report.
    """
    _check_right(by, kommune, "reports.prepare")
    _lock(kommune)
    check_stichtag(kommune, stichtag, today=today)
    _check_words(Words(highlights, blocks or {}))
    draft = ReportDraft.objects.filter(kommune=kommune, stichtag=stichtag).first()
    if draft is None:
        draft = ReportDraft(kommune=kommune, stichtag=stichtag, version=0)
    else:
        check_version(draft, version)
    draft.highlights, draft.saved_by = highlights, by
    for key, text in (blocks or {}).items():
        setattr(draft, key, text)
    draft.submitted_at = moment_of_recording() if submit else None
    draft.version += 1
    draft.full_clean()
    draft.save()
    return draft


@transaction.atomic
def issue(
    kommune: Any,
    stichtag: date,
    *,
    by: Any,
    today: date | None = None,
    highlights: str | None = None,
    blocks: Mapping[str, str] | None = None,
    version: int | None = None,
    printer: Callable[..., bytes] | None = None,
    cutoff: datetime | None = None,
) -> IssuedReport:
    """
    Releases a report: counts, protects, prints and freezes it in one transaction.

    ``highlights`` defaults to the draft or the text by rule, ``blocks`` to the draft or the newest edition;
    ``version`` is the edition the page offered.
    ``printer`` and ``cutoff`` are for the demonstration, which prints and counts later (see ``printing``).
    Raises ValidationError with the reason in German, PdfUnavailable, PdfRefused; nothing is stored then.
    """
    _check_right(by, kommune, "reports.issue")
    _lock(kommune)
    now = moment_of_recording()
    prepared = prepare(kommune, stichtag, today=today or timezone.localdate(now), cutoff=cutoff)
    words = Words(
        prepared.highlights if highlights is None else highlights,
        filled(prepared.words.blocks if blocks is None else blocks),
    )
    _check_release(prepared, words, version)
    _check_second_person(prepared, words, by)
    sheet = prepared.sheet(words, timezone.localdate(now))
    report = _frozen(
        prepared, words, by, now, (printer or print_sheet)(sheet, prepared.published, created=now)
    )
    report.full_clean(exclude=["pdf"])
    report.save()
    ReportDraft.objects.filter(kommune=kommune, stichtag=stichtag).delete()
    _record_release(report, by)
    return report


def _frozen(prepared: Preparation, words: Words, by: Any, now: datetime, pdf: bytes) -> IssuedReport:
    return IssuedReport(
        kommune=prepared.kommune,
        programme=prepared.programme,
        stichtag=prepared.stichtag,
        version=prepared.version,
        replaces=prepared.latest,
        number=prepared.number,
        figures_json=prepared.published.to_json(),
        highlights=words.highlights,
        blocks_json=dict(words.blocks),
        letterhead_json=prepared.letterhead.to_json(),
        changes_json=[asdict(change) for change in prepared.changes],
        pdf=pdf,
        csv=to_csv(prepared.published),
        sha256=sha256(pdf).hexdigest(),
        recorded_cutoff=now,
        rule_version=RULE_VERSION,
        issued_at=now,
        issued_by=by,
        prepared_by=prepared.submitted_by,
    )


def _check_release(prepared: Preparation, words: Words, version: int | None) -> None:
    latest = prepared.latest
    if version is not None and version != prepared.version:
        raise ValidationError(_overtaken(latest), code="overtaken")
    if prepared.errors:
        raise ValidationError(prepared.errors)
    _check_words(words)
    refuse_case_numbers({"highlights": words.highlights, **words.blocks})
    if latest and not prepared.changes and not prepared.rewordings(words):
        raise ValidationError(
            f"Seit {latest.title} hat sich nichts geändert. Eine neue Fassung wäre dieselbe."
        )


def _check_second_person(prepared: Preparation, words: Words, by: Any) -> None:
    """Of two people the first answers for the text, the second for the release."""
    if not prepared.kommune.four_eyes:
        return
    first = prepared.submitted_by
    if first is None:
        raise ValidationError(
            "Hier gibt eine zweite Person frei. Legen Sie den Bericht zuerst zur Freigabe vor."
        )
    if first == by:
        raise ValidationError(
            "Diesen Bericht haben Sie selbst vorgelegt. Freigeben kann ihn nur eine zweite Person."
        )
    if words.lines != prepared.words.lines:
        raise ValidationError(
            f"Der Text ist ein anderer als der, den {first.name} vorgelegt hat. "
            "Legen Sie ihn neu vor; dann gibt ihn eine andere Person frei."
        )


def _overtaken(latest: IssuedReport | None) -> str:
    if latest is None:
        return "Diese Seite ist veraltet. Öffnen Sie sie neu und prüfen Sie die Zahlen noch einmal."
    return (
        f"Inzwischen hat {latest.issued_by.name} {latest.title} freigegeben. "
        "Prüfen Sie die Zahlen noch einmal, bevor Sie eine weitere Fassung freigeben."
    )


def _check_words(words: Words) -> None:
    if not words.highlights.strip():
        raise ValidationError(
            {"highlights": "Schreiben Sie in zwei bis fünf Sätzen, was am wichtigsten ist."}
        )
    check_texts({"highlights": words.highlights, **words.blocks})


def _record_release(report: IssuedReport, by: Any) -> None:
    record_event(
        EventKind.REPORT_ISSUED,
        by=by,
        kommune_id=report.kommune_id,
        summary=f"Monatsbericht {format_month(report.stichtag)} freigegeben: {report.number}",
    )


@transaction.atomic
def add_programme(kommune: Any, *, by: Any, **fields: Any) -> Foerderprogramm:
    """Names who pays and who is addressed from a day on. Raises ValidationError keyed to the field."""
    _lock(kommune)
    programme = Foerderprogramm(kommune=kommune, **fields)
    _check_programme(programme)
    programme.save()
    _record_setting(programme, by, f"Förderprogramm angelegt: {programme}")
    return programme


@transaction.atomic
def change_programme(programme: Foerderprogramm, *, by: Any, version: int, **fields: Any) -> Foerderprogramm:
    """
    Changes a programme. Once a report was released under it, only its wording and its end may change.

    The end never moves before the last Stichtag that was reported. Raises Conflict, and ValidationError
    keyed to the field.
    """
    _lock(programme.kommune)
    row: Foerderprogramm = Foerderprogramm.objects.select_for_update().get(pk=programme.pk)
    check_version(row, version)
    before = snapshot(row, fields)
    fixed, rules = snapshot(row, _FIXED_BY_REPORTS), row.public_rules
    for name, value in fields.items():
        setattr(row, name, value)
    _check_history(row, fixed)
    if PublicEdition.objects.filter(programme=row).exists():
        check_not_looser(rules, row.public_rules)
    _check_programme(row)
    changes = changes_between(row, before)
    if changes:
        row.version += 1
        row.save()
        _record_setting(row, by, f"Förderprogramm geändert: {row}", changes)
    return row


def _check_programme(row: Foerderprogramm) -> None:
    row.full_clean(validate_constraints=False)
    check_printable({name: getattr(row, name) for name in WORDING})
    _check_free(row)
    row.validate_constraints()


def _check_free(row: Foerderprogramm) -> None:
    """The constraint refuses an overlap too, but cannot say with what."""
    others = Foerderprogramm.objects.filter(kommune=row.kommune_id).exclude(pk=row.pk)
    rival = others.during(row.valid_from, row.valid_until or date.max).order_by("valid_from").first()
    if rival is None:
        return
    days = f"ab {format_day(rival.valid_from)}"
    if rival.valid_until:
        days = f"vom {format_day(rival.valid_from)} bis {format_day(rival.valid_until)}"
    wrong = "valid_from" if rival.valid_from <= row.valid_from else "valid_until"
    raise ValidationError(
        {
            wrong: f"Für {row.kommune.name} gilt {days} schon „{rival.name}“: "
            "Beenden Sie es zuerst oder wählen Sie andere Tage."
        }
    )


def _check_history(row: Foerderprogramm, fixed: dict[str, str]) -> None:
    last = IssuedReport.objects.filter(programme=row).order_by("stichtag").only("stichtag").last()
    if last is None:
        return
    refused = {
        name: f"Hier bleibt „{fixed[name]}“, "
        "weil unter diesem Förderprogramm schon Berichte freigegeben sind."
        for name, value in snapshot(row, fixed).items()
        if value != fixed[name]
    }
    if row.valid_until and row.valid_until < last.stichtag:
        refused["valid_until"] = (
            f"Das Ende darf nicht vor dem {format_day(last.stichtag)} liegen, "
            "weil zu diesem Stichtag schon ein Bericht freigegeben ist."
        )
    if refused:
        raise ValidationError(refused)


def _record_setting(
    programme: Foerderprogramm, by: Any, summary: str, changes: dict[str, list[str]] | None = None
) -> None:
    record_event(
        EventKind.SETTINGS_CHANGED, by=by, kommune_id=programme.kommune_id, summary=summary, changes=changes
    )


def _check_right(by: Any, kommune: Any, permission: str) -> None:
    if not by.has_perm(permission) or kommune.pk not in by.kommune_ids:
        raise ValidationError(NOT_ALLOWED, code="not_allowed")


def _lock(kommune: Any) -> None:
    """One release or draft of a Kommune at a time; everybody else waits here."""
    type(kommune).objects.select_for_update().get(pk=kommune.pk)
