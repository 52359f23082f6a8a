"""What goes along with a person: frozen into plain values, shown in words, read back."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from participants.models import (
    EducationProfile,
    Employment,
    LanguageProfile,
    LifeProfile,
    PapersProfile,
    Participant,
    ResidenceStatus,
    Training,
    WishProfile,
)
from participants.services import columns_of
from participants.services.changes import in_words

from ..models import CertificateGained, Need
from .catalogue import ALWAYS, Paketteil

Content = dict[str, list[dict[str, Any]]]

PERSON = (
    *("family_name", "given_name", "single_name", "birth_date", "birth_precision", "gender", "nationality"),
    *("language", "needs_interpreting", "phone", "entry_date", "entry_precision"),
)
# Who wrote it when belongs to the Kommune that wrote it.
_FRAME = ("id", "participant", "measure", "recorded_at", "recorded_by", "version")


def _columns(model: type[models.Model]) -> tuple[str, ...]:
    """All that a row says, also what is added to it one day; without its frame and its withdrawal."""
    names = (field.name for field in model._meta.concrete_fields)
    return tuple(name for name in names if name not in _FRAME and not name.startswith("withdrawn_"))


@dataclass(frozen=True)
class Source:
    """Rows of one model and their columns; `key` names them in the frozen content."""

    key: str
    section: Paketteil
    model: type[models.Model]
    columns: tuple[str, ...]
    rows: Callable[[Participant, date], Iterable[models.Model]]


def _profile(key: str, kind: type[Any], section: Paketteil = Paketteil.PROFIL) -> Source:
    """The latest statement without its note: notes are written for those who work with the person now."""
    texts = {field.name for field in kind._meta.concrete_fields if isinstance(field, models.TextField)}
    columns = tuple(name for name in columns_of(kind) if name not in texts)

    def rows(participant: Participant, day: date) -> Iterable[models.Model]:
        newest: Iterable[models.Model] = kind.objects.filter(participant=participant).latest_on(day)[:1]
        return newest

    return Source(key, section, kind, ("stated_on", *columns), rows)


# In the order in which they are taken over: a certificate before the statement that knows it.
SOURCES = (
    Source("person", Paketteil.STAMMDATEN, Participant, PERSON, lambda person, day: [person]),
    Source(
        "residence",
        Paketteil.PAPIERE,
        ResidenceStatus,
        (
            "kind",
            "duldungsart",
            "work_note",
            "valid_from",
            "begin_unknown",
            "valid_until",
            "document_seen_on",
        ),
        lambda person, day: person.residence.in_force().order_by("valid_from", "id"),
    ),
    _profile("papers", PapersProfile, Paketteil.PAPIERE),
    Source(
        "jobs",
        Paketteil.ARBEIT,
        Employment,
        _columns(Employment),
        lambda person, day: person.employments.in_force().order_by("valid_from", "id"),
    ),
    Source(
        "trainings",
        Paketteil.ARBEIT,
        Training,
        _columns(Training),
        lambda person, day: person.trainings.in_force().order_by("valid_from", "id"),
    ),
    Source(
        "certificates",
        Paketteil.NACHWEISE,
        CertificateGained,
        _columns(CertificateGained),
        lambda person, day: person.certificategaineds.in_force().order_by("gained_on", "id"),
    ),
    _profile("language", LanguageProfile),
    _profile("education", EducationProfile),
    _profile("life", LifeProfile),
    _profile("wishes", WishProfile),
    Source(
        "needs",
        Paketteil.BEDARFE,
        Need,
        ("kind", "target_level", "priority"),
        lambda person, day: person.needs.filter(closed_on__isnull=True).order_by("priority", "id"),
    ),
)


def frozen(participant: Participant, sections: Iterable[str], day: date) -> Content:
    """By source the rows as plain values; of the sections that were ticked, and who it is about."""
    wanted = {ALWAYS, *sections}
    return {
        source.key: [_plain(row, source.columns) for row in source.rows(participant, day)]
        for source in SOURCES
        if source.section in wanted
    }


def _plain(row: models.Model, columns: Iterable[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in columns:
        value = getattr(row, name)
        values[name] = str(value) if isinstance(value, date | Decimal) else value
    return values


def thawed(source: Source, values: dict[str, Any]) -> dict[str, Any]:
    """A frozen row as the columns of its model."""
    return {name: source.model._meta.get_field(name).to_python(value) for name, value in values.items()}


def digest(content: Content) -> str:
    """Tells whether what was looked at is what goes."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Shown:
    """One row in words: what it is, and label and value of whatever is known of it."""

    title: str
    pairs: list[tuple[str, str]]
    # Tells papers and jobs apart, of which there are many.
    since: str = ""


def in_sections(content: Content) -> list[tuple[str, list[Shown]]]:
    """The content as a page shows it: by section its rows, a section without any included."""
    found: dict[Paketteil, list[Shown]] = {}
    for source in SOURCES:
        if source.key in content:
            rows = found.setdefault(source.section, [])
            rows.extend(_shown(source, values) for values in content[source.key])
    return [(section.label, found[section]) for section in Paketteil if section in found]


def _shown(source: Source, values: dict[str, Any]) -> Shown:
    row = source.model(**thawed(source, values))
    # In the order of the columns: the database returns frozen values in one of its own.
    pairs = [
        (_label(row, name), in_words(row, name))
        for name, value in ((name, values[name]) for name in source.columns if name in values)
        # „nein“ and 0 go along too, so they are shown.
        if value is not None and value not in ("", []) and not name.endswith("_precision")
    ]
    since = values.get("valid_from")
    return Shown(str(source.model._meta.verbose_name), pairs, in_words(row, "valid_from") if since else "")


def _label(row: models.Model, name: str) -> str:
    label = str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]
