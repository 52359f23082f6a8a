"""Data for all tests of a file or folder, built in a transaction around them."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import signature
from typing import Any, TypeVar

import pytest
from django.db import connection, transaction

Built = TypeVar("Built")
_builders: dict[str, list[Callable[..., Any]]] = defaultdict(list)


@contextmanager
def built_once(blocker: Any, build: Callable[[], Built]) -> Iterator[Built]:
    """What `build` returns, until the last test is through; each test takes place in a savepoint."""
    with blocker.unblock(), transaction.atomic():
        built = build()
        # Else all that was put off is looked at again at the end of every single test.
        connection.check_constraints()
        yield built
        transaction.set_rollback(True)


def once(build: Callable[..., Any]) -> Any:
    """Instead of `pytest.fixture`, where a conftest.py has `copies`: built before the first test of the file.

    Every test finds it in the database, whether it asks for it or not, and gets a copy of its own.
    """
    _builders[build.__module__].append(build)

    def own(copies: dict[str, Any]) -> Any:
        return copies[build.__name__]

    return pytest.fixture(name=build.__name__)(own)


def all_built(*modules: str) -> dict[str, Any]:
    """What is marked `once` in these modules, by name, in the order in which it is written there."""
    built: dict[str, Any] = {}
    for module in modules:
        for build in _builders[module]:
            built[build.__name__] = build(**{name: built[name] for name in signature(build).parameters})
    return built
