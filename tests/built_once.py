"""Data for all tests of a file or folder, built in a transaction around them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection, transaction

Built = TypeVar("Built")


@contextmanager
def built_once(blocker: Any, build: Callable[[], Built]) -> Iterator[Built]:
    """What `build` returns, until the last test is through; each test takes place in a savepoint."""
    with blocker.unblock(), transaction.atomic():
        built = build()
        # Else all that was put off is looked at again at the end of every single test.
        connection.check_constraints()
        yield built
        transaction.set_rollback(True)
