"""Writes many rows of one model at once with COPY, about twenty times as fast as saving them."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import JSONField, Model


def next_ids(model: type[Model], count: int) -> list[int]:
    """So many new keys from the sequence of the model."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def copy_rows(model: type[Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows by column; what a row leaves out gets the default of its field, the key that of the database."""
    rows = list(rows)
    if not rows:
        return
    fields = [field for field in model._meta.concrete_fields if _is_written(field, rows[0])]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    plan = [(field.attname, field.get_default(), isinstance(field, JSONField)) for field in fields]
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row([_value(row, *entry) for entry in plan])


def analyze() -> None:
    """So that the planner knows of the new rows at once."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _is_written(field: Any, row: Mapping[str, Any]) -> bool:
    return not field.generated and (not field.primary_key or field.attname in row)


def _value(row: Mapping[str, Any], name: str, default: Any, is_json: bool) -> Any:
    value = row.get(name, default)
    return json.dumps(value, ensure_ascii=False) if is_json else value
