"""Tables of a report as they are read, on screen and paper."""

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from .signs import Sign


@dataclass(frozen=True)
class Row:
    header: str
    cells: tuple[Sign, ...]
    note: str = ""
    is_sum: bool = False
    # Of each cell the path of its number, empty for what counts no people.
    paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """``note_head`` heads a column of words between the row header and the numbers, where there is one."""

    key: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    note_head: str = ""
    # Where already few columns have long names.
    has_long_names: bool = False

    @property
    def is_wide(self) -> bool:
        """Whether it has more columns than a phone can show beside each other."""
        return bool(self.note_head) or self.has_long_names or len(self.head) > 3

    @property
    def labelled_rows(self) -> list[dict[str, Any]]:
        """Rows whose cells know the head of their column, which a phone shows beside each number."""
        return [
            {
                "header": row.header,
                "note": row.note,
                "is_sum": row.is_sum,
                "cells": list(zip_longest(self.head[1:], row.cells, row.paths, fillvalue="")),
            }
            for row in self.rows
        ]
