"""Everything that hangs on a person, found by following every relation there is; nobody keeps a list."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pgtrigger
from django.db import models
from pghistory.models import Event as RowHistory

from participants.models import Participant

Rows = dict[type[models.Model], set[Any]]
HISTORY = "frühere Fassungen von Einträgen"


def rows_of(people: Iterable[Participant]) -> Rows:
    """By model the keys of the rows that lead to one of these people, themselves included.

    A relation that is emptied instead (SET_NULL) leads no further: its row stays.
    """
    found: Rows = defaultdict(set)
    waiting: list[tuple[type[models.Model], set[Any]]] = [(Participant, {person.pk for person in people})]
    while waiting:
        model, keys = waiting.pop()
        new = keys - found[model]
        if not new:
            continue
        found[model] |= new
        for relation in relations_of(model):
            if relation.on_delete is not models.SET_NULL:
                rows = _pointing(relation, new)
                waiting.append((relation.related_model, set(rows.values_list("pk", flat=True))))
    return dict(found)


def relations_of(model: type[models.Model]) -> list[Any]:
    """Those from elsewhere to a model; a hidden one counts, and the rows between two models."""
    fields = model._meta.get_fields(include_hidden=True)
    return [each for each in fields if each.auto_created and not each.concrete and not each.many_to_many]


def _pointing(relation: Any, keys: set[Any]) -> models.QuerySet[Any]:
    rows: models.QuerySet[Any] = relation.related_model._base_manager.order_by()
    return rows.filter(**{f"{relation.field.name}__in": keys})


def delete_all(rows: Rows) -> None:
    """Deletes the rows; the triggers that keep log and history from deletion step aside for this alone."""
    with pgtrigger.ignore():
        for model, keys in rows.items():
            for relation in relations_of(model):
                if relation.on_delete is models.SET_NULL:
                    _pointing(relation, keys).update(**{relation.field.name: None})
        # In any order: PostgreSQL looks at the relations when the transaction ends.
        for model, keys in rows.items():
            model._base_manager.filter(pk__in=keys)._raw_delete(using="default")


def in_words(rows: Rows) -> list[tuple[str, int]]:
    """What goes: the words for many of a kind, and how many; the person and the earlier versions last."""
    counts: dict[str, int] = defaultdict(int)
    versions = 0
    for model, keys in rows.items():
        if not keys or model is Participant or model._meta.auto_created:
            continue
        if issubclass(model, RowHistory):
            versions += len(keys)
        else:
            counts[_many(model)] += len(keys)
    told = sorted(counts.items(), key=lambda row: row[0].casefold())
    return [*told, *([(HISTORY, versions)] if versions else []), ("Stammdaten", 1)]


def _many(model: type[models.Model]) -> str:
    """Where a model names no plural, Django puts an English s behind its name."""
    one, many = str(model._meta.verbose_name), str(model._meta.verbose_name_plural)
    return one if many == f"{one}s" else many
