"""A Kommune with its Koordination, built once for each file together with what the file marks `once`."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from copy import deepcopy
from types import ModuleType
from typing import Any

import pytest
import time_machine

from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.built_once import all_built, built_once, once
from tests.factories import make_kommune, make_user


def moment_of(module: ModuleType) -> AbstractContextManager[Any]:
    """Data and tests of a file that has a NOW belong to that moment."""
    moment = getattr(module, "NOW", None)
    return time_machine.travel(moment, tick=False) if moment else nullcontext()


@pytest.fixture(autouse=True)
def _now(request) -> Iterator[None]:
    with moment_of(request.module):
        yield


@pytest.fixture(scope="module")
def built(request, django_db_setup, django_db_blocker) -> Iterator[dict[str, Any]]:
    def build() -> dict[str, Any]:
        with moment_of(request.module):
            return all_built(__name__, request.module.__name__)

    with built_once(django_db_blocker, build) as built:
        yield built


@pytest.fixture
def copies(built, db) -> dict[str, Any]:
    """Copied together: the Kommune of a report is the very `cottbus` of the test."""
    return deepcopy(built)


@once
def cottbus() -> Kommune:
    return make_kommune("cottbus")


@once
def coordinator(cottbus: Kommune) -> User:
    return make_user(Role.KOORDINATION, cottbus, name="K. Muster")
